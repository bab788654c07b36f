"""The tagger that can stand beside the rules: sentences in, organisation spans out."""

from extractor.ner.model import Tagged, Tagger
from extractor.ner.spacy_tagger import SpacyTagger

__all__ = ["SpacyTagger", "Tagged", "Tagger"]
