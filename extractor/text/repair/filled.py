"""Pages whose lines are all filled to one width, as a column sets them: a line that is full goes on in the next one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.late import late
from extractor.text.structure.lines import Line, is_closed

_TEXT = frozenset({"prose", "short", "dateline", "item", "infographic"})
_NARROW = late("[\\x20-\\u2e7f]")
_MARK = late("[，。、；]")
_WIDTHS = range(10, 46)
_SLACK = 1  # characters by which a full line may differ from the others
_ENOUGH = 8  # full lines, to know a width


@dataclass(frozen=True, slots=True)
class Filled:
    """Which lines of a page are full, and whether it marks where its paragraphs begin."""

    full: Sequence[bool]
    marked: bool


def filled(lines: Sequence[Line], text: str, raw: str) -> Filled | None:
    """Find the width to which the lines of a page are filled; None if they have no common one."""
    body = [line.end - line.start for line in lines if line.role in _TEXT]
    # However wide its characters are, a line of so many is longer than any that is set in columns.
    if len(body) < _ENOUGH or 20 * sum(length > 2 * (_WIDTHS.stop + _SLACK) for length in body) > len(body):
        return None
    sizes = [_sizes(lines, text, visual=False), _sizes(lines, text, visual=True)]
    if raw.count("\n") == text.count("\n"):
        sizes.append(_raw_sizes(lines, text, raw))
    best = max((found for widths in sizes if (found := _full(lines, widths))), key=sum, default=None)
    return Filled(best, _marks_paragraphs(lines, best)) if best else None


def _sizes(lines: Sequence[Line], text: str, *, visual: bool) -> list[float]:
    """Return how wide the lines are from their margin on, in characters or as the eye measures them."""
    out = []
    for line in lines:
        begin = text.rfind("\n", 0, line.start) + 1
        narrow = len(_NARROW.findall(text, begin, line.end)) if visual else 0
        out.append(line.end - begin - narrow / 2)
    return out


def _raw_sizes(lines: Sequence[Line], text: str, raw: str) -> list[float]:
    """Return how many characters the lines had before their blanks were taken out."""
    rows = [len(row.rstrip()) for row in raw.split("\n")]
    out, at, row = [], 0, 0
    for line in lines:
        row += text.count("\n", at, line.start)
        at = line.start
        out.append(float(rows[row]))
    return out


def _full(lines: Sequence[Line], sizes: Sequence[float]) -> list[bool] | None:
    """Tell which lines are full; None if the page is not set in lines of one width."""
    body = [i for i, line in enumerate(lines) if line.role in _TEXT]
    common = Counter(round(sizes[i]) for i in body if round(sizes[i]) in _WIDTHS)
    if not common:
        return None
    width = max(common, key=lambda w: (sum(common[k] for k in range(w - _SLACK, w + _SLACK + 1)), common[w]))
    full = [
        abs(size - width) <= _SLACK and line.role in _TEXT for size, line in zip(sizes, lines, strict=True)
    ]
    own = [lines[i] for i in body if full[i]]
    longer = sum(sizes[i] > width + _SLACK + 1 for i in body)
    cut = sum(not is_closed(line.text) for line in own)
    said = sum(_MARK.search(line.text) is not None for line in own)
    if len(own) < _ENOUGH or 20 * longer > len(body) or 5 * cut < 3 * len(own) or 2 * said < len(own):
        return None
    return full if 5 * len(own) >= 2 * len(body) else None


def _marks_paragraphs(lines: Sequence[Line], full: Sequence[bool]) -> bool:
    """Tell whether blank lines or indents show where paragraphs begin: behind most lines that end short they do."""
    ends = [
        b.gap > 0 or b.indent
        for (a, b), whole in zip(pairwise(lines), full, strict=False)
        if not whole and a.role == "prose" and is_closed(a.text)
    ]
    return len(ends) > 1 and 5 * sum(ends) >= 4 * len(ends)
