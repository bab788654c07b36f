"""Numbers that are no statistics: durations, ranks, comparisons, grades of things, counts of what was just listed."""

from extractor.facts.binding import beside
from extractor.facts.indicators.measures import CONTRIBUTION, counts, is_index
from extractor.facts.skeleton import Clause, Number
from extractor.late import late
from extractor.mentions.model import Change, Quantity
from extractor.mentions.quantities import money
from extractor.patterns import Expression, listed

# A number of days can be a statistic: 优良天数291天.
_LASTING = Expression("(?:{lasting})[^，。；]{0,16}$")
_AGES = ("岁", "周岁")
_MEAN_AGE = late("平均|人均|均为|中位|预期|寿命")  # but 年龄一般不超过35周岁
_COMPARISON = late(r"(?<!不)(?:高于|低于)|快于|慢于|高出|领先|优于|超出|高过|差距")
_COMPLETION = late(
    r"完成(?:全年|年度|年初|预算|计划|目标|投资计划|序时)[^，。；]{0,16}$|进度|完成率"
    r"|占[^，。；、\d]{0,10}(?:计划|目标|预算|任务)(?:投资|总?额|数)?的?$"
    r"|占(?:考试|考核|评分|笔试|面试)?(?:总成绩|总分|综合成绩)的?$"
    r"|(?:为|达到?)(?:全年|年度|年初|本年)[^，。；、]{0,8}(?:计划|目标|任务|预算)(?:总?投资)?的?$|占总投资计划的$"
)
_OF_AIM = late(
    r"的?(?:目标|任务|计划)?的\d[\d.]*[%％]"
)  # 完成年度目标126.1亿元的75%: the aim is a figure, the part done is none
# 已有120户签字，尚差30户; 与高位相差不足2%
_SHORT_OF = late("(?:[尚还仅只相]差距?|差距为?)(?:约|近|不足|不到|了)*$")
_UNDER = late(
    "的?(?:[高低常]温|温度|高压|压力|恒温)?(?:条件|环境|温度|压力|工况|高温|低温)[下中里]"
)  # 在200℃条件下
# 专家建议，每日饮水1500毫升: what one had better do.
_ADVICE = late("建议|提醒|提示|预防|宜")
_DOSE, _DAILY = ("克", "毫升", "毫克", "℃", "次", "升", "千克", "杯"), late("每[天日周次晚餐]|室[内温]")
_DOSE_SIGHT = 120


def _advised(q: Quantity, view: str, before: str) -> bool:
    """Tell whether it is how much of something is recommended to people."""
    if q.unit not in _DOSE or not _DAILY.search(before):
        return False
    return _ADVICE.search(view, max(0, q.span.start - _DOSE_SIGHT), q.span.start) is not None


# 较去年提前10天破万列: when, not how much.
_EARLIER = late(r"提前[\d一二两三四五六七八九十]{1,3}(?:天|日|个月|年)[^，。；]{0,6}$")
_FAR = late(r"(?:距离?|相距|距)[^，。；、\d]{0,8}(?:约|仅|不足|不到|有)?$")  # 距县城17公里
_PRICE_MOVES = late("[降提涨减调]价了?$")  # 已降价6次: how often, not by how much
_AWAY = late(
    "(?:之外|以外|开外|远的|外的(?!公路|道路|线路)|处(?![理置于在罚分]))"
)  # 1500公里之外的异乡, 27公里处
_RANK = late(r"(?:位居|位列|排名|名列|跻身|排在|居于|居(?=全|世界|同|第|前))[^，。；]{0,10}$")
_CLICKS = ("次", "条", "人", "个", "篇")
_PAGE = late(
    "(?:^|[^一-鿿])(?:网友)?(?:评论|浏览|阅读|点击|点赞|转发|收藏|跟帖|回复|留言)(?:次?数|量|率)?[：:]? ?$"
)
_OF_PAGE = ("评论", "留言", "跟帖", "回复", "点赞", "浏览", "阅读", "点击")
_TICKED = ("预期", "预期值", "预估", "前值")  # PMI为46.1，预期45.5
_ONE_CHARACTER = frozenset("一二两三四五六七八九十")


def is_no_statistic(q: Quantity, view: str, clause: Clause, like: str | None = None) -> bool:
    """Tell whether a quantity yields no record: durations, comparisons, ranks, points of growth.

    `like` is the unit of what the sentence measured last: 平均寿命78.3岁，其中男性76.1岁.
    """
    start, end = q.span
    before = view[max(clause.span.start, start - 24) : start]
    lasting = q.unit in listed("duration") and q.unit != like and not _LASTING.search(before)
    lasting = lasting or (q.unit in _AGES and q.unit != like and not _MEAN_AGE.search(before))
    lasting = lasting or (q.unit == "次" and _PRICE_MOVES.search(before) is not None)
    lasting = lasting or (q.unit in _CLICKS and _of_the_page(q, view))
    if lasting or q.unit == "部门" or (q.number is None and q.low is None) or moves_rank(q, view):
        return True
    row = q.unit in ("期", "批") and q.low is not None and not view[start].isdigit()  # 项目二三期
    quoted = row or (view.startswith("”", end) and view.endswith("“", 0, start))
    counted = counts(q)
    apart = counted and (
        _APART.match(view, q.numeral.end) or _in_slogan(q, view) or _AMONG_MANY.match(view, q.span.end)
    )
    apart = apart or (_ROUND.fullmatch(view, *q.span) and _SIZED.match(view, q.span.end))
    apart = apart or (before.endswith("等") and _OF_PLACES.match(view, q.span.end) is not None)
    apart = apart or (q.unit not in ("个", "家", "项") and _LIMIT_OF.match(view, q.span.end))
    if quoted or apart or _counts_list(q, view, clause):
        return True  # “18条”, 3个交易日, 甲、乙、丙3个行业
    household = q.unit == "人" and _HOUSEHOLD.match(view, end)
    model = q.unit in _STORED and (view[start - 1] in _IN_NAME or view[end : end + 1] in ("/", "+"))
    if (
        model
        or household
        or ((q.unit in listed("grade") or _CLASS.match(view, start)) and _WORD.match(view, end))
    ):
        return True  # 3人家庭住户, 750千伏主变扩建, 1类新药, 某手机Pro（256GB）
    small = counted and q.numeral.cut(view) in _ONE_CHARACTER and not _counted_behind(q, view, before)
    of_one = ("第" in before or "首" in before or "一" in before) and _OF_ONE.search(before)
    named = before.endswith("个") and end < clause.span.end  # but 基地22个4364亩
    so_many = named and not _LEAST.match(view, end) and _SO_MANY.search(before)
    of_one = of_one or _GRADED.fullmatch(view, *q.span)
    if small or of_one or so_many or before.endswith(("前", "后", "头", "第", "每")):
        return True  # 推进一个, 后三名: said, not counted
    if q.unit in ("pp", "bp"):
        return not CONTRIBUTION.search(before)
    if view.startswith("级", q.numeral.end) or view.startswith("级", end):
        return True  # 万亿级产业集群, 30万吨级航道
    short = _SHORT_OF.search(before) or _UNDER.match(view, end) or _advised(q, view, before)
    if short or is_step(q, view) or _only_told(q, view, before, clause):
        return True
    if q.unit is None:
        return q.numeral.cut(view)[-1] not in "万亿" and not (is_index(before) or before.endswith(_TICKED))
    compared = q.unit == "%" and _COMPARISON.search(before) and not _beyond(q, view, before)
    compared = compared and beside.other(q, view, clause) is None
    compared = compared or (q.unit == "%" and _of_base(q, before))
    compared = compared or ((like or "").partition("/")[0] == q.unit and _BESIDE.search(before) is not None)
    completed = _COMPLETION.search(before) and not _OF_AIM.match(view, q.span.end)
    times = q.unit == "倍" and not any(c in q.span.cut(view) for c in "：:∶")  # but 收入比为2.36：1
    times = times and not _VALUED.search(before)
    far = q.unit in ("公里", "米") and (_FAR.search(before) or _AWAY.match(view, end))
    return times or bool(far or compared or completed or _RANK.search(before) or _EARLIER.search(before))


# 均价每斤1.28元，高于最低收购价0.1元
_BESIDE = late("(?<!不)(?:高于|低于|高出|低出)[^，。；、\\d]{2,12}(?<!的)$")
# 客流量为去年同期的102%, 存栏为正常保有量的98%: against a base, no part of a whole.
_OF_BASE = late(
    r"(?:为|是|达到?|相当于)[^，。；、的]{1,16}?(?P<base>同期|[去上前常往]年|保有量|水平|疫情前|预期|标准|目标)?的(?:约|近|不足)?$"
)
_WHOLE = 100


def _of_base(q: Quantity, before: str) -> bool:
    """Tell whether a percentage only sets one figure against another."""
    m = _OF_BASE.search(before)
    return m is not None and (m["base"] is not None or (q.number is not None and q.number > _WHOLE))


def _of_the_page(q: Quantity, view: str) -> bool:
    """Tell whether it counts who looked at the page itself: 浏览量：717次, 评论0人参与，0条评论."""
    if q.numeral.cut(view)[-1] in "万亿":
        return False  # 话题阅读量1.2亿次
    before = view[max(0, q.span.start - 12) : q.span.start]
    behind = view.startswith(_OF_PAGE, q.span.end) and not before[-1:].isalnum()
    return behind or _PAGE.search(before) is not None


# 新订单指数高于52%: at least so much, compared with nothing; but 转化率高于25%, a criterion more often than a figure.
_BEYOND = late(
    "(?:指数|PMI)(?:[（(][^（）()]{1,12}[）)])?(?:均|都|已经?|仍|也|继续|始终|明显|远)*(?:高于|低于|高过)$"
)


_CRITICAL = 50


def _beyond(q: Quantity, view: str, before: str) -> bool:
    """Tell whether the words before only say that an index is more or less than the number; 50% is where growth begins."""
    told = q.number != _CRITICAL and not view.startswith("的", q.span.end)
    return told and _BEYOND.search(before) is not None


# 市盈率（PE）为84.2倍: a measure that is told in times.
_VALUED = late(
    "(?:市[盈净销现]率|P[EBS]|[一-鿿]{2}倍数|杠杆率|收入比)(?:（[^（）]{1,12}）)?[^，。；、（）的比\\d]{0,8}$"
)


_PRICED = late("[一-鿿]{2,8}?(?:平均|综合|批发|零售|出厂|市场|销售){0,2}(?:价格|均价)")
_RATED = late("[一-鿿]{2,12}?(?:比例|比率|达标率|优良率|合格率)(?:为|达到?|是|保持|稳定)")


def counts_priced(number: Number, view: str) -> bool:
    """Tell whether it only says of how many a price or a rate is: 30种蔬菜平均批发价格每公斤4.61元, 27个断面水质优良比例为96%."""
    end = number.span.end
    if number.unit in ("种", "类"):
        return _PRICED.match(view, end) is not None
    return number.unit == "个" and _RATED.match(view, end) is not None


_STORED = ("兆字节", "吉字节", "太字节")
_IN_NAME = "（(/+"


_HOUSEHOLD = late("(?:家庭)?(?:住户|户)(?!均)|家庭(?![一-鿿]{0,2}人)")


# 在全国54个国家级开发区中名列前茅: how many are compared.
_AMONG_MANY = late(
    r"[^，。；\d]{0,16}[中里](?:综合|总体|继续|也|均)?(?:名列|排名|排在|位列|位居|居|排|脱颖|率先)"
)
_ROUND = late("[十百千万亿]+[元美港欧]+元?")
# 百亿元龙头型重大项目: of what size, not how much.
_SIZED = late(
    r"(?!以上|以下|以内|左右|大关)[一-鿿]{0,8}(?:项目|企业|产业|集群|园区|工程|板块|市场|赛道|楼宇|镇|村|县|俱乐部)(?![^，。；]{0,3}\d)"
)
# 投资50亿元以上的53个项目: which ones are counted.
_LIMIT_OF = late(r"及?以[上下]的\d+[个家项]")
# 甲、乙等14个城市的预售面积: whose, not how many.
_OF_PLACES = Expression("[一-鿿]{0,6}?(?:{place-kinds})的(?=[^，。；、\\d]{2,16}(?:\\d|[增升涨降下]))")
_QUOTE_BEGINS = late(r"“[^“”，。；]{0,16}$")
_QUOTE_ENDS = late(r"[^“”，。；]{0,16}”")


def _in_slogan(q: Quantity, view: str) -> bool:
    """Tell whether the number is one of a sum in quotes: “1个千亿+4个百亿”产业集群."""
    begins = _QUOTE_BEGINS.search(view, max(0, q.span.start - 17), q.span.start)
    ends = _QUOTE_ENDS.match(view, q.span.end) if begins else None
    return begins is not None and ends is not None and _IN_SUM.search(begins[0] + ends[0]) is not None


_IN_SUM = late(r"\+|是|变|换")  # “9个城市是1个城市”


# What was expected is only surpassed.
_PASSES = ("超", "超过", "超出", "领先", "反超", "赶超", "超越")  # 已超首都机场163万人次
_BEATEN = late(
    r"(?:超越|超过|超出|高于|高过|优于|好于|好过|胜过?|低于|差过|不及|逊于?)[^，。；\d]{0,8}(?:财测|预期|预估|预测)(?:的|值)?(?:约)?$"
)


def _only_told(q: Quantity, view: str, before: str, clause: Clause) -> bool:
    """Tell whether it is told in passing: 超越财测9570亿元, 1美元约合149日元, 对全国31个省的抽样调查, 欧元区19国."""
    currency = next((name for name in money.own() if before.endswith(name)), "") if "合" in before else ""
    said = before.removesuffix(currency)
    converted = (said.endswith(_CONVERTS) and not _VALUED_IN.search(said)) or view.startswith(
        _CONVERTS, q.span.end
    )
    members = q.unit in ("国", "省", "市", "县", "区") and (
        any(n.span.end == q.span.start or n.span.holds(q.span) for n in clause.names)
        or _TRADES.match(view, q.span.end) is not None
    )
    converted = converted or (
        before == "约" and _MONEY.search(view, max(0, clause.span.start - 2), clause.span.start) is not None
    )
    looked = before.endswith(("从", "按")) and _LOOKED_AT.match(view, q.span.end)
    surveyed = ("对" in before or "据" in before) and _OF.search(before) and _SURVEYED.match(view, q.span.end)
    worth = view.startswith("，相当于", q.span.end) and _WORTH_AT.search(before)
    equal = worth or ("相当于" in before and _EQUALS.search(before))
    passes = any(
        n.span.end == q.span.start and view.endswith(_PASSES, clause.span.start, n.span.start)
        for n in clause.names
    )
    beaten = passes or (("预" in before or "财测" in before) and _BEATEN.search(before))
    return bool(converted or members or surveyed or beaten or equal or looked)


# 新发展龙头企业两家。: set behind its noun, so small a number is counted too; but 甲、乙两家企业, 他们两个.
_NOUN_BEFORE = Expression("[一-鿿]{2}(?:{counted-noun})$")
_ENDS_COUNT = late("[，。；、]|$")


def _counted_behind(q: Quantity, view: str, before: str) -> bool:
    """Tell whether a number in one character stands right behind those whom it counts."""
    alone = q.numeral.cut(view) != "一" and _ENDS_COUNT.match(view, q.span.end) is not None
    return alone and "、" not in before and _NOUN_BEFORE.search(before) is not None


_TRADES = Expression("(?:{traded})")  # 对中亚5国进出口
_MONEY = late("[元币圆镑][（(]$")  # 3982.73亿新台币（约574亿令吉）
# 2014年的1万元，相当于1978年的1600元: what money was worth.
_WORTH_AT = late(r"\d{4}年?的$")
_EQUALS = late(r"相当于[^，。；\d]{0,4}\d{4}年?的$")
_CONVERTS = ("约合", "約合", "等值", "等值于", "折合", "折合约", "合计折合")
# 2017年，国内生产总值折合12.3万亿美元: no other figure is converted; but 按汇率折合.
_VALUED_IN = Expression(r"^(?![按以依经])[^\d，。；]{0,20}(?:{measure})折合约?$")
_OF = late(r"(?:对|據|据)[^，。；]{0,12}$")
_LOOKED_AT = late(r"[^，。；\d]{1,12}看[，,]")  # 从9个分项指数看，
_SURVEYED = late(r"[^，。；]{0,40}?的?(?:抽样)?(?:调查|监测|采集|统计)")
_SO_MANY = late(r"[\d一两二三四五六七八九十]个$")  # 3个万亿元大关, 5个亿元项目
_LEAST = late(r"及?以上")  # 12个5000万元以上项目
_STEPS = late(r"[一-鿿]{0,4}(?:台阶|大关|关口)")
_GRADED = late("[十百千万]+亿[县镇村市区]")  # 千亿县
# 第八个3亿吨大港, 一个40英尺货柜, 首个百万标箱, 第5个跨过3000亿元的县
_OF_ONE = late(
    r"(?:(?:第[一二三四五六七八九十\d]{1,3}|首)[个家座条艘台辆]"
    r"(?:[^，。；、\d]{0,8}(?:超过?|跨过|跨越|突破|迈入|迈上|站上|跻身|进入))?|一[个家座条艘台辆])$"
)


def is_step(number: Number, view: str) -> bool:
    """Tell whether it counts the round figures that were passed: 跨过3个万亿元大关, 跨越8万亿、9万亿两个大台阶."""
    return number.unit == "个" and bool(_STEPS.match(view, number.span.end))


# 较上年提升3位: how a rank moved; but 专家增加5位.
_MOVES = late("(?:提升|上升|跃升|攀升|前进|前移|上移|跃进|提高|晋升|下降|下滑|后退|后移|下移|倒退|回落)了?$")


_PLACES = ("位次", "名次")


def moves_rank(number: Number, view: str) -> bool:
    """Tell whether it says by how many places something rose or fell."""
    if number.unit == "个" and view.startswith(_PLACES, number.span.end):
        return True  # 较6月份提高4个位次
    if number.unit not in ("位", "名"):
        return False
    if _TO_RANK.match(view, number.span.end):
        return True
    at = number.quantity.start if isinstance(number, Change) and number.quantity else number.span.start
    return _MOVES.search(view, max(0, at - 4), at) is not None


# 从12名下滑至第21名
_TO_RANK = late(
    r"(?:下滑|下降|跌落?|滑落|降|退|上升|跃升|攀升|提升|晋升|前进|升)[至到为]第?[\d一二三四五六七八九十]{1,4}[名位]"
)
_CLASS = late(r"(?<!\d)[1-4]类(?=[新创化药医器])")
_WORD = late(r"(?![以左右至到的和与及])[一-鿿]")
_APART = late(r"个?交易日|个?工作日|个?自然日|国道|省道|县道")
_JOINED = late(r"和|与|以及|及")


def _counts_list(q: Quantity, view: str, clause: Clause) -> bool:
    """Tell whether the number only counts what the clause has just listed."""
    number = q.number
    if q.unit not in ("个", "种", "类", "项", "大", "家") or number is None or not 2 < number < 11:
        return False
    start = max([clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= q.span.start)])
    stretch = view[start : q.span.start]
    named = max(stretch.count("、"), stretch.count("+")) + 1
    joined = _JOINED.search(stretch[stretch.rfind("、") :]) is not None
    return named > 1 and number in (named, named + joined) and not stretch.endswith("等")


def lasts(view: str, clause: Clause, at: int) -> bool:
    """Tell whether a duration is what is measured: 人均预期寿命提高1.16岁."""
    return bool(_LASTING.search(view[clause.span.start : at]))
