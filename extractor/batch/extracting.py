"""One document through the chain: a bad one is named, the others go on."""

import time
from contextlib import AbstractContextManager
from typing import Any

from extractor.batch.model import Failure, Input, Reading, Result, Unit
from extractor.batch.opening import CONVERTED, open_unit
from extractor.batch.timing import timer
from extractor.errors import TimeLimit, ZhibiaoError
from extractor.pipeline import Pipeline
from extractor.wire import dumps


def extract_one(
    pipeline: Pipeline, item: Input, *, within: AbstractContextManager[None] | None = None
) -> dict[str, Any] | Failure:
    """Extract one document as the fields of the contract, or say why not."""
    name = item.uri or item.doc_id
    try:
        return pipeline.fields(
            item.text,
            doc_id=item.doc_id,
            published=item.published,
            published_from=item.published_from,
            uri=item.uri,
            media_type=item.media_type,
            encoding=item.encoding,
            notes=item.warnings,
            title=item.title,
            within=within,
        )
    except ZhibiaoError as e:
        return Failure(name, str(e), doc_id=item.doc_id)
    except Exception as e:  # one document's defect must not cost the night's run; it is reported in full
        message = f"internal error, please report: {type(e).__name__}: {e}"
        return Failure(name, message, "error", item.doc_id)


def extract_in_time(
    pipeline: Pipeline, unit: Unit, reading: Reading, limit: float, *, printed: bool = True
) -> Result | Failure:
    """Open and extract one unit, or say why not; `printed` adds the content prints that find reprints."""
    begun = time.monotonic()
    try:
        with timer(limit):
            item = open_unit(unit, reading)
    except TimeLimit as e:  # there is not even a text
        return Failure(unit.name, str(e), "time-limit", unit.doc_id)
    if isinstance(item, Failure):
        return item
    doc = extract_one(pipeline, item, within=timer(limit, time.monotonic() - begun))
    if isinstance(doc, Failure):
        return doc
    text = item.text.removeprefix("\ufeff")
    return Result(
        line=dumps(doc),
        identity=unit.identity,
        prints=_prints(text, doc) if printed else (),
        text=text if unit.media_type in CONVERTED else None,
        chars=doc["source"]["chars"],
        records=len(doc["records"]),
        organizations=len(doc["organizations"]),
    )


def _prints(text: str, doc: dict[str, Any]) -> tuple[bytes, ...]:
    # Only a run and the database need them, and numpy; one short article from the shell should not wait for it.
    from extractor.batch.prints import prints

    return prints(text, [a["span"] for a in doc["articles"]])
