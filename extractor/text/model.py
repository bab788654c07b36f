"""What the text room hands on: repaired text and its structure, tied to the raw text by replayable edits."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from extractor.span import Span, span_of

SentenceKind = Literal["title", "heading", "prose", "item", "cell"]
AsideKind = Literal[
    "caption", "credit", "byline", "furniture", "navigation", "contact", "infographic", "markup"
]


class Edit(NamedTuple):
    """Replace `raw[start:end]` by `new`; a foreign one lifts out matter (a caption) that cut a sentence in two."""

    start: int
    end: int
    new: str
    fixer: str
    foreign: bool = False


def apply(raw: str, edits: Sequence[Edit]) -> str:
    """Replay edits, which are in order and do not overlap."""
    out: list[str] = []
    at = 0
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


class Sentence(NamedTuple):
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
    kicker: Span | None = None  # the line above the title
    dateline: Span | None = None  # 本报讯, 新华社北京1月3日电
    source: Span | None = None  # the medium named after 来源


class Cell(NamedTuple):
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


class Aside(NamedTuple):
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
    def _knots(self) -> tuple[list[int], list[int], list[int]]:
        """Clean positions where each edit's replacement begins and ends, and how far behind it the raw text is ahead."""
        begins, ends, ahead, shift = [], [], [], 0
        for start, end, new, _, _ in self.edits:
            begins.append(start + shift)
            ends.append(start + shift + len(new))
            shift += len(new) - (end - start)
            ahead.append(-shift)
        return begins, ends, ahead

    @cached_property
    def _cuts(self) -> tuple[list[int], list[Edit]]:
        """Deletions of something visible: quoted evidence must leave them out."""
        edits = [e for e in self.edits if not e.new and not self.raw[e.start : e.end].isspace()]
        return [e.start for e in edits], edits

    def raw_range(self, clean: int) -> Span:
        """Carry one clean character to the raw stretch that it stands for."""
        return Span(*self._raw(clean))

    def _raw(self, clean: int) -> tuple[int, int]:
        # Several edits may begin at one clean position (pure deletions): the last one that does decides.
        begins, ends, ahead = self._knots
        i = bisect_right(begins, clean) - 1
        if i < 0:
            return clean, clean + 1
        if clean >= ends[i]:
            at = clean + ahead[i]
            return at, at + 1
        start, end, new, _, _ = self.edits[i]
        if len(new) == end - start:
            at = start + clean - begins[i]
            return at, at + 1
        return start, end

    def raw_start(self, clean: int) -> int:
        """Carry the position of a first character to the raw text."""
        return self._raw(clean)[0]

    def to_raw(self, span: Span) -> tuple[Span, ...]:
        """Carry a clean span back: one raw span, or its pieces around what was lifted out."""
        first, last = span
        if first >= last:
            return ()
        start, end = self._raw(first)[0], self._raw(last - 1)[1]
        starts, cuts = self._cuts
        inside = cuts[bisect_left(starts, start) : bisect_left(starts, end)] if starts else ()
        if not inside:
            whole = self._trim(start, end)
            return (whole,) if whole else ()
        pieces, at = [], start
        for e in inside:
            pieces.append(self._trim(at, e.start))
            at = e.end
        pieces.append(self._trim(at, end))
        return tuple([p for p in pieces if p])

    def _trim(self, start: int, end: int) -> Span | None:
        """Leave white space at the edges out."""
        raw = self.raw
        while start < end and raw[start].isspace():
            start += 1
        while start < end and raw[end - 1].isspace():
            end -= 1
        return span_of((start, end)) if start < end else None
