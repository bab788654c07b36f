"""Numbers that OCR most likely damaged: flagged with the reason, and left as they are written."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.facts import phrases
from extractor.facts.model import Doubt, Fact
from extractor.late import late
from extractor.mentions.model import Change
from extractor.patterns import Expression, listed

# Rates that cannot pass 100%: parts of a whole under another name.
_BOUNDED = Expression("(?<!拨备)(?:{at-most-all})$")
# What can be more than the whole it is measured by: a debt beside a year's product.
_BESIDE = late(r"债务|贷款|存款|余额|资产|负债|市值|进出口|贸易")
# A profit can fall by more than all of it.
_CAN_TURN = Expression("{can-turn}")
_PRICES = late(r"居民消费价格|CPI|消费价格|物价")
_STOCK = late(r"余额|存款|贷款|人口|保有量|存量")
_WIDE = 10  # points by which one growth seldom passes another that is itself smaller


def implausible(facts: Sequence[Fact], view: str) -> Iterator[Doubt]:
    """Yield what cannot be, or hardly; the facts are flagged."""
    for f in facts:
        for reason in (_share(f, view), _rate(f, view), _fall(f, view), _more_than_all(f, view)):
            if reason:
                yield _flag(f, reason)
    for whole, part in pairwise(facts):
        if reason := _part_over_whole(whole, part, view) or _against_its_word(whole, part, view):
            yield _flag(part, reason)


def _flag(f: Fact, reason: str) -> Doubt:
    f.flags.append("implausible")
    said = [m.span for m in (f.quantity, f.change) if m]
    return Doubt("implausible-number", reason, said[0])


def _percent(f: Fact) -> Decimal | None:
    return f.quantity.number if f.quantity and f.quantity.unit == "%" else None


def _share(f: Fact, view: str) -> str | None:
    value = _percent(f)
    over = f.measure == "share" and value is not None and value > 100
    return "占比超过100%" if over and not _BESIDE.search(phrases.text(f.indicator, view)) else None


def _rate(f: Fact, view: str) -> str | None:
    value, change = _percent(f), f.change
    over = f.measure == "level" and value is not None and value > 100
    if over and _BOUNDED.search(phrases.text(f.indicator, view)):
        return "这类比率不会超过100%"
    leaps = change and change.unit == "%" and change.rate is not None and abs(change.rate) > 100
    prices = leaps and _PRICES.search(phrases.text(f.indicator, view))
    return "消费价格不会一年涨跌一倍以上" if prices else None


def _fall(f: Fact, view: str) -> str | None:
    change = f.change
    falls = change and change.unit == "%" and change.rate is not None and change.rate < -100
    return "降幅超过100%" if falls and not _CAN_TURN.search(phrases.text(f.indicator, view)) else None


def _more_than_all(f: Fact, view: str) -> str | None:
    q, c = f.quantity, f.change
    if not q or not c or q.number is None or c.rate is None or q.unit != c.unit or c.unit in ("%", "pp"):
        return None
    stock = _STOCK.search(phrases.text(f.indicator, view))
    return "增加的比现有的还多" if stock and c.rate > q.number > 0 else None


def _part_over_whole(whole: Fact, part: Fact, view: str) -> str | None:
    """Compare what stands behind 其中 with what stands before it."""
    a, b = whole.quantity, part.quantity
    same = whole.sentence == part.sentence and whole.measure == part.measure == "level"
    if (
        not same
        or not a
        or not b
        or a.unit != b.unit
        or a.unit == "%"
        or a.unit in listed("duration")  # 平均寿命78.3岁，其中女性80.2岁
        or a.number is None
        or b.number is None
    ):
        return None
    among = view.find("其中", a.span.end, part.indicator.span.start)
    return "部分大于总体" if among >= 0 and b.number > a.number > 0 else None


_TO = late(
    r"(?P<down>下降|降|减少|减|回落|下滑|跌)[^，。；]{0,3}[到至为]|(?P<up>上升|升|提高|提升|增加|增|增长|扩大)[^，。；]{0,3}[到至为]"
)


def _against_its_word(a: Fact, b: Fact, view: str) -> str | None:
    """Compare 由5.6%下降到6.3% with its verb."""
    p, q = a.quantity, b.quantity
    if not p or not q or a.indicator.span != b.indicator.span or p.unit != q.unit:
        return None
    m = _TO.match(view, p.span.end, q.span.start + 1)
    if m is None or p.number is None or q.number is None:
        return None
    wrong = q.number > p.number if m["down"] else q.number < p.number
    return "前后两个数与升降的说法相反" if wrong else None


_AHEAD = late("高于|快于|高出|领先|好于|优于")
_BESIDE_GROWTH = 24  # characters between a growth and what it leads by


def far_ahead(facts: Sequence[Fact], changes: Sequence[Change], view: str) -> Iterator[Doubt]:
    """Yield leads that dwarf the growth they are taken from: 增长10.1%，高于全市25个百分点."""
    growths = {f.change.span.end: f.change.rate for f in facts if f.change and f.change.unit == "%"}
    for c in changes:
        if c.unit != "pp" or c.rate is None or not _AHEAD.match(view, c.span.start):
            continue
        ends = range(c.span.start, c.span.start - _BESIDE_GROWTH - 1, -1)
        own = next((rate for end in ends if (rate := growths.get(end)) is not None), None)
        if own is not None and 0 < own < c.rate - _WIDE:
            yield Doubt("implausible-number", "高出的百分点远大于增速本身", c.span)
