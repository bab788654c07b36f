"""Where a number with a sign may stand to be a change: in a list, in the next column of a box, in brackets behind a level."""

from collections.abc import Sequence

from extractor.late import late
from extractor.mentions.model import Quantity

RATIOS = frozenset({"%", "‰", "pp", "bp", "倍"})
_POINTS = ("pp", "bp")  # 毛利率40.39%（-1.92pct）
_COLUMN = 24  # characters between the columns of a box
_BLANKS = " \u3000"


_TICKED = (
    "前值",
    "预期值",
    "预估值",
    "预期",
    "预估",
    "公布值",
)  # M1同比-5.0%，前值-4.2%: read beside its figure
_LINKS = frozenset("为是至到达在约近超过的了比较和与及或即负")
_OF_RATES = frozenset("率比重度差")


def tells_change(text: str, floor: int, start: int, q: Quantity, last: Quantity | None) -> bool:
    """Tell whether the sign of a number, or the plus before it, says how something moved; 净利率-3.2% is a level."""
    plus = start < q.span.start
    if not (plus or (q.number is not None and q.number < 0)):
        return False
    if plus and _in_column(text, floor, start, last):
        return True
    before = text[start - 1 : start] if start > floor else ""
    if text.endswith(_TICKED, floor, start):
        return False
    if before in ("（", "(") and last and _in_brackets(text, last, q, start):
        return True
    if before in ("/", "／") and last and last.span.end == start - 1 and _apart(last, q):
        return True  # 营收19.25亿元/+7.24%
    named = bool(before) and "一" <= before <= "鿿" and before not in _LINKS
    return named and (plus or before not in _OF_RATES)


def _in_column(text: str, floor: int, start: int, last: Quantity | None) -> bool:
    """Tell whether blanks set it off from its level or label: 生产总值　2780亿元　+6.7%; 工业增加值　—　+6.5%."""
    apart = text[max(floor, start - _COLUMN) : start]
    label = apart.rstrip(_BLANKS + "—–")
    blank = len(label) < len(apart) and apart[-1] in _BLANKS
    level = not label and last is not None and last.unit not in RATIOS
    return blank and (level or "一" <= label[-1:] <= "鿿")


def _in_brackets(text: str, last: Quantity, q: Quantity, start: int) -> bool:
    """Tell whether brackets right behind a level hold nothing but the signed number: 6.92万元（+4.6%）, 40.39%（-1.92pct）."""
    closed = text.startswith(("）", ")"), q.span.end)
    return closed and last.span.end == start - 1 and _apart(last, q)


def _apart(last: Quantity, q: Quantity) -> bool:
    """Tell whether a signed number of this kind cannot be another level beside the last."""
    return last.unit not in RATIOS or q.unit in _POINTS


_JOINS = ("、", "和", "及", "与")
_SIGNED = late("[、和及与][+-]")


def filled(text: str, quantities: Sequence[Quantity]) -> Sequence[Quantity]:
    """Give numbers with a sign the unit of the last of their list: 分别+0.3、+1.2和-0.6个百分点."""
    if not _SIGNED.search(text):
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
