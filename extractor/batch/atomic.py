"""Files that appear only when they are complete."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from extractor.batch.remote import Remote
from extractor.errors import InputError


@contextmanager
def beside(path: Path | Remote) -> Iterator[Path]:
    """Give a name to write under; the file takes its own name at the end, and nothing stays after a failure."""
    if isinstance(path, Remote):
        path.check()  # better now than after all the work
        with TemporaryDirectory(prefix="zhibiao-") as folder, beside(Path(folder, "result")) as part:
            yield part
            path.put(part)
        return
    # A device or a pipe is written to as it is: to put a file in the place of /dev/null would break the machine.
    special = path.exists() and not path.is_file() and not path.is_dir()
    part = path if special else path.with_name(f".{path.name}.part{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        if not special:
            part.replace(path)
    except OSError as e:
        if e.filename not in (None, str(part), str(path.parent)):
            raise  # not about this file
        raise InputError(f"{path}: cannot be written: {e.strerror or e}") from e
    finally:
        with suppress(OSError):  # what kept the file from being written may keep it from being removed
            if not special:
                part.unlink(missing_ok=True)


@contextmanager
def appearing(path: Path | Remote | None) -> Iterator[TextIO]:
    """Open a text output: standard output, or a file."""
    if path is None or str(path) == "-":
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        return
    with beside(path) as part, part.open("w", encoding="utf-8", newline="") as out:
        yield out
