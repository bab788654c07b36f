"""What a growth is measured against, where the words beside it do not say: from the periods, and from the sentence."""

import re
from collections.abc import Sequence

from extractor.facts.model import Fact
from extractor.facts.periods.other_times import had
from extractor.late import late
from extractor.mentions.changes.basis import bases
from extractor.mentions.model import Basis, Change, Period
from extractor.mentions.quantities.numerals import parse
from extractor.span import Span

_THAN_YEAR = late(
    r"[比较](?:(?P<year>(?:19|20)\d\d)年?|(?:民国)?(?P<roc>\d{2,3})年)(?P<part>同[期月季]|[^，。；]{2,6})?"
)
# 年末…，比上年末增加: over a year, where the figure is that of a year or of its end.
_THAN_YEAR_END = late("[比较](?:上年|去年)年?[末底]")
_YEARS = ("年", "年分别", "年来", "年间", "年内", "每")  # 两年平均
_THAN_YEAR_BEFORE = late(r"[比较]前年")
# 从环比看，CPI上涨0.3%: what the sentence looks at.
_LOOKS_AT = late(
    r"(?:从|按)?(?P<basis>同比|环比|按年|按月)(?:(?:情况|数据)?(?:来)?看|比较|计算|方面)[，,：:]"
)
_SAID = late("同比|环比|按年|按月|按季")
_LOOKED_AT: dict[str, Basis] = {"同比": "yoy", "环比": "mom", "按年": "yoy", "按月": "mom"}
# 与去年同期相比，出口增长5%，进口下降3%: it holds up to the end of the sentence.
_SET_OFF = late(r"[与和同跟](?P<object>[^，。；、]{2,16}?)(?:相比|比较|相较)[，,]")
_YEAR = late(
    r"(?P<year>[12一二][零〇○一二三四五六七八九\d]{3})年"
    r"(?:同[期月季]|(?P<month>[\d一二三四五六七八九十]{1,2})月份?)?$"
)
_MONTH = late(r"(1[0-2]|[1-9])月份?")
_QUARTER = late("第?([一二三四])季度?末?")
_BEFORE = 12  # characters before 与第三季比较 in which 第四季 may stand
_SIGHT = 400  # characters before a semicolon that may say what its figures are compared with
_RATES = ("%", "pp", "bp", None)
_COMMAS = ("，", ",", "、", "，同比", ",同比", "，约", ",约", "（", "(", "，即")
_OPEN = ("unspecified", "other")
# 同比增长（下同）27.5%, 与去年同期（下同）持平: so it is with the growths that follow.
_HOLDS_ON = late(r"(?:同比|[比较与和同](?:去年|上年)同?期?)[^，。；（）()]{0,8}[（(]下同[）)]")
_ROC = 1911  # the year before the first of the Republic


def declared(view: str) -> int | None:
    """Return from where on a bare 增长 is one over the year, as the text says of all that follows."""
    if view.find("下同") < 0:
        return None
    m = _HOLDS_ON.search(view)
    return m.end() if m else None


def settle(fact: Fact, earlier: Sequence[Fact], sentence: Span, view: str, yearly: int | None) -> None:
    """Settle the basis of a fact's growth, given the facts before it in the sentence."""
    change, period = fact.change, fact.period
    if change is None:
        return
    if change.basis == "unspecified" and (told := _told(fact, earlier, sentence, view)):
        fact.change = change._replace(basis="qoq" if told == "mom" and _of_quarter(period) else told)
        return
    if yearly is not None and change.basis == "unspecified" and change.base is None:
        if (change.quantity or change.span).start >= yearly:
            fact.change = change._replace(basis="yoy")
        return
    if own := _of_its_time(change, period, view):
        fact.change = change._replace(basis=own)
        return
    if period and had(view, period, fact) and not _SAID.search(view, period.span.end, change.span.end):
        # 5月同比下降1.3%，较4月下降4.5%有所收窄: April's own growth, measured like May's.
        fact.change = change._replace(basis=_like(fact, earlier) or "unspecified")
        return
    # Words that a comma sets off are no part of the change's clause: its base is empty.
    base = change.base if change.base and change.base.end > change.base.start else None
    if change.basis == "other" and base and period and period.end:
        # 1981年……比1980年增长5.5%: the year before is the same period of the year before.
        before_last = period.span.cut(view) == "去年" and bool(_THAN_YEAR_BEFORE.match(view, *base))
        if before_last or _same_part(base, period, view) or _year_before(base, period, view):
            fact.change = change._replace(basis="yoy")
        elif step := _step_before(view[base.start : base.end].lstrip("比较"), period):
            fact.change = change._replace(basis=step)
    elif base is None and change.basis in _OPEN and (than := _set_off(fact, sentence, view)):
        fact.change = change._replace(basis=_against(than, period))
    elif (
        change.basis == "unspecified"
        and period
        and period.kind == "base"
        and fact.indicator_inherited
        and not fact.rule.startswith("from")
    ):
        # 同比下降6.1%（去年同期为增长10.8%）: told of the same growth a year earlier.
        fact.change = change._replace(basis=_like(fact, earlier) or change.basis)


def _of_its_time(change: Change, period: Period | None, view: str) -> Basis | None:
    """Read 环比 of a quarter, and 平均 of the months of one year: 1至10月平均上涨10.9% is no growth over years."""
    if change.basis == "avg" and period and _within_year(change, period, view):
        return "unspecified"
    of_quarter = change.basis == "mom" and change.base and _of_quarter(period)
    return "qoq" if of_quarter and change.base and change.base.cut(view) == "环比" else None


def _within_year(change: Change, period: Period, view: str) -> bool:
    """Tell whether 平均 is the mean over the months of a year, and not over years."""
    one = period.start is not None and period.end is not None and period.start[:4] == period.end[:4]
    mean = change.base is not None and change.base.cut(view) == "平均"
    return one and mean and not view.endswith(_YEARS, 0, change.base.start if change.base else 0)


def _like(fact: Fact, earlier: Sequence[Fact]) -> Basis | None:
    """Return what the growth told before, in the same unit, is measured against."""
    like = (f.change for f in reversed(earlier) if f.anchor < fact.anchor and f.change)
    return next((c.basis for c in like if fact.change and c.unit == fact.change.unit), None)


def _of_quarter(period: Period | None) -> bool:
    """Tell whether a figure is of one quarter: its 环比 is against the one before."""
    return period is not None and period.frequency == "Q" and not period.cumulative


# 溢利7.11亿元，较去年同期的6.58亿元，增长8%; 较去年同期约13.6%增加0.3个百分点: what the number is of.
_NUMBER_SET_OFF = late(
    r"[较比](?:(?P<yoy>(?:去年|上年)(?:同[期月季]|(?!\d{1,2}月)))|(?P<mom>上个?月)|(?P<qoq>上一?季度?)"
    r"|(?P<year>(?:19|20)\d\d)年(?:同[期月季]|(?!\d{1,2}月)))的?[^，。；]{0,16}(?:，(?:则|即)?)?$"
)


def _set_off_number(fact: Fact, view: str) -> Basis | None:
    """Find the basis in a compared number that stands before the growth."""
    q, c = fact.quantity, fact.change
    m = (
        _NUMBER_SET_OFF.search(view, q.span.end, c.span.start)
        if q and c and q.span.end < c.span.start
        else None
    )
    if m and m["year"]:
        own = fact.period.start[:4] if fact.period and fact.period.start else ""
        return "yoy" if own == str(int(m["year"]) + 1) else "other"
    return m.lastgroup if m else None  # type: ignore[return-value]


def _step_before(words: str, period: Period) -> Basis | None:
    """Tell what it is to be compared with the month or the quarter before."""
    if _month_before(words, period):
        return "mom"
    return "qoq" if _quarter_before(words, period) else None


def _month_before(words: str, period: Period) -> bool:
    """Tell whether a bare month is the one before that of the period."""
    m = _MONTH.fullmatch(words)
    if m is None or period.frequency != "M" or not period.end or period.start != f"{period.end[:7]}-01":
        return False
    return int(period.end[5:7]) == int(m[1]) % 12 + 1


def _quarter_before(words: str, period: Period) -> bool:
    """Tell whether a bare quarter, or its end, is the one before that of the period: 三季度末……较二季度末."""
    m = _QUARTER.fullmatch(words)
    if m is None or not period.end or period.cumulative or not (period.frequency == "Q" or period.point):
        return False
    month = int(period.end[5:7])
    return month % 3 == 0 and month // 3 == ("一二三四".index(m[1]) + 1) % 4 + 1


def _year_before(base: Span, period: Period, view: str) -> bool:
    """Tell whether it is the same stretch of the year before: 2024年上半年……较2023年上半年, 年末……比上年末."""
    end, start = period.end or "", period.start or ""
    whole = period.frequency == "Y" and start[:4] == end[:4]
    if _THAN_YEAR_END.match(view, *base):
        return whole or (period.point and end.endswith("-12-31"))
    m = _THAN_YEAR.match(view, *base)
    if m is None or not end[:4].isdigit() or int(m["year"] or _ROC + int(m["roc"])) != int(end[:4]) - 1:
        return False
    part = (m["part"] or "").translate(_SPARE)
    same = part.startswith("同") or (len(part) > 1 and period.span.cut(view).translate(_SPARE).endswith(part))
    return whole or same


_PART = late("[与和同跟比较](?:去年|上年)(?P<part>[^的，。]{2,5}?)(?:的|相|$)")
_NAMED_MONTH = late(r"([\d一二三四五六七八九十]{1,2})月份?")
_LAST_YEARS_MONTH = late(r"(?:去年|上年)([\d一二三四五六七八九十]{1,2})月份?")
_SPARE = str.maketrans("", "", "第度份的")


def _same_part(base: Span, period: Period, view: str) -> bool:
    """Tell whether 与去年第一季度的…相比 means the same part of the year before."""
    m = _PART.match(view, *base)
    if m is None:
        return False
    if (month := _NAMED_MONTH.fullmatch(m["part"])) and period.frequency == "M" and period.end:
        return parse(month[1]) == int(period.end[5:7])
    return period.span.cut(view).translate(_SPARE).endswith(m["part"].translate(_SPARE))


def _told(fact: Fact, earlier: Sequence[Fact], sentence: Span, view: str) -> Basis | None:
    """Find the basis in what the sentence looks at, or in the first half of 同比由上月上涨1.6%转为下降1.2%."""
    before = (
        _before(fact, earlier) if fact.rule in ("sentence.growth", "clause.later-growth", *_AGAIN) else None
    )
    if before and before.rule == "from.growth" and before.change:
        return before.change.basis if before.change.basis != "unspecified" else None
    if told := _set_off_number(fact, view):
        return told
    if fact.change and view.endswith("可比", 0, fact.change.span.start):
        return "yoy"  # 扣除去年缓税等因素后，可比增长0.5%
    if before and (same := _same_change(before, fact, view)):
        return same
    return _looked_at(fact, sentence, view)


def _before(fact: Fact, earlier: Sequence[Fact]) -> Fact | None:
    at = next((k for k in range(len(earlier) - 1, -1, -1) if earlier[k] is fact), 0)
    return earlier[at - 1] if at else None


_AGAIN = ("clause.second-growth", "bracket.growth")


def _same_change(before: Fact, fact: Fact, view: str) -> Basis | None:
    """Find the basis of a change that is told twice: 同比增加426元，增长23%."""
    a, b = before.change, fact.change
    if a is None or b is None or fact.rule not in _AGAIN or (a.unit in _RATES) == (b.unit in _RATES):
        return None
    beside = view[a.span.end : b.span.start] in _COMMAS and before.indicator.span == fact.indicator.span
    return a.basis if beside else None


def _looked_at(fact: Fact, sentence: Span, view: str) -> Basis | None:
    """Find what the passage looks at: 从环比看，… up to where its paragraph or what it looks at ends.

    A figure with a time of its own goes on with nothing: 1至7月平均，…
    """
    anchor = fact.anchor
    sight = max(0, anchor - _SIGHT)
    own = fact.period is not None and not fact.period_inherited
    start = sentence.start if own else max(view.rfind("\n", sight, anchor) + 1, sight)
    seen = list(_LOOKS_AT.finditer(view, start, anchor))
    if not seen:
        return None
    word = seen[-1]["basis"]
    others = (w for w, basis in _LOOKED_AT.items() if basis != _LOOKED_AT[word])
    return None if any(view.find(w, seen[-1].end(), anchor) >= 0 for w in others) else _LOOKED_AT[word]


def _set_off(fact: Fact, sentence: Span, view: str) -> re.Match[str] | None:
    """Find what the sentence, semicolons included, says at its beginning that its figures are compared with."""
    start = sentence.start
    if view[start - 1 : start] in ("；", ";"):
        sight = max(0, start - _SIGHT)
        start = max(view.rfind("。", sight, start), view.rfind("\n", sight, start), sight - 1) + 1
    if view.find("比", start, fact.anchor) < 0 and view.find("相较", start, fact.anchor) < 0:
        return None
    said = list(_SET_OFF.finditer(view, start, fact.anchor))
    return said[-1] if said else None


def _same_month(words: str, period: Period) -> bool:
    """Tell whether a comparison is with the month of the year before that the period is of."""
    m = _LAST_YEARS_MONTH.fullmatch(words)
    return m is not None and period.end is not None and parse(m[1]) == int(period.end[5:7])


def _against(than: re.Match[str], period: Period | None) -> Basis:
    """Say what a comparison with 去年同期, or with the same month of the year before, is called."""
    m = _YEAR.match(than["object"])
    if period and _month_before(than["object"], period):
        return "mom"  # 与7月相比，8月…
    if period and period.frequency == "M" and _same_month(than["object"], period):
        return "yoy"  # 今年10月与去年10月比较，
    if m is None:
        return bases().object_of(than["object"], than.string[max(0, than.start() - _BEFORE) : than.start()])
    end = period.end if period and period.end and period.end[:4].isdigit() else None
    month = parse(m["month"]) if m["month"] else None
    if end is None or parse(m["year"]) != int(end[:4]) - 1 or (month and month != int(end[5:7])):
        return "other"
    return "yoy"
