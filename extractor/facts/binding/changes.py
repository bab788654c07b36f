"""What a growth belongs to: the phrase before it, the level before it, or what the sentence is about."""

from extractor.facts import phrases
from extractor.facts.binding import alone, no_statistics, partners, ranked, shares, tickers
from extractor.facts.binding.memory import Memory, inherit, name
from extractor.facts.growth import compared
from extractor.facts.indicators import deeds, gaps, implied_units, measures, per_units
from extractor.facts.indicators.gaps import Gap
from extractor.facts.indicators.limits import COUNTERS
from extractor.facts.lists.continued import OF_PERIODS
from extractor.facts.model import Fact
from extractor.facts.skeleton import head
from extractor.late import late
from extractor.mentions.changes.signed import RATIOS
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change, Indicator, Organization, Period
from extractor.patterns import listed
from extractor.span import Span


def bind_change(change: Change, gap: Gap, memory: Memory) -> Fact | None:
    """Bind a growth; None where it says nothing of a measure (倍增发展, 工期缩短10天)."""
    view = memory.view
    if not change.unit:
        span, _ = gap.before(view)
        return _bind_unitless(change, gap, span, memory)
    told = _says_something(change, gap, memory) and not no_statistics.moves_rank(change, view)
    if not told or compared.compares(change, view) or compared.beats(change, gap, view):
        return None
    if gap.number is not gap.clause.numbers[-1] and (m := _FROM.search(view, gap.left, change.span.start)):
        return _bind_from(change, gap, m.start(), memory)
    if part := shares.share_phrase(gap.clause, gap.left, head(change), view):
        return Fact(0, Indicator(part), "clause.share-growth", change=change, measure="share")
    if (last := memory.settled()) and _ITS_SHARE.fullmatch(view, gap.left, head(change)):
        share = Fact(0, last.indicator, "clause.share-growth", change=change, indicator_inherited=True)
        share.measure = "share"
        return share
    inner = _of_inner_base(gap, memory)
    span = None if inner else gap.before(view)[0] or _behind_base(change, gap, memory)
    if view.startswith(_INFLATES, change.span.start):
        begins = span.start if span and span.end == change.span.start else change.span.start
        return Fact(0, Indicator(Span(begins, change.span.start + 2)), "clause.growth", change=change)
    last = memory.sentence[-1] if memory.sentence else None
    open_share = last is not None and last.measure == "share" and last.change is None
    if span and last and open_share and span.cut(view) in ("比重", "占比", "份额"):
        last.change = change  # 占出口总值的58.9%，比重提升2.4个百分点
        return None
    status = measures.expects(span.cut(view)) if span else None
    return tickers.growth(change, status, memory) if status else _bind_named(change, gap, span, memory)


def _of_inner_base(gap: Gap, memory: Memory) -> bool:
    """Tell whether only the base is named again: 票房480亿元，较去年549亿元|的实际票房下降12.6%."""
    return memory.view.startswith("的", gap.left) and [f.rule for f in memory.sentence[-1:]] == ["base.level"]


_BESIDE = "比较"  # 与上年同期相比, 与去年比较: behind them, and not inside, stands what grows


def _behind_base(change: Change, gap: Gap, memory: Memory) -> Span | None:
    """Find what grows behind the time that it is compared with: 2023年，全市比上年同期出口增长5%."""
    base = change.base
    if base is None or memory.sentence or change.unit in ("pp", "bp"):
        return None  # 投资2930亿元，比上年预计数增加439亿元; 比同期工业增速高6个百分点
    ends = [p.span.end for p in gap.clause.periods if base.start < p.span.start and p.span.end <= base.end]
    if not ends:
        return None
    at = base.end if memory.view[base.end - 1] in _BESIDE else ends[-1]
    span, _ = phrase_before(memory.view, at, change.span.start)
    return span if span and measures.is_measure(span.cut(memory.view)) else None


# 新能源汽车出口8万辆，占总出口量的比例较同期下降3个百分点: the part was told before.
_ITS_SHARE = late(r"占[^，。；、占]{1,16}的?(?:比例|比重|份额)")
_INFLATES = ("通胀", "通膨", "通缩")
# 税收收入112.8亿元，自然口径下降12.4%; 铜价回调，单日跌幅超3%
_COUNTED_SO = late("(?:自然|同|可比|全)口径|[单全][日周月年季]")
_WEEKLY = ("涨", "跌", "升", "降")
_RANK = late(r"(?:[位排名]?[居列]|排名|排)?[^，。；\d第]{0,6}第[\d一二三四五六七八九十]{1,3}[位名]?")


def _bind_named(change: Change, gap: Gap, span: Span | None, memory: Memory) -> Fact | None:
    """Bind a growth to the phrase before it, if that names anything: 面积4332万亩、居全国第3位、增加17万亩."""
    view = memory.view
    if span and (each := deeds.gained_each(change, span, view)):
        return each
    if span and view.endswith("周", *span) and view.startswith(_WEEKLY, change.span.start):
        span = Span(span.start, span.end - 1)  # 半导体指数周涨5.2%
    if span and _RANK.fullmatch(view, *span):
        last = memory.settled()
        return _attach(last, change) if last else None
    if span and (measures.is_pronoun(span.cut(view)) or _COUNTED_SO.fullmatch(view, *span)):
        return _bind_bare(change, gap, memory)  # 该指标同比上涨6.4%
    if span and measures.is_growth_noun(span.cut(view)):
        if change.unit in ("pp", "bp"):
            return None  # growth of growth
        span = measures.without_growth_noun(view, span)
    if span:
        span = implied_units.without_per(view, span, change.unit)[0]  # 水泥价格每吨比去年同期低了近百元
    if span and _is_of_growth(change, span, view):
        return None
    last = memory.sentence[-1] if memory.sentence else None
    if last and span and (_is_told_before(last, span, view) or _is_named_again(last, span, view)):
        return _attach(last, change)
    if span and (span.end - span.start > 1 or span.cut(view) in listed("short-goods")):
        return Fact(0, name(span, gap, memory), "clause.growth", change=change)
    if money := gaps.currency(view, gap.left, head(change)):
        return Fact(0, Indicator(money), "clause.growth", change=change)
    told = _said_again(change, gap, memory) or tickers.revised(change, gap.left, memory)
    return told or deeds.gained(change, memory) or _bind_bare(change, gap, memory)


def _is_told_before(fact: Fact, span: Span, view: str) -> bool:
    """Tell whether a figure stands before what it measures: 去年的120亿元出口额同比增长5%."""
    q = fact.quantity if fact.rule == "clause.number-noun" and fact.change is None else None
    named = q is not None and q.unit not in COUNTERS and fact.indicator.span == span
    return named and measures.is_measure(span.cut(view))


_AND = 3  # characters that may stand between a level and its growth


def _is_named_again(fact: Fact, span: Span, view: str) -> bool:
    """Tell whether a growth names what was just measured once more: 日均成交7.58万亿元，日均成交同比增长6.6%.

    Or only its measure: 规上工业总产值超过1100亿元，总产值增速高达30%.
    """
    q = fact.quantity if fact.change is None and fact.measure == "level" else None
    if q is None or not 0 < span.start - q.span.end <= _AND:
        return False
    told, again = phrases.text(fact.indicator, view), span.cut(view)
    return told == again or (told.endswith(again) and measures.is_measure(again))


def _is_of_growth(change: Change, span: Span, view: str) -> bool:
    """Tell whether it is growth of growth and arrives at none: 猪肉价格涨幅比上月大幅回落11.8个百分点."""
    paced = change.unit in ("pp", "bp") and _PACE.match(view, span.end, head(change))
    return bool(paced) and not view.startswith(("至", "到"), change.span.end)


def _says_something(change: Change, gap: Gap, memory: Memory) -> bool:
    if change.quantity is None:
        return alone.may_stand(change, gap, memory)
    before = memory.settled()
    same = before is not None and before.quantity is not None and before.quantity.unit == change.unit
    lasting = change.unit not in listed("duration")
    return lasting or same or no_statistics.lasts(memory.view, gap.clause, change.span.start)


def _bind_bare(change: Change, gap: Gap, memory: Memory) -> Fact | None:
    """Bind a growth without a phrase: to the name before it, the topic, or the fact before it."""
    own = change.unit == "%" and change.basis != "avg"
    behind_share = own or change.unit not in RATIOS
    last = (memory.measured() if behind_share else None) or memory.settled()
    named = gap.clause.names_between(gap.left, head(change))
    if named and memory.over and not memory.over.share:
        # CPI方面，2月德国涨2.4%，法国涨3.1%
        return Fact(0, Indicator(memory.over.span), "topic.growth", change=change, indicator_inherited=True)
    quoted = named and isinstance(named[-1], Organization)
    quoted = quoted and memory.view[named[-1].span.end : head(change)] in _AT_CLOSE
    if quoted and _QUOTED.match(memory.view, change.span.start):
        return Fact(0, Indicator(gap.names[-1]), "clause.quote", change=change)  # 比亚迪电子跌近8%
    if topic := memory.ranked or (
        ranked.paced(memory.pace, memory.view) if own and len(gap.clause.numbers) == 1 else None
    ):
        return Fact(0, topic, "topic.growth", change=change, indicator_inherited=True)
    if of := partners.read(change, named, memory.last, memory.view):
        return of
    if gap.names or (memory.topic and not last):
        return inherit(memory, "list.growth", change=change)
    before = memory.sentence[-1] if memory.sentence else None
    if last and before and before.rule == "from.growth" and before.indicator.span != last.indicator.span:
        return inherit(memory, "sentence.growth", change=change)  # 由上月的下降6.7%转为下降1.2%
    if last is None:
        points = change.unit == "点" and memory.last is not None and memory.last.change is not None
        goes_on = change.unit == "%" or points or _adds_to(change, gap, memory)
        return inherit(memory, "sentence.growth", change=change) if goes_on else None
    if change.unit == "%" and _of_another_time(last, change, gap, memory.view):
        return Fact(0, last.indicator, "clause.later-growth", change=change, indicator_inherited=True)
    return None if per_units.moves_price(change, last, memory.view) else _attach(last, change)


_STOCKS = ("贷款", "存款", "余额", "资产", "负债")


def _adds_to(change: Change, gap: Gap, memory: Memory) -> bool:
    """Tell whether a clause says by how much what was told before grew in its own time: 贷款余额169万亿元；前三季度增加16万亿元."""
    begins = gap.clause.span.start
    if memory.view[begins - 1 : begins] not in ("；", ";"):
        return False
    told = memory.told()
    if told and told.unit == change.unit and change.base and change.base.start == begins:
        return True  # 库存1788万吨，比上旬增加147万吨；比年初增加626万吨，增长53.9%
    row = any(p.span.start == begins and p.span.end == change.span.start for p in gap.clause.periods)
    last = memory.last if row and change.unit.isupper() else None
    return last is not None and phrases.text(last.indicator, memory.view).endswith(_STOCKS)


_OR = late(r"\s?(?:或|，?即|，?约合)\s?(?:约|近)?")


def _said_again(change: Change, gap: Gap, memory: Memory) -> Fact | None:
    """Read 减少23亿元或44%: the same change, told as a rate."""
    before = next(
        (f for f in reversed(memory.sentence) if f.change and f.change.span.end <= head(change)), None
    )
    if before is None or before.change is None or before.change.span.end != gap.left:
        return None
    if not _OR.fullmatch(memory.view, gap.left, head(change)):
        return None
    again = change._replace(basis=before.change.basis)
    return Fact(0, before.indicator, "clause.second-growth", change=again, indicator_inherited=True)


_PACE = late("的?(?:同比|环比)?(?:增速|增幅|升幅|涨幅|降幅|跌幅)")


def _of_another_time(last: Fact, change: Change, gap: Gap, view: str) -> bool:
    """Tell whether the growth has a time of its own: 7月份突破800亿元，8月份环比增长3.9%; 1978年仅12亿元，1985年翻了一番."""
    own = [p for p in gap.clause.periods if gap.left <= p.span.start and p.span.end <= head(change)]
    if last.quantity and _BUILT_ON.match(view, last.quantity.span.end):
        return True  # 在上年同期达到5000亿元的基础上，再增长8%
    spans = [p for p in own if p.kind == "span" and p.start and _is_apart(p, view)]
    return bool(spans) and last.anchor < spans[-1].span.start and last.quantity is not None


_BUILT_ON = late("[^，。；\\d]{0,6}基础上")
_YEARS = ("今年", "去年", "明年", "次年", "翌年")


def _is_apart(p: Period, view: str) -> bool:
    """Tell a part of a year, or a year by its name; not 全年, which goes with the end of the year."""
    named = p.year_from == "stated" or p.span.cut(view) in _YEARS
    return p.frequency in ("M", "Q", "H") or (p.frequency == "Y" and named)


_QUOTED = late(r"(?:[收大暴急劲微倒]?[涨跌升挫]|反弹|回升|上扬|下挫|走[高低强弱]|[收高低][高低收开])(?!幅)")
# What may stand between a name and its move: the hour.
_AT_CLOSE = ("", "收市", "收盘", "早段", "午后", "一度", "开市", "则", "亦", "也")


def _bind_unitless(change: Change, gap: Gap, span: Span | None, memory: Memory) -> Fact | None:
    """Read 消费按季少76亿: the unit is that of the indicator."""
    last = memory.settled()
    unit = implied_units.implied_unit(span.cut(memory.view), memory.yuan) if span else None
    if unit is None and last is not None and last.quantity is not None:
        unit = last.quantity.unit
    return bind_change(change._replace(unit=unit), gap, memory) if unit else None


_FROM = late(r"(?:(?<![自理缘经])由|从(?!业|事)|自(?![由动身主然有营产治贸]))[^，。；]{0,12}$")


def _bind_from(change: Change, gap: Gap, start: int, memory: Memory) -> Fact | None:
    """Read the first half of 由去年同期下降5%转为增长21.5%."""
    marks = sorted([*gap.names, *(p.span for p in gap.clause.periods if p.span.start >= gap.left)])
    span, _ = phrase_before(memory.view, gap.left, start, [m for m in marks if m.end <= start])
    if span and (status := measures.expects(span.cut(memory.view))):
        return tickers.growth(change, status, memory)  # 前值由增加27万人修正为增加21万人
    if span:
        return Fact(0, name(span, gap, memory), "from.growth", change=change)
    return inherit(memory, "from.growth", change=change)


_PEOPLE = ("人", "名")


def _attach(last: Fact, change: Change) -> Fact | None:
    """Give a bare growth to the fact before it, or make it a second growth of the same indicator."""
    if change.unit in ("pp", "bp"):
        rate = last.quantity is not None and last.quantity.unit in ("%", None)  # PMI为50.1，上升0.3个百分点
        sloppy = change.base is not None and change.basis == "yoy"  # 收入260亿元，比去年同期下降6.8个百分点
        if last.change is None and (rate or sloppy):
            last.change = change
            return None
        first = last.change
        if first and first.unit == change.unit and change.base and change.basis != first.basis:
            # 失业率3.89%，较上月下降0.06个百分点，较去年同月下降0.27个百分点
            return Fact(0, last.indicator, "clause.second-growth", change=change, indicator_inherited=True)
        return None  # otherwise 增速比上半年加快0.3个百分点: growth of growth
    if last.rule == OF_PERIODS and change.basis == "avg":
        # 2016年至2018年，分别完成a、b、c，年均增长24.5%: of all the years
        return Fact(0, last.indicator, "clause.second-growth", change=change, indicator_inherited=True)
    own = last.quantity.unit if last.quantity else None
    people = own in _PEOPLE and change.unit in _PEOPLE  # 为608万名失业人员发放保险金，比上年增加93万人
    if change.unit != "%" and own and change.unit not in (own, own.partition("/")[0]) and not people:
        return None  # 新发展食用菌1363万袋，增收7800万元
    if last.change is None and last.measure == "level":
        last.change = change
        last.rule = f"{last.rule}+growth"
        return None
    return Fact(0, last.indicator, "clause.second-growth", change=change, indicator_inherited=True)
