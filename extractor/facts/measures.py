"""What a phrase and a number can mean together: levels, shares, contributions, and numbers that are no statistics."""

import re
from dataclasses import dataclass
from typing import Literal

from extractor.facts.skeleton import Clause
from extractor.mentions.indicators import phrase_after, phrase_before, words
from extractor.mentions.model import Quantity
from extractor.span import Span

_MEASURE = re.compile(
    r"(?:值|额|量|率|数|收入|支出|投资|价格|均价|单价|指数|利润|税收|税|GDP|面积|规模|余额|存款|贷款|消费|进出口|出口|进口|人口|"
    r"资金|资产|负债|成本|费用|比重|占比|增速|增幅|降幅|涨幅|能力|产能|强度|里程|市值|营收|CPI|PPI|PMI)(?:[（(][^（）()]*[)）])?$"
)
_GROWTH_NOUN = re.compile(
    r"(?:同比|环比)?(?:的)?(?:增速|增幅|降幅|涨幅|跌幅|增长率|增长速度)(?:[前后][一二三四五六七八九十\d]+[名位])?$"
)
_DURATION = frozenset("年 个月 月 周 天 日 小时 分钟 秒 岁 个小时 季度 个季度 昼夜 届 次会议 世纪".split())
_SHARE = re.compile(r"(?:所占|占)(?![地用比线道])|占比|比重|比例为|份额")
_CONTRIBUTION = re.compile(r"贡献率|贡献度|拉动|贡献")
_COMPARISON = re.compile(r"高于|低于|快于|慢于|高出|低于|领先|优于|超出|高过|差距")
_COMPLETION = re.compile(r"完成(?:全年|年度|年初|预算|计划|目标|投资计划|序时)[^，。；]{0,16}$|进度|完成率")
_RANK = re.compile(r"(?:居|列|位居|位列|排名|排|名列|跻身)[^，。；]{0,10}$")


def is_measure(text: str) -> bool:
    """Tell whether a phrase ends in a word that is measured, so that it can stand for later numbers."""
    return bool(_MEASURE.search(text))


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


def is_no_statistic(q: Quantity, view: str, clause: Clause) -> bool:
    """Tell whether a quantity yields no record: durations, comparisons, ranks, points of growth."""
    if q.unit in _DURATION or (q.number is None and q.low is None):
        return True
    before = view[max(clause.span.start, q.span.start - 24) : q.span.start]
    if q.unit in ("pp", "bp"):
        return not _CONTRIBUTION.search(before)
    if q.unit is None:
        return not re.search(r"(?:指数|PMI|景气|评分|得分|系数|CPI|PPI|市盈率|信心)[^，。；]{0,8}$", before)
    if q.unit == "倍":
        return True
    return bool(
        _RANK.search(before) or (_COMPARISON.search(before) and q.unit == "%") or _COMPLETION.search(before)
    )


def may_measure(phrase: str, q: Quantity) -> bool:
    """Tell whether the phrase can be what the number counts."""
    if len(phrase) < 2 and phrase not in ("其",):
        return False
    if q.unit == "%" and not is_measure(phrase):
        # 18.4%的企业 and the like name no rate; a percentage needs something that is a rate.
        return bool(re.search(r"(?:率|比|度|水平|占|利差|化)$", phrase))
    return True


def links(view: str, start: int, end: int) -> bool:
    """Tell whether only linking words (达, 为, 至) stand in the stretch, at least one."""
    found = [w for w in words(view, start, end) if view[w.span.start : w.span.end] not in "，、：；（） "]
    return bool(found) and all(w.classes & {"link", "tail", "join", "cut"} for w in found)


@dataclass(frozen=True, slots=True)
class Share:
    """A number that is a part of something, or what something contributes to."""

    measure: Literal["share", "contribution"]
    indicator: Span | None


def share(q: Quantity, clause: Clause, left: int, view: str) -> Share | None:
    """Read 数字经济占GDP比重达40%, 对经济增长的贡献率为65%, 占全国18.4%的外商投资."""
    if q.unit not in ("%", "pp", "‰"):
        return None
    before = view[left : q.span.start]
    names = [n.span for n in clause.names_between(left, q.span.start)]
    if m := _CONTRIBUTION.search(before):
        span, _ = phrase_before(view, left, left + m.start(), names)
        return Share("contribution", span)
    m = _SHARE.search(before)
    if not m:
        return None
    span, _ = phrase_before(view, left, left + m.start(), names)
    if span is None and view.startswith("的", q.span.end):
        span = phrase_after(view, q.span.end, clause.span.end, names)
    return Share("share", span)
