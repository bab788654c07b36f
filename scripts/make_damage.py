#!/usr/bin/env python3
"""Damage gold articles as OCR of a newspaper page does it, and carry their gold into the damaged texts.

    scripts/make_damage.py -o out/damaged [--grade page] [--split dev] [--seed 1]
    zhibiao evaluate --gold out/damaged/gold --corpus out/damaged/corpus

Grades: light, page (what a good scan of a newspaper page leaves), heavy, ruined; `zhibiao evaluate --damage` compares them all.
The same seed makes the same damage.
"""

import argparse
from pathlib import Path

from extractor.evaluation import run
from extractor.evaluation.damage import GRADES, damaged

TOP = Path(__file__).resolve().parent.parent


def main() -> None:
    """Write the damaged articles and their gold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    parser.add_argument("--grade", choices=list(GRADES), default="page")
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    whole = run.standard(TOP / "gold", args.split, TOP / "corpus")
    page = damaged(whole, GRADES[args.grade], args.seed)
    for folder in ("gold", "corpus"):
        (args.output / folder).mkdir(parents=True, exist_ok=True)
    for gold in page.documents:
        (args.output / "gold" / f"{gold.doc}.json").write_text(gold.to_json(), "utf-8")
        (args.output / "corpus" / gold.file).write_bytes(page.raws[gold.doc].encode())
    print(f"{len(page.documents)} articles, {args.grade}, seed {args.seed}: {args.output}")


if __name__ == "__main__":
    main()
