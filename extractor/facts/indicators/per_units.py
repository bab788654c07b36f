"""What is priced where only 每吨, 每桶 stands before a price: 价格报每桶82.6美元, 批发价格，10月末为每公斤3.22元."""

from extractor.facts import phrases
from extractor.facts.binding.memory import Memory, inherit
from extractor.facts.indicators import edges, measures
from extractor.facts.indicators.gaps import Gap
from extractor.facts.model import Fact
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change, Quantity
from extractor.span import Span

_PRICES = ("价格", "价")


def priced(per: Span, gap: Gap, view: str) -> Span | None:
    """Find what stands before 每吨, but for a time or a cause: 螺纹钢价格12月为每吨3500元, 价格因需求疲软跌至每桶82.6美元."""
    end = why.start if (why := edges.aside(view, gap.left, per.start)) else per.start
    times = [p.span for p in gap.clause.periods if gap.left <= p.span.start and p.span.end <= end]
    if times and measures.links(view, times[-1].end, end):
        end = times.pop().start
    marks = sorted([*(n for n in gap.names if n.end <= end), *times])
    return phrase_before(view, gap.left, end, marks)[0]


def unnamed(q: Quantity, unit: str, memory: Memory) -> Fact | None:
    """Give the price to what was announced, else to what was just said to move."""
    price = q._replace(unit=f"{q.unit}/{unit}") if q.unit else q
    if memory.topic and (not memory.sentence or memory.view.endswith(_PRICES, *memory.topic)):
        return inherit(memory, "topic.level", quantity=price)
    open_ = memory.settled()
    if open_ and open_.quantity is None and open_.change and q.unit:
        # 期货价格上涨13美分，收于每桶82美元
        open_.quantity, open_.rule = price, f"{open_.rule}+level"
        return None
    last = memory.sentence[-1] if memory.sentence else None
    if last and phrases.text(last.indicator, memory.view).endswith(_PRICES):
        # 18种蔬菜平均批发价格，10月末为每公斤3.22元
        return Fact(0, last.indicator, "clause.second-level", quantity=price, indicator_inherited=True)
    return None


_PRICE_MOVES = ("降价", "提价", "涨价", "减价", "跌价")


def moves_price(change: Change, last: Fact, view: str) -> bool:
    """Tell whether a price moved, which no sum of money told before can be: 补贴1030亿元。三次提高收购价，提价20%."""
    money = last.quantity is not None and last.quantity.unit == "CNY"
    moved = money and view.startswith(_PRICE_MOVES, change.span.start)
    return moved and "价" not in phrases.text(last.indicator, view)
