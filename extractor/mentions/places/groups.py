"""Places told together: 西部12省市, 长三角41市, 港澳及其他市场."""

from collections.abc import Sequence

from extractor.late import late
from extractor.mentions.model import Region
from extractor.patterns import Expression
from extractor.span import Span

_SO_MANY = (
    r"(?:\d{1,2}|[二两三四五六七八九十]{1,3})个?(?:地州市|地州|州市|市州|盟市|省区市|省市区|省份|省区|省市|省(?![级道委府])|城市|市(?![场级政委长区])"
    r"|国家(?!和地区)|国(?![家内外际有产道家]))"
)
_COUNT = late(_SO_MANY)
_SIDE = Expression("(?:{side})(?:地区|地带)?" + _SO_MANY)
# 300城住宅用地成交面积, 百城新建住宅均价: cities that an institute watches.
_SOLD = "(?:平均)?(?:新房|新建|二手|商品住?房|商品住宅|住宅|土地|宅地|经营性|房价|租金|写字楼|商铺)"
_WATCHES = late(f"城市?{_SOLD}")
_WATCHED = late(rf"(?:\d{{2,3}}|百)个?(?:大中|重点|热点|样本|代表)?城市?(?={_SOLD})")
_OTHERS = late("(?:以?及|和|与)其他(?:市场|国家和地区|国家|地区|省市|省份|城市)")
_MANY = late("[一二两三四五六七八九十百0-9]个?(?:大中|重点|热点|样本|代表)?[省市城国地州盟]|其他[市国地省城]")


def with_groups(text: str, found: Sequence[Region]) -> list[Region]:
    """Add groups that a side of the country or an institute names, and let a region or a row of places be told with its count."""
    if not _MANY.search(text):
        return list(found)
    groups = [Region(Span(*m.span()), m[0], "zone") for m in _SIDE.finditer(text)]
    if not groups and _WATCHES.search(text):
        groups = [Region(Span(*m.span()), m[0], "zone") for m in _WATCHED.finditer(text)]
    taken = [g.span for g in groups]
    out = [
        _whole(text, r)
        for r in found
        if not any(s.start < r.span.end and r.span.start < s.end for s in taken)
    ]
    return sorted((*out, *groups), key=lambda r: r.span)


def _whole(text: str, region: Region) -> Region:
    """Return a region with the count of its places, or with the rest that it is told with."""
    area = region.kind == "zone"
    m = (area and _COUNT.match(text, region.span.end)) or _OTHERS.match(text, region.span.end)
    if not m or region.kind == "generic":
        return region
    return Region(Span(region.span.start, m.end()), text[region.span.start : m.end()], "zone")
