#!/usr/bin/env python3
"""Measure speed, start-up, memory and growth, in CPU time, beside other tools on the same articles in the same run.

    scripts/benchmark.py [--megabytes 5] [--rounds 2] [--parts stages peers start memory length number] [-o out/benchmark]
    scripts/benchmark.py --articles news.jsonl --parts stages peers    on rows of your own, with text and perhaps published

The articles are the shipped corpus multiplied with small changes (make_articles.py), so that no cache flatters. A figure is
the best of the rounds. Ratios hold from machine to machine, seconds do not. Peers live in environments made by pip in --envs.
Writes OUT.json and OUT.md, and prints the tables.
"""

import argparse
import gc
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# One core is measured, as the command runs: numpy's own threads would be counted as CPU time. Before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmark_peers import GC, PEERS, over
from benchmark_peers import measure as measure_peers
from make_articles import articles, write

from extractor import Pipeline, __version__
from extractor.config import Config
from extractor.pipeline import STAGES, Work, parse_date
from extractor.wire import dumps

TOP = Path(__file__).resolve().parent.parent
LENGTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500)  # kB
NUMBERS = (125, 250, 500, 1000, 2000)


@dataclass(frozen=True, slots=True)
class Bench:
    """What all parts work on."""

    rows: list[dict[str, str]]
    table: Path
    folder: Path
    envs: Path
    rounds: int

    @property
    def chars(self) -> int:
        """Characters of all articles."""
        return sum(len(r["text"]) for r in self.rows)

    @property
    def size(self) -> int:
        """Bytes of all articles."""
        return sum(len(r["text"].encode()) for r in self.rows)


def cpu(work: Callable[[], object], rounds: int) -> float:
    """Return the best CPU time of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def stages(bench: Bench) -> dict[str, Any]:
    """Time every stage on what the stages before it made, then whole documents."""
    pipeline, plain = Pipeline(), Pipeline(Config(organizations=False))
    dumps(pipeline.fields(bench.rows[0]["text"]))
    works = [Work(r["text"], parse_date(r["published"]), pipeline.config, pipeline.book) for r in bench.rows]
    seconds = {}
    for name, stage in STAGES.items():
        seconds[name] = cpu(lambda stage=stage: [stage(w) for w in works], bench.rounds)  # type: ignore[misc]
    for name, p in (("whole, JSON", pipeline), ("whole, JSON, without organisations", plain)):
        seconds[name] = cpu(
            lambda p=p: [dumps(p.fields(r["text"], published=r["published"])) for r in bench.rows],  # type: ignore[misc]
            bench.rounds,
        )
    return {
        "head": ("stage", "CPU s", "characters/s", "MB/s", "articles/s"),
        "rows": [
            (
                n,
                f"{s:.2f}",
                f"{bench.chars / s:,.0f}",
                f"{bench.size / s / 1e6:.2f}",
                f"{len(bench.rows) / s:.0f}",
            )
            for n, s in seconds.items()
        ],
        "figures": seconds,
    }


def peers(bench: Bench) -> dict[str, Any]:
    """Compare with other tools; each row is a process of its own."""
    told = measure_peers(list(PEERS), bench.table, bench.envs, bench.rounds)
    chain, mentions = told["zhibiao, no organisations"], told["zhibiao, mentions"]
    rows = [
        (
            n,
            t["work"],
            f"{t['bytes'] / 1e6:.2f}",
            f"{t['chars'] / t['seconds']:,.0f}",
            f"{over(chain, t):.2f}",
            f"{over(mentions, t):.2f}",
        )
        for n, t in told.items()
    ]
    return {
        "head": ("tool", "does", "MB read", "characters/s", "ours over it", "mentions over it"),
        "rows": rows,
        "figures": {n: {k: v for k, v in t.items() if k != "each"} for n, t in told.items()},
    }


# A child's peak counts what its parent held when it was born; so a small process of its own starts the command.
LAUNCH = (
    "import json, os, subprocess, sys, time; begun = time.monotonic();"
    "p = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL); _, status, used = os.wait4(p.pid, 0);"
    "print(json.dumps([status, time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024]))"
)


def child(*arguments: object) -> tuple[float, float, int]:
    """Run the command; return its wall and CPU seconds and the most memory it held, in MB."""
    words = [sys.executable, "-m", "extractor.cli.main", *map(str, arguments)]
    launched = [sys.executable, "-c", LAUNCH, *words]
    said = subprocess.run(launched, check=True, capture_output=True, text=True, cwd=TOP).stdout
    status, wall, used, peak = json.loads(said)
    if status:
        sys.exit(f"failed: {' '.join(words)}")
    return wall, used, peak


def start(bench: Bench) -> dict[str, Any]:
    """Time one short article from the shell."""
    article = bench.folder / "one.txt"
    article.write_text("前三季度，全市地区生产总值341.6亿元，增长6.4%。" * 5, "utf-8")
    figures = {}
    for name, more in (
        ("with organisations", ()),
        ("--ner none", ("--ner", "none")),
        ("--no-orgs", ("--no-orgs",)),
    ):
        runs = [child("extract", article, "-q", *more) for _ in range(3 + 2 * bench.rounds)]
        figures[name] = [min(r[i] for r in runs) for i in range(3)]
    rows = [(n, f"{wall:.2f}", f"{used:.2f}", mb) for n, (wall, used, mb) in figures.items()]
    return {
        "head": ("one article of 130 characters", "wall s", "CPU s", "peak MB"),
        "rows": rows,
        "figures": figures,
    }


def memory(bench: Bench) -> dict[str, Any]:
    """Show the most memory that one process holds over ever more articles."""
    figures = {}
    for count in NUMBERS:
        table = bench.folder / f"memory-{count}.jsonl"
        write(articles(count), table)
        figures[count] = child("extract", table, "--no-orgs", "-q", "-o", bench.folder / "o.jsonl")[2]
    return {"head": ("articles", "peak MB"), "rows": list(figures.items()), "figures": figures}


def length(bench: Bench) -> dict[str, Any]:
    """Time documents of growing length, as many as make half a megabyte, and fit the growth."""
    pipeline = Pipeline(Config(organizations=False))
    whole = "\n".join(r["text"] for r in bench.rows).encode()
    figures = {}
    for kb in LENGTHS:
        pieces = [whole[at : at + 1000 * kb].decode("utf-8", "ignore") for at in range(0, 500_000, 1000 * kb)]
        figures[kb] = cpu(lambda some=pieces: [dumps(pipeline.fields(t)) for t in some], bench.rounds)  # type: ignore[misc]
        figures[kb] /= len(pieces)
    return _grown("kB in one document", figures)


def number(_: Bench) -> dict[str, Any]:
    """Time a growing number of documents, and fit the growth."""
    pipeline = Pipeline(Config(organizations=False))
    rows = list(articles(max(NUMBERS), seed=2))
    figures = {}
    for count in NUMBERS:
        figures[count] = cpu(lambda n=count: [dumps(pipeline.fields(r["text"])) for r in rows[:n]], 1)  # type: ignore[misc]
    return _grown("documents", figures)


def _grown(what: str, figures: dict[int, float]) -> dict[str, Any]:
    """Fit seconds = a · size^b: b is 1 where the work grows as the text does."""
    xs, ys = [math.log(x) for x in figures], [math.log(y) for y in figures.values()]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    sxx = sum((x - mx) ** 2 for x in xs)
    sxy = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
    syy = sum((y - my) ** 2 for y in ys)
    power, fit = sxy / sxx, sxy**2 / (sxx * syy)
    rows = [(x, f"{y:.4f}", f"{1e6 * y / x:.0f}") for x, y in figures.items()]
    rows.append(("fitted power", f"{power:.3f}", f"R² {fit:.4f}"))
    return {
        "head": (what, "CPU s", "µs each"),
        "rows": rows,
        "figures": {"seconds": figures, "power": power, "r2": fit},
    }


PARTS: dict[str, Callable[[Bench], dict[str, Any]]] = {
    "stages": stages,
    "peers": peers,
    "start": start,
    "memory": memory,
    "length": length,
    "number": number,
}


def drawn(head: Sequence[object], rows: Sequence[Sequence[object]]) -> str:
    """Draw a table as Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def corpus(given: Path | None, megabytes: float, folder: Path) -> list[dict[str, str]]:
    """Take as many articles as it takes: made of the shipped ones, or those given."""
    rows, size = [], 0
    for row in _given(given) if given else articles(10_000_000, chars=1500):
        rows.append(row)
        size += len(row["text"].encode())
        if size >= megabytes * 1e6:
            break
    write(iter(rows), folder / "articles.jsonl")
    return rows


def _given(table: Path) -> Iterator[dict[str, str]]:
    for line in table.read_text("utf-8").split("\n"):
        if line:
            row = json.loads(line)
            yield {"text": row["text"], "published": row.get("published") or "2024-02-27"}


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=float, default=5, help="how much text (default 5)")
    parser.add_argument(
        "--articles", type=Path, metavar="TABLE", help="a table of articles instead of the corpus"
    )
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--parts", nargs="+", choices=list(PARTS), default=list(PARTS))
    parser.add_argument(
        "--envs", type=Path, default=TOP / "out" / "peers", metavar="DIR", help="environments of the peers"
    )
    parser.add_argument("-o", "--output", type=Path, default=TOP / "out" / "benchmark", metavar="OUT")
    args = parser.parse_args()
    gc.set_threshold(*GC)
    args.envs.mkdir(parents=True, exist_ok=True)
    args.output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="zhibiao-benchmark-") as name:
        folder = Path(name)
        rows = corpus(args.articles, args.megabytes, folder)
        bench = Bench(rows, folder / "articles.jsonl", folder, args.envs.resolve(), args.rounds)
        said = f"zhibiao {__version__}, Python {platform.python_version()}, {len(rows)} articles, {bench.chars:,} characters, {bench.size / 1e6:.1f} MB"
        page, found = f"{said}; load of the machine {os.getloadavg()[0]:.1f} at the start\n", dict[str, Any]()
        print(page, flush=True)
        for part in args.parts:
            told = PARTS[part](bench)
            found[part] = told["figures"]
            page += f"\n## {part}\n\n{drawn(told['head'], told['rows'])}"
            print(f"## {part}\n\n{drawn(told['head'], told['rows'])}", flush=True)
        page += f"\nLoad of the machine at the end: {os.getloadavg()[0]:.1f}\n"
    args.output.with_suffix(".md").write_text(page, "utf-8")
    found["about"] = {
        "version": __version__,
        "python": platform.python_version(),
        "articles": len(rows),
        "chars": bench.chars,
        "bytes": bench.size,
    }
    args.output.with_suffix(".json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
