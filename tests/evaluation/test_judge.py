"""Normal forms: what counts as the same."""

from decimal import Decimal
from typing import Any

import pytest

from extractor.evaluation import normal
from extractor.evaluation.gold import GoldGrowth, GoldPeriod, GoldValue
from extractor.evaluation.judge import growth_right, indicator_right, period_right, value_right


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("CNY", "元", True),
        ("人民币", "元", True),
        ("USD", "美元", True),
        ("pp", "个百分点", True),
        ("個", "个", True),
        ("平方公里", "km²", True),
        ("CNY/人", "元/人", True),
        ("GWh", "吉瓦时", True),
        ("度", "kWh", True),
        ("元/千克", "元/公斤", True),
        ("μg/m³", "微克/立方米", True),
        ("斤", "公斤", False),
        ("角", "元", False),
        ("点", "", True),
        ("块", "元", False),
        ("千瓦", "千瓦时", False),
        ("CNY", "USD", False),
        ("%", "pp", False),
    ],
)
def test_units(a: str, b: str, same: bool) -> None:
    assert (normal.unit(a) == normal.unit(b)) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (Decimal("0.1"), "0.1", True),
        (14590000000, Decimal("14590000000.0"), True),
        (Decimal(10**15), Decimal(10**15 + 1), True),
        (1, 2, False),
        (None, None, True),
        (None, 0, False),
        ("NaN", 1, False),
        ("x", 1, False),
        (True, 1, False),
    ],
)
def test_numbers(a: Any, b: Any, same: bool) -> None:
    assert normal.same_number(a, b) is same


@pytest.mark.parametrize(
    ("gold", "told", "right"),
    [
        ("规上工业增加值", "规上工业增加值", True),
        ("规上工业增加值", "工业增加值", True),
        ("进口额", "出口额", False),
        ("产值", "新能源汽车产值", False),
        ("采购经理指数（PMI）", "PMI", True),
        ("ＧＤＰ", "gdp", True),
        ("贸易总额", "总额贸易", False),
        ("产值", "", False),
    ],
)
def test_indicators(gold: str, told: str, right: bool) -> None:
    assert indicator_right(gold, {"text": told}) is right


def test_standard_name_will_do() -> None:
    assert indicator_right("GDP", {"text": "国内生产总值", "name": "GDP"})
    assert not indicator_right("GDP", None)


def period(start: str | None, end: str | None, text: str = "1-11月") -> GoldPeriod:
    return GoldPeriod(text=text, span=(0, 1), start=start, end=end)


@pytest.mark.parametrize(
    ("gold", "told", "right"),
    [
        (period("2019-01", "2019-11"), {"text": "x", "start": "2019-01-01", "end": "2019-11-30"}, True),
        (period("2019-01", "2019-11"), {"text": "x", "start": "2018-01-01", "end": "2018-11-30"}, False),
        (period("XXXX-01", "XXXX-11"), {"text": "x", "start": "2019-01-01", "end": "2019-11-30"}, False),
        (period("2019-11-10", "2019-11-20"), {"text": "x", "start": "2019-11-10", "end": "2019-11-20"}, True),
        (
            period("2019-11-10", "2019-11-20"),
            {"text": "x", "start": "2019-11-01", "end": "2019-11-30"},
            False,
        ),
        (
            period("2019-09", "2019-09", "9月底"),
            {"text": "9月底", "start": "2019-01-01", "end": "2019-09-30"},
            True,
        ),
        (
            period("2019-09", "2019-09", "9月底"),
            {"text": "1-9月", "start": "2019-01-01", "end": "2019-09-30"},
            False,
        ),
        (period("2019-01", "2019-11"), None, False),
        (None, {"text": "1月", "start": "2019-01-01", "end": "2019-01-31"}, False),
        (None, None, True),
        (period(None, None, "目前"), None, True),
        (period("2019-12", "2019-12", "截至目前"), {"text": "截至目前", "start": None, "end": None}, True),
        (None, {"text": "近年来", "start": None, "end": None}, True),
    ],
)
def test_periods(gold: GoldPeriod | None, told: Any, right: bool) -> None:
    assert period_right(gold, told) is right


def test_ranges() -> None:
    value = GoldValue(
        text="5%到6%", span=(0, 5), number=None, low=Decimal(5), high=Decimal(6), unit="%", bound="range"
    )
    assert value_right(
        value, {"number": None, "low": 5, "high": Decimal("6.0"), "unit": "%", "bound": "range"}
    )
    assert not value_right(value, {"number": 5, "low": None, "high": None, "unit": "%", "bound": "exact"})
    growth = GoldGrowth(text="增长5%到6%", span=(0, 7), rate=None, low=Decimal(5), high=Decimal(6), unit="%")
    assert growth_right(growth, {"rate": None, "low": 5, "high": 6, "unit": "%"})
    assert not growth_right(growth, {"rate": None, "low": 5, "high": 7, "unit": "%"})
    assert not growth_right(growth, {"rate": None, "low": 5, "high": 6, "unit": "pp"})
