"""What a result depends on besides its document: the code, the patterns, the configuration, the libraries."""

import hashlib
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from extractor import __version__, patterns
from extractor.config import Config
from extractor.late import late

PACKAGE = Path(__file__).parent.parent
_ASIDE = {"cli", "engines", "service", "render", "evaluation", "patterns_check", "_patterns", "__pycache__"}
_NAME = late(r"[A-Za-z0-9._-]+")


def fingerprint(config: Config) -> str:
    """Return a hash that changes with anything that could change a result."""
    digest = hashlib.sha256(f"{__version__}\n{patterns.load(config.patterns).digest}\n".encode())
    # The folder of patterns counts by its content, wherever it lies; so does a tagger of the user's own.
    digest.update(f"{replace(config, patterns=None)}\n{_version(config.ner)}\n".encode())
    if Path(config.ner).is_dir():
        _add(digest, Path(config.ner))
    for name in sorted(_libraries()):
        digest.update(f"{name} {_version(name)}\n".encode())
    _add(digest, PACKAGE)
    return digest.hexdigest()[:16]


def _add(digest: "hashlib._Hash", folder: Path) -> None:
    for path in sorted(
        p for p in folder.rglob("*") if p.is_file() and not _ASIDE & set(p.relative_to(folder).parts)
    ):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")


def _libraries() -> set[str]:
    try:
        wanted = requires("zhibiao") or []
    except PackageNotFoundError:  # run from a folder without being installed
        return set()
    return {m[0] for line in wanted if (m := _NAME.match(line))}


def _version(name: str) -> str:
    try:
        return version(name)
    except (PackageNotFoundError, ValueError):  # an extra that is not installed, a name that is none
        return "-"
