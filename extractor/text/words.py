"""Words that a dictionary knows: asked only where a break in the text is doubtful."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PAIR_FREQUENCY = 30  # of words of two characters: rarer ones arise by chance
_LONG_FREQUENCY = 3


@cache
def _words() -> frozenset[str]:
    """Read the word list that jieba brings, without importing jieba."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return frozenset()
    words = []
    for line in Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8").split("\n"):
        word, _, rest = line.partition(" ")
        if 2 <= len(word) <= 6 and int(rest.partition(" ")[0]) >= (
            _PAIR_FREQUENCY if len(word) == 2 else _LONG_FREQUENCY
        ):
            words.append(word)
    return frozenset(words)


def crossing_word(before: str, after: str) -> str | None:
    """Return a word that begins in the one text and ends in the other."""
    words = _words()
    for left in range(min(3, len(before)), 0, -1):
        for right in range(1, min(3, len(after)) + 1):
            if before[-left:] + after[:right] in words:
                return before[-left:] + after[:right]
    return None
