"""Two readings, their agreement, and the one that is made of them."""

import copy
from typing import Any

import pytest
from gold_samples import RAW, READING

from extractor.errors import InputError
from extractor.evaluation import settle
from extractor.evaluation.agreement import agreement
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
