"""Where a quoted text stands in a raw file: searched without white space, in one width, past markup."""

import html
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from extractor.late import late
from extractor.span import Span

CUT = "‖"  # what a reader writes where foreign matter cuts a text in two
Place = tuple[tuple[int, int], ...]  # ranges in the folded text

_HTML = late(
    r"<!--.*?(?:-->|\Z)|<(script|style|head)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>"
    r"|&(?:nbsp|emsp|ensp|thinsp|#160|#12288|#x3000);",
    re.DOTALL | re.IGNORECASE,
)
_ENTITY = late(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
_MARKDOWN = late(r"\*{1,3}|`+|~~")


def fold(text: str) -> str:
    """Fold a text as `Folded` does its raw text."""
    chars = (d for c in text if unicodedata.category(c) != "Cf" for d in unicodedata.normalize("NFKC", c))
    return "".join(d.lower() for d in chars if not d.isspace())


class Folded:
    """A raw text without white space, in half width and lower case, and the way back to it."""

    def __init__(self, raw: str, suffix: str = ".txt") -> None:
        self.raw = raw
        self._foreign = bytearray(len(raw) + 1)
        pattern = _HTML if suffix in (".html", ".htm") else _MARKDOWN if suffix == ".md" else None
        for m in pattern.finditer(raw) if pattern else ():
            self._foreign[m.start() : m.end()] = b"\1" * len(m[0])
        chars: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end, said in self._units(markup=pattern is _HTML):
            for d in fold(said):
                chars.append(d)
                self.starts.append(start)
                self.ends.append(end)
        self.text = "".join(chars)

    def _units(self, *, markup: bool) -> Iterator[tuple[int, int, str]]:
        at = 0
        while at < len(self.raw):
            entity = _ENTITY.match(self.raw, at) if markup and self.raw[at] == "&" else None
            end = entity.end() if entity else at + 1
            if not self._foreign[at]:
                yield at, end, html.unescape(entity[0]) if entity else self.raw[at]
            at = end

    def places(self, text: str, low: int = 0, high: int | None = None) -> list[Place]:
        """Find every place of the text between two folded positions; no number inside a longer one."""
        high = len(self.text) if high is None else high
        first, *rest = [fold(part) for part in text.split(CUT)]
        found: list[Place] = []
        for at in self._finds(first, low, high):
            place = [(at, at + len(first))]
            for part in rest:
                after = next(self._finds(part, place[-1][1], high), None)
                if after is None:
                    break
                place.append((after, after + len(part)))
            else:
                found.append(tuple(place))
        return found

    def _finds(self, part: str, low: int, high: int) -> Iterator[int]:
        at = self.text.find(part, low, high) if part else -1
        while at >= 0:
            if self._whole(at, at + len(part)):
                yield at
            at = self.text.find(part, at + 1, high)

    def _whole(self, a: int, b: int) -> bool:
        text, left = self.text, self._beside(a - 1, a)
        if text[a].isdecimal() and (left.isdecimal() or left == "."):
            return False
        right = self._beside(b, b - 1)
        number = right.isdecimal() or (right == "." and self._beside(b + 1, b).isdecimal())
        return not (text[b - 1].isdecimal() and number)

    def _beside(self, at: int, of: int) -> str:
        """Return the raw character at a folded position if nothing but it stands beside another.

        The raw one: behind a full-width point stands a new item (3．220kV), behind a dot a decimal.
        """
        if not 0 <= at < len(self.text):
            return ""
        left, right = sorted((at, of))
        return self.raw[self.starts[at]] if self.starts[right] == self.ends[left] else ""

    def composes(self, text: str) -> bool:
        """Tell whether a text can be put together from stretches of this one."""
        rest = fold(text)
        while rest:
            size = next((n for n in range(len(rest), 0, -1) if rest[:n] in self.text), 0)
            if size == 0:
                return False
            rest = rest[size:]
        return True

    def spans(self, place: Place) -> tuple[Span, ...]:
        """Return the raw pieces: white space does not cut a text, foreign matter does."""
        out: list[Span] = []
        for a, b in place:
            start = self.starts[a]
            for left, right in pairwise(range(a, b)):
                if any(self._foreign[self.ends[left] : self.starts[right]]):
                    out.append(Span(start, self.ends[left]))
                    start = self.starts[right]
            out.append(Span(start, self.ends[b - 1]))
        return tuple(out)


def nearest(places: list[Place], anchor: int, window: tuple[int, int]) -> Place | None:
    """Choose the place that a reader means: before the number in its sentence, behind it, outside."""
    if not places:
        return None
    low, high = window
    inside = [p for p in places if low <= p[0][0] and p[-1][1] <= high]
    for group in (inside, places):
        before = [p for p in group if p[-1][1] <= anchor]
        if before:
            return before[-1]
        if group is inside and inside:
            return inside[0]
    return places[0]
