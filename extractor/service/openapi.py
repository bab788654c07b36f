"""What FastAPI cannot see: bodies that go to the workers as they came, and the problems of each address."""

from collections.abc import Mapping
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from extractor.contract import Document
from extractor.service import batch, metrics, problems
from extractor.service.models import (
    EvaluateRequest,
    ExtractRequest,
    Health,
    Mentions,
    MentionsRequest,
    Problem,
    Row,
    Sourced,
    Upload,
)

_MODELS: tuple[type[BaseModel], ...] = (
    *(ExtractRequest, Row, Upload, MentionsRequest, EvaluateRequest),
    *(Document, Sourced, Mentions, Health, Problem),
)
_JSON = "application/json"
_LINES = {"schema": {"type": "string"}}
_PROBLEMS = {
    401: "A token is needed.",
    403: "The request comes from a page of another origin, or names another host.",
    408: "The body came too slowly.",
    413: "The body or the document is too large.",
    415: "The media type is not read here.",
    422: "The request or the document cannot be read.",
    500: "A defect of ours.",
    503: "No worker is free (with Retry-After), or the document takes too long, or ends its worker.",
}
_EVERYWHERE, _BATCH = (401, 403), (401, 403, 408, 413, 415, 500, 503)


def _ref(model: type[BaseModel]) -> dict[str, Any]:
    return {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}}


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    content = {problems.MEDIA: _ref(Problem)}
    return {status: {"description": _PROBLEMS[status], "content": content} for status in statuses}


def _posted(**bodies: type[BaseModel]) -> Mapping[str, Any]:
    media = {"json": _JSON, "form": "multipart/form-data"}
    body = {"required": True, "content": {media[name]: _ref(model) for name, model in bodies.items()}}
    return {"openapi_extra": {"requestBody": body}, "responses": _problems(*_PROBLEMS)}


EXTRACT = _posted(json=ExtractRequest, form=Upload)
MENTIONS = _posted(json=MentionsRequest)
EVALUATE = _posted(json=EvaluateRequest)
HEALTH: Mapping[str, Any] = {"responses": _problems(403, 503)}
SCHEMA: Mapping[str, Any] = {"responses": _problems(*_EVERYWHERE)}
METRICS: Mapping[str, Any] = {
    "responses": {
        200: {"description": "Figures.", "content": {metrics.MEDIA: {"schema": {"type": "string"}}}},
        **_problems(*_EVERYWHERE),
    }
}
BATCH: Mapping[str, Any] = {
    "description": "Each line is a Row. Each answer is a document, or "
    '`{"line": number, "doc_id": …, "error": Problem}`, in the order of the lines.',
    "openapi_extra": {
        "requestBody": {"required": True, "content": dict.fromkeys(sorted(batch.READ), _LINES)},
    },
    "responses": {
        200: {"description": "A line for each line.", "content": {batch.MEDIA: _LINES}},
        **_problems(*_BATCH),
    },
}


def complete(app: FastAPI, *, token: bool) -> None:
    """Write every model as it is, and the token if one is asked for."""

    def made() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _made(app, token)
        return app.openapi_schema

    app.openapi = made  # type: ignore[method-assign]


def _made(app: FastAPI, token: bool) -> dict[str, Any]:
    made = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
    # As pydantic writes them, and as the contract's own schema is written; FastAPI rounds some of it off.
    wanted: list[tuple[type[BaseModel], Literal["serialization"]]] = [(m, "serialization") for m in _MODELS]
    _, found = models_json_schema(wanted, ref_template="#/components/schemas/{model}")
    made["components"]["schemas"] = found["$defs"]
    if token:
        made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        made["security"] = [{"token": []}]
    return made
