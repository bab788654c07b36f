"""Words that a dictionary knows: asked only where a break in the text is doubtful."""

from functools import cache
from typing import Any


@cache
def _frequencies() -> dict[str, int]:
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer: Any = jieba.dt
    tokenizer.initialize()
    frequencies: dict[str, int] = tokenizer.FREQ
    return frequencies


def crossing_word(before: str, after: str) -> str | None:
    """Return a word that begins in the one text and ends in the other."""
    words = _frequencies()
    for left in range(min(3, len(before)), 0, -1):
        for right in range(1, min(3, len(after)) + 1):
            word = before[-left:] + after[:right]
            if words.get(word, 0) >= (30 if len(word) == 2 else 3):
                return word
    return None
