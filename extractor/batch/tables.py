"""Rows of JSON Lines, CSV and Parquet, read in steps: a table may be larger than the memory."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec

from extractor.batch.model import Failure, Kind, Reading, Unit
from extractor.batch.packed import Stream, open_stream, plain_name, shown
from extractor.batch.remote import Remote
from extractor.errors import InputError, ZhibiaoError
from extractor.text.readers.decode import decode

FIELDS = ("text", "doc_id", "published", "title")
_SAMPLE = 1 << 20
_BLOCK = 256
# A number with a point stays the text that it was; nothing here needs it as a number.
_json = msgspec.json.Decoder(float_hook=str)


class Problem(NamedTuple):
    """What is wrong with a row."""

    message: str
    kind: Kind = "unreadable"


Row = tuple[int, Mapping[str, Any] | Problem]  # its line or number, and what stands there


def read_table(path: Path | Remote, reading: Reading) -> Iterator[Unit | Failure]:
    """Yield a unit for each row; a broken row is named and the next one read."""
    rows = {".csv": _csv_rows, ".parquet": _parquet_rows}.get(plain_name(path).suffix.lower(), _json_rows)
    try:
        with open_stream(path) as stream:
            for number, row in rows(path, stream, reading):
                place = f"{shown(path)}:{number}"
                if isinstance(row, Problem):
                    yield Failure(place, *row)
                else:
                    yield _unit(row, place, reading, stream.step())
    except ZhibiaoError as e:
        yield Failure(shown(path), str(e))


def _unit(row: Mapping[str, Any], place: str, reading: Reading, size: int) -> Unit | Failure:
    name = reading.columns.get("text", "text")
    text = row.get(name)
    if not isinstance(text, str):
        return Failure(
            place,
            f"no text: a row needs the column {name}, and may have doc_id or id, published, title; "
            "--columns text=NAME says what they are called",
        )
    names = (reading.columns["doc_id"],) if "doc_id" in reading.columns else ("doc_id", "id")
    own = next((row[n] for n in names if row.get(n) not in (None, "")), None)
    published, title = (str(row.get(reading.columns.get(k, k)) or "") or None for k in ("published", "title"))
    try:
        content = text.encode()
    except UnicodeEncodeError as e:
        return Failure(place, f"the text holds half of a surrogate pair at character {e.start}")
    return Unit(
        place=place,
        doc_id=place if own is None else str(own),
        content=content,
        media_type="text/plain",
        decoded=True,
        published=reading.published or published,
        published_from="argument" if reading.published else "metadata",
        title=title,
        own_id=own is not None,
        size=size,
    )


def _encoding(path: Path | Remote, stream: Stream, reading: Reading) -> tuple[str, bytes]:
    """Tell the encoding of a whole table from its beginning, and return the bytes read for it."""
    head = stream.bytes.read(_SAMPLE)
    if reading.encoding:
        return codecs.lookup(decode(b"", encoding=reading.encoding).encoding).name, head
    lines = head.split(b"\n")
    fitting = sum(map(_is_utf8, lines))
    # One damaged line must not make a UTF-8 table look like something else; in UTF-16 every other byte is NUL.
    if 2 * fitting > len(lines) and 4 * head.count(0) < len(head):
        return "utf-8", head
    whole = lines[:-1] if len(lines) > 1 and len(head) == _SAMPLE else lines
    return decode(b"\n".join(whole), errors="replace", name=str(path)).encoding, head


def _is_utf8(line: bytes) -> bool:
    try:
        # Incremental: the last line of a sample may be cut in the middle of a character.
        codecs.getincrementaldecoder("utf-8")().decode(line)
    except UnicodeDecodeError:
        return False
    return True


class _Ahead(io.RawIOBase):
    """A stream whose beginning was read already."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self.head, self.rest = memoryview(head), rest

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Give the beginning first."""
        piece = self.head[: len(buffer)] if self.head else self.rest.read(len(buffer))
        self.head = self.head[len(piece) :] if self.head else self.head
        buffer[: len(piece)] = piece
        return len(piece)


def _json_rows(path: Path | Remote, stream: Stream, reading: Reading) -> Iterator[Row]:
    # Only \n ends a line: U+2028 and others may stand unescaped inside a JSON string.
    for number, line in enumerate(_lines(path, stream, reading), 1):
        if isinstance(line, Problem):
            yield number, line
        elif line.strip():
            yield number, _json_row(line)


def _json_row(line: str) -> Mapping[str, Any] | Problem:
    try:
        row = _json.decode(line)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as e:
        return Problem(f"not JSON: {e}")
    return row if isinstance(row, dict) else Problem("not a JSON object")


def _lines(path: Path | Remote, stream: Stream, reading: Reading) -> Iterator[str | Problem]:
    encoding, head = _encoding(path, stream, reading)
    if encoding.startswith(("utf-16", "utf-32")):
        # Lines of these are not told by bytes, so the table is read whole.
        data = head + stream.bytes.read(reading.max_bytes)
        if len(data) > reading.max_bytes:
            raise InputError(
                f"{shown(path)}: more than {reading.max_bytes} bytes of {encoding}; write it as UTF-8"
            )
        yield from decode(data, encoding=reading.encoding, errors=reading.errors, name=str(path)).text.split(
            "\n"
        )
        return
    source, limit = (
        io.BufferedReader(_Ahead(head.removeprefix(codecs.BOM_UTF8), stream.bytes), _SAMPLE),
        reading.max_bytes,
    )
    while line := source.readline(limit):
        if len(line) == limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = source.readline(_SAMPLE)
            yield Problem(
                f"longer than {limit} bytes; no article is that long (--max-chars moves the limit)",
                "too-long",
            )
            continue
        try:
            yield decode(line, encoding=encoding, errors=reading.errors, name="this line").text
        except ZhibiaoError as e:
            yield Problem(str(e))


def _csv_rows(path: Path | Remote, stream: Stream, reading: Reading) -> Iterator[Row]:
    encoding, head = _encoding(path, stream, reading)
    raw = io.BufferedReader(_Ahead(head, stream.bytes), _SAMPLE)
    codec = {"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}
    marked = head.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    errors = "replace" if reading.errors == "replace" else "surrogateescape"
    text = io.TextIOWrapper(raw, codec.get(encoding, encoding) if marked else encoding, errors, newline="")
    csv.field_size_limit(reading.max_bytes)  # one quotation mark too many must not swallow all the rest
    reader = csv.DictReader(text, strict=True)
    try:
        _need(path, list(reader.fieldnames or ()), reading)
        for row in reader:
            yield reader.line_num, _whole(row, encoding)
    except csv.Error as e:
        yield reader.line_num, Problem(f"broken CSV from here on: {e}")


def _whole(row: dict[str, Any], encoding: str) -> Mapping[str, Any] | Problem:
    for name, value in row.items():
        if isinstance(value, str) and any("\udc80" <= c <= "\udcff" for c in value):
            return Problem(
                f"column {name} holds bytes that fit no {encoding} text; name the right encoding "
                "(--encoding gb18030) or let such bytes be replaced (--errors replace)"
            )
    return row


def _parquet_rows(path: Path | Remote, stream: Stream, reading: Reading) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    if path.suffix.lower() != ".parquet":
        raise InputError(f"{path}: a Parquet file is packed inside; unpack it once and give it as it is")
    try:
        table = pq.ParquetFile(stream.raw)
        names = table.schema_arrow.names
        _need(path, names, reading)
        wanted = {reading.columns.get(f, f) for f in FIELDS} | {"id"}
        batches = table.iter_batches(_BLOCK, columns=[n for n in names if n in wanted])
        number = 0
        for batch in batches:
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (pa.ArrowException, UnicodeDecodeError) as e:
        raise InputError(f"{shown(path)}: not a Parquet file that can be read: {e}") from e


def _need(path: Path | Remote, names: list[str], reading: Reading) -> None:
    # Once for the table, not once for each of its rows.
    for column in {"text": "text", **reading.columns}.values():
        if names and column not in names:
            raise InputError(
                f"{shown(path)}: no column {column}; there are {', '.join(map(str, names))}. "
                "--columns text=NAME,doc_id=NAME,published=NAME,title=NAME says what they are called"
            )
