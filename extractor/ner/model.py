"""The interface of a tagger."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from extractor.span import Span


class Tagged(NamedTuple):
    """One organisation in one sentence."""

    span: Span  # in the sentence
    kind: str
    probability: float


class Tagger(Protocol):
    """Anything that finds organisations in sentences; one answer for each sentence, in order."""

    def spans(self, sentences: Sequence[str]) -> Sequence[Sequence[Tagged]]:
        """Return the organisations of each sentence."""
        ...
