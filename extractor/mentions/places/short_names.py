"""Short names of places that the document names in full: 安溪 after 安溪县."""

import re
from bisect import bisect_left

from extractor.late import late
from extractor.mentions.model import Region
from extractor.span import Span

_SUFFIX = late(r"(?:自治县|自治州|省|市|县|区|州|镇|片区|新区)$")
# A short name followed by one of these is another name: 安溪铁观音 stays a place, 长沙县 is not 长沙.
_NOT_BEFORE = "县市区州镇乡村路港河江湖山桥站"


def spread(view: str, regions: list[Region]) -> list[Region]:
    """Add the short names of counties, cities and districts that the text has named in full."""
    short: dict[str, Region] = {}
    for r in regions:
        if r.kind in ("city", "county"):
            name = r.span.cut(view)
            bare = _SUFFIX.sub("", name)
            if bare != name and len(bare) in (2, 3):
                short.setdefault(bare, r)
    if not short:
        return regions
    starts = [r.span.start for r in regions]
    pattern = re.compile("|".join(map(re.escape, sorted(short, key=lambda s: (-len(s), s)))))
    found = []
    for m in pattern.finditer(view):
        span, full = Span(*m.span()), short[m[0]]
        i = bisect_left(starts, span.end)
        taken = i > 0 and regions[i - 1].span.end > span.start
        if not taken and view[span.end : span.end + 1] not in _NOT_BEFORE:
            found.append(Region(span, full.name, full.kind))
    return sorted([*regions, *found], key=lambda r: r.span)
