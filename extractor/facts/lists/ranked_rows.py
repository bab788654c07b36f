"""Names that a rank brings in, each with its figure right behind: 排在后面的分别是甲县38亿元、乙县21亿元; 净利润前三名为甲行3亿元、乙行2亿元."""

from collections.abc import Sequence

from extractor.facts.growth import growths
from extractor.facts.indicators import measures
from extractor.facts.lists import bracketed
from extractor.facts.lists.items import put, subject_of
from extractor.facts.lists.unmarked import Listed
from extractor.facts.model import Fact, Item
from extractor.facts.skeleton import Clause, Name
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Basis, Change, Indicator, Quantity
from extractor.mentions.remarks import behind_remark
from extractor.span import Span

_RANK = late(
    r"(?:排[名在位]|[位名]?居(?!民|住)|[位名]列|前[一二三四五六七八九十\d]{1,2}[名位强大]?|最[高多大快低少]|"
    r"[其随]后|其次|紧[随跟]|领[先跑]|靠前|居前|年?增率|[增升涨降跌减]幅|增速|[增成]长率)"
    r"[^，。；、\d]{0,14}?(?:分别|依次)?[是为有]$"
)
_GROWS = late("(?:同比|环比|按年)?的?(?:[增升涨降跌减]幅|增速|[增成]长率?|年?增率)")
_FALLS = ("降幅", "跌幅", "减幅")
_JOINS = late("、|，|以及|及|和|与")


def read(clause: Clause, last: Fact | None, view: str) -> Listed | None:
    """Read the row of a clause; what is ranked stands before the rank, or was measured `last`."""
    numbers = [n for n in clause.numbers if isinstance(n, Quantity) and n.unit]
    names = _named(clause, numbers, view)
    if names is None or len({n.unit for n in numbers}) > 1:
        return None
    facts = _facts(clause, names, numbers, last, view)
    return Listed(facts, 1) if facts else None


def in_brackets(clauses: Sequence[Clause], at: int, last: Fact | None, view: str) -> Listed | None:
    """Read the same with each figure in brackets: 增率分别为甲国（16.1%）、乙国（32.2%）."""
    row, behind = bracketed.row_of(clauses, at)
    if len(row) < 2 or clauses[at - 1].numbers:
        return None
    names: list[Name] = []
    for k, before in enumerate(clauses[at - 1 : behind - 1 : 2]):
        own = [n for n in before.names if n.span.end == before.span.end]
        m = _JOINS.match(view, before.span.start) if k else None
        if not own or (k and (m is None or m.end() != own[-1].span.start)):
            return None
        names.append(own[-1])
    levels = [q for c in row for q in c.numbers if isinstance(q, Quantity)]
    if len({q.unit for q in levels}) > 1:
        return None
    facts = _facts(clauses[at - 1], names, levels, last, view)
    return Listed(facts, behind - at) if facts else None


def _facts(
    clause: Clause, names: Sequence[Name], numbers: Sequence[Quantity], last: Fact | None, view: str
) -> list[Fact]:
    """Give each name its figure of what the words before the first name rank; nothing if they rank nothing."""
    begins = names[0].span.start
    rank = _RANK.search(view, clause.span.start, begins)
    like = _ranked(clause, Span(rank.start(), begins), last, numbers[0], view) if rank else None
    if like is None:
        return []
    facts = []
    for name, q in zip(names, numbers, strict=True):
        rule = "list.growth" if like.change else "list.level"
        fact = Fact(
            0, like.indicator, rule, subject=subject_of(Item(Span(name.span.end, name.span.end), name))
        )
        fact.indicator_inherited = like is last
        facts.append(put(fact, _as_growth(q, like.change) if like.change else q))
    return facts


def _named(clause: Clause, numbers: Sequence[Quantity], view: str) -> list[Name] | None:
    """Find the name right before each number; None if one has none, or something stands between them."""
    if not numbers or len(numbers) != len(clause.numbers):
        return None
    out: list[Name] = []
    for i, q in enumerate(numbers):
        own = [n for n in clause.names if behind_remark(view, n.span.end) == q.span.start]
        if not own:
            return None
        if i:
            m = _JOINS.match(view, numbers[i - 1].span.end)
            if m is None or m.end() != own[-1].span.start:
                return None
        out.append(own[-1])
    return out


def _ranked(clause: Clause, rank: Span, last: Fact | None, q: Quantity, view: str) -> Fact | None:
    """Return what is ranked, as a fact like those of the row."""
    start = max([clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= rank.start)])
    grows = _GROWS.search(view, start, rank.end)
    end = min(rank.start, grows.start()) if grows else rank.start
    marks = [n.span for n in clause.names if n.span.end <= end]
    span, _ = phrase_before(view, start, end, marks)
    change = last.change if last and last.quantity is None else None
    if grows and q.unit == "%":
        basis: Basis = change.basis if change else "unspecified"
        change = growths.Pace(grows.start(), grows[0].endswith(_FALLS), basis).change(q)
    if span and measures.is_measure(span.cut(view)):
        return Fact(0, Indicator(span), "", change=change if grows else None)
    if last is None or span is not None:
        return None
    if grows:
        return Fact(0, last.indicator, "", change=change) if last.change else None
    alike = last.quantity.unit if last.quantity else last.change.unit if last.change else None
    return last if alike == q.unit and (last.quantity is None or last.change is None) else None


def _as_growth(q: Quantity, like: Change) -> Change:
    falls = like.rate is not None and like.rate < 0
    return growths.Pace(q.span.start, falls, like.basis).change(q)
