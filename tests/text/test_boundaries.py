"""Sentences, articles and joins on pages that a person has marked."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from extractor.span import quote, squash
from extractor.text.clean import clean
from extractor.text.explain import describe
from extractor.text.model import apply
from extractor.text.readers.decode import decode

ROOT = Path(__file__).parent.parent.parent
CORPUS = sorted(p for p in (ROOT / "corpus").glob("*") if p.suffix in (".txt", ".md", ".html"))


def load_measure() -> ModuleType:
    spec = importlib.util.spec_from_file_location("measure_text", ROOT / "scripts" / "measure_text.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["measure_text"] = module
    spec.loader.exec_module(module)
    return module


measure = load_measure()


@pytest.fixture(scope="module")
def pages() -> list[tuple[object, object]]:
    marked = [measure.read_marked(p.read_text(encoding="utf-8")) for p in sorted(measure.PAGES.glob("*.txt"))]
    return [(page, clean(page.raw)) for page in marked]


def test_there_are_enough_pages(pages: list[tuple[object, object]]) -> None:
    assert len(pages) >= 25


def test_sentence_boundaries(pages: list[tuple[object, object]]) -> None:
    total = measure.Score()
    for page, result in pages:
        total = total.plus(measure.score_sentences(page, result))
    assert total.f1 >= 0.97, total


def test_article_boundaries(pages: list[tuple[object, object]]) -> None:
    total = measure.Score()
    for page, result in pages:
        total = total.plus(measure.score_articles(page, result))
    assert total.f1 >= 0.95, total


def test_joins_are_right(pages: list[tuple[object, object]]) -> None:
    scores = [measure.score_joins(page, result) for page, result in pages]
    made, wrong = sum(s[0] for s in scores), sum(s[1] for s in scores)
    assert made >= 150
    assert wrong <= 0.01 * made, (wrong, made)


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.name)
def test_grounding_over_the_corpus(path: Path) -> None:
    raw = decode(path.read_bytes(), name=path.name).text
    result = clean(raw, markdown=path.suffix == ".md")
    assert apply(raw, result.edits) == result.text
    for sentence in result.sentences:
        pieces = result.to_raw(sentence.span)
        assert quote(raw, pieces), sentence
        low, high = pieces[0].start, pieces[-1].end
        if not any(e.new and e.start < high and low < e.end for e in result.edits):
            assert quote(raw, pieces) == squash(sentence.span.cut(result.text))
    assert describe(result).startswith(f"{len(result.articles)} articles")


def test_a_page_of_full_lines_may_end_in_one() -> None:
    lines = (
        "二期基地已经在今年六月底完成设备安",
        "装，达产以后年产能将会新增3,000",
        "公里，预计新增年产值30亿元以上",
        "　　合同履行过程中可能遭遇到台风、",
        "航道管制、铜铝价格剧烈波动等不可",
        "抗力或不可预计因素，请投资者理性",
        "　甲市沧浪海洋电缆股份有限公司董",
        "事会",
        "　" * 16,
        "　　　　　　　2023年9月16",
    )
    cleaned = clean("\n".join(lines))
    assert [s.span.cut(cleaned.text) for s in cleaned.sentences][-1].endswith("2023年9月16")
