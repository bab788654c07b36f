"""The kinds of mention. All spans are in the text that was searched (the Simplified view of the clean text).

Those that come by the thousand are named tuples: frozen as a dataclass is, and made in a third of the time.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Literal, NamedTuple

from extractor.span import Span

Bound = Literal["exact", "approx", "ge", "le", "range"]
Basis = Literal["yoy", "mom", "qoq", "avg", "other", "unspecified"]
Frequency = Literal["D", "W", "M", "Q", "H", "Y"]


class Quantity(NamedTuple):
    """A number with its unit. `span` leaves out 约/超 before it and holds 余/多 inside (6.06亿余元)."""

    span: Span
    numeral: Span  # the digits with their scale word: 6.06亿
    number: Decimal | None  # fully scaled; None for a range
    low: Decimal | None
    high: Decimal | None
    unit: str | None  # CNY, %, pp, 家, 千瓦时 … ; None for a bare number
    unit_text: str | None  # the unit as written, without 万/亿
    bound: Bound


class Change(NamedTuple):
    """A growth or fall: `span` from the direction word through the number (增长56.6%), or the number first (5%的增长)."""

    span: Span
    rate: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str  # %, pp, or a unit of Quantity
    basis: Basis
    quantity: Span | None  # the quantity that it takes up; None for 翻番, 持平
    base: Span | None = None  # the words that name the basis: 同比, 比上年, 环比


class Period(NamedTuple):
    """A stretch or point of time, resolved as far as the reference date and the text allow (XXXX for an unknown year)."""

    span: Span
    start: str | None  # YYYY-MM-DD; None only in an open or vague period
    end: str | None
    point: bool
    frequency: Frequency | None
    cumulative: bool  # counts from the start of the year: 1-11月, 前三季度, 上半年 is not
    kind: Literal[
        "span", "point", "base", "vague", "target"
    ]  # base: compared with (上年同期, 比2019年); target: 到2025年
    year_from: Literal["stated", "reference", "unknown"]
    shift: int = 0  # years from the year that the text is about: 去年 is -1


# Made of all their fields, as `span_of` makes a span.
Rate = Decimal | None
quantity_of: Callable[[tuple[Span, Span, Rate, Rate, Rate, str | None, str | None, Bound]], Quantity] = (
    partial(tuple.__new__, Quantity)
)
change_of: Callable[[tuple[Span, Rate, Rate, Rate, str, Basis, Span | None, Span | None]], Change] = partial(
    tuple.__new__, Change
)
period_of: Callable[[tuple[object, ...]], Period] = partial(tuple.__new__, Period)


class Indicator(NamedTuple):
    """A noun phrase that names what is measured; name and code where the book knows it."""

    span: Span  # beside the number, or of the whole phrase
    name: str | None = None  # None: the text at the span
    code: str | None = None
    parts: tuple[Span, ...] = ()  # the pieces in reading order, where the phrase stands apart: 能源、旅游投资


class Region(NamedTuple):
    """A place or zone that can be a subject."""

    span: Span
    name: str
    # generic: 全市, 全国, 该区; class: 上市银行, 保险业, whose figures are told as one
    kind: Literal["country", "province", "city", "county", "zone", "generic", "class"]


region_of: Callable[[tuple[Span, str, str]], Region] = partial(tuple.__new__, Region)


class Cue(NamedTuple):
    """A word that changes what a number means."""

    span: Span
    kind: Literal[
        "target",
        "forecast",
        "share",
        "contribution",
        "rank",
        "comparison",
        "completion",
        "among",
        "respectively",
    ]


@dataclass(frozen=True, slots=True)
class Organization:
    """A named organisation."""

    span: Span
    kind: str  # company government university institute hospital bank association media other
    confidence: Decimal


@dataclass(frozen=True, slots=True)
class Mentions:
    """All mentions of one document, each kind sorted by place."""

    quantities: tuple[Quantity, ...] = ()
    changes: tuple[Change, ...] = ()
    periods: tuple[Period, ...] = ()
    regions: tuple[Region, ...] = ()
    cues: tuple[Cue, ...] = ()
    organizations: tuple[Organization, ...] = ()
    yuan: str = "CNY"  # what a bare 元 is in this document

    def with_organizations(self, found: tuple[Organization, ...]) -> "Mentions":
        """Return the mentions with organisations set."""
        return replace(self, organizations=found)
