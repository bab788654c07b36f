"""The place that a row of a table is of: 河北, 北 京 with a blank to widen it, 全国总计."""

from extractor.facts.model import Subject
from extractor.facts.skeleton import Shelf
from extractor.late import late
from extractor.mentions.model import Region
from extractor.mentions.places.regions import find_regions
from extractor.span import Span, squash

_WHOLE = late(r"(?P<of>全[国省市县区])\s?(?:总计|合计|平均|总数|总体)")
_WIDE = 6  # characters of a name at most that blanks widen


def place_of(label: Span, regions: Shelf[Region], view: str) -> Subject | None:
    """Return whose row it is, where the label is a place."""
    if any(r.span == label for r in regions.inside(*label)):
        return Subject(label, None, "region")
    if m := _WHOLE.fullmatch(view, *label):
        return Subject(Span(*m.span("of")), None, "region")
    text = label.cut(view)
    name = squash(text)
    if name == text or len(name) > _WIDE:
        return None
    named = any(r.span == (0, len(name)) for r in find_regions(name))
    return Subject(label, name, "region") if named else None
