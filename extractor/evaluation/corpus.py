"""The articles that gold is marked on: the manifest and the decoded raw text."""

import csv
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import InputError

SUFFIXES = (".txt", ".html", ".htm", ".md")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the manifest."""

    doc: str
    file: str
    style: str
    published: str | None
    split: str
    encoding: str | None


def _entry(row: dict[str, str | None]) -> Entry:
    cell = {k: (v or "").strip() for k, v in row.items() if k}
    doc = cell.get("id") or cell.get("doc") or Path(cell.get("file", "")).stem
    return Entry(
        doc=doc,
        file=cell.get("file") or f"{doc}.txt",
        style=cell.get("style") or doc.rsplit("-", 1)[0],
        published=cell.get("published") or None,
        split=cell.get("split") or "dev",
        encoding=cell.get("encoding") or None,
    )


def manifest(corpus: Path) -> dict[str, Entry]:
    """Read manifest.csv; an article that it does not name yet is described by its file name."""
    found = {
        p.stem: Entry(p.stem, p.name, p.stem.rsplit("-", 1)[0], None, "dev", None)
        for p in sorted(corpus.iterdir())
        if p.suffix in SUFFIXES
    }
    table = corpus / "manifest.csv"
    if table.exists():
        with table.open(encoding="utf-8-sig", newline="") as f:
            found.update((e.doc, e) for e in map(_entry, csv.DictReader(f)))
    return found


def read_raw(path: Path, encoding: str | None = None) -> str:
    """Decode a raw file as the pipeline does: no BOM, line ends as they are."""
    from extractor.text.readers.decode import decode

    try:
        data = path.read_bytes()
    except OSError as e:
        raise InputError(f"{path}: {e.strerror}; is --corpus the folder of the articles?") from e
    return decode(data, encoding=encoding, name=str(path)).text
