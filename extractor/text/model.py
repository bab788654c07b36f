"""What the text room hands on: repaired text and its structure, tied to the raw text by replayable edits."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from extractor.span import Span

SentenceKind = Literal["title", "heading", "prose", "item", "cell"]
AsideKind = Literal["caption", "credit", "byline", "furniture", "navigation", "contact", "infographic", "markup"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `raw[start:end]` by `new`; a foreign one lifts out matter (a caption) that cut a sentence in two."""

    start: int
    end: int
    new: str
    fixer: str
    foreign: bool = False


def apply(raw: str, edits: Sequence[Edit]) -> str:
    """Replay edits, which are in order and do not overlap."""
    out, at = [], 0
    for e in edits:
        out += (raw[at : e.start], e.new)
        at = e.end
    out.append(raw[at:])
    return "".join(out)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> Literal["day", "month", "year"]:
        """Say how much of the date is known."""
        return "day" if self.day else "month" if self.month else "year"

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [f"{x:02d}" for x in (self.month, self.day) if x]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading or list item; spans are in the clean text."""

    span: Span
    kind: SentenceKind
    article: int
    paragraph: int
    torn: bool = False  # a column or caption cut it and nothing could be rejoined with confidence
    repeat_of: int | None = None  # index of the sentence that this one repeats


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the page; spans are in the clean text."""

    span: Span
    title: Span | None
    published: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; its span is in the clean text, without surrounding white space."""

    span: Span
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: header cells stand in rows before `body_row`; spans are in the clean text."""

    span: Span
    article: int
    cells: tuple[Cell, ...]
    body_row: int
    caption: Span | None = None
    unit: Span | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """A stretch of the raw text that is kept out of extraction; never lost from the offsets."""

    span: Span  # raw
    kind: AsideKind


@dataclass(frozen=True, slots=True)
class TextWarning:
    """Something about the text that a reader should know; the span is raw."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True)
class CleanText:
    """A repaired text. `view` is its Simplified reading of equal length: match on `view`, cut from `raw`."""

    raw: str
    text: str
    view: str
    edits: tuple[Edit, ...]
    articles: tuple[Article, ...]
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...] = ()
    asides: tuple[Aside, ...] = ()
    warnings: tuple[TextWarning, ...] = ()
    script: Literal["simplified", "traditional"] = "simplified"

    @cached_property
    def _knots(self) -> tuple[list[int], list[int]]:
        """Clean and raw positions where each edit's replacement begins."""
        clean, shift = [], 0
        for e in self.edits:
            clean.append(e.start + shift)
            shift += len(e.new) - (e.end - e.start)
        return clean, [e.start for e in self.edits]

    def raw_start(self, clean: int) -> int:
        """Carry the position of a first character to the raw text."""
        knots, _ = self._knots
        i = bisect_right(knots, clean) - 1
        # Several edits may begin at one clean position (pure deletions): the last one that does decides.
        if i < 0:
            return clean
        e, into = self.edits[i], clean - knots[i]
        if into < len(e.new):
            return min(e.start + into, max(e.start, e.end - 1))
        return e.end + into - len(e.new)

    def to_raw(self, span: Span) -> tuple[Span, ...]:
        """Carry a clean span back: one raw span, or its pieces around foreign matter."""
        start, last = self.raw_start(span.start), self.raw_start(span.end - 1)
        end = self._raw_end(span.end, last)
        cuts = [e for e in self._edits_inside(start, end) if e.foreign]
        pieces, at = [], start
        for e in cuts:
            pieces.append(Span(at, e.start))
            at = e.end
        pieces.append(Span(at, end))
        return tuple(p for p in pieces if p.start < p.end)

    def _raw_end(self, clean_end: int, last: int) -> int:
        knots, _ = self._knots
        i = bisect_right(knots, clean_end - 1) - 1
        if i >= 0 and knots[i] <= clean_end - 1 < knots[i] + len(self.edits[i].new):
            e = self.edits[i]
            # The last character of a replacement stands for all that is left of what it replaced.
            return e.end if clean_end == knots[i] + len(e.new) else min(last + 1, e.end)
        return last + 1

    def _edits_inside(self, start: int, end: int) -> Sequence[Edit]:
        starts = self._knots[1]
        lo = bisect_right(starts, start - 1)
        hi = bisect_right(starts, end - 1)
        return [e for e in self.edits[lo:hi] if e.end <= end]
