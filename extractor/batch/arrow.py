"""The published Arrow schemas: documents as the contract nests them, and records as flat rows.

They follow the contract's version: columns may be added at the end, none changes its name, place or type.
Numbers are exact: decimal128(38, 9). One that does not fit is null here; its text stands beside it.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa

from extractor.batch.flat import COLUMNS
from extractor.wire import SCHEMA_VERSION

NUMBER = pa.decimal128(38, 9)
_SURE = pa.decimal128(5, 4)
_SPAN = pa.list_(pa.int64(), 2)
_EVIDENCE = [("text", pa.string()), ("span", _SPAN), ("spans", pa.list_(_SPAN))]
_S, _B, _N = pa.string(), pa.bool_(), NUMBER
_META = {"zhibiao.schema_version": SCHEMA_VERSION}

_INDICATOR = pa.struct([*_EVIDENCE, ("name", _S), ("code", _S), ("inherited", _B)])
_SUBJECT = pa.struct([*_EVIDENCE, ("name", _S), ("type", _S), ("entity", _S), ("inherited", _B)])
_VALUE = pa.struct(
    [
        *_EVIDENCE,
        *((k, _N) for k in ("number", "low", "high")),
        *((k, _S) for k in ("unit", "unit_text", "bound")),
        ("unit_span", _SPAN),
    ]
)
_GROWTH = pa.struct([*_EVIDENCE, *((k, _N) for k in ("rate", "low", "high")), ("unit", _S), ("basis", _S)])
_PERIOD = pa.struct(
    [
        *_EVIDENCE,
        ("start", _S),
        ("end", _S),
        ("point", _B),
        ("frequency", _S),
        ("cumulative", _B),
        ("inherited", _B),
    ]
)
_RECORD = pa.struct(
    [
        *((k, _S) for k in ("id", "key", "article")),
        ("indicator", _INDICATOR),
        ("subject", _SUBJECT),
        ("value", _VALUE),
        ("growth", _GROWTH),
        ("period", _PERIOD),
        ("measure", _S),
        ("status", _S),
        ("sentence", pa.struct(_EVIDENCE)),
        ("confidence", _SURE),
        ("rule", _S),
        ("duplicate_of", _S),
    ]
)
_ORGANIZATION = pa.struct(
    [("id", _S), ("entity", _S), *_EVIDENCE, ("name", _S), ("type", _S), ("confidence", _SURE)]
)
DOCUMENTS = pa.schema(
    [
        ("schema_version", _S),
        ("doc_id", _S),
        (
            "source",
            pa.struct(
                [*((k, _S) for k in ("uri", "media_type", "encoding", "sha256")), ("chars", pa.int64())]
            ),
        ),
        ("published", pa.struct([("date", _S), ("precision", _S), ("from", _S)])),
        (
            "articles",
            pa.list_(pa.struct([("id", _S), ("title", _S), ("span", _SPAN), ("published", _S)])),
        ),
        ("records", pa.list_(_RECORD)),
        ("organizations", pa.list_(_ORGANIZATION)),
        ("warnings", pa.list_(pa.struct([("code", _S), ("message", _S), ("span", _SPAN)]))),
        ("producer", pa.struct([(k, _S) for k in ("name", "version", "patterns")])),
    ],
    metadata=_META,
)
_FLAT_TYPES = {
    **dict.fromkeys(("number", "low", "high", "rate", "rate_low", "rate_high"), NUMBER),
    **dict.fromkeys(("point", "cumulative"), pa.bool_()),
    **dict.fromkeys(("span_start", "span_end"), pa.int64()),
    "confidence": _SURE,
}
RECORDS = pa.schema([(c, _FLAT_TYPES.get(c, pa.string())) for c in COLUMNS], metadata=_META)
SCHEMAS = {"documents": DOCUMENTS, "records": RECORDS}


def fit(value: Any) -> Any:
    """Prepare plain data for Arrow: integers in number fields become Decimal, numbers that do not fit null."""
    if isinstance(value, Mapping):
        return {k: _number(v) if k in _NUMBERS else fit(v) for k, v in value.items()}
    if isinstance(value, list):
        return [fit(v) for v in value]
    return value


_NUMBERS = {"number", "low", "high", "rate", "rate_low", "rate_high", "confidence"}


def _number(value: Any) -> Decimal | None:
    if value is None:
        return None
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    return number if isinstance(exponent, int) and exponent >= -9 and number.adjusted() < 29 else None


def describe(name: str) -> str:
    """Write a schema as text, a column a line, what lies in it below."""
    return "\n".join(_fields(SCHEMAS[name], ""))


def _fields(fields: Any, indent: str) -> Iterator[str]:
    for field in fields:
        inner, kind = field.type, ""
        while pa.types.is_list(inner) or pa.types.is_fixed_size_list(inner):
            kind += f"list[{inner.list_size}] of " if pa.types.is_fixed_size_list(inner) else "list of "
            inner = inner.value_type
        yield f"{indent}{field.name}: {kind}{'struct' if pa.types.is_struct(inner) else inner}"
        if pa.types.is_struct(inner):
            yield from _fields(inner.fields, indent + "  ")
