"""Two readings, their agreement, and the one that is made of them."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from gold_samples import RAW, READING

from extractor.errors import InputError
from extractor.evaluation import settle
from extractor.evaluation.agreement import agreement
from extractor.evaluation.amend import amend, load_amendments
from extractor.evaluation.locate import Folded
from extractor.evaluation.reading import Reading
from extractor.evaluation.resolve import Resolved, resolve


def reading(change: Any = None) -> Resolved:
    body = copy.deepcopy(READING)
    if change:
        change(body)
    done = resolve(Reading.model_validate(body), Folded(RAW))
    assert not done.faults
    return done


def drop_first(body: dict[str, Any]) -> None:
    del body["records"][0]


def other_period(body: dict[str, Any]) -> None:
    body["records"][0]["period"] = None


def other_tier(body: dict[str, Any]) -> None:
    body["records"][0]["tier"] = "peripheral"


def other_org(body: dict[str, Any]) -> None:
    del body["orgs"][1]
    body["maybe"].append("晨光精密")


def test_same_readings_agree() -> None:
    a, b = reading(), reading()
    assert list(settle.differences(RAW, a, b)) == []
    assert set(agreement([(RAW, a, b)])["f1"].values()) == {1.0}
    merged = settle.merge(RAW, a, b, {})
    assert resolve(merged.reading, Folded(RAW)).records == a.records


@pytest.mark.parametrize(
    ("change", "kind", "fields"),
    [
        (drop_first, "record", ()),
        (other_period, "record", ("period",)),
        (other_tier, "record", ("tier",)),
        (other_org, "organization", ()),
    ],
)
def test_difference_is_found_and_decided(change: Any, kind: str, fields: tuple[str, ...]) -> None:
    a, b = reading(), reading(change)
    (d,) = settle.differences(RAW, a, b)
    with pytest.raises(InputError, match="is not one of"):
        settle.merge(RAW, a, b, {d.id: "c"})
    assert (d.kind, d.fields) == (kind, fields)
    assert d.line()["decision"] is None
    for decision, chosen in (("a", a), ("b", b)):
        merged = settle.merge(RAW, a, b, {d.id: decision})
        assert merged.undecided == []
        done = resolve(merged.reading, Folded(RAW))
        assert done.records == chosen.records
        assert {o.text for o in done.organizations} == {o.text for o in chosen.organizations}
    assert [d.id] == [x.id for x in settle.merge(RAW, a, b, {}).undecided]


def test_only_seen_by_one_and_chosen_null_is_refused() -> None:
    a, b = reading(), reading(drop_first)
    (d,) = settle.differences(RAW, a, b)
    with pytest.raises(InputError, match="not one of"):
        settle.merge(RAW, a, b, {d.id: "both"})


def test_provisional_merge_counts_both_ways() -> None:
    a, b = reading(), reading(other_period)
    merged = settle.merge(RAW, a, b, {}, provisionally=True)
    first = resolve(merged.reading, Folded(RAW)).records[0]
    assert first.tier == "core"
    assert [r.period is None for r in first.readings()] == [False, True]
    alone = settle.merge(RAW, a, reading(drop_first), {}, provisionally=True)
    assert alone.reading.records[0].tier == "peripheral"
    doubt = settle.merge(RAW, a, reading(other_org), {}, provisionally=True)
    assert (len(doubt.reading.orgs), set(doubt.reading.maybe)) == (1, {"东湖片区", "晨光精密"})


def test_a_whole_record_can_be_the_decision() -> None:
    a, b = reading(), reading(other_period)
    (d,) = settle.differences(RAW, a, b)
    mine = copy.deepcopy(READING["records"][0]) | {"subject": None}
    merged = settle.merge(RAW, a, b, {d.id: mine})
    assert merged.reading.records[0].subject is None
    with pytest.raises(InputError, match="decisions on zone-90"):
        settle.merge(RAW, a, b, {d.id: {"sent": "x"}})


def test_agreement_falls_with_differences() -> None:
    f1 = agreement([(RAW, reading(), reading(other_period))])["f1"]
    assert f1["detection"] == 1.0
    assert f1["tuple"] == pytest.approx(2 / 3, abs=1e-3)


@pytest.mark.parametrize(
    ("now", "indicators"),
    [
        ([], ["规上工业增加值", "营收", "专利"]),
        (["was", {"sent": "拥有专利300件", "indicator": "专利"}], [None, "进出口总额", "专利", None, None]),
    ],
    ids=["dropped", "added"],
)
def test_gold_is_amended(now: list[Any], indicators: list[str | None], tmp_path: Path) -> None:
    path = tmp_path / "amendments.jsonl"
    assert load_amendments(path) == []
    line = {"doc": "zone-90", "was": {"growth": {"text": "下降5%"}}, "now": now, "why": "I2"}
    path.write_text(json.dumps(line | {"doc": "zone-91"}) + "\n" + json.dumps(line) + "\n", "utf-8")
    done = amend(Reading.model_validate(READING), load_amendments(path))
    assert len(done.records) == len(indicators)
    assert all(want in (None, r.indicator) for r, want in zip(done.records, indicators, strict=True))


@pytest.mark.parametrize("was", [{"indicator": "产值"}, {"subject": "东湖片区"}], ids=["none", "two"])
def test_an_amendment_finds_one_record(was: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "amendments.jsonl"
    path.write_text(json.dumps({"doc": "zone-90", "was": was, "now": [], "why": "R1"}), "utf-8")
    with pytest.raises(InputError, match="records are as the amendment says"):
        amend(Reading.model_validate(READING), load_amendments(path))


def test_an_amendment_says_why(tmp_path: Path) -> None:
    path = tmp_path / "amendments.jsonl"
    path.write_text(json.dumps({"doc": "zone-90", "was": {"indicator": "营收"}, "now": []}), "utf-8")
    with pytest.raises(InputError, match=r"amendments\.jsonl:1: not an amendment"):
        load_amendments(path)
