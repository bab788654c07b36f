"""The workbench: a page in which every number stands in its place and can be corrected there."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from extractor.batch.flat import COLUMNS
from extractor.render.data import WARNINGS
from extractor.render.page import assemble
from extractor.text.clean import clean

_STYLES = ("base.css", "workbench.css")
_POLICY = (
    "default-src 'none'; script-src '$digest'; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_SCRIPTS = (
    *("dom.js", "text.js", "forms.js", "model.js", "store.js", "service.js", "files.js"),
    *("export.js", "reader.js", "records.js", "chart.js"),
    *("workbench.js", "correcting.js", "opening.js", "keys.js"),
)


@cache
def page() -> bytes:
    """Return the page that a service answers with; it asks that service for everything."""
    return _page("指标", (), live=True).encode()


def view_page(documents: Iterable[tuple[str, Mapping[str, Any]]], title: str = "指标抽取结果") -> str:
    """Return a page that shows results in their raw texts, pairs of raw text and output line, without a service."""
    return _page(title, documents, live=False)


def _page(title: str, documents: Iterable[tuple[str, Mapping[str, Any]]], *, live: bool) -> str:
    shown = [view_document(raw, result) for raw, result in documents]
    data = {"title": title, "live": live, "columns": COLUMNS, "warnings": WARNINGS, "documents": shown}
    return assemble("workbench.html", _STYLES, _SCRIPTS, data, policy=_POLICY)


def view_document(raw: str, result: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the workbench shows of one document: the text, the result, and what was repaired on the way."""
    return {"text": raw, "document": result, "repairs": repairs(raw, result["source"]["media_type"])}


def repairs(raw: str, media_type: str = "text/plain") -> list[dict[str, Any]]:
    """List the repairs of a text that a reader can see: where, by which fixer, and what stands there instead."""
    edits = clean(raw, markdown=media_type == "text/markdown").edits
    return [
        {"span": [e.start, e.end], "new": e.new, "fixer": e.fixer}
        for e in edits
        if e.start < e.end and not e.foreign
    ]
