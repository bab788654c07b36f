"""Verbs that say themselves what is measured: 净赚5.33亿元, 增收7800万元, 交付2.6万辆."""

from extractor.facts import phrases
from extractor.facts.binding.memory import Memory
from extractor.facts.model import Fact
from extractor.late import late
from extractor.mentions.changes.signed import RATIOS
from extractor.mentions.model import Change, Indicator, Quantity
from extractor.patterns import Expression
from extractor.span import Span

_EARNS = Expression("(?P<verb>{earns})了?(?:约|近|超过?|逾|达到?|高达)?$")
# 财通证券共派发2.32亿元: no noun says what, and it is no rate for so many shares.
_PAYS = Expression("(?<!股)(?P<verb>{pays})了?(?:约|近|超过?|逾)?$")
# 去年卖了5.4亿元: so round a sum is no price.
_SELLS = Expression(
    "(?<=[，。；：、“年月天司团厂共就也\\n])(?P<verb>{sells})(?:了|出|到|得)*(?:约|近|超过?|逾|达)?$"
)
_STOPS = tuple("，。；、！（,;")
_GAINS = Expression("{gains}")
_NUMERAL = late(r"[\d.,，十百千万亿]+")
_REACH = 10


def earned(q: Quantity, left: int, memory: Memory) -> Fact | None:
    """Bind what a verb says was earned or paid out; 前三季度净赚5.33亿 is net profit, in the text's own money."""
    money = q.unit is None or q.unit == "CNY" or (q.unit.isupper() and q.unit_text is not None)
    m = _EARNS.search(memory.view, max(left, q.span.start - _REACH), q.span.start) if money else None
    named: str | None = "净利润"
    if money and m is None and memory.view.startswith(_STOPS, q.span.end):
        m, named = _PAYS.search(memory.view, max(left, q.span.start - _REACH), q.span.start), "现金红利"
    if (
        money
        and m is None
        and memory.view[q.numeral.end - 1] in "万亿"
        and memory.view.startswith(_STOPS, q.span.end)
    ):
        m, named = _SELLS.search(memory.view, max(left, q.span.start - _REACH), q.span.start), None
    if m is None:
        return None
    q = q if q.unit else q._replace(unit=memory.yuan)
    return Fact(0, Indicator(Span(*m.span("verb")), named), "clause.level", quantity=q)


_SOME = "了?(?:约|近|超过?|逾|达到?|高达|突破)?$"
_ENDS = frozenset("，。；、！：,;（( \n") | {""}
# 投入8600万元实施“机器换人”, 财政投入5.6亿元支持企业技术改造
_FOR = late(
    "用于|实施|建设|开展|进行|对|支持|扶持|奖励|新建|扩建|改建|改扩建|兴建|建造|改造|升级改造|购置|购买|打造|推进|整治|治理|修缮"
)
_HANDED_OVER = Expression(f"(?P<verb>{{hands-over}}|{{reaches}}){_SOME}")
_DONE = Expression(f"(?P<verb>{{hands-over}}|{{bare-deed}}){_SOME}")


def handed_over(q: Quantity, left: int, memory: Memory) -> Fact | None:
    """Bind what a verb counts whatever was counted before: 订单3万辆，已交付1.2万辆; but 一把刷子卖出3块钱."""
    return None if q.unit and q.unit.isupper() else _of_verb(_HANDED_OVER, q, left, memory)


_MAKERS = ("公司", "集团", "企业", "市场", "全球")


def by_whom(q: Quantity, span: Span, left: int, memory: Memory) -> Fact | None:
    """Bind what a verb counts where only who did it is named before: 某公司去年交付4.17万辆; 造雪机卖出611台 counts those."""
    return handed_over(q, left, memory) if memory.view.endswith(_MAKERS, *span) else None


def done(q: Quantity, left: int, memory: Memory) -> Fact | None:
    """Bind what nothing but a verb names: 全县培训3200人次, but not 发放1500万元“冬游”消费券."""
    ends = memory.view[q.span.end : q.span.end + 1] in _ENDS or _FOR.match(memory.view, q.span.end)
    return _of_verb(_DONE, q, left, memory) if ends else None


def _of_verb(verbs: Expression, q: Quantity, left: int, memory: Memory) -> Fact | None:
    m = verbs.search(memory.view, max(left, q.span.start - _REACH), q.span.start) if q.unit else None
    if m is None or q.unit in RATIOS:
        return None
    return Fact(0, Indicator(Span(*m.span("verb"))), "clause.level", quantity=q)


def verb(view: str, start: int, end: int) -> Span | None:
    """Find the verb that a stretch between 分别 and its numbers holds: 分别交付25787辆、15620辆."""
    m = _DONE.search(view, start, end)
    return Span(*m.span("verb")) if m and m.start() == start else None


def gained(change: Change, memory: Memory) -> Fact | None:
    """Bind what was earned more where something else was counted before: 新发展食用菌1363万袋，增收7800万元."""
    last, m = memory.settled(), _GAINS.match(memory.view, change.span.start, change.span.end)
    if m is None or change.base or change.quantity is None or not change.unit.isupper():
        return None
    if last is None or last.quantity is None or last.quantity.unit in (change.unit, "%"):
        return None
    q = _amount(change, change.quantity, memory.view)
    return Fact(0, Indicator(Span(*m.span())), "clause.level", quantity=q)


_PER_HEAD = late("(?:户|人|亩|村)均年?$")


def gained_each(change: Change, span: Span, view: str) -> Fact | None:
    """Bind what each earned more, a figure of its own: 带动农户户均增收3500元."""
    if change.quantity is None or not view.startswith("增收", change.span.start):
        return None
    if not _PER_HEAD.search(view, *span):
        return None
    named = phrases.join(span, [span, Span(change.span.start, change.span.start + 2)])
    return Fact(0, named, "clause.level", quantity=_amount(change, change.quantity, view))


def _amount(change: Change, span: Span, view: str) -> Quantity:
    """Return the amount of a change as a value."""
    numeral = _NUMERAL.match(view, *span)
    until = numeral.end() if numeral else span.end
    return Quantity(
        span,
        Span(span.start, until),
        change.rate,
        change.low,
        change.high,
        change.unit,
        view[until : span.end] or None,
        "range" if change.low is not None else "ge" if view.startswith("以上", span.end) else "exact",
    )
