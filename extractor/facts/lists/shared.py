"""Lists that share a verb: A、B和C分别增长x、y和z; A、B产值分别突破a、b; A、B均增长x."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.facts import phrases
from extractor.facts.binding import partners
from extractor.facts.growth import compared
from extractor.facts.indicators import deeds
from extractor.facts.lists import (
    anew,
    continued,
    dependent,
    heads,
    partner_lists,
    periods,
    rows,
    sectors,
    shared_out,
    shared_units,
    shared_words,
    spread,
    unmarked,
)
from extractor.facts.lists.counts import counts_kinds
from extractor.facts.lists.items import (
    announced,
    facts,
    items,
    put,
    subject_of,
    without_how,
)
from extractor.facts.lists.pairs import bases_apart, moved, sides, two_in_one
from extractor.facts.lists.parts import GIVES, contributed
from extractor.facts.lists.unmarked import Listed
from extractor.facts.model import Doubt, Fact, Item, Measure
from extractor.facts.skeleton import Clause, Number, head
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change, Indicator, Quantity
from extractor.mentions.quantities import money
from extractor.span import Span

_RESPECTIVELY = late(r"分别|依次")
_EACH_WORD = late("[均都皆双各]")
_OF_WHOLE = late("占(?![^，。；]{0,6}(?:计划|任务|目标|预算))")
_APIECE = late(
    r"各(?=[约近逾]\d|[升跌涨增减]|[年月季][增减]|成长|上升|下跌|下降|上涨|增长|增加|减少)"
)  # 德国及美国各升28.6%和17.3%


def read(
    clauses: Sequence[Clause],
    at: int,
    view: str,
    earlier: Sequence[Fact],
    whole: Fact | None = None,
    before: Sequence[Fact] = (),
    topic: Span | None = None,
) -> Listed | None:
    """Read a list that begins in this clause, if one does; `whole` is what was measured last, `before` the last list."""
    if again := dependent.answers(clauses[at], view, before):
        return Listed(again, 1)
    word = _word(clauses[at], view)
    if compared.lists_distances(clauses[at], view) or (
        word is not None and _compared(clauses[at], word, view)
    ):
        return Listed([], 1)
    if word is not None:
        return _behind(clauses, at, word, view, earlier, whole, before, topic)
    of_years = _of_years(earlier, before, clauses[at], view)
    run = rows.slashed(clauses, at, view, of_years) or rows.year_by_year(clauses, at, view, of_years)
    counted = earlier[-1] if earlier else whole
    run = run or shared_out.read(clauses, at, counted, view)
    places = None if run else spread.read(clauses, at, counted, view)
    return run or (Listed(places, 1) if places else _unmarked(clauses, at, view, earlier, whole))


def _compared(clause: Clause, word: int, view: str) -> bool:
    """Tell whether the numbers say what part they are of what was before: 分别为2019年同期的96%和81%."""
    behind = [n for n in clause.numbers if n.span.start > word]
    parts = len(behind) > 1 and all(n.unit in ("%", "倍") for n in behind)
    return parts and _OF_BEFORE.fullmatch(view, word, head(behind[0])) is not None


def _word(clause: Clause, view: str) -> int | None:
    """Find 分别 before the last number."""
    last = clause.numbers[-1].span
    m = _RESPECTIVELY.search(view, clause.span.start, last.start)
    if m is None and len(clause.numbers) > 1:
        m = _APIECE.search(view, clause.span.start, last.start)
    return m.start() if m else None


def _behind(
    clauses: Sequence[Clause],
    at: int,
    word: int,
    view: str,
    earlier: Sequence[Fact],
    whole: Fact | None,
    before: Sequence[Fact],
    topic: Span | None,
) -> Listed | None:
    """Read the numbers behind 分别, which stands at `word`."""
    clause = clauses[at]
    numbers, used = _numbers(clauses, at, word, view)
    if len(numbers) == len(clause.numbers) == 1 and not _GOES_ON.match(view, clause.span.end):
        return unmarked.each(clause, view, clauses[at - 1] if at else None)  # 示范园、示范基地分别增加2个
    if _told_before(clause, word, view) or len(numbers) < 2 or _each_named(numbers, view):
        return None
    numbers = shared_units.fill(numbers, view)
    if gives := GIVES.match(view, word):
        numbers = [contributed(n, drags="下" in gives[0] or "低" in gives[0]) for n in numbers]
    pace = anew.pace(clauses, at, word, numbers, view)
    if pace:
        numbers = [pace.change(n) for n in numbers if isinstance(n, Quantity)]
    given = (
        _of_whole_before(clause, word, numbers, earlier, view)
        or moved(clauses, at, word, numbers, view)
        or bases_apart(clauses, at, word, numbers, earlier, view)
        or sectors.given(clauses, at, word, numbers, earlier, view)
        or periods.read(clauses, at, word, numbers, view, _of_years(earlier, before, clause, view), topic)
    )
    begins = head(numbers[0])
    names_end = min(word, begins if begins > clause.span.start + 1 else numbers[0].span.start)
    names_end = without_how(clauses, at, min(names_end, pace.at) if pace else names_end, view)
    given = given or partner_lists.read(clauses, at, word, numbers, view, whole)
    if given := given or partners.read_list(clause, names_end, numbers, whole, view):
        return Listed(given, used)
    told = earlier if earlier or at else before  # …；同比分别增长5%、6%
    told = continued.measured(told) if numbers[0].unit == "%" else told
    apart = clauses[at - 1] if at and not clauses[at - 1].numbers else None
    others = apart and (len(apart.names) == len(numbers) or anew.names(apart, told, view, len(numbers)))
    again = (
        None
        if others
        else continued.same_as_before(clause, names_end, view, told, len(numbers), gives=gives is not None)
    )
    if group := again:
        if gives or _OF_WHOLE.match(view, word + 2):
            part: Measure = "contribution" if gives else "share"
            return Listed(continued.parts(group, numbers, part), used)
        return Listed(continued.grow(group, numbers), used)
    each = (way(clauses, at, names_end, view, len(numbers)) for way in _WAYS)
    found = next((names for names in each if names), None)
    if found is None and (same := heads.of_same(clause, names_end, numbers, before, view)):
        return Listed(same, used)
    if found and (reached := heads.reached(view, word + 2, numbers, clause.span.end)):
        return Listed(_done_by(heads.bare(found, view), reached, numbers, view), used)
    done, _ = phrase_before(view, word + 2, names_end if begins < word else begins)
    done = done or deeds.verb(view, word + 2, begins)
    if found and done and not view.startswith("占", word + 2) and heads.are_names(found, view):
        return Listed(_done_by(found, done, numbers, view), used)
    if found and others:
        found = anew.of_told(found, told, numbers, view)
    return _named(found, clause, numbers, used, view, whole)


_OF_BEFORE = late(
    "分别(?:为|是|达到?|相当于|恢复[至到])(?:了)?[^，。；、]{0,8}(?:同期|同月|上年|去年|\\d{4}年)[^，。；、\\d]{0,6}的(?:约|近)?"
)
_PARTS = late("所?占(?:比例?|比重)|比重|比例")
_PART_OF = late("占[^，。；、占]{1,16}?的?(?:比重|占比|比例|份额)")


def _of_whole_before(
    clause: Clause, word: int, numbers: Sequence[Number], earlier: Sequence[Fact], view: str
) -> list[Fact] | None:
    """Read 甲、乙收入分别为a、b，占业务的比例分别为x和y: shares of the list before; so 占比分别为x和y, also of no list."""
    group = earlier[-len(numbers) :]
    if len(group) < len(numbers) or numbers[0].unit != "%":
        return None
    listed = all(f.rule in ("list.level", "list.again", "list.growth") for f in group)
    alike = len({f.quantity.unit if f.quantity else "%" for f in group} - {"%"}) == 1
    levels = alike and all(f.quantity and f.quantity.unit != "%" and f.measure == "level" for f in group)
    of_whole = listed and _PART_OF.fullmatch(view, clause.span.start, word)
    if not of_whole and not (levels and _PARTS.fullmatch(view, clause.span.start, word)):
        return None
    return continued.parts(group, numbers, "share")


_WAYS = (
    heads.leaders,
    heads.apart,
    heads.compared,
    dependent.first_of,
    dependent.times,
    dependent.doing,
    sides,
    items,
    two_in_one,
    announced,
    dependent.opening,
)


def _of_years(earlier: Sequence[Fact], before: Sequence[Fact], clause: Clause, view: str) -> Sequence[Fact]:
    """Return the list whose years one goes on with: 2025-2027年净利润分别为a、b、c。对应市盈率分别为x、y、z."""
    return before if not earlier and view.startswith("对应", clause.span.start) else earlier


def _told_before(clause: Clause, word: int, view: str) -> bool:
    """Tell whether a number well before 分别 has been told with it, but 10亿元以上项目分别有17个、38个."""
    counts = (n for n in clause.numbers if n.unit and not view.startswith(("以上", "以下"), n.span.end))
    first = next((n for n in counts if not _counts_names(n, clause, word)), clause.numbers[0])
    return head(first) < word - 6 and first.span.end < word


def _counts_names(number: Number, clause: Clause, word: int) -> bool:
    """Tell whether it only says how many names share the numbers: 甲业、乙业2个行业增加值分别增长x和y."""
    many = sum(n.span.end > word for n in clause.numbers)
    if number.unit == "岁" and number.span.end < word:
        return True  # 0—17岁、18—34岁人口分别为…
    return (
        isinstance(number, Quantity)
        and number.span.end < word
        and number.unit in ("个", "家", "类", "种", "项", "大")
        and number.number == many
    )


def _each_named(numbers: Sequence[Number], view: str) -> bool:
    """Tell whether a name of its own stands before each number: 分别生产粗钢2271万吨、生铁1987万吨."""
    between = (view[a.span.end : b.span.start].strip("，、和与及 ") for a, b in pairwise(numbers))
    named = (_NAME.fullmatch(b) and b not in money.own() for b in between)  # 3亿元、人民币5亿元
    return all(isinstance(n, Quantity) for n in numbers) and all(named)


_NAME = late("[一-鿿]{2,12}(?<!其中)")


def _unmarked(
    clauses: Sequence[Clause], at: int, view: str, earlier: Sequence[Fact], whole: Fact | None
) -> Listed | None:
    """Read a list that goes without 分别."""
    clause, numbers = clauses[at], clauses[at].numbers
    if row := anew.without_word(clauses, at, view):
        return Listed(row, 1)
    if len(clause.names) > 1 and (of_each := unmarked.of_places(clause, view, whole)):
        return of_each
    if len(numbers) == 1 and not _EACH_WORD.search(view, clause.span.start, numbers[0].span.end):
        return None  # as it is with most
    if every := unmarked.all_of(clause, view, earlier):
        return every
    if len(numbers) == 1 or (len(numbers) == 2 and counts_kinds(numbers[0], view)):
        return unmarked.each(clause, view, clauses[at - 1] if at else None)
    if all(isinstance(n, Change) for n in numbers):
        if by_period := rows.of_periods(clauses, at, view):
            return Listed(by_period, 1)
        # 分别达a和b，同比增加x和y: the second pair goes without the word.
        # 净利润45亿元，环比增长13%、同比增长39%: two growths of the one.
        alike = len({n.basis for n in numbers if isinstance(n, Change)}) == 1
        again = any("或" in view[a.span.end : b.span.start] for a, b in pairwise(numbers))  # 减少23亿元或44%
        told = continued.measured(earlier) if numbers[0].unit == "%" else earlier
        group = (
            alike
            and not again
            and continued.same_as_before(clause, head(numbers[0]), view, told, len(numbers))
        )
        return Listed(continued.grow(group, numbers), 1) if group else unmarked.side_by_side(clause, view)
    return unmarked.side_by_side(clause, view) or rows.going_on(clause, earlier, view)


def _named(
    found: Sequence[Item] | None,
    clause: Clause,
    numbers: Sequence[Number],
    used: int,
    view: str,
    whole: Fact | None,
) -> Listed:
    """Give each item its number; a list that does not come out even is flagged, not guessed."""
    if found and whole and all(i.subject and i.span.end == i.span.start for i in found):
        return Listed([_of_whole(i, whole, n) for i, n in zip(found, numbers, strict=True)], used)
    if found is None or all(i.span.end == i.span.start and not (i.name or i.whole) for i in found):
        where = Span(clause.span.start, numbers[-1].span.end)
        message = f"“分别”列出{len(numbers)}个数，与前面列出的名称数不符"
        return Listed([], used, [Doubt("uneven-list", message, where)])
    return Listed(facts(found, numbers, view), used)


def _done_by(found: Sequence[Item], done: Span, numbers: Sequence[Number], view: str) -> list[Fact]:
    """Read 中老铁路、广深港高铁分别发送跨境旅客9.06万、1611.7万人次: each name with what it did."""
    unit = numbers[-1].unit
    alike = [n._replace(unit=unit) if isinstance(n, Quantity) and n.unit is None else n for n in numbers]
    facts = []
    for k, (item, number) in enumerate(zip(found, alike, strict=True)):
        kind = item.span.end > item.span.start  # 大型银行、民营银行分别实现净利润a、b
        rest = shared_words.level_of(item.span, found[-1].span, view)
        indicator = phrases.join(item.span, [item.span, *rest, done]) if kind else Indicator(done)
        fact = Fact(0, indicator, "list.level", subject=subject_of(item), indicator_inherited=k > 0)
        facts.append(put(fact, number))
    return facts


def _of_whole(item: Item, shared: Fact, number: Number) -> Fact:
    """Read 其中，云南、贵州分别增长6.6%、9.2%: of what the sentence before measured."""
    rule = "list.growth" if isinstance(number, Change) else "list.level"
    fact = Fact(0, shared.indicator, rule, subject=subject_of(item), indicator_inherited=True)
    return put(fact, number)


def _numbers(clauses: Sequence[Clause], at: int, word: int, view: str) -> tuple[list[Number], int]:
    """Gather the numbers behind 分别; they may run over commas as long as nothing but marks stands between them."""
    first = [n for n in clauses[at].numbers if n.span.end > word]
    numbers, used = first, 1
    for clause in clauses[at + 1 :]:
        plain = clause.numbers and clause.opener in "，、" and _plain(clause, view)
        plain = plain and not view.startswith(_SUMS, clause.span.start)
        if not plain or not _same_kind(numbers[0], clause.numbers[0]):
            break
        numbers = [*numbers, *clause.numbers]
        used += 1
    return [n for n in numbers if _same_kind(numbers[0], n)], used


_GOES_ON = late(r"\s{0,4}[、和与及]")
_SUMS = ("共", "合计", "总计", "累计", "总共", "合共")  # 分别为1亿元、2亿元，共计3亿元


_BESIDE = late("[、和与及约近超达为则 ]*")


def _plain(clause: Clause, view: str) -> bool:
    """Tell whether the clause holds a number and no name: not 蛋类 in 分别上涨1.8%、1.3%，蛋类下跌3.9%."""
    first, last = clause.numbers[0].span, clause.numbers[-1].span
    bare = len(clause.numbers) == 1 and clause.span.end - last.end <= _TAIL
    return bare and _BESIDE.fullmatch(view, clause.span.start, first.start) is not None


_TAIL = 2


def _same_kind(a: Number, b: Number) -> bool:
    return type(a) is type(b)
