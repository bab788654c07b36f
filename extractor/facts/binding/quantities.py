"""What a quantity belongs to: the phrase before it, the noun after it, or one that an earlier clause named."""

from dataclasses import replace

from extractor.facts import phrases
from extractor.facts.binding import kinds, people, purposes, shares, shares_brought, shares_of_doers, tickers
from extractor.facts.binding.aimed import aimed
from extractor.facts.binding.bare import bind_bare, of_aspect
from extractor.facts.binding.memory import Memory, inherit, name
from extractor.facts.growth import growths
from extractor.facts.indicators import (
    deeds,
    edges,
    implied_units,
    limits,
    measures,
    per_units,
    presented,
    trades,
    views,
)
from extractor.facts.indicators.gaps import Gap
from extractor.facts.lists import spread
from extractor.facts.model import Fact
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Indicator, Quantity
from extractor.span import Span


def bind_quantity(q: Quantity, gap: Gap, memory: Memory) -> Fact | None:
    """Bind a quantity; None where it measures nothing that can be named."""
    view = memory.view
    if _AGAINST.match(view, q.span.end) or _is_inner_base(q, gap, view):
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
    aim = inherit(memory, "target.level", quantity=q) if aimed(q, gap, memory) else None
    if (
        bound := people.counted(q, gap, view)
        or purposes.spent(q, gap, view)
        or deeds.earned(q, gap.left, memory)
        or aim
    ):
        return bound
    share = shares.of_another(q, gap.clause, gap.left, view)
    share = share or shares.share(q, gap.clause, gap.left, gap.right, view)
    if share := share or shares.part(q, gap.clause, gap.right, view):
        return _bind_share(q, share, gap, memory)
    part = shares_brought.of_whole(q, gap.clause, view) or shares_of_doers.part(q, gap.clause, view)
    return part or _bind_named(q, gap, memory)


def _bind_named(q: Quantity, gap: Gap, memory: Memory) -> Fact | None:
    view = memory.view
    span, verb = gap.before(view)
    if span and (done := deeds.by_whom(q, span, gap.left, memory) or _in_state(q, span, memory)):
        return done
    if span and (status := measures.expects(span.cut(view))):
        return tickers.level(q, status, memory)
    open_ = memory.settled()
    again = span and open_ and (measures.is_total(span.cut(view)) or _says_again(span, open_, view))
    if open_ and open_.quantity is None and again:
        open_.quantity, open_.rule = q, f"{open_.rule}+level"  # 进出口增长8.4%，总额突破8000亿元
        return None
    rest = span and span.cut(view) in ("其余", "余下") and gap.after(view)  # 其余23个行业
    if span and not rest and measures.is_pronoun(span.cut(view)):
        return _bind_pronoun(q, span, gap, memory)
    after = edges.without_works(view, q.span, gap.after(view))
    before = memory.sentence[-1] if memory.sentence else None
    more = before is not None and before.quantity is not None and before.quantity.span.end == q.span.start
    stated = after is not None and _in_state(q, after, memory) is not None
    if span is None and (stated or (more and q.unit in _PEOPLE)):
        after = None  # 214个在建; 群众6698户24728人增收
    behind = after is not None and (span is None or verb or _noun_behind(q, gap, span, after, memory))
    if after and behind:
        if span is None and not verb and view.startswith("的", q.span.end):
            return None  # 超10亿元的项目: a threshold inside a name
        return (
            None
            if measures.is_specification(q) or limits.only_names(q, after, view, gap.left)
            else Fact(0, Indicator(after), "clause.number-noun", quantity=q)
        )
    if span is None:
        own = deeds.handed_over(q, gap.left, memory) or presented.counted(q, gap, memory)
        own = own or bind_bare(q, gap, memory)
        return own or (
            None if memory.sentence else deeds.done(q, gap.left, memory) or of_aspect(q, gap, memory)
        )
    if after and span.cut(view) in ("出口", "进口") and not view.startswith("的", q.span.end):
        return Fact(0, phrases.join(after, [span, after]), "clause.number-noun", quantity=q)  # 出口3万吨大米
    where = _ONLY_WHERE.fullmatch(view, *span)  # 销往全球200多个**
    return (
        None if where else spread.of_kind(q, span, memory.sentence, view) or _bind_level(q, span, gap, memory)
    )


# 重点项目开工312个、在建256个, 169个建成、214个在建: in what state they are, of those just counted.
_STATE = late("在建|续建|待建|在谈|筹建|建成|完工")


def _in_state(q: Quantity, span: Span, memory: Memory) -> Fact | None:
    """Read how many of those counted before are in a state."""
    before = memory.sentence[-1].quantity if memory.sentence else None
    alike = before is not None and before.unit == q.unit and _STATE.fullmatch(memory.view, *span)
    return inherit(memory, "clause.second-level", quantity=q) if alike else None


def _noun_behind(q: Quantity, gap: Gap, span: Span, after: Span, memory: Memory) -> bool:
    """Tell whether the noun behind a number is what it counts, though a phrase stands before it."""
    view, left = memory.view, gap.left
    before = memory.sentence[-1] if memory.sentence else None
    if before is not None and before.rule == "clause.number-noun" and before.indicator.span == span:
        return True
    if view.endswith((*_JOINS, "的是"), left, q.span.start):
        return True  # 首个国家级中心和3所省级中心
    if view.endswith("共", left, q.span.start) and not _measured(after, view):
        return True  # 股票市场共5206家上市公司
    if _NOT_WHAT.search(span.cut(view)) or (q.unit in _PEOPLE and edges.acts(view, after)):
        return True
    if q.unit in limits.COUNTERS and _FOR.search(view, left, q.span.start) and after.end < gap.right:
        return True  # “园区贷”累计为326家企业授信
    if (q.unit in limits.COUNTERS or q.unit in _REARED) and view[q.span.start - 1] == "了":
        return not _measured(span, view) or view.endswith(
            "投资", *span
        )  # 养育了5个孩子, 在区内投资了12个项目
    yearly = after.start == q.span.end and not _WORKS.search(view, *after)
    if yearly and _YEARLY.search(view, left, q.span.start):
        return True
    if _holds(view, left, q) and _SITE.search(view, *span):
        return True
    whence = view.endswith(_WHENCE, *span)  # 来自欧美等地区近3000万元的订单
    return whence or measures.may_be_verb(view, span, q)


_REARED = ("头", "只", "羽", "亩", "株", "棵", "箱", "匹", "尾", "户")  # 养了35头肉牛
_FOR = late("(?:累计|共|已|先后|分别|将|再|可|能|[一-鿿]{2}[”」])[为给向]$")
_AND_DID = late("[，,](?:共|累计|全年|合计)?(?:实现|完成|达成|取得)(?:了)?(?:年度)?")


def _says_again(span: Span, grown: Fact, view: str) -> bool:
    """Tell whether the level of what has just grown is told, by its name: 利润同比下降24.1%，实现利润27.4亿元."""
    c = grown.change
    if (
        c is None
        or c.unit != "%"
        or phrases.text(grown.indicator, view)[-(span.end - span.start) :] != span.cut(view)
    ):
        return False
    return _AND_DID.fullmatch(view, c.span.end, span.start) is not None


def _bind_pronoun(q: Quantity, span: Span, gap: Gap, memory: Memory) -> Fact | None:
    """Bind a number behind a word that stands for what was measured before it."""
    whose = gap.before_period(memory.view, span)
    if whose and measures.is_measure(whose.cut(memory.view)):
        return Fact(0, Indicator(whose), "clause.level", quantity=q)  # 零售总额9月份临时估计为296亿元
    open_ = memory.settled()
    based = any(p.kind == "base" for p in gap.clause.periods)
    if open_ and open_.quantity is None and q.unit != "%" and not based:
        open_.quantity, open_.rule = q, f"{open_.rule}+level"  # 按年升22.7%，临时估计为394亿元
        return None
    return inherit(memory, "pronoun.level", quantity=q)


def _holds(view: str, left: int, q: Quantity) -> bool:
    return view[q.span.start - 1] == "有" and _ONLY_HAS.search(view, left, q.span.start) is not None


def _measured(span: Span, view: str) -> bool:
    return measures.is_measure(span.cut(view))


# 与湖南省内8家企业签约, 第七批次出让5宗地块: where and in which row, not what.
_OWN_SHARE = late(r"[一-鿿]{2}的?(?:占比|比重|份额)(?:已经?|也|则|仍|均|将)*[由从为达降升提增超约近]")
_YEARLY = late("[年月日]产$")  # 年产13万锭纱线, but not 年产5万吨铜箔项目
_WORKS = late("(?:项目|基地|生产线|工程|工厂|厂|车间)$")
_ALL = "全[国省市球区县州]|世界"
_ONLY_WHERE = late(_ALL)
_NOT_WHAT = late(
    f"^(?:{_ALL}|国内|国外|海外|境外|世界各地|省内外|国内外)(?:各地)?$"
    r"|[省市县区州国境][内外]$|(?:行业|板块|领域|赛道)$|(?:车间|厂区|厂房|现场|[首一二三]期工程)$|^[首一二三四]期(?:新建|兴建|建设|建成|扩建)?$|^第[一二三四五六七八九十\d]{1,3}[批期轮]次?[一-鿿]{0,2}$|^(?:其余|余下|出让|拍卖|成交|总?价值)$"
    r"|^新(?:开工|签约?|签订|注册|投产|设立?|登记|上线|发布|成立|获?批|开?办|建成|竣工|挂牌|入库|启动|开通|开业)$"  # 新开工13个项目
)
_PEOPLE = ("人", "名", "位")  # 市委常委会12名成员参加会议
# 小镇只有4个主播: where they are.
_ONLY_HAS = late("[只仅才就还]有(?:约|近)?$")
_SITE = late("(?:镇|村|乡|县|区|街|岛|城|[学本]校|医?院|馆|厂里?|里)$")
_WHENCE = ("地区", "国家", "等地", "市场")
_JOINS = ("和", "与", "及", "、")
# 票房480亿元，较去年549亿元的实际票房下降12.6%: the number stands before what is compared with.
_THAN = late(
    "(?<!对)[比较](?!重|例|率|值|亚迪|特币)[^，。；、\\d]{0,4}(?:[去上前]年|\\d{4}年|上一?[月季周期])[^，。；、\\d]{0,6}$"
)
_INNER = late(
    "的[一-鿿]{2,12}?(?:同比|大幅|小幅|略|约|将)*(?:增长|增加|减少|下降|下滑|上升|上涨|下跌|提高|降低|高出|[增减升降涨跌多少])"
)


def _is_inner_base(q: Quantity, gap: Gap, view: str) -> bool:
    """Tell whether the number is what another time had of what grows behind it."""
    inner = view.startswith("的", q.span.end) and _INNER.match(view, q.span.end)
    return bool(inner) and _THAN.search(view, gap.left, q.span.start) is not None


# 与二季度的302亿元相比减少9.5%.
_AGAINST = late("(?:的?水平)?(?:相比|比较|对比)(?!例)")
# 上一年这一比例为22.5%.
_THIS_FIGURE = late(r"(?:这一|该|这个|此)(?:数字|数据|比例|比重|占比|指标|数值)[^，。；]{0,8}$")
# 失业率较第一季的4.2%: the number is what is compared with.
_COMPARED = late(
    r"(?:比|较)[^，。；]{1,12}[的之](?:港币|人民币|新台币)?$"
    r"|(?:上年|去年)同期(?:则|为|是)*净?(?:亏损?|盈利|利润)额?(?:为|是)?约?$"  # 上年同期亏损8.2亿元，同比减亏20%
)


def _bind_level(q: Quantity, span: Span, gap: Gap, memory: Memory) -> Fact | None:
    if memory.view.startswith("每", span.start - 1):
        mean = 2 * memory.view.startswith("平均", max(0, span.start - 3))
        span = Span(span.start - 1 - mean, span.end)  # 平均每|亩967斤
    span, per = implied_units.without_per(memory.view, span, q.unit)
    per = per or implied_units.per_before(memory.view, span.end, q.span.start)
    if unit := implied_units.only_per(span.cut(memory.view)):
        found = per_units.priced(span, gap, memory.view)
        if found is None:
            return per_units.unnamed(q, unit, memory)
        span, per = found, unit
    if q.unit == "倍" and memory.view.startswith("比", span.end):
        span = Span(span.start, span.end + 1)  # 师生比1:16
    phrase = span.cut(memory.view)
    told = q.unit or implied_units.is_surpassed(q, memory.view)
    unit = None if told else implied_units.implied_unit(phrase, memory.yuan)
    if unit := unit or (None if told else implied_units.of_round(q, phrase, memory.view)):
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
    if last and _is_plain_part(q, span, last, gap, memory.view):
        return Fact(0, Indicator(span), "clause.part", quantity=q, measure="share")
    if kind := kinds.alike(q, span, gap, memory):
        return Fact(0, kind, "clause.level", quantity=q)
    if shares_of_doers.held(q, span, memory.view):
        return Fact(0, Indicator(span), "clause.share", quantity=q, measure="share")
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


def _is_plain_part(q: Quantity, span: Span, last: Fact, gap: Gap, view: str) -> bool:
    """Tell whether it is how much of the level just told a part is: 资本支出400亿元，其中先进制程约70%."""
    level, clause = last.quantity, gap.clause
    whole = (
        level is not None
        and last.change is None
        and last.measure == "level"
        and level.unit not in ("%", "pp", None)
    )
    if not whole or q.unit != "%" or not clause.cue("among") or len(span.cut(view)) < _SHORTEST_PART:
        return False
    opens = view[clause.span.start : span.start].rstrip("：:，") == "其中"
    ends = not view[q.span.end : q.span.end + 1].isalpha()
    return opens and ends and _AS_MUCH.fullmatch(view, span.end, q.span.start) is not None


_SHORTEST_PART = 2
# 购物占47.1%，其次为住宿24.6%，及餐饮20.5%
_NEXT_PART = late("(?:其次|再次|第三|然后|以及|及|和|最后)*(?:则?[为是])?")
_AS_MUCH = late("(?:各?占|为|约|则|近|超过?|逾|达)*")


def _next_part(q: Quantity, span: Span, gap: Gap, view: str) -> bool:
    """Tell whether the clause names nothing but a further part and how much of the whole it is."""
    opens = _NEXT_PART.fullmatch(view, gap.clause.span.start, span.start)
    plain = opens and view[q.span.end - 1] in "%％"  # 剩下三分之一, 首次过半
    return bool(plain) and _AS_MUCH.fullmatch(view, span.end, q.span.start) is not None


def _owns_no_share(q: Quantity, view: str) -> bool:
    """Tell whether a share is not of this number: 占218家开发区总额的31%; 平均年龄30岁，占23%."""
    return q.unit == "岁" or view.endswith("占", 0, q.span.start)


_MARKETS = ("市场", "国内市场", "全球市场", "整体市场", "大盘")  # 国产影片票房379亿元，市场占比62%


def _bind_share(q: Quantity, share: shares.Share, gap: Gap, memory: Memory) -> Fact | None:
    last = memory.settled() or memory.last
    if last and last.quantity and _owns_no_share(last.quantity, memory.view):
        last = next((f for f in reversed(memory.sentence) if f is not last), last)
    told = last.quantity if last and last.change is None and last.measure != "contribution" else None
    if share.measure == "contribution" and shares.of_same(q, told, gap.clause, memory.view):
        share = replace(share, measure="share")
    if share.indicator is None and memory.ranked:
        share = replace(share, indicator=memory.ranked.span)  # 月薪3万元以下的，占就业人口的42.8%
    if share.indicator is None and (part := trades.described(memory.view, memory.remark, q.span.start)):
        share = replace(share, indicator=part)  # 机电产品成为主力，占七成
    if share.indicator is None and memory.topic and not memory.settled():
        share = replace(share, indicator=memory.topic)  # 经济总量跨上大台阶，占全国比重达7.4%
    named = share.indicator.cut(memory.view) if share.indicator else ""
    if last and (named in _MARKETS or (named and measures.is_total(named))):
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
