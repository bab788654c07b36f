"""Tables: flattened to one cell a line, set apart by blanks, or drawn with pipes."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractor.span import Span
from extractor.text.lines import Line

_VALUE = re.compile(r"(?:[-+±]?\d[\d,. ]*(?:[%‰]|倍|个百分点)?|[-—–－…/]{1,2}|持平|\.{2,3}|\*)$")
_DIGIT = re.compile(r"\d")
_UNIT = re.compile(
    r"[（(]?(?:(?:计量|计价|货币)\s{0,4})?单\s{0,8}位\s{0,4}[:：]\s{0,4}[^\s（）()]{1,12}[）)]?"
)
_UNIT_LINE = re.compile(r"[（(]?(?:(?:计量|计价|货币)\s{0,4})?单\s{0,8}位\s{0,4}[:：]\s{0,4}\S{1,16}$")
_ANCHOR = re.compile(
    "(?:指\\s*标(?:名\\s*称)?|项\\s*目(?:名称)?|(?:产品|行业|企业|地区|分类|指标)?名\\s*称|地\\s*区|行\\s*业|类\\s*别|年\\s*份|月\\s*份|品\\s*种|区\\s*县)$"
)
_HEADER_LIKE = re.compile(
    "\\d{1,2}月|\\d{4}年|季度|同比|环比|增长|增减|比重|比上年|累计|本月|占比|单\\s*位|%"
)
_CAPTION = re.compile(
    "表\\s?[\\d一二三四五六七八九十]|.*(?:表|情况|指标|产量|构成|速度|增速|排名|幅度|统计|数据|价格|一览|增减|存贷|失业率|对比)(?:[（(].{1,12}[）)])?$"
)
_NOTE = re.compile("(?:注|备注|说明|资料来源|数据来源|来源|联系电话)\\s*[:：]?\\s*\\d?")
_RULE = re.compile(r"[\s|:-]+$")
_COLUMNS = re.compile(r"[ \t]{2,}|\t|\u3000{3,}")
_LONE = re.compile("[一-鿿]")
_SPREAD = re.compile(r"\s*[一-鿿](\s{2,4})[一-鿿]\s{2}")
_CELL_LENGTH = 42
_NO_CELL = frozenset(
    {"head", "row", "markup", "byline", "credit", "caption", "infographic", "dateline", "item"}
)


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
        last = i
        if lines[i].role == "row":
            last = _last(lines, i, lambda line: line.role == "row")
            grids += _piped(lines, i, last)
        elif _is_spaced(lines[i]):
            last = _last(lines, i, _is_spaced)
            grids += _spaced(lines, i, last)
        elif _may_be_cell(lines[i]):
            last = _last(lines, i, _may_be_cell)
            grids += _flattened(lines, i, last)
        i = last + 1
    for grid in grids:
        _look_above(lines, grid)
    return grids


def _last(lines: Sequence[Line], i: int, belongs: Callable[[Line], bool]) -> int:
    while i + 1 < len(lines) and belongs(lines[i + 1]):
        i += 1
    return i


def _look_above(lines: Sequence[Line], grid: Grid) -> None:
    """Find caption and unit in the two lines above a table that has none yet."""
    for i in range(grid.first - 1, max(-1, grid.first - 3), -1):
        line = lines[i]
        if line.text[-1] in "。；！？，" or len(line.text) > 60 or line.gap > 2:
            return
        if grid.unit is None and (m := _UNIT.search(line.text)):
            grid.unit = Span(line.start + m.start(), line.start + m.end())
            if m.start() == 0:
                grid.first = i
                continue
        if grid.caption is not None or not _CAPTION.match(line.text.strip("# *")):
            return
        end = (
            line.end if grid.unit is None or grid.unit.start <= line.start else min(line.end, grid.unit.start)
        )
        grid.caption, grid.first = Span(line.start, end), i
        return


def _span(line: Line) -> Span:
    return Span(line.start, line.end)


# --- one cell a line


def _may_be_cell(line: Line) -> bool:
    if len(line.text) > _CELL_LENGTH or line.text[-1] in "。；！？，" or line.role in _NO_CELL:
        return False
    return not _is_spaced(line) and not _NOTE.match(line.text)


def _is_value(line: Line) -> bool:
    return _VALUE.match(line.text) is not None


Rows = list[tuple[int, int, int]]  # first label, first value, end


def _flattened(lines: Sequence[Line], first: int, last: int) -> Iterator[Grid]:
    """Read a run of short lines as tables, one cell a line."""
    if sum(_is_value(line) for line in lines[first : last + 1]) < 4:
        return
    for group in _groups(_rows(lines, first, last)):
        if grid := _grid(lines, group):
            yield grid


def _rows(lines: Sequence[Line], first: int, last: int) -> Rows:
    """Cut a run into rows: each begins with the label behind a value."""
    rows: Rows = []
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
    width = Counter(end - start for start, _, end in rows[1:]).most_common(1)[0][0]
    labels = Counter(value - start for start, value, _ in rows[1:]).most_common(1)[0][0]
    start, value, end = rows[0]
    # The first row is as wide as the others: what stands before it is header, unit and caption.
    own = width - (end - value) if 1 <= width - (end - value) <= value - start else min(labels, value - start)
    body = value - own
    header, body = _header(lines, start, body, width)
    cells = [(_span(lines[i]), 0, k) for k, i in enumerate(range(header, body))]
    above = range(start, header)
    unit = next((i for i in reversed(above) if _UNIT_LINE.match(lines[i].text)), None)
    caption = next(
        (i for i in reversed(above) if i != unit and lines[i].role in ("short", "prose", "number")), None
    )
    body_row = 1 if cells else 0
    cells += _body(lines, [(body, value, end), *rows[1:]], body_row, labels, width)
    begin = min(i for i in (header, unit, caption) if i is not None)
    return Grid(
        begin,
        rows[-1][2] - 1,
        cells,
        body_row,
        _span(lines[caption]) if caption is not None else None,
        _span(lines[unit]) if unit is not None else None,
    )


def _header(lines: Sequence[Line], start: int, body: int, width: int) -> tuple[int, int]:
    """Return where the header begins and ends among the labels before the first row."""
    anchors = [i for i in range(start, body) if _ANCHOR.match(lines[i].text)]
    if anchors:
        header = anchors[-1]
        while body - header > width and not _continues_header(lines, header, body - 1):
            body -= 1  # a group label that stands before the first row
        return header, body
    units = [i for i in range(start, body) if _UNIT_LINE.match(lines[i].text)]
    header = units[-1] + 1 if units else max(start, body - width)
    like = sum(_HEADER_LIKE.search(lines[i].text) is not None for i in range(header, body))
    return (header, body) if body - header >= 2 and like else (body, body)


def _continues_header(lines: Sequence[Line], header: int, i: int) -> bool:
    text = lines[i].text
    return _HEADER_LIKE.search(text) is not None or any(lines[k].text == text for k in range(header, i))


def _body(
    lines: Sequence[Line], rows: Rows, row: int, labels: int, width: int
) -> Iterator[tuple[Span, int, int]]:
    """Yield the cells of the body; labels too many for a row stand in rows of their own."""
    for start, value, end in rows:
        spread = value - start == 2 and all(
            _LONE.fullmatch(lines[i].text.strip()) for i in (start, start + 1)
        )
        if spread:  # 农 / 业: a label of two characters set wide, broken between them
            yield Span(lines[start].start, lines[start + 1].end), row, 0
            for column, i in enumerate(range(start + 2, end), 1):
                yield _span(lines[i]), row, column
            row += 1
            continue
        extra = max(0, min(value - start - labels, end - start - width))
        for i in range(start, start + extra):
            yield _span(lines[i]), row, 0
            row += 1
        for column, i in enumerate(range(start + extra, end)):
            yield _span(lines[i]), row, column
        row += 1


# --- one row a line, its cells set apart by blanks


def _is_spaced(line: Line) -> bool:
    """Tell whether a line is a row of a table set with blanks: a label, a wide gap, a value at the end."""
    text = line.text
    if (
        ("  " not in text and "\t" not in text)
        or text[-1] in "。；！？，"
        or line.role in ("row", "furniture", "navigation")
    ):
        return False
    cells = _COLUMNS.split(text)
    return len(cells) > 1 and _VALUE.match(cells[-1]) is not None


def _spaced(lines: Sequence[Line], first: int, last: int) -> Iterator[Grid]:
    """Read lines whose cells are set apart by blanks."""
    if last - first < 2:
        return
    rows = [list(_spaced_cells(lines[i])) for i in range(first, last + 1)]
    body_row = 0
    if (
        first
        and lines[first - 1].gap <= 1
        and lines[first].gap == 0
        and len(head := list(_spaced_cells(lines[first - 1]))) > 1
    ):
        width = Counter(len(row) for row in rows).most_common(1)[0][0]
        # A header often leaves the place above the labels empty.
        shift = 1 if len(head) == width - 1 else 0
        rows.insert(0, [(span, column + shift) for span, column in head])
        first, body_row = first - 1, 1
    flat = [(span, r, column) for r, row in enumerate(rows) for span, column in row]
    yield Grid(first, last, flat, body_row)


def _spaced_cells(line: Line) -> Iterator[tuple[Span, int]]:
    at, column = 0, 0
    gaps = list(_COLUMNS.finditer(line.text))
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


# --- rows drawn with pipes


def _piped(lines: Sequence[Line], first: int, last: int) -> Iterator[Grid]:
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
    flat = [(span, row, column) for row, cells in enumerate(rows) for span, column in cells]
    yield Grid(first, last, flat, min(body_row, len(rows)), caption)


def _pipe_cells(line: Line) -> Iterator[tuple[Span, int]]:
    offset = 1 if line.text.startswith("|") else 0
    at = line.start + offset
    for column, piece in enumerate(line.text[offset:].split("|")):
        if bare := piece.strip(" \t\u3000*_`"):
            begin = at + piece.index(bare)
            yield Span(begin, begin + len(bare)), column
        at += len(piece) + 1
