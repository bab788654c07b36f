"""Shares told by what somebody brings to a whole: 创造了全国GDP的4.8%、税收的4.2%, 完成了全省50%的产值、税收和出口."""

from collections.abc import Sequence

from extractor.facts.binding import shares
from extractor.facts.indicators import measures
from extractor.facts.lists.splitting import HARD, SOFT, split
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause
from extractor.late import late
from extractor.mentions.model import Indicator, Quantity
from extractor.patterns import Expression
from extractor.span import Span

_WHOLE = "(?:全[国省市区县州球]|世界|[该本我][省市区县州])(?:的|所有|全部)?"
_OF = late("(?:以上|以下|左右)?的")
_HELD = Expression("(?:{limited}|机构|平台|人才)$")
_WHAT = r"(?P<what>[^，。；、\d的]{2,14})的(?:近|约|将近|超过?|接近)?$"
_VERB = f"(?:(?:{{brings}})了?(?:{_WHOLE})?|(?:完成|占据|实现)了?{_WHOLE})"
_BROUGHT, _FIRST = Expression(_VERB), Expression(_VERB + _WHAT)
_NEXT = late(r"[%％成一](?:左右|以上|多)?(?:、|和|与|及|以及)" + _WHAT)


def of_whole(q: Quantity, clause: Clause, view: str) -> Fact | None:
    """Read 创造了全国GDP的4.8%, and in what goes on with it: 、税收的4.2%."""
    start, end = clause.span.start, q.span.start
    if q.unit != "%" or view[end - 1] not in "的近约过超":
        return None
    m = _FIRST.search(view, start, end)
    if m is None and (m := _NEXT.search(view, start, end)) and not _BROUGHT.search(view, start, m.start()):
        return None
    what = Span(*m.span("what")) if m else None
    if what is None or not measures.is_measure(what.cut(view)):
        return None
    return Fact(0, Indicator(what), "clause.share", quantity=q, measure="share")


def row(clause: Clause, view: str) -> list[Fact] | None:
    """Read 完成了全省50%左右的产值、税收和出口: the one share of each."""
    q = clause.numbers[-1]
    if (
        len(clause.numbers) > 1
        or not isinstance(q, Quantity)
        or q.unit != "%"
        or _OF.match(view, q.span.end) is None
    ):
        return None
    left, right = clause.span
    share = shares.share(q, clause, left, right, view) or shares.part(q, clause, right, view)
    what = share.indicator if share and share.measure == "share" else None
    if what is None or what.start < q.span.end:
        return None
    pieces = _pieces(what, view)
    if len(pieces) < 2 or not all(_counts(p, view) for p in pieces):
        return None
    facts = [Fact(0, Indicator(p), "clause.share", quantity=q) for p in pieces]
    for fact in facts:
        fact.measure = "share"
    return facts


def _counts(piece: Span, view: str) -> bool:
    """Tell whether a share of it may be told by itself: 税收, 高新技术企业."""
    return measures.is_measure(piece.cut(view)) or _HELD.search(view, *piece) is not None


def _pieces(span: Span, view: str) -> Sequence[Span]:
    soft = split(view, span, SOFT)
    return soft if all(_counts(p, view) for p in soft) else split(view, span, HARD)
