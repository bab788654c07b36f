"""Where documents come from: files, folders, globs, tables, standard input."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path

from extractor.batch.listing import is_table, media_type, paths
from extractor.batch.model import STDIN, DateFrom, Failure, Input, Reading, Unit
from extractor.batch.opening import open_unit
from extractor.batch.packed import plain_name, read_bytes, shown
from extractor.batch.remote import Remote, fetch, is_url, located
from extractor.batch.tables import read_table
from extractor.errors import InputError, ZhibiaoError
from extractor.late import late
from extractor.text.readers.decode import decode

__all__ = ["Failure", "Input", "Reading", "date_in_name", "read_all", "read_manifest", "read_units"]


_AT_ONCE, _SMALL = 64, 1_000_000


def read_manifest(path: Path | Remote) -> dict[str, dict[str, str]]:
    """Read a CSV with the columns `file` (relative to the manifest, or a URL) and `published`; others may stand beside them."""
    data = read_bytes(path, Reading().max_bytes)
    rows = list(csv.DictReader(io.StringIO(decode(data, name=str(path)).text)))
    if rows and not {"file", "published"} <= rows[0].keys():
        raise InputError(
            f"{path}: a manifest needs the columns file and published, found {', '.join(rows[0])}"
        )
    return {_key(_beside(path, r["file"])): r for r in rows}


def _beside(manifest: Path | Remote, name: str) -> Path | Remote:
    if is_url(name):
        return located(name)
    return manifest.sibling(name) if isinstance(manifest, Remote) else manifest.parent / name


def _key(path: Path | Remote) -> str:
    return path.key if isinstance(path, Remote) else str(path.resolve())


def read_all(inputs: Iterable[str], reading: Reading) -> Iterator[Input | Failure]:
    """Read and decode every input; what cannot be read is named and counted, never raised."""
    for unit in read_units(inputs, reading):
        yield unit if isinstance(unit, Failure) else open_unit(unit, reading)


def read_units(inputs: Iterable[str], reading: Reading) -> Iterator[Unit | Failure]:
    """Read the bytes of every document, in order; decoding them is the work of whoever extracts."""
    for name in inputs:
        if name == "-":
            yield _stdin(reading)
            continue
        for path in _ahead(paths(name)):
            if isinstance(path, Failure):
                yield path
            elif is_table(path):
                yield from read_table(path, reading)
            else:
                yield _file(path, reading)


def _ahead(found: Iterator[Path | Remote | Failure]) -> Iterator[Path | Remote | Failure]:
    """Fetch small files behind URLs many at a time; the order stays, and all else is read when its turn comes."""
    for small, run in groupby(found, _is_small):
        while small and (group := [p for p in islice(run, _AT_ONCE) if isinstance(p, Remote)]):
            fetch(group)
            yield from group
        yield from run


def _is_small(path: Path | Remote | Failure) -> bool:
    return isinstance(path, Remote) and not is_table(path) and path.size is not None and path.size < _SMALL


def _stdin(reading: Reading) -> Unit | Failure:
    content = sys.stdin.buffer.read(reading.max_bytes + 1)
    if len(content) > reading.max_bytes:
        return Failure(STDIN, f"more than {reading.max_bytes} bytes; no article is that long", "too-long")
    return Unit(
        place=STDIN,
        doc_id="stdin",
        content=content,
        media_type="text/plain",
        published=reading.published,
        published_from="argument",
    )


def _file(path: Path | Remote, reading: Reading) -> Unit | Failure:
    try:
        content = read_bytes(path, reading.max_bytes)
    except ZhibiaoError as e:
        return Failure(shown(path), str(e))
    found, where = _dated(path, reading)
    return Unit(
        place=shown(path),
        doc_id=shown(plain_name(path).stem),
        content=content,
        media_type=media_type(path),
        published=found,
        published_from=where,
        size=len(content),
    )


def _dated(path: Path | Remote, reading: Reading) -> tuple[str | None, DateFrom]:
    """Take the date of the command, else of the manifest, else of the file's name."""
    if reading.published:
        return reading.published, "argument"
    listed = reading.manifest.get(_key(path), {}).get("published") if reading.manifest else None
    return (listed, "metadata") if listed else (date_in_name(path.name), "filename")


_NAME_DATE = late(r"(?<!\d)((?:19|20)\d\d)[-_.年]?(0[1-9]|1[0-2])[-_.月]?(?:(0[1-9]|[12]\d|3[01])日?)?(?!\d)")


def date_in_name(name: str) -> str | None:
    """Find a date like 2024-02-27, 20240227 or 2024年02月 in a file's name."""
    m = _NAME_DATE.search(name)
    return "-".join(g for g in m.groups() if g) if m else None
