"""A record as one flat row: what CSV, flat JSON Lines, flat Parquet and the database's `records` have in common."""

from collections.abc import Mapping
from typing import Any

COLUMNS = (
    *("doc_id", "published", "id", "article", "subject", "indicator", "name", "code"),
    *("value", "number", "low", "high", "unit", "bound"),
    *("growth", "rate", "growth_unit", "basis"),
    *("period", "start", "end", "measure", "status"),
    *("confidence", "sentence", "span_start", "span_end", "rule", "duplicate_of"),
    *(
        "key",
        "subject_type",
        "subject_entity",
        "rate_low",
        "rate_high",
        "point",
        "frequency",
        "cumulative",
        "uri",
    ),
)
_NOTHING: Mapping[str, Any] = {}


def flat(doc: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Flatten the records of a document to one dict each, with the keys of COLUMNS."""
    return [_flat(doc, r) for r in doc["records"]]


def _flat(doc: Mapping[str, Any], r: Mapping[str, Any]) -> dict[str, Any]:
    subject, value, growth, period = (r[k] or _NOTHING for k in ("subject", "value", "growth", "period"))
    place = (value or growth)["span"]
    return {
        "doc_id": doc["doc_id"],
        "published": doc["published"]["date"] if doc["published"] else None,
        **{k: r[k] for k in ("id", "article")},
        "subject": subject.get("name"),
        "indicator": r["indicator"]["text"],
        "name": r["indicator"]["name"],
        "code": r["indicator"]["code"],
        "value": value.get("text"),
        **{k: value.get(k) for k in ("number", "low", "high", "unit", "bound")},
        "growth": growth.get("text"),
        "rate": growth.get("rate"),
        "growth_unit": growth.get("unit"),
        "basis": growth.get("basis"),
        "period": period.get("text"),
        **{k: period.get(k) for k in ("start", "end")},
        **{k: r[k] for k in ("measure", "status", "confidence")},
        "sentence": r["sentence"]["text"],
        "span_start": place[0],
        "span_end": place[1],
        **{k: r[k] for k in ("rule", "duplicate_of", "key")},
        "subject_type": subject.get("type"),
        "subject_entity": subject.get("entity"),
        "rate_low": growth.get("low"),
        "rate_high": growth.get("high"),
        **{k: period.get(k) for k in ("point", "frequency", "cumulative")},
        "uri": doc["source"]["uri"],
    }
