"""Regions: places of the book, zones by their suffix, and where a zone's own name begins."""

from typing import Any

import pytest
from case_files import cases
from growing import too_slow
from hypothesis import given
from hypothesis import strategies as st

from extractor.mentions.places.regions import find_regions


@pytest.mark.parametrize("case", cases("regions.jsonl"))
def test_regions(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [[r.span.cut(text), r.kind] for r in find_regions(text)] == case["regions"]


@pytest.mark.parametrize(
    "name",
    [
        "北京",
        "上海市",
        "广东",
        "广东省",
        "内蒙古",
        "内蒙古自治区",
        "香港",
        "苏州",
        "苏州市",
        "渝北区",
        "忠县",
        "昆山",
    ],
)
def test_a_name_alone(name: str) -> None:
    (region,) = find_regions(name)
    assert (region.name, region.span) == (name, (0, len(name)))


PIECES = [
    "重庆",
    "两江",
    "新区",
    "高新区",
    "（",
    "）",
    "中国",
    "西部",
    "科学城",
    "核心区",
    "的",
    "，",
    "成都市",
    "渝北区",
    "产业园",
    "全市",
    "示范区",
    "忠县",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text(text: str) -> None:
    at = 0
    for r in find_regions(text):
        assert at <= r.span.start < r.span.end
        assert r.span.cut(text) == r.name
        at = r.span.end


@pytest.mark.parametrize(
    "unit",
    ["新区", "重庆新区", "）新区", "江", "（新区", "科学城核心区", "忠县", "中国（上海）自由贸易试验区"],
)
def test_no_text_grows_slow(unit: str) -> None:
    assert not too_slow(find_regions, unit)
