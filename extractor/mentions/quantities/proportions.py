"""Two numbers that make one: 1/3, 收入比为2.36：1."""

from decimal import Decimal

from extractor.late import late
from extractor.mentions.quantities.items import Item
from extractor.span import Span

_SLASH = late(r"(?<![0-9/.])([0-9]{1,3})/([0-9]{1,3})(?![0-9/.年月])")
# The look-ahead leaves 三次产业比8:40:52 alone, the noun before it times of day and scores of games.
_RATIO = late(r"([0-9]{1,4}(?:\.[0-9]{1,3})?)[：:∶]([0-9]{1,4}(?:\.[0-9]{1,3})?)(?![0-9.：:∶])")
_COMPARED = late(
    r"比(?!分|赛|尺)(?:例|值|重|率)?(?:[0-9.]{1,6}[：:∶][0-9.]{1,6}|[为是约达近由从到至降升缩扩小大提高下调整优化控制在于的]){0,8}$"
)
_REACH = 24  # characters before a ratio in which the noun of comparison may stand


def slash(text: str, above: Item) -> tuple[Span, Decimal] | None:
    """Read 1/3 as a fraction, where it is no date and no ratio."""
    if not text.startswith("/", above.numeral):
        return None
    m = _SLASH.match(text, above.start)
    if m is None or not 0 < int(m[1]) < int(m[2]):
        return None
    if int(m[2]) > 10 and text[m.end() : m.end() + 1] != "的":
        return None
    return Span(*m.span()), Decimal(m[1]) / Decimal(m[2])


def ratio(text: str, above: Item) -> tuple[Span, Decimal] | None:
    """Read what a noun of comparison is said to be, as times: 收入比为2.36：1, 师生比1:16."""
    if text[above.numeral : above.numeral + 1] not in ("：", ":", "∶"):
        return None
    m = _RATIO.match(text, above.start)
    if m is None or not _COMPARED.search(text, max(0, above.start - _REACH), above.start):
        return None
    first, second = Decimal(m[1]), Decimal(m[2])
    if not first or not second or 1 not in (first, second):
        return None
    return Span(*m.span()), first if second == 1 else round(first / second, 6).normalize()
