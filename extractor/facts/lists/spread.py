"""Counts spread over places: 新增高新技术企业57家，其中缙云11家，云和、龙泉各3家."""

from collections.abc import Sequence
from functools import lru_cache

from extractor.facts import phrases
from extractor.facts.indicators.limits import COUNTERS
from extractor.facts.indicators.measures import is_measure, is_place_kind
from extractor.facts.model import Fact, Subject
from extractor.facts.skeleton import Clause, Number
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Indicator, Quantity
from extractor.mentions.places.regions import find_regions, is_bare_zone
from extractor.span import Span

_SHARE = late(r"[、，和]?(?:其中)?[：:]?(?P<who>[一-鿿][一-鿿、]{1,40}?)(?P<each>各)?(?:有|占)?")
_WHOLE = late(r"(?:这些|上述|其|在)?(?P<what>[^，。；]{2,16})[中里]$")
_SUFFIXES = ("县", "市", "区")
_ZONE = 6  # characters of the longest word for a zone
_RATIOS = ("%", "pp", "bp", "‰", "倍")


@lru_cache(maxsize=4096)
def is_place(text: str) -> bool:
    """Tell whether it is a place of the book, also without 县, 市 or 区."""
    if len(text) > 6 or len(text) < 2:
        return False
    names = (text, *(text + s for s in _SUFFIXES))
    return any(r.span == (0, len(n)) and r.kind in ("city", "county") for n in names for r in find_regions(n))


def read(clauses: Sequence[Clause], at: int, last: Fact | None, view: str) -> list[Fact] | None:
    """Give each place its count of what was counted before, or of what the clause before is among."""
    clause, start, found = clauses[at], clauses[at].span.start, []
    for number in clause.numbers:
        places = _places(number, start, view)
        if places is None:
            return None
        found += [(p, number) for p in places]
        start = number.span.end
    if not found or len(found) == len(clause.names):
        return None  # named in full: read as any other list
    counted = _counted(last, clause.numbers) or among(clauses, at, view)
    if counted is None:
        return None
    return [
        Fact(0, counted, "list.level", n, subject=Subject(p, None, "region"), indicator_inherited=True)
        for p, n in found
        if isinstance(n, Quantity)
    ]


def of_kind(q: Quantity, span: Span, sentence: Sequence[Fact], view: str) -> Fact | None:
    """Give a kind of places, worth nothing itself, what was told before: 营业收入900亿元，其中国家级高新区700亿元."""
    if q.unit is None or q.unit in COUNTERS or q.unit in _RATIOS or not _is_kind(span.cut(view)):
        return None
    like = next((f for f in reversed(sentence) if f.quantity and f.quantity.unit == q.unit), None)
    if like is None or like.measure != "level" or not is_measure(phrases.text(like.indicator, view)):
        return None
    whose = Subject(span, None, "region")
    return Fact(0, like.indicator, "list.level", q, subject=whose, indicator_inherited=True)


@lru_cache(maxsize=4096)
def _is_kind(text: str) -> bool:
    zone = any(is_bare_zone(text[-n:]) for n in range(2, min(len(text), _ZONE) + 1))
    return zone or is_place_kind(text)


def _places(number: Number, start: int, view: str) -> list[Span] | None:
    """Return the places that a count is of, if nothing else stands before it."""
    if not isinstance(number, Quantity) or number.unit not in COUNTERS:
        return None
    m = _SHARE.fullmatch(view, start, number.span.start)
    if m is None:
        return None
    places = apart(Span(*m.span("who")), view)
    if (len(places) > 1) != bool(m["each"]) or not all(is_place(p.cut(view)) for p in places):
        return None
    return places


def apart(names: Span, view: str) -> list[Span]:
    """Part names from one another; 云和 is one."""
    pieces = _split(names, "、", view)
    return [p for q in pieces for p in ([q] if is_place(q.cut(view)) else _split(q, "和与及", view))]


def _split(span: Span, marks: str, view: str) -> list[Span]:
    edges = [span.start, *(e for i in range(*span) if view[i] in marks for e in (i, i + 1)), span.end]
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _counted(last: Fact | None, numbers: Sequence[Number]) -> Indicator | None:
    if last is None or last.quantity is None or last.quantity.unit not in COUNTERS:
        return None
    goes_on = last.rule == "list.level" and last.indicator_inherited
    same = goes_on or any(n.unit == last.quantity.unit for n in numbers)
    return last.indicator if same else None


def among(clauses: Sequence[Clause], at: int, view: str) -> Indicator | None:
    """Find what is counted where the clause before says 这些特色产业中."""
    if at == 0 or clauses[at - 1].numbers:
        return None
    m = _WHOLE.search(view, *clauses[at - 1].span)
    span, _ = phrase_before(view, m.start("what"), m.end("what")) if m else (None, False)
    return Indicator(span) if span else None
