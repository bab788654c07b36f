"""A table on its way: cells with their places, before it has an article."""

from dataclasses import dataclass

from extractor.late import late
from extractor.span import Span

VALUE = late(r"(?:[-+±]?\d[\d,. ]*(?:[%‰]|倍|个百分点)?|[-—–－…/]{1,2}|持平|\.{2,3}|\*)$")


@dataclass(slots=True)
class Grid:
    """A table before it has an article: cells are (span, row, column) in the text at hand."""

    first: int  # lines, both included
    last: int
    cells: list[tuple[Span, int, int]]
    body_row: int
    caption: Span | None = None
    unit: Span | None = None
