#!/usr/bin/env python3
"""Show that the same input gives the same bytes: on each Python that is here, at any hash seed, with any number of workers.

    scripts/same_bytes.py [PYTHON ...]     interpreters beside this one, such as python3.12 ~/.pyenv/versions/3.13.0/bin/python
    scripts/same_bytes.py --count 500      how many articles beside the corpus (default 200)

For each interpreter an environment is made from requirements.lock in a temporary folder. Exit code 1 if any result differs.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from make_articles import articles, write

TOP = Path(__file__).resolve().parent.parent
SEEDS = ("0", "4711")


def environment(python: str, folder: Path) -> Path:
    """Make an environment of an interpreter from the lock; return its Python."""
    subprocess.run([python, "-m", "venv", str(folder)], check=True)
    own = folder / "bin" / "python"
    pip = [str(own), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--require-hashes", "--requirement", str(TOP / "requirements.lock")], check=True)
    return own


def results(python: Path, table: Path, work: Path) -> Iterator[tuple[str, str]]:
    """Yield a hash of the result for each way to get it."""
    manifest = ["--manifest", "corpus/manifest.csv"]
    command = [str(python), "-m", "extractor.cli.main", "extract", "corpus", str(table), *manifest, "-q"]
    for name, seed, more in (
        ("one process", SEEDS[0], ["-o", str(work / "one.jsonl")]),
        ("one worker", SEEDS[1], ["-o", f"{work}/run1/", "-j", "1"]),
        ("three workers", SEEDS[0], ["-o", f"{work}/run3/", "-j", "3"]),
    ):
        environ = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TOP)}
        subprocess.run([*command, *more], cwd=TOP, env=environ, check=True)
        written = work / "one.jsonl" if name == "one process" else Path(more[1]) / "documents.jsonl"
        yield f"{name}, hash seed {seed}", hashlib.sha256(written.read_bytes()).hexdigest()


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pythons", nargs="*", metavar="PYTHON")
    parser.add_argument("--count", type=int, default=200)
    args = parser.parse_args()
    seen: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory(prefix="zhibiao-bytes-") as name:
        work = Path(name)
        write(articles(args.count), work / "articles.jsonl")
        for number, python in enumerate([sys.executable, *args.pythons]):
            folder = work / str(number)
            folder.mkdir()
            own = Path(python) if python == sys.executable else environment(python, folder / "env")
            said = [str(own), "-c", "import sys; print(sys.version.split()[0])"]
            version = subprocess.run(said, capture_output=True, text=True, check=True).stdout.strip()
            for way, digest in results(own, work / "articles.jsonl", folder):
                seen.setdefault(digest, []).append(f"{version}, {way}")
                print(f"{digest[:16]}  Python {version}, {way}", flush=True)
        chars = sum(
            len(json.loads(line)["text"]) for line in (work / "articles.jsonl").open(encoding="utf-8")
        )
    print(f"{len(seen)} different, on the corpus and {args.count} articles of {chars} characters")
    sys.exit(len(seen) != 1)


if __name__ == "__main__":
    main()
