"""What a worker does with a job: check it, read it, answer in JSON. It sees bytes and names, and opens nothing."""

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import TypeVar

import msgspec
from pydantic import BaseModel, ValidationError

from extractor import document
from extractor.batch.extracting import extract_one
from extractor.batch.model import Failure, Input, Reading, Unit
from extractor.batch.opening import open_unit
from extractor.batch.sources import date_in_name
from extractor.batch.timing import over_limit, timer
from extractor.config import Config
from extractor.errors import InputError, TimeLimit, ZhibiaoError
from extractor.evaluation import gold, report, score
from extractor.pipeline import Pipeline, parse_date
from extractor.render.workbench import repairs
from extractor.service.messages import Answer, Job, Setup, Work
from extractor.service.models import EvaluateRequest, ExtractRequest, MentionsRequest, Row
from extractor.wire import dumps, loads

M = TypeVar("M", bound=BaseModel)


class Desk:
    """Does jobs, one after the other."""

    def __init__(self, setup: Setup) -> None:
        patterns = Path(setup.patterns) if setup.patterns else None
        self.pipeline = Pipeline(Config(organizations=setup.organizations, ner=setup.ner, patterns=patterns))
        self.reading, self.limit = Reading(max_chars=setup.max_chars), setup.time_limit
        self._ways: Mapping[Work, Callable[[Job], Answer]] = {
            "extract": self._extract,
            "row": self._row,
            "file": self._file,
            "mentions": self._mentions,
            "evaluate": self._evaluate,
        }

    def do(self, job: Job) -> Answer:
        """Do one job in its time; whatever is wrong with it is an answer."""
        try:
            with timer(self.limit):
                return self._ways[job.work](job)
        except TimeLimit:
            return Answer(kind="time-limit", detail=over_limit(self.limit))
        except ZhibiaoError as e:
            return Answer(kind="invalid", detail=str(e))
        except Exception as e:  # a defect of ours must not cost the worker; it is reported in full
            return Answer(kind="error", detail=f"internal error, please report: {type(e).__name__}: {e}")

    def _extract(self, job: Job) -> Answer:
        return self._text(_checked(job.body, ExtractRequest), job)

    def _row(self, job: Job) -> Answer:
        row = _checked(job.body, Row)
        return self._text(row, job, row.doc_id or row.id)

    def _text(self, asked: ExtractRequest, job: Job, doc_id: str | None = None) -> Answer:
        unit = Unit(
            place="",
            doc_id=doc_id or asked.doc_id or "",
            content=asked.text.encode(),
            media_type="text/plain",
            decoded=True,
            published=asked.published or None,
            published_from="metadata" if job.work == "row" else "argument",
            title=asked.title,
        )
        return self._document(unit, job)

    def _file(self, job: Job) -> Answer:
        # As the command line reads a file of this name in the folder it stands in.
        unit = Unit(
            place=job.name,
            doc_id=job.doc_id or PurePosixPath(job.name).stem,
            content=job.body,
            media_type=job.media_type,
            published=job.published or date_in_name(job.name),
            published_from="argument" if job.published else "filename",
            title=job.title,
        )
        return self._document(unit, job)

    def _document(self, unit: Unit, job: Job) -> Answer:
        read: Input | Failure = open_unit(unit, self.reading)
        if isinstance(read, Failure):
            return _failed(read)
        made = extract_one(self.pipeline, read)
        if isinstance(made, Failure):
            return _failed(made)
        body = dumps(made)
        if job.with_text:
            text = read.text.removeprefix(chr(0xFEFF))
            mended = dumps(repairs(text, read.media_type))
            body = f'{{"text":{dumps(text)},"document":{body},"repairs":{mended}}}'
        return Answer(body.encode(), doc_id=made["doc_id"])

    def _mentions(self, job: Job) -> Answer:
        asked = _checked(job.body, MentionsRequest)
        if len(asked.text) > self.reading.max_chars:
            return Answer(
                kind="too-long", detail=f"{len(asked.text)} characters, over {self.reading.max_chars}"
            )
        work = self.pipeline.work(
            asked.text.removeprefix("\ufeff"), published=parse_date(asked.published or None)
        )
        found = document.mentions(work.mentions, document.Quoter(work.clean))
        return Answer(dumps({"id": asked.id, **found}).encode())

    def _evaluate(self, job: Job) -> Answer:
        asked = _checked(job.body, EvaluateRequest)
        for d in asked.gold:
            if d.doc not in asked.texts:
                raise InputError(f"texts: no text of {d.doc}, which gold was marked on")
            if faults := gold.unproved(d, asked.texts[d.doc]):
                raise InputError(f"gold of {d.doc} does not fit its text: {faults[0]}")
        told = {d.doc_id: d.to_dict() for d in asked.predictions}
        return Answer(dumps(report.report(score.score(asked.gold, asked.texts, told))).encode())


def _checked(body: bytes, model: type[M]) -> M:
    try:
        return model.model_validate(loads(body))
    except ValidationError as e:
        said = [f"{'.'.join(map(str, x['loc'])) or 'body'}: {x['msg']}" for x in e.errors()[:5]]
        raise InputError("; ".join(said)) from e
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as e:
        raise InputError(f"not JSON: {e}") from e


def _failed(failure: Failure) -> Answer:
    return Answer(kind=failure.kind, detail=failure.reason, doc_id=failure.doc_id or None)
