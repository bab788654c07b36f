"""What a clause only names and the next one counts: 像他这样的持证向导，现在有35人; 企业不算多，投产的只有94家."""

from extractor.facts import phrases
from extractor.facts.binding.memory import Memory, inherit
from extractor.facts.indicators import naming
from extractor.facts.indicators.gaps import Gap
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Indicator, Quantity
from extractor.patterns import Expression
from extractor.span import Span

_UNITS = frozenset("家户人名位座台辆艘架所间栋幢处条只头口株亩")
_HAS = late(
    r"(?:(?:已经?|也|就|一?共|总共|仅仅?|只|目前|如今|现在|累计|合计|全[国省市县区镇村]|[^，。；、\d]{1,6}的)*(?:有|达到?|是|超过?|突破|不到|不足|增至|增加到|从|由)了?(?:约|近)?|约|近|超|逾)?"
)
_WHICH = late("(?:(?:像|如)[^，。；、]{1,8}这样的|[这那此该]类|[这那]样的|[这那]种)")
_PARTICLES = tuple("嘛呢呀啊哪么")
_NOUN = Expression("(?:{people}|{counted-noun}|{place-kinds}|{presented})$")
_PEOPLE = Expression("(?:{people})$")
_SAME = ("个", "名", "位", "人")


def counted(q: Quantity, gap: Gap, memory: Memory) -> Fact | None:
    """Count what the clause right before names, with nothing between but the time and that there are so many."""
    over, clause, view = memory.remark, gap.clause, memory.view
    if q.unit not in _UNITS or clause.opener not in ("，", ",") or gap.left != clause.span.start:
        return None
    start = clause.span.start
    for p in clause.periods:
        if start <= p.span.start < q.span.start and not view[start : p.span.start].strip("到在"):
            start = p.span.end
    if not _HAS.fullmatch(view, start, q.span.start):
        return None
    if over and over.span.end == clause.span.start - 1:
        what = _named(over, view)
        return what and Fact(0, Indicator(what), "topic.level", quantity=q, indicator_inherited=True)
    last = memory.settled()
    people = last and last.quantity and last.quantity.unit in _SAME and q.unit in _SAME
    if last and people and _PEOPLE.search(phrases.text(last.indicator, view)):
        return inherit(memory, "topic.level", quantity=q)  # 只有4个主播，现在签约的有150多人
    return None


def _named(over: Clause, view: str) -> Span | None:
    """Find the noun that a clause without a figure ends in, else the one that it opens with."""
    end = over.span.end
    while view[end - 1] in _PARTICLES:
        end -= 1
    names = sorted(n.span for n in over.names)
    span, _ = phrase_before(view, over.span.start, end, names)
    if span and span.end == end and _NOUN.search(view, *span):
        return _without_which(view, span)
    opening = naming.opening_noun(view, over)
    return opening if opening and _NOUN.search(view, *opening) else None


def _without_which(view: str, span: Span) -> Span:
    of = view.rfind("的", *span)
    if of > 0 and span.end - of > 2:
        span = Span(of + 1, span.end)
    m = _WHICH.match(view, *span)
    return Span(m.end(), span.end) if m and m.end() < span.end else span
