"""Damage as OCR of a newspaper page does it, in grades, with the gold carried into the damaged text."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import PurePath
from typing import Any

from pydantic import BaseModel

from extractor.evaluation.gold import GoldIndicator, Quoted, pieces, quotes
from extractor.evaluation.run import MEDIA, Standard
from extractor.late import late
from extractor.span import Span, hull, quote


@dataclass(frozen=True, slots=True)
class Grade:
    """How much of each kind; chances are for one character that the kind can meet."""

    width: int = 0  # characters a line, so that words are cut; 0: lines stay as they are
    narrow: float = 0  # a punctuation mark becomes its half-width look-alike
    wide: float = 0  # a number stands in full-width digits
    space: float = 0  # a blank between two Chinese characters, or between number and unit
    confuse: float = 0  # a digit becomes a letter that looks like it
    lose: float = 0  # a character is gone
    double: float = 0  # a character stands twice
    columns: float = 0  # a paragraph's lines stand beside those of the next


GRADES = {
    "light": Grade(narrow=0.1, wide=0.05, space=0.002),
    "page": Grade(width=22, narrow=0.3, wide=0.1, space=0.01, confuse=0.001, lose=0.0003, double=0.0003),
    "heavy": Grade(width=16, narrow=0.6, wide=0.2, space=0.03, confuse=0.01, lose=0.003, double=0.003),
    "ruined": Grade(18, narrow=0.6, wide=0.3, space=0.05, confuse=0.03, lose=0.01, double=0.01, columns=0.3),
}
_LOOKS = {"0": "O", "1": "l", "5": "S", "8": "B"}
_NARROW = dict(zip("，。；：！？（）", ",.;:!?()", strict=True))
_WIDE = {c: chr(ord(c) + 0xFEE0) for c in "0123456789%."}
_NUMBER = late(r"[0-9][0-9.]*%?")
_LINE = 12  # what is shorter is a heading or a cell
_ENDS = frozenset('。！？；：…”’」』）》】.!?;:")|')
_ROW = late(r"[|\t]|\S[ \u3000]{2,}\S")  # of a table: no line of prose to be broken


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged text; `places` says where each character of the whole one stands now, empty where it is gone."""

    text: str
    places: Sequence[Span]

    def carry(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Carry spans of the whole text into the damaged one; where foreign matter came between, in pieces."""
        out: list[Span] = []
        for start, end in spans:
            for place in self.places[start:end]:
                if place.start == place.end:
                    continue
                if out and not self.text[out[-1].end : place.start].strip() and out[-1].end <= place.start:
                    out[-1] = Span(out[-1].start, place.end)
                else:
                    out.append(place)
        return tuple(out)


def damage(raw: str, grade: Grade, seed: int | str, keep: frozenset[int] = frozenset()) -> Damaged:
    """Damage a text; the same seed does the same. The characters in `keep` are not lost."""
    rng = random.Random(f"{seed}")  # noqa: S311 - nothing secret
    written = _characters(raw, grade, rng, keep)
    text, size = [], 0
    places = [Span(0, 0)] * len(raw)
    for piece in _laid_out(raw, grade, rng):
        now = piece if isinstance(piece, str) else written[piece]
        if isinstance(piece, int):
            blank = len(now) - len(now.lstrip(" ")) if raw[piece] != " " else 0
            places[piece] = Span(size + blank, size + len(now))
        text.append(now)
        size += len(now)
    return Damaged("".join(text), places)


def _characters(raw: str, grade: Grade, rng: random.Random, keep: frozenset[int]) -> list[str]:
    """Write each character as it is read: itself, a look-alike, twice or not at all, with a blank before it."""
    out = list(raw)
    for m in _NUMBER.finditer(raw):
        if rng.random() < grade.wide:
            out[m.start() : m.end()] = [_WIDE[c] for c in m[0]]
    gone = False
    for i, c in enumerate(raw):
        if c.isspace():
            continue
        if c in _NARROW and rng.random() < grade.narrow:
            out[i] = _NARROW[c]
        elif c in _LOOKS and rng.random() < grade.confuse:
            out[i] = _LOOKS[c]
        chance = rng.random()
        gone = chance < grade.lose and not gone and i not in keep
        if gone:
            out[i] = ""
        elif chance > 1 - grade.double:
            out[i] *= 2
        elif i and "\u4e00" <= c <= "\u9fff" and raw[i - 1].isalnum() and rng.random() < grade.space:
            out[i] = f" {out[i]}"
    return out


def _laid_out(raw: str, grade: Grade, rng: random.Random) -> Iterator[int | str]:
    """Put the characters into lines, as numbers; what is put between them is written out."""
    paragraphs = list(_paragraphs(raw, 0 if _is_broken(raw) else grade.width))
    while paragraphs:
        rows, end = paragraphs.pop(0)
        if paragraphs and min(len(rows), len(paragraphs[0][0])) > 2 and rng.random() < grade.columns:
            beside, after = paragraphs.pop(0)
            for left, right in zip_longest(rows, beside, fillvalue=range(0)):
                yield from (*left, "  ", *right, "\n")
            yield from (*end, *after)
            continue
        for n, row in enumerate(rows):
            yield from ("\n", *row) if n else row
        yield from end


def _is_broken(raw: str) -> bool:
    """Tell whether most lines are cut already, as in some articles of the corpus: no page is cut twice."""
    ends = [line.rstrip()[-1] for line in raw.splitlines() if len(line.strip()) >= _LINE]
    return 2 * sum(c not in _ENDS for c in ends) > len(ends) > 5


def _paragraphs(raw: str, width: int) -> Iterator[tuple[list[range], range]]:
    """Yield the rows of each paragraph, and its line end."""
    at = 0
    for line in raw.splitlines(keepends=True):
        end = at + len(line.rstrip("\r\n"))
        step = width if width and not _ROW.search(line) else max(1, end - at)
        yield [range(i, min(i + step, end)) for i in range(at, end, step)], range(end, at + len(line))
        at += len(line)


def damaged(standard: Standard, grade: Grade, seed: int) -> Standard:
    """Damage the articles of a standard and carry their gold along. Only plain texts can be pages."""
    documents, raws = [], {}
    for gold in plain(standard).documents:
        raw = standard.raws[gold.doc]
        single = frozenset(s.start for _, q in quotes(gold) for s in pieces(q) if s.end - s.start == 1)
        page = damage(raw, grade, f"{seed} {gold.doc}", single)
        documents.append(_carried(gold, page))
        raws[gold.doc] = page.text
    return Standard(documents, raws)


def plain(standard: Standard) -> Standard:
    """Leave out web pages and Markdown."""
    return Standard([d for d in standard.documents if PurePath(d.file).suffix not in MEDIA], standard.raws)


def _carried(node: Any, page: Damaged) -> Any:
    if isinstance(node, tuple):
        return tuple(_carried(item, page) for item in node)
    if not isinstance(node, BaseModel):
        return node
    now = {name: _carried(getattr(node, name), page) for name in node.model_fields_set}
    if isinstance(node, Quoted | GoldIndicator) and (old := pieces(node)):
        spans = page.carry(old)
        now |= {
            "text": quote(page.text, spans),
            "span": hull(spans),
            "spans": spans if len(spans) > 1 else None,
        }
    return node.model_copy(update=now)
