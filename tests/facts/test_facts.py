"""Facts as data: what a sentence says, one line a record, and what it must not be made to say."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor import extract
from extractor.contract import Record

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "cases" / "facts.jsonl").read_text("utf-8").splitlines()
]


def line(r: Record) -> str:
    """Write a record as `subject | indicator | value | growth | period | measure status`."""
    subject = r.subject.name if r.subject else "-"
    value = growth = period = "-"
    if v := r.value:
        number = f"{v.low:f}..{v.high:f}" if v.number is None else f"{v.number:f}"
        value = f"{v.bound} {number} {v.unit}"
    if g := r.growth:
        rate = f"{g.low:f}..{g.high:f}" if g.rate is None else f"{g.rate:f}"
        growth = f"{rate} {g.unit} {g.basis}"
    if p := r.period:
        period = f"{p.start}..{p.end}"
    return " | ".join((subject, r.indicator.name, value, growth, period, f"{r.measure} {r.status}"))


def cases(wanted: bool) -> list[Any]:
    return [
        pytest.param(c, id=f"{c['kind']}: {c['text'][:40]!r}")
        for c in CASES
        if c.get("known_failure", False) is not wanted
    ]


def check(case: dict[str, Any]) -> None:
    doc = extract(case["text"], published=case["published"])
    assert [line(r) for r in doc.records] == case["records"]
    assert [w.code for w in doc.warnings] == case.get("warnings", [])


@pytest.mark.parametrize("case", cases(wanted=True))
def test_what_it_says(case: dict[str, Any]) -> None:
    check(case)


@pytest.mark.parametrize("case", cases(wanted=False))
@pytest.mark.xfail(reason="known failure", strict=True)
def test_what_is_still_misread(case: dict[str, Any]) -> None:
    check(case)
