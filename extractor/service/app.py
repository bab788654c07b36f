"""The addresses of the service, and what each of them takes and gives.

`POST /v1/extract` answers JSON and uploads alike with the document; `?text=1` puts the text that its spans count in
beside it: `{"text": …, "document": …}`.
"""

from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp

from extractor import __version__
from extractor.batch.listing import MEDIA as SUFFIXES
from extractor.contract import Document, schema
from extractor.service import metrics, openapi, problems
from extractor.service.batch import READ, Batches, BatchResponse
from extractor.service.guard import BATCH, HEALTH, Guard
from extractor.service.messages import Answer, Job
from extractor.service.metrics import Metrics
from extractor.service.models import Health, Mentions, Report, Sourced
from extractor.service.page import page
from extractor.service.pool import Pool
from extractor.service.problems import Refused, refusal, refuse

_FIELD = 10_000  # bytes of a form field that is no file


def application(pool: Pool) -> ASGIApp:
    """Build the service over a pool, which whoever runs the service starts and stops."""
    counted = Metrics()
    app = FastAPI(
        title="zhibiao",
        version=__version__,
        summary="Reads raw Chinese economic news and gives back proved JSON.",
        docs_url=None,  # their scripts come from elsewhere
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
    )

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> Response:
        return problems.of(error)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        said = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:5])
        return refusal("invalid", said)

    @app.exception_handler(Exception)
    async def defect(_: Request, error: Exception) -> Response:
        return refusal("error", f"internal error, please report: {type(error).__name__}")

    _about(app, pool, counted)
    _work(app, pool, Batches(pool, counted.rows))
    openapi.complete(app, token=pool.settings.token is not None)
    return Guard(app, pool.settings, counted)


def _about(app: FastAPI, pool: Pool, counted: Metrics) -> None:
    @app.get("/", include_in_schema=False)
    async def workbench() -> Response:
        return page()

    @app.get(HEALTH, summary="Say whether work is done", response_model=Health, **openapi.HEALTH)
    async def health() -> Response:
        if not pool.alive:
            raise Refused("busy", "no worker is there; new ones are being started")
        return JSONResponse(Health(version=__version__, workers=pool.alive).model_dump())

    @app.get(
        "/metrics", summary="Counts and times for Prometheus", response_class=Response, **openapi.METRICS
    )
    async def figures() -> Response:
        return Response(counted.text(pool), media_type=metrics.MEDIA)

    @app.get("/v1/schema", summary="The JSON Schema of a document", **openapi.SCHEMA)
    async def document_schema() -> dict[str, Any]:
        return schema()


def _work(app: FastAPI, pool: Pool, batches: Batches) -> None:
    @app.post(
        "/v1/extract",
        summary="Extract records and organisations from a text or a file",
        response_model=Document | Sourced,
        **openapi.EXTRACT,
    )
    async def extract(
        request: Request,
        text: Annotated[bool, Query(description="Answer with the text beside the document.")] = False,
    ) -> Response:
        return _json(await pool.run(await _job(request, text)))

    @app.post(BATCH, summary="Extract rows of JSON Lines", response_class=Response, **openapi.BATCH)
    async def batch(request: Request) -> Response:
        _media(request, READ)
        return BatchResponse(batches)

    @app.post(
        "/v1/mentions",
        summary="Find quantities, changes, periods and organisations",
        response_model=Mentions,
        **openapi.MENTIONS,
    )
    async def mentions(request: Request) -> Response:
        _media(request, {"application/json"})
        return _json(await pool.run(Job("mentions", await request.body())))

    @app.post("/v1/evaluate", summary="Score results against gold", response_model=Report, **openapi.EVALUATE)
    async def evaluate(request: Request) -> Response:
        _media(request, {"application/json"})
        return _json(await pool.run(Job("evaluate", await request.body())))


async def _job(request: Request, with_text: bool) -> Job:
    """Take the JSON, or the file and its fields, out of a request."""
    media = _media(request, {"application/json", "multipart/form-data"})
    if media == "application/json":
        return Job("extract", await request.body(), with_text)
    try:
        async with request.form(max_files=1, max_fields=3, max_part_size=_FIELD) as form:
            return await _upload(form, with_text)
    except HTTPException as e:
        if isinstance(e, Refused):
            raise
        raise Refused("invalid", str(e.detail)) from e


async def _upload(form: FormData, with_text: bool) -> Job:
    file, fields = form.get("file"), {k: v for k, v in form.multi_items() if k != "file"}
    if not isinstance(file, UploadFile):
        raise Refused("invalid", "file: a file is needed")
    if unknown := fields.keys() - {"published", "doc_id", "title"}:
        raise Refused("invalid", f"{min(unknown)}: there is no such field")
    # What a client calls its file is a name and no path; its end says what the file is.
    name = PurePosixPath((file.filename or "").replace("\\", "/"))
    if name.suffix.lower() not in SUFFIXES:
        raise Refused("media-type", f"file: its name must end in one of {', '.join(sorted(SUFFIXES))}")
    published, doc_id, title = (str(fields.get(k) or "") or None for k in ("published", "doc_id", "title"))
    media = SUFFIXES[name.suffix.lower()]
    return Job("file", await file.read(), with_text, name.name, media, published, doc_id, title)


def _media(request: Request, read: AbstractSet[str]) -> str:
    """Return the media type; only such as no form of another page can send without being asked are read as JSON."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in read:
        raise Refused(
            "media-type", f"Content-Type is {media or 'missing'}; read is {', '.join(sorted(read))}"
        )
    return media


def _json(answer: Answer) -> Response:
    if answer.kind is not None:
        refuse(answer)
    return Response(answer.body, media_type="application/json")
