"""Units that an indicator's own words give a number: 均价每吨2520元, 劳动人口为386.1万."""

from collections.abc import Sequence

from extractor.facts import phrases
from extractor.facts.indicators import measures
from extractor.facts.model import Fact
from extractor.late import late
from extractor.mentions.model import Quantity
from extractor.patterns import Expression
from extractor.span import Span

_IMPLIED = (
    (Expression("(?:{in-people})$"), "人"),
    (late("(?:户数|住户)$"), "户"),
    (late("人次(?:数)?$"), "人次"),
    (late("(?:成交|销售|竣工|施工|建筑|待售)面积$"), "平方米"),
    (Expression("(?:{in-money})$|^规模$"), "CNY"),
    (Expression("(?:{in-vehicles})$"), "辆"),
    (Expression("(?:{in-items})$"), "件"),
    (late("(?:访问|点击|浏览|播放|下载|阅读|点播|观看|搜索|服务)(?:量|次数)$"), "次"),
    (Expression("(?:{in-firms})$"), "家"),
)
_PER = Expression("(?:为|约|的)?(?:平均)?每(?:一)?({priced})(?:每(?:[年月天日季]|学[年期]))?$")


# 每公斤猪肉47元; but 每亩产值, 每户收入 are measures of their own.
_OF_GOODS = late(
    "每(吨|公斤|千克|斤|桶|克|磅|盎司|升|平方米|立方米|千瓦时)(?=[一-鿿]{2})(?!产|综合|生产|耗|[^，。；]{0,6}[率耗])"
)


def without_per(view: str, span: Span, unit: str | None) -> tuple[Span, str | None]:
    """Take 每吨 off 均价每吨 and 每公斤 off 每公斤猪肉: it belongs to the unit."""
    if view.find("每", *span) < 0:
        return span, None
    m = _PER.search(view, *span)
    if m and m.start() > span.start:
        return Span(span.start, m.start()), m[1]
    m = _OF_GOODS.match(view, *span) if unit and unit.isupper() else None
    return (Span(m.end(), span.end), m[1]) if m else (span, None)


def before_per(view: str, span: Span) -> Span:
    """Take 每吨 off the last name of 槽钢、普通中板每吨3607元和3738元."""
    m = _PER.search(view, *span) if view.find("每", *span) > span.start else None
    return Span(span.start, m.start()) if m and m.start() > span.start else span


def only_per(phrase: str) -> str | None:
    """Return the unit where the phrase says no more than 每吨."""
    m = _PER.fullmatch(phrase)
    return m[1] if m else None


def per_before(view: str, start: int, end: int) -> str | None:
    """Find the unit that prices right before a number are for: 分别为每吨2520元."""
    m = _PER.search(view, start, end) if view.find("每", start, end) >= 0 else None
    return m[1] if m and m.end() == end else None


# 较上年同期每吨下跌192元, 每斤比去年低4分钱: what the growth is for stands before it.
_EACH = Expression("每一?(?P<per>{priced})[^，。；、每元\\d]{0,4}(?:[比较同环与去上][^，。；、每元]{0,14})?$")


def settle_growth(fact: Fact, view: str) -> None:
    """Give an amount by which a price moved the unit of the price: 每吨2480元，同比低210元."""
    c, q = fact.change, fact.quantity
    if c is None or not c.unit or c.quantity is None or "/" in c.unit:
        return
    if q and q.unit and q.unit.startswith(f"{c.unit}/"):
        fact.change = c._replace(unit=q.unit)
        return
    low = max(0, c.span.start - _SIGHT)
    if (
        c.unit.isupper()
        and view.find("每", low, c.span.start) >= 0
        and (m := _EACH.search(view, low, c.span.start))
    ):
        fact.change = c._replace(unit=f"{c.unit}/{m['per']}")


_SIGHT = 24  # characters before a growth in which 每吨 may stand


def implied_unit(phrase: str, yuan: str) -> str | None:
    """Give a bare 386.1万 the unit that its indicator implies: 劳动人口为386.1万, 净利润5000万."""
    unit = next((unit for pattern, unit in _IMPLIED if pattern.search(phrase)), None)
    return yuan if unit == "CNY" else unit


# 一千七百万新卢布, 1亿亿电子伏特: a unit that no list knows.
_ANOTHER_UNIT = late("(?!同比|环比|左右|以[上下内]|[增上下减]|大关|关口|的)[一-鿿A-Za-z]")
_SURPASSED = late(r"，(?:达到?|为|实现)(?!自?\d{4}年)[^，。；、\d]{0,6}\d")  # 首次突破万亿，达到1.1万亿元


def is_surpassed(q: Quantity, view: str) -> bool:
    """Tell whether the clause behind says how much it was that passed a bare round number."""
    return q.unit is None and _SURPASSED.match(view, q.span.end) is not None


def of_round(q: Quantity, phrase: str, view: str) -> str | None:
    """Give a round number behind a measure that implies no unit the plainest: 种质资源总量突破500万."""
    round_ = (
        q.unit is None and view[q.numeral.end - 1] in "万亿" and not _ANOTHER_UNIT.match(view, q.span.end)
    )
    return "个" if round_ and measures.is_measure(phrase) and not measures.is_index(phrase) else None


def fill(facts: Sequence[Fact], view: str, yuan: str) -> None:
    """Give the bare numbers of a list the unit of what they measure: 净利润分别为1.2亿、1.5亿."""
    for fact in facts:
        q = fact.quantity
        if q and q.unit is None and (unit := implied_unit(phrases.text(fact.indicator, view), yuan)):
            fact.quantity = q._replace(unit=unit)


_ARRIVES = late(
    "(?:左右|以上)?(?:，一路)?[^，。；、\\d]{0,6}[到至为](?:约|近|[^，。；、]{2,9}的)?(?:每[一-鿿]){0,2}"
)


def still_per(q: Quantity, last: Fact | None, view: str) -> Quantity:
    """Give a price the measure of the one that it moved from: 由每斤860元提高到1050元."""
    first = last.quantity if last else None
    if first is None or first.unit is None or not first.unit.startswith(f"{q.unit}/"):
        return q
    moved = _ARRIVES.fullmatch(view, first.span.end, q.span.start)
    return q._replace(unit=first.unit) if moved else q
