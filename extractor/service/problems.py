"""Errors as application/problem+json (RFC 9457)."""

from http import HTTPStatus
from typing import NoReturn

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from extractor.service.messages import Answer
from extractor.service.models import Problem

MEDIA = "application/problem+json"
RETRY = "2"  # seconds
KINDS = {
    "invalid": (422, "The request is not what this address takes"),
    "unreadable": (422, "The document cannot be read"),
    "too-long": (413, "The document is too long"),
    "too-large": (413, "The body is too large"),
    "slow": (408, "The body came too slowly"),
    "media-type": (415, "The media type is not read here"),
    "token": (401, "A token is needed"),
    "origin": (403, "Pages of other origins are not served"),
    "time-limit": (503, "The document takes too long"),
    "crash": (503, "The document ends its worker"),
    "busy": (503, "All workers are busy"),
    "error": (500, "A defect of ours"),
}


def problem(kind: str, detail: str) -> Problem:
    """Say what is wrong."""
    status, title = KINDS[kind]
    return Problem(type=f"urn:zhibiao:problem:{kind}", title=title, status=status, detail=detail)


def response(said: Problem, headers: dict[str, str] | None = None) -> Response:
    """Answer with a problem."""
    return JSONResponse(said.model_dump(), said.status, headers, MEDIA)


def refusal(kind: str, detail: str) -> Response:
    """Answer with a problem of a known kind."""
    headers = {
        "busy": {"Retry-After": RETRY},
        "token": {"WWW-Authenticate": 'Bearer realm="zhibiao"'},
    }
    return response(problem(kind, detail), headers.get(kind))


class Refused(HTTPException):
    """Raised where a request goes no further."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(KINDS[kind][0], detail)
        self.kind = kind


def refuse(answer: Answer) -> NoReturn:
    """Raise what a worker, or the pool, says is wrong."""
    raise Refused(answer.kind or "error", answer.detail)


def of(error: HTTPException) -> Response:
    """Answer an exception: one of ours, or a plain 404 or 405."""
    if isinstance(error, Refused):
        return refusal(error.kind, str(error.detail))
    title = HTTPStatus(error.status_code).phrase
    said = Problem(type="about:blank", title=title, status=error.status_code, detail=str(error.detail))
    return response(said, dict(error.headers or {}))
