"""Periods: what is one, where it stands, and the days it means for a publication date."""

from typing import Any

import pytest
from case_files import cases
from growing import too_slow
from hypothesis import given
from hypothesis import strategies as st

from extractor.mentions.model import Period
from extractor.mentions.periods import find_periods, rebase, with_year
from extractor.span import Span
from extractor.text.model import PartialDate


def date(text: str | None) -> PartialDate | None:
    return PartialDate(*map(int, text.split("-"))) if text else None


def only(text: str, published: str | None = None, **options: Any) -> Period:
    (period,) = find_periods(text, date(published), **options)
    return period


@pytest.mark.parametrize(
    "case", [*cases("periods.jsonl"), *cases("periods_negative.jsonl"), *cases("periods_known.jsonl")]
)
def test_periods(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_periods(text, date(case.get("published")), roc=case.get("roc", False))
    shown = [(p.span.cut(text), p.start, p.end) for p in found]
    assert shown == [(p["text"], p["start"], p["end"]) for p in case["periods"]]
    for period, wanted in zip(found, case["periods"], strict=True):
        assert {k: getattr(period, k) for k in wanted if k != "text"} == {
            k: v for k, v in wanted.items() if k != "text"
        }


@pytest.mark.parametrize(
    ("published", "text", "start", "end"),
    [
        # Statistics lag: near the turn of the year a later month is the last year's.
        ("2024-01-15", "12月", "2023-12-01", "2023-12-31"),
        ("2024-03-31", "11月", "2023-11-01", "2023-11-30"),
        ("2024-06-15", "11月", "2024-11-01", "2024-11-30"),
        ("2024-12-15", "1月", "2024-01-01", "2024-01-31"),
        # A count from January must be complete.
        ("2024-01-20", "1-12月", "2023-01-01", "2023-12-31"),
        ("2024-11-30", "1-11月", "2024-01-01", "2024-11-30"),
        ("2024-11-30", "1-12月", "2023-01-01", "2023-12-31"),
        ("2024-10-20", "前三季度", "2024-01-01", "2024-09-30"),
        ("2024-02-20", "前三季度", "2023-01-01", "2023-09-30"),
        # The whole year is the one that is complete, until the second quarter.
        ("2024-03-31", "全年", "2023-01-01", "2023-12-31"),
        ("2024-04-01", "全年", "2024-01-01", "2024-12-31"),
        ("2024-06-30", "年末", "2023-12-31", "2023-12-31"),
        ("2024-07-01", "年末", "2024-12-31", "2024-12-31"),
        # Leap years.
        ("2024-03-10", "2月", "2024-02-01", "2024-02-29"),
        ("2023-03-10", "2月", "2023-02-01", "2023-02-28"),
        (None, "2000年2月", "2000-02-01", "2000-02-29"),
        (None, "1900年2月", "1900-02-01", "1900-02-28"),
        # Weeks and days over the edge of a year.
        ("2024-01-02", "上周", "2023-12-25", "2023-12-31"),
        ("2024-01-01", "昨日", "2023-12-31", "2023-12-31"),
        ("2024-01-05", "上月", "2023-12-01", "2023-12-31"),
        ("2024-01-05", "上季度", "2023-10-01", "2023-12-31"),
    ],
)
def test_the_year_of_what_has_none(published: str | None, text: str, start: str, end: str) -> None:
    period = only(text, published)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "year", "start", "end"),
    [
        ("3月份", 2024, "2024-03-01", "2024-03-31"),
        ("去年12月", 2024, "2023-12-01", "2023-12-31"),
        ("明年", 2024, "2025-01-01", "2025-12-31"),
        ("8月至2月", 2024, "2024-08-01", "2025-02-28"),
        ("今年以来", 2024, "2024-01-01", None),
    ],
)
def test_with_year(text: str, year: int, start: str, end: str | None) -> None:
    period = with_year(only(text), year)
    assert (period.start, period.end, period.year_from) == (start, end, "stated")


@pytest.mark.parametrize(
    ("governing", "text", "start", "end"),
    [
        ("2024年1-11月", "上年同期", "2023-01-01", "2023-11-30"),
        ("2024年1-11月", "当月", "2024-11-01", "2024-11-30"),
        ("2024年1-11月", "上月", "2024-10-01", "2024-10-31"),
        ("2024年二季度", "上季度", "2024-01-01", "2024-03-31"),
        ("2019年", "上年", "2018-01-01", "2018-12-31"),
        ("2019年", "年末", "2019-12-31", "2019-12-31"),
        ("2019年", "年初", "2019-01-01", "2019-01-01"),
        ("2018年上半年", "期末", "2018-06-30", "2018-06-30"),
        ("2018年上半年", "报告期内", "2018-01-01", "2018-06-30"),
    ],
)
def test_rebase(governing: str, text: str, start: str, end: str) -> None:
    period = rebase(only(text), text, only(governing))
    assert (period.start, period.end) == (start, end)


def test_rebase_leaves_what_does_not_lean() -> None:
    period = only("2020年")
    assert rebase(period, "2020年", only("2019年")) == period


@pytest.mark.parametrize("published", [None, "2024", "2024-06", "2024-06-10"])
@pytest.mark.parametrize(
    "text", ["2024年1-11月", "“十四五”期间", "截至2024年9月底", "2019年1月1日至2019年9月30日"]
)
def test_a_stated_year_needs_no_reference(text: str, published: str | None) -> None:
    assert only(text, published) == only(text, None)


PIECES = [
    "2024年", "今年", "去年", "1-11月", "三季度", "第三季度", "前三季度", "12日", "10月1日", "至", "到", "-", "、", "截至", "末", "底", "以来",
    "同期", "上年", "“十四五”", "期间", "近三年", "全年", "，", "增长5%", "Q3", "二〇二四年", "十二月", "上旬", " ", "（9月）", "113年", "从", "比",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.booleans())
def test_any_text(text: str, roc: bool) -> None:
    for reference in (None, PartialDate(2024), PartialDate(2024, 2), PartialDate(2024, 2, 29)):
        found = find_periods(text, reference, roc=roc)
        at = 0
        for p in found:
            assert at <= p.span.start < p.span.end <= len(text)
            at = p.span.end
            assert p.kind in ("base", "vague") or p.start is not None
            if p.point:
                assert p.start == p.end
            if p.start and p.kind != "vague":
                assert (p.year_from == "unknown") == p.start.startswith("XXXX")
            for day in (p.start, p.end):
                assert day is None or len(day) == 10


@given(st.integers(1950, 2060), st.integers(1, 12), st.integers(1, 28))
def test_reading_back_a_written_day(year: int, month: int, day: int) -> None:
    text = f"{year}年{month}月{day}日"
    iso = f"{year}-{month:02d}-{day:02d}"
    for written in (text, iso, f"{year}/{month}/{day}"):
        period = only(written)
        assert (period.span, period.start, period.end) == (Span(0, len(written)), iso, iso)


@given(st.text(max_size=60))
def test_wild_text(text: str) -> None:
    for p in find_periods(text, PartialDate(2024, 6, 10)):
        assert p.span.cut(text)


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "2019",
        "年月日",
        "至",
        "一二三",
        "1-",
        "1、",
        "2019年至",
        "1月至",
        "今年",
        "从今年到",
        "1日、",
        "2019 ",
        "第1、",
        "今年（",
        "Q1-",
        "“十五",
    ],
)
def test_no_text_grows_slow(unit: str) -> None:
    assert not too_slow(lambda text: find_periods(text, PartialDate(2024, 6, 10)), unit)
