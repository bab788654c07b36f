"""Where a number with a sign may stand to be a change: in the next column of a box, or alone in brackets behind a level."""

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
