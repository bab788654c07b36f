"""Names of a list that are places or firms: 蒙城、涡阳、利辛 without their 县, 东、中、西部地区, 中国和港澳的零售值, 万科、中海."""

from dataclasses import replace

from extractor.facts.indicators import measures
from extractor.facts.lists.spread import is_place
from extractor.facts.model import Item
from extractor.late import late
from extractor.mentions.model import Organization, Region
from extractor.span import Span

_SHORT = 4  # characters of a county's name without 县


def short_places(found: list[Item], view: str) -> list[Item]:
    """Take 蒙城、涡阳、利辛 for places, as all are counties of the book without their 县."""
    if all(i.subject for i in found):
        return found
    out = []
    for item in found:
        start, end = item.span
        reach = (
            (min(end, start + _SHORT),)
            if item is not found[-1]
            else range(min(end, start + _SHORT), start + 1, -1)
        )
        at = next((e for e in reach if is_place(view[start:e])), None) if item.subject is None else None
        if item.subject is None and (at is None or (at < end and item is not found[-1])):
            return found
        place = Region(Span(start, at), view[start:at], "county") if at else item.subject
        out.append(Item(Span(at or start, end), place))
    return out


_WHOSE = late("(?P<whose>[一-鿿]{2,6})的")


def alike(found: list[Item], view: str) -> list[Item]:
    """Read 中国和港澳的零售值: what stands before 的 is a place as those before it are."""
    *first, last = found
    m = None if last.subject else _WHOSE.match(view, *last.span)
    if m is None or not all(i.subject and i.span.start == i.span.end for i in first):
        return found
    rest = Span(m.end(), last.span.end)
    if not measures.is_measure(rest.cut(view)) or not all(isinstance(i.subject, Region) for i in first):
        return found
    return [*first, Item(rest, Region(Span(*m.span("whose")), m["whose"], "generic"))]


_SIDE = late("[东中西]部?|新?[一二三四]线?")
_SIDE_ALONE = late("(?:[东中西]部|东北)(?=[一-鿿A-Z0-9]{2})")
_SIDE_OF = late("(?:[东中西](?P<rest>部(?:地区)?)|新?[一二三四](?P<tier>线城市)|东北(?P<north>地区)?)")


def compass(found: list[Item], view: str) -> list[Item]:
    """Read 东、中、西部地区, 东部、西部投资 and 一线、二线城市: places of which only the last is named in full."""
    *first, last = found
    if not all(_SIDE.fullmatch(view, *i.span) for i in first):
        return found
    alone = None if last.subject else _SIDE_ALONE.match(view, *last.span)
    if alone:
        side = Region(Span(*alone.span()), alone[0], "generic")
        last = Item(Span(alone.end(), last.span.end), side)
    m = last.subject and _SIDE_OF.fullmatch(view, *last.subject.span)
    if not m:
        return found
    ending = m["rest"] or m["tier"] or f"部{m['north'] or ''}"  # 东、中、西部和东北地区
    full = (i.span.cut(view).removesuffix(ending[0]) + ending for i in first)
    sides = [Region(i.span, name, "generic") for i, name in zip(first, full, strict=True)]
    return [*(Item(Span(s.span.end, s.span.end), s) for s in sides), last]


_TOWN = "[一-鿿]{1,3}?(?<![城乡集小重古名强])(?:镇|乡|街道)"
_TOWN_ALONE = late(f"(?:城关镇|{_TOWN})")
_TOWN_FIRST = late(f"(?:城关镇|{_TOWN})(?=[一-鿿]{{2}}|$)(?![村企级办域区居长])")


def towns(found: list[Item], view: str) -> list[Item]:
    """Read 东山镇、南岭镇在建项目: a list of towns, which no book holds, is of places."""
    *first, last = found
    m = None if last.subject else _TOWN_FIRST.match(view, *last.span)
    if m is None or not all(i.subject or _TOWN_ALONE.fullmatch(view, *i.span) for i in first):
        return found
    ends = [*(i.span for i in first), Span(*m.span())]
    places = [i.subject or Region(s, s.cut(view), "zone") for i, s in zip(found, ends, strict=True)]
    rest = Span(m.end(), last.span.end)
    return [
        *(Item(Span(s.end, s.end), p) for s, p in zip(ends[:-1], places, strict=False)),
        Item(rest, places[-1]),
    ]


_ZONE = late("[一-鿿]{1,5}(?:[县区市旗州]|新城)")


def beside_places(found: list[Item], view: str) -> list[Item]:
    """Read 临港区、滨海新区项目: what is called as a place is one where the last of its list is known."""
    *first, last = found
    if not isinstance(last.subject, Region):
        return found
    if not all(i.subject or (_ZONE.fullmatch(view, *i.span) and not i.whole) for i in first):
        return found
    return [
        *(
            i if i.subject else Item(Span(i.span.end, i.span.end), Region(i.span, i.span.cut(view), "zone"))
            for i in first
        ),
        last,
    ]


_SHORT_NAME = 5


def peers(found: list[Item], view: str) -> list[Item]:
    """Read 万科、中海分别以…: what stands bare beside a firm is one too, though no list knows it."""
    firm = next((i.subject for i in found if _is_bare(i) and isinstance(i.subject, Organization)), None)
    if firm is None or not all(i.subject or _may_be_name(i, view) for i in found):
        return found
    return [i if i.subject else Item(Span(i.span.end, i.span.end), replace(firm, span=i.span)) for i in found]


def _is_bare(item: Item) -> bool:
    return item.span.start == item.span.end and not item.whole


def _may_be_name(item: Item, view: str) -> bool:
    short = item.span.end - item.span.start <= _SHORT_NAME and not item.whole and not item.name
    return short and not measures.is_measure(item.span.cut(view))
