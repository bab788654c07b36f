"""Changes: direction, rate, unit and basis, and what is none."""

from decimal import Decimal
from typing import Any

import pytest
from case_files import cases
from growing import too_slow
from hypothesis import given
from hypothesis import strategies as st

from extractor.mentions.changes.find import find_changes
from extractor.mentions.model import Change
from extractor.mentions.quantities.find import find_quantities


def changes(text: str) -> list[Change]:
    return find_changes(text, find_quantities(text))


def exact(shown: str | None) -> Decimal | None:
    return None if shown is None else Decimal(shown)


@pytest.mark.parametrize("case", [*cases("changes.jsonl"), *cases("changes_known.jsonl")])
def test_changes(case: dict[str, Any]) -> None:
    text = case["text"]
    expected = [{**c, **{k: exact(c.get(k)) for k in ("rate", "low", "high")}} for c in case["changes"]]
    assert [
        {
            "text": c.span.cut(text),
            "rate": c.rate,
            "low": c.low,
            "high": c.high,
            "unit": c.unit,
            "basis": c.basis,
        }
        for c in changes(text)
    ] == expected


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("同比增长5%", "同比"),
        ("比上年末增加3家", "比上年末"),
        ("与2019年同期相比，下降9%", "与2019年同期相比"),
        ("增速高于全国1.2个百分点", "全国"),
        ("增长5%", None),
    ],
)
def test_the_words_of_the_basis(text: str, base: str | None) -> None:
    (c,) = changes(text)
    assert (c.base and c.base.cut(text)) == base


def test_a_change_names_its_quantity() -> None:
    text = "分别增长7.8%、6.1%"
    assert [c.quantity for c in changes(text)] == [q.span for q in find_quantities(text)]


@given(
    st.text(
        alphabet="同比环较上年末增长下降了约超至到为分别5%.个百分点倍成、和，。的速幅翻番持平亿元+-（ ",
        max_size=50,
    )
)
def test_any_text(text: str) -> None:
    """Changes are in order, and a quantity is taken up once."""
    found = changes(text)
    assert found == sorted(found, key=lambda c: c.span)
    taken = [c.quantity for c in found if c.quantity]
    assert len(taken) == len(set(taken))
    assert set(taken) <= {q.span for q in find_quantities(text)}


@given(
    st.decimals(0, 1000, places=1),
    st.sampled_from([("增长", 1), ("上升", 1), ("下降", -1), ("回落", -1)]),
    st.sampled_from(["", "了", "约", "均超过", "达到"]),
)
def test_a_planted_change_is_found(rate: Decimal, verb: tuple[str, int], filler: str) -> None:
    text = f"全市工业投资同比{verb[0]}{filler}{rate}%。"
    (c,) = changes(text)
    assert c.span.cut(text) == f"{verb[0]}{filler}{rate}%"
    assert c.rate == verb[1] * rate
    assert c.basis == "yoy"


@pytest.mark.parametrize(
    "fear",
    [
        "增",
        "增长5%、",
        "比5%",
        "5%的",
        "与去年",
        "翻",
        "高于5个百分点",
        "，同比",
        "比较",
        "拉动增长5个百分点",
        "增长超过",
    ],
)
def test_linear(fear: str) -> None:
    assert not too_slow(lambda text: find_changes(text, find_quantities(text)), fear)
