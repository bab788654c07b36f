"""Quantities: number, unit, bound and span, and what is none."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from case_files import cases
from growing import too_slow
from hypothesis import given
from hypothesis import strategies as st

from extractor.mentions.model import Quantity
from extractor.mentions.quantities.find import Finder, find_quantities, percent
from extractor.mentions.quantities.glance import Glance
from extractor.span import Span


def exact(shown: str | None) -> Decimal | None:
    """Read an expected number; 1/3 to the digits of the decimal context."""
    if shown is None:
        return None
    f = Fraction(shown)
    return Decimal(f.numerator) / Decimal(f.denominator)


def found(text: str, **options: Any) -> list[dict[str, Any]]:
    return [
        {
            "text": q.span.cut(text),
            "number": q.number,
            "low": q.low,
            "high": q.high,
            "unit": q.unit,
            "bound": q.bound,
        }
        for q in find_quantities(text, **options)
    ]


@pytest.mark.parametrize("case", [*cases("quantities.jsonl"), *cases("quantities_known.jsonl")])
def test_quantities(case: dict[str, Any]) -> None:
    expected = [{**q, **{k: exact(q.get(k)) for k in ("number", "low", "high")}} for q in case["quantities"]]
    assert found(case["text"]) == expected


@pytest.mark.parametrize(
    ("text", "numeral", "unit_text"),
    [
        ("收购6.06亿余元", "6.06亿", "元"),
        ("整改8000多万平方米", "8000多万", "平方米"),
        ("占百分之五点五", "五点五", "分之"),
        ("占三分之一", "三分之一", None),
        ("同比-34.02%", "-34.02", "%"),
        ("装机60万千瓦", "60万", "千瓦"),
        ("均价9502元/平方米", "9502", "元/平方米"),
        ("投资3-5亿元", "3-5亿", "元"),
        ("融资US$3.5亿", "3.5亿", "US$"),
        ("共有18 家", "18", "家"),
    ],
)
def test_numeral_and_unit_text(text: str, numeral: str, unit_text: str | None) -> None:
    (q,) = find_quantities(text)
    assert q.numeral.cut(text) == numeral
    assert q.unit_text == unit_text


@pytest.mark.parametrize(("yuan", "unit"), [("CNY", "CNY"), ("HKD", "HKD"), ("TWD", "TWD")])
def test_a_bare_yuan_is_the_callers(yuan: str, unit: str) -> None:
    assert [q["unit"] for q in found("收入5亿元，其中人民币2亿元、3亿美元", yuan=yuan)] == [
        unit,
        "CNY",
        "USD",
    ]


def test_a_fraction_as_percentage() -> None:
    (q,) = find_quantities("占三分之一")
    assert percent(q) == Quantity(
        Span(1, 5), Span(1, 5), Decimal("33.333333"), None, None, "%", None, "exact"
    )


ALPHABET = "增长约超近万亿千百十一二三两半成分之元美人家个年月日第前-—~至到%％.,，、。（）()/ \n0123456789５余多以上K$￥负点块"


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_any_text(text: str) -> None:
    """Quantities are in order, do not overlap, hold their numeral, and say a number or a range."""
    end = 0
    for q in find_quantities(text):
        assert end <= q.span.start < q.span.end <= len(text)
        assert q.span.holds(q.numeral)
        assert q.numeral.cut(text).strip()
        if q.number is None:
            assert q.low is not None
            assert q.high is not None
            assert q.low < q.high
            assert q.bound == "range"
        end = q.span.end


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["亿元", "万吨", "%", "家", "个百分点", "万人次"]))
def test_a_planted_quantity_is_found(number: Decimal, unit: str) -> None:
    text = f"全市实现{number}{unit}，"
    (q,) = find_quantities(text)
    assert q.span == Span(4, len(text) - 1)
    scale = {"亿": 10**8, "万": 10**4}.get(unit[0], 1)
    assert q.number == number * scale


FEARS = ["1", "9,", "1,234", "1.", "亿万", "一", "十", "点", "1-", "1至", "1%-", "1亿元至", "百分之", "分之", "约超", "(1", "半", "三成五", "块五", "负", "1/", "1:", "a1", "1万零", "2023年", "1k", "1多万", "US$", "１，", "5个方面", "与去年"]  # fmt: skip


@pytest.mark.parametrize("fear", FEARS)
def test_linear(fear: str) -> None:
    assert not too_slow(find_quantities, fear)


# What bears on a number, what ends one, and words that only hold a numeral.
NEAR = "0123456789.,:/-+一两三十百万亿零半几数多余来元块吨米个项家人次年月日点成倍度方%股期国路大分之又至到和、。（(约超近不达的了为占少第前以上下左右起 A"


@given(st.text(alphabet=NEAR, max_size=14))
def test_one_look_says_what_a_full_reading_says(text: str) -> None:
    quick = find_quantities(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Finder, "plain", lambda *_, **__: None)
        patch.setattr(Glance, "in_word", lambda *_: False)
        patch.setattr(Glance, "trailed", lambda *_: True)
        assert find_quantities(text) == quick
