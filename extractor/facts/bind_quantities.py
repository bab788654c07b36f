"""What a quantity belongs to: the phrase before it, the noun after it, or one that an earlier clause named."""

from dataclasses import replace

from extractor.facts import (
    deeds,
    edges,
    gaps,
    growths,
    implied_units,
    kinds,
    limits,
    measures,
    naming,
    partners,
    per_units,
    phrases,
    shares,
    spread,
    views,
)
from extractor.facts.gaps import Gap
from extractor.facts.memory import Memory, inherit, name
from extractor.facts.model import Fact, Status
from extractor.late import late
from extractor.mentions.indicators import phrase_after, phrase_before
from extractor.mentions.model import Change, Indicator, Quantity
from extractor.patterns import Expression
from extractor.span import Span


def bind_quantity(q: Quantity, gap: Gap, memory: Memory) -> Fact | None:
    """Bind a quantity; None where it measures nothing that can be named."""
    view = memory.view
    if _AGAINST.match(view, q.span.end):
        like = next((f for f in memory.sentence if f.quantity and f.quantity.unit == q.unit), None)
        return like and Fact(0, like.indicator, "base.level", quantity=q, indicator_inherited=True)
    if _THIS_FIGURE.search(view, gap.left, q.span.start):
        return inherit(memory, "pronoun.level", quantity=q)
    if q.unit == "%" and (grown := growths.most(view, gap.left, q.span.start)):
        what, _ = phrase_before(view, gap.left, grown, [n for n in gap.names if n.end <= grown])
        change = growths.ranked(q, view)
        return Fact(0, name(what, gap, memory), "clause.growth", change=change) if what else None
    if memory.pace and q.unit == "%" and measures.links(view, gap.left, q.span.start):
        # 降幅最大的是塞浦路斯（从13%下降到10.3%）: of what, the brackets do not say.
        aside = gap.clause.depth and view.startswith(("从", "由"), gap.clause.span.start)
        change = growths.ranked(q, view)
        return (
            None if aside else Fact(0, memory.pace, "topic.growth", change=change, indicator_inherited=True)
        )
    if memory.ranked and measures.links(view, gap.left, q.span.start):
        return inherit(memory, "topic.level", quantity=q)
    named = memory.over and gap.before(view)[0]  # 从占全国的比重来看，东部为76.1%
    if _OWN_SHARE.search(view, gap.left, q.span.start):
        memory.share = None  # 亿元项目比重由10.7%上升
    if memory.share and q.unit == "%" and not gap.names and not named:
        return Fact(
            0, Indicator(memory.share), "topic.share", quantity=q, measure="share", indicator_inherited=True
        )
    aim = inherit(memory, "target.level", quantity=q) if _aimed(q, gap, memory) else None
    if bound := _people(q, gap, view) or deeds.earned(q, gap.left, memory) or aim:
        return bound
    if share := shares.share(q, gap.clause, gap.left, gap.right, view) or shares.part(
        q, gap.clause, gap.right, view
    ):
        return _bind_share(q, share, memory)
    return _bind_named(q, gap, memory)


def _people(q: Quantity, gap: Gap, view: str) -> Fact | None:
    """Bind a bare round number before those whom it counts: 吸引30万大学生, 6000万的付费用户."""
    if q.unit is not None or q.numeral.cut(view)[-1] not in "万亿":
        return None
    end = min(gap.right, gap.clause.span.end)
    span = phrase_after(view, q.span.end, end, [n.span for n in gap.clause.names])
    span = span and edges.without_doing(view, span)
    beside = span is not None and view[q.span.end : span.start] in ("", "的")
    if span is None or not beside or not _PEOPLE.search(view, *span):
        return None
    return Fact(0, Indicator(span), "clause.number-noun", quantity=q._replace(unit="人"))


def _bind_named(q: Quantity, gap: Gap, memory: Memory) -> Fact | None:
    view = memory.view
    span, verb = gap.before(view)
    if span and (status := measures.expects(span.cut(view))):
        return _ticked(q, status, memory)
    open_ = memory.settled()
    if span and open_ and open_.quantity is None and measures.is_total(span.cut(view)):
        open_.quantity, open_.rule = q, f"{open_.rule}+level"  # 进出口增长8.4%，总额突破8000亿元
        return None
    if span and measures.is_pronoun(span.cut(view)):
        based = any(p.kind == "base" for p in gap.clause.periods)
        if open_ and open_.quantity is None and q.unit != "%" and not based:
            open_.quantity, open_.rule = q, f"{open_.rule}+level"  # 按年升22.7%，临时估计为394亿元
            return None
        return inherit(memory, "pronoun.level", quantity=q)
    after = gap.after(view)
    before = memory.sentence[-1] if memory.sentence else None
    taken = before is not None and before.rule == "clause.number-noun" and before.indicator.span == span
    joined = view.endswith((*_JOINS, "的是"), gap.left, q.span.start)  # 首个国家级中心和3所省级中心
    # 股票市场共5206家上市公司
    joined = joined or bool(
        after and view.endswith("共", gap.left, q.span.start) and not _measured(after, view)
    )
    joined = joined or bool(span and after and _NOT_WHAT.search(span.cut(view)))
    joined = joined or bool(
        after
        and after.start == q.span.end
        and not _WORKS.search(view, *after)
        and _YEARLY.search(view, gap.left, q.span.start)
    )
    whence = span is not None and view.endswith(_WHENCE, *span)  # 来自欧美等地区近3000万元的订单
    if after and (span is None or verb or whence or taken or joined or measures.may_be_verb(view, span, q)):
        if span is None and not verb and view.startswith("的", q.span.end):
            return None  # 超10亿元的项目: a threshold inside a name
        return (
            None
            if measures.is_specification(q) or limits.only_names(q, after, view, gap.left)
            else Fact(0, Indicator(after), "clause.number-noun", quantity=q)
        )
    if span is None:
        own = deeds.handed_over(q, gap.left, memory) or _bind_bare(q, gap, memory)
        return own or (None if memory.sentence else deeds.done(q, gap.left, memory))
    if after and span.cut(view) in ("出口", "进口") and not view.startswith("的", q.span.end):
        return Fact(0, phrases.join(after, [span, after]), "clause.number-noun", quantity=q)  # 出口3万吨大米
    return spread.of_kind(q, span, memory.sentence, view) or _bind_level(q, span, gap, memory)


def _measured(span: Span, view: str) -> bool:
    return measures.is_measure(span.cut(view))


def _ticked(q: Quantity, status: Status, memory: Memory) -> Fact | None:
    """Bind what a ticker sets beside its figure: 同比增10.2%，预估11.0%，前值11.8% are growths too."""
    rule = "ticker.before" if status == "actual" else "ticker.level"
    first = memory.sentence[0] if memory.sentence else None
    if first and first.change and first.quantity is None and q.unit == first.change.unit:
        basis, unit = first.change.basis, first.change.unit
        change = Change(q.span, q.number, q.low, q.high, unit, basis, q.span)
        fact = inherit(memory, rule, change=change)
    else:
        fact = inherit(memory, rule, quantity=q)
    if fact:
        fact.status = status
    return fact


# 与湖南省内8家企业签约, 第七批次出让5宗地块: where and in which row, not what.
_OWN_SHARE = late(r"[一-鿿]{2}的?(?:占比|比重|份额)(?:已经?|也|则|仍|均|将)*[由从为达降升提增超约近]")
_YEARLY = late("[年月日]产$")  # 年产13万锭纱线, but not 年产5万吨铜箔项目
_WORKS = late("(?:项目|基地|生产线|工程|工厂|厂|车间)$")
_PEOPLE = Expression("(?:{people})$")
_NOT_WHAT = late(
    r"[省市县区州国境][内外]$|(?:车间|厂区|厂房|现场|[首一二三]期工程)$|^[首一二三四]期(?:新建|兴建|建设|建成|扩建)?$|^第[一二三四五六七八九十\d]{1,3}[批期轮]次?[一-鿿]{0,2}$|^(?:出让|拍卖|成交|总?价值)$"
)
_WHENCE = ("地区", "国家", "等地", "市场")
_JOINS = ("和", "与", "及", "、")
# 完成年度目标60亿元的87.7%, 超额完成800亿元的年度目标: what was done is measured, so is what was aimed at.
_AIM = late(r"(?:全年|年度|年初|预期|既定|原定|原)(?:的)?(?:目标|任务|计划)(?:任务|数|值)?(?:为|是|的)?")
_AIM_BEHIND = late(r"的?(?:全年|年度|年初|预期|既定|原定)(?:目标|任务|计划)")


def _aimed(q: Quantity, gap: Gap, memory: Memory) -> bool:
    """Tell whether the number is the aim of what the sentence measured last."""
    last = memory.settled()
    if last is None or last.quantity is None or last.quantity.unit != q.unit:
        return False
    before = [m.end() for m in _AIM.finditer(memory.view, gap.left, q.span.start)]
    return q.span.start in before or bool(_AIM_BEHIND.match(memory.view, q.span.end))


# 与二季度的302亿元相比减少9.5%.
_AGAINST = late("(?:的?水平)?(?:相比|比较|对比)(?!例)")
# 上一年这一比例为22.5%.
_THIS_FIGURE = late(r"(?:这一|该|这个|此)(?:数字|数据|比例|比重|占比|指标|数值)[^，。；]{0,8}$")
# 失业率较第一季的4.2%: the number is what is compared with.
_COMPARED = late(r"(?:比|较)[^，。；]{1,12}[的之](?:港币|人民币|新台币)?$")


def _bind_level(q: Quantity, span: Span, gap: Gap, memory: Memory) -> Fact | None:
    span, per = implied_units.without_per(memory.view, span, q)
    per = per or implied_units.per_before(memory.view, span.end, q.span.start)
    if unit := implied_units.only_per(span.cut(memory.view)):
        found = per_units.priced(span, gap, memory.view)
        if found is None:
            return per_units.unnamed(q, unit, memory)
        span, per = found, unit
    if q.unit == "倍" and memory.view.startswith("比", span.end):
        span = Span(span.start, span.end + 1)  # 师生比1:16
    phrase = span.cut(memory.view)
    if q.unit is None and (unit := implied_units.implied_unit(phrase, memory.yuan)):
        q = q._replace(unit=unit)
    if per and q.unit:
        q = q._replace(unit=f"{q.unit}/{per}")
    seen = views.lends(memory.over, span, q, memory.view)
    if not (seen or measures.may_measure(phrase, q)) or (q.unit is None and not measures.is_index(phrase)):
        return _bind_part(q, span, gap, memory)
    rule = "base.level" if _COMPARED.search(memory.view, gap.left, q.span.start) else "clause.level"
    return Fact(0, name(span, gap, memory), rule, quantity=q)


def _bind_part(q: Quantity, span: Span, gap: Gap, memory: Memory) -> Fact | None:
    """Read 失业率5.1%，其中男性4.9%、女性5.3%: the same rate of a part."""
    last = memory.sentence[-1] if memory.sentence else None
    if kind := kinds.alike(q, span, gap, memory):
        return Fact(0, kind, "clause.level", quantity=q)
    if last is None or last.quantity is None or last.quantity.unit != "%" or q.unit != "%":
        return None
    if last.measure == "share" and _next_part(q, span, gap, memory.view):
        return Fact(0, Indicator(span), "clause.part", quantity=q, measure="share")
    whole = next((f for f in reversed(memory.sentence) if f.rule != "clause.part"), last)
    rate, text = phrases.text(whole.indicator, memory.view), span.cut(memory.view)
    of_whole = whole is not last or gap.clause.cue("among")
    if len(text) < 2 or not (of_whole and measures.may_measure(rate, q)):
        return None
    return Fact(0, Indicator(span, text + rate), "clause.part", quantity=q, measure=last.measure)


# 购物占47.1%，其次为住宿24.6%，及餐饮20.5%
_NEXT_PART = late("(?:其次|再次|第三|然后|以及|及|和|最后)*(?:则?[为是])?")
_AS_MUCH = late("(?:各?占|为|约|则)*")


def _next_part(q: Quantity, span: Span, gap: Gap, view: str) -> bool:
    """Tell whether the clause names nothing but a further part and how much of the whole it is."""
    opens = _NEXT_PART.fullmatch(view, gap.clause.span.start, span.start)
    plain = opens and view[q.span.end - 1] in "%％"  # 剩下三分之一, 首次过半
    return bool(plain) and _AS_MUCH.fullmatch(view, span.end, q.span.start) is not None


def _leads(gap: Gap) -> bool:
    """Tell whether the clause has its own time, so that the number is of another time than the one before."""
    return not gap.names and any(
        p.span.start >= gap.left and p.span.end <= gap.number.span.start for p in gap.clause.periods
    )


_PEOPLE_UNITS = ("人", "名", "户")  # who are taken on, helped, trained beside what is counted
_LOOK_BACK = 12
_YEAR_BEFORE = late(r"(?<=[。；;，,\n])\s{0,3}(?:去年|上年)同期[：:]?(?:则?为|是|约)?$")


def _bind_bare(q: Quantity, gap: Gap, memory: Memory) -> Fact | None:
    """Bind a number without a phrase: the level of a growth that came first, or one of a series."""
    last = memory.sentence[-1] if memory.sentence else None
    q = implied_units.still_per(q, last, memory.view)
    if q.unit is None and last and last.quantity and last.quantity.unit_text is None:
        q = q._replace(unit=last.quantity.unit)  # 总人口由52.9万降至48.6万
    if q.unit is None and last and (unit := implied_units.implied_unit(_text(last, memory), memory.yuan)):
        q = q._replace(unit=unit)  # 现金流下降69.8%至6411.2万
    until = gaps.without_currency(memory.view, gap.left, q.span.start)
    linked = measures.links(memory.view, gap.left, until, [p.span for p in gap.clause.periods])
    # 产能，从规划的1万辆
    linked = linked or gaps.before_stage(memory.view, gap.left, until) == gap.left < until
    if last is None and (told := _told_on(q, gap, memory, linked)):
        return told
    same = last is not None and last.quantity is not None and last.quantity.unit == q.unit
    if same and gap.clause.depth and until == gap.clause.span.start:
        return inherit(memory, "base.bracket", quantity=q)  # 自2003年第三季（5.5%）以来最高
    end = last.quantity.span.end if last and last.quantity else -1
    twin = end == q.span.start or (end == q.span.start - 1 and not same and gap.goes_on(end, memory.view))
    if (twin and measures.counts(q)) or (gap.names and (memory.topic or same)):
        places = gap.clause.names_between(gap.left, q.span.start) if same else ()
        of = partners.read(q, places, memory.last, memory.view)  # 内地住客984.4万人次、香港221.9万人次
        return of or inherit(memory, "clause.twin" if twin else "list.level", quantity=q)  # 对象120户350人
    # 失业率下降0.1个百分点至4.2%; 与上月持平，为5%
    turn = last.change if last else None
    rate = turn is not None and (turn.unit in ("pp", "bp") or (turn.rate == 0 and turn.quantity is None))
    if last and memory.open(last, q) and linked and (q.unit != "%" or rate) and not _leads(gap):
        first = memory.first_of(last)  # 上涨68点或3.07%，至2285点
        first.quantity, first.rule = q, f"{first.rule}+level"
        return None
    begins = (
        gap.clause.opener == "，" and q.span.start == gap.clause.span.start and q.unit not in limits.COUNTERS
    )  # 体量最小，121亿千瓦时
    if memory.topic and not gap.names and (linked or begins or gap.clause.opener in ("：", ":")):
        return inherit(memory, "topic.level", quantity=q)
    based = any(p.kind == "base" and gap.left <= p.span.start < q.span.start for p in gap.clause.periods)
    like = next((f for f in reversed(memory.sentence) if f.quantity and f.quantity.unit == q.unit), None)
    if based and like:
        # 去年同期为2650万颗; 住户57.97万户，占21.9%，较上季的52.1万户增加11%
        return Fact(0, like.indicator, "base.level", quantity=q, indicator_inherited=True)
    if same and last and (also := naming.also_done(last.indicator, gap, memory.view)):
        return Fact(0, also, "clause.level", quantity=q)
    return _said_again(q, last, like, memory) if linked and last else None


def _said_again(q: Quantity, last: Fact, like: Fact | None, memory: Memory) -> Fact | None:
    """Bind what only a verb leads in to the last of its kind: 签约项目62个，总投资450亿元，其中开工13个."""
    own = like is None or like.indicator.span != last.indicator.span
    part = last.measure == "share" and own and q.unit not in ("%", "pp", "‰", None)
    if like is last or part or (last.quantity is None and q.unit != "%"):
        return inherit(memory, "clause.second-level", quantity=q)  # 一季度下降6.3%，全年则达到182.6万辆
    if like is None or q.unit not in limits.COUNTERS or q.unit in _PEOPLE_UNITS:
        return None
    return Fact(0, like.indicator, "clause.second-level", quantity=q, indicator_inherited=True)


def _text(fact: Fact, memory: Memory) -> str:
    return phrases.text(fact.indicator, memory.view)


_OPENED = late(r"[。；;\n]\s?[到至]?20\d\d年[底末]?[，,]$")  # …300家；到2027年，达到400家


def _told_on(q: Quantity, gap: Gap, memory: Memory, linked: bool) -> Fact | None:
    """Bind what opens a sentence and goes on with the measure of the one before."""
    before = memory.told()
    if before is None or before.unit != q.unit:
        return None
    if _YEAR_BEFORE.search(memory.view, max(0, q.span.start - _LOOK_BACK), q.span.start):
        return inherit(memory, "base.level", quantity=q)  # 净利润6,850万元；上年同期：-1.12亿元
    opened = _OPENED.search(memory.view, max(0, gap.left - _LOOK_BACK), gap.left)
    if linked and (_leads(gap) or (opened and gap.left == gap.clause.span.start and not gap.names)):
        return inherit(memory, "sentence.level", quantity=q)  # 8月销量210万辆；1-8月累计1,809万辆
    row = gap.left == gap.clause.span.start and memory.view[gap.left - 1 : gap.left] in ("；", ";")
    led = row and [n.end for n in gap.names if n.start == gap.left]
    if led and (led[0] == q.span.start or measures.links(memory.view, led[0], q.span.start)):
        return inherit(memory, "list.level", quantity=q)  # 甲区产值490亿元；乙区320亿元
    return None


def _owns_no_share(q: Quantity, view: str) -> bool:
    """Tell whether a share is not of this number: 占218家开发区总额的31%; 平均年龄30岁，占23%."""
    return q.unit == "岁" or view.endswith("占", 0, q.span.start)


def _bind_share(q: Quantity, share: shares.Share, memory: Memory) -> Fact | None:
    last = memory.settled() or memory.last
    if last and last.quantity and _owns_no_share(last.quantity, memory.view):
        last = next((f for f in reversed(memory.sentence) if f is not last), last)
    if share.indicator is None and memory.ranked:
        share = replace(share, indicator=memory.ranked.span)  # 月薪3万元以下的，占就业人口的42.8%
    if share.indicator is None and memory.topic and not memory.settled():
        share = replace(share, indicator=memory.topic)  # 经济总量跨上大台阶，占全国比重达7.4%
    if share.indicator and last and measures.is_total(share.indicator.cut(memory.view)):
        share = replace(share, indicator=None)  # 采矿业增加值增长14%，总量占全市的比重为76%
    if share.indicator:
        fact = Fact(0, Indicator(share.indicator), f"clause.{share.measure}", quantity=share.signed(q))
    elif last:
        fact = Fact(
            0, last.indicator, f"clause.{share.measure}", quantity=share.signed(q), indicator_inherited=True
        )
    else:
        return None
    fact.measure = share.measure
    return fact
