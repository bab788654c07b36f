"""The stretch before and after a number, and the name of what it measures."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.facts import edges, measures, phrases
from extractor.facts.flows import OVER_YEARS
from extractor.facts.limits import COUNTERS
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause, Number, head
from extractor.mentions.indicators import phrase_after, phrase_before, words
from extractor.mentions.model import Indicator, Quantity
from extractor.span import Span


@dataclass(frozen=True, slots=True)
class Gap:
    """A number with the text that may name its indicator: from `left` to the number, and on to `right`."""

    clause: Clause
    left: int
    number: Number
    right: int

    def before(self, view: str) -> tuple[Span | None, bool]:
        """Find the phrase after the last period, else the one before it (资本充足率从2007年底的8.4%).

        The second result tells whether a verb stands between phrase and number, so that a noun behind wins.
        """
        right, verb = head(self.number), False
        right = without_currency(view, self.left, right)
        if view.endswith("的", self.left, right) and (m := _AT_FIRST.search(view, self.left, right)):
            right = m.start()  # 由开通时的4131人次增至2.1万人次
        if view.find("年", max(self.left, right - _OVER_REACH), right) >= 0 and (
            m := OVER_YEARS.search(view, self.left, right)
        ):
            right = m.start()  # 高新技术企业5年增加2万多家
        within = [p for p in self.clause.periods if self.left <= p.span.start and p.span.end <= right]
        for period in reversed(within):
            names = self._names(period.span.end, right)
            span, linked = phrase_before(view, period.span.end, right, names)
            verb = verb or linked
            if span or names:
                return span and _bare(view, span, names), verb
            right = period.span.start
        left = self._behind_delay(view, right)
        names = self._names(left, right)
        span, linked = phrase_before(view, left, right, names)
        return span and _bare(view, span, names), verb or linked

    def _behind_delay(self, view: str, right: int) -> int:
        """Return where the words behind 在3个交易日内 begin; else where the stretch does."""
        m = _WITHIN.search(view, self.left, right)
        return m.end() if m else self.left

    def after(self, view: str) -> Span | None:
        """Find the noun that stands right behind the number (267家大数据企业), or behind 的."""
        q = self.number
        if not isinstance(q, Quantity) or not measures.counts(q) or q.span.end >= self.clause.span.end:
            return None
        # 8家全国重点实验室: a place right behind the number is part of the noun.
        names = [n.span for n in self.clause.names if n.span.start > q.span.end + 1]
        names += [p.span for p in self.clause.periods if p.span.start > q.span.end]
        m = _OR_UNIT.match(view, q.span.end)
        end = m.end() if m else q.span.end
        right = min(self.right, self.clause.span.end)
        if right == end and (twin := self._twin(end)):
            end, right = twin.span.end, self.clause.span.end  # 4586户20051名贫困人口
        if q.unit in COUNTERS and view.startswith(("以上", "左右"), end):
            end += 2  # 培育100家以上特色企业
        span = phrase_after(view, end, right, names)
        more = right < self.clause.span.end
        span = span and edges.without_next(view, edges.without_doing(view, span), more)
        if more and span and span.end == right and (last := words(view, *span)[-1]).classes == {"head"}:
            span = Span(span.start, last.start)  # 200亿元专项资金支持4441个项目
        return span if span and view[end : span.start] in ("", "的", "个", "公司", "新增") else None

    def _twin(self, at: int) -> Quantity | None:
        """Return the number that stands right behind this one and counts the same in another unit."""
        twin = next((n for n in self.clause.numbers if n.span.start == at), None)
        return twin if isinstance(twin, Quantity) and measures.counts(twin) else None

    def before_period(self, view: str, span: Span) -> Span | None:
        """Find what stands before the period that the phrase follows: 滤光片全年出货量."""
        earlier = [p for p in self.clause.periods if self.left < p.span.start and p.span.end <= span.start]
        if not earlier:
            return None
        end = earlier[0].span.start
        found, _ = phrase_before(view, self.left, end, self._names(self.left, end))
        return found

    def _names(self, start: int, end: int) -> list[Span]:
        return [n.span for n in self.clause.names if start <= n.span.start < end]

    @property
    def names(self) -> list[Span]:
        """Return the places and organisations before the number."""
        return self._names(self.left, head(self.number))


def _bare(view: str, span: Span, names: list[Span]) -> Span | None:
    rest = edges.without_beneficiary(view, span, names)
    return rest and edges.without_firm(view, rest)


def without_currency(view: str, start: int, end: int) -> int:
    """Return where the words of a stretch end before the name of a currency: 达|新台币1亿元."""
    if not view.endswith(_CURRENCIES, start, end):
        return end
    m = _CURRENCY.search(view, start, end)
    return m.start() if m else end


def currency(view: str, start: int, end: int) -> Span | None:
    """Find the currency whose rate moves: 人民币升值1.33%."""
    at = without_currency(view, start, end)
    return Span(at, end) if at < end else None


_OR_UNIT = re.compile(r"[（(](?:套|间|次|户|台|个|家|处|座|人|名|件)[）)]")  # 360万套（间）
_CURRENCIES = ("人民币", "港币", "新台币")
_CURRENCY = re.compile(rf"(?:折合)?(?:{'|'.join(_CURRENCIES)})$")
# When it began: 由投产之初的3家, 从最初的5%.
_AT_FIRST = re.compile(r"(?:由|从|自)[^，。；由从自]{1,12}?(?:时|初|前|之初|当初|起初|最初|开始)的$")
_OVER_REACH = 6
_WITHIN = re.compile(
    r"[\d一二三四五六七八九十两]{1,4}个?(?:交易日|工作日|自然日|日|天|小时|分钟)[内后](?:的)?"
)
# 重大项目开工390个: what was done to the projects tells which are counted.
_DONE_TO = re.compile(r"(?:开工|竣工|投产|开复工)(?=\d)")
_DEED = re.compile(r"(?:开工|竣工|投产|开复工)$")
_DONE_PROJECTS = re.compile(r"新?(?:开工|竣工|投产|签约|落地|入库)(?P<noun>项目|工程)")
_DOES = re.compile(
    r"(?:(?:预计|力争|累计|共|已|将|就)?(?:实现|完成|达成|录得|创造)(?:了)?|(?:累计|合计|新增|共)(?:实现|完成)?)$"
)
_PLACE = re.compile(r"^.$|(?:区|市|省|县|州|镇|公司|集团)$")
_NEEDS_MAKER = re.compile(r"销售|出口|进口|进出口|首贷|交易|投资|产出|发电|装机")
_INDUSTRY = re.compile(
    r"(?:产业|业|领域|板块|集群|行业|项目|工程|园区|开发区|单位|人员|群体|劳动力|产品|系列|品类|分部|部门|事业部|渠道|出让|铁路|公路|民航|水路|邮政)$"
)
# A measure that says nothing without what it measures.
_BARE = re.compile(
    r"(?:年|月|日|总|平均|人均|亩均|户均)?(?:产值|产量|销量|产能|单产|总产|收入|营收|利润|均价|单价|售价|价格|数量|总值|总额|金额|份额|占比|比重|"
    r"面积|出货量|用量|成交量|交易量|产销量|票房|出口|进口|规模|用工|投资强度|毛利率|市场占有率|市占率|占有率|增加值)"
)
_ITS = re.compile(r"[一-鿿A-Za-z0-9]{1,8}的(?=[一-鿿]{2})")
_THIS = ("该", "这", "其")
_PER_YEAR = re.compile(r"(?:日均|月均|年均|户均|人均|亩均)")


_TAIL = re.compile(
    r"(?:总)?(?:收入|支出|产值|产量|销量|销售额|销售收入|总值|总额|线路|里程|播种面积|种植面积|出口|进口|出口额|进口额|投资|数量|数|面积|余额|人数|人次|总量|渗透率|增加值|价格|成交量|成交额)$"
)
_SHORT = re.compile(
    r"(?:总)?(?:收入|支出|产值|产量|销量|销售额|销售面积|销售收入|总值|总额|投资|投资额|里程|运营里程|出口|进口|出口额|进口额|面积|余额|人数|数量|总量|保有量|渗透率|均价|成交额|总花费|花费)"
)


def _sibling(text: str, before: Indicator, view: str) -> phrases.Parts | None:
    """Find what a bare measure behind 、 shares with the one before it: 公共预算收入增长2%、支出增长3%."""
    whole = phrases.text(before, view)
    if not _SHORT.fullmatch(text):
        return None
    if whole.endswith(("项目", "工程")):
        return phrases.parts(before)
    m = _TAIL.search(whole)
    return phrases.first(phrases.parts(before), m.start()) if m and m.start() else None


# Measures of one thing that a bulletin tells one after the other: 普通高中招生…，在校生…，毕业生….
_FAMILIES = (
    re.compile(r"(?:招生|在校学?生|毕业生|专任教师)(?:数|人数)?$"),
    re.compile(r"(?:客运|货运|旅客运输|货物运输|客|货)量$|(?:客运|货运|旅客|货物)周转量$"),
    re.compile(r"(?:年?末?存栏|出栏)量?$"),
)


@lru_cache(maxsize=4096)
def _family(text: str) -> re.Pattern[str] | None:
    return next((f for f in _FAMILIES if f.fullmatch(text)), None)


def _relative(text: str, sentence: list[Fact], view: str) -> phrases.Parts | None:
    """Find what a bare measure shares with one of its family before it."""
    family = _family(text)
    if family is None:
        return None
    for fact in reversed(sentence):
        m = family.search(phrases.text(fact.indicator, view))
        if m and m.start():
            return phrases.first(phrases.parts(fact.indicator), m.start())
    return None


_SHORT_MEASURE = 4  # 充电桩累计充电量


def _made(span: Span, gap: Gap, view: str, sentence: list[Fact]) -> Indicator | None:
    """Name what is done by who does it: 电子产业实现产值, 全国铁路累计发送旅客."""
    m = _DOES.search(view, gap.left, span.start)
    if m is None:
        return None
    text = span.cut(view)
    start = max([gap.left, *(p.span.end for p in gap.clause.periods if p.span.end <= m.start())])
    maker, _ = phrase_before(view, start, m.start(), [n for n in gap.names if n.end <= m.start()])
    if maker and _INDUSTRY.search(maker.cut(view)):
        return phrases.join(span, [maker, span])
    total = m[0] == "累计" and len(text) <= _SHORT_MEASURE and measures.is_measure(text)
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


_SIDE = re.compile(r"(?:出口|进口)(?:总额|总值|额|值)?")
_BOTH = re.compile(r"进出口(?:总额|总值|额|值)?$")
_ALL_TRADE = frozenset(("", "企业", "外贸", "贸易", "对外贸易", "货物", "货物贸易", "外贸货物", "商品"))


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
    if m is None or text[: m.start()] in _ALL_TRADE:
        return None
    return phrases.join(span, phrases.first(phrases.parts(whole.indicator), m.start()), [span])


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
    span: Span, gap: Gap, view: str, sentence: list[Fact], whole: Fact | None, remark: Clause | None
) -> Indicator:
    """Name an indicator as fully as the text does.

    电子产业实现产值 is 电子产业产值; 城镇 beside 社会消费品零售总额 is its 零售总额; 滤光片全年出货量 is 滤光片出货量.
    """
    if view.endswith("项目", *span) and (m := _DONE_TO.match(view, span.end)):
        span = Span(span.start, m.end())
    text = span.cut(view)
    stem = _relative(text, sentence or ([whole] if whole else []), view)
    if stem is None and sentence and view.startswith("、", gap.left):
        stem = _sibling(text, sentence[-1].indicator, view)
    if stem:
        return phrases.join(span, stem, [span])
    if made := _made(span, gap, view, sentence) or _part_of_trade(span, view, whole):
        return made
    if (m := _ITS.match(view, *span)) and view.endswith(_THIS, 0, span.start):
        span = Span(m.end(), span.end)  # 该车型的销量
        text = span.cut(view)
    if text in ("亏损", "盈利") and view.startswith("为", span.start - 1):
        return _result(span, gap, view, whole)
    if _PER_YEAR.fullmatch(text) and sentence:
        return Indicator(span, text + phrases.text(sentence[-1].indicator, view))
    bare = _BARE.fullmatch(text) is not None
    short = remark is not None and len(text) <= 4 and measures.is_measure(text)
    topic = measures.opening_noun(view, remark) if remark and (bare or short) else None
    if bare or topic:
        owner = gap.before_period(view, span)
        if owner and not measures.is_measure(owner.cut(view)):
            return phrases.join(span, [owner, span])
        if topic and not gap.names and not measures.is_measure(topic.cut(view)):
            return Indicator(span, topic.cut(view) + text)
    head = measures.with_head(span, gap.number, whole, view)
    # What an earlier clause only lends is the name's, not the text's.
    return Indicator(span, text + "".join(p.cut(view) for p in head) if head else None)
