"""Boxes of figures, each set large before its name: 163家 and below it 光电子企业; 47.6万亩 稻虾面积 ↑6.8%."""

import re
from collections.abc import Iterator, Sequence

from extractor.late import late
from extractor.span import Span
from extractor.text.structure.lines import Line
from extractor.text.tables.grids import Grid

_FIGURE = r"\d[\d,.]*\s?[十百千万亿兆]{0,2}[多余]?(?:%|[一-鿿]{1,3}(?:/[一-鿿]{1,2})?)"
_NAME = r"(?:\d{1,2}\s?月[末底份]?)?[一-鿿（）()、“”·]{2,18}"
_LARGE = late(_FIGURE)
_BELOW = late(_NAME)
_ROW = late(rf"(?P<figure>{_FIGURE})\s+(?P<name>{_NAME})(?:\s+(?P<growth>[升降↑↓+-]\s?\d[\d.]*%))?")
_FEWEST = 3  # figures of a box
_Cells = list[Span]


def boxes(lines: Sequence[Line], first: int, last: int) -> Iterator[Grid]:
    """Read the boxes of a run of short lines: their figures stand before their names."""
    i = first
    while i <= last:
        rows: list[_Cells] = []
        begin = i
        while i <= last and (found := _one_line(lines[i]) or _two_lines(lines, i, last)):
            rows.append(found)
            i += 1 if found[0].end <= lines[i].end else 2
        if len(rows) >= _FEWEST:
            above = lines[begin - 1] if begin else None
            caption = Span(above.start, above.end) if above and above.role in ("head", "short") else None
            cells = [(span, r, c) for r, row in enumerate(rows) for c, span in enumerate(row)]
            yield Grid(begin - 1 if caption else begin, i - 1, cells, 0, caption)
        i += not rows


def _one_line(line: Line) -> _Cells | None:
    m = _ROW.fullmatch(line.text)
    return [_part(line, m, g) for g in ("name", "figure", "growth") if m[g]] if m else None


def _part(line: Line, m: re.Match[str], group: str) -> Span:
    return Span(line.start + m.start(group), line.start + m.end(group))


def _two_lines(lines: Sequence[Line], i: int, last: int) -> _Cells | None:
    """Read a figure with its name right below; a blank line before it tells that it opens a pair."""
    if i == last or not lines[i].gap or lines[i + 1].gap or not _LARGE.fullmatch(lines[i].text):
        return None
    if not _BELOW.fullmatch(lines[i + 1].text):
        return None
    return [Span(line.start, line.end) for line in (lines[i + 1], lines[i])]
