"""Tables: flattened to one cell a line, set apart by blanks, or drawn with pipes."""

from collections.abc import Callable, Sequence

from extractor.late import late
from extractor.span import Span
from extractor.text.structure.lines import Line
from extractor.text.tables.boxes import boxes
from extractor.text.tables.flattened import flattened, may_be_cell
from extractor.text.tables.grids import Grid
from extractor.text.tables.rows import is_spaced, piped, spaced

_UNIT = late(r"[（(]?(?:(?:计量|计价|货币)\s{0,4})?单\s{0,8}位\s{0,4}[:：]\s{0,4}[^\s（）()]{1,12}[）)]?")
_CAPTION = late(
    "表\\s?[\\d一二三四五六七八九十]|.*(?:表|情况|指标|产量|构成|速度|增速|排名|幅度|统计|数据|价格|一览|增减|存贷|失业率|对比|生产总值|GDP|总额|收入|支出|人口|面积|投资|增长|均价|销量|出口|进口)(?:[（(].{1,12}[）)])?$"
)


def find_tables(lines: Sequence[Line]) -> list[Grid]:
    """Find all tables of a page, in order."""
    grids: list[Grid] = []
    i = 0
    while i < len(lines):
        last = i
        if lines[i].role == "row":
            last = _last(lines, i, lambda line: line.role == "row")
            grids += piped(lines, i, last)
        elif is_spaced(lines[i]):
            last = _last(lines, i, is_spaced)
            grids += spaced(lines, i, last)
        elif may_be_cell(lines[i]):
            last = _last(lines, i, may_be_cell)
            grids += list(boxes(lines, i, last)) or flattened(lines, i, last)
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
