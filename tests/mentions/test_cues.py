"""Cues: the words that change what a number means, and the words that only look like them."""

from typing import Any

import pytest
from case_files import cases
from growing import too_slow
from hypothesis import given
from hypothesis import strategies as st

from extractor.mentions.cues import find_cues


@pytest.mark.parametrize("case", cases("cues.jsonl"))
def test_cues(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [[c.span.cut(text), c.kind] for c in find_cues(text)] == case["cues"]


PIECES = [
    "力争",
    "占",
    "占地",
    "比全市高",
    "2.5个百分点",
    "第3位",
    "前三名",
    "位居",
    "，",
    "预计",
    "完成年度目标的",
    "分别",
    "其中",
    "材料",
    "料",
    "居民",
    "居",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text(text: str) -> None:
    at = 0
    for c in find_cues(text):
        assert at <= c.span.start < c.span.end <= len(text)
        at = c.span.end


@pytest.mark.parametrize("unit", ["比", "比全市", "第一", "占", "前三", "第3位"])
def test_no_text_grows_slow(unit: str) -> None:
    assert not too_slow(find_cues, unit)
