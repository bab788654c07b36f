"""Tables: flattened to one cell a line, or drawn with pipes."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractor.span import Span
from extractor.text.lines import Line

_VALUE = re.compile(r"(?:[-+±]?\d[\d,. ]*(?:[%‰]|倍|个百分点)?|[-—–－…/]{1,2}|持平|\.{2,3}|\*)$")
_YEAR = re.compile(r"(?:19|20)\d{2}$")
_UNIT = re.compile(r"[（(]?(?:计量|计价|货币)?\s*单\s*位\s*[:：]\s*\S")
_NOTE = re.compile("(?:注|备注|说明|资料来源|数据来源|来源)\\s*[:：]?\\s*\\d?")
_RULE = re.compile(r"[\s|:-]+$")
_PIPE_CELL = re.compile(r"[^|\n]+")
_CELL_LENGTH = 42


@dataclass(slots=True)
class Grid:
    """A table before it has an article: cells are (span, row, column) in the text at hand."""

    first: int  # lines, both included
    last: int
    cells: list[tuple[Span, int, int]]
    body_row: int
    caption: Span | None = None
    unit: Span | None = None


def find_tables(lines: Sequence[Line]) -> list[Grid]:
    """Find all tables of a page, in order."""
    grids: list[Grid] = []
    i = 0
    while i < len(lines):
        if lines[i].role == "row":
            last = _last(lines, i, lambda line: line.role == "row")
            grids += _piped(lines, i, last)
        elif _may_be_cell(lines[i]):
            last = _last(lines, i, _may_be_cell)
            grids += _flattened(lines, i, last)
        else:
            last = i
        i = last + 1
    return grids


def _last(lines: Sequence[Line], i: int, belongs: Callable[[Line], bool]) -> int:
    while i + 1 < len(lines) and belongs(lines[i + 1]):
        i += 1
    return i


def _may_be_cell(line: Line) -> bool:
    if line.role in ("head", "row", "markup", "byline", "credit", "caption", "infographic", "dateline"):
        return False
    return len(line.text) <= _CELL_LENGTH and line.text[-1] not in "。；！？，" and not _NOTE.match(line.text)


def _is_value(line: Line) -> bool:
    return _VALUE.match(line.text) is not None


def _flattened(lines: Sequence[Line], first: int, last: int) -> Iterator[Grid]:
    """Read a run of short lines as tables, one cell a line."""
    values = [i for i in range(first, last + 1) if _is_value(lines[i])]
    if len(values) < 4:
        return
    rows = _rows(lines, first, last)
    for group in _groups(rows):
        if grid := _grid(lines, group):
            yield grid


def _rows(lines: Sequence[Line], first: int, last: int) -> list[tuple[int, int, int]]:
    """Cut a run into (first label, first value, end): a row begins with the label behind a value."""
    rows: list[tuple[int, int, int]] = []
    start, i = first, first
    while i <= last:
        while i <= last and not _is_value(lines[i]):
            i += 1
        value = i
        while i <= last and _is_value(lines[i]):
            i += 1
        if value <= last:
            rows.append((start, value, i))
            start = i
    return rows


Rows = list[tuple[int, int, int]]


def _groups(rows: Rows) -> Iterator[Rows]:
    """Part the rows of tables that follow each other: a long run of labels is the head of the next one."""
    common = (
        Counter(value - start for start, value, _ in rows[1:] or rows).most_common(1)[0][0] if rows else 1
    )
    group: Rows = []
    for row in rows:
        if group and row[1] - row[0] >= common + 3:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _grid(lines: Sequence[Line], rows: Rows) -> Grid | None:
    """Make a table of rows whose first one still has caption, unit and header before its label."""
    if sum(end - value for _, value, end in rows) < 3 or len(rows) < 2:
        return None
    # The label of the first row comes after the header: its width is told by the other rows.
    labels = Counter(value - start for start, value, _ in rows[1:]).most_common(1)[0][0]
    width = Counter(end - start for start, _, end in rows[1:]).most_common(1)[0][0]
    start, value, _ = rows[0]
    body = max(start, value - labels)
    header = max(start, body - width)
    if body - start < width - labels or width < 2:
        header = start if body - start >= 2 else body
    head = list(range(start, header))
    # A unit line may stand among the labels of the header: then the header begins behind it.
    units = [i for i in range(start, body) if _UNIT.match(lines[i].text)]
    if units and units[-1] >= header:
        head, header = list(range(start, units[-1] + 1)), units[-1] + 1
    unit = units[-1] if units else None
    above = [i for i in head if i != unit and lines[i].role not in ("navigation", "furniture", "date")]
    caption = above[-1] if above else None
    cells = [(_span(lines[i]), 0, k) for k, i in enumerate(range(header, body))]
    body_row = 1 if cells else 0
    cells += _body(lines, [(body, rows[0][1], rows[0][2]), *rows[1:]], body_row, labels)
    begin = min(i for i in (header, unit, caption, body) if i is not None)
    return Grid(
        begin,
        rows[-1][2] - 1,
        cells,
        body_row,
        _span(lines[caption]) if caption is not None else None,
        _span(lines[unit]) if unit is not None else None,
    )


def _body(lines: Sequence[Line], rows: Rows, row: int, labels: int) -> Iterator[tuple[Span, int, int]]:
    """Yield the cells of the body; labels too many for a row stand in rows of their own."""
    for start, value, end in rows:
        extra = max(0, value - start - labels)
        for i in range(start, start + extra):
            yield _span(lines[i]), row, 0
            row += 1
        for column, i in enumerate(range(start + extra, end)):
            yield _span(lines[i]), row, column
        row += 1


def _span(line: Line) -> Span:
    return Span(line.start, line.end)


def _piped(lines: Sequence[Line], first: int, last: int) -> Iterator[Grid]:
    """Read rows drawn with pipes, as Markdown writes them."""
    rows: list[list[tuple[Span, int]]] = []
    body_row, caption = 1, None
    for i in range(first, last + 1):
        if _RULE.match(lines[i].text):
            body_row = len(rows)
            continue
        cells = list(_pipe_cells(lines[i]))
        if not rows and len(cells) == 1 and lines[i].text.count("|") > 2:
            caption = cells[0][0]
            continue
        if cells:
            rows.append(cells)
    if not rows:
        return
    if caption is not None and body_row == 0:
        body_row = 1
    flat = [(span, row, column) for row, cells in enumerate(rows) for span, column in cells]
    yield Grid(first, last, flat, min(body_row, len(rows)), caption)


def _pipe_cells(line: Line) -> Iterator[tuple[Span, int]]:
    offset = 1 if line.text.startswith("|") else 0
    at, column = line.start + offset, 0
    for piece in line.text[offset:].split("|"):
        bare = piece.strip(" \t\u3000*_`")
        if bare:
            begin = at + piece.index(bare)
            yield Span(begin, begin + len(bare)), column
        at += len(piece) + 1
        column += 1
