"""The tagger interface, and a spaCy pipeline behind it."""

import subprocess
import sys

import pytest
import spacy

from extractor.errors import InputError
from extractor.mentions.organizations import find_organizations
from extractor.ner import SpacyTagger, Tagged, Tagger
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
    code = "import sys, extractor.ner, extractor.mentions.organizations; sys.exit('spacy' in sys.modules or 'jieba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
