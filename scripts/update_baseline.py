#!/usr/bin/env python
"""Writes gold/baseline.json, the figures that a change may not fall behind by over half a point.

Nothing else writes it, and a new baseline is a commit of its own.

update_baseline.py              the dev split
update_baseline.py --test       also the test split (at a release only: its articles are not to be tuned for)
"""

import argparse
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from extractor import __version__  # noqa: E402
from extractor.errors import ZhibiaoError  # noqa: E402
from extractor.evaluation import baseline, report, run  # noqa: E402
from extractor.evaluation.gold import Split  # noqa: E402


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=HOME / "gold")
    parser.add_argument("--test", action="store_true")
    a = parser.parse_args()
    path = a.gold / "baseline.json"
    old = baseline.read(path) if path.exists() else {}
    body = {"version": __version__, **({"test": old["test"]} if "test" in old else {})}
    splits: list[Split] = ["dev", "test"] if a.test else ["dev"]
    try:
        for split in splits:
            standard = run.standard(a.gold, split)
            if not standard.documents:
                print(f"{a.gold}: no gold of split {split}; nothing written", file=sys.stderr)
                return 1
            told, failures = run.extract(standard)
            if failures:
                print("\n".join(failures), file=sys.stderr)
                return 1
            result = report.report(standard.score(told))
            body[split] = baseline.figures(result)
            print(f"{split}: {body[split]}, before {old.get(split)}")
    except ZhibiaoError as e:
        print(f"update_baseline: {e}", file=sys.stderr)
        return 2
    baseline.write(path, body)
    return 0


if __name__ == "__main__":
    sys.exit(main())
