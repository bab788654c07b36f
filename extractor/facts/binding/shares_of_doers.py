"""Shares that no 占 tells: 六成以上销往欧洲, 八成是周边乡镇的农民, 99%乡镇通公路, 本地人超过九成."""

from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause
from extractor.late import late
from extractor.mentions.model import Indicator, Quantity
from extractor.patterns import Expression
from extractor.span import Span

_BEGINS = late("(?:其中|当中|其|有|仅有|还有|已有|也有)?[，,]?(?:有)?(?:近|超|约|逾|超过|将近|接近|大约)?")
# What they are or whence they come names them; what they do else is the name.
_IS = Expression(
    r"(?:以上|以下|左右|多|都|均|也|则|就)*(?:(?:来自于?|属于|[是为系])(?P<who>[^，。；：！？、\d（）]{1,15}[^，。；：！？、\d（）的])|(?P<does>(?:{goes})[^，。；：！？、\d（）]{1,12}))(?=[，。；！？、\n]|$)"
)
_HALVES = late("一半是[^，。；的]{1,4}(?:[，。；]|$)")  # 一半是水汽，一半是人声
_WHO = Expression(
    r"(?:以上|以下|左右)?(?P<who>[^，。；：、的和与及\d（）“”]{0,10}?(?:{people}|{place-kinds}|{counted-noun}|乡镇|行政村|医院|学校))(?!的|{no-people}|{part-head})(?=[一-鿿]{2})"
)
_NOUN = Expression("(?:{people}|{presented}|[一-鿿](?:人|件|品|货|车))$")


def part(q: Quantity, clause: Clause, view: str) -> Fact | None:
    """Read whose share a percentage is that opens its clause."""
    start = clause.span.start
    for m in sorted((*clause.periods, *clause.names), key=lambda m: m.span.start):
        if m.span.start == start and m.span.end <= q.span.start:
            start = m.span.end
    if q.unit != "%" or not _BEGINS.fullmatch(view, start, q.span.start):
        return None
    if _HALVES.match(view, q.span.start):
        return None
    if told := _IS.match(view, q.span.end, clause.span.end + 1):
        return _share(q, told.span("who" if told["who"] else "does"))
    who = _WHO.match(view, q.span.end, clause.span.end)
    return _share(q, who.span("who")) if who else None


def _share(q: Quantity, named: tuple[int, int]) -> Fact:
    return Fact(0, Indicator(Span(*named)), "clause.share", quantity=q, measure="share")


def held(q: Quantity, span: Span, view: str) -> bool:
    """Tell whether tenths of a whole are said of those whom the phrase names: 本地人超过九成."""
    tenths = q.unit == "%" and view.find("成", *q.span) > 0
    return tenths and _NOUN.search(view, *span) is not None
