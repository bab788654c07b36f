"""Percentages that are growths because the words before them say so: 增速较快，分别为12.8%和12.1%."""

from dataclasses import dataclass

from extractor.late import late
from extractor.mentions.model import Basis, Change, Quantity

# 增速 is always of growth; a rate that falls stands at what the number says: 失业率均下降，分别为4.8%和5.1%.
_PACE = late(r"(?:增速|增幅|升幅|涨幅|增长率|增长速度|(?P<falls>降幅|跌幅))[^，。；、\d]{0,10}[，,]?$")
_MOVES = late(r"(?:增长|上涨|上升|回升|(?P<falls>下降|下跌|下滑|回落))(?:较[快大多]|明显|居前|领先)?[，,]?$")
_RATE = late(r"(?:率|比重|占比|比例|份额|差)[^，。；、率]{0,10}[，,]?$")
_BASES: tuple[tuple[str, Basis], ...] = (("同比", "yoy"), ("按年", "yoy"), ("环比", "mom"), ("按月", "mom"))


@dataclass(frozen=True, slots=True)
class Pace:
    """What the words before a percentage say of its direction and its base."""

    at: int  # where they begin: the name of what grows ends there
    falls: bool
    basis: Basis

    def change(self, q: Quantity) -> Change:
        """Read the percentage as a growth; its own sign wins."""
        rate = -abs(q.number) if self.falls and q.number is not None else q.number
        return Change(q.span, rate, q.low, q.high, "%", self.basis, q.span)


def pace(view: str, start: int, end: int) -> Pace | None:
    """Find whether a stretch ends by speaking of growth."""
    m = _PACE.search(view, start, end)
    if m is None and not _RATE.search(view, start, end):
        m = _MOVES.search(view, start, end)
    if m is None:
        return None
    said = view[start:end]
    basis: Basis = next((b for word, b in _BASES if word in said), "unspecified")
    return Pace(m.start(), m["falls"] is not None, basis)


_MOST = late(
    r"(?:同比|按年|环比|按月)?的?(?:[增升涨]幅|增速|[降跌]幅)最(?:为)?[一-鿿]{1,2}?(?:达|为|达到)?$"
    r"|(?:增速|增幅|增长率)(?:已|均)?连续[^，。；]{1,8}(?:超过|超|高于|保持在|稳定在|达到|达|在)?$"
)


_ROW = late(
    r"(?:[增升涨]幅|增速|[增成]长率|年?增率|(?P<falls>[降跌]幅))的?[^，。；（(、]{0,8}?，?(?:为|有|包括|是|依次为|分别为)(?=[一-鿿“「])"
)


def row(view: str, start: int, end: int) -> Pace | None:
    """Find what makes 录得按年升幅的类别为住屋（5.1%）、食品（4.3%） a row of growths."""
    said = any(view.find(word, start, end) >= 0 for word in ("幅", "增速", "长率", "增率"))
    m = _ROW.search(view, start, end) if said else None
    if m is None:
        return None
    basis = next((b for word, b in _BASES if view.endswith(word, start, m.start())), None)
    return Pace(m.start(), m["falls"] is not None, basis or "unspecified")


def most(view: str, start: int, end: int) -> int | None:
    """Return where 升幅最为显著达 before a percentage begins: what grows stands before it."""
    m = _MOST.search(view, start, end)
    return m.start() if m else None


_WORD = late(
    r"(?:[增升涨]幅|增速|增长率|增长速度|(?:增长|上升|上涨)(?=得?最)|(?P<falls>[降跌]幅|(?:下降|下跌|回落)(?=得?最)))(?=[^。；]{0,24}$)"
)
_SIGHT = 40  # characters before the number


def ranked(q: Quantity, view: str) -> Change:
    """Read 营收增速领先，达10.43% and 净利润降幅最小，为2.44%."""
    start = max(0, q.span.start - _SIGHT)
    said = list(_WORD.finditer(view, start, q.span.start))
    falls = bool(said) and said[-1]["falls"] is not None
    base = said[-1].start() if said else q.span.start
    basis = next((b for word, b in _BASES if view.endswith((word, f"{word}的"), start, base)), None)
    return Pace(base, falls, basis or "unspecified").change(q)
