"""What a phrase can measure: which words are measured, which name growth, an index, a total, or nothing at all."""

from collections.abc import Sequence
from functools import lru_cache

from extractor.facts.model import Status
from extractor.late import late
from extractor.mentions.indicators import words
from extractor.mentions.model import Quantity
from extractor.patterns import Expression, listed
from extractor.span import Span

_MEASURE_WORD = Expression("{measure}")
_MEASURE = Expression("(?:{measure})(?:[（(][^（）()]*[)）])?$")
# What those that are counted have; 税收 and 指数 may be what is counted.
_HAD = Expression("(?:总)?(?:{had}|(?:平均)?(?:通关|审批|办理|办结)(?:时间|时限|时长))$")
_GROWTH_NOUN = late(
    r"(?:同比|环比)?(?:的)?(?:增速|增幅|降幅|涨幅|跌幅|增长率|增长速度|变动|变动幅度|变动比例)(?:[前后][一二三四五六七八九十\d]+[名位]|居前|靠前|领先|较快|最快|最高)?$"
)
CONTRIBUTION = late(
    r"贡献率|贡献度|影响(?=[^，。；、的]{2,14}(?:上涨|下降|下跌|上升|回落))|拉动|拉低(?![到至])|拉高(?![到至])|下拉|上拉|推高|贡献|翘尾|新涨价|新影响"
)


def is_measure(text: str) -> bool:
    """Tell whether a phrase ends in a word that is measured, so that it can stand for later numbers."""
    return _MEASURE.occurs(text)


_PLACE_KIND = Expression("(?:{place-kinds})$")


def is_place_kind(text: str) -> bool:
    """Tell whether a phrase ends in a kind of places: 城市, 区县."""
    return _PLACE_KIND.occurs(text)


def without_measure(view: str, span: Span) -> Span:
    """Take 增加值 off 传统制造业增加值: what is left is who has it."""
    m = _HAD.search(view, *span)
    return Span(span.start, m.start()) if m and m.start() - span.start > 1 else span


def is_had(view: str, start: int, end: int) -> bool:
    """Tell whether a stretch is what one of many has, and no kind of the counted: 净利润."""
    return start == end or _HAD.fullmatch(view, start, end) is not None


def may_name_measure(view: str, stretch: Span) -> bool:
    """Tell whether any phrase in a stretch can be a measure: looked at first, as finding phrases takes longer."""
    return _MEASURE_WORD.search(view, *stretch) is not None


@lru_cache(maxsize=4096)
def is_growth_noun(text: str) -> bool:
    """Tell whether a phrase ends in 增速, 涨幅 and the like."""
    return _GROWTH_NOUN.search(text) is not None


def without_growth_noun(view: str, span: Span) -> Span | None:
    """Take 增速 off GDP增速."""
    m = _GROWTH_NOUN.search(span.cut(view))
    end = span.start + m.start() if m else span.end
    while end > span.start and view[end - 1] in "的，":
        end -= 1
    return Span(span.start, end) if end > span.start else None


_TREND_NOUNS = ("趋势", "态势", "势头", "走势")
_RECORDS = ("新高", "新低", "最佳", "最高", "最低", "次高", "纪录", "记录")  # 出口创历史新高，
_RANK_ENDS = ("前列", "前茅", "首位", *(f"{n}{unit}" for n in "一二两三四五十" for unit in ("位", "")))
_TREND = Expression(
    "(?:(?:{trend-how}){0,4}(?:{trend})"
    f"|(?:延续|保持|维持|呈现?)[^，。；]{{0,14}}(?:{'|'.join(_TREND_NOUNS)})"
    "|(?:均|都)?(?:位?[居列]|排名?|名列)(?:全[国省市区县州])?(?:前列|前茅|首位|第[一二两三四五]位?|前[一二两三四五十]{1,2}位?)"
    f"|(?:再度?|续|双双|齐|同)?[创刷写][^，。；]{{0,8}}(?:{'|'.join(_RECORDS)}))，?$"
)


@lru_cache(maxsize=8)
def _trend_ends(words: frozenset[str]) -> tuple[str, ...]:
    ends = (*words, *_TREND_NOUNS, *_RECORDS, *_RANK_ENDS)
    return tuple(word + comma for word in ends for comma in ("", "，"))


def before_trend(view: str, span: Span) -> int:
    """Return where 增势强劲, 保持较快增长 and the like begin at the end of a stretch; else its end."""
    ends = view.endswith(_trend_ends(listed("trend")), *span)  # few stretches do
    m = _TREND.search(view, *span) if ends else None
    return m.start() if m else span.end


# 18.4%的企业 and the like name no rate; a percentage needs something that is a rate.
_RATE = Expression("(?:{rate}|[A-Z]{2,})$")
_INDEX = Expression("(?:{index})[^，。；]{0,8}$")


def is_rate(phrase: str) -> bool:
    """Tell whether the phrase is told in percent."""
    return _RATE.occurs(phrase)


def is_index(phrase: str) -> bool:
    """Tell whether the phrase is an index, whose levels are bare numbers."""
    return bool(_INDEX.search(phrase))


# 第四批690亿元资金, 创去年以来最低的2209点: a place in a row names nothing.
_ORDINAL = late(r"^(?:第.{1,3}|首)[批期轮次]$|^.{0,2}最[低高]$|最[低高](?:值|点|位|水平)$")


def may_measure(phrase: str, q: Quantity) -> bool:
    """Tell whether the phrase can be what the number counts."""
    if _ORDINAL.search(phrase):
        return False
    if len(phrase) < 2:
        return phrase in listed("short-goods") and counts(q)
    if q.unit == "%" and not is_measure(phrase):
        return _RATE.occurs(phrase)
    return True


_EXPECTED = late(r"(?:市场)?(?:预估|预期|预测值?|预期值)")
_PREVIOUS = late(r"前值|上次|前月|前次")


def counts(q: Quantity) -> bool:
    """Tell whether the number counts or measures things, so that a noun may follow it."""
    return q.unit not in ("%", "pp", "bp", "倍", "‰", None, "点")


_DONE = late("了(?:近|约|超|逾|超过|将近|上)?")


_RUNS = ("经营", "运营", "营运", "管理", "代理")  # 在本港经营86间餐厅


def may_be_verb(view: str, span: Span, q: Quantity) -> bool:
    """Tell whether a short word that no list knows rather governs the noun behind the number: 编列8500万元补助款."""
    text = span.cut(view)
    found = words(view, *span)
    if text in _RUNS and span.end == q.span.start:
        return True
    if len(found) > 1 and found[-1].classes == {"head"} and span.end == q.span.start:
        return True  # 200亿元技改专项资金支持4441个技改项目
    if found[0].classes >= {"lead"} and len(found) == 1:
        return True  # 报告10例新增病例, 供应30万吨煤炭
    known = any(w.classes for w in found)
    if len(text) <= 3 and _DONE.fullmatch(view, span.end, q.span.start):
        return True  # 精选了100家科技企业
    if len(text) == 1 and text not in listed("short-goods"):
        return True  # 收了20万公斤谷子
    return len(text) <= 3 and span.end == q.span.start and not known and not is_measure(text)


def is_specification(q: Quantity) -> bool:
    """Tell whether the number describes a thing (12英寸产线) and counts none."""
    return q.unit in listed("specification")


@lru_cache(maxsize=4096)
def expects(phrase: str) -> Status | None:
    """Read the words of tickers: 预估8500亿元，前值13800亿元."""
    if _EXPECTED.fullmatch(phrase):
        return "forecast"
    return "actual" if _PREVIOUS.fullmatch(phrase) else None


def is_total(phrase: str) -> bool:
    """Tell whether the phrase only says that the number is the whole of what was just measured."""
    return phrase in listed("total")


_PRONOUN = late(
    "总数|其余|余下|(?:最新的?)?数值|平均水平|可比口径|(?:最新)?数据|(?:这一|该|这个|最新|有关|初步|临时)?数字|指标|[两二三]者|(?:初步|临时)估计"
    "|按.{2,8}(?:计算|口径|计|折算)|(?:沪深)?两市|沪深京三市"
)


def is_pronoun(phrase: str) -> bool:
    """Tell whether the phrase stands for an indicator that was named before: 而去年同期的数字为1%, 按自然口径计算."""
    return _PRONOUN.fullmatch(phrase) is not None


_NEUTRAL = "，、：；（） 自"  # 自一月的45万台，一路下滑到…


def links(view: str, start: int, end: int, periods: Sequence[Span] = ()) -> bool:
    """Tell whether only linking words (达, 为, 至) stand in the stretch besides periods, at least one."""
    inside = [p for p in periods if start <= p.start and p.end <= end]
    edges = [start, *(e for p in inside for e in p), end]
    stretches = zip(edges[::2], edges[1::2], strict=True)
    found = [w for a, b in stretches for w in words(view, a, b) if view[w.start : w.end] not in _NEUTRAL]
    return bool(found) and all(w.classes & {"link", "tail", "join", "cut"} for w in found)
