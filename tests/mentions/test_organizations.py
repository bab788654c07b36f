"""Organisations: each finder's names, what is none, and one resolver over all."""

import json
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from growing import too_slow
from hypothesis import given
from hypothesis import strategies as st

from extractor import patterns
from extractor.mentions.organizations.find import find_organizations
from extractor.mentions.organizations.lexicon import lexicon
from extractor.mentions.organizations.model import Candidate
from extractor.mentions.organizations.resolve import resolve
from extractor.ner import Tagged
from extractor.span import Span
from extractor.text.model import CleanText, Sentence

CASES = Path(__file__).parent.parent / "cases" / "mentions" / "organizations.jsonl"


def plain(text: str) -> CleanText:
    return CleanText(text, text, text, (), (), (Sentence(Span(0, len(text)), "prose", 0, 0),))


def found(text: str) -> list[list[str]]:
    return [[o.span.cut(text), o.kind] for o in find_organizations(plain(text))]


def cases() -> list[Any]:
    rows = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    return [
        pytest.param(r, id=r["text"], marks=[pytest.mark.xfail(reason=r["known"])] if "known" in r else [])
        for r in rows
    ]


@pytest.mark.parametrize("case", cases())
def test_cases(case: dict[str, Any]) -> None:
    assert found(case["text"]) == case["organizations"]


def examples(kind: str) -> list[Any]:
    entries = patterns.load().section("organizations")
    return [pytest.param(x, id=f"{e['id']}: {x['text']}") for e in entries for x in e[kind]]


@pytest.mark.parametrize("example", examples("positive"))
def test_the_books_positive_examples(example: dict[str, str]) -> None:
    assert example["find"] in [name for name, _ in found(example["text"])]


@pytest.mark.parametrize("example", examples("negative"))
def test_the_books_negative_examples(example: dict[str, str]) -> None:
    assert example["find"] not in [name for name, _ in found(example["text"])]


def test_every_listed_name_is_found_alone() -> None:
    missed = [name for name in lexicon().names if not found(f"，{name}，")]
    assert not missed


def test_an_ambiguous_name_alone_is_no_organisation() -> None:
    assert not [name for name in lexicon().weak if found(f"，{name}，")]


def candidate(start: int, end: int, confidence: str, evidence: str = "head") -> Candidate:
    return Candidate(Span(start, end), "company", Decimal(confidence), evidence)


def test_the_longer_name_wins_over_its_part() -> None:
    assert [o.span for o in resolve([candidate(0, 2, "0.88"), candidate(0, 8, "0.85")])] == [(0, 8)]


def test_agreement_raises_confidence() -> None:
    one = resolve([candidate(0, 4, "0.80")])
    two = resolve([candidate(0, 4, "0.80"), candidate(0, 4, "0.70", "list")])
    assert two[0].confidence > one[0].confidence


def test_a_doubtful_candidate_is_dropped() -> None:
    assert resolve([candidate(0, 4, "0.50")]) == ()


class Fixed:
    """A tagger that always finds the same word."""

    def __init__(self, word: str, probability: float, kind: str = "company") -> None:
        self.word, self.probability, self.kind = word, probability, kind

    def spans(self, sentences: list[str]) -> list[list[Tagged]]:
        return [
            [
                Tagged(
                    Span(s.index(self.word), s.index(self.word) + len(self.word)), self.kind, self.probability
                )
            ]
            if self.word in s
            else []
            for s in sentences
        ]


@pytest.mark.parametrize(("probability", "names"), [(0.9, ["汐芒"]), (0.3, [])])
def test_a_taggers_spans_stand_as_they_are_sure(probability: float, names: list[str]) -> None:
    text = "今年汐芒增长8%。"
    orgs = find_organizations(plain(text), tagger=Fixed("汐芒", probability))
    assert [o.span.cut(text) for o in orgs] == names


def test_a_districts_body_is_found_again_without_its_city() -> None:
    text, said = "深圳市光明国资局持股，光明国资局增持。", "深圳市光明国资局"
    orgs = find_organizations(plain(text), tagger=Fixed(said, 0.9, "government"))
    assert [o.span.cut(text) for o in orgs] == [said, "光明国资局"]


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        ("今年汐芒航运增长8%。", "汐芒航运", True),
        ("汐芒救援队抵达现场。", "汐芒救援队", True),
        ("中毛建交以来合作顺利。", "中毛", False),
        ("中毛发布公告，产值增长8%。", "中毛", True),
        ("当选总统拉拉巴拉武致辞。", "拉拉巴拉武", False),
        ("李希在新疆调研。", "李希", False),
        ("青海发展迈上台阶。", "青海发展", False),
        ("江城女篮夺冠。", "江城女篮", False),
        ("江城代表团参加审议。", "江城代表团", False),
        ("江城进博会开幕。", "江城进博会", False),
        ("解决方案提供商汐芒联增长8%。", "商汐芒联", False),
        ("公司FlightHarbor增长8%。", "Harbor", False),
        ("双方通话。议长欧舒米访华。欧舒米说，合作顺利。", "欧舒米", False),
        ("会议地点是沙特利雅得。", "沙特利雅得", False),
        ("平安青海建设推进。", "平安青海建设", False),
        ("汐芒文化所折射的精神。", "汐芒文化所", False),
        ("汐芒设计所参加评审。", "汐芒设计所", True),
        ("深圳私募基金公司增多。", "深圳私募基金公司", False),
        ("深圳汐芒投资公司增资。", "深圳汐芒投资公司", True),
        ("落户赣州章贡的企业增多。", "赣州章贡", False),
        ("一棵棵茶树吐芽。", "棵棵", False),
        ("实控人陈汐芒增持。", "陈汐芒", False),
        ("集团商务部与采购部合并。", "商务部", False),
    ],
)
def test_what_a_tagger_says_must_be_able_to_be_a_name(text: str, said: str, name: bool) -> None:
    orgs = find_organizations(plain(text), tagger=Fixed(said, 0.9))
    assert (said in [o.span.cut(text) for o in orgs]) is name


@given(
    st.text(alphabet="晨光重庆市科技局有限公司（）、和银行大学A1 \n，。以下简称“”集团联合华为", max_size=60)
)
def test_spans_are_ordered_apart_and_inside(text: str) -> None:
    spans = [o.span for o in find_organizations(plain(text))]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "unit", ["有限公司", "重庆", "（重庆）", "华为、", "局", "(1.1,", "公司（以下简称“飞川”）", "飞"]
)
def test_time_grows_with_the_text_only(unit: str) -> None:
    assert not too_slow(lambda text: find_organizations(plain(text)), unit)
