"""The full name of what a number measures, put together from what stands apart: 电子产业实现产值 is 电子产业产值."""

import re
from functools import lru_cache

from extractor.facts import phrases
from extractor.facts.indicators import measures, parts_told, trades
from extractor.facts.indicators.gaps import Gap
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause, head
from extractor.late import late
from extractor.mentions.indicators import phrase_before, words
from extractor.mentions.model import Indicator
from extractor.mentions.names import known
from extractor.patterns import Expression, listed
from extractor.span import Span

# 重大项目开工390个: what was done to the projects tells which are counted.
_DONE_TO = Expression(r"(?:{deed})(?=\d)")
_DEED = Expression("(?:{deed})$")
_DONE_PROJECTS = Expression("新?(?:{deed}|签约|落地|入库|入驻|引进|落户|招引|储备)(?P<noun>项目|工程|企业)")
_DOES = Expression(
    "(?:(?:预计|力争|累计|共|已|将|就)?(?:{attains})(?:了)?|(?:累计|合计|新增|共)(?:实现|完成)?)$"
)
_PLACE = late(r"^.$|(?:区|市|省|县|州|镇|公司|集团)$")
_NEEDS_MAKER = Expression("{needs-maker}")
_INDUSTRY = Expression("(?:{maker})$")
# A measure that says nothing without what it measures.
_OWN = (*("集团", "本集团", "公司", "本公司"), *"村镇乡县市区厂店家")  # 集团预计全年收入: whose it is
_BARE = Expression("(?:年|月|日|总|平均|人均|亩均|户均)?(?:{bare-measure})")
_ITS = late(r"[一-鿿A-Za-z0-9]{1,8}的(?=[一-鿿]{2})")
_THIS = ("该", "这", "其")
_PER_YEAR = late(r"(?:日均|月均|年均|户均|人均|亩均)")
_TAIL = Expression("(?:总)?(?:{shared-stem})$")
_SHORT = Expression("(?:总)?(?:{sharing})")


def _sibling(text: str, before: Indicator, view: str) -> phrases.Parts | None:
    """Find what a bare measure behind 、 shares with the one before it: 公共预算收入增长2%、支出增长3%."""
    whole = phrases.text(before, view)
    if not _SHORT.fullmatch(text):
        return None
    if whole.endswith(("项目", "工程")):
        return phrases.parts(before)
    m = _TAIL.search(whole)
    return phrases.first(phrases.parts(before), m.start()) if m and m.start() else None


# 大豆面积1.5亿亩，产量2000万吨: how much of it was sown, and what it yielded.
_GROWN = late(
    r"(?:(?:播种|种植|栽培|收获|养殖)?(?<!厂房)(?<!建筑)(?<!占地)(?<!受旱)(?<!受灾)(?<!成灾)(?P<area>面积)"
    r"|(?:年|预计)?(?:(?P<all>总产量|总产|产量)|(?P<each>单产)))$"
)
# Measures of one thing that a bulletin tells one after the other: 普通高中招生…，在校生…，毕业生….
_FAMILIES = (
    late(r"(?:招生|在校学?生|毕业生|专任教师)(?:数|人数)?$"),
    late(r"(?:客运|货运|旅客运输|货物运输|客|货)量$|(?:客运|货运|旅客|货物)周转量$"),
    late(r"(?:年?末?存栏|出栏)量?$"),
    late(r"(?:增量|存量)$"),  # 社会融资规模增量…，存量…
    _GROWN,
)


@lru_cache(maxsize=4096)
def _family(text: str) -> re.Pattern[str] | None:
    return next((f for f in _FAMILIES if f.fullmatch(text)), None)


def _relative(span: Span, gap: Gap, sentence: list[Fact], view: str) -> phrases.Parts | None:
    """Find what a bare measure shares with one of its family before it."""
    text = span.cut(view)
    family = _family(text)
    if family is None or (family is _GROWN and _has_maker(span, gap, view)):
        return None
    before = [(f, m) for f in reversed(sentence) if (m := family.search(phrases.text(f.indicator, view)))]
    if len(before) > 1 and before[0][1][0] == before[1][1][0] and before[0][1][0] != text:
        return None  # 中学专任教师1757人，小学专任教师1920人，在校学生62576人: those of all schools
    whole = next(((f, m) for f, m in before if m.start()), None)
    if whole and family is _GROWN and whole[1].lastgroup == _GROWN.fullmatch(text).lastgroup:  # type: ignore[union-attr]
        return None  # 电冰箱产量120万台，洗衣机完成产量80万台
    return phrases.first(phrases.parts(whole[0].indicator), whole[1].start()) if whole else None


_IN_WHICH = late(r"在[^，。；在]{2,24}(?:下|中)$")  # 在医药制造业高位增长的带动下
_SHORT_MEASURE = 4  # 充电桩累计充电量


# 分产品看，茶叶实现收入2.5亿元: whatever stands before is one of the kinds.
_BY_KIND = late(
    "(?:分|从|按)(?:产品|业务|渠道|行业|品类|品种|板块|类别|地区|区域|市场)(?:类别|结构)?(?:来)?看"
)


def _made(span: Span, gap: Gap, view: str, sentence: list[Fact], remark: Clause | None) -> Indicator | None:
    """Name what is done by who does it: 电子产业实现产值, 全国铁路累计发送旅客."""
    m = _DOES.search(view, gap.left, span.start)
    if m is None:
        return None
    text = span.cut(view)
    start = max([gap.left, *(p.span.end for p in gap.clause.periods if p.span.end <= m.start())])
    how = _IN_WHICH.search(view, start, m.start())
    end = how.start() if how else m.start()
    maker, _ = phrase_before(view, start, end, [n for n in gap.names if n.end <= end])
    by_kind = remark is not None and _BY_KIND.search(view, *remark.span) is not None
    if maker and (by_kind or _INDUSTRY.search(maker.cut(view))):
        return phrases.join(span, [maker, span])
    short = len(text) <= _SHORT_MEASURE or text.startswith("平均利用小时")
    total = m[0] == "累计" and short and (measures.is_measure(text) or len(text) > _SHORT_MEASURE)
    if maker and (total or _NEEDS_MAKER.fullmatch(text)) and not _PLACE.search(maker.cut(view)):
        return phrases.join(span, [maker, span])  # 高原炊具累计销售5.1亿元
    counted = sentence[-1].indicator if sentence else None
    whole = counted and not text.startswith(phrases.text(counted, view))
    if maker is None and counted and whole and counted.span.cut(view).endswith(("企业", "单位")):
        return Indicator(span, phrases.text(counted, view) + text)  # 规上企业429户，实现增加值2570亿元
    return None


def _result(span: Span, gap: Gap, view: str, whole: Fact | None) -> Indicator:
    """Name 亏损 in 净利润为亏损8.2亿元, and in 上年同期为盈利6千万元 what the text measured before."""
    start = max([gap.left, *(p.span.end for p in gap.clause.periods if p.span.end < span.start)])
    what, _ = phrase_before(view, start, span.start, [n for n in gap.names if n.end < span.start])
    before = (what,) if what else phrases.parts(whole.indicator) if whole else ()
    if not before or not view[before[-1].start : before[-1].end].endswith(("利润", "净利", "亏损", "业绩")):
        return Indicator(span)
    if what is None and view.startswith("亏损", before[-1].start):
        before = before[:-1]  # 净利润为亏损…，上年同期为盈利…
    gains = view.startswith("盈利", span.start) and what is None
    return phrases.join(span, before) if gains else phrases.join(span, before, [span])


def _has_maker(span: Span, gap: Gap, view: str) -> bool:
    """Tell whether the clause itself names what is made: 洗衣机完成产量80万台."""
    if (m := _DOES.search(view, gap.left, span.start)) is None:
        return False
    return (
        phrase_before(view, gap.left, m.start(), [n for n in gap.names if n.end <= m.start()])[0] is not None
    )


_WORTH = late("(?:涉及)?(?:总?(?:货值|价值)|总值)")


def _worth(span: Span, gap: Gap, view: str, sentence: list[Fact]) -> Indicator | None:
    """Name the worth of what was counted before: 进口肉类10万吨，价值31亿元 is 进口肉类价值."""
    if not _WORTH.fullmatch(view, *span) or gap.number.unit in ("%", "pp"):
        return None
    whole = next((f for f in reversed(sentence) if f.quantity and f.measure == "level"), None)
    if whole is None or whole.quantity is None or whole.quantity.unit in ("%", gap.number.unit):
        return None
    return phrases.join(span, phrases.parts(whole.indicator), [span])


_SIDE = late(r"(?:出口|进口)(?:总额|总值|额|值)?")
_BOTH = late(r"进出口(?:总额|总值|额|值)?$")


def _part_of_trade(span: Span, view: str, whole: Fact | None) -> Indicator | None:
    """Name the one side of a part of trade: 对美国进出口301亿元，其中出口269亿元 is 对美国出口."""
    if (
        whole is None
        or not view.endswith(("其中", "其中，"), 0, span.start)
        or not _SIDE.fullmatch(view, *span)
    ):
        return None
    text = phrases.text(whole.indicator, view)
    m = _BOTH.search(text)
    if m is None or m.start() == 0 or text[: m.start()] in listed("all-trade"):
        return None
    return phrases.join(span, phrases.first(phrases.parts(whole.indicator), m.start()), [span])


def _other_side(span: Span, view: str, sentence: list[Fact]) -> Indicator | None:
    """Name the other side of what was just named: 其中出口269亿元；进口32亿元 is 对美国进口 after 对美国出口."""
    if not sentence or not _SIDE.fullmatch(view, *span):
        return None
    last = sentence[-1].indicator
    own, text = last.span.cut(view), phrases.text(last, view)
    if not _SIDE.fullmatch(own) or own == span.cut(view) or text == own or not text.endswith(own):
        return None
    return phrases.join(span, phrases.first(phrases.parts(last), len(text) - len(own)), [span])


def also_done(last: Indicator, gap: Gap, view: str) -> Indicator | None:
    """Name 竣工437个 behind 重大项目开工390个 or 新开工项目46个: the same projects, another deed."""
    deed = _DEED.search(view, gap.left, head(gap.number))
    if deed is None:
        return None
    span, text = Span(*deed.span()), phrases.text(last, view)
    if m := _DONE_PROJECTS.fullmatch(text):
        return phrases.join(span, [span], phrases.last(phrases.parts(last), len(m["noun"])))
    before = _DEED.search(text)
    if before is None:
        return None
    return phrases.join(span, phrases.first(phrases.parts(last), before.start()), [span])


def name(
    span: Span,
    gap: Gap,
    view: str,
    sentence: list[Fact],
    whole: Fact | None,
    remark: Clause | None,
    beside: Fact | None = None,
) -> Indicator:
    """Name an indicator as fully as the text does.

    电子产业实现产值 is 电子产业产值; 城镇 beside 社会消费品零售总额 is its 零售总额; 滤光片全年出货量 is 滤光片出货量.
    """
    if view.endswith("项目", *span) and (m := _DONE_TO.match(view, span.end)):
        span = Span(span.start, m.end())
    text = span.cut(view)
    told = sentence or ([beside] if beside else [])
    stem = _relative(span, gap, told or ([whole] if whole else []), view)
    if stem is None and sentence and view.startswith("、", gap.left):
        stem = _sibling(text, sentence[-1].indicator, view)
    if stem:
        return phrases.join(span, stem, [span])
    sort = parts_told.sort_of(span, gap.number, sentence, whole, view)
    if apart := sort or _worth(span, gap, view, sentence):
        return apart
    side = _part_of_trade(span, view, whole) or _other_side(span, view, told)
    if made := _made(span, gap, view, sentence, remark) or side:
        return made
    if (m := _ITS.match(view, *span)) and view.endswith(_THIS, 0, span.start):
        span = Span(m.end(), span.end)  # 该车型的销量
        text = span.cut(view)
    if text in ("亏损", "盈利") and view.startswith("为", span.start - 1):
        return _result(span, gap, view, whole)
    if _PER_YEAR.fullmatch(text) and sentence:
        like = next(
            (f for f in reversed(sentence) if f.quantity and f.quantity.unit == gap.number.unit), None
        )
        of = like if text.startswith("户均") else sentence[-1]  # 支持农户2.3万户，户均8万元
        return Indicator(span, text + phrases.text(of.indicator, view)) if of else Indicator(span)
    bare = _BARE.fullmatch(text) is not None
    short = remark is not None and len(text) <= 4 and measures.is_measure(text)
    topic = opening_noun(view, remark) if remark and (bare or short) else None
    topic = topic or (trades.opens(view, remark) if remark and bare else None)
    topic = topic or (trades.yields(view, remark, text) if remark else None)
    if bare or topic:
        owner = gap.before_period(view, span)
        if owner and owner.cut(view) not in _OWN and not measures.is_measure(owner.cut(view)):
            return phrases.join(span, [owner, span])
        aspect = remark is not None and view.endswith(_ASPECT_ENDS, *remark.span)  # 硅片环节，全国产量…
        if topic and (aspect or not gap.names) and not measures.is_measure(topic.cut(view)):
            return Indicator(span, topic.cut(view) + text)
    head = parts_told.with_head(span, gap.number, whole, view)
    # What an earlier clause only lends is the name's, not the text's.
    return Indicator(span, text + "".join(p.cut(view) for p in head) if head else None)


# 是, 仍, 保持, 从无到有: what is said of the noun before, and no deed of it.
_SAYS_OF = late("[是为仍则也还却又更从]|更是|合计|保持|继续|呈现|稳步|快速|持续|稳中.{2}|..(?:向好|平稳)")
_DESCRIBED = late(r"[^，。；的]{2,8}的(?=[一-鿿]{2,8}业)")  # 重点培育的医药制造业稳中向好


_AFFECTED = Expression("受[^，。；]{1,30}(?:{influence})")


def affected(view: str, clause: Clause) -> Span | None:
    """Find what something else influences: 食物类受供给减少影响，上涨4.9%."""
    at = view.find("受", *clause.span)
    if (
        at < 0
        or not _AFFECTED.match(view, at, clause.span.end)
        or any(n.span.end == at for n in clause.names)
    ):
        return None
    marks = sorted(m.span for m in (*clause.names, *clause.periods) if m.span.end <= at)
    span, _ = phrase_before(view, clause.span.start, at, marks)
    return span if span and span.end - span.start > 1 else None


# 批发物价指数则因油价下跌，较上年下跌3%; 原因, 基因 and 因此 are none.
_BECAUSE = late("(?<![原基成主诱起外内])因(?![此为而应素子地人])[^，。；]{3,30}$")

# 机械业受半导体设备需求带动，增长16%.
_MOVED_BY = Expression("受(?!益|惠|访|理|让|制|聘|众|灾|训|害|伤)[^，。；]{2,28}(?:{influence})$")


def because(view: str, clause: Clause) -> Span | None:
    """Find the measure that something moves, as a clause says before its figure."""
    m = _BECAUSE.search(view, *clause.span) or _MOVED_BY.search(view, *clause.span)
    if m is None:
        return None
    marks = sorted(n.span for n in (*clause.names, *clause.periods) if n.span.end <= m.start())
    end = m.start() - view.endswith("则", clause.span.start, m.start())
    span, _ = phrase_before(view, clause.span.start, end, marks)
    if span is None:
        return None
    text = span.cut(view)
    return span if measures.is_measure(text) or known(text) or parts_told.OF_WHOLE.search(text) else None


def kind(view: str, clause: Clause) -> Span | None:
    """Find the kind of goods or trade that is all of a clause: 服装类，上涨3.2%."""
    if view[clause.span.end - 1] not in "类類业業":
        return None
    span, _ = phrase_before(view, *clause.span)
    return span if span == clause.span else None


def thrives(view: str, clause: Clause) -> Span | None:
    """Find the trade or goods whose trend is all that a clause tells: 装备制造业增长较快，增长12%."""
    end = measures.before_trend(view, clause.span)
    if end == clause.span.end or view.startswith("以", clause.span.start):
        return None  # 以电子产品增加较多: what grew most of what was told
    marks = sorted(m.span for m in (*clause.names, *clause.periods))
    span, _ = phrase_before(view, clause.span.start, end, marks)
    if span is None or span.end != end or view.endswith(("企业", "单位", "市场"), *span):
        return None
    if view[span.start].isdigit() and view.endswith(tuple(listed("place-kinds")), *span):
        return None  # 4城市环比上涨
    return span if parts_told.OF_WHOLE.search(span.cut(view)) else None


_ASPECT = Expression("(?:{aspect})")
_ASPECT_ENDS = ("方面", "环节", "领域", "板块")
# 主要预期目标是：粮食产量…; 创十五年最大，累计出口…: what is announced or ranked owns nothing.
_ANNOUNCES = ("目标", "任务", "要求", "指标", "最大", "最高", "最低", "最多", "最快", "新高", "新低")


def opening_noun(view: str, clause: Clause) -> Span | None:
    """Find what a clause without a number is about: 立式加工中心仍是主业, 新能源汽车方面."""
    start = max([clause.span.start, *(m.span.end for m in (*clause.names, *clause.periods))])
    if view.endswith(_ASPECT_ENDS, *clause.span):
        span, _ = phrase_before(view, start, clause.span.end - 2)
        return None if span is None or _ASPECT.fullmatch(view, *span) else span
    if m := _DESCRIBED.match(view, start, clause.span.end):
        start = m.end()
    end = start
    for word in words(view, start, clause.span.end):
        if word.classes & {"cut", "link"} and end > start:
            if not _SAYS_OF.fullmatch(view, word.start, word.end):
                return None  # 报关员告诉记者, 二期转固投产
            break
        end = word.end
    if end >= clause.span.end:
        return None
    span, _ = phrase_before(view, start, end)
    if span is None or view.endswith(_ANNOUNCES, *span):
        return None
    return span if 2 <= span.end - span.start <= 14 else None
