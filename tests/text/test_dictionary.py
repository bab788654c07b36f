"""The general dictionary, read by first character, holds what its file holds."""

from importlib.util import find_spec
from pathlib import Path

from extractor.mentions.organizations import words as names
from extractor.text.repair import dictionary
from extractor.text.repair.words import crossing_word


def test_every_word_is_found() -> None:
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    whole: dict[str, dict[str, tuple[int, str]]] = {}
    for line in Path(spec.origin).with_name("dict.txt").read_text("utf-8").splitlines():
        word, count, tag = line.split(" ")
        whole.setdefault(word[0], {})[word] = int(count), tag
    for first, words in whole.items():
        assert {w: (count, tag) for w, count, tag in dictionary.entries(first)} == words, first


def test_unknown_first_characters() -> None:
    assert not [*dictionary.entries("\n"), *dictionary.entries("，"), *dictionary.entries("\udc80")]


def test_crossing_word() -> None:
    assert crossing_word("固定资", "产投资") == "固定资产"
    assert crossing_word("增长", "，其中") is None


def test_total_of_the_segmenter() -> None:
    firsts = {line[0] for line in dictionary._file().decode().splitlines()}
    counts = {w: n for first in firsts for w, n, _ in dictionary.entries(first) if len(w) <= names._LONGEST}
    assert sum(counts.values()) * names._SCALE == names._TOTAL
