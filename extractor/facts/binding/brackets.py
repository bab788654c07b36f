"""What a bracket says of the noun right before it: 服装（上升7.6%）；内地旅客（59.6万人次）下跌23.6%."""

from collections.abc import Sequence

from extractor.facts import phrases
from extractor.facts.binding import no_statistics, partners, shares
from extractor.facts.binding.memory import Memory, inherit
from extractor.facts.growth import growths
from extractor.facts.indicators import measures
from extractor.facts.lists import bracketed, ranked_rows
from extractor.facts.lists.items import subject_of
from extractor.facts.lists.unmarked import Listed
from extractor.facts.model import Fact, Item
from extractor.facts.skeleton import Clause, Name, Number, head
from extractor.late import late
from extractor.mentions.changes.signed import RATIOS
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change, Indicator, Quantity, Region
from extractor.span import Span

# 生产稳步回升（增长5.6%）: what is said of the thing, and no thing.
_SAID = late(r"(?:[升降涨跌增减好快多少高低强弱稳长]|扩大|缩小|活跃|发展|改善|萎缩|放缓|收窄)$")
_GOES_ON = late("[、及和与]|以及")
_SHORT_MEASURE = 4


def read(clauses: Sequence[Clause], at: int, memory: Memory) -> Listed | None:
    """Read a bracket: one of a row whose measure stands behind, or what is said of the noun before it."""
    clause = clauses[at]
    if at == 0 or clause.opener not in ("（", "(") or len(clause.numbers) != 1:
        return None
    if row := bracketed.read(clauses, at, memory) or ranked_rows.in_brackets(
        clauses, at, memory.of_whole(), memory.view
    ):
        return row
    fact = _single(clauses, at, memory)
    return Listed([fact], 1) if fact else None


def _single(clauses: Sequence[Clause], at: int, memory: Memory) -> Fact | None:
    """Bind the one number of a bracket to the noun or the place that the bracket follows."""
    clause, view = clauses[at], memory.view
    number, before = clause.numbers[0], clauses[at - 1]
    if before.span.end != clause.span.start - 1 or not _fills(number, clause, view):
        return None
    if isinstance(number, Quantity) and (by := _by_how_much(number, before, memory)):
        return by
    if isinstance(number, Quantity) and number.unit == "%" and (m := _SIGNED.search(view, *before.span)):
        return _signed(number, Span(before.span.start, m.start()), before, memory)
    noun = noun_of(before, view)
    if noun is None or any(n.span == noun for n in before.names) or noun.cut(view) in partners.HOMES:
        return _of_name(clauses, at, _home(noun, view), memory)
    if isinstance(number, Change):
        own, _ = phrase_before(view, clause.span.start, head(number))
        indicator = phrases.join(noun, [noun, own]) if own else Indicator(noun)
        if not number.unit or not number.quantity:
            return None
        return Fact(0, indicator, "bracket.growth", change=_like(number, memory.last))
    return _of_quantity(noun, number, clauses, at, memory)


# 增产2.7%（约15.8万吨）: by how much, where the rate is told; 上升7.6%（59.6万人次） may say how many there are.
_BY_AMOUNT = late(r"(?:增产|减产|增收|减收|增加|减少|多增|少增|多收|少收|多|少|增|减)了?(?=约|近|逾|超|\d)")


def _by_how_much(q: Quantity, before: Clause, memory: Memory) -> Fact | None:
    """Read the amount in a bracket right behind the rate at which something grew."""
    rate, last = before.numbers[-1] if before.numbers else None, memory.last
    if not isinstance(rate, Change) or last is None or last.change is not rate:
        return None
    apart = (
        rate.unit != "%" or q.unit in (None, *RATIOS) or rate.rate is None or rate.span.end != before.span.end
    )
    if apart or not _BY_AMOUNT.match(memory.view, rate.span.start):
        return None
    change = growths.Pace(q.span.start, falls=rate.rate < 0, basis=rate.basis).change(q)  # type: ignore[operator]
    change = change._replace(unit=q.unit or "")
    return Fact(0, last.indicator, "bracket.growth", change=change, indicator_inherited=True)


# 财政收入增速为负值（-19.4%）, 出口由正转负（-3.1%）: the words say which way, the bracket how much.
_SIGNED = late(
    "(?:同比|环比)?(?:(?:增速|增幅|增长率)[^，。；、]{0,3}?(?:为|呈|转)[负正](?:值|数)?|[出呈]现负增长|由[正负]转[正负]|负增长)$"
)


def _signed(q: Quantity, stretch: Span, before: Clause, memory: Memory) -> Fact | None:
    """Read the bracket behind 增速为负值 as the growth."""
    change = growths.Pace(q.span.start, falls=False, basis="unspecified").change(q)
    marks = sorted(m.span for m in (*before.names, *before.periods) if m.span.end <= stretch.end)
    span, _ = phrase_before(memory.view, *stretch, marks)
    if span is None or span.end < stretch.end:
        return inherit(memory, "bracket.growth", change=change)
    return Fact(0, Indicator(span), "bracket.growth", change=change)


# 旅客主要花费于购物（43.5%）、住宿（25.6%）及餐饮（22.4%）
_MADE_OF = late("(?:花费|花在|用|集中|分布|投入)(?:于|在)|投向|流向|构成[是为]|组成[是为]")


def _of_quantity(noun: Span, q: Quantity, clauses: Sequence[Clause], at: int, memory: Memory) -> Fact | None:
    """Read the number as one of a row of growths, a share, or a level."""
    clause, view = clauses[at], memory.view
    plus = view[clause.span.start] in "+＋"
    alone = q.span == Span(clause.span.start + plus, clause.span.end)
    grown = growths.row(view, clauses[0].span.start, clause.span.start) if alone and q.unit == "%" else None
    if plus and alone and q.unit == "%" and not measures.is_rate(noun.cut(view)):
        grown = grown or growths.Pace(q.span.start, falls=False, basis="unspecified")  # 服装（+8.4%）
    if grown:
        return Fact(0, Indicator(noun), "bracket.growth", change=grown.change(q))
    if share := shares.share(q, clause, clause.span.start, clause.span.end, view):
        own_part = share.indicator is not None or share.measure != "share"
        return None if own_part else Fact(0, Indicator(noun), "bracket.share", quantity=q, measure="share")
    if alone and q.unit == "%" and _MADE_OF.search(view, clauses[0].span.start, clause.span.start):
        return Fact(0, Indicator(noun), "bracket.share", quantity=q, measure="share")
    if not alone or no_statistics.is_no_statistic(q, view, clause):
        return None
    if not _is_level(noun, q, clauses[at + 1 : at + 2], memory):
        return None
    return Fact(0, Indicator(noun), "bracket.level", quantity=q)


def _like(change: Change, last: Fact | None) -> Change:
    """Give what goes on a row of growths the basis of the one before."""
    before = last.change if last else None
    row = before and before.unit == change.unit and change.base is None and change.basis == "unspecified"
    return change._replace(basis=before.basis) if before and row else change


def _fills(number: Number, clause: Clause, view: str) -> bool:
    """Tell whether the bracket says nothing but its number, a short measure at most before it: （零售量上升9.7%）."""
    if clause.closer not in ("）", ")") or clause.names or clause.periods:
        return False
    own, _ = phrase_before(view, clause.span.start, head(number))
    short = own is None or own.end - own.start <= _SHORT_MEASURE
    return short and number.span.end == clause.span.end


def noun_of(before: Clause, view: str) -> Span | None:
    """Find the noun that the bracket follows."""
    left = before.numbers[-1].span.end if before.numbers else before.span.start
    marks = sorted(m.span for m in (*before.names, *before.periods) if m.span.start >= left)
    span, _ = phrase_before(view, left, before.span.end, marks)
    if span is None or span.end != before.span.end or span.end - span.start < 2:
        return None
    return None if _SAID.search(view, *span) else span


def _is_level(noun: Span, q: Quantity, following: Sequence[Clause], memory: Memory) -> bool:
    """Tell whether the number is one of a row, or grows: a lone 手机（5999元） says what one costs."""
    text = noun.cut(memory.view)
    if q.unit is None or measures.is_specification(q) or not measures.may_measure(text, q):
        return False
    last = memory.last.quantity if memory.last else None
    grows = bool(following) and bool(following[0].numbers) and isinstance(following[0].numbers[0], Change)
    return measures.is_measure(text) or grows or (last is not None and last.unit == q.unit)


def _home(noun: Span | None, view: str) -> Region | None:
    """Read 内地（760.7万人次） as a place among places."""
    text = noun.cut(view) if noun else ""
    return Region(noun, text, "generic") if noun and text in partners.HOMES else None


def _of_name(clauses: Sequence[Clause], at: int, home: Region | None, memory: Memory) -> Fact | None:
    """Give the number to the place or body that the bracket follows: 来自台湾（3.7万人次）、香港（1.8万人次）."""
    before, number, last = clauses[at - 1], clauses[at].numbers[0], memory.last
    name = home or (before.names[-1] if before.names else None)
    if name is None or name.span.end != before.span.end or last is None or last.indicator.span == name.span:
        return None
    if isinstance(number, Change):
        fact = inherit(memory, "list.growth", change=number) if number.quantity else None
    elif _grows_on(number, name, before, memory):
        fact = inherit(memory, "list.growth", change=growths.ranked(number, memory.view))
    else:
        alike = last.quantity is not None and last.quantity.unit == number.unit
        fact = inherit(memory, "list.level", quantity=number) if alike and number.unit != "%" else None
    if fact is None:
        return None
    if memory.row[0] <= at:
        memory.row = _last_of_row(clauses, at, memory.view)
    row = memory.row[1]
    fact.indicator = Indicator(row) if row else fact.indicator
    if framed := partners.framed(fact.indicator, name.span, memory.view):
        fact.indicator = framed
    else:
        fact.subject = subject_of(Item(name.span, name))
    return fact


# 其后是乙市（6.3%）, 其次为乙市（6.3%）; but not 项目由乙市（60%）和丙市（40%）出资.
_LED = late("(?:是|为|有|包括|其[后次]|依次)$")


def _grows_on(q: Quantity, name: Name, before: Clause, memory: Memory) -> bool:
    """Tell whether a percentage goes on with growths of places: 甲市增长6.6%，其后是乙市（6.3%）和丙市（5.1%）."""
    last, view, begins = memory.last, memory.view, before.span.start
    grew = last is not None and last.quantity is None and last.change and last.change.unit == q.unit == "%"
    if last is None or not grew or not isinstance(name, Region):
        return False
    if last.subject is None and last.rule != "list.growth":
        return False
    row = bool(memory.sentence) and last.rule == "list.growth"
    joined = row and _GOES_ON.match(view, begins, name.span.start)
    return bool(begins == name.span.start or joined or _LED.search(view, begins, name.span.start))


def _last_of_row(clauses: Sequence[Clause], at: int, view: str) -> tuple[int, Span | None]:
    """Find the noun that the last name of the row ends in, and where: 台湾（3.7万人次）、香港（1.8万人次）及韩国团客（1.7万人次）."""
    for i in range(at + 1, len(clauses) - 1, 2):
        before, bracket = clauses[i], clauses[i + 1]
        if not _GOES_ON.match(view, *before.span) or before.numbers or bracket.opener not in ("（", "("):
            return i, None
        noun = noun_of(before, view)
        if noun and all(n.span != noun for n in before.names):
            return i, noun
    return len(clauses), None
