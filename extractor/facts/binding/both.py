"""产销 said of two numbers: the first is what was produced, the second what was sold."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.facts import phrases
from extractor.facts.model import Fact
from extractor.facts.skeleton import Skeleton
from extractor.late import late
from extractor.mentions.model import Indicator

_BOTH = "产销"
_ENDS = late(f"{_BOTH}(?P<of>量?)$")
_AND = frozenset("和与及、")


def apart(facts: Sequence[Fact], skeleton: Skeleton, view: str) -> Sequence[Fact]:
    """Tell the facts of 汽车产销分别完成20万辆和19万辆 apart."""
    if len(facts) < 2:
        return facts
    if view.find(_BOTH, *skeleton.sentence.span) < 0 and not any(f.indicator.parts for f in facts):
        return facts
    done: set[int] = set()
    for a, b in pairwise(facts):
        both = phrases.text(a.indicator, view)
        m = _ENDS.search(both)
        if (
            m is None
            or not m.start()
            or id(a) in done
            or both != phrases.text(b.indicator, view)
            or not _joined(a, b, view)
        ):
            continue
        done.add(id(b))
        a.indicator, b.indicator = (_side(a.indicator, m, k) for k in range(2))
    return facts


def _joined(a: Fact, b: Fact, view: str) -> bool:
    """Tell whether the two numbers stand side by side."""
    pairs = ((a.quantity, b.quantity), (a.change, b.change))
    return any(x and y and view[x.span.end : y.span.start] in _AND for x, y in pairs)


def _side(both: Indicator, m: re.Match[str], which: int) -> Indicator:
    pieces, length = phrases.parts(both), len(m.string)
    verb = phrases.first(phrases.last(pieces, length - m.start() - which), 1)
    parts = (*phrases.first(pieces, m.start()), *verb, *phrases.last(pieces, len(m["of"])))
    return phrases.join(both.span, parts, name=m.string[: m.start()] + _BOTH[which] + "量")
