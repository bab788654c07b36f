"""Results on the main text of a web page, carried back into the page: that is where gold counts."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from extractor.evaluation.judge import grounded, places
from extractor.evaluation.locate import Folded
from extractor.late import late
from extractor.span import hull, quote

PAGES = (".html", ".htm")
_CELL = late(r"[^\n|]+")  # a paragraph is a line, and pipes part the cells of a table
_SET = late(r"[#>*-]+|\d+\.")  # what it may set before a heading or an item


class ReadOut:
    """What `extract` reads out of a page, and where each character of it stands there."""

    def __init__(self, page: str) -> None:
        from extractor.text.readers.html import read_html

        self.text = read_html(page).text
        self._page, self._main = Folded(page, PAGES[0]), Folded(self.text)
        self._at = dict(self._aligned())

    def _aligned(self) -> Iterator[tuple[int, int]]:
        """Find every line and cell behind the one before; a heading may have been put in front of all."""
        cursor = 0
        for cell in _CELL.finditer(self.text):
            start, end = (bisect_left(self._main.starts, at) for at in cell.span())
            mark = _SET.match(self._main.text, start, end)
            for first, low in ((start, cursor), (mark.end() if mark else end, cursor), (start, 0)):
                said = self._main.text[first:end]
                at = self._page.text.find(said, low) if said else -1
                if at >= 0:
                    cursor = max(cursor, at + len(said))
                    yield from zip(range(first, end), range(at, at + len(said)), strict=True)
                    break

    def carry(self, output: Any) -> Any:
        """Move every proved text of an output into the page; what has no place there loses its own."""
        if isinstance(output, Mapping):
            body = {key: self.carry(value) for key, value in output.items()}
            return body | self._moved(output) if output.get("text") and output.get("span") else body
        if isinstance(output, Sequence) and not isinstance(output, str):
            return [self.carry(value) for value in output]
        return output

    def _moved(self, field: Mapping[str, Any]) -> dict[str, Any]:
        found = [self._place(*piece) for piece in places(field)] if grounded(self.text, field) else [None]
        spans = [s for place in found if place for s in self._page.spans(place)]
        if None in found or not spans:
            return {"span": None, "spans": None}
        return {"text": quote(self._page.raw, spans), "span": hull(spans), "spans": spans}

    def _place(self, start: int, end: int) -> tuple[tuple[int, int], ...] | None:
        """Return the ranges of the folded page that a stretch of the main text comes from."""
        said = range(bisect_left(self._main.starts, start), bisect_left(self._main.starts, end))
        found = [self._at.get(i) for i in said]
        ranges: list[tuple[int, int]] = []
        for at in found:
            if at is None:
                return None
            if ranges and ranges[-1][1] == at:
                ranges[-1] = (ranges[-1][0], at + 1)
            else:
                ranges.append((at, at + 1))
        return tuple(ranges)


@lru_cache(maxsize=64)
def read_out(page: str) -> ReadOut:
    """Read a page once."""
    return ReadOut(page)


def on_page(page: str, result: Any) -> Any:
    """Carry a result into its page, unless it counts there already."""
    source = result.get("source") if isinstance(result, Mapping) else None
    chars = source.get("chars") if isinstance(source, Mapping) else None
    if chars is None or chars == len(page):
        return result
    return read_out(page).carry(result)
