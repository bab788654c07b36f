"""Divisions named with their body: 省统计局工业处, 文化和旅游部数据中心."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.mentions.organizations_lexicon import Lexicon
from extractor.mentions.organizations_model import Candidate
from extractor.span import Span

_DIVISION = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:处(?![于理置在境罚分方所女级])|司(?![法机令])|科(?![技学研普创目幻]))"
    r"|[\u4e00-\u9fff]{0,12}?(?:事业部|办公室|数据中心|信息中心|监管局|供电局|分局|调查队|总队|支队|中心支行|支行|分行|营管部"
    r"|营业管理部|分院|分会|研究中心|研究室|研究部|智库中心|节目中心|校区|记者站|总站|秘书处|专班|专委会|专业委员会)"
)
_BODIES = frozenset(("government", "institute", "association", "bank", "other"))


def find_divisions(view: str, found: Iterable[Candidate], lexicon: Lexicon) -> Iterator[Candidate]:
    """Find what follows a body without a break and ends as a division does."""
    for c in found:
        m = _DIVISION.match(view, c.span.end) if c.kind in _BODIES or c.evidence == "known" else None
        if not m:
            continue
        tokens = lexicon.words.segment(m.group())
        if (
            all(t.tag in "NFPSHC" or (t.tag == "V" and len(t.word) == 2) for t in tokens)
            and tokens[-1].tag in "SHNF"
        ):
            yield Candidate(Span(c.span.start, m.end()), c.kind, Decimal("0.86"), "head")
