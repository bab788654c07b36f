"""The years of a five-year plan, of which its aims are: 《西部“十二五”规划》获批。规划提出，城镇化率超过45%."""

from bisect import bisect_right
from dataclasses import dataclass, field

from extractor.late import late
from extractor.mentions.model import Period
from extractor.span import Span

_TITLE = late(
    r"《[^《》\n]{0,40}?(?P<short>[“\"‘]?十(?P<a>[一二三四五六])五[”\"’]?)(?:期间|时期)?[^《》\n]{0,30}(?:规划|纲要|计划|方案|意见)[^《》\n]{0,8}》"
    r"|《[^《》\n]{0,40}?(?P<full>第十(?P<b>[一二三四五六])个五年(?:发展)?规划)[^《》\n]{0,40}》"
)
_FIRST = 2001  # of the tenth, 十五, which is five years long as all of them are
_LONG = 5
_REACH = 800  # characters in which a plan's aims are told at most


@dataclass(slots=True)
class Plans:
    """The plans that a text names, in order."""

    view: str
    ends: list[int] = field(default_factory=list)
    years: list[Period] = field(default_factory=list)

    def __post_init__(self) -> None:
        if "个五年" not in self.view and "五”" not in self.view and "五" + '"' not in self.view:
            return
        for m in _TITLE.finditer(self.view):
            begins = _FIRST + _LONG * ("一二三四五六".index(m["a"] or m["b"]) + 1)
            named = Span(*m.span("short" if m["a"] else "full"))
            start, end = f"{begins}-01-01", f"{begins + _LONG - 1}-12-31"
            self.ends.append(m.end())
            self.years.append(Period(named, start, end, False, "Y", False, "span", "stated"))

    def before(self, at: int) -> Period | None:
        """Return the years of the plan whose aims are told at a place."""
        i = bisect_right(self.ends, at) - 1
        return self.years[i] if i >= 0 and at - self.ends[i] < _REACH else None
