"""What a superlative names: 失业率最高的是建造业，达到11.2%; 以装备制造业增速最快，达12%."""

from extractor.facts import phrases
from extractor.facts.indicators import measures
from extractor.facts.model import Fact
from extractor.facts.phrases import Parts
from extractor.facts.skeleton import Clause
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Indicator, Quantity
from extractor.patterns import Expression
from extractor.span import Span

_MOST = "(?:最为?|较)(?:高|低|大|小|多|少|快|慢|{striking})"
_WHICH = Expression(
    rf"(?P<measure>[^，。；]{{2,24}}?){_MOST}的(?:{{kinds}}|地区|组别)?(?:是|为|当属|则是|则为)"
)
_WITH = Expression(
    rf"以(?P<item>[^，。；以]{{2,20}}?)(?:的)?(?P<measure>[升增涨跌降减]幅|增速|增长|跌势|升势){_MOST}$"
)
_GROWS = late(r"(?:[升增涨跌降减]幅|增速|增长|跌势|升势|上升|下跌|下降|上涨)(?:得)?$")


_NEXT = late("(?:其次|第[二三四]|再次|最后)(?:则|才)?[是为]")  # 其次为服装，上升23.4%


_SIZES = tuple("高低大小多少快慢")
_STANDS = late(f"(?:地区)?(?:的)?(?:相对|则|也|却|仍|明显)?(?:较|偏|更|最|略|相对)[{''.join(_SIZES)}]$")


def beside(clause: Clause, following: Clause, last: Fact | None, view: str) -> Indicator | None:
    """Read 西南地区较低，为10.9元 and 其中城区较高，为5.6%: the measure told last, of another place or part."""
    m = _STANDS.search(view, *clause.span) if view.endswith(_SIZES, *clause.span) else None
    if m is None or last is None or last.quantity is None:
        return None
    number = next((n for n in following.numbers if isinstance(n, Quantity)), None)
    if number is None or last.quantity.unit != number.unit:
        return None
    if number.span.start > following.span.start and not measures.links(
        view, following.span.start, number.span.start
    ):
        return None  # 食品产业增长最快，完成产值18.8亿元
    if any(m.start() <= n.span.end <= m.start() + 2 for n in clause.names):
        return last.indicator
    part, _ = phrase_before(view, clause.span.start, m.start())
    if part is None or clause.names or measures.is_measure(part.cut(view)):
        return None
    return phrases.join(part, [part], phrases.parts(last.indicator))


_PACED = late(
    r"(?:(?:增速|[增升涨降跌]幅|增长率|增长速度)(?:均|位|居|最|排|列|次之|靠前|紧随|领先|高于|快于|连续|在|保持)[^，。；]{0,14}"
    r"|(?<![率重])(?:增长|上升|上涨|下降|下跌|回落)得?最为?(?:[快多大猛]|明显))$"
)


def of_growth(clause: Clause, last: Fact | None, view: str) -> Indicator | None:
    """Find what a clause ranks the growth of (增速次之, 下降最多); where it names only a place, of what was measured last."""
    m = _PACED.search(view, *clause.span)
    if m is None:
        return None
    marks = [n.span for n in (*clause.names, *clause.periods) if n.span.end <= m.start()]
    span, _ = phrase_before(view, clause.span.start, m.start(), sorted(marks))
    if span:
        times = [p.span for p in clause.periods if p.span.end <= span.start]
        owner, _ = phrase_before(view, clause.span.start, times[0].start) if times else (None, False)
        return phrases.join(span, [owner, span]) if owner else Indicator(span)  # 创业板上半年营收增速
    return last.indicator if last and clause.names else None


_FIRST = late("(?:增速|[增升涨降跌]幅|增长率|增长速度)(?:则|均|也)?最")


def paced(pace: Indicator | None, view: str) -> Indicator | None:
    """Return what the clause before ranks the growth of: 总资产增速次之, 应收账款增幅最大，较年初增长19%."""
    if pace is None or _FIRST.match(view, pace.span.end):
        return pace
    return pace if measures.is_measure(phrases.text(pace, view)) else None


def read(clause: Clause, view: str) -> tuple[Indicator, bool] | None:
    """Return what the next number measures, and whether it is a growth."""
    m = _NEXT.match(view, *clause.span)
    item, _ = phrase_before(view, m.end(), clause.span.end) if m and not clause.names else (None, False)
    if item and item.end == clause.span.end:
        return Indicator(item), True
    if view.find("最", *clause.span) < 0 and view.find("较", *clause.span) < 0:
        return None
    if m := _WITH.search(view, *clause.span):
        return Indicator(Span(*m.span("item"))), True
    m = _WHICH.search(view, *clause.span)
    if m is None:
        return None
    item, _ = phrase_before(view, m.end(), clause.span.end)
    if item is None or item.end < clause.span.end:
        return None
    start, end = m.span("measure")
    grows = _GROWS.search(view, start, end)
    end = grows.start() if grows else end
    marks = sorted(n.span for n in (*clause.names, *clause.periods) if n.span.end <= end)
    measured, _ = phrase_before(view, start, end, marks) if end > start else (None, False)
    pieces: Parts = (item, measured) if measured and measures.is_measure(measured.cut(view)) else (item,)
    if len(pieces) == 1 and not grows:
        return None
    return phrases.join(item, pieces), grows is not None
