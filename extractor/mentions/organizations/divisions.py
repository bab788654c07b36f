"""Divisions named with their body: 省统计局工业处, 文化和旅游部数据中心, 市政府新闻办."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.late import late
from extractor.mentions.organizations.lexicon import Lexicon
from extractor.mentions.organizations.model import Candidate
from extractor.mentions.organizations.words import Token
from extractor.patterns import Expression
from extractor.span import Span

_OFFICE = late(
    r"[\u4e00-\u9fff]{2,12}?(?:处(?![于理置在境罚分方所女级])|司(?![法机令])|科(?![技学研普创目幻])|(?<![大全时布结格僵变])局(?![部限面势长]))"
    r"|(?![和与及或])[\u4e00-\u9fff]{2,12}?(?:管理站|总站|中心(?![组工任城区大]))"
)
_DESK = late("办(?=[、，。；等及和）]|主任|有关|相关|负责|陪同|牵头|联合|组织)")  # 县政府办
_DIVISION = Expression(r"[\u4e00-\u9fff]{0,12}?(?:{division})(?!(?<=部)门)")
_SCHOOL = late(
    r"[\u4e00-\u9fff]{2,14}?(?:学院(?![派路])|研究生院|中心(?![城区])|[实试]验站)|医学部|[深港京沪][\u4e00-\u9fff]?研?究?院"
)
_ACADEMY = late(r"[\u4e00-\u9fff]{2,10}?所(?![有在以得属谓需用长])")
_VAGUE = frozenset(("有关", "相关", "下属", "所属"))
_CHARGES = frozenset(("外资", "产业", "市场", "机构", "高校", "企业", "医院"))  # 商务部外资司
_BODIES = frozenset(("government", "institute", "association", "bank", "other"))


def find_divisions(view: str, found: Iterable[Candidate], lexicon: Lexicon) -> Iterator[Candidate]:
    """Find what follows a body without a break and ends as a division does."""
    found = list(found)
    yield from _offices(view, found)
    for c in found:
        m = _behind(view, c)
        if m and _named(lexicon.words.segment(m.group()), joined=c.kind == "university"):
            yield Candidate(Span(c.span.start, m.end()), c.kind, Decimal("0.86"), "head")


def _behind(view: str, c: Candidate) -> re.Match[str] | None:
    """Match what ends as a division of such a body does."""
    at = c.span.end
    if c.kind == "university":
        return _SCHOOL.match(view, at)
    if c.kind == "institute" and view.endswith(("科学院", "科院", "研院", "分院"), *c.span):
        return _ACADEMY.match(view, at) or _DIVISION.match(view, at)  # 中科院微电子所
    if c.kind in _BODIES and not view.endswith("中心", *c.span):
        desk = _DESK.match(view, at) if view.endswith(("政府", "政协", "人大", "委"), *c.span) else None
        return desk or _OFFICE.match(view, at) or _DIVISION.match(view, at)
    return _DIVISION.match(view, at) if c.evidence == "known" else None


def _offices(view: str, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """A department right behind its government is named with it: 香港特区政府统计处."""
    bodies = sorted({c.span for c in found if c.kind == "government"})
    for one, other in pairwise(bodies):
        if one.end == other.start and view.endswith("政府", one.start, one.end):
            yield Candidate(Span(one.start, other.end), "government", Decimal("0.93"), "head")


def _named(tokens: Sequence[Token], *, joined: bool) -> bool:
    """Tell whether the words can name a division; a school joins two of them (经济与工商管理学院)."""
    return (
        all(
            (t.tag in "NFPSHCR" and t.word not in _VAGUE)
            or t.word in _CHARGES
            or (t.tag == "V" and len(t.word) == 2 and not joined)
            or (t.word in "与和" and i > 0)
            for i, t in enumerate(tokens[:-1])
        )
        and (tokens[-1].tag in "SHNFO" or tokens[-1].word == "所")
        and not (tokens[0].tag == "V" and any(t.tag in "PR" for t in tokens))
    )
