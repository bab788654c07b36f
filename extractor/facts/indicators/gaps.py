"""The stretch before and after a number, and the name of what it measures."""

from typing import NamedTuple

from extractor.facts.indicators import edges, measures
from extractor.facts.indicators.limits import COUNTERS
from extractor.facts.periods.flows import OVER_YEARS
from extractor.facts.skeleton import Clause, Number, head
from extractor.late import late
from extractor.mentions.indicators import phrase_after, phrase_before, words
from extractor.mentions.model import Quantity
from extractor.mentions.quantities import money
from extractor.patterns import Expression
from extractor.span import Span, span_of


class Gap(NamedTuple):
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
        right = before_stage(view, self.left, right)
        if view.find("年", max(self.left, right - _OVER_REACH), right) >= 0 and (
            m := OVER_YEARS.search(view, self.left, right)
        ):
            right = m.start()  # 高新技术企业5年增加2万多家
        if m := _FROM_NOTHING.search(view, max(self.left, right - _FROM_REACH), right):
            right = m.start()  # 准备金率从0调整为20%
        right -= view.endswith(_PAST, self.left, right)  # 成交额过|10亿元
        if view.endswith("中", self.left, right) and (m := _AMID.search(view, self.left, right)):
            right = m.start()  # 股价在常规交易中上涨
        if aside := edges.aside(view, self.left, right):
            span, named, linked = self._within(view, aside.end, right)
            if span or named:
                return span, linked
            right = aside.start  # 预算收入扣除留抵退税因素后增长10.6%
        periods = [p for p in self.clause.periods if self.left <= p.span.start and p.span.end <= right]
        for period in reversed(periods):
            behind = period.span.end + view.startswith("前", period.span.end)  # 年底前
            span, named, linked = self._within(view, behind, right)
            verb = verb or linked
            if span or named:
                return span, verb
            right = without_from(view, self.left, period.span.start)
        span, _, linked = self._within(view, self._behind_delay(view, right), right)
        return span, verb or linked

    def _within(self, view: str, left: int, right: int) -> tuple[Span | None, bool, bool]:
        """Find the phrase of a stretch; whether names stand there, and whether a verb links it."""
        names = self._names(left, right)
        span, linked = phrase_before(view, left, right, names)
        return span and self._own(view, span, names), bool(names), linked

    def _own(self, view: str, span: Span, names: list[Span]) -> Span | None:
        """Take off a phrase what belongs to the number before: 总投资3亿元的甲项目、总投资5亿元的乙项目."""
        if view.startswith("的", self.left):
            mark = view.rfind("、", *span)
            if mark > 0 and measures.is_measure(view[mark + 1 : span.end]):
                span = Span(mark + 1, span.end)
        return self._bare(view, span, names)

    def _bare(self, view: str, span: Span, names: list[Span]) -> Span | None:
        if span.end - span.start <= _SHORTEST and view[span.end - 1] == "批":
            return None  # 培育了四批共计8997家企业
        if _TIMES.fullmatch(view, *span):
            return None  # 连续两次降价1%
        rest = edges.without_beneficiary(view, edges.without_estimate(view, span), names)
        if rest and isinstance(self.number, Quantity):
            rest = edges.without_each(view, rest)
            if measures.counts(self.number) and not (self.number.unit or "").isupper():
                rest = edges.without_yield(view, edges.without_handling(view, rest))
        return rest and edges.with_base(
            view, self.left, edges.without_firm(view, edges.without_site(view, rest))
        )

    def _behind_delay(self, view: str, right: int) -> int:
        """Return where the words behind 在3个交易日内 begin; else where the stretch does."""
        m = _WITHIN.search(view, self.left, right)
        return m.end() if m else self.left

    def goes_on(self, mark: int, view: str) -> bool:
        """Tell whether it counts the same in another unit: 930套/7.6万平方米; 垃圾63.5万艘次、5005吨."""
        return view[mark] in "/／" or (view[mark] == "、" and self.number.span.end == self.clause.span.end)

    def after(self, view: str) -> Span | None:
        """Find the noun that stands right behind the number (267家大数据企业), or behind 的."""
        q = self.number
        if not isinstance(q, Quantity) or not measures.counts(q) or q.span.end >= self.clause.span.end:
            return None
        if _MARKS.match(view, q.span.end):
            return None  # 首次迈上60亿件台阶
        # 8家全国重点实验室: a place right behind the number is part of the noun.
        names = [n.span for n in self.clause.names if n.span.start > q.span.end + 1]
        names += [p.span for p in self.clause.periods if p.span.start > q.span.end]
        m = _OR_UNIT.match(view, q.span.end)
        end = m.end() if m else q.span.end
        right = min(self.right, self.clause.span.end)
        if right <= end + 1 and (twin := self._twin(right, view[end:right])):
            end, right = twin.span.end, self.clause.span.end  # 4586户20051名贫困人口
        if (
            q.unit in COUNTERS
            and (m := _YIELDS.fullmatch(view, end, right))
            and (works := self._works(right, view))
        ):
            return works  # 2条年产60万吨纸浆生产线
        if q.unit in COUNTERS and view.startswith(("以上", "左右"), end):
            end += 2  # 培育100家以上特色企业
        if q.unit in COUNTERS and (m := _DOES_WHAT.match(view, end, right) or _FIRMS.match(view, end, right)):
            return Span(*m.span("noun"))
        span = phrase_after(view, end, right, names)
        span = span if span and not self._is_of_them(view, span) else None
        if span is None and q.unit in _ARE_COUNTED and (what := self._become(view, end, right, names)):
            return what
        more = right < self.clause.span.end
        if q.unit in COUNTERS and (m := _WHOSE.match(view, end, right) or _WHERE.match(view, end, right)):
            return Span(*m.span("who"))  # 38家公司营收增长超过30%
        if q.unit in COUNTERS and (m := _LACKS.match(view, end, right)):
            return Span(*m.span())
        span = span and edges.without_next(view, edges.without_doing(view, span), more)
        span = span and edges.without_per_head(view, span)
        firms = span is not None and view.endswith("公司", *span)
        if (
            more
            and span
            and not firms
            and span.end == right
            and (last := words(view, *span)[-1]).classes == {"head"}
        ):
            span = (
                span_of((span.start, last.start)) if last.start > span.start else None
            )  # 200亿元专项资金支持4441个项目
        return (
            span
            if span and view[end : span.start] in ("", "的", "个", "公司", "新增", "用于", "最新")
            else None
        )

    def _is_of_them(self, view: str, span: Span) -> bool:
        """Tell whether the noun says what the counted do or have: 177户413人脱贫, 18家上半年净利润增长."""
        if _ACTS.fullmatch(view, *span) and span.cut(view) != "就业":
            return True  # but 带动3000人就业
        if self.number.unit not in ("家", "只"):
            return False
        own = next((p.span.end for p in self.clause.periods if p.span.start == span.start), span.start)
        return measures.is_had(view, own, span.end)

    def _become(self, view: str, end: int, right: int, names: list[Span]) -> Span | None:
        """Find what the counted have become, or are: 其中28家获评省级绿色工厂, 20家是外资企业."""
        if m := _BECAME.match(view, end, right):
            return phrase_after(view, m.end(), right, names)
        m = None if view.endswith("等", self.left, head(self.number)) else _ARE.match(view, end, right)
        are = phrase_after(view, m.end(), right, names) if m else None
        return are if are and are.end == right == self.clause.span.end else None

    def _twin(self, at: int, mark: str) -> Quantity | None:
        """Return the number right behind this one that counts the same in another unit: 户 and 人, also with 、 between."""
        twin = next((n for n in self.clause.numbers if n.span.start == at), None)
        if not isinstance(twin, Quantity) or not measures.counts(twin) or mark not in ("", "、"):
            return None
        both = (self.number.unit, twin.unit)
        return twin if not mark or (both[0] in _HOUSEHOLDS and both[1] in _PEOPLE) else None

    def _works(self, at: int, view: str) -> Span | None:
        """Find the works that yield so much as the number behind says."""
        output = next((n for n in self.clause.numbers if n.span.start == at), None)
        names = [n.span for n in self.clause.names]
        span = phrase_after(view, output.span.end, self.clause.span.end, names) if output else None
        return span if span and _WORKS.search(view, *span) else None

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


def before_stage(view: str, start: int, end: int) -> int:
    """Return where the words of a stretch end before those for a beginning: 由开通时的|4131人次增至2.1万人次."""
    m = _AT_FIRST.search(view, start, end) if view.endswith("的", start, end) else None
    m = m or _AT_PEAK.search(view, start, end)
    return m.start() if m else end


def without_from(view: str, start: int, end: int) -> int:
    """Return where the words of a stretch end before 自 or 在: 销量自|一月的45万台, 消费开支在|第三季下跌."""
    led = view.endswith(_LEADS, start, end) and not view.endswith(_SELVES, start, end)
    return end - 1 if led else end


def without_currency(view: str, start: int, end: int) -> int:
    """Return where the words of a stretch end before the name of a currency: 达|新台币1亿元."""
    if not view.endswith(names := money.own(), start, end):
        return end
    end -= next(len(name) for name in names if view.endswith(name, start, end))
    return end - 2 if view.endswith("折合", start, end) else end


def currency(view: str, start: int, end: int) -> Span | None:
    """Find the currency whose rate moves: 人民币升值1.33%."""
    at = without_currency(view, start, end)
    return Span(at, end) if at < end else None


# What follows the counted is a measure of theirs.
_WHOSE = Expression(
    "(?P<who>[^，。；、和与及的]{0,10}(?:公司|企业|银行|机构|券商|险企|房企|车企|项目|城市|景区|口岸|农户|家庭|楼宇|大厦|写字楼|门店|品牌|商家|店铺|单品|产品))"
    "(?:归母|扣非|合计|平均|人均|户均)?(?:{part-head}|营收|税收|净利|业绩|生产总值|[一-鿿]{1,3}率)"
)
# 有10家没有接到订单: what they have not done is what they are counted by.
_LACKS = late("(?:没有|没能|未能|尚未|仍未|并未|从未|还没有?)[^，。；：、\\d]{2,12}$")
# 其中28家获评省级绿色工厂: what they became is what they are counted as.
_BECAME = Expression("(?:均|已|先后|分别|相继)?(?:{became})(?:了|为)?")
# 其中20家是外资企业: what they are is what they are counted as.
_ARE = late("(?:[都均皆]|全部)?(?:是|为|属于|系)(?=[一-鿿]{2})(?!否|统|列)")
_ARE_COUNTED = COUNTERS | {"人次", "份", "宗", "人"}  # 其中66万人次为内地旅客
# 培育10个在细分领域具有优势的冠军产业: what they do stands before what is counted.
_DOES_WHAT = late(
    r"(?:引领|对|在|具有|具备|拥有|能够?|面向|围绕|从事|专注于?|致力于?|符合|适合)[^，。；：\d]{2,60}的"
    r"(?P<noun>[^，。；：、的\d]{2,16})$"
)
# 86家公司归属母公司股东的净利润实现增长: firms are counted, whatever is told of them.
_FIRMS = late(
    "(?P<noun>公司)(?=归属|归母|净利|股价|股票|业绩|营收|盈利|亏损|预[喜增减]|披露|发布|公布|中报|年报)"
)
_ACTS = Expression(
    "{acts}|受益|增收|获益|(?:之|以)?后|未|上涨|下跌|上升|下降|回升|回落|增长|持平"
)  # 销量不足十万台后，
_WHERE = Expression(
    "(?P<who>[^，。；、和与及的]{0,4}(?:省区市|行业大类|行业|{place-kinds})(?<!国家))(?=[^，。；、的]{0,10}(?:{part-head})"
    "|[^，。；、的]{1,12}?(?:增长|增加|上涨|上升|回升|下降|下跌|减少|回落|高于|低于|快于|慢于|超过))"
)
_HOUSEHOLDS = ("户", "户次")
_PEOPLE = ("人", "人次", "名")
_YIELDS = late("(?:合计|共计|总)?[年月日](?:均|可)?(?:产|处理|回收|加工|生产)(?:能力)?(?:约|近|超|达)?")
_WORKS = late("(?:项目|基地|生产线|工程|工厂|装置|机组|产线|厂)$")
_OR_UNIT = late(r"[（(](?:套|间|次|户|台|个|家|处|座|人|名|件)[）)]")  # 360万套（间）
_AMID = late(r"(?<=[一-鿿]{2})在[^，。；：、在\d]{2,14}中$")
# When it began: 由投产之初的3家, 从最初的5%, 从2009年规划的1万辆, 1991年上市时的23亿元.
_AT_FIRST = late(
    r"(?:由|从|自|(?<=[年月日]))[^，。；由从自]{1,12}?(?:时|初|前|之初|当初|起初|最初|开始|规划|设计|起步|立项)的$"
)
# 价格从2022年11月的最高点每吨59.5万元跌至…
_AT_PEAK = late(
    r"(?:由|从|自)[^，。；由从自]{0,14}的?(?:历史)?(?:最?[高低][点位]|最[高低]值|峰值|谷底)时?的?(?:每[一-鿿]{1,3})?$"
)
_LEADS = ("自", "在", "比")  # 价格比|前一周（下同）下降
_SELVES = (
    "占比",
    "同比",
    "环比",
    "对比",
    "配比",
    "价比",
    "之比",
    "相比",
    "好比",
    "来自",
    "各自",
    "独自",
    "亲自",
    "出自",
    "源自",
    "存在",
    "所在",
    "现在",
    "正在",
    "内在",
    "潜在",
    "外在",
)
_FROM_NOTHING = late(r"[从由自](?:0|零)(?=[^，。；、\d]{1,8}[至到为]$)")
_FROM_REACH = 12
_OVER_REACH = 6
# 跨越2000亿元、3000亿元两个大台阶
STEPS = "[两二三四五六七]?个?(?:大|新|整数|历史性)?(?:台阶|大关|关口|关卡|门槛)"
_MARKS = late(STEPS)
_PAST = ("年过", "额过", "量过", "值过", "入过", "数过", "模过", "资过")
_SHORTEST = 3
_TIMES = late(
    r"[\d一二两三四五六七八九十]{1,3}次|\d{1,2}月份?|[\d一二两三四五六七八九十]{1,3}(?:个半?月|天|日|周|小时|分钟|年)"
)
_WITHIN = late(r"[\d一二三四五六七八九十两]{1,4}个?(?:交易日|工作日|自然日|日|天|小时|分钟)[内后](?:的)?")
