"""Latin names of firms, which no list could hold: what stands around says so (收购Swipe, MaxAB宣布, Raymond James：维持)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.mentions.organizations_model import Candidate
from extractor.span import Span

_WORD = r"[A-Z][A-Za-z0-9&'’-]*(?:\.[A-Z][A-Za-z]*)*"
_NAME = rf"(?<![A-Za-z0-9.&/-])(?P<name>{_WORD}(?:(?: | ?& ?| (?:of|and|de|du|von|van) ){_WORD}){{0,5}}(?:,? (?:Inc|Ltd|Corp|Co|LLC|PLC|plc|S\.A|AG|NV)\b\.?)?)(?![A-Za-z0-9/&-])"
_FIRM = (
    "初创公司|科技公司|投资公司|子公司|母公司|附属公司|目标公司|上市公司|分析公司|研究公司|咨询公司|支付公司|安全公司|初创企业|科技企业|创企|巨头|厂商|发行商|制造商|开发商|提供商|服务商|运营商"
    "|零售商|供应商|生产商|平台|研究机构|投资机构|评级机构|金融机构|咨询机构|数据机构|竞争对手"
)
_BOUGHT = "收购|并购|竞购|入股|参股|私有化|起诉"
_BEHIND = re.compile(
    rf"(?:全资附属|{_FIRM}|{_BOUGHT})了?[“「]?{_NAME}(?=[\u4e00-\u9fff，。、；：！？）（()”」]|\s|$)"
)
_SAYS = (
    r"(?:\d+月\d+日|周[一二三四五六日]|今日|昨日|近日|日前)?(?:宣布|公布|公告|发布(?:声明|公告|财报|业绩)|披露|完成(?:了)?(?:对|超|近|约|数|逾|新一轮|[A-Z\d])|获得?(?:了)?[^，。]{0,8}(?:融资|投资)|获投"
    r"|股价|股份|集团|公司(?!债)|首席|分析师|经济学家|的(?:母公司|子公司|股东|股份|股票|首席))"
)
_BEFORE = re.compile(
    rf"{_NAME}(?=[”」]?{_SAYS}|[（(](?:领投|跟投|财务顾问)[）)]|[：:](?:维持|上调|下调|给予|重申|首予|预计))"
)
_PERSON = re.compile(r"(?:家|师|者|人|员|长|裁|官|授|理|记者|CEO|CFO|CTO|先生|女士|[·])\s?$")
_MIXED = re.compile("[a-z]")
_NO_FIRM = re.compile(
    r"(?:App|Pro|Plus|Max|Mini|Ultra|Model|Windows|Android|ChatGPT|Web\d*|Pre|Token|Bitcoin|Omicron|Delta|Wi-?Fi|Iphone|Nasdaq|Dow|Brent|Covid|Level|Top|Phase|Vol|Type|Q\d|H\d|FY\d*|Wind|Choice)\b",
    re.IGNORECASE,
)


def find_latin(view: str) -> Iterator[Candidate]:
    """Find Latin names behind a word for a firm, or before what only a firm does."""
    for pattern in (_BEHIND, _BEFORE):
        for m in pattern.finditer(view):
            name = m["name"]
            person = pattern is _BEFORE and _PERSON.search(view, max(0, m.start() - 6), m.start("name"))
            if len(name) > 2 and _MIXED.search(name) and not _NO_FIRM.match(name) and not person:
                yield Candidate(Span(*m.span("name")), "company", Decimal("0.68"), "speech")
