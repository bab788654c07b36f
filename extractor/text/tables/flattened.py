"""Tables flattened to one cell a line."""

from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.late import late
from extractor.span import Span
from extractor.text.structure.lines import Line
from extractor.text.tables.grids import VALUE, Grid
from extractor.text.tables.rows import is_spaced

_UNIT_LINE = late(r"[（(]?(?:(?:计量|计价|货币)\s{0,4})?单\s{0,8}位\s{0,4}[:：]\s{0,4}\S{1,16}$")
_ANCHOR = late(
    "(?:指\\s*标(?:名\\s*称)?|项\\s*目(?:名称)?|(?:产品|行业|企业|地区|分类|指标)?名\\s*称|地\\s*区|行\\s*业|类\\s*别|年\\s*份|月\\s*份|品\\s*种|区\\s*县)$"
)
_HEADER_LIKE = late("\\d{1,2}月|\\d{4}年|季度|同比|环比|增长|增减|比重|比上年|累计|本月|占比|单\\s*位|%")
_NOTE = late("(?:注|备注|说明|资料来源|数据来源|来源|联系电话)\\s*[:：]?\\s*\\d?")
_LONE = late("[一-鿿]")
_CELL_LENGTH = 42
_NO_CELL = frozenset(
    {"head", "row", "markup", "byline", "credit", "caption", "infographic", "dateline", "item"}
)


def _span(line: Line) -> Span:
    return Span(line.start, line.end)


def may_be_cell(line: Line) -> bool:
    """Tell whether a line is short and plain enough for the cell of a table."""
    if len(line.text) > _CELL_LENGTH or line.text[-1] in "。；！？，" or line.role in _NO_CELL:
        return False
    return not is_spaced(line) and not _NOTE.match(line.text)


def _is_value(line: Line) -> bool:
    return VALUE.match(line.text) is not None


Rows = list[tuple[int, int, int]]  # first label, first value, end


def flattened(lines: Sequence[Line], first: int, last: int) -> Iterator[Grid]:
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
