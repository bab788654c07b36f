"""Names put together from what stands apart: 能源、旅游投资 is 能源投资 and 旅游投资; each piece keeps its place."""

import re
from collections.abc import Sequence
from typing import TypeAlias

from extractor.mentions.model import Indicator
from extractor.span import Span

Parts: TypeAlias = tuple[Span, ...]


def parts(indicator: Indicator) -> Parts:
    """Return the pieces of an indicator in reading order."""
    return indicator.parts or (indicator.span,)


def text(indicator: Indicator, view: str) -> str:
    """Return the indicator as the text words it, its pieces joined."""
    if not indicator.parts:
        return indicator.span.cut(view)
    return "".join([p.cut(view) for p in indicator.parts])


def first(pieces: Sequence[Span], length: int) -> Parts:
    """Return the pieces of the first characters."""
    out = []
    for p in pieces:
        if length <= 0:
            break
        out.append(Span(p.start, min(p.end, p.start + length)))
        length -= p.end - p.start
    return tuple(out)


def last(pieces: Sequence[Span], length: int) -> Parts:
    """Return the pieces of the last characters."""
    out: list[Span] = []
    for p in reversed(pieces):
        if length <= 0:
            break
        out.insert(0, Span(max(p.start, p.end - length), p.end))
        length -= p.end - p.start
    return tuple(out)


def ending(indicator: Indicator, words: re.Pattern[str], view: str) -> Parts:
    """Return the pieces of the words that an indicator ends in: 货值 of 输往甲的货值."""
    m = words.search(text(indicator, view))
    return last(parts(indicator), len(m[0])) if m else ()


def join(span: Span, *pieces: Sequence[Span], name: str | None = None) -> Indicator:
    """Make an indicator of pieces; `span` is the one that stands beside the number."""
    flat: list[Span] = []
    for p in (p for group in pieces for p in group if p.end > p.start):
        if flat and flat[-1].end == p.start:
            flat[-1] = Span(flat[-1].start, p.end)
        else:
            flat.append(p)
    if span.end == span.start and flat:
        span = flat[-1]  # a place of a list that has no words of its own
    return Indicator(span, name, parts=() if flat == [span] else tuple(flat))
