"""Gold that was mended after it was built: which record, what stands in its place, and why."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from extractor.errors import InputError
from extractor.evaluation.gold import Model
from extractor.evaluation.reading import Reading, ReadRecord
from extractor.wire import loads


class Amendment(Model):
    """One record of a merged reading gives way to others; `"was"` among them stands for itself."""

    doc: str
    was: Annotated[dict[str, Any], Field(min_length=1)]  # fields of the record that tell it from all others
    now: tuple[ReadRecord | Literal["was"], ...]
    why: Annotated[str, Field(min_length=1)]


def load_amendments(path: Path) -> list[Amendment]:
    """Read the lines of a file; no file is no amendment."""
    out = []
    for n, line in enumerate(path.read_text("utf-8").split("\n") if path.exists() else (), 1):
        if line.strip():
            try:
                out.append(Amendment.model_validate(loads(line)))
            except (ValueError, ValidationError) as e:
                raise InputError(f"{path}:{n}: not an amendment: {e}") from e
    return out


def _holds(said: Any, wanted: Any) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(said, Mapping) and all(_holds(said.get(k), v) for k, v in wanted.items())
    return bool(said == wanted)


def amend(reading: Reading, amendments: list[Amendment]) -> Reading:
    """Apply what concerns this article; each amendment must find exactly one record."""
    records = list(reading.records)
    for a in amendments:
        if a.doc != reading.doc:
            continue
        found = [i for i, r in enumerate(records) if _holds(r.model_dump(), a.was)]
        if len(found) != 1:
            raise InputError(f"{a.doc}: {len(found)} records are as the amendment says: {a.was}")
        at = found[0]
        records[at : at + 1] = [records[at] if new == "was" else new for new in a.now]
    return reading.model_copy(update={"records": tuple(records)})
