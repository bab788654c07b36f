"""Which indicator a number belongs to: the noun phrase before it, after it, or one that an earlier clause named."""

import re
from dataclasses import dataclass, field, replace

from extractor.facts import lists, measures
from extractor.facts.model import Doubt, Fact
from extractor.facts.skeleton import Clause, Number, Skeleton, head
from extractor.mentions.indicators import phrase_after, phrase_before
from extractor.mentions.model import Change, Indicator, Quantity
from extractor.span import Span


@dataclass(slots=True)
class Memory:
    """What earlier clauses and sentences leave behind."""

    view: str
    last: Fact | None = None  # the last fact of the paragraph
    topic: Span | None = None  # a measure named by a clause without a number: 投资增速前三名：
    sentence: list[Fact] = field(default_factory=list)  # the facts of this sentence
    doubts: list[Doubt] = field(default_factory=list)


def bind(skeleton: Skeleton, memory: Memory) -> list[Fact]:
    """Bind the numbers of one sentence."""
    memory.sentence = []
    clauses = skeleton.clauses
    at = 0
    while at < len(clauses):
        clause = clauses[at]
        if not clause.numbers:
            _remember_topic(clause, memory)
            at += 1
        elif listed := lists.read(clauses, at, memory.view, memory.sentence):
            memory.doubts += listed.doubts
            _keep(listed.facts, skeleton, memory)
            at += listed.clauses
        else:
            bound = len(memory.sentence)
            _bind_clause(clause, skeleton, memory)
            if len(memory.sentence) == bound and clause.closer in ("：", ":"):
                _remember_topic(clause, memory)
            at += 1
    return memory.sentence


def _keep(facts: list[Fact], skeleton: Skeleton, memory: Memory) -> None:
    for f in facts:
        f.sentence = skeleton.index
        memory.sentence.append(f)
        memory.last = f
    if facts:
        memory.topic = None


def _remember_topic(clause: Clause, memory: Memory) -> None:
    marks = sorted(m.span for m in (*clause.names, *clause.periods))
    end = clause.span.end
    if m := _RANKED.search(memory.view, *clause.span):
        end = m.start()
    span, _ = phrase_before(memory.view, clause.span.start, end, marks)
    if span and measures.is_measure(span.cut(memory.view)):
        memory.topic = measures.without_growth_noun(memory.view, span)


_RANKED = re.compile(r"[前后]?[一二三四五六七八九十\d]+[名位]$|排名$|排序$")


def _bind_clause(clause: Clause, skeleton: Skeleton, memory: Memory) -> None:
    left, limited = clause.span.start, None
    numbers = [
        n
        for n in clause.numbers
        if isinstance(n, Change) or not measures.is_no_statistic(n, memory.view, clause)
    ]
    for i, number in enumerate(numbers):
        more = i + 1 < len(numbers)
        right = numbers[i + 1].span.start if more else clause.span.end
        if (
            more
            and isinstance(number, Quantity)
            and (name := measures.threshold(number, right, memory.view, clause))
        ):
            limited = name
            continue
        if limited is not None and isinstance(number, Quantity):
            named = Fact(0, Indicator(limited), "clause.limit-name", quantity=number)
            _keep([named], skeleton, memory)
            left, limited = number.span.end, None
            continue
        gap = _Gap(clause, left, number, right)
        fact = (
            _bind_change(number, gap, memory)
            if isinstance(number, Change)
            else _bind_quantity(number, gap, memory)
        )
        if fact:
            _keep([fact], skeleton, memory)
        left = number.span.end


@dataclass(frozen=True, slots=True)
class _Gap:
    """A number with the text that may name its indicator."""

    clause: Clause
    left: int
    number: Number
    right: int

    def before(self, view: str) -> tuple[Span | None, bool]:
        """Find the phrase after the last period, else the one that stands before it (资本充足率从2007年底的8.4%)."""
        right, verb = head(self.number), False
        for period in reversed(
            [p for p in self.clause.periods if self.left <= p.span.start and p.span.end <= right]
        ):
            span, linked = phrase_before(view, period.span.end, right, self._names(period.span.end, right))
            verb = verb or linked
            if span or self._names(period.span.end, right):
                return span, verb
            right = period.span.start
        span, linked = phrase_before(view, self.left, right, self._names(self.left, right))
        return span, verb or linked

    def _names(self, start: int, end: int) -> list[Span]:
        return [n.span for n in self.clause.names_between(start, end)]

    @property
    def names(self) -> list[Span]:
        """Return the places and organisations before the number."""
        return self._names(self.left, head(self.number))


def _bind_change(change: Change, gap: "_Gap", memory: Memory) -> Fact | None:
    if change.quantity is None and not _may_stand_alone(change, gap, memory):
        return None
    if _FROM.search(memory.view, gap.left, head(change)) and gap.number is not gap.clause.numbers[-1]:
        return _inherit(memory, "from.growth", change=change)  # 由去年同期下降5%转为增长21.5%
    if part := measures.share_phrase(gap.clause, gap.left, head(change), memory.view):
        return Fact(0, Indicator(part), "clause.share-growth", change=change, measure="share")
    span, _ = gap.before(memory.view)
    if span and measures.is_growth_noun(span.cut(memory.view)):
        if change.unit in ("pp", "bp"):
            return None  # growth of growth
        span = measures.without_growth_noun(memory.view, span)
    if span:
        return Fact(0, _named(span, gap, memory), "clause.growth", change=change)
    last = next((f for f in reversed(memory.sentence) if not f.rule.startswith(("base", "from"))), None)
    if gap.names or (memory.topic and not last):
        return _inherit(memory, "list.growth", change=change)
    if last is None:
        return _inherit(memory, "sentence.growth", change=change) if change.unit == "%" else None
    return _attach(last, change)


_FROM = re.compile(r"(?:由|从|自)[^，。；]{0,12}$")


def _may_stand_alone(change: Change, gap: "_Gap", memory: Memory) -> bool:
    """Tell whether 翻番, 持平 or 倍增 says something of a measure, and is no figure of speech (倍增发展)."""
    if change.rate is None:
        return False
    span, _ = gap.before(memory.view)
    return measures.is_measure(span.cut(memory.view)) if span else bool(memory.sentence)


def _attach(last: Fact, change: Change) -> Fact | None:
    """Give a bare growth to the fact before it, or make it a second growth of the same indicator."""
    if change.unit in ("pp", "bp"):
        rate = last.quantity is not None and last.quantity.unit == "%"
        sloppy = change.base is not None and change.basis == "yoy"  # 收入260亿元，比去年同期下降6.8个百分点
        if last.change is None and (rate or sloppy):
            last.change = change
        return None  # otherwise 增速比上半年加快0.3个百分点: growth of growth
    if last.change is None and last.measure == "level":
        last.change = change
        last.rule = f"{last.rule}+growth"
        return None
    return Fact(0, last.indicator, "clause.second-growth", change=change, indicator_inherited=True)


def _inherit(
    memory: Memory, rule: str, quantity: Quantity | None = None, change: Change | None = None
) -> Fact | None:
    indicator = Indicator(memory.topic) if memory.topic else memory.last.indicator if memory.last else None
    if indicator is None:
        return None
    fact = Fact(0, indicator, rule, quantity=quantity, change=change, indicator_inherited=True)
    if rule == "clause.second-level" and memory.last:
        fact.measure = memory.last.measure  # 占比由1%上升到5%
    return fact


def _bind_quantity(q: Quantity, gap: "_Gap", memory: Memory) -> Fact | None:
    view = memory.view
    if share := measures.share(q, gap.clause, gap.left, view):
        return _bind_share(q, share, memory)
    span, verb = gap.before(view)
    if span and measures.is_pronoun(span.cut(view)):
        return _inherit(memory, "pronoun.level", quantity=q)
    after = _noun_after(q, gap, view)
    if after and (span is None or verb):
        if span is None and not verb and view.startswith("的", q.span.end):
            return None  # 超10亿元的项目: a threshold inside a name
        return Fact(0, Indicator(after), "clause.number-noun", quantity=q)
    if span is None:
        return _bind_bare(q, gap, memory)
    phrase = span.cut(view)
    if q.unit is None and (unit := measures.implied_unit(phrase)):
        q = replace(q, unit=unit)
    if not measures.may_measure(phrase, q) or (q.unit is None and not measures.is_index(phrase)):
        return None
    rule = "base.level" if _COMPARED.search(view, gap.left, q.span.start) else "clause.level"
    return Fact(0, _named(span, gap, memory), rule, quantity=q)


_DOES = re.compile(r"(?:预计|力争|累计|共|已|将|就)?(?:实现|完成|达成|录得|创造)(?:了)?$")
_INDUSTRY = re.compile(r"(?:产业|业|领域|板块|集群|行业)$")


def _named(span: Span, gap: "_Gap", memory: Memory) -> Indicator:
    """Name the indicator; an industry before 实现 belongs to it: 电子产业实现产值 is 电子产业产值."""
    view = memory.view
    if m := _DOES.search(view, gap.left, span.start):
        maker, _ = phrase_before(view, gap.left, m.start(), [n for n in gap.names if n.end <= m.start()])
        if maker and _INDUSTRY.search(maker.cut(view)):
            return Indicator(span, maker.cut(view) + span.cut(view))
        counted = memory.sentence[-1].indicator.span.cut(view) if memory.sentence else ""
        if maker is None and counted.endswith(("企业", "单位")):
            return Indicator(span, counted + span.cut(view))  # 规模以上工业企业429户，实现增加值2570亿元
    return Indicator(span, measures.with_head(span, gap.number, memory.last, view))


# 失业率较第一季的4.2%: the number is what is compared with.
_COMPARED = re.compile(r"(?:比|较)[^，。；]{1,12}的$")


def _noun_after(q: Quantity, gap: "_Gap", view: str) -> Span | None:
    if q.unit in ("%", "pp", "bp", "倍", None, "点") or q.span.end >= gap.clause.span.end:
        return None
    names = [n.span for n in gap.clause.names]
    span = phrase_after(view, q.span.end, min(gap.right, gap.clause.span.end), names)
    # The noun must stand right behind the number, or behind 的: otherwise it belongs to another clause.
    return span if span and view[q.span.end : span.start] in ("", "的", "个") else None


def _bind_bare(q: Quantity, gap: "_Gap", memory: Memory) -> Fact | None:
    """A number without a phrase: the level of a growth that came first, or one of a series."""
    last = memory.sentence[-1] if memory.sentence else None
    linked = measures.links(memory.view, gap.left, q.span.start)
    if (
        last
        and gap.clause.depth
        and q.span.start == gap.clause.span.start
        and q.unit == (last.quantity.unit if last.quantity else None)
    ):
        return _inherit(memory, "base.bracket", quantity=q)  # 自2003年第三季（5.5%）以来最高
    if gap.names and (memory.topic or (last and last.quantity and last.quantity.unit == q.unit)):
        return _inherit(memory, "list.level", quantity=q)
    rate = last is not None and last.change is not None and last.change.unit == "pp"
    if last and last.quantity is None and linked and (q.unit != "%" or rate):
        last.quantity = q
        last.rule = f"{last.rule}+level"
        return None
    if memory.topic and not gap.names and (linked or gap.clause.opener in ("：", ":")):
        return _inherit(memory, "topic.level", quantity=q)
    if last and linked and last.quantity and last.quantity.unit == q.unit:
        return _inherit(memory, "clause.second-level", quantity=q)
    return None


def _bind_share(q: Quantity, share: "measures.Share", memory: Memory) -> Fact | None:
    last = memory.sentence[-1] if memory.sentence else memory.last
    if share.indicator:
        fact = Fact(0, Indicator(share.indicator), f"clause.{share.measure}", quantity=q)
    elif last:
        fact = Fact(0, last.indicator, f"clause.{share.measure}", quantity=q, indicator_inherited=True)
    else:
        return None
    fact.measure = share.measure
    return fact
