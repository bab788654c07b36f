"""The months that run up over a year, told again: 1-11月…，当月产值34亿元；累计完成产值273亿元."""

from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause
from extractor.late import late
from extractor.mentions.model import Period
from extractor.span import Span

_RUNS = late("累计(?=同比|比上年|较上年|比去年|较去年|[增下][长降])[^，。；、\\d]{0,12}$")
_REACH = 16


def latest(p: Period | None, before: Period | None) -> Period | None:
    """Return the months told last that run up from January."""
    return p if p and _runs_up(p) else before


def _runs_up(p: Period) -> bool:
    return not p.point and (p.start or "")[5:] == "01-01" and (p.end or "")[5:7] not in ("", "01", "12")


def again(fact: Fact, summed: Period | None, clause: Clause, view: str) -> Period | None:
    """Give what runs up over the year its months again, where the month alone was told between."""
    p = fact.period
    if p is None or summed is None or p.point or p.end != summed.end or p == summed:
        return None
    told = view.find("累计", clause.span.start, fact.anchor) >= 0
    return summed if told and not clause.span.holds(p.span) else None


def from_january(fact: Fact, view: str) -> Period | None:
    """Give a growth that runs up over the year, told beside a single month, its months: 7月…，累计同比增长5%."""
    p, change = fact.period, fact.change
    single = p and p.kind == "span" and p.frequency == "M" and p.start and p.end and p.start[:7] == p.end[:7]
    if not (p and change and p.start and single) or p.start[5:7] == "01":
        return None
    m = _RUNS.search(view, max(p.span.end, change.span.start - _REACH), change.span.start)
    if m is None:
        return None
    span = Span(m.start(), m.start() + 2)
    return p._replace(span=span, start=f"{p.start[:4]}-01-01", cumulative=True)
