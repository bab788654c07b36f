"""Lists of periods: 2016年、2017年和2018年分别实现营业收入a、b和c."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.facts.binding import shares
from extractor.facts.indicators import implied_units, measures
from extractor.facts.lists import shared_units
from extractor.facts.lists.continued import OF_PERIODS
from extractor.facts.lists.items import put
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause, Number, head
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change, Frequency, Indicator, Period, Quantity
from extractor.mentions.periods.calendar import month_length
from extractor.span import Span

_SEVERAL = late("[、和与及]")
_WITH = late("与[^，。；、和与及]{2,12}(?:发生|签订|达成|形成)的")  # 公司与交易对方发生的业务金额
# 近三个季度: which they are nobody says.
_RECENT = late("(?:最近|近)[一二两三四五六七八九十0-9]{1,2}(?:年|个?(?:会计|财政|完整)*年度|个?季度|个?月)")
# 1到3月份 names as many months as there are numbers; of 1-2月 two numbers are rather of 产销.
_MONTHS_RUN = late(
    r"(?:20\d\d年|今年|去年|上年)?[\d一二三四五六七八九十]{1,3}(?:月份?)?[-—–~～至到][\d一二三四五六七八九十]{1,3}(?:月份?|季度)"
)
_COUNTS = late(r"[两二三四五六七八九十\d](?:[大次项类种家]|个(?!月))")  # 三大产业增加值, 三个县区
_STEPS: dict[int, Frequency] = {1: "M", 3: "Q", 12: "Y"}
_BETWEEN = ("、", "和", "与", "及", "以及", "，")


def read(
    clauses: Sequence[Clause],
    at: int,
    word: int,
    numbers: Sequence[Number],
    view: str,
    earlier: Sequence[Fact],
    topic: Span | None = None,
) -> list[Fact] | None:
    """Give each number of a list behind 分别 (at `word`) its period, if periods are what is listed."""
    clause = clauses[at]
    periods = _run([p for p in clause.periods if p.span.end <= word and p.start], view)
    if not clause.periods and at and not clauses[at - 1].numbers:
        periods = _run([p for p in clauses[at - 1].periods if p.start], view)  # 2022年和2023年，…分别为
    listed: list[Fact] = []
    if not clause.periods and not periods:
        # The second 分别 of the sentence goes on with the same years.
        listed = [f for f in earlier if f.rule.startswith(OF_PERIODS)][-len(numbers) :]
        periods = [f.period for f in listed if f.period]
    periods = _in_order(periods)
    if len(periods) != len(numbers):
        behind = clause.periods or (clauses[at - 1].periods if at and not clauses[at - 1].numbers else ())
        last = next((p for p in reversed(behind) if p.span.end <= word), None)
        several = last is None or _of_several(last, word, len(numbers), view)
        periods = _parts(last, len(numbers), view) if last and not several else []
    if len(periods) != len(numbers):
        return None
    span = _indicator(clause, word, numbers[0], periods, view)
    apart = at > 0 and not clauses[at - 1].numbers and clauses[at - 1].span.holds(periods[-1].span)
    if span is None and apart:
        # 3月及首季的贸易价格比率指数，按年分别升1.8%及1.6%
        span, _ = phrase_before(view, periods[-1].span.end, clauses[at - 1].span.end)
    told = _told(earlier, topic, clauses[0].span.start, view) if clause.periods else None
    if listed and span and span.cut(view) in _MEAN:
        span, told = None, listed[0].indicator  # GDP增速分别为…，两年平均增速分别为…
    if span and earlier and (span.cut(view) in _AS_BEFORE or view.endswith("对应数据", *span)):
        span, told = None, earlier[-1].indicator
    named = Indicator(span) if span else told
    if named is None:
        return None
    part = _part(clause, word, numbers[0], earlier, view)
    # 2013年项目比2011年、2012年分别增加205个、88个: those years are only compared with.
    based = view[periods[0].span.start - 1] in "比较" and isinstance(numbers[0], Change)
    facts = []
    numbers = shared_units.priced(numbers, word, view)
    for i, (period, number) in enumerate(zip(periods, numbers, strict=True)):
        if based and isinstance(number, Change):
            fact = Fact(0, named, "list.growth", indicator_inherited=i > 0)
            facts.append(put(fact, number._replace(basis="other")))
            continue
        own = i > 0 or span is None
        fact = Fact(0, part or named, OF_PERIODS, period=period, indicator_inherited=own)
        fact.measure = "share" if part else "level"
        facts.append(put(fact, number))
    return facts


_MEAN = ("平均", "年均")
_AS_BEFORE = (
    "前值",
    "原值",
    "原预测",
    "原预测值",
    "原预期",
    "此前预测",
    "此前",
)  # 营收为a/b亿元（前值为c/d亿元）


def _of_several(period: Period, word: int, count: int, view: str) -> bool:
    """Tell whether the numbers may be of several names; 1、2、3月份 lists as many months as there are numbers."""
    marks = _SEVERAL.findall(_WITH.sub("", view[period.span.end : word]))
    if period.span.cut(view).count("、") == count - 1 != len(marks):
        return False
    return bool(marks) or _COUNTS.search(view, period.span.end, word) is not None


def _in_order(periods: list[Period]) -> list[Period]:
    """Let a list of parts of a year be of one year: 一季度、上半年、前三季度和全年."""
    ends = [p.end or "" for p in periods]
    inferred = all(p.year_from == "reference" for p in periods)
    if not inferred or ends == sorted(ends) or not ends[-1][:4].isdigit():
        return periods
    year = min(e[:4] for e in ends)  # the last whose parts are all over
    return [p._replace(start=year + (p.start or "")[4:], end=year + (p.end or "")[4:]) for p in periods]


def _told(earlier: Sequence[Fact], topic: Span | None, begins: int, view: str) -> Indicator | None:
    """Find what the sentence spoke of before: 公司营收快速增长，2022年、2023年分别增长5%、6%."""
    if topic:
        return None if _SEVERAL.search(view, topic.start, topic.end + 1) else Indicator(topic)
    return earlier[-1].indicator if earlier and earlier[-1].anchor >= begins else None


def _part(clause: Clause, word: int, first: Number, earlier: Sequence[Fact], view: str) -> Indicator | None:
    """Find what the percentages are a share of: 研发费用依次为a、b和c，占营业收入的比重分别为x、y和z."""
    if first.unit != "%" or not isinstance(first, Quantity):
        return None
    inside = [p.span.end for p in clause.periods if p.span.end <= word]
    own = shares.share_phrase(clause, max([clause.span.start, *inside]), word, view)
    if own or not view.startswith("占", clause.span.start):
        return Indicator(own) if own else None
    return next((f.indicator for f in reversed(earlier) if f.rule == OF_PERIODS and f.quantity), None)


def each(clause: Clause, end: int, number: Number, view: str) -> list[Fact] | None:
    """Read 1月和3月出口额均突破2亿元: one number for each period."""
    before = [p for p in clause.periods if p.span.end <= end and p.start and p.kind == "span"]
    periods = _run(before, view)
    if not periods and before and "、" in (text := before[-1].span.cut(view)):
        periods = _parts(before[-1], text.count("、") + 1, view)  # 1、2月
    if len(periods) < 2 or before[-1].span.end > end:
        return None
    span = _indicator(clause, end, number, periods, view)
    if span is None or any(mark in span.cut(view) for mark in "、和与及"):
        return None
    return [
        put(Fact(0, Indicator(span), OF_PERIODS, period=p, indicator_inherited=i > 0), number)
        for i, p in enumerate(periods)
    ]


def _run(periods: list[Period], view: str) -> list[Period]:
    """Return the last periods of the stretch that only list marks part."""
    run = periods[-1:]
    for a, b in pairwise(reversed(periods)):
        if view[b.span.end : a.span.start] not in _BETWEEN:
            break
        run.insert(0, b)
    return run if len(run) > 1 else []


_MONTHS = 12


def _parts(p: Period, count: int, view: str) -> list[Period]:
    """Part 2018年-2022年 into its years, 1-3月 into its months; 近三个季度 stays what each is of."""
    # 最近三个会计年度 are whole years, and which they are is known.
    if _RECENT.match(view, *p.span) and not p.span.cut(view).endswith("年度"):
        return [p] * count
    if p.point or not p.start or not p.end:
        return []
    first, last = (_year_of(d) * _MONTHS + int(d[5:7]) - 1 for d in (p.start, p.end))
    step, rest = divmod(last - first + 1, count)
    text = p.span.cut(view)
    named = text.count("Q") > 1 or (count > 2 and _MONTHS_RUN.fullmatch(text))  # 24Q1-Q3
    listed = p.frequency == "Y" or "、" in text or named
    if rest or step not in _STEPS or not listed or (p.frequency == "Y" and step != _MONTHS):
        return []
    return [_months(p, first + i * step, step) for i in range(count)]


def _year_of(day: str) -> int:
    return int(day[:4]) if day[:4].isdigit() else 0


def _months(p: Period, first: int, step: int) -> Period:
    """Return the months of a period that begin at one."""
    (y, m), (last_y, last_m) = divmod(first, _MONTHS), divmod(first + step - 1, _MONTHS)
    day = month_length(last_y or None, last_m + 1)
    years = (f"{year:04d}" if year else "XXXX" for year in (y, last_y))
    start, end = (
        f"{year}-{rest}"
        for year, rest in zip(years, (f"{m + 1:02d}-01", f"{last_m + 1:02d}-{day:02d}"), strict=True)
    )
    return p._replace(start=start, end=end, frequency=_STEPS[step])


def _indicator(clause: Clause, word: int, first: Number, periods: Sequence[Period], view: str) -> Span | None:
    """Find what is measured: behind 分别, between the periods and 分别, or before the periods."""
    names = [n.span for n in clause.names]
    inside = [p.span for p in periods if clause.span.holds(p.span)]
    stretches = [
        (min(word + 2, head(first)), head(first)),
        (inside[-1].end if inside else clause.span.start, word),
    ]
    if inside:
        stretches.append((clause.span.start, inside[0].start))
    for start, end in stretches:
        span, _ = phrase_before(view, start, end, names)
        if span and implied_units.only_per(span.cut(view)):
            continue  # 价格分别为每吨300元、310元
        if span and isinstance(first, Change):
            span = measures.without_growth_noun(view, span)  # 同比变动分别为5%、3%
        if span and span.end - span.start > 1:
            return span
    return None
