"""Words and their classes in the short stretch left of a head word: where can a name begin?"""

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from extractor.errors import ZhibiaoError
from extractor.text import dictionary

LONGEST = 12
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&+_'-]*")
_LISTED = (0.0, -14.0, -12.0, -10.0, -7.0)  # by length: a short listed name needs room, a long one is sure
_ORDINAL = re.compile(r"第[一二三四五六七八九十百]+|[一二三四五六七八九十百]{2,4}")
# jieba's tags -> ours: P place, C proper, N noun-like, V verb, X function word
_TAGS = {
    **dict.fromkeys(("ns",), "P"),
    **dict.fromkeys(("nz", "nt"), "C"),
    **dict.fromkeys(("nr", "nrt", "nrfg"), "R"),
    **dict.fromkeys(
        ("n", "vn", "b", "an", "l", "i", "j", "ng", "g", "nrg", "s", "a", "z", "ag", "vg", "zg", "k", "h"),
        "N",
    ),
    "t": "T",
    **dict.fromkeys(("v", "vd", "vq", "vi", "ad", "d", "df", "o"), "V"),
}


class Token(NamedTuple):
    """A word of the stretch. Classes: P place, C proper, R person's, O listed name, N noun, F function of a body, V verb, H head,
    L lead, T time, X function word, S single unknown character, E Latin."""

    start: int
    end: int
    word: str
    tag: str


class General(dict[str, dict[str, tuple[float, str]]]):
    """The general dictionary by first character, each read when first asked for: word -> (log frequency, class)."""

    def __missing__(self, first: str) -> dict[str, tuple[float, str]]:
        words = {
            word: (math.log(count or 1), _TAGS.get(tag, "X"))
            for word, count, tag in dictionary.entries(first)
            if len(word) <= 8
        }
        self[first] = words
        return words


@lru_cache(maxsize=1)
def general() -> General:
    """Return the general dictionary."""
    if not dictionary.is_there():
        raise ZhibiaoError(
            "jieba is not installed; organisation names need its dictionary: pip install jieba"
        )
    return General()


class Words:
    """A segmenter for short stretches: the most probable path over the dictionary, our own words first."""

    def __init__(self, general: General, own: Mapping[str, str]) -> None:
        self._total = math.log(60_000_000)
        self._own_cost = math.log(60_000) - self._total  # as common as a common word
        self._general = general
        self._own = own
        self._cut = lru_cache(maxsize=20_000)(self._segment)

    def cost_and_tag(self, word: str) -> tuple[float, str] | None:
        """Look a word up; a single character that is no function word is of no class of its own."""
        if len(word) > 1 and _ORDINAL.fullmatch(word):
            return self._own_cost, "N"
        if tag := self._own.get(word):
            known = self._general[word[0]].get(word)
            cost = _LISTED[min(len(word), 4)] if tag == "O" else self._own_cost
            return max(cost, known[0] - self._total if known else cost), tag
        if known := self._general[word[0]].get(word):
            return known[0] - self._total, "S" if len(word) == 1 else known[1]
        return None

    def ordinary(self, word: str) -> bool:
        """Tell whether the word is an everyday word, so that it cannot be a name's core."""
        if tag := self._own.get(word):
            return tag[0] not in "OC"
        known = self._general[word[0]].get(word)
        return known is not None and (known[1] in "NVXT" or (known[1] == "P" and known[0] > 5))

    def tag(self, word: str) -> str | None:
        """Return the class of a whole word."""
        found = self.cost_and_tag(word)
        return found[1] if found else None

    def segment(self, text: str) -> tuple[Token, ...]:
        """Cut a short stretch into words."""
        return self._cut(text)

    def _segment(self, text: str) -> tuple[Token, ...]:
        n = len(text)
        latin = {m.start(): m.end() for m in _LATIN.finditer(text)}
        best: list[tuple[float, int, str]] = [(0.0, n, "")] * (n + 1)
        for i in range(n - 1, -1, -1):
            if i in latin:
                end = latin[i]
                best[i] = (best[end][0] - 5, end, "E")
                continue
            choice = (best[i + 1][0] - 20.0, i + 1, "S")
            for end in range(i + 1, min(n, i + LONGEST) + 1):
                if found := self.cost_and_tag(text[i:end]):
                    score = found[0] + best[end][0]
                    if score > choice[0]:
                        choice = (score, end, found[1])
            best[i] = choice
        out, at = [], 0
        while at < n:
            _, end, tag = best[at]
            out.append(Token(at, end, text[at:end], tag))
            at = end
        return tuple(out)
