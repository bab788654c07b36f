"""Numerals are read exactly, in every way that Chinese writes them."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.mentions.quantities.numerals import PATTERN, parse

CASES = Path(__file__).parent.parent / "cases" / "mentions" / "numerals.jsonl"
NUMERALS = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
DIGITS = "零一二三四五六七八九"


def written(n: int) -> str:
    """Write a number below 10^16 in Chinese: the textbook form, with 零 over gaps."""
    if n == 0:
        return "零"
    out, gap = "", False
    for power, scale in ((12, "万亿"), (8, "亿"), (4, "万"), (0, "")):
        section = n // 10**power % 10**4
        if not section:
            gap = bool(out)
            continue
        if out and (gap or section < 1000):
            out += "零"
        out += _section(section) + (scale if power != 12 else "万")
        if power == 12 and not n // 10**8 % 10**4:
            out += "亿"
        gap = False
    return out


def _section(n: int) -> str:
    out, zero = "", False
    for power, scale in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = n // 10**power % 10
        if digit:
            out += ("零" if zero and out else "") + DIGITS[digit] + scale
        zero = not digit
    return out


@pytest.mark.parametrize("case", NUMERALS, ids=lambda c: c["text"])
def test_numerals(case: dict[str, str | None]) -> None:
    number = case["number"]
    assert parse(str(case["text"])) == (None if number is None else Decimal(number))


@pytest.mark.parametrize("case", [c for c in NUMERALS if c["number"]], ids=lambda c: c["text"])
def test_the_pattern_takes_the_whole_numeral(case: dict[str, str]) -> None:
    text = case["text"].lstrip("-－负負").strip()
    m = re.match(PATTERN, text)
    assert m
    assert m.group() == text


@given(st.integers(0, 10**16 - 1))
def test_chinese_round_trip(n: int) -> None:
    assert parse(written(n)) == n


@given(st.integers(0, 10**12), st.integers(0, 4), st.sampled_from(["", "万", "亿", "万亿"]))
def test_decimals_are_exact(n: int, places: int, scale: str) -> None:
    digits = str(n).zfill(places + 1)
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    power = {"": 0, "万": 4, "亿": 8, "万亿": 12}[scale]
    assert parse(text + scale) == Decimal(n).scaleb(power - places)


@given(st.integers(1000, 10**12))
def test_separators_do_not_matter(n: int) -> None:
    assert parse(f"{n:,}") == n


@given(st.text(alphabet="零〇一二两三十百千万亿点.,0123456789-负廿", max_size=30))
def test_any_run_is_read_or_refused(text: str) -> None:
    number = parse(text)
    assert number is None or number.is_finite()
