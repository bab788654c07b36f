"""Lists of trading partners: 对东盟、欧盟、美国分别进出口a、b、c is what goes to or comes from each of them."""

from collections.abc import Sequence

from extractor.facts import phrases
from extractor.facts.lists.items import put
from extractor.facts.lists.splitting import HARD, SOFT, split
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause, Number, head
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change
from extractor.patterns import Expression, listed
from extractor.span import Span

_TO = Expression("(?:{sent-to}|对|向|自|从)(?=[^，。；对向自从]{2,60}$)")
_TRADES = late("进出口|出口|进口")
_ALL = late(r"等[^，。；、等]{0,8}$")  # 中东等新兴市场
_TRADED = late("(?:进出口|出口|进口)(?:总?[额值])?$")
_TRADE = late(
    r"(?:同比|累计|实现|完成)*((?:进出口|出口|进口)(?:总?[额值])?|投资额?|贸易额|贸易|的?(?:整体|商品)*(?:出口|进口)?货值)(?:同比|分别)*(?:[超达逾约近]|超过|突破|达到|约为)?$"
)


# 对美国、欧盟、日本进出口均明显增长，分别增长31.6%、5.9%和18%
_MOVED = Expression(
    r"(进出口|出口|进口)[额值]?(?:(?:均|都|皆|全部|全面|双双|保持|实现|较快|持续|稳步)[^，。；、]{0,8}"
    r"|(?:{trend-how})?(?:{trend}))$"
)


def read(
    clauses: Sequence[Clause],
    at: int,
    word: int,
    numbers: Sequence[Number],
    view: str,
    last: Fact | None,
) -> list[Fact] | None:
    """Give each partner before 分别 (at `word`) its number, under what is traded: beside 分别, else what was told last."""
    clause = clauses[at]
    behind = _TRADE.fullmatch(view, word + 2, head(numbers[0]))
    before = _TRADE.search(view, clause.span.start, word)
    trade = behind or before
    end = before.start() if before and not behind else word
    to = _TO.search(view, clause.span.start, end)
    if to is None and at and not clauses[at - 1].numbers and clause.opener == "，":
        told = clauses[at - 1].span
        trade = _MOVED.search(view, *told)
        end = trade.start() if trade else end
        to = _TO.search(view, told.start, end)
    traded = (Span(*trade.span(1)),) if trade else _last_traded(last, view)
    alone = to is not None and _are_places(
        clause, to.end(), end
    )  # 其中对越南增长1倍；对泰国、新加坡分别增长5%、3%
    if not (traded or alone) or to is None or (trade is None and _TRADES.search(view, to.end(), end)):
        return None  # 对非洲出口船舶、工程机械: goods, and not to whom they go
    if among := _ALL.search(view, to.end(), end):
        end = among.start()
    ways = (split(view, Span(to.end(), end), mark) for mark in (SOFT, HARD))
    partners = next((found for found in ways if len(found) == len(numbers)), None)
    if partners is None:
        return None
    whose = _whose(clause, to.start(), view) if trade else ()
    facts = []
    for partner, number in zip(partners, numbers, strict=True):
        indicator = phrases.join(Span(*to.span()), whose, [Span(*to.span()), partner, *traded])
        rule = "list.growth" if isinstance(number, Change) else "list.level"
        facts.append(put(Fact(0, indicator, rule), number))
    return facts


def _are_places(clause: Clause, start: int, end: int) -> bool:
    """Tell whether nothing but places stands in a stretch."""
    inside = [n.span for n in clause.names if start <= n.span.start and n.span.end <= end]
    return len(inside) > 1 and sum(n.end - n.start + 1 for n in inside) == end - start + 1


def _last_traded(last: Fact | None, view: str) -> phrases.Parts:
    """Return what was traded, as the last indicator ends: 出口100亿元。其中，对东盟、欧盟分别增长5%、3%."""
    return phrases.ending(last.indicator, _TRADED, view) if last else ()


def _whose(clause: Clause, end: int, view: str) -> phrases.Parts:
    """Find what kind of trade it is: 民营企业对东盟、美国进出口, but no more than that of all firms."""
    marks = sorted(m.span for m in (*clause.names, *clause.periods) if m.span.end <= end)
    kind, _ = phrase_before(view, clause.span.start, end, marks)
    own = kind and kind.end == end and kind.cut(view) not in listed("all-trade")
    return (kind,) if kind and own else ()
