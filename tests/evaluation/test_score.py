"""What is rewarded and what is not."""

import copy
import random
from typing import Any

import pytest

from extractor.evaluation.gold import GoldDocument
from extractor.evaluation.score import Scored, score_document


def f1(s: Scored, name: str = "tuple") -> float:
    return s.tallies[name].figures()["f1"]


def counts(s: Scored, name: str) -> tuple[float, float, float]:
    t = s.tallies[name]
    return t.tp, t.fp, t.fn


def test_perfect_result(raw: str, gold: GoldDocument, told: dict[str, Any]) -> None:
    s = score_document(raw, gold, told)
    for name in (
        "detection",
        "tuple",
        "strict",
        "organizations",
        "organizations_typed",
        "indicator",
        "period",
    ):
        assert f1(s, name) == 1.0, name
    assert s.links == (2, 2, 2)


def test_no_result(raw: str, gold: GoldDocument) -> None:
    s = score_document(raw, gold, None)
    assert s.missing
    assert counts(s, "tuple") == (0, 0, 3)
    assert counts(s, "organizations") == (0, 0, 2)


def test_order_is_irrelevant(raw: str, gold: GoldDocument, told: dict[str, Any]) -> None:
    told["records"][0]["period"] = None
    before = score_document(raw, gold, told)
    for seed in range(5):
        random.Random(seed).shuffle(told["records"])
        random.Random(seed).shuffle(told["organizations"])
        after = score_document(raw, gold, told)
        assert {n: counts(after, n) for n in after.tallies} == {n: counts(before, n) for n in before.tallies}


def test_peripheral_is_neither_rewarded_nor_punished(
    raw: str, gold: GoldDocument, told: dict[str, Any]
) -> None:
    with_it = score_document(raw, gold, told)
    told["records"][3]["indicator"] = told["records"][0]["indicator"]
    wrong = score_document(raw, gold, told)
    del told["records"][3]
    without = score_document(raw, gold, told)
    assert counts(with_it, "tuple") == counts(wrong, "tuple") == counts(without, "tuple") == (3, 0, 0)


def test_a_result_cannot_call_itself_peripheral(raw: str, gold: GoldDocument, told: dict[str, Any]) -> None:
    told["records"].append({**copy.deepcopy(told["records"][0]), "tier": "peripheral"})
    assert counts(score_document(raw, gold, told), "tuple") == (3, 1, 0)


def test_alternative_is_accepted(raw: str, gold: GoldDocument, told: dict[str, Any]) -> None:
    told["records"][2]["period"] = copy.deepcopy(told["records"][0]["period"])
    assert f1(score_document(raw, gold, told), "strict") == 1.0
    told["records"][2]["period"]["end"] = "2019-10-31"
    assert counts(score_document(raw, gold, told), "tuple") == (2, 1, 1)


def test_repeat_is_spurious(raw: str, gold: GoldDocument, told: dict[str, Any]) -> None:
    told["records"].append(copy.deepcopy(told["records"][0]))
    assert counts(score_document(raw, gold, told), "detection") == (3, 1, 0)


@pytest.mark.parametrize("name", ["indicator", "period", "value", "growth"])
def test_unproved_field_is_wrong(raw: str, gold: GoldDocument, told: dict[str, Any], name: str) -> None:
    start, end = told["records"][0][name]["span"]
    told["records"][0][name]["span"] = (start + 1, end)
    s = score_document(raw, gold, told)
    assert counts(s, "tuple") == (2, 1, 1)
    assert counts(s, "detection") == (3, 0, 0)
    assert s.tallies[name].fp == 1


def test_nothing_proved_is_nothing_found(raw: str, gold: GoldDocument, told: dict[str, Any]) -> None:
    for record in told["records"]:
        for name in ("value", "growth"):
            if record[name]:
                record[name]["span"] = (0, 2)
    for org in told["organizations"]:
        org["span"] = (org["span"][0], org["span"][1] + 1)
    s = score_document(raw, gold, told)
    assert counts(s, "detection") == (0, 4, 3)
    assert counts(s, "organizations") == (0, 2, 2)


@pytest.mark.parametrize("shape", [None, [], [[0]], "x", [[None, 3]], [5, 2], [-3, 4]])
def test_broken_span_is_unproved(raw: str, gold: GoldDocument, told: dict[str, Any], shape: Any) -> None:
    told["records"][0]["period"]["span"] = shape
    assert counts(score_document(raw, gold, told), "tuple") == (2, 1, 1)


def test_misshapen_results_are_wrong_and_no_crash(raw: str, gold: GoldDocument, told: dict[str, Any]) -> None:
    told["records"][0]["value"] = "145.9亿元"
    told["records"] += ["x", None, {}]
    told["organizations"] += ["x", {}, {"text": None, "span": None}]
    s = score_document(raw, gold, told)
    assert counts(s, "tuple") == (2, 4, 1)
    assert counts(s, "organizations") == (2, 0, 0)


def _whole(raw: str, record: dict[str, Any]) -> None:
    record["indicator"] = {"text": "".join(raw.split()), "name": "".join(raw.split()), "span": (0, len(raw))}


def _last_two(raw: str, record: dict[str, Any]) -> None:
    _, end = record["indicator"]["span"]
    record["indicator"] = {"text": raw[end - 2 : end], "name": raw[end - 2 : end], "span": (end - 2, end)}


def _units(raw: str, record: dict[str, Any]) -> None:
    record["value"]["unit"] = "人"


def _scale(raw: str, record: dict[str, Any]) -> None:
    record["value"]["number"] /= 10**8


def _sign(raw: str, record: dict[str, Any]) -> None:
    if record["growth"]:
        record["growth"]["rate"] *= -1


def _guessed_year(raw: str, record: dict[str, Any]) -> None:
    if record["period"]:
        record["period"] |= {"start": "2018-01-01", "end": "2018-11-30"}


def _subject_whole(raw: str, record: dict[str, Any]) -> None:
    record["subject"] = {"text": "".join(raw.split()), "span": (0, len(raw))}


def _subject_letter(raw: str, record: dict[str, Any]) -> None:
    at, _ = record["subject"]["span"]
    record["subject"] = {"text": raw[at], "span": (at, at + 1)}


@pytest.mark.parametrize("spoil", [_subject_whole, _subject_letter])
def test_degenerate_subjects_score_low(
    raw: str, gold: GoldDocument, told: dict[str, Any], spoil: Any
) -> None:
    for record in told["records"]:
        spoil(raw, record)
    s = score_document(raw, gold, told)
    assert (f1(s), f1(s, "strict"), f1(s, "subject")) == (1.0, 0.0, 0.0)


def _every_period(raw: str, record: dict[str, Any]) -> None:
    record["period"] = {"text": "".join(raw.split()), "span": (0, len(raw)), "start": None, "end": None}


@pytest.mark.parametrize(
    ("spoil", "at_most"),
    [
        (_whole, 0.0),
        (_last_two, 0.4),
        (_units, 0.0),
        (_scale, 0.0),
        (_sign, 0.4),
        (_guessed_year, 0.4),
        (_every_period, 0.0),
    ],
    ids=lambda x: getattr(x, "__name__", ""),
)
def test_degenerate_results_score_low(
    raw: str, gold: GoldDocument, told: dict[str, Any], spoil: Any, at_most: float
) -> None:
    for record in told["records"]:
        spoil(raw, record)
    assert f1(score_document(raw, gold, told)) <= at_most


def test_every_character_an_organisation_scores_low(
    raw: str, gold: GoldDocument, told: dict[str, Any]
) -> None:
    told["organizations"] = [
        {"text": raw[i : i + 4], "span": (i, i + 4), "type": "company"}
        for i in range(len(raw) - 4)
        if not set(raw[i : i + 4]) & set(" \n")
    ]
    assert f1(score_document(raw, gold, told), "organizations") < 0.05


def test_organisations_over_a_maybe_are_ignored(raw: str, gold: GoldDocument, told: dict[str, Any]) -> None:
    start = raw.index("东湖片区")
    told["organizations"].append({"text": "东湖片区", "span": (start, start + 4), "type": "government"})
    assert counts(score_document(raw, gold, told), "organizations") == (2, 0, 0)


def test_type_and_entity_count_apart(raw: str, gold: GoldDocument, told: dict[str, Any]) -> None:
    told["organizations"][0]["type"] = "bank"
    told["organizations"][1] |= {"entity": "e2"}
    s = score_document(raw, gold, told)
    assert f1(s, "organizations") == 1.0
    assert counts(s, "organizations_typed") == (1, 1, 1)
    assert counts(s, "organizations.company") == (1, 0, 1)
    assert counts(s, "organizations.bank") == (0, 1, 0)
    assert s.links == (2, 1, 2)


def test_strict_asks_for_more(raw: str, gold: GoldDocument, told: dict[str, Any]) -> None:
    told["records"][0]["subject"] = None
    told["records"][1]["status"] = "target"
    s = score_document(raw, gold, told)
    assert (f1(s), counts(s, "strict")) == (1.0, (1, 2, 2))
    assert s.right["subject"] == 2
