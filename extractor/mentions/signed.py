"""Where a number with a sign may stand to be a change: in a list, in the next column of a box, in brackets behind a level."""

from collections.abc import Sequence

from extractor.mentions.model import Quantity

RATIOS = frozenset({"%", "‰", "pp", "bp", "倍"})
_COLUMN = 24  # characters between the columns of a box
_BLANKS = " \u3000"


def in_column(text: str, floor: int, start: int, last: Quantity | None) -> bool:
    """Tell whether blanks set it off from its level or label: 生产总值　2780亿元　+6.7%; 工业增加值　—　+6.5%."""
    apart = text[max(floor, start - _COLUMN) : start]
    label = apart.rstrip(_BLANKS + "—–")
    blank = len(label) < len(apart) and apart[-1] in _BLANKS
    level = not label and last is not None and last.unit not in RATIOS
    return blank and (level or "一" <= label[-1:] <= "鿿")


def in_brackets(text: str, last: Quantity, q: Quantity, start: int) -> bool:
    """Tell whether brackets right behind a level hold nothing but the signed number: 6.92万元（+4.6%）."""
    closed = text.startswith(("）", ")"), q.span.end)
    return closed and last.span.end == start - 1 and last.unit not in RATIOS


_JOINS = ("、", "和", "及", "与")


def filled(text: str, quantities: Sequence[Quantity]) -> Sequence[Quantity]:
    """Give numbers with a sign the unit of the last of their list: 分别+0.3、+1.2和-0.6个百分点."""
    if "、+" not in text and "、-" not in text:
        return quantities
    out = list(quantities)
    for i in range(len(out) - 2, -1, -1):
        q, following = out[i], out[i + 1]
        between = text[q.span.end : following.span.start].removesuffix("+")
        if q.unit is None and following.unit in RATIOS and between in _JOINS and _is_signed(text, q):
            out[i] = q._replace(unit=following.unit)
    return out


def _is_signed(text: str, q: Quantity) -> bool:
    return text.startswith("-", q.span.start) or text.endswith("+", 0, q.span.start)
