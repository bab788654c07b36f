"""Lists of names that a clause without figures brings in: 甲、乙增长x、y，丙、丁企业数最多，分别有p、q; 戊、己增速最高，达x和y."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.facts import phrases
from extractor.facts.growth import growths
from extractor.facts.indicators import measures
from extractor.facts.lists import heads
from extractor.facts.lists.items import facts, items, only_names, says_how
from extractor.facts.lists.splitting import HARD, SOFT, split
from extractor.facts.model import Fact, Item
from extractor.facts.skeleton import Clause, Number, head
from extractor.late import late
from extractor.mentions.model import Change, Quantity
from extractor.span import Span

_MOST = late("最|[较居]多|[较偏][大高快低少慢]|幅|(?:位|排|高|名)?[居列位]|领[先跑]|靠前")
_KNOWN = 4  # characters by which a name is known again


def names(before: Clause, told: Sequence[Fact], view: str, count: int) -> bool:
    """Tell whether a clause without figures lists as many names as numbers follow, others than were told."""
    if before.numbers or before.closer not in ("，", ","):
        return False
    start = max([before.span.start, *(p.span.end for p in before.periods)])
    row = Span(start, before.span.end)
    hard = split(view, row, HARD)
    pieces = hard if len(hard) == count else split(view, row, SOFT)
    if len(pieces) != count:
        return False
    end = measures.before_trend(view, pieces[-1])
    measured = measures.is_measure(view[pieces[-1].start : end])
    moves = end < pieces[-1].end and (measured or pieces is hard)
    if not moves and not _MOST.search(view, *pieces[-1]):
        return False
    known = "".join(phrases.text(f.indicator, view) for f in told)
    return not all(p.cut(view)[:_KNOWN] in known for p in pieces)


_AMOUNTS = late("(?:同比|均|各|则)?(?:达到?|为|有|是|增长|下降)?(?:了)?(?:约|近|超过?)?")
_JOINS = ("、", "和", "与", "及")


def without_word(clauses: Sequence[Clause], at: int, view: str) -> list[Fact] | None:
    """Read 电子、医药产值增速最高，达21%和18%: what parts the numbers is said by no 分别."""
    clause, numbers = clauses[at], clauses[at].numbers
    if not at or len(numbers) < 2 or clause.opener not in ("，", ",") or len({n.unit for n in numbers}) > 1:
        return None
    if any(view[a.span.end : b.span.start] not in _JOINS for a, b in pairwise(numbers)):
        return None
    start = clause.span.start
    if not _AMOUNTS.fullmatch(view, start, head(numbers[0])) or not names(
        clauses[at - 1], (), view, len(numbers)
    ):
        return None
    every, end = _growths(clauses[at - 1].span.start, start, numbers, view)
    found = heads.apart(clauses, at, end, view, len(numbers)) or items(clauses, at, end, view, len(numbers))
    return facts(found, every, view) if found else None


def _growths(begins: int, start: int, numbers: Sequence[Number], view: str) -> tuple[Sequence[Number], int]:
    """Read percentages as growths where the names are said to grow, and return where those end."""
    rates = all(isinstance(n, Quantity) and n.unit == "%" for n in numbers)
    pace = growths.pace(view, begins, start) if rates else None
    if pace is None:
        return numbers, start
    return [pace.change(n) for n in numbers if isinstance(n, Quantity)], pace.at


def of_told(found: Sequence[Item], told: Sequence[Fact], numbers: Sequence[Number], view: str) -> list[Item]:
    """Read 电力、钢铁利润分别增长…，煤炭、建材则明显下滑，分别下降…: what the list before measured, of other names."""
    if not told or not isinstance(numbers[0], Change) or not heads.are_names(found, view):
        return list(found)
    last = told[-1].indicator
    shared = heads.OWN_MEASURE.search(phrases.text(last, view))
    if shared is None or any(i.span.start >= i.span.end for i in found):
        return list(found)
    more = phrases.last(phrases.parts(last), len(shared[0]))
    return [Item(i.span, i.subject, whole=phrases.join(i.span, [i.span], more)) for i in found]


def pace(
    clauses: Sequence[Clause], at: int, word: int, numbers: Sequence[Number], view: str
) -> growths.Pace | None:
    """Read 净利润增速居前，分别为20%和19%: the percentages are growths."""
    if not all(isinstance(n, Quantity) and n.unit == "%" for n in numbers):
        return None
    start = clauses[at].span.start
    if at == 0 or not only_names(clauses[at - 1], len(numbers), view):
        return growths.pace(view, start, word)
    before = clauses[at - 1].span.start
    if word == start:
        return growths.pace(view, before, word)
    if not says_how(clauses, at, word, view):
        return growths.pace(view, start, word)
    row = growths.row(view, before, start)  # 升幅前三名的是甲、乙和丙，幅度分别为…
    return (replace(row, at=start) if row else None) or growths.pace(view, before, start)
