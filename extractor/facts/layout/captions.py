"""What stands above a table: what all its cells measure, whether they are growths, and of which year."""

from extractor.facts.indicators import measures
from extractor.facts.skeleton import Shelf
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Period
from extractor.span import Span

# What a caption ends with whose table tells growths alone, but for the marks behind it.
_GROWTHS = late(
    r"(?:[涨增升][跌减降长]?幅度?|[降跌]幅|增速|增长(?:速度|率)|涨跌(?:率|情况)|变动(?:率|幅度)|(?:同比|环比)增[长减])[^\w]{0,8}(?:单位|$)"
)
_GREW = late(r"[_：:]?(?:同比|环比)增[长减](?:[（(][^（）()]{1,8}[）)])?$")
_LABEL = late("指标(?:名称)?[：:]")
_EVERY = late(r"历年(?=[一-鿿]{2})|各?(?:县市区|市县|区县|县|市|区|省|地区|行业)(?=[一-鿿]{3}|[A-Z]{3})")


def measure(view: str, caption: Span, periods: Shelf[Period]) -> Span | None:
    """Find what the caption says is measured: 各县规上工业增加值增速, 工业增加值同比增长（%）."""
    m = _GREW.search(view, *caption)
    end = m.start() if m else caption.end
    m = _LABEL.match(view, *caption)
    told = (p.span.end for p in periods.inside(*caption) if caption.holds(p.span))
    span, _ = phrase_before(view, max([m.end() if m else caption.start, *told]), end)
    span = measures.without_growth_noun(view, span) if span else None
    m = _EVERY.match(view, *span) if span else None
    return Span(m.end(), span.end) if m and span else span


def names(view: str, told: Span, head: Span) -> bool:
    """Tell whether the caption names in full what a column's head names in short: 历年粮食产量 over 产量."""
    return told.cut(view) != head.cut(view) and view.endswith(head.cut(view), *told)


def tells_growths(view: str, caption: Span) -> bool:
    """Tell whether the caption says that all cells are growths."""
    return _GROWTHS.search(view, *caption) is not None


def in_year(p: Period | None, year: Period | None) -> Period | None:
    """Give 一季度 over a column the year of the caption: 2019年各区县GDP."""
    if p is None or year is None or not (year.start and year.end and p.start and p.end):
        return p
    known = year.start[:4].isdigit() and year.start[:4] == year.end[:4]
    if not known or (p.start[:4], p.end[:4]) != ("XXXX", "XXXX"):
        return p
    return p._replace(start=year.start[:4] + p.start[4:], end=year.start[:4] + p.end[4:], year_from="stated")
