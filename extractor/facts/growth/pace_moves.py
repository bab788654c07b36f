"""Growths that move from one to another: 零售额同比增速从8月的10.0%降至9月的4.7%."""

from collections.abc import Iterable

from extractor.facts import phrases
from extractor.facts.binding.memory import Memory, inherit, name
from extractor.facts.growth.growths import Pace
from extractor.facts.indicators import measures
from extractor.facts.indicators.gaps import Gap
from extractor.facts.model import Fact
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Basis, Change, Period, Quantity

_FROM = late(
    r"(?P<basis>同比|按年|环比|按月|按季)?的?(?P<pace>[增升涨]幅|增速|增长率?|增长速度|成长率|[年月季]增率?|(?P<falls>[降跌]幅))"
    r"(?:也|又|则|亦|已|更|再|就|相应)?(?P<rest>[从由自][^，。；、]{0,14})$"
)
_ARRIVES = late(r"，?[一-鿿]{0,5}(?:至|到|为|成)")
_TO = late(r"，?[一-鿿]{0,5}(?:至|到|为|成)了?(?:约|近|逾|超过?)?的?")
_LATER = ("，", "，为", "，是", "、", "、为")  # 三季度为4.6%
_NOTHING = ("", "的", "约", "的约")
_BASES: dict[str, Basis] = {
    "同比": "yoy",
    "按年": "yoy",
    "年增": "yoy",
    "环比": "mom",
    "按月": "mom",
    "月增": "mom",
}
_NEAR = 8  # facts back in the sentence that may have told the same
_BEGINS, _GOES_ON, _NEXT = "from.pace", "pace.to", "pace.next"
_CLOSES = frozenset("，。；、,;（( \n") | {""}
_COMPARES = "比较与和同"


def read(q: Quantity, gap: Gap, memory: Memory) -> Fact | None:
    """Read where a growth stood and where it arrives as two growths."""
    if q.unit != "%":
        return None
    last = memory.sentence[-1] if memory.sentence else None
    if last and last.rule in (_BEGINS, _GOES_ON) and last.change:
        return _arrives(q, last.change, gap, memory)
    if last and last.change and _is_next(q, last, gap, memory.view):
        falls = last.change.rate is not None and last.change.rate < 0
        change = Pace(q.span.start, falls, last.change.basis).change(q)
        return inherit(memory, _NEXT, change=change)
    m = _FROM.search(memory.view, gap.left, q.span.start)
    if m is None or not _ARRIVES.match(memory.view, q.span.end):
        return None
    rest = _without(m.start("rest"), q.span.start, gap.clause.periods, memory.view)
    if rest.lstrip("从由自") not in _NOTHING:
        return None
    basis = _BASES.get(m["basis"] or m["pace"][:2], "unspecified")
    change = Pace(m.start(), m["falls"] is not None, basis).change(q)
    span, _ = phrase_before(memory.view, gap.left, m.start(), [n for n in gap.names if n.end <= m.start()])
    if span:
        return Fact(0, name(span, gap, memory), _BEGINS, change=change)
    before = memory.settled()
    if before is None or before.change is None:
        return None
    return inherit(memory, _BEGINS, change=change._replace(basis=before.change.basis))


# A rate that moves is told by where it stands: 失业率下降0.1%，6月为5.2%.
_RATES = ("率", "比", "占比", "比重", "比例", "份额", "息差", "赤字")
_TURNS = late("转|占|预|平均|目标|累计")
_PARTS = ("M", "Q", "H", "Y")


def _is_next(q: Quantity, last: Fact, gap: Gap, view: str) -> bool:
    """Tell whether a clause has nothing but its time and a percentage: 一季度增长5.4%，二季度为5.2%，三季度回落到4.8%."""
    change, clause = last.change, gap.clause
    if (
        change is None
        or last.quantity
        or change.quantity is None
        or (change.unit, change.basis) == ("%", "avg")
    ):
        return False
    ends = view[q.span.end : q.span.end + 1] in _CLOSES
    alone = gap.left == clause.span.start and not gap.names and len(clause.numbers) == 1
    times = [p for p in clause.periods if p.span.end <= q.span.start]
    if change.unit != "%" or not (ends and alone) or len(times) != 1:
        return False
    p, said = times[0], view[clause.span.start : q.span.start]
    dated = p.kind == "span" and p.frequency in _PARTS and view[p.span.start - 1] not in _COMPARES
    if not dated or _TURNS.search(said) or phrases.text(last.indicator, view).endswith(_RATES):
        return False
    return said == p.span.cut(view) or measures.links(view, clause.span.start, q.span.start, [p.span])


def _arrives(q: Quantity, first: Change, gap: Gap, memory: Memory) -> Fact | None:
    """Read the growth that the first has come to: 降至9月的4.7%."""
    words = _without(first.span.end, q.span.start, gap.clause.periods, memory.view)
    later = len(words) < q.span.start - first.span.end and words in _LATER
    if not later and not _TO.fullmatch(words):
        return None
    signed = memory.view.startswith(("-", "－", "−"), first.span.start)
    falls = first.rate is not None and first.rate < 0 and not signed  # of a fall, not of a growth below zero
    change = Pace(q.span.start, falls, first.basis).change(q)
    if any(
        f.change and f.change.rate == change.rate and f.change.span != first.span for f in memory.sentence
    ):
        return None  # 销售面积下降4.2%，降幅从1—7月的5.6%收窄至4.2%
    return inherit(memory, _GOES_ON, change=change)


def _without(start: int, end: int, periods: Iterable[Period], view: str) -> str:
    """Return the words of a stretch but for its periods."""
    inside = [p.span for p in periods if start <= p.span.start and p.span.end <= end]
    words = view[start:end]
    for span in sorted(inside, key=lambda s: -s.start):
        words = words[: span.start - start] + words[span.end - start :]
    return words
