"""What a number without a phrase belongs to: the level of a growth that came first, one of a series, what was announced."""

from extractor.facts import phrases
from extractor.facts.binding import partners
from extractor.facts.binding.memory import Memory, inherit
from extractor.facts.indicators import gaps, implied_units, limits, measures, naming
from extractor.facts.indicators.gaps import Gap
from extractor.facts.model import Fact
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Indicator, Quantity
from extractor.mentions.remarks import behind_remark
from extractor.span import Span


def of_aspect(q: Quantity, gap: Gap, memory: Memory) -> Fact | None:
    """Count those of whom the clause before says that it speaks: 访港旅客方面，首三季累计3260万人次."""
    over = memory.remark
    if over is None or q.unit not in _VISITS or over.span.end != gap.clause.span.start - 1:
        return None
    what = naming.opening_noun(memory.view, over) if memory.view.endswith("方面", *over.span) else None
    return Fact(0, Indicator(what), "topic.level", quantity=q, indicator_inherited=True) if what else None


_VISITS = ("人次", "人", "名", "户", "家", "个")


def _leads(gap: Gap) -> bool:
    """Tell whether the clause has its own time, so that the number is of another time than the one before."""
    return not gap.names and any(
        p.span.start >= gap.left and p.span.end <= gap.number.span.start for p in gap.clause.periods
    )


_PEOPLE_UNITS = ("人", "名", "户")  # who are taken on, helped, trained beside what is counted
_LOOK_BACK = 12
_YEAR_BEFORE = late(r"(?<=[。；;，,\n])\s{0,3}(?:去年|上年)同期[：:]?(?:则?为|是|约)?$")


_PER_NEW = late("(?:平?均?每)?[年月日周季]均?新增(?:约|近|超过?)?")  # 藏书13亿册，年新增6000万册
_COUNTED = late("(?!左右|以[上下内外]|多|余|至|到|和|与|及|元)[一-鿿]{2}")


def bind_bare(q: Quantity, gap: Gap, memory: Memory) -> Fact | None:
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
    linked = linked or _PER_NEW.fullmatch(memory.view, gap.left, until) is not None
    if last is None and (told := _told_on(q, gap, memory, linked)):
        return told
    same = last is not None and last.quantity is not None and last.quantity.unit == q.unit
    if same and gap.clause.depth and until == gap.clause.span.start:
        return inherit(memory, "base.bracket", quantity=q)  # 自2003年第三季（5.5%）以来最高
    end = last.quantity.span.end if last and last.quantity else -1
    twin = end == q.span.start or (end == q.span.start - 1 and not same and gap.goes_on(end, memory.view))
    stepped = same and memory.view[end : q.span.start] in _ROW and _STEPS.match(memory.view, q.span.end)
    if stepped or (twin and measures.counts(q)) or (gap.names and (memory.topic or same)):
        places = gap.clause.names_between(gap.left, q.span.start) if same else ()
        of = partners.read(q, places, memory.last, memory.view)  # 内地住客984.4万人次、香港221.9万人次
        return of or inherit(memory, "clause.twin" if twin else "list.level", quantity=q)  # 对象120户350人
    # 失业率下降0.1个百分点至4.2%; 与上月持平，为5%
    turn = last.change if last else None
    rate = turn is not None and (turn.unit in ("pp", "bp") or (turn.rate == 0 and turn.quantity is None))
    counts = q.unit_text is None and q.unit != "%" and _COUNTED.match(memory.view, q.span.end)  # 近7万商家
    if (
        last
        and memory.open(last, q)
        and not counts
        and linked
        and (q.unit != "%" or rate)
        and not _leads(gap)
    ):
        first = memory.first_of(last)  # 上涨68点或3.07%，至2285点
        first.quantity, first.rule = q, f"{first.rule}+level"
        return None
    start = gap.clause.span.start
    at_once = q.span.start == start or any(p.span == (start, q.span.start) for p in gap.clause.periods)
    begins = gap.clause.opener == "，" and at_once and q.unit not in limits.COUNTERS  # 体量最小，121亿千瓦时
    if (
        memory.topic
        and not gap.names
        and not counts
        and (linked or begins or gap.clause.opener in ("：", ":") or _lasts(gap, until, memory.view))
    ):
        return inherit(memory, "topic.level", quantity=q)
    based = any(p.kind == "base" and gap.left <= p.span.start < q.span.start for p in gap.clause.periods)
    like = next((f for f in reversed(memory.sentence) if f.quantity and f.quantity.unit == q.unit), None)
    if based and like:
        # 去年同期为2650万颗; 住户57.97万户，占21.9%，较上季的52.1万户增加11%
        return Fact(0, like.indicator, "base.level", quantity=q, indicator_inherited=True)
    counted = like if q.unit in limits.COUNTERS else last if same else None
    own = naming.also_done(counted.indicator, gap, memory.view) if counted else None
    if own := own or _label(q, gap, memory):
        return Fact(0, own, "clause.level", quantity=q)
    if row := (
        _in_row(q, last, gap, memory)
        or _elsewhere(q, like, gap, memory.view)
        or _summed_up(q, last, gap, memory.view)
    ):
        return row
    dated = start < q.span.start and at_once and same  # 一季度投资3.2亿元，二季度4.1亿元
    again = _said_again(q, last, like, memory) if (linked or dated) and last and not counts else None
    return _carried_out(again, gap, memory) if again else None


# 粮食产量再创新高，连续7年保持在1.3万亿斤以上
_IN_A_ROW = late(r"(?:且|并|也|已|更)*连续?[\d一二三四五六七八九十两]{1,3}(?:年|个月|个季度)")


def _lasts(gap: Gap, until: int, view: str) -> bool:
    """Tell whether only for how long, and a linking word, stands before the number."""
    m = _IN_A_ROW.match(view, gap.left, until)
    return m is not None and measures.links(view, m.end(), until)


# 经营86间餐厅，另有19间位于内地: more of the same.
_FURTHER = late("(?:另外?|此外|还|并|其余|余下|当中|其中)(?:尚|还)?有?(?:约|近|超过?|逾)?")
_ELSEWHERE = late("(?:则|均|都)?(?:位于|分布[在于]|设[在于]|开设?[在于]|坐落)")
_SUMS = ("投资", "投资额", "资金", "金额")


def _elsewhere(q: Quantity, like: Fact | None, gap: Gap, view: str) -> Fact | None:
    """Count those that are said to be somewhere else as what was counted before."""
    begins = gap.clause.span.start
    if like is None or q.unit not in limits.COUNTERS or not _FURTHER.fullmatch(view, begins, q.span.start):
        return None
    if not _ELSEWHERE.match(view, q.span.end):
        return None
    return Fact(0, like.indicator, "clause.second-level", quantity=q, indicator_inherited=True)


_COUNTED_BY = frozenset("个家项宗笔批艘辆台套栋幢座份件处所条架户起单只枚")
_STOPS = "，,。；;、）)\n"
_TOTAL = late("(?:合计|共计|总计|合共|一共|总共|共)(?:约|近|超过?|逾|达到?|为)*")


def _summed_up(q: Quantity, last: Fact | None, gap: Gap, view: str) -> Fact | None:
    """Bind what those just counted come to: 手持订单426艘，合计3850万载重吨; 厂房12栋，共15万平方米."""
    counted = last.quantity if last and last.change is None else None
    if last is None or counted is None or counted.unit_text not in _COUNTED_BY:
        return None
    begins = gap.clause.span.start
    beside = counted.span.end + 1 == begins and view[begins - 1] in "，,"
    of_them = measures.counts(q) and q.unit_text is not None and q.unit_text[-1] not in _COUNTED_BY
    of_them = of_them and view[q.span.end : q.span.end + 1].strip(_STOPS) == ""  # not 共3人获得表彰
    if not (beside and of_them and _TOTAL.fullmatch(view, begins, q.span.start)):
        return None
    return Fact(0, last.indicator, "clause.second-level", quantity=q, indicator_inherited=True)


def _in_row(q: Quantity, last: Fact | None, gap: Gap, memory: Memory) -> Fact | None:
    """Bind the sum behind each count of a row: 产业项目104个，总投资731亿元；民生项目22个，111亿元."""
    whole, begins = memory.whole, gap.clause.span.start
    counted = last is not None and last.quantity is not None and last.quantity.unit in limits.COUNTERS
    if whole is None or whole.quantity is None or whole.quantity.unit != q.unit or not counted:
        return None
    near = q.span.start - whole.anchor < _ROW_SIGHT
    alone = q.span.start == begins and gap.clause.opener == "，" and q.span.end == gap.clause.span.end
    if not (near and alone and phrases.text(whole.indicator, memory.view).endswith(_SUMS)):
        return None
    return Fact(0, whole.indicator, "list.level", quantity=q, indicator_inherited=True)


_ROW_SIGHT = 60  # characters between the sums of a row at most
_PLANNED = late("(?:年度|全年|本年度?|当年)?(?:计划|预算|拟)(?:完成)?(?=总?投资$)")
_DONE = late("(?:实际|已|累计|目前)*(?:完成|到位|投入)(?:了|约|近|超过?)*$")


def _carried_out(fact: Fact, gap: Gap, memory: Memory) -> Fact:
    """Name what is done of a plan without the plan: 年度计划投资206亿元，实际完成231亿元 is investment."""
    pieces, whole = phrases.parts(fact.indicator), phrases.text(fact.indicator, memory.view)
    planned = _PLANNED.search(whole)
    if planned is None or not _DONE.search(memory.view, gap.left, gap.number.span.start):
        return fact
    done = phrases.last(pieces, len(whole) - planned.end())
    fact.indicator = phrases.join(done[-1], phrases.first(pieces, planned.start()), done)
    return fact


_ROW = ("、", "和", "及")
_STEPS = late(r"(?:[、和及][\d.]{1,8}[万亿]{0,2}元)*" + gaps.STEPS)
_LABEL_LENGTH = range(3, 15)  # characters
_LABEL_BEGINS = frozenset("\n。；;●■◆▶★·▲ \u3000（）")  # before a label
_LABEL_ENDS = frozenset("\n。；;，,（(●■◆▶ \u3000|｜")  # behind its figure
_BOUNDS = ("", "约", "近", "超", "超过", "达", "达到")


def _label(q: Quantity, gap: Gap, memory: Memory) -> Indicator | None:
    """Find the label that a box sets before a figure, with nothing else on either side: 高新技术企业：312家."""
    view, label, start = memory.view, memory.remark, gap.clause.span.start
    apart = label is None or label.span.end + 1 != start or gap.clause.opener not in ("：", ":")
    if apart or label is None or q.unit_text is None:
        return None
    if view[start : q.span.start] not in _BOUNDS or view[q.span.end : q.span.end + 1].strip(" ") not in (
        "",
        *_LABEL_ENDS,
    ):
        return None
    begins = label.span.start
    if begins and view[begins - 1] not in _LABEL_BEGINS:
        return None
    named = max([begins, *(m.span.end for m in (*label.names, *label.periods))])
    span, _ = phrase_before(view, named, label.span.end)
    whole = span == Span(named, label.span.end) and not view.startswith("第", named)
    return Indicator(span) if span and whole and len(span.cut(view)) in _LABEL_LENGTH else None


def _said_again(q: Quantity, last: Fact, like: Fact | None, memory: Memory) -> Fact | None:
    """Bind what only a verb leads in to the last of its kind: 签约项目62个，总投资450亿元，其中开工13个."""
    own = like is None or like.indicator.span != last.indicator.span
    part = last.measure == "share" and own and q.unit not in ("%", "pp", "‰", None)
    share = last.measure == "share" and not own  # 装机402万千瓦，占20%，到2025年达到650万千瓦
    if memory.view.startswith("报", q.span.start - 1) and phrases.text(last.indicator, memory.view).endswith(
        _SET
    ):
        return None  # 发行价28.6元，…收盘报55.3元: what the share is traded at
    if like is last or part or (last.quantity is None and q.unit != "%"):
        return inherit(memory, "clause.second-level", quantity=q)  # 一季度下降6.3%，全年则达到182.6万辆
    counted = q.unit in limits.COUNTERS and q.unit not in _PEOPLE_UNITS
    if like is None or not (share or counted):
        return None
    return Fact(0, like.indicator, "clause.second-level", quantity=q, indicator_inherited=True)


_SET = ("发行价", "发售价", "招股价", "定价", "目标价", "回购价", "行权价", "配售价")


def _text(fact: Fact, memory: Memory) -> str:
    return phrases.text(fact.indicator, memory.view)


_RANKED_NEXT = late("(?:其次|再次|最后|然后|接着|依次)(?:则|才)?[是为]")  # 其次是东协135.8亿美元


def _row_of_names(gap: Gap, view: str) -> int:
    """Return where the names end that a clause opens with: 甲区, 中国及香港; 0 if it opens with none."""
    end = 0
    m = _RANKED_NEXT.match(view, gap.left)
    begins = m.end() if m else gap.left
    for n in gap.names:
        if n.start != begins and not (end and view[end : n.start] in ("、", "和", "与", "及")):
            break
        end = behind_remark(view, n.end)
    return end


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
    led = _row_of_names(gap, memory.view) if row else 0
    if led and (led == q.span.start or measures.links(memory.view, led, q.span.start)):
        return inherit(memory, "list.level", quantity=q)  # 甲区产值490亿元；乙区320亿元
    return None
