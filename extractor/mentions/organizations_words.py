"""Words and their classes in the short stretch left of a head word: where can a name begin?

The segmenter is jieba's, with its dictionary (MIT) and our words over it. It is given its tables instead of building
them: its own way of loading leaves a cache file in the machine's temporary folder and takes twice as long.
"""

import re
import warnings
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractor.errors import ZhibiaoError

if TYPE_CHECKING:
    from jieba import Tokenizer

_SCALE = 8  # an unknown character counts one: an eighth of the rarest word
_LONGEST = 8  # longer entries are whole names and phrases; we want their parts
_COMMON = _SCALE * 60_000  # what our words count: as much as a common word
_LISTED = (0, 400, 3_000, 22_000, 440_000)  # by length: a short listed name needs room, a long one is sure
_EVERYDAY = _SCALE * 148  # a place that is named as often is a word of every day
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.&+_'-]*")
_DIGITS = "一二三四五六七八九十百"
_ORDINALS = frozenset(
    [a + b for a in _DIGITS for b in _DIGITS]
    + ["第" + a for a in _DIGITS]
    + ["第" + a + b for a in _DIGITS for b in _DIGITS]
    + [a + "十" + b for a in _DIGITS for b in _DIGITS]
)
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


class Dictionary(NamedTuple):
    """The general dictionary: how often a word (0: the beginning of one) stands in its corpus, and of which class it is."""

    counts: Mapping[str, int]
    tags: Mapping[str, str]
    total: int


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """Read jieba's dictionary."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ZhibiaoError(
            "jieba is not installed; organisation names need its dictionary: pip install jieba"
        )
    fields = (Path(spec.origin).parent / "dict.txt").read_text("utf-8").split()
    counts = {
        w: int(n) * _SCALE for w, n in zip(fields[::3], fields[1::3], strict=True) if len(w) <= _LONGEST
    }
    tags = dict(zip(fields[::3], fields[2::3], strict=True))
    total = sum(counts.values())
    for word in list(counts):
        head = word[:-1]
        while head and head not in counts:
            counts[head] = 0
            head = head[:-1]
    return Dictionary(counts, tags, total)


def _tokenizer(general: Dictionary, own: Mapping[str, int]) -> "Tokenizer":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's source has escapes that Python 3.12 complains of
        from jieba import Tokenizer
    tokenizer = Tokenizer()
    tokenizer.FREQ, tokenizer.initialized = dict(general.counts), True
    for word, count in own.items():
        tokenizer.add_word(word, count)
    tokenizer.total = general.total  # our words have not made the others rarer
    return tokenizer


def _weight(word: str, tag: str) -> int:
    if tag == "O":
        return _LISTED[min(len(word), 4)]
    # The longest head or lead, where two cuts would weigh the same: 投资 + 促进局, 市场 + 监督管理局, 长沙 + 县委.
    return len(word) * _COMMON if tag in "HL" else _COMMON


class Words:
    """A segmenter for short stretches: jieba's most probable path, our own words first."""

    def __init__(self, general: Dictionary, own: Mapping[str, str]) -> None:
        self._general = general
        self._own = {**dict.fromkeys(_ORDINALS, "N"), **own}
        counts = general.counts
        weights = {w: max(_weight(w, tag), counts.get(w, 0)) for w, tag in self._own.items()}
        self._tokenizer = _tokenizer(general, weights)
        self._cut = lru_cache(maxsize=20_000)(self._segment)

    def tag(self, word: str) -> str | None:
        """Return the class of a whole word; a single character that is no function word is of no class of its own."""
        if tag := self._own.get(word):
            return tag
        if not self._general.counts.get(word):
            return None
        return "S" if len(word) == 1 else _TAGS.get(self._general.tags[word], "X")

    def ordinary(self, word: str) -> bool:
        """Tell whether the word is an everyday word, so that it cannot be a name's core."""
        if tag := self._own.get(word):
            return tag[0] not in "OC"
        count = self._general.counts.get(word, 0)
        tag = _TAGS.get(self._general.tags[word], "X") if count else ""
        return tag in ("N", "V", "X", "T") or (tag == "P" and count > _EVERYDAY)

    def segment(self, text: str) -> tuple[Token, ...]:
        """Cut a short stretch into words."""
        return self._cut(text)

    def _segment(self, text: str) -> tuple[Token, ...]:
        out: list[Token] = []
        at = 0
        for m in _LATIN.finditer(text):
            out += self._words(text, at, m.start())
            out.append(Token(*m.span(), m.group(), self._own.get(m.group(), "E")))
            at = m.end()
        out += self._words(text, at, len(text))
        return tuple(out)

    def _words(self, text: str, start: int, end: int) -> Iterator[Token]:
        if start == end:
            return
        for word in self._tokenizer.cut(text[start:end], HMM=False):
            yield Token(start, start + len(word), word, self.tag(word) or "S")
            start += len(word)
