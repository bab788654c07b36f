"""Links: which mentions are one organisation."""

import pytest

from extractor.mentions.organizations import find_organizations, link
from extractor.span import Span
from extractor.text.model import CleanText, Sentence


def entities(text: str) -> list[tuple[str, str, list[str]]]:
    clean = CleanText(text, text, text, (), (), (Sentence(Span(0, len(text)), "prose", 0, 0),))
    return [
        (e.id, e.name, [m.span.cut(text) for m in e.mentions]) for e in link(find_organizations(clean), text)
    ]


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        (
            "晨光精密机械有限公司（以下简称“晨光精密”）扩产。晨光精密产值增长。",
            "晨光精密机械有限公司",
            ["晨光精密机械有限公司", "晨光精密", "晨光精密"],
        ),
        ("浙江岭拓精密机械股份有限公司投产。岭拓精密出口增长。", "浙江岭拓精密机械股份有限公司", ["浙江岭拓精密机械股份有限公司", "岭拓精密"]),
        ("达林(重庆)电联有限公司扩产，达林公司招工。", "达林(重庆)电联有限公司", ["达林(重庆)电联有限公司", "达林公司"]),
        ("国际汐候研究中心（CICXR）发布报告，CICXR认为", "国际汐候研究中心", ["国际汐候研究中心", "CICXR", "CICXR"]),
        ("中国船舶工业行业协会（以下简称“船协”）说，船协预计", "中国船舶工业行业协会", ["中国船舶工业行业协会", "船协", "船协"]),
        ("海川集团重整，海川复牌", "海川集团", ["海川集团", "海川"]),
        ("先说海川复牌。海川集团重整", "海川集团", ["海川", "海川集团"]),
    ],
)  # fmt: skip
def test_short_names_go_to_the_full_one(text: str, name: str, mentions: list[str]) -> None:
    assert entities(text) == [("e1", name, mentions)]


def test_ids_follow_first_mention() -> None:
    found = entities("市科技局与重庆邮电大学签约，市科技局出资。")
    assert [(i, n) for i, n, _ in found] == [("e1", "市科技局"), ("e2", "重庆邮电大学")]


def test_a_short_form_of_two_names_belongs_to_neither() -> None:
    found = entities("海川科技有限公司和海川物流有限公司落户，海川增资。")
    assert sorted(n for _, n, _ in found if n != "海川") == ["海川物流有限公司", "海川科技有限公司"]
    assert all(m == [n] for _, n, m in found)


def test_different_bodies_stay_apart() -> None:
    assert len(entities("重庆市科技局和成都市科技局合作。")) == 2
