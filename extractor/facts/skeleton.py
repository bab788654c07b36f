"""The skeleton of a sentence: its mentions and punctuation, cut into clauses. The facts room reads nothing else."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal, Protocol, TypeVar

from extractor.facts.subjects.common_names import counted_at, is_common, worldwide
from extractor.late import late
from extractor.mentions.model import Change, Cue, Mentions, Organization, Period, Quantity, Region
from extractor.mentions.quantities.find import percent
from extractor.span import Span, span_of
from extractor.text.model import CleanText, Sentence

Number = Quantity | Change
Name = Region | Organization


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


M = TypeVar("M", bound=_Placed)


class Shelf(Generic[M]):
    """Mentions of one kind, sorted, found by place."""

    def __init__(self, mentions: Sequence[M]) -> None:
        self.mentions = mentions
        self.starts = [m.span.start for m in mentions]

    def inside(self, start: int, end: int) -> Sequence[M]:
        """Return the mentions that begin inside the stretch."""
        starts = self.starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return ()
        return self.mentions[first : bisect_left(starts, end, first)]

    def covers(self, at: int, reach: int) -> bool:
        """Tell whether a mention that begins so near before a place goes on over it."""
        for i in range(bisect_right(self.starts, at) - 1, -1, -1):
            if self.starts[i] < at - reach:
                return False
            if self.mentions[i].span.end > at:
                return True
        return False


@dataclass(slots=True)
class Clause:
    """A stretch between punctuation, with its mentions in order."""

    span: Span
    opener: str  # the punctuation before it; empty at the start of the sentence
    closer: str
    depth: int  # how many brackets are open
    numbers: Sequence[Number] = ()
    names: Sequence[Name] = ()
    periods: Sequence[Period] = ()
    cues: Sequence[Cue] = ()

    def cue(self, *kinds: str) -> Cue | None:
        """Return the first cue of the kinds."""
        return next((c for c in self.cues if c.kind in kinds), None)

    def names_between(self, start: int, end: int) -> list[Name]:
        """Return the places and organisations that begin in a stretch."""
        return [n for n in self.names if start <= n.span.start < end]


@dataclass(slots=True)
class Skeleton:
    """One sentence."""

    index: int
    sentence: Sentence
    clauses: list[Clause]
    silent: bool = False  # it names nothing at all, as half of the sentences do not
    _dated: list[Clause] | None = None
    _periods: list[Period] | None = None

    @property
    def counts(self) -> bool:
        """Tell whether it holds a number: only a number cuts a sentence into clauses."""
        return len(self.clauses) > 1 or bool(self.clauses[0].numbers)

    @property
    def dated(self) -> list[Clause]:
        """Return the clauses that name a period; asked for every figure."""
        if self._dated is None:
            self._dated = [c for c in self.clauses if c.periods]
        return self._dated

    @property
    def periods(self) -> list[Period]:
        """Return all periods of the sentence, in order; asked for as often."""
        if self._periods is None:
            self._periods = [p for c in self.dated for p in c.periods]
        return self._periods

    def clause_at(self, at: int) -> Clause:
        """Return the clause that holds a place."""
        return self.clauses[bisect_right(self.clauses, at, key=_start) - 1]


def upto(clauses: Sequence[Clause], at: int) -> Sequence[Clause]:
    """Return the clauses that begin before or at a place."""
    return clauses[: bisect_right(clauses, at, key=_start)]


def _start(clause: Clause) -> int:
    return clause.span.start


_PART = late(
    r"\s*(?:[一二三四五六七八九十]+、|【[^【】]{0,12}(?:20\d\d|十[一二三四五]五)[^【】]{0,24}】)"
)  # 二、今年工作; 【2026 · 我们出发】


def heads_part(view: str, heading: Span) -> bool:
    """Tell whether a heading is that of a numbered part: what it says holds for the headings below it, up to the next."""
    return _PART.match(view, heading.start) is not None


_BULLETS = frozenset("■□●○◆◇▲△★▶▷►•▪")


def bullet(view: str, line: Span) -> str:
    """Return the mark that a line begins with: lines of a box hang on one that has another mark."""
    return view[line.start] if view[line.start] in _BULLETS else ""


def head(number: Number) -> int:
    """Return where the words that belong to a number begin: for a change its basis (同比) comes first."""
    if isinstance(number, Change) and number.base:
        return min(number.base.start, number.span.start)
    return number.span.start


_BREAK = late("[，；：。！？,;!?\n（）() \u3000｜|│┃●■▶►◆▲★]")
# 服装业下降9.2%、|皮革业和塑料制品业分别下降5.2%和1.6%: a list of its own behind another number.
_APART = late(rf"{_BREAK.pattern}|、(?=[^，。；\d]{{4,80}}?分别[^，。；、\d]{{0,8}}\d)")
_ROWS = "一二三四五六七八九十首"  # 第一、三产业分别增长…
_LABEL = late(r"[一-鿿A-Z）)]$")
_COLUMN = 24  # blanks at most between a label and its figure
_JOINED = late(r".?[A-Za-z.&] [A-Za-z0-9]|.?[0-9] -|.?- [0-9]")  # LTE Cat.1, 2022 - 2026年
_MINISTRY = late(r"中国(?=[\u4e00-\u9fff]{2,12}(?:部|委|委员会|总署)\Z)|国家(?=[\u4e00-\u9fff]{2,12}部\Z)")
_VILLAGE = ("村委会", "村民委员会")  # what it tells is of its village, a name of its own
_TITLES = late(r"《[^《》\n]{0,80}》")
_COUNTED = late(r"\d")  # 西部12省市
_KIND: dict[str, Literal["open", "close"]] = {"（": "open", "(": "open", "）": "close", ")": "close"}


def skeletons(clean: CleanText, found: Mentions) -> Iterator[Skeleton]:
    """Build the skeleton of every sentence, in order."""
    shelves = _settle(clean.view, found)
    starts, at = sorted(shelves.numbers.starts + shelves.others.starts), 0
    for index, sentence in enumerate(clean.sentences):
        if sentence.kind == "cell":
            continue
        at = bisect_left(starts, sentence.span.start, at)
        if at == len(starts) or starts[at] >= sentence.span.end:
            yield Skeleton(index, sentence, [Clause(sentence.span, "", "", 0)], silent=True)
        else:
            yield Skeleton(index, sentence, _clauses(clean.view, sentence.span, shelves))


@dataclass(frozen=True, slots=True)
class _Shelves:
    numbers: Shelf[Number]
    others: Shelf[Name | Period | Cue]


def _settle(view: str, found: Mentions) -> _Shelves:
    """Let no two mentions claim the same characters: a date is no quantity, a place in a name is no subject."""
    taken = [p.span for p in found.periods] + [Span(*m.span()) for m in _TITLES.finditer(view)]
    taken += [o.span for o in found.organizations]
    taken += [r.span for r in found.regions if r.kind in ("zone", "class") and _COUNTED.search(view, *r.span)]
    blocked = _Cover(taken)
    changes = [_in_clause(c, view) for c in found.changes if not blocked.meets(c.quantity or c.span)]
    used = _Cover([c.span for c in changes] + [c.quantity for c in changes if c.quantity])
    quantities = [
        _as_percent(q, view) for q in found.quantities if not blocked.meets(q.span) and not used.meets(q.span)
    ]
    bodies = [_stateless(o, view) for o in found.organizations if not o.span.cut(view).endswith(_VILLAGE)]
    organizations = _Cover([o.span for o in bodies])
    regions = [r for r in found.regions if not organizations.meets(r.span)]
    numbers: list[Number] = sorted([*changes, *quantities], key=lambda n: n.span)
    counted = counted_at(quantities, view)
    names: list[Name] = sorted([*regions, *bodies], key=lambda n: n.span)
    names = worldwide([n for n in names if not is_common(n, view, counted)], view)
    cues = [c for c in found.cues if not organizations.meets(c.span)]  # 规划司 plans nothing here
    others = sorted((*names, *found.periods, *cues), key=lambda m: m.span.start)
    return _Shelves(Shelf(numbers), Shelf(others))


def _stateless(body: Organization, view: str) -> Organization:
    """Let the state before its own ministry be named by itself, as whose figures these are: 中国|交通运输部."""
    if body.kind != "government" or not _MINISTRY.match(view, *body.span):
        return body
    return replace(body, span=Span(body.span.start + 2, body.span.end))


def _in_clause(c: Change, view: str) -> Change:
    """Let words that a comma sets off (与上年相比，) be the change's basis, and no part of its clause."""
    apart = c.base and view.startswith(("，", ","), c.base.end)
    return c._replace(base=Span(c.span.start, c.span.start)) if apart else c


def _as_percent(q: Quantity, view: str) -> Quantity:
    """Read a fraction as the part that it says: 三分之一, 一半, 过半."""
    part = q.unit is None and q.number is not None and 0 < q.number < 1
    return percent(q) if part and view[q.span.start : q.span.end].strip("0123456789.") else q


class _Cover:
    """The union of spans."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans: list[Span] = []
        for s in sorted(spans):
            if self.spans and s.start <= self.spans[-1].end:
                self.spans[-1] = Span(self.spans[-1].start, max(self.spans[-1].end, s.end))
            else:
                self.spans.append(s)
        self.starts = [s.start for s in self.spans]

    def meets(self, span: Span) -> bool:
        i = bisect_left(self.starts, span.end) - 1
        return i >= 0 and self.spans[i].end > span.start


def _clauses(view: str, sentence: Span, shelves: _Shelves) -> list[Clause]:
    if not shelves.numbers.inside(*sentence):
        # Nothing to read here but what later sentences inherit.
        return [_with_others(Clause(sentence, "", "", 0), shelves)]
    clauses = []
    at, opener, depth = sentence.start, "", 0
    for cut, mark in _cuts(view, sentence, shelves.numbers):
        if cut > at:
            clauses.append(_fill(Clause(span_of((at, cut)), opener, mark, depth), shelves))
        if kind := _KIND.get(mark):
            depth = depth + 1 if kind == "open" else max(0, depth - 1)
        at, opener = cut + 1, mark
    if at < sentence.end:
        clauses.append(_fill(Clause(Span(at, sentence.end), opener, "", depth), shelves))
    return clauses


def _fill(clause: Clause, shelves: _Shelves) -> Clause:
    clause.numbers = shelves.numbers.inside(*clause.span)
    return _with_others(clause, shelves)


def _with_others(clause: Clause, shelves: _Shelves) -> Clause:
    others = shelves.others.inside(*clause.span)
    if not others:
        return clause
    names: list[Name] = []
    periods: list[Period] = []
    cues: list[Cue] = []
    for m in others:
        if isinstance(m, Period):
            periods.append(m)
        elif isinstance(m, Cue):
            cues.append(m)
        else:
            names.append(m)
    clause.names, clause.periods, clause.cues = names, periods, cues
    return clause


def _cuts(view: str, sentence: Span, numbers: Shelf[Number]) -> Iterator[tuple[int, str]]:
    """Yield where clauses end. Brackets without a number in them (GDP, 不含农户) cut nothing."""
    skip_until = begun = sentence.start
    titles = [m.span() for m in _TITLES.finditer(view, *sentence)] if view.find("《", *sentence) >= 0 else []
    breaks = _APART if view.find("分别", *sentence) >= 0 else _BREAK
    for m in breaks.finditer(view, *sentence):
        at, mark = m.start(), m[0]
        if mark == "、" and (not numbers.covers(at - 1, 40) or view[at - 1] in _ROWS):
            continue
        if titles and any(a < at < b for a, b in titles):
            continue  # 《长空：出击》
        if at < skip_until or (mark == " " and _JOINED.match(view, max(begun, at - 2))):
            continue
        if numbers.covers(at, 40) or (mark == " " and _labels(view, begun, at, numbers)):
            continue
        if _KIND.get(mark) == "open":
            close = _closing(view, at, sentence.end)
            if close is not None and not numbers.inside(at, close):
                skip_until = close + 1
                continue
        yield at, mark
        begun = at + 1


def _labels(view: str, begun: int, at: int, numbers: Shelf[Number]) -> bool:
    """Tell whether a blank only sets a label off from its number: 高新技术企业 586家."""
    before, behind = view[max(begun, at - _COLUMN) : at].rstrip(), view[at : at + _COLUMN].lstrip()
    begins = at + len(view[at : at + _COLUMN]) - len(behind)
    here = _LABEL.search(before) and numbers.inside(begins, begins + 1)
    return bool(here) and not numbers.inside(begun, at)


def _closing(view: str, at: int, end: int) -> int | None:
    close = view.find("）" if view[at] == "（" else ")", at, end)
    return close if close >= 0 else None
