"""One reader's marks, as simple as a hand can write them."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from extractor.contract import Number
from extractor.errors import InputError
from extractor.evaluation import reread
from extractor.evaluation.gold import (
    Basis,
    Bound,
    Date,
    Measure,
    Model,
    OrgType,
    Published,
    Status,
    Tier,
)
from extractor.wire import loads

Text = Annotated[str, Field(min_length=1)]
Part = Literal["indicator", "subject", "value", "growth", "period"]


class ReadValue(Model):
    """A level as written down by a reader."""

    text: Text
    number: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: str
    bound: Bound = "exact"


class ReadGrowth(Model):
    """A change as written down by a reader."""

    text: Text
    rate: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: Text = "%"
    basis: Basis = "unspecified"

    @model_validator(mode="before")
    @classmethod
    def _ends(cls, body: Any) -> Any:
        """Read the ends of a range that the reader left to the text."""
        given = isinstance(body, dict) and any(body.get(k) is not None for k in ("rate", "low", "high"))
        ends = reread.rate_ends(str(body.get("text"))) if isinstance(body, dict) and not given else None
        return {**body, "low": ends[0], "high": ends[1]} if ends else body


class ReadPeriod(Model):
    """A period as written down by a reader."""

    text: Text
    start: Date | None = None
    end: Date | None = None


class ReadRecord(Model):
    """One record; `where` gives a longer stretch that holds the right occurrence of a text."""

    sent: Text
    indicator: Text
    subject: Text | None = None
    value: ReadValue | None = None
    growth: ReadGrowth | None = None
    period: ReadPeriod | None = None
    measure: Measure = "level"
    status: Status = "actual"
    tier: Tier = "core"
    where: dict[Part, str] = Field(default_factory=dict)
    composed: bool = False
    nth: Annotated[int, Field(ge=1)] | None = None
    alternatives: tuple["ReadAlternative", ...] = ()


class ReadAlternative(Model):
    """Fields that are right as well; they replace those of the record."""

    indicator: Text | None = None
    subject: Text | None = None
    value: ReadValue | None = None
    growth: ReadGrowth | None = None
    period: ReadPeriod | None = None
    measure: Measure | None = None
    status: Status | None = None
    where: dict[Part, str] = Field(default_factory=dict)
    composed: bool = False


class ReadOrganization(Model):
    """A name with all its occurrences, save those inside one of the longer stretches of `not_in`."""

    text: Text
    type: OrgType
    entity: str | None = None
    not_in: tuple[str, ...] = ()


class Reading(Model):
    """What one reader marked in one article."""

    doc: str
    published: Published | None = None
    records: tuple[ReadRecord, ...]
    orgs: tuple[ReadOrganization, ...] = ()
    maybe: tuple[str, ...] = ()
    same_reader: bool = False  # the first reader's own second pass: no independent reading


def load_reading(path: Path) -> Reading:
    """Read one reader's file."""
    try:
        return Reading.model_validate(loads(path.read_bytes()))
    except ValidationError as e:
        places = "; ".join(f"{'.'.join(map(str, x['loc']))}: {x['msg']}" for x in e.errors())
        raise InputError(f"{path}: {places}") from e
    except (ValueError, OSError) as e:
        raise InputError(f"{path}: {e}") from e
