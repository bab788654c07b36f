"""Cases as data: what repair, roles, sentences, articles and tables must make of texts like the real ones."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.span import squash
from extractor.text.clean import clean
from extractor.text.model import CleanText, apply
from extractor.text.repair.characters import fix_characters
from extractor.text.repair.edits import Draft
from extractor.text.script import simplified_view
from extractor.text.structure.roles import role_of

CASES = Path(__file__).parent.parent / "cases" / "text"


def load(name: str) -> list[Any]:
    """Read the cases of one file, each a parameter with its own name."""
    lines = (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["id"]) for case in map(json.loads, lines)]


def texts(result: CleanText) -> list[str]:
    return [s.span.cut(result.text) for s in result.sentences]


def test_there_are_enough_cases() -> None:
    counts = {p.stem: len(p.read_text(encoding="utf-8").splitlines()) for p in CASES.glob("*.jsonl")}
    assert sum(counts.values()) >= 150, counts


@pytest.mark.parametrize("case", load("characters"))
def test_characters(case: dict[str, Any]) -> None:
    draft = Draft(case["raw"])
    fix_characters(draft)
    assert draft.text == case["clean"]
    assert apply(draft.raw, draft.edits) == draft.text


@pytest.mark.parametrize("case", load("characters"))
def test_characters_are_repaired_once_and_for_all(case: dict[str, Any]) -> None:
    draft = Draft(case["clean"])
    fix_characters(draft)
    assert draft.text == case["clean"]


@pytest.mark.parametrize("case", load("roles"))
def test_roles(case: dict[str, Any]) -> None:
    draft = Draft(case["text"])
    fix_characters(draft)
    assert role_of(simplified_view(draft.text).strip()) == case["role"]


@pytest.mark.parametrize("case", load("sentences"))
def test_sentences(case: dict[str, Any]) -> None:
    assert texts(clean(case["raw"])) == case["sentences"]


@pytest.mark.parametrize("case", load("pages"))
def test_pages(case: dict[str, Any]) -> None:
    result = clean(case["raw"])
    assert texts(result) == case["sentences"]
    asides = [squash(a.span.cut(result.raw)) for a in result.asides]
    assert all(squash(text) in asides for text in case.get("asides", ())), asides
    assert sum(s.torn for s in result.sentences) == case.get("torn", 0) or "torn" not in case
    assert sum(s.repeat_of is not None for s in result.sentences) == case.get("repeats", 0)


@pytest.mark.parametrize("case", load("articles"))
def test_articles(case: dict[str, Any]) -> None:
    result = clean(case["raw"])
    assert len(result.articles) == len(case["articles"])
    for article, wanted in zip(result.articles, case["articles"], strict=True):
        for name, value in wanted.items():
            found = getattr(article, name)
            shown = None if found is None else str(found) if name == "published" else found.cut(result.text)
            assert shown == value, name


@pytest.mark.parametrize("case", load("tables"))
def test_tables(case: dict[str, Any]) -> None:
    result = clean(case["raw"])
    assert len(result.tables) == len(case["tables"])
    for table, wanted in zip(result.tables, case["tables"], strict=True):
        rows: dict[int, list[str]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(cell.span.cut(result.text))
        assert list(rows.values()) == wanted["rows"]
        assert table.body_row == wanted["body_row"]
        assert (table.caption and table.caption.cut(result.text)) == wanted["caption"]
        assert (table.unit and table.unit.cut(result.text)) == wanted["unit"]


@pytest.mark.parametrize("case", load("known_failures"))
@pytest.mark.xfail(strict=True)
def test_known_failures(case: dict[str, Any]) -> None:
    assert texts(clean(case["raw"])) == case["sentences"]
