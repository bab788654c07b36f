"""Standard names: which words and which units an indicator of the book has."""

import pytest

from extractor.mentions.model import Indicator
from extractor.mentions.names import standard, table
from extractor.patterns import load
from extractor.span import Span


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("出口", "CNY", "trade.export"),
        ("出口", "USD", "trade.export"),
        ("出口", None, "trade.export"),  # a growth alone
        ("出口", "辆", None),
        ("人均GDP", "CNY/人", "gdp.per-capita"),
        ("人均GDP", "人", None),
        ("GDP", "%", "gdp"),  # GDP增速5%
        ("城镇化率", "%", "urbanisation"),
        ("工业用电", "千瓦时", "industrial-electricity"),
        ("净利润", "家", None),
        ("集装箱吞吐量", "标箱", "port-containers"),
        ("蒸汽供应量", "吨", None),
    ],
)
def test_a_code_needs_its_unit(text: str, unit: str | None, code: str | None) -> None:
    assert standard(Indicator(Span(0, len(text))), text, unit).code == code


def test_every_shipped_name_says_its_units_and_who_defines_it() -> None:
    for e in load().section("names"):
        assert e["units"], e["id"]
        assert e["source"], e["id"]


def test_no_writing_has_two_meanings() -> None:
    writings = [w for e in load().section("names") for w in (e["name"], *e["aliases"])]
    assert len(writings) == len(set(writings)) == len(table(load()))
