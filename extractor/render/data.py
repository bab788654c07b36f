"""What a page shows of a result: quoted fields with their places and normal forms."""

from calendar import monthrange
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from extractor.wire import plain

QUOTED = ("subject", "indicator", "value", "growth", "period")
WARNINGS = {"implausible-number": "数字可疑", "uneven-list": "并列不齐", "replaced-bytes": "字节损坏"}
_BOUNDS = {"exact": "", "approx": "约 ", "ge": "≥ ", "le": "≤ ", "range": ""}
_BASES = {"yoy": "同比", "mom": "环比", "qoq": "季环比", "avg": "年均", "other": "较其他期"}


def _number(value: Any) -> str:
    if value is None:
        return ""
    exact = plain(Decimal(str(value)))
    return f"{exact:,f}"


def _unit(f: Mapping[str, Any]) -> str:
    name = str(f.get("unit") or "")
    return name if name in ("", "%", "‰") else f" {name}"


def _value(f: Mapping[str, Any]) -> str:
    if f.get("bound") == "range" or f.get("number") is None:
        number = f"{_number(f.get('low'))}–{_number(f.get('high'))}"
    else:
        number = _number(f["number"])
    return f"{_BOUNDS.get(str(f.get('bound')), '')}{number}{_unit(f)}"


def _growth(f: Mapping[str, Any]) -> str:
    rate = f.get("rate")
    if rate is None and f.get("low") is not None:
        number = f"{_number(f['low'])}–{_number(f.get('high'))}"
        return f"{number}{_unit(f)} {_BASES.get(str(f.get('basis')), '')}".strip()
    sign = "+" if rate is not None and Decimal(str(rate)) > 0 else ""
    return f"{sign}{_number(rate)}{_unit(f)} {_BASES.get(str(f.get('basis')), '')}".strip()


def _period(f: Mapping[str, Any]) -> str:
    start, end = f.get("start"), f.get("end")
    if start is None and end is None:
        return ""
    if start is not None and end is not None and start != end and _whole_months(start, end):
        start, end = start[:7], end[:7]
    return str(start) if start == end else f"{start or '…'} — {end or '…'}"


def _whole_months(start: str, end: str) -> bool:
    year, month = end[:4], int(end[5:7])
    # Of an unknown February either end is its last day.
    years = (int(year),) if year.isdecimal() else (2000, 2001)
    last = {f"{monthrange(y, month)[1]:02d}" for y in years}
    return start[8:] == "01" and end[8:] in last


_FORMS = {"value": _value, "growth": _growth, "period": _period}


def note(name: str, field: Mapping[str, Any]) -> str:
    """Return the normal form of a field, where it says more than the text."""
    if name in _FORMS:
        return _FORMS[name](field)
    standard = field.get("name") or ""
    return "" if standard == field.get("text") else str(standard)


def spans(field: Mapping[str, Any]) -> list[list[int]]:
    """Return the pieces of a field as plain lists; what has no usable place has none."""
    pieces = field.get("spans") or ([field["span"]] if field.get("span") else [])
    return [[int(a), int(b)] for a, b in pieces]


def fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a record that a card shows."""
    out: dict[str, Any] = {}
    for name in QUOTED:
        field = record.get(name)
        if isinstance(field, Mapping):
            out[name] = {
                "text": str(field.get("text") or ""),
                "spans": spans(field),
                "note": note(name, field),
            }
    for holder, held in (("growth", "basis"), ("value", "bound")):
        if holder in out:
            out[holder][held] = record[holder].get(held)
    for name in ("measure", "status"):
        out[name] = record.get(name)
    return out


def mention(organization: Mapping[str, Any]) -> dict[str, Any]:
    """Return an organisation mention as a card shows it."""
    told = {"text": str(organization.get("text") or ""), "spans": spans(organization)}
    name = organization.get("name") or organization.get("entity") or ""
    return {
        "organization": {**told, "note": "" if name == told["text"] else name},
        "type": organization.get("type"),
    }
