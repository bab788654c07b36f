"""Which files an input names: a file, a folder, a glob, a listing."""

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extractor.batch.model import Failure
from extractor.batch.packed import plain_name, shown
from extractor.batch.remote import Remote, UnsupportedError, located, without_secrets
from extractor.errors import InputError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
    ".docx": DOCX,
}
TABLES = {".jsonl", ".ndjson", ".csv", ".parquet"}


def media_type(path: Path | Remote) -> str:
    """Tell the media type by the name; what is unknown is plain text."""
    return MEDIA.get(plain_name(path).suffix.lower(), "text/plain")


def is_table(path: Path | Remote) -> bool:
    """Tell whether a file holds rows."""
    return plain_name(path).suffix.lower() in TABLES


def read_listing(name: str) -> list[str]:
    """Read the inputs that a file, or - for standard input, lists: one a line."""
    place = located(name)
    try:
        text = sys.stdin.read() if name == "-" else _text(place)
    except (OSError, UnicodeDecodeError) as e:
        raise InputError(f"--files-from {place}: cannot be read as UTF-8 text: {e}") from e
    return [line for line in text.splitlines() if line.strip()]


def _text(path: Path | Remote) -> str:
    with path.open("rb") as listing:
        return listing.read().decode("utf-8")


def paths(name: str) -> Iterator[Path | Remote | Failure]:
    """Yield the files of one input, in an order that does not depend on the file system.

    A folder is searched for articles, not for tables: a table in it may well be its manifest.
    """
    try:
        yield from _found(located(name))
    except UnsupportedError:
        raise
    except InputError as e:
        yield Failure(without_secrets(name), str(e))
    except OSError as e:
        yield Failure(shown(without_secrets(name)), f"cannot be read: {e.strerror or e}")


def _found(path: Path | Remote) -> Iterator[Path | Remote | Failure]:
    if path.is_dir():
        found = False
        for file in _walk(path):
            found = True
            yield file
        if not found:
            yield Failure(shown(path), f"the folder holds no {', '.join(sorted(MEDIA))} file")
    elif _is_glob(path):
        matches = _matches(path)
        yield from map(_checked, matches)
        if not matches:
            yield Failure(shown(path), "no file has such a name")
    else:
        yield path


def _is_glob(path: Path | Remote) -> bool:
    if isinstance(path, Remote):
        return path.is_glob and not path.exists()
    return glob.has_magic(str(path)) and not os.path.lexists(path)


def _matches(pattern: Path | Remote) -> Sequence[Path | Remote]:
    """Find the files of a glob; links are not followed, for they may lead in a circle, and hidden names are left out."""
    if isinstance(pattern, Remote):
        said = set(pattern.path.split("/"))
        return [
            f for f in pattern.matches() if not any(x[:1] == "." for x in f.path.split("/") if x not in said)
        ]
    if pattern.name == "**":
        pattern /= "*"
    root = Path(pattern.anchor)
    try:
        found = sorted(map(str, root.glob(str(pattern.relative_to(root)))))
    except (OSError, ValueError):  # ValueError: ** as a part of a name
        return []
    said = set(pattern.parts)
    return [
        p
        for p in map(Path, found)
        if not any(x[0] == "." for x in p.parts if x not in said) and not p.is_dir()
    ]


def _walk(folder: Path | Remote) -> Iterator[Path | Remote | Failure]:
    try:
        found = folder.entries() if isinstance(folder, Remote) else _entries(folder)
    except OSError as e:
        yield Failure(shown(folder), f"the folder cannot be read: {e.strerror or e}")
        return
    for path, is_dir in found:
        if path.name[0] == ".":
            continue
        if is_dir:
            yield from _walk(path)
        elif plain_name(path).suffix.lower() in MEDIA:
            yield _checked(path)


def _entries(folder: Path) -> list[tuple[Path, bool]]:
    with os.scandir(folder) as entries:
        found = sorted((e.name, e.is_dir(follow_symlinks=False)) for e in entries)
    return [(folder / name, is_dir) for name, is_dir in found]


def _checked(path: Path | Remote) -> Path | Remote | Failure:
    """Refuse what was found, not named, and is a pipe: one that nobody writes into would hold the whole run up."""
    is_pipe = isinstance(path, Path) and path.is_fifo()
    return Failure(shown(path), "is a pipe, not a file") if is_pipe else path


def total_bytes(inputs: Iterable[str]) -> int:
    """Add up the sizes of all files, for the time left; what cannot be read counts nothing here."""
    total = 0
    for name in inputs:
        for path in paths(name) if name != "-" else ():
            if isinstance(path, Remote):
                total += path.size or 0
            elif isinstance(path, Path) and path.exists():
                total += path.stat().st_size
    return total
