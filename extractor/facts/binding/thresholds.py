"""Counts of those that pass a mark: 有38家上市公司净利润超10亿元 counts companies, and nobody earned just the mark."""

import re
from itertools import pairwise

from extractor.facts import phrases
from extractor.facts.binding.memory import Memory
from extractor.facts.indicators.limits import COUNTERS
from extractor.facts.indicators.measures import is_measure
from extractor.facts.lists.unmarked import Listed
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause, head
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Indicator, Quantity
from extractor.patterns import Expression
from extractor.span import Span

RULE = "clause.passing"

# The counted have a measure each: only 有 and 其中 tell 有12个项目总投资超1亿元 from 12个项目总投资超100亿元, a sum.
_SOME = late("(?:(?<![拥现])有|其中|当中|之中|(?<=[业司目市区家个])中|等)(?:约|近|超过?|多达)?$")
_IN_ALL = "共有"
_SUMS = ("总", "合计", "累计", "投资总额")
_NOUN = (
    "[^，。；、\\d和与及的超逾破]{0,10}?(?:公司|企业|机构|{firm-classes}|店|项目|城市|景区|园区|口岸|家庭|楼宇"
    "|机场|港口|车站|高校|医院|银行|券商|大厦|门店|基金|品牌|产品|品种|平台|个股|股票|地市|县(?![域级城])|{place-kinds})"
)
_PASSES = Expression(
    f"(?P<who>{_NOUN})?的?(?:20\\d\\d年)?(?P<what>[^，。；、\\d]{{2,16}}?)(?:均|都|已经?|也|则)*"
    "(?:(?P<over>超过?|突破|超出|逾|过|跨过|破|高于|大于|不低于|不少于|不足|低于|少于)|在|达到?|为)?(?:人民币)?"
)
_LIMITED = late("及?以[上下]")
# 20个项目中有5个: the whole before names what a bare number counts.
_OF_WHOLE = late(
    r"\d(?P<unit>[个家])(?P<noun>[^，。；、\d]{2,10}?)(?:之|当)?中，?(?:共|就|仅|只)?有(?:约|近|超过?)?$"
)
_SIGHT = 24


def read(clause: Clause, memory: Memory) -> Listed | None:
    """Read a clause that ends by telling how many pass a mark, if one does."""
    if len(clause.numbers) < 2:
        return None
    q, mark = clause.numbers[-2:]
    if not isinstance(q, Quantity) or not isinstance(mark, Quantity) or q.unit not in COUNTERS:
        return None
    if mark.unit in COUNTERS or mark.unit in ("%", "pp", None):
        return None
    view, left = memory.view, clause.span.start
    m = _PASSES.fullmatch(view, q.span.end, head(mark))
    if m is None or not is_measure(m["what"]) or not (m["over"] or _LIMITED.match(view, mark.span.end)):
        return None
    whole = _OF_WHOLE.search(view, max(left, q.span.start - _SIGHT), q.span.start)
    if len(clause.numbers) != (3 if whole else 2) or not _each(q, m["what"], clause, memory):
        return None
    if m["who"] or whole:
        who = Span(*m.span("who")) if m["who"] else Span(*whole.span("noun"))  # type: ignore[union-attr]
        facts = [Fact(0, Indicator(who), RULE, quantity=q)]
        total = clause.numbers[0] if whole else None
        if whole and isinstance(total, Quantity):
            facts.insert(
                0, Fact(0, Indicator(Span(*whole.span("noun"))), "clause.number-noun", quantity=total)
            )
        return Listed(facts, 1, topic=_measure(m, clause, view))
    like = next((f for f in reversed(memory.sentence) if f.quantity and f.quantity.unit == q.unit), None)
    return Listed([Fact(0, like.indicator, RULE, quantity=q, indicator_inherited=True)], 1) if like else None


def _measure(m: re.Match[str], clause: Clause, view: str) -> Span | None:
    """Find what passes the mark, that of one of the counted may follow: …，甲公司以120亿元居首."""
    found, _ = phrase_before(view, *m.span("what"), [p.span for p in clause.periods])
    return found if found and is_measure(found.cut(view)) else None


# 总投资1亿元、5亿元、10亿元以上项目分别有110个、35个、18个: each mark names those that one number counts.
_MARKED = Expression(
    "及?以[上下]的?(?P<noun>[^，。；、\\d]{0,8}?(?:{limited}|县市?|乡镇|村|企业|楼宇|县区))的?(?:则|也|已|共|就|总共)*(?:分别)?(?:有|达到?|为|是)?(?:约|近)?"
)
_WHAT = late(
    "(?:年|月)?(?:总投资|投资额?|产值|年产值|营收|营业收入|主营业务收入|税收|纳税额?|销售额|销售收入|总收入|收入|市值|单体投资)"
    "(?:分别)?(?:在|超过?|达到?|突破)?$"
)
_BETWEEN = ("、", "和", "及", "与", "，", ",")


def row(clause: Clause, memory: Memory) -> Listed | None:
    """Read as many counts as there are marks before them."""
    view, numbers = memory.view, [n for n in clause.numbers if isinstance(n, Quantity)]
    half = len(numbers) // 2
    marks, counts = numbers[:half], numbers[half:]
    if half < 2 or len(marks) != len(counts) or len(numbers) != len(clause.numbers):
        return None
    if any(c.unit not in COUNTERS for c in counts) or any(
        m.unit in (*COUNTERS, "%", "pp", None) for m in marks
    ):
        return None
    pairs = (*pairwise(marks), *pairwise(counts))
    if any(view[a.span.end : head(b)] not in _BETWEEN for a, b in pairs):
        return None
    m = _MARKED.fullmatch(view, marks[-1].span.end, head(counts[0]))
    if m is None:
        return None
    tail = Span(marks[-1].span.end, m.end("noun"))
    said = _WHAT.search(view, clause.span.start, marks[0].span.start)
    what = [Span(said.start(), marks[0].span.start)] if said else []
    facts = []
    for mark, count in zip(marks, counts, strict=True):
        named = phrases.join(mark.span, what, [mark.span, tail])
        facts.append(Fact(0, named, "list.level", quantity=count))
    return Listed(facts, 1)


def _each(q: Quantity, what: str, clause: Clause, memory: Memory) -> bool:
    """Tell whether each of the counted passes the mark, not all of them together."""
    if any(f.rule == RULE for f in memory.sentence):
        return True  # 其中5个总投资超10亿元，12个项目总投资超1亿元
    view, left = memory.view, clause.span.start
    if what.startswith(_SUMS) and view.endswith(_IN_ALL, left, q.span.start):
        return False
    return _SOME.search(view, left, q.span.start) is not None
