"""Small gold documents and results, built by hand from marked sentences."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gold_samples import RAW, READING, build, told_by

from extractor.evaluation.gold import GoldDocument
from extractor.evaluation.run import Standard
from extractor.wire import dumps


@pytest.fixture
def raw() -> str:
    return RAW


@pytest.fixture
def gold() -> GoldDocument:
    return build(READING, RAW)


@pytest.fixture
def told(gold: GoldDocument) -> dict[str, Any]:
    return told_by(gold)


@pytest.fixture
def standard(gold: GoldDocument) -> Standard:
    other = gold.model_copy(update={"doc": "city-90", "file": "city-90.txt", "style": "city"})
    return Standard([gold, other], {"zone-90": RAW, "city-90": RAW})


@pytest.fixture
def write_gold(tmp_path: Path, standard: Standard) -> Callable[[], Path]:
    """Write the standard as files; returns the gold folder."""

    def write() -> Path:
        for name in ("gold", "corpus"):
            (tmp_path / name).mkdir()
        for d in standard.documents:
            (tmp_path / "gold" / f"{d.doc}.json").write_text(d.to_json(), "utf-8")
            (tmp_path / "corpus" / d.file).write_text(standard.raws[d.doc], "utf-8", newline="")
        return tmp_path / "gold"

    return write


@pytest.fixture
def results(tmp_path: Path, standard: Standard) -> Path:
    """Write the perfect result of the standard."""
    path = tmp_path / "results.jsonl"
    path.write_text("".join(dumps(told_by(d)) + "\n" for d in standard.documents), "utf-8")
    return path
