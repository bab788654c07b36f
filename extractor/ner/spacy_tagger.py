"""A spaCy pipeline of the user's choice as the tagger."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from extractor.errors import InputError
from extractor.ner.model import Tagged
from extractor.span import Span

KINDS: Mapping[str, str] = {"ORG": "other", "NT": "other", "COMPANY": "company", "GOVERNMENT": "government"}


class SpacyTagger:
    """Wraps a pipeline by name, by path, or ready; it is loaded when it is first used."""

    def __init__(self, model: Any, *, kinds: Mapping[str, str] = KINDS, probability: float = 0.8) -> None:
        self._model = model
        self._kinds = kinds
        self._probability = probability  # spaCy's NER gives none

    def load(self) -> None:
        """Load the pipeline now: what is missing is said before any work is done."""
        _ = self.nlp

    @cached_property
    def nlp(self) -> Any:
        """Return the loaded pipeline."""
        if not isinstance(self._model, str):
            return self._model
        try:
            import spacy

            return spacy.load(self._model)
        except ImportError as e:
            raise InputError(
                f"--ner {self._model}: a package is missing ({e}); pip install spacy, or --ner default"
            ) from e
        except OSError as e:
            raise InputError(f"no spaCy pipeline {self._model!r}: install it or give its folder ({e})") from e

    def spans(self, sentences: Sequence[str]) -> Sequence[Sequence[Tagged]]:
        """Return the organisations of each sentence."""
        return [
            [
                Tagged(Span(e.start_char, e.end_char), self._kinds[e.label_], self._probability)
                for e in doc.ents
                if e.label_ in self._kinds
            ]
            for doc in self.nlp.pipe(sentences)
        ]
