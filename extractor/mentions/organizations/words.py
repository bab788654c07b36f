"""Words and their classes in the short stretch left of a head word: where can a name begin?

The segmenter is jieba's, with its dictionary (MIT) and our words over it. It is given its tables as far as a text needs
them: its own way of loading leaves a cache file in the machine's temporary folder and takes half a second.
"""

import warnings
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extractor.errors import ZhibiaoError
from extractor.late import late
from extractor.text.repair import dictionary

if TYPE_CHECKING:
    from jieba import Tokenizer

_TOTAL = 480_602_072  # what all words of the dictionary count together
_SCALE = 8  # an unknown character counts one: an eighth of the rarest word
_LONGEST = 8  # longer entries are whole names and phrases; we want their parts
_COMMON = _SCALE * 60_000  # what our words count: as much as a common word
_LISTED = (0, 400, 3_000, 22_000, 440_000)  # by length: a short listed name needs room, a long one is sure
_EVERYDAY = _SCALE * 148  # a place that is named as often is a word of every day
_LATIN = late(r"(?![ABHN]股)[A-Za-z0-9][A-Za-z0-9.&+_'-]*")
_QUARTER = late(r"(?:\d\d){1,2}[QH][1-4]|[1-4][QH](?:\d\d){1,2}|[QH][1-4]|(?:\d\d){1,2}E")  # 24Q3, 2026E
_JOINS = frozenset(
    ("和平", "和美", "和顺", "和泰", "和田", "和光", "和记")
)  # what else 和 begins: 某大学和平岭集团
_TORN = frozenset(("部副", "部将", "党委书记", "政局"))  # 工商部|副部长, 石岭镇党委|书记, 市|民政局
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


def _tokenizer() -> "Tokenizer":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's source has escapes that Python 3.12 complains of
        from jieba import Tokenizer
    tokenizer = Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = {}, _TOTAL, True
    return tokenizer


def _weight(word: str, tag: str) -> int:
    if tag == "O":
        return _LISTED[min(len(word), 4)]
    # The longest head or lead, where two cuts would weigh the same: 投资 + 促进局, 市场 + 监督管理局, 长沙 + 县委.
    return len(word) * _COMMON if tag in "HL" else _COMMON


class Words:
    """A segmenter for short stretches: jieba's most probable path, our own words first."""

    def __init__(self, own: Mapping[str, str]) -> None:
        if not dictionary.is_there():
            raise ZhibiaoError(
                "jieba is not installed; organisation names need its dictionary: pip install jieba"
            )
        self._own = {**dict.fromkeys(_ORDINALS, "N"), **own}
        self._own_by_first: dict[str, list[str]] = {}
        for word in self._own:
            self._own_by_first.setdefault(word[0], []).append(word)
        self._tokenizer = _tokenizer()
        self._counts: dict[str, int] = self._tokenizer.FREQ  # 0: the beginning of a word
        self._tags: dict[str, str] = {}
        self._learned: set[str] = set()
        self._cut = lru_cache(maxsize=20_000)(self._segment)

    def _learn(self, text: str) -> None:
        """Read the words that can begin in a text, the general ones and ours; most never do in one article."""
        for first in text:
            if first not in self._learned:
                counts = {}
                for word, count, tag in dictionary.entries(first):
                    # 市政府 is a place's government, and may own an office: 市政府 + 新闻办, 中共江苏省委 + 宣传部.
                    owner = len(word) > 2 and (word.endswith("政府") or word.startswith("中共"))
                    if len(word) <= _LONGEST and not owner and word not in _TORN:
                        counts[word], self._tags[word] = count * _SCALE, tag
                for word in self._own_by_first.get(first, ()):
                    counts[word] = max(_weight(word, self._own[word]), counts.get(word, 0))
                heads = {word[:n]: 0 for word in counts for n in range(1, len(word))}
                self._counts.update(heads | counts)
                self._learned.add(first)

    def tag(self, word: str) -> str | None:
        """Return the class of a whole word; a single character that is no function word is of no class of its own."""
        if tag := self._own.get(word):
            return tag
        self._learn(word[:1])
        if not self._counts.get(word):
            return None
        return "S" if len(word) == 1 else _TAGS.get(self._tags[word], "X")

    def ordinary(self, word: str) -> bool:
        """Tell whether the word is an everyday word, so that it cannot be a name's core."""
        if tag := self._own.get(word):
            return tag[0] not in "OC"
        self._learn(word[:1])
        count = self._counts.get(word, 0)
        tag = _TAGS.get(self._tags[word], "X") if count else ""
        return tag in ("N", "V", "X", "T") or (tag == "P" and count > _EVERYDAY)

    def segment(self, text: str) -> tuple[Token, ...]:
        """Cut a short stretch into words."""
        return self._cut(text)

    def _segment(self, text: str) -> tuple[Token, ...]:
        self._learn(text)
        out: list[Token] = []
        at = 0
        for m in _LATIN.finditer(text):
            out += self._words(text, at, m.start())
            latin = "T" if _QUARTER.fullmatch(m.group()) else "E"
            out.append(Token(*m.span(), m.group(), self._own.get(m.group(), latin)))
            at = m.end()
        out += self._words(text, at, len(text))
        return tuple(out)

    def _words(self, text: str, start: int, end: int) -> Iterator[Token]:
        if start == end:
            return
        before = ""
        for word in self._tokenizer.cut(text[start:end], HMM=False):
            # 和县 is a county, and much oftener 和 before a county's body: 县教育局和县税务局.
            joins = before and (before in "HOF" if word == "和县" else before in "HO" and word in _JOINS)
            parts = tuple(word) if joins else (word,)
            for part in parts:
                yield Token(start, start + len(part), part, before := self.tag(part) or "S")
                start += len(part)
