"""Names with their levels in brackets, whose measure stands behind: 输往甲（3亿元）、乙（1亿元）的货值分别上升2%和5%."""

from collections.abc import Sequence

from extractor.facts import phrases
from extractor.facts.binding.memory import Memory
from extractor.facts.lists.items import subject_of
from extractor.facts.lists.unmarked import Listed
from extractor.facts.model import Fact, Item
from extractor.facts.skeleton import Clause, Number, head
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change, Indicator, Quantity
from extractor.patterns import Expression
from extractor.span import Span

RULE = "list.bracket"
_JOINS = late("、|以及|及|和|与")
_APART = late("分别|依次")
_TO = Expression("(?:{sent-to}|来自|源自|自|从|对|向)(?=[一-鿿]{2})")
_WHO = Expression("{travellers}")
_THEY_ARE = Expression("(?:{travellers})$")
# 来自甲国（3亿元）的则下跌6% behind the 货值 of others.
_TRADED = late("(?:进口|出口)?(?:货值|总?[额值])$")


def read(clauses: Sequence[Clause], at: int, memory: Memory) -> Listed | None:
    """Read the row whose first bracket is this clause."""
    view = memory.view
    row, behind = row_of(clauses, at)
    tail = clauses[behind] if row and behind < len(clauses) else None
    if tail is None or len(tail.numbers) != len(row):
        return None
    changes = [n for n in tail.numbers if isinstance(n, Change) and n.quantity]
    levels = [c.numbers[0] for c in row]
    if len(changes) != len(row) or any(n.unit in (None, "%", "pp") for n in levels):
        return None
    end = head(changes[0])
    word = _APART.search(view, tail.span.start, changes[0].span.start)
    of = view.startswith("的", tail.span.start)
    measure, _ = phrase_before(view, tail.span.start + of, min(end, word.start()) if word else end)
    names = _names(clauses, at, len(row), view)
    if names is None or not (of or word):
        return None
    items, governs = names
    if measure is None and governs is None and (told := _travellers(items, levels, changes, view)):
        return Listed(told, behind - at + 1)
    if measure is None and not governs and (of or any(item.subject for item in items)):
        return None  # whose measure was told before
    if measure and of and governs:
        measure = Span(tail.span.start, measure.end)
    shared = (measure,) if measure else _last_traded(memory) if governs else ()
    facts = []
    for item, level, change in zip(items, levels, changes, strict=True):
        who = measure is not None and _WHO.match(view, measure.start) is not None
        whose = None if who else subject_of(item)
        indicator = Indicator(measure) if measure and whose else _named(item, governs, shared)
        fact = Fact(0, indicator, RULE, change=change, subject=whose)
        fact.quantity = level if isinstance(level, Quantity) else None
        facts.append(fact)
    return Listed(facts, behind - at + 1)


def _travellers(
    items: Sequence[Item], levels: Sequence[Number], changes: Sequence[Change], view: str
) -> list[Fact] | None:
    """Read 韩国（31万人次）及日本旅客（10万人次）分别上升18%及5%: all are travellers."""
    m = _THEY_ARE.search(view, *items[-1].span)
    if m is None or m.start() == items[-1].span.start:
        return None
    facts = []
    for item, level, change in zip(items, levels, changes, strict=True):
        own = _THEY_ARE.search(view, *item.span) is not None
        indicator = phrases.join(item.span, [item.span] if own else [item.span, Span(*m.span())])
        fact = Fact(0, indicator, RULE, change=change)
        fact.quantity = level if isinstance(level, Quantity) else None
        facts.append(fact)
    return facts


def row_of(clauses: Sequence[Clause], at: int) -> tuple[list[Clause], int]:
    """Gather the brackets that follow each other, and where what stands behind them is."""
    row, k = [], at
    while k < len(clauses) and _is_level(clauses[k]):
        row.append(clauses[k])
        k += 1
        if k + 1 >= len(clauses) or clauses[k].numbers or not _is_level(clauses[k + 1]):
            break
        k += 1
    return row, k


def _is_level(clause: Clause) -> bool:
    return (
        clause.opener in ("（", "(")
        and len(clause.numbers) == 1
        and isinstance(clause.numbers[0], Quantity)
        and clause.numbers[0].span == clause.span
    )


def _names(
    clauses: Sequence[Clause], at: int, count: int, view: str
) -> tuple[list[Item], Span | None] | None:
    """Find the name before each bracket, and the 输往 that governs them all."""
    items, governs = [], None
    for i in range(count):
        clause = clauses[at - 1 + 2 * i]
        start, end = clause.span
        if i:
            m = _JOINS.match(view, start)
            if m is None:
                return None
            start = m.end()
        else:
            start = max([start, *(n.span.end for n in clause.numbers), *(p.span.end for p in clause.periods)])
            start += view.startswith(("其中", "当中"), start) and 2
            if m := _TO.match(view, start):
                governs, start = Span(*m.span()), m.end()
        span = Span(start, end)
        owner = next((n for n in clause.names if n.span == span), None)
        if not (i or governs or owner):
            span = phrase_before(view, start, end)[0] or span  # 技术员及辅助人员 behind 当月
        if span.end != end or span.end - span.start < 2:
            return None
        items.append(Item(span, None if governs else owner))
    return items, governs


def _named(item: Item, governs: Span | None, shared: phrases.Parts) -> Indicator:
    """Name what is measured: 输往甲的货值, 手机进口货值."""
    return phrases.join(item.span, (governs,) if governs else (), [item.span], shared)


def _last_traded(memory: Memory) -> phrases.Parts:
    return phrases.ending(memory.last.indicator, _TRADED, memory.view) if memory.last else ()
