"""What a phrase and a number can mean together: levels, shares, contributions, and numbers that are no statistics."""

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.facts import phrases
from extractor.facts.model import Fact, Status
from extractor.facts.skeleton import Clause, Number
from extractor.mentions.indicators import phrase_before, words
from extractor.mentions.model import Quantity
from extractor.mentions.names import known
from extractor.patterns import Expression
from extractor.span import Span

_MEASURES = (
    "值|额|量|率|数|收入|支出|开支|赤字|盈余|顺差|逆差|出超|入超|溢利|纯利|投资|价格|均价|单价|指数|利润|税收|税|GDP|面积|规模|余额|存款|贷款|盈利|亏损|净利|消费|进出口|出口|进口|人口|"
    "资金|外资|资产|负债|成本|费用|投入|工程费|总价|比重|占比|比例|增速|增幅|降幅|涨幅|能力|产能|强度|里程|市值|营收|水平|CPI|PPI|PMI"
)
_MEASURE_WORD = re.compile(_MEASURES)
_MEASURE = re.compile(rf"(?:{_MEASURES})(?:[（(][^（）()]*[)）])?$")
# What those that are counted have; 税收 and 指数 may be what is counted.
_HAD = re.compile(
    r"(?:总)?(?:产值|增加值|产量|销量|销售额|销售收入|营业收入|营收|收入|利润|利润总额|进出口|进出口额|进出口总额|出口|出口额|进口|进口额|投资|投资额|总额"
    r"|(?:平均)?(?:通关|审批|办理|办结)(?:时间|时限|时长))$"
)
_GROWTH_NOUN = re.compile(
    r"(?:同比|环比)?(?:的)?(?:增速|增幅|降幅|涨幅|跌幅|增长率|增长速度|变动|变动幅度|变动比例)(?:[前后][一二三四五六七八九十\d]+[名位]|居前|靠前|领先|较快|最快|最高)?$"
)
DURATIONS = frozenset(
    [
        "年",
        "个月",
        "月",
        "周",
        "天",
        "日",
        "小时",
        "分钟",
        "秒",
        "岁",
        "个小时",
        "季度",
        "个季度",
        "昼夜",
        "届",
        "次会议",
        "个年头",
        "世纪",
    ]
)
# A number of days can be a statistic: 优良天数291天.
_LASTING = re.compile(
    r"(?:天数|时间|时长|周期|回收期|期限|年限|久期|寿命|工龄|年龄|小时数|工时)[^，。；]{0,16}$"
)
CONTRIBUTION = re.compile(
    r"贡献率|贡献度|影响(?=[^，。；、的]{2,14}(?:上涨|下降|下跌|上升|回落))|拉动|拉低(?![到至])|拉高(?![到至])|下拉|上拉|推高|贡献"
)
_COMPARISON = re.compile(r"高于|低于|快于|慢于|高出|低于|领先|优于|超出|高过|差距")
_COMPLETION = re.compile(r"完成(?:全年|年度|年初|预算|计划|目标|投资计划|序时)[^，。；]{0,16}$|进度|完成率")
_RANK = re.compile(r"(?:位居|位列|排名|名列|跻身|排在|居于|居(?=全|世界|同|第|前))[^，。；]{0,10}$")


_ONE_CHARACTER = frozenset("一二两三四五六七八九十")


@lru_cache(maxsize=1 << 14)  # the same names come again and again
def is_measure(text: str) -> bool:
    """Tell whether a phrase ends in a word that is measured, so that it can stand for later numbers."""
    return bool(_MEASURE.search(text))


def without_measure(view: str, span: Span) -> Span:
    """Take 增加值 off 传统制造业增加值: what is left is who has it."""
    m = _HAD.search(view, *span)
    return Span(span.start, m.start()) if m and m.start() - span.start > 1 else span


def may_name_measure(view: str, stretch: Span) -> bool:
    """Tell whether any phrase in a stretch can be a measure: looked at first, as finding phrases takes longer."""
    return _MEASURE_WORD.search(view, *stretch) is not None


@lru_cache(maxsize=4096)
def is_growth_noun(text: str) -> bool:
    """Tell whether a phrase ends in 增速, 涨幅 and the like."""
    return bool(_GROWTH_NOUN.search(text))


def without_growth_noun(view: str, span: Span) -> Span | None:
    """Take 增速 off GDP增速."""
    m = _GROWTH_NOUN.search(span.cut(view))
    end = span.start + m.start() if m else span.end
    while end > span.start and view[end - 1] in "的，":
        end -= 1
    return Span(span.start, end) if end > span.start else None


def is_no_statistic(q: Quantity, view: str, clause: Clause, like: str | None = None) -> bool:
    """Tell whether a quantity yields no record: durations, comparisons, ranks, points of growth.

    `like` is the unit of what the sentence measured last: 平均寿命78.3岁，其中男性76.1岁.
    """
    before = view[max(clause.span.start, q.span.start - 24) : q.span.start]
    lasting = q.unit in DURATIONS and q.unit != like and not _LASTING.search(before)
    if lasting or q.unit == "部门" or (q.number is None and q.low is None):
        return True
    quoted = view[q.span.start - 1 : q.span.start] == "“" and view.startswith("”", q.span.end)
    counted = counts(q)
    if quoted or (counted and _APART.match(view, q.numeral.end)) or _counts_list(q, view, clause):
        return True  # “18条”, 3个交易日, 甲、乙、丙3个行业
    if (q.unit in GRADES or _CLASS.match(view, q.span.start)) and _WORD.match(view, q.span.end):
        return True  # 750千伏主变扩建, 1类新药
    small = counted and q.numeral.cut(view) in _ONE_CHARACTER
    of_one = before.endswith(_COUNTERS) and (_OF_ONE.search(before) or _SO_MANY.search(before))
    if small or of_one or before.endswith(("前", "后", "头", "第", "每")):
        return True  # 推进一个, 后三名: said, not counted
    if q.unit in ("pp", "bp"):
        return not CONTRIBUTION.search(before)
    if view.startswith("级", q.numeral.end) or view.startswith("级", q.span.end):
        return True  # 万亿级产业集群, 30万吨级航道
    if is_step(q, view):
        return True
    if q.unit is None:
        return q.numeral.cut(view)[-1] not in "万亿" and not is_index(before)
    compared = q.unit == "%" and _COMPARISON.search(before)
    times = q.unit == "倍" and not any(c in q.span.cut(view) for c in "：:∶")  # but 收入比为2.36：1
    return times or bool(compared or _RANK.search(before) or _COMPLETION.search(before))


_SO_MANY = re.compile(r"[\d一两二三四五六七八九十]个$")  # 3个万亿元大关, 5个亿元项目
_STEPS = re.compile(r"[一-鿿]{0,4}(?:台阶|大关|关口)")
_COUNTERS = tuple("个家座条艘台辆")
_OF_ONE = re.compile(
    r"(?:第[一二三四五六七八九十\d]{1,3}|一)[个家座条艘台辆]$"
)  # 第八个3亿吨大港, 一个40英尺货柜


def is_step(number: Number, view: str) -> bool:
    """Tell whether it counts the round figures that were passed: 跨过3个万亿元大关, 跨越8万亿、9万亿两个大台阶."""
    return number.unit == "个" and bool(_STEPS.match(view, number.span.end))


GRADES = frozenset(["千伏", "伏", "英寸", "寸", "纳米", "微米"])
_CLASS = re.compile(r"(?<!\d)[1-4]类(?=[新创化药医器])")
_WORD = re.compile(r"(?![以左右至到的和与及])[一-鿿]")
_APART = re.compile(r"个?交易日|个?工作日|个?自然日|国道|省道|县道")
_JOINED = re.compile(r"和|与|以及|及")


def _counts_list(q: Quantity, view: str, clause: Clause) -> bool:
    """Tell whether the number only counts what the clause has just listed."""
    number = q.number
    if q.unit not in ("个", "种", "类", "项", "大", "家") or number is None or not 2 < number < 11:
        return False
    start = max([clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= q.span.start)])
    stretch = view[start : q.span.start]
    named = stretch.count("、") + 1
    joined = _JOINED.search(stretch[stretch.rfind("、") :]) is not None
    return named > 1 and number in (named, named + joined) and not stretch.endswith("等")


def lasts(view: str, clause: Clause, at: int) -> bool:
    """Tell whether a duration is what is measured: 人均预期寿命提高1.16岁."""
    return bool(_LASTING.search(view[clause.span.start : at]))


# 18.4%的企业 and the like name no rate; a percentage needs something that is a rate.
_RATE = re.compile(r"(?:率|比|比例|度|感|水平|占|差|化|指标|系数|权益|股权|[A-Z]{2,})$")
_GOODS = frozenset("纸糖盐煤油布酒茶鱼肉蛋奶棉麻菜牛羊猪果粮钢铁铜铝锌铅金银纱表")
_INDEX = re.compile(r"(?:指数|PMI|景气|评分|得分|系数|CPI|PPI|市盈率|信心)[^，。；]{0,8}$")


def is_index(phrase: str) -> bool:
    """Tell whether the phrase is an index, whose levels are bare numbers."""
    return bool(_INDEX.search(phrase))


# 第四批690亿元资金, 创去年以来最低的2209点: a place in a row names nothing.
_ORDINAL = re.compile(r"^(?:第.{1,3}|首)[批期轮次]$|^.{0,2}最[低高]$")


def may_measure(phrase: str, q: Quantity) -> bool:
    """Tell whether the phrase can be what the number counts."""
    if _ORDINAL.search(phrase):
        return False
    if len(phrase) < 2:
        return phrase in _GOODS and counts(q)
    if q.unit == "%" and not is_measure(phrase):
        return bool(_RATE.search(phrase))
    return True


_IMPLIED = (
    (re.compile(r"(?:人口|人数|人员|劳动力|游客量)$"), "人"),
    (re.compile(r"(?:户数|住户)$"), "户"),
    (re.compile(r"人次(?:数)?$"), "人次"),
    (
        re.compile(
            r"(?:收入|投资|投资额|消费|金额|额|货值|总值|产值|增加值|营收|利润|净利|净利润|亏损|亏损额|税收|成本|资金|资产|负债|市值|估值|赤字|盈余|顺差|逆差|贷款|存款|余额|融资)$"
        ),
        "CNY",
    ),
)


_EXPECTED = re.compile(r"(?:市场)?(?:预估|预期|预测值?|预期值)")
_PREVIOUS = re.compile(r"前值|上次|前月|前次")
_PER = re.compile(
    r"(?:为|约|的)?(?:平均)?每(?:一)?(吨|公顷|亩|股|平方米|人|户|公斤|千克|辆|台|桶|斤|张|头|个月|月|天|年|立方米|千瓦时|度|桌|公里|千米)$"
)
_SPECIFICATION = frozenset(
    ["英寸", "寸", "呎", "纳米", "微米", "毫米", "厘米", "米", "伏", "千伏", "度", "瓦", "英尺"]
)


def counts(q: Quantity) -> bool:
    """Tell whether the number counts or measures things, so that a noun may follow it."""
    return q.unit not in ("%", "pp", "bp", "倍", "‰", None, "点")


def may_be_verb(view: str, span: Span, q: Quantity) -> bool:
    """Tell whether a short word that no list knows rather governs the noun behind the number: 编列8500万元补助款."""
    text = span.cut(view)
    found = words(view, *span)
    if len(found) > 1 and found[-1].classes == {"head"} and span.end == q.span.start:
        return True  # 200亿元技改专项资金支持4441个技改项目
    if found[0].classes >= {"lead"} and len(found) == 1:
        return True  # 报告10例新增病例, 供应30万吨煤炭
    known = any(w.classes for w in found)
    return len(text) <= 3 and span.end == q.span.start and not known and not is_measure(text)


def is_specification(q: Quantity) -> bool:
    """Tell whether the number describes a thing (12英寸产线) and counts none."""
    return q.unit in _SPECIFICATION


@lru_cache(maxsize=4096)
def expects(phrase: str) -> Status | None:
    """Read the words of tickers: 预估8500亿元，前值13800亿元."""
    if _EXPECTED.fullmatch(phrase):
        return "forecast"
    return "actual" if _PREVIOUS.fullmatch(phrase) else None


def without_per(view: str, span: Span) -> tuple[Span, str | None]:
    """Take 每吨 off 均价每吨: it belongs to the unit."""
    m = _PER.search(view, *span) if view.find("每", *span) >= 0 else None
    return (Span(span.start, m.start()), m[1]) if m and m.start() > span.start else (span, None)


def only_per(phrase: str) -> str | None:
    """Return the unit where the phrase says no more than 每吨."""
    m = _PER.fullmatch(phrase)
    return m[1] if m else None


def per_before(view: str, start: int, end: int) -> str | None:
    """Find the unit that prices right before a number are for: 分别为每吨2520元."""
    m = _PER.search(view, start, end) if view.find("每", start, end) >= 0 else None
    return m[1] if m and m.end() == end else None


# 是, 仍, 保持, 从无到有: what is said of the noun before, and no deed of it.
_SAYS_OF = re.compile("[是为仍则也还却又更从]|更是|合计|保持|继续|呈现|稳步|快速|持续")


def opening_noun(view: str, clause: Clause) -> Span | None:
    """Find what a clause without a number is about: 立式加工中心仍是主业."""
    start = max([clause.span.start, *(m.span.end for m in (*clause.names, *clause.periods))])
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
    return span if span and 2 <= span.end - span.start <= 14 else None


def is_total(phrase: str) -> bool:
    """Tell whether the phrase only says that the number is the whole of what was just measured."""
    return phrase in ("总额", "总量", "总值", "总数", "总规模", "规模", "总计", "总额度")


_PRONOUN = re.compile(
    "总数|数值|可比口径|(?:最新)?数据|(?:这一|该|这个|最新|有关|初步|临时)?数字|(?:初步|临时)估计"
    "|按.{2,8}(?:计算|口径|计|折算)"
)


def is_pronoun(phrase: str) -> bool:
    """Tell whether the phrase stands for an indicator that was named before: 而去年同期的数字为1%, 按自然口径计算."""
    return _PRONOUN.fullmatch(phrase) is not None


def implied_unit(phrase: str, yuan: str) -> str | None:
    """Give a bare 386.1万 the unit that its indicator implies: 劳动人口为386.1万, 净利润5000万."""
    unit = next((unit for pattern, unit in _IMPLIED if pattern.search(phrase)), None)
    return yuan if unit == "CNY" else unit


_HEADS = Expression("(?:{part-head})$")


_COUNTED = Expression("(?:{counted-noun})$")
_PART = re.compile(r"(?:级|外|内|以上|以下|型|类|属|性|资|营|籍|期|科|系|国|省|市|县)$")


# What can be a part of a whole: an industry, a kind, a place, a class of things.
_OF_WHOLE = Expression("(?:{part})$")


def with_head(span: Span, number: Number, last: Fact | None, view: str) -> phrases.Parts:
    """Find the head of the whole that was named before: 社会消费品零售总额…。城镇 is its 零售总额."""
    text = span.cut(view)
    if last is None or is_measure(text) or known(text):
        return ()
    level = isinstance(number, Quantity) or number.unit not in ("%", "pp")
    if level and (last.quantity is None or last.quantity.unit != number.unit):
        return ()
    whole, pieces = phrases.text(last.indicator, view), phrases.parts(last.indicator)
    m = _HEADS.search(whole)
    if isinstance(number, Quantity) and (noun := _COUNTED.search(whole)) and _PART.search(text):
        return phrases.last(pieces, len(noun[0]))  # 国家级农业龙头企业1家、省级5家
    if isinstance(number, Quantity) and number.unit == "CNY" and m:
        return pieces if m.start() == 0 or whole.startswith("社会") else phrases.last(pieces, len(m[0]))
    return phrases.last(pieces, len(m[0])) if m and _OF_WHOLE.search(text) else ()


def links(view: str, start: int, end: int, periods: Sequence[Span] = ()) -> bool:
    """Tell whether only linking words (达, 为, 至) stand in the stretch besides periods, at least one."""
    inside = [p for p in periods if start <= p.start and p.end <= end]
    edges = [start, *(e for p in inside for e in p), end]
    stretches = zip(edges[::2], edges[1::2], strict=True)
    found = [
        w for a, b in stretches for w in words(view, a, b) if view[w.start : w.end] not in "，、：；（） "
    ]
    return bool(found) and all(w.classes & {"link", "tail", "join", "cut"} for w in found)
