"""Ratios that part a whole: 三次产业结构由8.6:43.2:48.2调整为7.1:44.5:48.4; 油与非油经济比重为22.5：77.5."""

from collections.abc import Iterator
from decimal import Decimal

from extractor.facts import phrases
from extractor.facts.lists.sectors import NAMES, SECTORS
from extractor.facts.model import Fact
from extractor.facts.skeleton import Skeleton
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change, Indicator, Quantity
from extractor.span import Span

_NUMBER = r"(\d{1,2}(?:[.．]\d{1,2})?)"
_RATIO = late(rf"(?<![\d.:：∶︰]){_NUMBER}[:：∶︰]{_NUMBER}[:：∶︰]{_NUMBER}(?![\d.:：∶︰])")
# What every ratio holds. It begins in few characters, and so is found ten times as fast.
_MIDDLE = late(
    r"[:：∶︰]\d{1,2}(?:[.．]\d{1,2})?[:：∶︰]\d|(?:比[重例]|占比|之比|结构)[^，。；\d]{0,2}\d{1,2}(?:[.．]\d{1,2})?[:：∶︰]\d"
)
# 中直与地方经济比重为31.3：68.7
_TWO = late(
    r"(?P<a>[一-鿿]{1,10})[与和、](?P<b>[一-鿿]{2,12}?)的?(?:比[重例]|占比|之比|结构)(?:之比)?(?:约|达)?[为是]?"
    rf"{_NUMBER}[:：∶︰]{_NUMBER}(?![\d.:：∶︰])"
)
_KIND = late("经济|产业|企业|行业|工业|农业|服务业|贸易|进出口|人口|投资|消费|税收|收入|支出|产值|增加值|业")
_INSIDE = frozenset("0123456789.．:：∶︰")
_CHANGED = late("(?<=[一-鿿]{2})(?:调整|优化|演变|转变|变化|变动)+$")
RULE = "ratio.share"
_WHOLE = (Decimal("98.5"), Decimal("101.5"))


def occur(view: str) -> bool:
    """Tell whether a text can hold a ratio of three."""
    return _MIDDLE.search(view) is not None


def begin(view: str, at: int) -> int:
    """Return where the ratio begins that a number is part of: 由上年的13.7:46.4:39.9 has one time."""
    while view[at - 1 : at] in _INSIDE:
        at -= 1
    return at


def read(skeleton: Skeleton, view: str) -> Iterator[Fact]:
    """Yield a share for each part of a ratio whose parts make up a hundred."""
    yield from _of_two(skeleton, view)
    hits = list(_RATIO.finditer(view, *skeleton.sentence.span))
    if not hits:
        return
    names = sorted(n.span for c in skeleton.clauses for n in c.names)
    starts = [skeleton.sentence.span.start, *(p.span.end for p in skeleton.periods)]
    starts += [n.span.end for c in skeleton.clauses for n in c.numbers if isinstance(n, Change)]
    indicator: Span | None = None
    for m in hits:
        parts = [Decimal(g.replace("．", ".")) for g in m.groups()]
        if not _WHOLE[0] <= sum(parts) <= _WHOLE[1]:
            continue
        if indicator is None:
            end = next(
                (p.span.start for p in skeleton.periods if 0 <= m.start() - p.span.end <= 2), m.start()
            )
            start = max(s for s in starts if s <= end)
            indicator, _ = phrase_before(view, start, end, names)
        if indicator is None:
            return
        if change := _CHANGED.search(view, *indicator):
            indicator = Span(indicator.start, change.start())
        begins = max(s for s in starts if s <= m.start())
        of = SECTORS.search(view, begins, m.start())
        if of and not indicator.holds(Span(*of.span())):
            indicator = Span(*of.span())  # 三次产业占GDP的比重为…
        for i, part in enumerate(parts, 1):
            span = Span(*m.span(i))
            q = Quantity(span, span, part, None, None, "%", None, "exact")
            named = Indicator(indicator, NAMES[i - 1] if of else None)
            yield Fact(skeleton.index, named, RULE, quantity=q, measure="share")


def _of_two(skeleton: Skeleton, view: str) -> Iterator[Fact]:
    """Yield a share for each of two that are set against each other."""
    for m in _TWO.finditer(view, *skeleton.sentence.span):
        parts = [Decimal(m[i].replace("．", ".")) for i in (3, 4)]
        if not _WHOLE[0] <= sum(parts) <= _WHOLE[1]:
            continue
        second = Span(*m.span("b"))
        starts = [p.span.end for p in skeleton.periods if m.start() < p.span.end <= m.end("a")]
        starts += [
            n.span.end for c in skeleton.clauses for n in c.names if m.start() < n.span.end < m.end("a")
        ]
        first = Span(max([m.start(), *starts]), m.end("a"))
        named = phrases.join(first, [first, *_rest(first, second, view)]), Indicator(second)
        for indicator, part, group in zip(named, parts, (3, 4), strict=True):
            span = Span(*m.span(group))
            q = Quantity(span, span, part, None, None, "%", None, "exact")
            yield Fact(skeleton.index, indicator, RULE, quantity=q, measure="share")


def _rest(first: Span, second: Span, view: str) -> phrases.Parts:
    """Return what the first leaves to the second to say: 制经济 in 公有与非公有制经济, 经济 in 中直与地方经济."""
    name, other = first.cut(view), second.cut(view)
    if (at := other.find(name)) >= 0 and at + len(name) < len(other):
        return (Span(second.start + at + len(name), second.end),)
    kind = next((k for k in _KIND.finditer(other) if k.end() == len(other)), None)
    return (
        ()
        if kind is None or name.endswith(kind[0]) or not kind.start()
        else (Span(second.start + kind.start(), second.end),)
    )
