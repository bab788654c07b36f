"""Half-open spans in code points, and the one helper that proves evidence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple


class Span(NamedTuple):
    """`[start, end)` in code points of one text."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the stretch of text that the span covers."""
        return text[self.start : self.end]

    def shift(self, by: int) -> "Span":
        """Return the span moved by some characters."""
        return Span(self.start + by, self.end + by)

    def meets(self, other: "Span") -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Tell whether the other lies inside."""
        return self.start <= other.start and other.end <= self.end


# Makes a span of a pair in half the time that `Span(start, end)` takes: for what comes by the thousand.
span_of: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)


def hull(spans: Sequence[Span]) -> Span:
    """Return the smallest span around all."""
    return spans[0] if len(spans) == 1 else Span(min(s.start for s in spans), max(s.end for s in spans))


def squash(text: str) -> str:
    """Drop all white space: the form in which evidence is quoted."""
    return "".join(text.split())


def quote(raw: str, spans: Sequence[Span]) -> str:
    """Quote the raw text at the spans, as every output does."""
    if len(spans) == 1:
        return squash(raw[spans[0][0] : spans[0][1]])
    return squash("".join(raw[a:b] for a, b in spans))


def proves(raw: str, spans: Sequence[Sequence[int]], text: str) -> bool:
    """Tell whether the raw text at the spans says the text."""
    inside = all(0 <= a < b <= len(raw) for a, b in spans)
    return inside and bool(text) and squash("".join(raw[a:b] for a, b in spans)) == text


def unproved(raw: str, output: Any, path: str = "$") -> Iterator[str]:
    """Name every place of a JSON-like output whose span does not reproduce its text.

    Whatever has a `text` must have a `span` (or the pieces in `spans`); the whole contract hangs on this.
    """
    if isinstance(output, Mapping):
        if "text" in output and output["text"] is not None:
            spans = output.get("spans") or ([output["span"]] if output.get("span") else [])
            if not spans or not proves(raw, spans, output["text"]):
                yield f"{path}: {output['text']!r} is not at {spans}"
        for key, value in output.items():
            yield from unproved(raw, value, f"{path}.{key}")
    elif isinstance(output, Sequence) and not isinstance(output, str | bytes):
        for i, value in enumerate(output):
            yield from unproved(raw, value, f"{path}[{i}]")
