"""Where documents come from: files, folders, JSON Lines, CSV, standard input."""

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import msgspec

from extractor.errors import InputError, ZhibiaoError
from extractor.text.decode import decode
from extractor.text.html import read_html
from extractor.text.model import TextWarning

MEDIA = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html", ".htm": "text/html"}
DateFrom = Literal["argument", "metadata", "filename"]
TABLES = {".jsonl", ".ndjson", ".csv"}
# A number with a point stays the text that it was; nothing here needs it as a number.
_json = msgspec.json.Decoder(float_hook=str)
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True, slots=True)
class Input:
    """One document to read."""

    doc_id: str
    text: str
    uri: str | None
    media_type: str = "text/plain"
    encoding: str | None = None
    published: str | None = None
    published_from: DateFrom = "metadata"
    warnings: tuple[TextWarning, ...] = ()
    title: str | None = None  # where a table has the title beside the text


@dataclass(frozen=True, slots=True)
class Failure:
    """One document that could not be read or extracted; the others go on."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read; dates come from the command, a manifest, the row or the file's name, in this order."""

    published: str | None = None
    encoding: str | None = None
    errors: Literal["strict", "replace"] = "strict"
    manifest: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_manifest(path: Path) -> dict[str, dict[str, str]]:
    """Read a CSV with the columns `file` (relative to the manifest) and `published`; others may stand beside them."""
    rows = list(csv.DictReader(io.StringIO(decode(_bytes(path), name=str(path)).text)))
    if rows and not {"file", "published"} <= rows[0].keys():
        raise InputError(
            f"{path}: a manifest needs the columns file and published, found {', '.join(rows[0])}"
        )
    return {str((path.parent / r["file"]).resolve()): r for r in rows}


def read_all(inputs: Iterable[str], reading: Reading) -> Iterator[Input | Failure]:
    """Read every input; what cannot be read is named and counted, never raised."""
    for name in inputs:
        if name == "-":
            yield from _stdin(reading)
        else:
            yield from _path(Path(name), reading)


def _path(path: Path, reading: Reading) -> Iterator[Input | Failure]:
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.suffix.lower() in MEDIA and not _hidden(p, path))
        if not files:
            yield Failure(str(path), f"the folder holds no {', '.join(sorted(MEDIA))} file")
        for p in files:
            yield from _file(p, reading)
    elif path.suffix.lower() in TABLES:
        yield from _table(path, reading)
    else:
        yield from _file(path, reading)


def _hidden(path: Path, top: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(top).parts)


def _file(path: Path, reading: Reading) -> Iterator[Input | Failure]:
    try:
        decoded = decode(_bytes(path), encoding=reading.encoding, errors=reading.errors, name=str(path))
    except ZhibiaoError as e:
        yield Failure(str(path), str(e))
        return
    media = MEDIA.get(path.suffix.lower(), "text/plain")
    text, page_date = decoded.text, None
    if media == "text/html":
        # Offsets count in the main text that is read out of the page.
        page = read_html(decoded.text)
        text, page_date = page.text, str(page.date) if page.date else None
    found, where = _dated(path, reading, page_date)
    yield Input(path.stem, text, str(path), media, decoded.encoding, found, where, tuple(decoded.warnings))


def _dated(path: Path, reading: Reading, page_date: str | None) -> tuple[str | None, DateFrom]:
    """Take the date of the command, else of the manifest, the page itself, the file's name."""
    if reading.published:
        return reading.published, "argument"
    listed = reading.manifest.get(str(path.resolve()), {}).get("published") or page_date
    return (listed, "metadata") if listed else (date_in_name(path.name), "filename")


def _stdin(reading: Reading) -> Iterator[Input | Failure]:
    try:
        decoded = decode(
            sys.stdin.buffer.read(), encoding=reading.encoding, errors=reading.errors, name="<stdin>"
        )
    except ZhibiaoError as e:
        yield Failure("<stdin>", str(e))
        return
    yield Input(
        "stdin",
        decoded.text,
        None,
        "text/plain",
        decoded.encoding,
        reading.published,
        "argument",
        tuple(decoded.warnings),
    )


def _table(path: Path, reading: Reading) -> Iterator[Input | Failure]:
    try:
        data = _bytes(path)
        text = decode(data, encoding=reading.encoding, errors=reading.errors, name=str(path)).text
    except ZhibiaoError as e:
        yield Failure(str(path), str(e))
        return
    rows = _csv_rows(text) if path.suffix.lower() == ".csv" else _json_rows(text)
    for line, row in rows:
        place = f"{path}:{line}"
        if isinstance(row, str):
            yield Failure(place, row)
        else:
            yield _row(row, place, reading)


def _csv_rows(text: str) -> Iterator[tuple[int, dict[str, Any] | str]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as e:
        yield reader.line_num, f"broken CSV from here on: {e}"


def _json_rows(text: str) -> Iterator[tuple[int, dict[str, Any] | str]]:
    # Only \n ends a line: U+2028 and others may stand unescaped inside a JSON string.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = _json.decode(line)
        except (msgspec.DecodeError, UnicodeEncodeError) as e:
            yield number, f"not JSON: {e}"
            continue
        yield number, row if isinstance(row, dict) else "not a JSON object"


def _row(row: dict[str, Any], place: str, reading: Reading) -> Input | Failure:
    text = row.get("text")
    if not isinstance(text, str):
        return Failure(
            place, "no text: a row needs the column text, and may have doc_id or id, published, title"
        )
    doc_id = row.get("doc_id") or row.get("id") or place
    published = str(row.get("published") or "") or None
    title = str(row.get("title") or "") or None
    if reading.published:
        return Input(
            str(doc_id), text, place, published=reading.published, published_from="argument", title=title
        )
    return Input(str(doc_id), text, place, published=published, title=title)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as e:
        raise InputError(f"{path}: no such file or folder") from e
    except OSError as e:
        raise InputError(f"{path}: cannot be read: {e.strerror}") from e


_NAME_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[-_.年]?(0[1-9]|1[0-2])[-_.月]?(?:(0[1-9]|[12]\d|3[01])日?)?(?!\d)"
)


def date_in_name(name: str) -> str | None:
    """Find a date like 2024-02-27, 20240227 or 2024年02月 in a file's name."""
    m = _NAME_DATE.search(name)
    return "-".join(g for g in m.groups() if g) if m else None
