#!/usr/bin/env python3
"""Make many articles from the shipped corpus: other figures, other cuts, some damaged as OCR damages them.

    scripts/make_articles.py --count 3000 -o articles.jsonl      rows with doc_id, text, published
    scripts/make_articles.py --count 3000 -o news/               a folder of text files, 100 in each

The same count and seed make the same articles.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from extractor.batch.sources import Input, Reading, read_all, read_manifest

TOP = Path(__file__).resolve().parent.parent
# Only figures: a date whose digits change is no date any more.
FIGURE = re.compile(
    r"(?<![\d.])\d+(?:\.\d+)?(?=\s?(?:亿|万|%|％|个百分点|倍|家|吨|元|人|户|项|千瓦|公里|平方米))"
)
WIDE = str.maketrans("，。；：（）", ",.;:()")


def corpus() -> list[Input]:
    """Read the shipped articles."""
    reading = Reading(manifest=read_manifest(TOP / "corpus" / "manifest.csv"))
    return [i for i in read_all([str(TOP / "corpus")], reading) if isinstance(i, Input) and len(i.text) > 400]


def articles(count: int, seed: int = 1, chars: int = 700) -> Iterator[dict[str, str]]:
    """Yield rows; `chars` is about how long an article is."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    sources = corpus()
    for number in range(count):
        source = rng.choice(sources)
        text = FIGURE.sub(lambda m: _other(m[0], rng), _piece(source.text, rng, chars))
        published = f"20{rng.randint(10, 24)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        yield {"doc_id": f"{source.doc_id}-{number:07}", "text": _damage(text, rng), "published": published}


def _piece(text: str, rng: random.Random, chars: int) -> str:
    """Take some lines in a row."""
    lines = text.splitlines(keepends=True)
    wanted, size, at = chars * rng.uniform(0.4, 1.6), 0, rng.randrange(len(lines))
    out = []
    while size < wanted and len(out) < len(lines):
        out.append(lines[at % len(lines)])
        size += len(out[-1])
        at += 1
    return "".join(out)


def _other(figure: str, rng: random.Random) -> str:
    digits = "".join(rng.choice("0123456789") if c.isdigit() else c for c in figure)
    return rng.choice("123456789") + digits[1:]


def _damage(text: str, rng: random.Random) -> str:
    if rng.random() < 0.2:
        text = text.translate(WIDE)
    if rng.random() < 0.2:
        width = rng.randint(16, 30)
        flat = text.replace("\n", "")
        text = "\n".join(flat[i : i + width] for i in range(0, len(flat), width))
    if rng.random() < 0.2:
        text = re.sub(r"(?<=\d)(?=亿|万)", lambda _: " " if rng.random() < 0.3 else "", text)
    return text


def write(rows: Iterator[dict[str, str]], out: Path) -> None:
    """Write a table, or a folder of files."""
    if out.suffix == ".jsonl":
        with out.open("w", encoding="utf-8") as table:
            table.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return
    for number, row in enumerate(rows):
        folder = out / f"{number // 100:05}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{row['doc_id']}-{row['published']}.txt").write_text(row["text"], "utf-8")


def main() -> None:
    """Make them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chars", type=int, default=700, help="about how long an article is (default 700)")
    parser.add_argument("-o", "--output", type=Path, required=True, help="NAME.jsonl, or a folder")
    args = parser.parse_args()
    write(articles(args.count, args.seed, args.chars), args.output)


if __name__ == "__main__":
    main()
