"""The tagger that can stand beside the rules: sentences in, organisation spans out."""

from extractor.ner.model import Tagged, Tagger

__all__ = ["Tagged", "Tagger"]
