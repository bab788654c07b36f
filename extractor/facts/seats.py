"""Where the bodies that tell figures sit: 鲅鱼圈区统计局 speaks of 鲅鱼圈区, and its 全区 is that."""

from collections.abc import Sequence

from extractor.facts.skeleton import Shelf
from extractor.late import late
from extractor.mentions.model import Organization, Region

# A customs house keeps the books of more than its town.
_WIDER = late("海关|检察院|法院|铁路")


def seats(view: str, organizations: Sequence[Organization], regions: Sequence[Region]) -> dict[int, Region]:
    """Return the place that a public body's name begins with, by where the name begins."""
    shelf, out = Shelf(regions), dict[int, Region]()
    for body in organizations:
        if body.kind != "government" or _WIDER.search(view, *body.span):
            continue
        at = body.span.start
        for region in shelf.inside(*body.span):
            if region.span.start != at or region.kind in ("country", "generic", "zone"):
                break
            out[body.span.start], at = region, region.span.end
    return out
