"""Every output of every test passes through here: nothing unproved leaves the chain."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from extractor.batch.extracting import extract_one
from extractor.batch.sources import Failure, Input, Reading, read_all, read_manifest
from extractor.contract import Document
from extractor.pipeline import Pipeline
from extractor.span import unproved
from extractor.wire import dumps

# As the command line does it: threads of a linear algebra library are counted as time, and gain none here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# A shared run must not fail for what it happened to draw; whoever works on the code draws anew each time.
settings.register_profile("shared", derandomize=True)
settings.load_profile("shared" if os.environ.get("CI") else "default")

TOP = Path(__file__).parent.parent
Extract = Callable[..., Document]


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.fixture(scope="session")
def corpus() -> list[Input]:
    reading = Reading(manifest=read_manifest(TOP / "corpus" / "manifest.csv"))
    items = list(read_all([str(TOP / "corpus")], reading))
    assert not [i for i in items if isinstance(i, Failure)]
    return [i for i in items if isinstance(i, Input)]


@pytest.fixture(scope="session")
def corpus_documents(pipeline: Pipeline, corpus: list[Input]) -> list[tuple[Input, Document]]:
    pairs = []
    for item in corpus:
        fields = extract_one(pipeline, item)
        assert not isinstance(fields, Failure), fields
        pairs.append((item, Document.model_validate(fields)))
    return pairs


@pytest.fixture
def section() -> Callable[[str, str], list[str]]:
    """Find the blocks of a language in a section of the page on other systems."""

    def blocks(title: str, language: str) -> list[str]:
        page = (TOP / "docs" / "integrate.md").read_text("utf-8")
        text = page.partition(f"## {title}\n")[2].partition("\n## ")[0]
        return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)

    return blocks


@pytest.fixture(autouse=True)
def _grounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prove every document that any test makes, and check it against the contract."""
    make = Pipeline.fields

    def proved(self: Pipeline, text: str, **options: object) -> dict[str, Any]:
        fields = make(self, text, **options)  # type: ignore[arg-type]
        faults = list(unproved(text.removeprefix("\ufeff"), fields | {"articles": []}))
        assert not faults, faults[:3]
        assert Document.model_validate(fields).to_json() == dumps(fields)
        return fields

    monkeypatch.setattr(Pipeline, "fields", proved)
