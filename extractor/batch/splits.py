"""Splits: the documents that one worker takes at a time, and the file that holds their results.

A file is named by the documents in it and lies in the folder of the code that made it. It appears whole or not at all.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from extractor.batch.model import Result, Unit
from extractor.batch.process import OUTPUT, input_batch
from extractor.errors import InputError

DOCUMENTS = 64
BYTES = 500_000
STORED = pa.schema([("key", pa.binary(16)), *OUTPUT])
_OPTIONS = pa.ipc.IpcWriteOptions(compression="zstd")


@dataclass(frozen=True)
class Split:
    """Some documents with their keys."""

    keys: tuple[bytes, ...]
    batch: pa.RecordBatch
    size: int = 0

    @property
    def name(self) -> str:
        """The hash of the documents."""
        return hashlib.blake2b(b"".join(self.keys), digest_size=16).hexdigest()

    def part(self, begin: int, end: int) -> "Split":
        """Return some of the documents."""
        return Split(self.keys[begin:end], self.batch.slice(begin, end - begin))

    def halves(self) -> "tuple[Split, Split]":
        """Cut in two."""
        middle = len(self.keys) // 2
        return self.part(0, middle), self.part(middle, len(self.keys))

    def without(self, number: int) -> "list[Split]":
        """Return what remains when one document is taken out."""
        rest = (self.part(0, number), self.part(number + 1, len(self.keys)))
        return [s for s in rest if s.keys]


def streamed(batch: pa.RecordBatch) -> bytes:
    """Write a batch for the way to its worker; of a part, only the part."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    data: bytes = sink.getvalue().to_pybytes()
    return data


class Cutter:
    """Gathers documents until they make a split."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._units: list[Unit] = []
        self._keys: list[bytes] = []
        self._size = self._read = 0

    def add(self, unit: Unit, key: bytes) -> None:
        """Put one more in."""
        self._units.append(unit)
        self._keys.append(key)
        self._size += len(unit.content)
        self._read += unit.size

    @property
    def full(self) -> bool:
        """Whether it is time to cut."""
        return len(self._keys) >= DOCUMENTS or self._size >= BYTES

    def cut(self) -> Split | None:
        """Return what was gathered, and begin anew."""
        if not self._keys:
            return None
        split = Split(tuple(self._keys), input_batch(self._units), self._read)
        self._clear()
        return split


def packed(keys: Sequence[bytes], results: pa.RecordBatch) -> pa.Buffer:
    """Make the file of one split's results."""
    table = pa.RecordBatch.from_arrays([pa.array(keys, pa.binary(16)), *results.columns], schema=STORED)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, STORED, options=_OPTIONS) as writer:
        writer.write_batch(table)
    return sink.getvalue()


def write(path: Path, data: pa.Buffer | bytes) -> None:
    """Write the results of one split; after a crash or a power cut the file is there whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as e:
        # No document is to blame for a full disk.
        raise InputError(
            f"{path}: cannot be written: {e.strerror or e}; the same command goes on once it can be"
        ) from e


def finished(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield number and key of the documents that a split holds the result of; a failed one is tried again."""
    options = pa.ipc.IpcReadOptions(
        included_fields=[STORED.get_field_index(c) for c in ("key", "kind")], use_threads=False
    )
    with pa.memory_map(str(path)) as source:
        table = pa.ipc.open_file(source, options=options).read_all()
        for number, (key, kind) in enumerate(
            zip(table["key"].to_pylist(), table["kind"].to_pylist(), strict=True)
        ):
            if kind is None:
                yield number, key


class Shelf:
    """The splits on disk, opened as they are asked for; a few stay open."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self._load = lru_cache(maxsize=8)(lambda split: _read(folder / names[split]))

    def row(self, where: tuple[int, int]) -> dict[str, Any]:
        """Return one stored row."""
        split, number = where
        return self._load(split)[number]


def _read(path: Path) -> list[dict[str, Any]]:
    with path.open("rb") as source:
        rows: list[dict[str, Any]] = pa.ipc.open_file(source).get_batch(0).to_pylist()
    return rows


def result(row: dict[str, Any], identity: str) -> Result:
    """Read a stored row that did not fail."""
    return Result(
        line=row["document"],
        identity=identity,
        prints=tuple(row["prints"] or ()),
        text=row["text"],
        chars=row["chars"],
        records=row["records"],
        organizations=row["organizations"],
    )
