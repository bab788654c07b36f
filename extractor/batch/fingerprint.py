"""What a result depends on besides its document: the code, the patterns, the configuration, the libraries."""

import hashlib
import re
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from extractor import __version__, patterns
from extractor.config import Config

PACKAGE = Path(__file__).parent.parent
_ASIDE = {"cli", "service", "render", "evaluation", "patterns_check", "_patterns", "__pycache__"}
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def fingerprint(config: Config) -> str:
    """Return a hash that changes with anything that could change a result."""
    digest = hashlib.sha256(f"{__version__}\n{patterns.load(config.patterns).digest}\n".encode())
    digest.update(f"{config.organizations} {config.min_confidence} {config.stages}\n".encode())
    for name in sorted(_libraries()):
        digest.update(f"{name} {_version(name)}\n".encode())
    for path in sorted(p for p in PACKAGE.rglob("*") if p.is_file() and not _ASIDE & set(p.parts)):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _libraries() -> set[str]:
    try:
        wanted = requires("zhibiao") or []
    except PackageNotFoundError:  # run from a folder without being installed
        return set()
    return {m[0] for line in wanted if (m := _NAME.match(line))}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # an extra that is not installed
        return "-"
