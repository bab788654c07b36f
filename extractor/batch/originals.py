"""From results back to the raw texts that their spans count in."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extractor.batch.listing import is_table
from extractor.batch.model import Failure, Reading
from extractor.batch.opening import open_unit
from extractor.batch.packed import open_stream
from extractor.batch.sources import read_units
from extractor.errors import InputError
from extractor.wire import loads


def read_lines(path: Path) -> Iterator[Any]:
    """Read the documents of a result, as `extract` writes them."""
    with open_stream(path) as stream:
        for number, line in enumerate(stream.bytes, 1):
            if line.strip():
                yield _document(line, f"{path}:{number}")


def _document(line: bytes, place: str) -> Any:
    try:
        row = loads(line)
        if row["records"] is not None and row["source"]["sha256"]:
            return row
    except (ValueError, TypeError, KeyError):
        pass
    raise InputError(f"{place}: not an output line of zhibiao extract (JSON Lines, not --flat)")


class Originals:
    """Finds raw texts: a file that was named, kept texts, the source itself; each is proved by its hash."""

    def __init__(self, result: Path, *, folder: Path | None = None, file: Path | None = None) -> None:
        for given in (folder, file):
            if given and not given.exists():
                raise InputError(f"{given}: no such file or folder")
        beside = (result.with_name(f"{result.name}.texts"), result.with_name("texts"))
        self.file, self.folder = file, folder
        self.kept = [folder] if folder else list(beside)
        self._tables: dict[str, dict[str, str]] = {}

    def text(self, document: Mapping[str, Any]) -> str:
        """Return the raw text of a document."""
        source = document["source"]
        for text in self._candidates(source):
            if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == source["sha256"]:
                return text
        where = self.file or self.folder or source["uri"] or "standard input"
        raise InputError(
            f"{document['doc_id']}: its raw text is not found, or is not what it was (looked at {where}); "
            "name it with --text FILE, or a folder with --texts DIR; extract --keep-text keeps the texts of HTML, PDF and DOCX"
        )

    def _candidates(self, source: Mapping[str, Any]) -> Iterator[str]:
        uri, sha, encoding = source["uri"], source["sha256"], source["encoding"]
        if self.file:
            yield from _read(self.file, encoding)
            return
        for folder in self.kept:
            yield from _read(folder / sha[:2] / f"{sha}.txt", "utf-8")
        if uri and self.folder:
            yield from _read(self.folder / Path(uri).name, encoding)
        if uri:
            yield from self._source(uri, encoding)

    def _source(self, uri: str, encoding: str | None) -> Iterator[str]:
        table, _, row = uri.rpartition(":")
        if row.isdecimal() and is_table(Path(table)):
            if table not in self._tables:
                self._tables[table] = dict(_units(Path(table), None))
            yield from (text for place, text in self._tables[table].items() if place == uri)
        else:
            yield from _read(Path(uri), encoding)


def _read(path: Path, encoding: str | None) -> Iterator[str]:
    return (text for _, text in _units(path, encoding))


def _units(path: Path, encoding: str | None) -> Iterator[tuple[str, str]]:
    if not path.is_file():
        return
    reading = Reading(encoding=encoding, errors="replace")
    for unit in read_units([str(path)], reading):
        item = unit if isinstance(unit, Failure) else open_unit(unit, reading)
        if not isinstance(item, Failure):
            yield item.uri or "", item.text.removeprefix("\ufeff")
