"""What a part is called whose whole was named before: 零售总额…。城镇 is its 零售总额; 国家级龙头企业1家、省级5家."""

import re
from collections.abc import Sequence

from extractor.facts import phrases
from extractor.facts.indicators import measures
from extractor.facts.model import Fact
from extractor.facts.skeleton import Number
from extractor.late import late
from extractor.mentions.model import Indicator, Quantity
from extractor.mentions.names import known
from extractor.patterns import Expression
from extractor.span import Span

_HEADS = Expression("(?:{part-head})$")
_NOUN = Expression("(?:{counted-noun})$")
_PART = late(r"(?:级|外|内|以上|以下|型|类|属|性|资|营|籍|期|科|系|国|省|市|县)$")
# What can be a part of a whole: an industry, a kind, a place, a class of things.
OF_WHOLE = Expression("(?:{part})$")


_TRADED = ("进口", "出口")  # 进口原油 measures itself


def with_head(span: Span, number: Number, last: Fact | None, view: str) -> phrases.Parts:
    """Find the head of the whole that was named before: 社会消费品零售总额…。城镇 is its 零售总额."""
    text = span.cut(view)
    if last is None or measures.is_measure(text) or known(text) or text.startswith(_TRADED):
        return ()
    level = isinstance(number, Quantity) or number.unit not in ("%", "pp")
    if level and (last.quantity is None or last.quantity.unit != number.unit):
        return ()
    whole, pieces = phrases.text(last.indicator, view), phrases.parts(last.indicator)
    m = _HEADS.search(whole)
    if isinstance(number, Quantity) and (noun := _NOUN.search(whole)) and _PART.search(text):
        return phrases.last(pieces, len(noun[0]))  # 国家级农业龙头企业1家、省级5家
    if isinstance(number, Quantity) and number.unit == "CNY" and m and OF_WHOLE.search(text):
        return pieces if m.start() == 0 or whole.startswith("社会") else phrases.last(pieces, len(m[0]))
    return phrases.last(pieces, len(m[0])) if m and OF_WHOLE.search(text) else ()


# Sorts of one thing, of which a text names the second by the sort alone.
_SORTS = (
    late("(?:国家|世界|部|省|市|区|县|州|镇|村)级(?:及?以上)?"),
    late("城镇|城市|农村|乡村"),
    late("[境国海省市]外|[境国省市]内"),
    late("线[上下]"),
    late("铁路|公路|水路|水运|民航|航空"),
    late("中资|外资|内资|合资|民营|国有|私营"),
    late("中央(?:本级)?|地方(?:本级)?"),
)
_WHOSE, _WAYS = _SORTS[1], _SORTS[4]
_CARRIED = late("[客货]运(?:输)?(?:总?量|周转量)|(?:旅客|货物)(?:运输|周转)(?:总?量)|(?:旅客|货物)发送量")
_OF_ALL = ("居民", "常住人口", "社会消费品")
_TERMS = ("短期贷款", "中长期贷款")
_BORROWED = late(
    "(?P<who>(?:住户|居民|企|非金融|境内|个人|对公|公司)[^，。；、]{0,16}?)(?:人民币|各项|新增)?贷款(?:余额)?"
)
# 净利润4.1亿元，扣非后为3.7亿元; 投放绿色贷款146亿元，余额突破500亿元.
_PROFIT = late("净利润?$")
_OF_LAST = {"扣非后": _PROFIT, "扣非": _PROFIT, "余额": late("[^的，、]{0,12}(?:贷款|存款|债券|理财|基金)$")}
_LONGEST = 8  # characters of what is counted, and named whole for each sort


def sort_of(
    span: Span, number: Number, sentence: Sequence[Fact], whole: Fact | None, view: str
) -> Indicator | None:
    """Name a sort as fully as the other before it: 城镇居民人均可支配收入…，农村…; 上市公司6家，其中境外3家."""
    text = span.cut(view)
    if text in _TERMS:
        return _of_borrower(span, sentence, view)
    before = (*sentence[-1:], whole)
    if of := _OF_LAST.get(text):
        ends = (phrases.ending(fact.indicator, of, view) for fact in before if fact)
        last = next((e for e in ends if e), ())
        return phrases.join(span, last, [span]) if last and text == "余额" else _behind(span, last)
    sort = next((s for s in _SORTS if s.fullmatch(text)), None)
    if sort is None:
        return None
    named = (_named_as(span, sort, number, fact, view) for fact in before if fact and fact.measure == "level")
    return next((n for n in named if n), None)


def _of_borrower(span: Span, sentence: Sequence[Fact], view: str) -> Indicator | None:
    """Name whose loans they are: 住户贷款增加2572亿元，其中，短期贷款增加341亿元，中长期贷款增加2231亿元."""
    for fact in reversed(sentence):
        text = phrases.text(fact.indicator, view)
        if not text.endswith(_TERMS) and (m := _BORROWED.fullmatch(text)):
            return phrases.join(span, phrases.first(phrases.parts(fact.indicator), m.end("who")), [span])
    return None


def _behind(span: Span, last: phrases.Parts) -> Indicator | None:
    return phrases.join(span, [span], last) if last else None


def _named_as(span: Span, sort: re.Pattern[str], number: Number, last: Fact, view: str) -> Indicator | None:
    counted = isinstance(number, Quantity)
    if counted and (last.quantity is None or last.quantity.unit != number.unit):
        return None
    if not counted and (last.change is None or number.unit != "%"):
        return None
    whole, pieces = phrases.text(last.indicator, view), phrases.parts(last.indicator)
    if before := sort.match(whole):
        if before.end() == len(whole) or before[0] == span.cut(view):
            return None
        return phrases.join(span, [span], phrases.last(pieces, len(whole) - before.end()))
    people = sort is _WHOSE and whole.startswith(_OF_ALL)
    carried = sort is _WAYS and _CARRIED.fullmatch(whole)
    noun = counted and len(whole) <= _LONGEST and _NOUN.search(whole)
    return phrases.join(span, [span], pieces) if people or carried or noun else None
