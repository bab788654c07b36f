"""A service with poisoned workers and little patience: the seconds that a document may take, if told."""

import sys
from pathlib import Path

from extractor.config import Config
from extractor.service.server import serve
from extractor.service.settings import Settings

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 1.5

SETTINGS = Settings(
    config=Config(organizations=False),
    workers=2,
    time_limit=SECONDS,
    grace=0.3,
    queue=3,
    max_bytes=3000,
    max_batch=20_000,
    max_chars=500,
    slow_start=0.5,
    command=(sys.executable, str(Path(__file__).with_name("poisoned_worker.py"))),
)


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    serve(SETTINGS, "127.0.0.1", 0, _say)
