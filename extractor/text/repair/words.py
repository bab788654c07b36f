"""Words that a dictionary knows: asked only where a break in the text is doubtful."""

from functools import cache, lru_cache

from extractor.text.repair import dictionary

_PAIR_FREQUENCY = 30  # of words of two characters: rarer ones arise by chance
_LONG_FREQUENCY = 3


@cache
def _words(first: str) -> frozenset[str]:
    """Return the words that begin with a character."""
    return frozenset(
        word
        for word, frequency, _ in dictionary.entries(first)
        if 2 <= len(word) <= 6 and frequency >= (_PAIR_FREQUENCY if len(word) == 2 else _LONG_FREQUENCY)
    )


@lru_cache(maxsize=4096)
def tag(word: str) -> str:
    """Return what kind of word the dictionary says one is: n, v, ns …; nothing if it has none."""
    return (
        next((kind for known, _, kind in dictionary.entries(word[:1]) if known == word), "") if word else ""
    )


def crossing_word(before: str, after: str) -> str | None:
    """Return a word that begins in the one text and ends in the other."""
    for left in range(min(3, len(before)), 0, -1):
        words = _words(before[-left])
        for right in range(1, min(3, len(after)) + 1):
            if before[-left:] + after[:right] in words:
                return before[-left:] + after[:right]
    return None
