#!/usr/bin/env python
"""Turns readers' marks into gold: checks them, compares two readings, merges them by a third's decisions.

build_gold.py --check READING.json ...                      faults of one reader's files
build_gold.py --unmarked READING.json ...                   numbers that no record holds
"""

import argparse
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from extractor.errors import ZhibiaoError  # noqa: E402
from extractor.evaluation import corpus  # noqa: E402
from extractor.evaluation.locate import Folded  # noqa: E402
from extractor.evaluation.reading import Resolved, load_reading, resolve, unmarked  # noqa: E402


def open_article(folder: Path, doc: str) -> Folded:
    """Read and fold the raw text of an article."""
    entry = corpus.manifest(folder).get(doc)
    if entry is None:
        raise ZhibiaoError(f"{folder}: holds no article {doc}")
    return Folded(corpus.read_raw(folder / entry.file, entry.encoding), Path(entry.file).suffix)


def check(paths: list[Path], folder: Path, *, show_unmarked: bool) -> int:
    """Print the faults of each file; return how many files have any."""
    bad = 0
    for path in paths:
        try:
            reading = load_reading(path)
            folded = open_article(folder, reading.doc)
            done: Resolved = resolve(reading, folded)
        except ZhibiaoError as e:
            print(f"FAULT {e}")
            bad += 1
            continue
        for fault in done.faults:
            print(f"FAULT {path.name} {fault}")
        for doubt in done.doubts:
            print(f"look  {path.name} {doubt}")
        for number in unmarked(folded, done) if show_unmarked else ():
            print(f"      {path.name} unmarked {number}")
        core = sum(r.tier == "core" for r in done.records)
        print(
            f"{path.name}: {len(done.records)} records ({core} core), {len(done.organizations)} "
            f"organisation mentions, {len(done.faults)} faults, {len(done.doubts)} to look at"
        )
        bad += bool(done.faults)
    return bad


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=HOME / "corpus")
    parser.add_argument("--check", type=Path, nargs="+", metavar="READING")
    parser.add_argument("--unmarked", type=Path, nargs="+", metavar="READING")
    a = parser.parse_args()
    return 1 if check(a.check or a.unmarked or [], a.corpus, show_unmarked=bool(a.unmarked)) else 0


if __name__ == "__main__":
    sys.exit(main())
