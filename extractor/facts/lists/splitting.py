"""Where a list of names is parted: at 、, at 和, or at the one word that joins its two halves."""

import re

from extractor.late import late
from extractor.patterns import Expression
from extractor.span import Span

SOFT = late(r"、|以及|和|与|及|/")
HARD = late(r"、|以及|/")
_ONE_JOIN = (late("、|以及|和"), late("、|以及|及"), late("、|以及|与"))  # 农业与乡村旅游人次和收入 are two
# 电力、热力生产和供应业 is one name.
_ONE_NAME = Expression("(?:{industries})")
_BRACKET = late(r"[（(][^（）()]*[)）]")
# 也|分别有…: no part of the last name.
_ALSO = "也均都则亦"


def split(view: str, span: Span, mark: re.Pattern[str]) -> list[Span]:
    """Split a stretch at the marks; pieces without words fall away, and what a bracket lists stays together."""
    out, at = [], span.start
    whole = [m.span() for m in _ONE_NAME.finditer(view, *span)]
    whole += [m.span() for m in _BRACKET.finditer(view, *span)]
    for m in mark.finditer(view, *span):
        if any(a < m.start() < b for a, b in whole):
            continue
        out.append(Span(at, m.start()))
        at = m.end()
    out.append(Span(at, span.end))
    return [p for p in out if p.end > p.start and p.cut(view).strip("，、 ")]


def split_tail(view: str, span: Span, count: int) -> list[Span]:
    """Split at 、, and the last piece also at 和: the names themselves may hold 和."""
    pieces = split(view, span, HARD)
    if len(pieces) == count - 1:
        last = split(view, pieces[-1], SOFT)
        if len(last) == 2:
            return [*pieces[:-1], *last]
    return []


def split_once(view: str, span: Span, count: int) -> list[Span]:
    """Split at one of the joining words, best where the names then end alike: 化工批发业与|家具及用品批发业."""
    ways = [w for mark in _ONE_JOIN if len(w := split(view, span, mark)) == count]
    return max(ways, key=lambda way: _same_end([p.cut(view).rstrip(_ALSO) for p in way]), default=[])


def _same_end(names: list[str]) -> int:
    """Count the characters with which all the names end."""
    ends = zip(*(reversed(n) for n in names), strict=False)
    return next((i for i, chars in enumerate(ends) if len(set(chars)) > 1), min(map(len, names)))
