"""The same rate of one kind after another: 大型企业PMI为51.9%；中型企业为50.3%；小型企业48.7%."""

from extractor.facts import phrases
from extractor.facts.binding.memory import Memory
from extractor.facts.indicators.gaps import Gap
from extractor.late import late
from extractor.mentions.model import Indicator, Quantity
from extractor.span import Span

_RATE = late(
    r"(?:PMI(?:指数)?|(?:采购经理)?指数|(?:失业|就业|利润|毛利|不良|不良贷款|入住|空置|利用|开工|负债)率)$"
)
_TAIL = 2  # characters that the kinds share: 企业, 行业, 城市
_SHORTEST = 3


def alike(q: Quantity, span: Span, gap: Gap, memory: Memory) -> Indicator | None:
    """Name the rate of the next kind, if the phrase before the number is a kind like the one before."""
    view = memory.view
    row = gap.left == gap.clause.span.start and view[gap.left - 1 : gap.left] in ("；", ";")
    last = memory.sentence[-1] if memory.sentence else memory.last if row else None
    if last is None or last.quantity is None or last.quantity.unit != q.unit or last.measure != "level":
        return None
    text, kind = phrases.text(last.indicator, view), span.cut(view)
    rate = _RATE.search(text)
    if rate is None or len(kind) < _SHORTEST:
        return None
    whose = text[: rate.start()]
    same = len(whose) >= _SHORTEST and whose != kind and whose[-_TAIL:] == kind[-_TAIL:]
    return phrases.join(span, [span], phrases.ending(last.indicator, _RATE, view)) if same else None
