"""Files as streams of bytes, unpacked where their name says that they are packed."""

import gzip
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import IO, cast

from extractor.batch.remote import Remote
from extractor.errors import InputError

PACKED = (".gz", ".zst")


def plain_name(path: Path | Remote) -> PurePath:
    """Return the name that the file has once unpacked."""
    pure = path.pure if isinstance(path, Remote) else PurePath(path)
    return pure.with_suffix("") if pure.suffix.lower() in PACKED else pure


def shown(path: Path | Remote | str) -> str:
    """Return a name that can be written: bytes of a file's name that are no UTF-8 as escapes."""
    return os.fsencode(str(path)).decode("utf-8", "backslashreplace")


class Stream:
    """The unpacked bytes, and how far the packed file has been read."""

    def __init__(self, raw: IO[bytes], unpacked: IO[bytes]) -> None:
        self.raw, self.bytes = raw, unpacked
        self._told = 0

    def step(self) -> int:
        """Return how many bytes of the file were read since the last call."""
        at = self.raw.tell()
        step, self._told = at - self._told, at
        return step


@contextmanager
def open_stream(path: Path | Remote) -> Iterator[Stream]:
    """Open a file for reading in steps; what the file system or the packing refuses becomes an InputError."""
    name = shown(path)
    try:
        with path.open("rb") as raw:
            yield Stream(raw, _unpack(raw, path.suffix.lower()))
    except FileNotFoundError as e:
        raise InputError(f"{name}: no such file or folder") from e
    except (EOFError, zlib.error, gzip.BadGzipFile) as e:
        raise InputError(f"{name}: the gzip data are broken: {e}") from e
    except OSError as e:
        raise InputError(f"{name}: cannot be read: {e.strerror or e}") from e
    except ValueError as e:
        if "\0" not in name:
            raise
        raise InputError(f"{name!r}: no file can have such a name") from e


def _unpack(raw: IO[bytes], suffix: str) -> IO[bytes]:
    if suffix == ".gz":
        return cast(IO[bytes], gzip.GzipFile(fileobj=raw, mode="rb"))
    if suffix == ".zst":
        import io

        import pyarrow as pa

        return io.BufferedReader(pa.CompressedInputStream(raw, "zstd"))
    return raw


def read_bytes(path: Path | Remote, limit: int) -> bytes:
    """Read a whole file, unpacked; more than `limit` bytes are refused before they fill the memory."""
    with open_stream(path) as stream:
        data = stream.bytes.read(limit + 1)
    if len(data) > limit:
        raise InputError(
            f"{shown(path)}: more than {limit} bytes; no article is that long (--max-chars moves the limit)"
        )
    return data
