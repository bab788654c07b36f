"""A fact: one row that an analyst would put into a table. Spans are in the clean text."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from extractor.mentions.model import Change, Indicator, Organization, Period, Quantity, Region
from extractor.span import Span

Measure = Literal["level", "share", "contribution"]
Status = Literal["actual", "target", "forecast"]
SubjectType = Literal["region", "organization", "industry", "other"]


class Subject(NamedTuple):
    """Whom or what place a figure is about; `name` resolves 全市, 公司 to what the document calls it."""

    span: Span
    name: str | None  # None: the text at the span
    type: SubjectType


@dataclass(slots=True)
class Fact:
    """One statement while it is being put together; the chain's later steps fill and flag it."""

    sentence: int
    indicator: Indicator
    rule: str
    quantity: Quantity | None = None
    change: Change | None = None
    subject: Subject | None = None
    period: Period | None = None
    indicator_inherited: bool = False
    subject_inherited: bool = False
    period_inherited: bool = False
    measure: Measure = "level"
    status: Status = "actual"
    confidence: Decimal = Decimal("0.5")
    unit_span: Span | None = None  # a table's unit, where the cell has none
    duplicate_of: "Fact | None" = None
    flags: list[str] = field(default_factory=list)

    @property
    def anchor(self) -> int:
        """Where the fact's first number stands: the order of the records."""
        q, c = self.quantity, self.change
        if q is None:
            return c.span.start  # type: ignore[union-attr]
        return q.span.start if c is None else min(q.span.start, c.span.start)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number that is probably not what was printed, or a list that does not come out even."""

    code: str
    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """One name of a list."""

    span: Span
    subject: Region | Organization | None
    name: str | None = None
    whole: Indicator | None = None  # put together already
