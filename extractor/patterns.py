"""The pattern book: what an analyst may want to change, read from `patterns/*.toml`.

Loading is cheap: files are parsed when a section is first asked for, and only the shape that every reader relies on is
looked at. The full schema and the examples are the business of `patterns_check`.
"""

import hashlib
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from extractor.errors import PatternError
from extractor.late import late

Entry = Mapping[str, Any]
EXAMPLES = ("positive", "negative")
_LISTS = ("vocabulary", "page")  # the files whose entries are lists that an expression may name


def shipped() -> Path:
    """Return the folder of the shipped book: inside the installed package, or at the top of a checkout."""
    packed = Path(__file__).parent / "_patterns"
    return packed if packed.is_dir() else Path(__file__).parent.parent / "patterns"


class PatternBook:
    """All sections of the shipped book with a user's own entries added over it. Compared by identity, so it can key a cache."""

    def __init__(self, files: Mapping[str, Sequence[tuple[Path, bytes]]]) -> None:
        self._files = files
        self._sections: dict[str, tuple[Entry, ...]] = {}
        digest = hashlib.sha256()
        for _, versions in sorted(files.items()):
            for path, content in versions:
                digest.update(path.name.encode() + b"\0" + content + b"\0")
        self.digest = f"sha256:{digest.hexdigest()}"

    def names(self) -> tuple[str, ...]:
        """Return the names of all sections."""
        return tuple(sorted(self._files))

    def section(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of one file, in order; a user's entry stands in the place of the one it replaces."""
        if name not in self._sections:
            if name not in self._files:
                raise PatternError(f"patterns/{name}.toml：模式库里没有这个文件")
            entries: dict[str, Entry] = {}
            for path, content in self._files[name]:
                entries.update((e["id"], e) for e in read(path, content)[0])
            self._sections[name] = tuple(entries.values())
        return self._sections[name]

    def entry(self, section: str, entry: str) -> Entry:
        """Return one entry by its id."""
        for e in self.section(section):
            if e["id"] == entry:
                return e
        raise PatternError(f"patterns/{section}.toml：没有条目 {entry!r}")

    def words(self, section: str, entry: str, field: str = "words") -> tuple[str, ...]:
        """Return a word list of one entry."""
        return tuple(self.entry(section, entry)[field])

    @cached_property
    def lists(self) -> Mapping[str, frozenset[str]]:
        """Return the lists by name: the words of the entry of that name, and of all that add to it (`name.mine`)."""
        lists: dict[str, list[str]] = {}
        for file in _LISTS:
            for e in self.section(file):
                if not isinstance(e.get("words"), str):
                    raise PatternError(f"patterns/{file}.toml · {e['id']}：words 要写成一段用空白分隔的词")
                lists.setdefault(e["id"].partition(".")[0], []).extend(e["words"].split())
        return {key: frozenset(words) for key, words in lists.items()}


def read(path: Path, content: bytes) -> tuple[list[Entry], Mapping[str, Entry]]:
    """Parse one file into entries and groups; every entry needs an id and examples of both kinds, its own or its group's."""
    try:
        parsed = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PatternError(f"{path}：不是有效的 TOML 文件：{error}") from error
    groups = parsed.pop("group", {})
    entries = parsed.pop("entry", [])
    shaped = isinstance(entries, list) and isinstance(groups, dict)
    if parsed or not shaped or not all(isinstance(g, dict) for g in groups.values()):
        other = f"，不认识 {next(iter(parsed))}" if parsed else ""
        raise PatternError(f"{path}：条目要写成 [[entry]]，组要写成 [group.名字]{other}")
    for number, e in enumerate(entries, 1):
        if not isinstance(e, dict) or not isinstance(e.get("id"), str):
            raise PatternError(f"{path}：第 {number} 个条目没有 id")
        group = e.get("group", "")
        examples = groups.get(group, {}) if isinstance(group, str) else {}
        if missing := [kind for kind in EXAMPLES if not (e.get(kind) or examples.get(kind))]:
            raise PatternError(
                f"{path}：条目 {e['id']} 没有例子：{'、'.join(missing)}（每个条目都要有正例和反例）"
            )
    return entries, groups


@lru_cache(maxsize=8)
def load(extra: Path | None = None) -> PatternBook:
    """Load the shipped book; an entry of the user's folder replaces the shipped one of the same id or is added."""
    if extra is not None and not extra.is_dir():
        raise PatternError(f"{extra}：没有这个模式文件夹")
    files: dict[str, list[tuple[Path, bytes]]] = {}
    for folder in filter(None, (shipped(), extra)):
        for path in sorted(folder.glob("*.toml")):
            files.setdefault(path.stem, []).append((path, path.read_bytes()))
    return PatternBook(files)


_in_use: ContextVar[PatternBook | None] = ContextVar("pattern book", default=None)


def current() -> PatternBook:
    """Return the book that the running pipeline reads with, by default the shipped one."""
    return _in_use.get() or load()


@contextmanager
def using(book: PatternBook) -> Iterator[None]:
    """Read with a book for a while; each thread and task has its own."""
    token = _in_use.set(book)
    try:
        yield
    finally:
        _in_use.reset(token)


def listed(name: str) -> frozenset[str]:
    """Return a list of the vocabulary of the book in use."""
    return (_in_use.get() or load()).lists[name]


_SLOT = late(r"\{([a-z][a-z-]*)\}")
_NOTHING = late("(?!)")


class Expression:
    """A regular expression with words of the vocabulary in it: `{says}` stands for any word of the list `says`."""

    __slots__ = ("_last", "flags", "text")

    def __init__(self, text: str, flags: int = 0) -> None:
        self.text, self.flags = text, flags
        # The book last read with and its pattern, set together: threads may read with different books.
        self._last: tuple[object, re.Pattern[str]] = (self, _NOTHING)

    def compiled(self) -> re.Pattern[str]:
        """Return the pattern, with the words of the book in use."""
        book, pattern = self._last
        return pattern if book is _in_use.get() else self._renewed()

    def _renewed(self) -> re.Pattern[str]:
        book = _in_use.get()
        pattern = _compiled(self, book or load())
        self._last = book, pattern
        return pattern

    def match(self, view: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Match at a place."""
        book, pattern = self._last  # as `compiled`, which one call less makes a third faster
        return (pattern if book is _in_use.get() else self._renewed()).match(view, start, end)

    def fullmatch(self, view: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Match a whole stretch."""
        return self.compiled().fullmatch(view, start, end)

    def search(self, view: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Find the first match."""
        book, pattern = self._last
        return (pattern if book is _in_use.get() else self._renewed()).search(view, start, end)

    def occurs(self, text: str) -> bool:
        """Tell whether a name or phrase has a match; the same ones come again and again."""
        return _occurs(self, _in_use.get() or load(), text)

    def finditer(self, view: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Find all matches."""
        return self.compiled().finditer(view, start, end)


@lru_cache(maxsize=1024)
def _compiled(expression: Expression, book: PatternBook) -> re.Pattern[str]:
    return re.compile(_SLOT.sub(lambda m: _any_of(book.lists[m[1]]), expression.text), expression.flags)


@lru_cache(maxsize=1 << 15)
def _occurs(expression: Expression, book: PatternBook, text: str) -> bool:
    return _compiled(expression, book).search(text) is not None


def _any_of(words: frozenset[str]) -> str:
    """Write an alternative of words: the longest first, so that none hides another; none matches nothing."""
    longest_first = sorted((w for w in words if len(w) > 1), key=lambda word: (-len(word), word))
    single = re.escape("".join(sorted(words.difference(longest_first))))
    return "|".join([*map(re.escape, longest_first), *([f"[{single}]"] if single else ())]) or "(?!)"
