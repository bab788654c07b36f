"""Divisions named with their body: 省统计局工业处, 文化和旅游部数据中心."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.mentions.organizations_lexicon import Lexicon
from extractor.mentions.organizations_model import Candidate
from extractor.patterns import Expression
from extractor.span import Span

_DIVISION = Expression(
    r"[\u4e00-\u9fff]{2,12}?(?:处(?![于理置在境罚分方所女级])|司(?![法机令])|科(?![技学研普创目幻]))"
    r"|[\u4e00-\u9fff]{0,12}?(?:{division})"
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
            all(t.tag in "NFPSHCR" or (t.tag == "V" and len(t.word) == 2) for t in tokens)
            and tokens[-1].tag in "SHNF"
            and not (tokens[0].tag == "V" and any(t.tag in "PR" for t in tokens))
        ):
            yield Candidate(Span(c.span.start, m.end()), c.kind, Decimal("0.86"), "head")
