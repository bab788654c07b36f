"""A reader's marks: where they are found, and what slips of the pen are caught."""

import copy
from decimal import Decimal
from typing import Any

import pytest
from gold_samples import RAW, READING

from extractor.evaluation import reread
from extractor.evaluation.gold import GoldDocument, unproved
from extractor.evaluation.locate import Folded, fold
from extractor.evaluation.reading import Reading
from extractor.evaluation.resolve import Resolved, resolve, unmarked


def read(text: str, *, suffix: str = ".txt", orgs: Any = (), maybe: Any = (), **record: Any) -> Resolved:
    record = {
        "sent": text,
        "indicator": "产值",
        "value": {"text": "5亿元", "number": 500000000, "unit": "元"},
    } | record
    reading = {"doc": "x", "records": [record], "orgs": orgs, "maybe": maybe}
    return resolve(Reading.model_validate(reading), Folded(text, suffix))


def test_every_text_is_at_its_place(raw: str, gold: GoldDocument) -> None:
    assert unproved(gold, raw) == []
    assert gold.records[1].sentence.text == "进出口总额4.51万亿元，同比下降5%"
    assert gold.records[1].period is not None
    assert raw[slice(*gold.records[1].period.span)] == "1-11月"
    assert [o.text for o in gold.organizations] == ["晨光精密机械有限公司", "晨光精密"]
    assert GoldDocument.model_validate_json(gold.to_json()) == gold


def test_moved_text_is_unproved(raw: str, gold: GoldDocument) -> None:
    assert len(unproved(gold, "　" + raw)) > 10


@pytest.mark.parametrize(
    ("text", "number", "found"),
    [
        ("产值15亿元", "5亿元", 0),
        ("产值1.5亿元", "5亿元", 0),
        ("3．5亿元产值", "5亿元", 1),
        ("产值5亿元，又5亿元", "5亿元", 2),
    ],
)
def test_no_number_inside_a_longer_one(text: str, number: str, found: int) -> None:
    assert len(Folded(text).places(number)) == found


def test_width_case_and_breaks_do_not_matter() -> None:
    done = read("ＧＤＰ 5\n亿元", indicator="gdp")
    assert not done.faults
    assert done.records[0].indicator.text == "ＧＤＰ"
    assert done.records[0].value is not None
    assert (done.records[0].value.text, done.records[0].value.span) == ("5亿元", (4, 8))


def test_markup_cuts_a_text_into_pieces() -> None:
    done = read("<p>产<b>值</b>5亿&nbsp;元</p>", sent="产值5亿元", suffix=".html")
    assert not done.faults
    assert done.records[0].indicator.text == "产值"
    assert done.records[0].indicator.spans == ((3, 4), (7, 8))
    assert done.records[0].value is not None
    assert done.records[0].value.spans == ((12, 14), (20, 21))


def test_foreign_matter_is_marked_by_hand() -> None:
    done = read("新能源汽车（图为厂区）产值5亿元", sent="新能源汽车‖产值5亿元", indicator="新能源汽车‖产值")
    assert not done.faults
    assert done.records[0].indicator.text == "新能源汽车产值"
    assert done.records[0].indicator.spans == ((0, 5), (11, 13))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"sent": "没有的话"}, "sent is not in the text"),
        ({"indicator": "锑"}, "nor are its parts"),
        ({"subject": "火星"}, "subject '火星' is not in the text"),
        ({"value": None}, "neither value nor growth"),
        ({"value": {"text": "5亿元", "number": 5000000000, "unit": "元"}}, "reads"),
        ({"value": {"text": "5亿元", "number": None, "unit": "元"}}, "anything else has number"),
        ({"growth": {"text": "增长6%", "rate": -6}}, "rises"),
        ({"growth": {"text": "增长6%", "rate": 7}}, "rate 7"),
        ({"growth": {"text": "增长6%", "rate": None}}, "growth has a rate"),
        ({"period": {"text": "2019年", "start": "2018-01", "end": "2018-12"}}, "is in 2019"),
        ({"period": {"text": "2019年", "start": "2019-12", "end": "2019-01"}}, "is after"),
        ({"nth": 2}, "stands 1 times"),
        ({"where": {"indicator": "没有的话"}}, "where.indicator"),
    ],
)
def test_faults(change: dict[str, Any], fault: str) -> None:
    text = "2019年产值5亿元，增长6%"
    faults = read(text, **change).faults
    assert any(fault in f for f in faults), faults


def test_ambiguous_number_needs_where() -> None:
    text = "产值5亿元，税收5亿元"
    assert any("stands 2 times" in f for f in read(text).faults)
    done = read(text, where={"value": "税收5亿元"}, indicator="税收")
    assert not done.faults
    assert done.records[0].value is not None
    assert done.records[0].value.span == (8, 11)


def test_repeats_take_their_turns() -> None:
    text = "产值5亿元。产值5亿元。"
    record = {
        "sent": "产值5亿元",
        "indicator": "产值",
        "value": {"text": "5亿元", "number": 500000000, "unit": "元"},
    }
    done = resolve(Reading.model_validate({"doc": "x", "records": [record, record]}), Folded(text))
    assert [r.sentence.span for r in done.records] == [(0, 5), (6, 11)]
    three = resolve(Reading.model_validate({"doc": "x", "records": [record] * 3}), Folded(text))
    assert any("stands 2 times" in f for f in three.faults)


def test_items_of_a_list_share_a_place() -> None:
    text = "黑龙江、吉林增长5%"
    base = {"sent": text, "indicator": "增长", "growth": {"text": "5%", "rate": 5}}
    records = [{**base, "subject": "黑龙江"}, {**base, "subject": "吉林"}]
    done = resolve(Reading.model_validate({"doc": "x", "records": records}), Folded(text))
    assert not done.faults
    assert [r.subject.text for r in done.records if r.subject] == ["黑龙江", "吉林"]


def test_composed_indicator_has_no_place() -> None:
    done = read("公路周转量5亿元，其中货运5亿元", sent="其中货运5亿元", indicator="公路货运周转量")
    assert not done.faults
    assert any("put together" in d for d in done.doubts)
    assert done.records[0].indicator.span is None


def test_organisations_longest_first_and_barred() -> None:
    text = "建行产值5亿元，在建行业；建设银行与建行"
    orgs = [
        {"text": "建行", "type": "bank", "entity": "建设银行", "not_in": ["在建行业"]},
        {"text": "建设银行", "type": "bank"},
    ]
    done = read(text, sent="建行产值5亿元", orgs=orgs)
    assert [(o.span, o.entity) for o in done.organizations] == [
        ((0, 2), "建设银行"),
        ((13, 17), "建设银行"),
        ((18, 20), "建设银行"),
    ]
    assert read(text, sent="建行产值5亿元", orgs=[{"text": "农行", "type": "bank"}]).faults


def test_misspelt_key_is_refused() -> None:
    reading = copy.deepcopy(READING)
    reading["records"][0]["indicater"] = "x"
    with pytest.raises(ValueError, match="indicater"):
        Reading.model_validate(reading)


def test_unmarked_numbers_are_listed() -> None:
    done = resolve(Reading.model_validate({"doc": "x", "records": []}), Folded(RAW))
    assert any("145.9亿元" in n for n in unmarked(Folded(RAW), done))


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1,860万元", 18600000, "CNY"),
        ("3億1,860萬元", 318600000, "CNY"),
        ("48萬7千人次", 487000, "人次"),
        ("3.2千瓦时", Decimal("3.2"), "千瓦时"),
        ("3.2千瓦时", 3200, "瓦时"),
        ("三千二百万元", 32000000, "CNY"),
        ("一万二千亿元", 1200000000000, "CNY"),
        ("三亿六千万元", 360000000, "CNY"),
        ("六成半", 65, "%"),
        ("8成3", 83, "%"),
        ("三百来万", 3000000, "CNY"),
        ("廿六伙", 26, "伙"),
        ("四千三", 4300, "CNY"),
        ("一百二", 120, "CNY"),
        ("三十八个亿", 3800000000, "CNY"),
        ("6.06亿余元", 606000000, "CNY"),
        ("三分之一", Decimal("33.333333"), "%"),
        ("266.0", 26600000000, "CNY"),
        ("4个半小时", Decimal("4.5"), "小时"),
        ("两三百元", 200, "CNY"),
        ("两三百元", 300, "CNY"),
        ("四五十元", 40, "CNY"),
    ],
)
def test_numbers_are_read_again(text: str, number: Decimal, unit: str) -> None:
    assert list(reread.number_faults(text, [Decimal(number)], unit)) == []
    if "分之" not in text:
        assert list(reread.number_faults(text, [Decimal(number) * 7], unit))


@pytest.mark.parametrize(
    ("text", "rate", "right"),
    [
        ("增长56.6%", "56.6", True),
        ("下降5%", "-5", True),
        ("下降5%", "5", False),
        ("增长1.9倍", "190", True),
        ("翻番", "100", True),
        ("持平", "0", True),
        ("降幅收窄3个百分点", "3", False),
        ("降幅收窄3个百分点", "-3", True),
    ],
)
def test_rates_are_read_again(text: str, rate: str, right: bool) -> None:
    assert (not list(reread.rate_faults(text, Decimal(rate), "%"))) is right


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("增长85%到110%", (85, 110)),
        ("下降88.9%—100%", (-100, Decimal("-88.9"))),
        ("-20%至5%", (-20, 5)),
        ("增长5%", None),
    ],
)
def test_ends_of_a_range(text: str, ends: tuple[Decimal, Decimal] | None) -> None:
    assert reread.rate_ends(text) == ends


def test_unit_of_text() -> None:
    assert reread.unit_of("億元".removeprefix("億")) == "CNY"
    assert reread.unit_of("元人民幣") == "CNY"
    assert reread.unit_of("个百分点") == "pp"
    assert reread.unit_of("块") == "块"
    assert fold("Ａ b\n%％") == "ab%%"
