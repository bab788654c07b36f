"""Tables with one row a line, its cells set apart by blanks or by pipes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.late import late
from extractor.span import Span
from extractor.text.structure.lines import Line
from extractor.text.tables.grids import VALUE, Grid

_RULE = late(r"[\s|:-]+$")
_UNIT_BEHIND = late(r"[（(][^（）()]{1,8}[）)]$")
_COLUMNS = late(r"[ \t]{2,}|\t|\u3000{3,}")
# 2018年 65.2 1.3; 生产总值 亿元 320.5 5.1: cells a single blank apart, a label and figures.
_NARROW = late(
    r"(?=.{4,80}$)(?:其中[:：])?[^\s\d，。；：]{0,3}[^\s，。；：]{0,20}(?: [^\s\d，。；：]{1,6})?"
    r"(?: (?:[-+]?\d[\d,.]*[%％‰]?|[-—–－…]{1,2})){2,}$"
)
_FIGURE = late(r"[-+]?\d[\d,.]*[%％‰]?")
_ONE_BLANK = late(" ")
_SPREAD = late(r"\s*[一-鿿](\s{2,4})[一-鿿]\s{2}")


def is_spaced(line: Line) -> bool:
    """Tell whether a line is a row of a table set with blanks: a label, a wide gap, a value at the end."""
    text = line.text
    if is_narrow(line):
        return True
    if (
        ("  " not in text and "\t" not in text)
        or text[-1] in "。；！？，"
        or line.role in ("row", "furniture", "navigation")
    ):
        return False
    cells = _COLUMNS.split(text)
    return len(cells) > 1 and VALUE.match(cells[-1]) is not None


def is_narrow(line: Line) -> bool:
    """Tell whether a line is a label and two figures or more, a single blank apart."""
    text = line.text
    if "  " in text or text.count(" ") < 2 or not (text[-1].isdigit() or text[-1] in "%％‰-—–－…"):
        return False
    return _NARROW.match(text) is not None and _FIGURE.fullmatch(text.split(" ")[0]) is None


def spaced(lines: Sequence[Line], first: int, last: int) -> Iterator[Grid]:
    """Read lines whose cells are set apart by blanks."""
    if last - first < 2:
        return
    apart = _ONE_BLANK if all(is_narrow(line) for line in lines[first : last + 1]) else _COLUMNS
    rows = [list(_spaced_cells(lines[i], apart)) for i in range(first, last + 1)]
    body_row = 0
    if (
        first
        and lines[first - 1].gap <= 1
        and lines[first].gap == 0
        and len(head := list(_spaced_cells(lines[first - 1], apart))) > 1
    ):
        width = Counter(len(row) for row in rows).most_common(1)[0][0]
        # A header often leaves the place above the labels empty.
        shift = 1 if len(head) == width - 1 else 0
        rows.insert(0, [(span, column + shift) for span, column in head])
        first, body_row = first - 1, 1
    flat = [(span, r, column) for r, row in enumerate(rows) for span, column in row]
    yield Grid(first, last, flat, body_row)


def _spaced_cells(line: Line, apart: re.Pattern[str]) -> Iterator[tuple[Span, int]]:
    at, column = 0, 0
    gaps = list(apart.finditer(line.text))
    wide = _SPREAD.match(line.text)
    if wide and len(gaps) > 1 and gaps[0].span() == wide.span(1):
        gaps = gaps[1:]  # 粮  食: a label set wide
    for m in [*gaps, None]:
        end = m.start() if m else len(line.text)
        piece = line.text[at:end]
        if bare := piece.strip():
            begin = line.start + at + piece.index(bare)
            yield Span(begin, begin + len(bare)), column
            column += 1
        at = m.end() if m else end


def piped(lines: Sequence[Line], first: int, last: int) -> Iterator[Grid]:
    """Read rows drawn with pipes, as Markdown writes them."""
    rows: list[list[tuple[Span, int]]] = []
    body_row, caption = 1, None
    for line in lines[first : last + 1]:
        if _RULE.match(line.text):
            body_row = len(rows)
            continue
        cells = list(_pipe_cells(line))
        if not rows and len(cells) == 1 and line.text.count("|") > 2:
            caption = cells[0][0]
        elif cells:
            rows.append(cells)
    if len(rows) < 2:
        return
    if caption is not None and body_row == 0:
        body_row = 1
    # A header may have rows below its rule, too: their place above the labels is empty.
    while 0 < body_row < len(rows) and rows[body_row][0][1] > 0:
        body_row += 1
    if body_row == 1 and _lacks_corner(rows, lines[first : last + 1]):
        rows[0] = [(span, column + 1) for span, column in rows[0]]
    flat = [(span, row, column) for row, cells in enumerate(rows) for span, column in cells]
    yield Grid(first, last, flat, min(body_row, len(rows)), caption)


def _lacks_corner(rows: Sequence[list[tuple[Span, int]]], lines: Sequence[Line]) -> bool:
    """Tell whether the place above the labels was lost: 播种面积（千公顷） | 总产量（万吨） | | over 夏粮 | 27692.3 | 14112.0 |."""
    width = Counter(len(row) for row in rows[1:]).most_common(1)[0][0]
    head = [column for _, column in rows[0]]
    if head != list(range(width - 1)):
        return False
    first = rows[0][0][0]
    text = next(
        x.text[first.start - x.start : first.end - x.start]
        for x in lines
        if x.start <= first.start < x.start + len(x.text)
    )
    return _UNIT_BEHIND.search(text) is not None


def _pipe_cells(line: Line) -> Iterator[tuple[Span, int]]:
    offset = 1 if line.text.startswith("|") else 0
    at = line.start + offset
    for column, piece in enumerate(line.text[offset:].split("|")):
        if bare := piece.strip(" \t\u3000*_`"):
            begin = at + piece.index(bare)
            yield Span(begin, begin + len(bare)), column
        at += len(piece) + 1
