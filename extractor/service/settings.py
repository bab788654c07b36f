"""What the service is told, and where a default is set."""

import ipaddress
import os
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path

from extractor.config import Config
from extractor.errors import InputError

TOKEN = "ZHIBIAO_TOKEN"  # noqa: S105 - the name of the variable
_SHORTEST = 16
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})


@dataclass(frozen=True, slots=True)
class Settings:
    """How the service listens, whom it serves, how much it takes."""

    config: Config = field(default_factory=Config)
    workers: int = 1
    time_limit: float = 30  # seconds: for one document, and for waiting until a worker is free
    grace: float = 2  # how much longer a document may hold out against its timer before its worker is killed
    queue: int = 32  # requests that may wait beside those that are worked on
    max_bytes: int = 20_000_000
    max_batch: int = 100_000_000
    max_chars: int = 200_000
    max_memory: int = 2_000_000_000  # bytes of one worker
    slow_start: float = 30  # a body may take this many seconds, and after them must have come in at `slowest`
    slowest: int = 100_000
    token: str | None = None
    hosts: frozenset[str] = LOCAL  # names that a Host header may give; empty: any
    command: tuple[str, ...] = (sys.executable, "-m", "extractor.service.worker")


def is_loopback(host: str) -> bool:
    """Tell whether nobody but this machine reaches an address or name."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except OSError as e:
        raise InputError(f"--host {host}: no such address or name on this machine: {e.strerror}") from e
    return all(ipaddress.ip_address(a.partition("%")[0]).is_loopback for a in found)


def read_token(path: Path | None) -> str | None:
    """Take the token from a file, else from the environment."""
    where, token = TOKEN, os.environ.get(TOKEN)
    if path is not None:
        where = f"--token-file {path}"
        try:
            token = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as e:
            raise InputError(f"{where}: cannot be read: {e}") from e
    if token is None:
        return None
    token = token.strip()
    if len(token) < _SHORTEST or not token.isascii() or any(c.isspace() for c in token):
        raise InputError(
            f"{where}: a token is one line of at least {_SHORTEST} ASCII characters without blanks"
        )
    return token
