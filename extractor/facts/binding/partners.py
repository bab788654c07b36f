"""What goes to or comes from one partner after another: 输往德国的货值 …, 英国跌9.8%."""

import re
from collections.abc import Sequence

from extractor.facts import phrases
from extractor.facts.lists.items import put
from extractor.facts.lists.splitting import SOFT, split
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause, Name, Number
from extractor.late import late
from extractor.mentions.model import Change, Indicator, Region
from extractor.mentions.places.regions import find_regions
from extractor.patterns import Expression
from extractor.span import Span

_FRAME = Expression(
    r"(?:{sent-to}|对(?![外口])|向|自(?![主营贸产])|从|来自)(?P<partner>[^的、，]{2,12}?)"
    r"(?P<traded>的?(?:商品|货物|整体)*(?:{traded})[^，]{0,8})"
)


HOMES = frozenset(("内地", "本地", "中国内地"))
_ORIGIN = Expression("(?P<partner>[^的、，]{2,5})(?P<traded>(?:{travellers})(?:人次)?)")


_WHO = Expression("(?:{travellers})$")


def _frame(text: str) -> re.Match[str] | None:
    """Find the partner in 输往德国的货值, or where 韩国旅客 come from."""
    if m := _FRAME.fullmatch(text):
        return m
    m = _ORIGIN.fullmatch(text)
    placed = m and (m["partner"] in HOMES or any(r.span.start == 0 for r in find_regions(m["partner"])))
    return m if placed else None


def framed(indicator: Indicator, partner: Span, view: str, beside: Span | None = None) -> Indicator | None:
    """Name the same of another partner, `beside` the first of a list: 输往越南的出口货值 behind 输往亚洲的出口货值."""
    text, pieces = phrases.text(indicator, view), phrases.parts(indicator)
    m = _frame(text)
    if m is None:
        who = _WHO.search(text)  # 香港住客 behind 酒店及公寓住客
        return phrases.join(beside or partner, [partner], phrases.last(pieces, len(who[0]))) if who else None
    before, behind = phrases.first(pieces, m.start("partner")), phrases.last(pieces, len(m["traded"]))
    return phrases.join(beside or partner, before, [partner], behind)


_TO = late(r"(?:对(?![外口])|向|自(?![主营贸产])|从)(?P<partner>[^的、，]{2,12})")
_GROUPS = ("国家", "地区", "市场", "成员国", "RCEP")


def again(span: Span, places: Sequence[Span], last: Fact | None, view: str) -> Indicator | None:
    """Name what 对美国 leaves out behind 对东盟进出口."""
    m = _TO.fullmatch(view, *span)
    if m is None or last is None:
        return None
    partner = Span(*m.span("partner"))
    named = partner in places or view.endswith(_GROUPS, *partner)
    return framed(last.indicator, partner, view) if named else None


def read(number: Number, names: Sequence[Name], last: Fact | None, view: str) -> Fact | None:
    """Read 英国则按年跌9.8% behind what was said of another partner: the name is no subject."""
    if last is None or len(names) != 1 or not isinstance(names[0], Region):
        return None
    if view.endswith(("出口", "进口"), 0, names[0].span.start):
        return None  # 手机出口欧盟增长140%
    made = framed(last.indicator, names[0].span, view)
    return _fact(made, number) if made else None


def read_list(
    clause: Clause, names_end: int, numbers: Sequence[Number], last: Fact | None, view: str
) -> list[Fact] | None:
    """Read 印度、台湾及内地分别增加a、b及c behind what was said of another partner."""
    start = max([clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= names_end)])
    pieces = split(view, Span(start, names_end), SOFT)
    places = {n.span for n in clause.names if isinstance(n, Region)}
    if last is None or len(pieces) != len(numbers) or places.isdisjoint(pieces):
        return None
    made = [framed(last.indicator, p, view, pieces[0]) for p in pieces]
    found = [_fact(i, n) for i, n in zip(made, numbers, strict=True) if i]
    return found if len(found) == len(numbers) else None


def _fact(indicator: Indicator, number: Number) -> Fact:
    return put(Fact(0, indicator, "list.growth" if isinstance(number, Change) else "list.level"), number)
