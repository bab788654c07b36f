"""Passages that a page says twice."""

from collections.abc import Sequence

from extractor.text.model import Sentence

_SAID = frozenset({"prose", "item"})
_SHORTEST = 12  # characters: shorter sentences repeat by chance


def mark_repeats(sentences: Sequence[Sentence], text: str) -> list[Sentence]:
    """Point every sentence that was said before to its first saying."""
    said: dict[str, int] = {}
    marked: list[Sentence] = []
    for i, sentence in enumerate(sentences):
        (start, end), kind = sentence.span, sentence.kind
        first = said.setdefault(text[start:end], i) if end - start >= _SHORTEST and kind in _SAID else i
        marked.append(sentence if first == i else sentence._replace(repeat_of=first))
    return marked
