"""Counts of one thing shared out over clauses: 签约项目27个。其中，甲高新区10个，乙县3个; 甲专班1个项目，乙专班2个项目."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts import phrases
from extractor.facts.indicators.limits import COUNTERS
from extractor.facts.indicators.measures import is_place_kind
from extractor.facts.lists.spread import among, apart, is_place
from extractor.facts.lists.unmarked import Listed
from extractor.facts.model import Fact, Subject, SubjectType
from extractor.facts.skeleton import Clause
from extractor.late import late
from extractor.mentions.model import Indicator, Quantity, Region
from extractor.span import Span

_WHO = late(r"[、，和]?(?:其中)?[：:]?(?P<who>[一-鿿“”][一-鿿“”、]{1,40}?)(?P<each>各)?(?:有|占|为|共|达)?")
_NAMED_SO = ("县", "市", "区", "镇", "乡", "州", "盟", "旗", "街道")
# 康养专班, 第三党支部: those who did it, where what they did stands behind the number.
_DOERS = ("专班", "组", "队", "部", "处", "局", "办", "公司", "支行", "中心", "学院")
_WHERE = "区域|地区|地域|空间|城市|市县|区县"
_SPREAD = late(rf"[从按](?P<what>(?!{_WHERE})[一-鿿]{{2,6}}?)的?(?:{_WHERE})?分布(?:情况)?(?:来|上)?看")
_LEAST = 2
_LONGEST = 12  # characters of a name


@dataclass(frozen=True, slots=True)
class _Share:
    who: Span
    number: Quantity
    noun: Span | None


def read(clauses: Sequence[Clause], at: int, counted: Fact | None, view: str) -> Listed | None:
    """Give each of several places, or of those who did it, its count of what was counted last."""
    first = clauses[at].numbers[0]
    if first.unit not in COUNTERS:
        return None
    run: list[_Share] = []
    used = 0
    for clause in clauses[at:]:
        shares = _shares(clause, first.unit, view)
        if shares is None or clause.depth != clauses[at].depth:
            break
        run += shares
        used += 1
    if len(run) < _LEAST:
        return None
    if any(s.noun for s in run):
        return Listed(_by_doers(run), used) if _one_noun(run, view) else None
    what = _looked_at(clauses, at, view) or _counted(counted, first.unit, view)
    names = [n for c in clauses[at : at + used] for n in c.names]
    if what is None or not _are_places(run, names, view):
        return None
    return Listed([_fact(s, what, "region") for s in run], used)


def _counted(counted: Fact | None, unit: str, view: str) -> Indicator | None:
    """Return what was counted last, if its parts can be shared out: not the zones themselves."""
    if counted is None or counted.quantity is None or counted.quantity.unit != unit:
        return None
    return None if is_place_kind(phrases.text(counted.indicator, view)) else counted.indicator


def _shares(clause: Clause, unit: str, view: str) -> list[_Share] | None:
    """Read a clause that holds only names and counts."""
    start, found = clause.span.start, []
    for number in clause.numbers:
        m = _WHO.fullmatch(view, start, number.span.start)
        if m is None or not isinstance(number, Quantity) or number.unit != unit:
            return None
        pieces = apart(Span(*m.span("who")), view)
        named = all(1 < p.end - p.start <= _LONGEST for p in pieces)
        if not named or (len(pieces) > 1) != bool(m["each"]):
            return None
        found += [_Share(p, number, None) for p in pieces]
        start = number.span.end
    if found and start < clause.span.end:
        found[-1] = _Share(found[-1].who, found[-1].number, Span(start, clause.span.end))
    return found or None


def _one_noun(run: Sequence[_Share], view: str) -> bool:
    """Tell whether the same noun stands behind each number, and before it those who did it."""
    nouns = {s.noun.cut(view) if s.noun else "" for s in run}
    doers = {next((d for d in _DOERS if view.endswith(d, *s.who)), "") for s in run}
    return len(nouns) == 1 and len(doers) == 1 and "" not in doers


def _by_doers(run: Sequence[_Share]) -> list[Fact]:
    return [_fact(s, Indicator(s.noun), "organization") for s in run if s.noun]


def _are_places(run: Sequence[_Share], names: Sequence[object], view: str) -> bool:
    """Tell whether all are places: one that is known vouches for those that are only called so."""
    known = {n.span for n in names if isinstance(n, Region)}
    sure = [s.who in known or is_place(s.who.cut(view)) for s in run]
    called = (view.endswith(_NAMED_SO, *s.who) for s in run)
    return any(sure) and all(a or b for a, b in zip(sure, called, strict=True))


def _looked_at(clauses: Sequence[Clause], at: int, view: str) -> Indicator | None:
    """Find what is counted where the clause before says so: 入选项目中, 从企业分布看."""
    m = _SPREAD.fullmatch(view, *clauses[at - 1].span) if at else None
    return Indicator(Span(*m.span("what"))) if m else among(clauses, at, view)


def _fact(share: _Share, what: Indicator, whose: SubjectType) -> Fact:
    subject = Subject(share.who, None, whose)
    inherited = what.span != share.noun
    return Fact(0, what, "list.level", share.number, subject=subject, indicator_inherited=inherited)
