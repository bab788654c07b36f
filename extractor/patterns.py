"""The pattern book: what an analyst may want to change, read from `patterns/*.toml`."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractor.errors import PatternError

Entry = Mapping[str, Any]


def shipped() -> Path:
    """Return the folder of the shipped book: inside the installed package, or at the top of a checkout."""
    packed = Path(__file__).parent / "_patterns"
    return packed if packed.is_dir() else Path(__file__).parent.parent / "patterns"


@dataclass(frozen=True)
class PatternBook:
    """All sections of the shipped book with a user's own entries added over it."""

    sections: Mapping[str, tuple[Entry, ...]]
    digest: str

    def section(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of one file, in order."""
        if name not in self.sections:
            raise PatternError(f"patterns/{name}.toml: no such file in the pattern book")
        return self.sections[name]

    def words(self, section: str, entry: str, field: str = "words") -> tuple[str, ...]:
        """Return a word list of one entry."""
        for e in self.section(section):
            if e["id"] == entry:
                return tuple(e[field])
        raise PatternError(f"patterns/{section}.toml: no entry {entry!r}")


def read(path: Path) -> Iterator[Entry]:
    """Read the entries of one file."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise PatternError(f"{path}: not valid TOML: {e}") from e
    yield from content.get("entry", [])


@lru_cache(maxsize=8)
def load(extra: Path | None = None) -> PatternBook:
    """Load the shipped book; an entry of the user's folder replaces the shipped one of the same id or is added."""
    sections: dict[str, dict[str, Entry]] = {}
    digest = hashlib.sha256()
    for folder in filter(None, (shipped(), extra)):
        for path in sorted(folder.glob("*.toml")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
            section = sections.setdefault(path.stem, {})
            for entry in read(path):
                section[entry["id"]] = entry
    return PatternBook({k: tuple(v.values()) for k, v in sections.items()}, f"sha256:{digest.hexdigest()}")
