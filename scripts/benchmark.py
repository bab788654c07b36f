#!/usr/bin/env python3
"""Measure the chain stage by stage, in CPU time, beside jieba.lcut on the same text in the same run.

    scripts/benchmark.py [--text FILE ...] [--megabytes 2] [--rounds 3] [--json OUT]

The text is the shipped corpus, repeated with its digits changed each time, so that no cache flatters. A figure is
the best of the rounds. What counts is the last column: ratios hold from machine to machine, seconds do not.
"""

import argparse
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# One core is measured, as the command runs: numpy's own threads would be counted as CPU time. Before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from extractor import Pipeline
from extractor.batch.sources import Input, Reading, read_all, read_manifest
from extractor.config import Config
from extractor.pipeline import STAGES, Work, parse_date

TOP = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    seconds: float
    chars: int
    size: int

    @property
    def chars_per_second(self) -> float:
        """Characters in a second of CPU time."""
        return self.chars / self.seconds

    @property
    def megabytes_per_second(self) -> float:
        """UTF-8 megabytes in a second of CPU time."""
        return self.size / self.seconds / 1e6


def articles(files: list[str], megabytes: float) -> list[tuple[str, str | None]]:
    """Read the texts and repeat them, each time with other digits."""
    manifest = TOP / "corpus" / "manifest.csv"
    reading = Reading(manifest=read_manifest(manifest))
    items = [i for i in read_all(files or [str(TOP / "corpus")], reading) if isinstance(i, Input)]
    out: list[tuple[str, str | None]] = []
    size = turn = 0
    while size < megabytes * 1e6:
        # A rotation of 2..9: dates keep their leading 0 and 1, so they stay dates.
        digits = "23456789"
        table = str.maketrans(digits, digits[turn % 8 :] + digits[: turn % 8])
        for item in items:
            text = item.text.translate(table)
            out.append((text, item.published))
            size += len(text.encode())
        turn += 1
    return out


def cpu(work: Callable[[], object], rounds: int) -> float:
    """Return the best CPU time of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def measure(texts: list[tuple[str, str | None]], rounds: int) -> list[Row]:
    """Time every stage on the works that the stages before it made, then whole documents, then jieba."""
    import jieba

    chars, size = sum(len(t) for t, _ in texts), sum(len(t.encode()) for t, _ in texts)
    pipeline, plain = Pipeline(), Pipeline(Config(organizations=False))
    pipeline.work(texts[0][0])
    jieba.initialize()
    rows = []
    works = [Work(t, parse_date(p), pipeline.config, pipeline.book) for t, p in texts]
    for name, stage in STAGES.items():
        seconds = cpu(lambda stage=stage: [stage(w) for w in works], rounds)  # type: ignore[misc]
        rows.append(Row(name, seconds, chars, size))
    for name, p in (("whole, JSON", pipeline), ("whole, JSON, no organisations", plain)):
        seconds = cpu(lambda p=p: [p.document(t, published=d).to_json() for t, d in texts], rounds)  # type: ignore[misc]
        rows.append(Row(name, seconds, chars, size))
    rows.append(Row("jieba.lcut", cpu(lambda: [jieba.lcut(t) for t, _ in texts], rounds), chars, size))
    return rows


def table(rows: list[Row]) -> str:
    """Draw the figures as Markdown."""
    base = rows[-1].seconds
    lines = ["| stage | CPU s | characters/s | MB/s | × jieba.lcut |", "|---|---|---|---|---|"]
    for r in rows:
        ratio = base / r.seconds
        lines.append(
            f"| {r.name} | {r.seconds:.2f} | {r.chars_per_second:,.0f} | {r.megabytes_per_second:.2f} | {ratio:.2f} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--text", nargs="*", default=[], metavar="FILE", help="other texts than the corpus")
    parser.add_argument("--megabytes", type=float, default=2, help="how much text (default 2)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="OUT")
    args = parser.parse_args()
    texts = articles(args.text, args.megabytes)
    rows = measure(texts, args.rounds)
    print(
        f"{len(texts)} articles, {rows[0].chars:,} characters, {rows[0].size / 1e6:.1f} MB\n\n{table(rows)}"
    )
    if args.json:
        figures = {r.name: {"seconds": r.seconds, "chars": r.chars, "bytes": r.size} for r in rows}
        args.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
