"""Latin names of firms, which no list could hold: what stands around says so (收购Swipe, MaxAB宣布, Raymond James：维持)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.late import late
from extractor.mentions.organizations.model import Candidate
from extractor.patterns import Expression
from extractor.span import Span

_WORD = r"[A-Z][A-Za-z0-9&'’-]*(?:\.[A-Z][A-Za-z]*)*"
_NAME = rf"(?<![A-Za-z0-9.&/-])(?P<name>{_WORD}(?:(?: | ?& ?| (?:of|and|de|du|von|van) ){_WORD}){{0,5}}(?:,? (?:Inc|Ltd|Corp|Co|LLC|PLC|plc|S\.A|AG|NV)\b\.?)?)(?![A-Za-z0-9/&-])"
_BEHIND = Expression(
    rf"(?:{{firm-word}}|{{firm-bought}})了?[“「]?{_NAME}(?=[\u4e00-\u9fff，。、；：！？）（()”」]|\s|$)"
)
_NEWS = r"(?:\d+月\d+日|周[一二三四五六日]|今日|昨日|近日|日前)?(?:{firm-says}|完成(?:了)?(?:对|超|近|约|数|逾|新一轮|[A-Z\d])|获得?(?:了)?[^，。]{0,8}(?:融资|投资)|获投|公司(?!债)|(?:发布|公布)的(?:最新)?(?:数据|报告|统计)|(?:最新)?(?:统计|报告|调查|研究)显示|预[期估])"
_BEFORE = Expression(
    rf"{_NAME}(?=[”」]?{_NEWS}| ?[（(](?:(?:领投|跟投|财务顾问)[）)]|(?:以下)?[简下]称)|[：:](?:{{firm-rated}}))"
)
_FORMED = late(_NAME)  # what ends as a firm's name does needs no proof
_FORMS = (
    "Corporation",
    "Corp",
    "Limited",
    "Ltd",
    "Inc",
    "Holdings",
    "Group",
    "LLC",
    "GmbH",
    "Partners",
    "Capital",
    "Company",
)
_PERSON = late(r"(?:家|师|者|人|员|长|裁|官|授|理|记者|CEO|CFO|CTO|先生|女士|[·])\s?$")
_STUDY = late("(?:最新)?(?:统计|报告|调查|研究|数据)显示|预[期估]|指出")  # of GDP nobody says so
_MIXED = late("[a-z]")
_NO_FIRM = Expression(r"(?:{latin-common}|[QH]\d|FY\d*)(?![A-Za-z0-9])", re.IGNORECASE)


def common(name: str) -> bool:
    """Tell whether a Latin name begins as a product's, an index's or a code's does."""
    return _NO_FIRM.match(name) is not None


def find_latin(view: str) -> Iterator[Candidate]:
    """Find Latin names behind a word for a firm, or before what only a firm does."""
    for pattern in (_BEHIND, _BEFORE, _FORMED):
        for m in pattern.finditer(view):
            name = m["name"]
            if pattern is _FORMED and not (" " in name and name.rstrip(".").endswith(_FORMS)):
                continue
            person = pattern is _BEFORE and _PERSON.search(view, max(0, m.start() - 6), m.start("name"))
            firm = _MIXED.search(name) or (len(name) > 3 and _STUDY.match(view, m.end("name")))
            if len(name) > 2 and firm and not common(name) and not person:
                yield Candidate(
                    Span(*m.span("name")), "company", Decimal("0.80" if " " in name else "0.68"), "speech"
                )
