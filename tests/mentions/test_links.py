"""Links: which mentions are one organisation."""

import pytest

from extractor.mentions.organizations.find import find_organizations, link
from extractor.mentions.organizations.lexicon import lexicon
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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("潍坊市农业局发布数据，市农业局介绍，农业局负责。", {"潍坊市农业局": 3}),
        ("江西省统计局发布，省统计局介绍。", {"江西省统计局": 2}),
        ("云林县政府农业处统计，县府农业处说。", {"云林县政府农业处": 2}),
        ("政府统计处公布数据，统计处表示", {"政府统计处": 2}),
        ("区经济和科技促进局发文，区经促局介绍。", {"区经济和科技促进局": 2}),
        ("北京市市场监督管理局约谈，市市场监管局要求整改。", {"北京市市场监督管理局": 2}),
        ("中国人民银行发布数据，央行下调利率，人行回应。", {"中国人民银行": 3}),
        ("中国汽车工业协会公布产销，中汽协预计增长。", {"中国汽车工业协会": 2}),
        ("一汽集团销量增长，一汽发布新车。", {"一汽集团": 2}),
        ("江城岭拓新材料股份有限公司投产，岭拓新材扩产，岭拓股份涨停。", {"江城岭拓新材料股份有限公司": 3}),
        ("达林(重庆)电联有限公司扩产，达林公司招工，达林增资。", {"达林(重庆)电联有限公司": 3}),
    ],
)
def test_a_body_by_any_of_its_names(text: str, names: dict[str, int]) -> None:
    assert {n: len(m) for _, n, m in entities(text)} == names


@pytest.mark.parametrize(
    "text",
    [
        "重庆市科技局和成都市科技局合作。",
        "江西省统计局、湖北省统计局发布，省统计局介绍。",
        "陕西省统计局介绍，陕西省统计局工业处解读。",
        "复旦大学签约，复旦大学力学实验室揭牌。",
        "国务院批准，国务院研究室解读。",
        "市文化局、市文化旅游局联合发文。",
        "格力集团转让股权，格力电器公告，格力回应。",
        "国家统计局发布，美国国防部回应。",
    ],
)
def test_different_bodies_stay_apart(text: str) -> None:
    assert all(len(set(mentions)) == 1 for _, _, mentions in entities(text))


def test_what_the_book_calls_the_same_is_found_by_each_name() -> None:
    words = lexicon().same
    assert not [n for n in words if [m for _, _, m in entities(f"，{n}，")] != [[n]]]
