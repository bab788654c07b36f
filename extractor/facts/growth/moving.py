"""What a clause says moves, where the next tells by how much: 新接订单大幅减少，同比下降96%."""

from extractor.facts.indicators import measures
from extractor.facts.skeleton import Clause, head
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change, Indicator

_RISES, _FALLS = late("[增涨升高扩多强]"), late("[降跌滑落减缩低少弱]")
_SHORTEST = 3


def read(clause: Clause, following: Clause, view: str, *, told: bool) -> Indicator | None:
    """Find the noun of a trend that the growth right behind goes on with, whichever noun it is.

    Where the sentence has told a figure (`told`), a short noun (规模持续扩大) rather speaks of that.
    """
    change = following.numbers[0] if following.numbers else None
    if clause.depth or not isinstance(change, Change) or change.unit != "%" or not change.rate:
        return None
    end = measures.before_trend(view, clause.span)
    begins = head(change) == following.span.start and following.opener in ("，", ",")
    way = _RISES if change.rate > 0 else _FALLS
    if end == clause.span.end or not begins or not way.search(view, end, clause.span.end):
        return None
    marks = sorted(m.span for m in (*clause.names, *clause.periods) if m.span.end <= end)
    span, _ = phrase_before(view, clause.span.start, end, marks)
    if span is None or span.end - span.start < (_SHORTEST if told else _SHORTEST - 1):
        return None
    return Indicator(span) if not measures.is_pronoun(span.cut(view)) else None
