"""A document's result as rows of the database's tables."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from extractor.batch.flat import flat
from extractor.batch.model import Result

Held = tuple[str, str, Result]  # the name and digest of a document, and its result
# What tells the rows of one document apart; of `documents` itself there is only one.
PARTS = {"documents": "", "articles": "article", "records": "key", "organizations": "key"}


def rows_of(changed: Iterable[Held]) -> dict[str, list[dict[str, Any]]]:
    """Make the rows of every table."""
    rows: dict[str, list[dict[str, Any]]] = {t: [] for t in PARTS}
    for document, digest, result in changed:
        data = result.data
        rows["documents"].append(_document(document, digest, data))
        rows["articles"] += _articles(document, data, result.prints)
        rows["records"] += _unique({"document": document, **row} for row in flat(data))
        rows["organizations"] += _unique(_organizations(document, data))
    return rows


def _document(document: str, digest: str, data: Any) -> dict[str, Any]:
    published = data["published"] or {}
    return {
        "document": document,
        "doc_id": data["doc_id"],
        **data["source"],
        "published": published.get("date"),
        "published_precision": published.get("precision"),
        "published_from": published.get("from"),
        "title": next((a["title"] for a in data["articles"] if a["title"]), None),
        "warnings": [w["code"] for w in data["warnings"]],
        "version": data["producer"]["version"],
        "patterns": data["producer"]["patterns"],
        "digest": digest,
    }


def _articles(document: str, data: Any, prints: tuple[bytes, ...]) -> Iterator[dict[str, Any]]:
    for number, a in enumerate(data["articles"]):
        found = prints[number] if number < len(prints) else b""
        yield {
            "document": document,
            "article": a["id"],
            "title": a["title"],
            "published": a["published"],
            "span_start": a["span"][0],
            "span_end": a["span"][1],
            "print": np.frombuffer(found, "<u2").tolist() if found else None,
        }


def _organizations(document: str, data: Any) -> Iterator[dict[str, Any]]:
    for o in data["organizations"]:
        start, end = o["span"]
        yield {
            "document": document,
            "key": f"{start}-{end}",
            "doc_id": data["doc_id"],
            **{k: o[k] for k in ("id", "entity", "text", "name", "type", "confidence")},
            "span_start": start,
            "span_end": end,
        }


def _unique(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Keep rows of one key apart: two subjects may share one number and one indicator."""
    seen = Counter[str]()
    for row in rows:
        seen[row["key"]] += 1
        yield row if seen[row["key"]] == 1 else {**row, "key": f"{row['key']}~{seen[row['key']]}"}
