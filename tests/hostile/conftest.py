"""One way in for everything hostile: what the command would write, or say."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor import Pipeline
from extractor.batch.extracting import extract_in_time
from extractor.batch.model import Failure
from extractor.batch.sources import Reading, read_units

Told = dict[str, Any] | str
Tell = Callable[..., list[Told]]


@pytest.fixture
def tell(pipeline: Pipeline) -> Tell:
    """Return what becomes of inputs: a document each, or the line that names the failure."""

    def told(*inputs: object, limit: float = 20, **options: Any) -> list[Told]:
        reading, out = Reading(**options), list[Told]()
        for unit in read_units(map(str, inputs), reading):
            done = unit if isinstance(unit, Failure) else extract_in_time(pipeline, unit, reading, limit)
            out.append(done.line() if isinstance(done, Failure) else json.loads(done.line))
        return out

    return told


@pytest.fixture
def article(tmp_path: Path, tell: Tell) -> Callable[..., Told]:
    """Write bytes or a text to a file of some name, and tell what becomes of it."""

    def one(content: bytes | str, name: str = "a.txt", **options: Any) -> Told:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (told,) = tell(path, **options)
        return told

    return one
