"""What a place has by which it ranks: 甲市以98亿元排名第二位，乙市以6.5%的增速位居第三."""

from extractor.facts.binding.memory import Memory
from extractor.facts.growth import growths
from extractor.facts.indicators import measures
from extractor.facts.indicators.gaps import Gap
from extractor.facts.model import Fact
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change, Indicator, Quantity

_WITH = late(
    "(?P<pace>的?(?:同比)?(?:增速|增幅|涨幅|降幅))?(?:则|也|又|同样|分别)?(?:以|凭借?)(?:约|近|超过?)?"
)
_RANKS = late(
    "(?:的(?:成绩|水平|总量|规模|体量))?，?(?:排名?|位[居列]|[名高稳]?居|[名并]列|暂[居列]|夺得?|拔得|摘得|登上|领跑)"
    "[^，。；]{0,6}?(?:第[一二三四五六七八九十\\d]|首位|榜首|榜眼|探花|头筹|前[列茅一二三四五六七八九十\\d]|其后|末)"
    "|(?:的(?:成绩|水平|总量|规模|体量))?(?:[居排位]首|紧随其后|紧跟其后|登顶|夺冠|遥遥领先|次之|居前|领[跑先衔](?:全|[一-鿿]{2,4}(?:[，。；]|$)))"
)


def read(q: Quantity, gap: Gap, memory: Memory) -> Fact | None:
    """Bind a figure that only ranks whom the clause names: it is of what was measured last."""
    view = memory.view
    names = [n for n in gap.names if n.end <= q.span.start]
    before = memory.remark  # 乙市紧随其后，以6.6%位居第二
    led = before is not None and before.names and before.span.end == gap.left - 1
    start = names[-1].end if names else gap.left
    m = _WITH.fullmatch(view, start, q.span.start) if names or led else None
    if m is None or not _RANKS.match(view, q.span.end):
        return None
    if m["pace"]:
        return _paced(q, m["pace"], memory)
    of = next((f for f in (memory.last, memory.level, memory.whole) if f and _alike(f, q)), None)
    if of is None:
        return None
    fact = Fact(0, of.indicator, "list.level", quantity=q, indicator_inherited=True)
    fact.measure = of.measure
    if of.change and of.quantity is None:
        falls = of.change.rate is not None and of.change.rate < 0
        change = growths.Pace(q.span.start, falls, of.change.basis).change(q)
        fact = Fact(0, of.indicator, "list.growth", change=change, indicator_inherited=True)
    return fact


def _paced(q: Quantity, pace: str, memory: Memory) -> Fact | None:
    """Bind the pace by which a place ranks: 舟山增速以8.5%领跑全省, of what was measured to grow last."""
    of = next((f for f in (memory.last, memory.level) if f and f.change and f.change.unit == q.unit), None)
    if of is None or of.change is None:
        return None
    change = growths.Pace(q.span.start, pace.endswith("降幅"), of.change.basis).change(q)
    return Fact(0, of.indicator, "list.growth", change=change, indicator_inherited=True)


def _alike(fact: Fact, q: Quantity) -> bool:
    """Tell whether the figure can go on with what was measured: in the same unit, or as another growth."""
    if fact.quantity is not None:
        return fact.quantity.unit == q.unit
    return fact.change is not None and fact.change.unit == q.unit == "%"


_OF = late("的(?P<what>[一-鿿]{2,16})$")


def grown(change: Change, memory: Memory) -> Indicator | None:
    """Name what stands within a growth: 以10.9%的财政收入增速位居第一."""
    end = change.quantity.end if change.quantity else change.span.end
    m = _OF.match(memory.view, end, change.span.end) if end < change.span.end else None
    if m is None:
        return None
    span, _ = phrase_before(memory.view, *m.span("what"))
    span = span and measures.without_growth_noun(memory.view, span)
    return Indicator(span) if span and measures.is_measure(span.cut(memory.view)) else None
