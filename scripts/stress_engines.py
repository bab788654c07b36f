#!/usr/bin/env python3
"""What Ray costs beside a run of local workers, once both have started: two workers each, the same articles, the same bytes.

    scripts/stress_engines.py turns --count 6000     one after the other, best of three: for a machine of its own
    scripts/stress_engines.py together --count 6000  both at once, three times: whatever else the machine does, it does to both

Articles come from make_articles.py. Needs Linux: processes are read in /proc.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from make_articles import articles, write
from stress_batch import command, digest

FEW, TIMES = 128, 3
ENGINES = ("local", "ray")


class Cost(NamedTuple):
    """Seconds, or milliseconds a document."""

    clock: float
    cpu: float  # of a command and all below it
    own: float  # of the command's own process


def turns(table: Path, work: Path, count: int) -> None:
    """Time both in turns; what starting costs is told by a run over the first few."""
    few = work / "few.jsonl"
    with table.open("rb") as lines:
        few.write_bytes(b"".join(islice(lines, FEW)))
    times: dict[tuple[str, int], list[Cost]] = {}
    for turn in range(TIMES):
        for name in ENGINES:
            for rows, size in ((few, FEW), (table, count)):
                words = command(rows, work / f"{name}-{size}-{turn}", "-j", 2, "--engine", name)
                times.setdefault((name, size), []).append(driven(words))
    each = {}
    for name in ENGINES:
        short, long = (Cost(*map(min, zip(*times[name, size], strict=True))) for size in (FEW, count))
        each[name] = Cost(*(1000 * (b - a) / (count - FEW) for a, b in zip(short, long, strict=True)))
        start = short.clock - FEW * each[name].clock / 1000
        print(f"{name}, best of {TIMES}: {long.clock:.1f} s, of them start {start:.1f} s; then a document:")
        print("    {:.2f} ms by the clock, {:.2f} ms CPU of all, {:.2f} ms of the driver".format(*each[name]))
    more = [f"{100 * (r / n - 1):+.1f} %" for r, n in zip(each["ray"][:2], each["local"][:2], strict=True)]
    print(f"ray over local, a document: {more[0]} by the clock, {more[1]} CPU")
    same(work, *(f"{n}-{count}-0" for n in ENGINES))


def driven(words: list[str]) -> Cost:
    """Run a command and watch what it and its workers use."""
    begun, used = time.monotonic(), dict[int, float]()
    process = subprocess.Popen(words)
    while process.poll() is None:
        used |= below(process.pid)
        time.sleep(0.1)
    if process.returncode:
        sys.exit(f"exit code {process.returncode}: {' '.join(words)}")
    return Cost(time.monotonic() - begun, sum(used.values()), used[process.pid])


def below(top: int) -> dict[int, float]:
    """Return the CPU seconds of a process and all below it."""
    used: dict[int, float] = {}
    for stat in sorted(Path("/proc").glob("[0-9]*/stat"), key=lambda p: int(p.parent.name)):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            pid = int(stat.parent.name)
            if pid == top or int(fields[1]) in used:
                used[pid] = sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
    return used


def together(table: Path, work: Path, _: int) -> None:
    """Let both work at the same time, and count the splits that each finishes while both do."""
    all_of = dict.fromkeys(ENGINES, 0)
    for turn in range(TIMES):
        outs = {name: work / f"{name}-{turn}" for name in ENGINES}
        ray = subprocess.Popen(command(table, outs["ray"], "-j", 2, "--engine", "ray"))
        while not done(outs["ray"]) and ray.poll() is None:
            time.sleep(0.05)
        local = subprocess.Popen(command(table, outs["local"], "-j", 2))
        if local.wait() or ray.wait():
            sys.exit("a run failed")
        times = {name: done(out) for name, out in outs.items()}
        # Both have begun when each has finished two splits more; the first to be done ends the count.
        begin = max(times["local"][1], times["ray"][1])
        end = min(seen[-1] for seen in times.values())
        counted = {name: sum(begin < t <= end for t in seen) for name, seen in times.items()}
        for name, number in counted.items():
            all_of[name] += number
        print(f"{end - begin:.1f} s at a load of {os.getloadavg()[0]:.1f}: splits {counted}", flush=True)
        same(work, *(f"{n}-{turn}" for n in ENGINES))
    print(f"ray over local, a document: {100 * (all_of['local'] / all_of['ray'] - 1):+.1f} % by the clock")


def done(out: Path) -> list[float]:
    """Return when each split was finished."""
    return sorted(path.stat().st_mtime for path in out.glob("splits/*/*.arrow"))


def same(work: Path, *names: str) -> None:
    """Compare the results."""
    print(f"same bytes: {len({digest(work / n / 'documents.jsonl') for n in names}) == 1}")


def main() -> None:
    """Make the articles and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    measures: dict[str, Callable[[Path, Path, int], None]] = {"turns": turns, "together": together}
    parser.add_argument("measure", choices=list(measures))
    parser.add_argument("--count", type=int, default=6000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zhibiao-stress-") as folder:
        table = Path(folder) / "articles.jsonl"
        write(articles(args.count), table)
        measures[args.measure](table, Path(folder), args.count)


if __name__ == "__main__":
    main()
