#!/usr/bin/env python3
"""Show that a run is fast, flat in memory and unbreakable: measures with figures, not tests with opinions.

    scripts/stress_batch.py throughput --count 100000    one process, 1 and 2 workers; memory over time; same bytes
    scripts/stress_batch.py overhead --count 3000        the bare pipeline, -j 1 and -j 2, in turns
    scripts/stress_batch.py kill --count 3000 --kills 20 kill -9 of parent and workers at random moments
    scripts/stress_batch.py poison --count 3000          crash, death by memory, hangs, a 50 MB line, broken lines and bytes

Articles come from make_articles.py. Needs Linux: processes and their memory are read in /proc.
"""

import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from make_articles import articles, write
from poison import CRASH, KILLED, LOOP, STUCK, WRONG, poisoned_batch

from extractor import Pipeline
from extractor.batch.extracting import extract_one
from extractor.batch.model import Input
from extractor.batch.progress import Progress
from extractor.batch.run import Job, run
from extractor.batch.sources import Reading, read_all
from extractor.batch.worker import Task
from extractor.config import Config
from extractor.wire import dumps

NO_ORGS = Config(organizations=False)


def command(table: Path, out: Path, *more: object) -> list[str]:
    """Write the command line of a run without organisations."""
    words = [
        sys.executable,
        "-m",
        "extractor.cli.main",
        "extract",
        table,
        "-o",
        out,
        "--no-orgs",
        "-q",
        *more,
    ]
    return [str(w) for w in words]


def digest(path: Path) -> str:
    """Hash a file."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()[:16]


def children(pid: int) -> list[int]:
    """Return the workers of a run; multiprocessing starts a helper of its own beside them."""
    try:
        found = [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return [c for c in found if b"resource_tracker" not in Path(f"/proc/{c}/cmdline").read_bytes()]
    except OSError:
        return []


def memory(pid: int) -> int:
    """Return the resident megabytes of a process."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20
    except OSError:
        return 0


def watched(words: list[str]) -> tuple[float, list[tuple[float, int, int]]]:
    """Run a command; return its seconds and, twice a second, the memory of parent and largest child."""
    begun, seen = time.monotonic(), []
    process = subprocess.Popen(words)
    while process.poll() is None:
        workers = [memory(c) for c in children(process.pid)]
        seen.append((time.monotonic() - begun, memory(process.pid), max(workers, default=0)))
        time.sleep(0.5)
    if process.returncode:
        sys.exit(f"exit code {process.returncode}: {' '.join(words)}")
    return time.monotonic() - begun, seen


def throughput(table: Path, work: Path, count: int) -> None:
    """Compare the bare pipeline, one worker and two; watch the memory; compare the bytes."""
    chars = sum(len(json.loads(line)["text"]) for line in table.open(encoding="utf-8"))
    print(f"{count} articles, {chars:,} characters\n")
    print(
        "| | seconds | CPU seconds | articles/s | characters/s | parent MB: 1/4, end | worker MB: 1/4, end |"
    )
    print("|---|---|---|---|---|---|---|")
    ways = {
        "bare pipeline": bare_command(table, work),
        "1 worker": command(table, work / "one", "-j", 1),
        "2 workers": command(table, work / "two", "-j", 2),
    }
    for name, words in ways.items():
        used = cpu()
        seconds, seen = watched(words)
        early = [s for s in seen if 0.2 * seconds < s[0] < 0.3 * seconds] or seen
        late = [s for s in seen if 0.8 * seconds < s[0] < 0.9 * seconds] or seen
        shown = [f"{max(s[i] for s in early)}, {max(s[i] for s in late)}" for i in (1, 2)]
        rates = f"{count / seconds:.0f} | {chars / seconds:,.0f}"
        print(
            f"| {name} | {seconds:.1f} | {cpu() - used:.1f} | {rates} | {shown[0]} | {shown[1]} |", flush=True
        )
    results = (work / "bare.jsonl", work / "one" / "documents.jsonl", work / "two" / "documents.jsonl")
    seconds, _ = watched(ways["2 workers"])
    print(f"\nsame bytes: {len(set(map(digest, results))) == 1}; the same command again: {seconds:.1f} s")


def bare_command(table: Path, work: Path) -> list[str]:
    """Write the command line of the bare pipeline over the same table."""
    return [sys.executable, str(Path(__file__)), "bare", "--table", str(table), "--work", str(work)]


def bare(table: Path, work: Path) -> None:
    """Do what a loop over the pipeline does, and nothing else."""
    pipeline = Pipeline(NO_ORGS)
    with (work / "bare.jsonl").open("w", encoding="utf-8") as lines:
        for item in read_all([str(table)], Reading()):
            if isinstance(item, Input):
                lines.write(dumps(extract_one(pipeline, item)) + "\n")


def overhead(table: Path, work: Path, _: int) -> None:
    """Time the bare pipeline, -j 1 and -j 2 in turns, so that a busy machine is fair to all."""
    loop = bare_command(table, work)
    times: dict[str, list[tuple[float, float]]] = {"bare": [], "-j 1": [], "-j 2": []}
    for turn in range(3):
        ways = (loop, *(command(table, work / f"turn{turn}-{n}", "-j", n) for n in (1, 2)))
        for seen, words in zip(times.values(), ways, strict=True):
            begun, used = time.monotonic(), cpu()
            subprocess.run(words, check=True)
            seen.append((time.monotonic() - begun, cpu() - used))
    for i, what in enumerate(("seconds", "CPU seconds of all processes")):
        bare_best, one, two = (min(t[i] for t in seen) for seen in times.values())
        print(f"{what}, best of 3 in turns: bare {bare_best:.1f}, -j 1 {one:.1f}, -j 2 {two:.1f}")
        print(f"    -j 1 over bare {100 * (one / bare_best - 1):+.1f} %, -j 1 over -j 2 {one / two:.2f}")
    results = [work / "bare.jsonl", *(work / f"turn0-{n}" / "documents.jsonl" for n in (1, 2))]
    print(f"same bytes: {len(set(map(digest, results))) == 1}")


def cpu() -> float:
    """Return the CPU seconds of all children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def kill(table: Path, work: Path, count: int, kills: int = 20) -> None:
    """Kill parent or worker at random moments, start again, compare with a run that nobody disturbed."""
    rng = random.Random(7)  # noqa: S311 - nothing secret
    subprocess.run(command(table, work / "calm", "-j", 2), check=True)
    wanted, out = digest(work / "calm" / "documents.jsonl"), work / "killed"
    words, parents, workers, runs, same = command(table, out, "-j", 2), 0, 0, 1, True
    process = subprocess.Popen(words)
    while parents + workers < kills:
        time.sleep(rng.uniform(0.3, 1.6))
        if process.poll() is not None:
            # It was done before all kills were used: begin anew, so that each kill meets a run at work.
            same &= digest(out / "documents.jsonl") == wanted
            shutil.rmtree(out)
            runs += 1
            process = subprocess.Popen(words)
        elif rng.random() < 0.5 and (found := children(process.pid)):
            os.kill(rng.choice(found), signal.SIGKILL)
            workers += 1
        else:
            process.kill()
            process.wait()
            parents += 1
            process = subprocess.Popen(words)
    code = process.wait()
    same &= digest(out / "documents.jsonl") == wanted
    ids = [json.loads(line)["doc_id"] for line in (out / "documents.jsonl").open(encoding="utf-8")]
    print(
        f"{parents} kills of the parent, {workers} of its workers, over {runs} runs; exit code at the end {code}"
    )
    print(f"{len(ids)} documents, {len(set(ids))} different, of {count}; same bytes as undisturbed: {same}")


def poison(table: Path, work: Path, count: int) -> None:
    """Put bad documents among the good ones, and see who is named."""
    lines = table.read_bytes().splitlines()
    marks = {300: CRASH, 700: KILLED, 1100: LOOP, 1500: STUCK, 1900: WRONG}
    bad: dict[int, bytes] = {
        n: json.dumps({"doc_id": f"bad{n}", "text": m + "产值5亿元。"}).encode() for n, m in marks.items()
    }
    bad[2100] = json.dumps(
        {"doc_id": "bad2100", "text": "产值5亿元。" * 3_200_000}, ensure_ascii=False
    ).encode()
    bad[2300] = b'{"doc_id": "bad2300", "text": "broken'
    bad[2500] = b'{"doc_id": "bad2500", "text": "\xb2\xfa\xd6\xb5\xff"}'
    bad[2700] = b'{"doc_id": "bad2700"}'
    bad[2900] = b'{"doc_id": "bad2900", "text": "\xe4\xba", "published": "2024"}'
    bad = {n: line for n, line in bad.items() if n < len(lines)}
    lines = [bad.get(n, line) for n, line in enumerate(lines)]
    poisoned = work / "poisoned.jsonl"
    poisoned.write_bytes(b"\n".join(lines))
    task = Task(Path(), NO_ORGS, time_limit=5, grace=2, process=poisoned_batch)
    begun = time.monotonic()
    failed = run(Job((str(poisoned),), work / "out", task, 2), Progress(quiet=True))
    seconds = time.monotonic() - begun
    good = [json.loads(line)["doc_id"] for line in (work / "out" / "documents.jsonl").open(encoding="utf-8")]
    # What loops is cut short by its timer and stays a document, with a warning.
    wanted = [
        json.loads(line)["doc_id"] for n, line in enumerate(lines) if n not in bad or LOOP in marks.get(n, "")
    ]
    longest = max(len(line) for line in lines) / 1e6
    print(f"{len(bad)} bad of {count} (longest line {longest:.0f} MB): {failed} named, in {seconds:.1f} s")
    print(f"every good document done, in order: {good == wanted}")


MEASURES: dict[str, Callable[[Path, Path, int], None]] = {
    "throughput": throughput,
    "overhead": overhead,
    "kill": kill,
    "poison": poison,
    "bare": lambda table, work, _: bare(table, work),
}


def main() -> None:
    """Make the articles and measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("measure", choices=list(MEASURES))
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--chars", type=int, default=700, help="about how long an article is (default 700)")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--table", type=Path, help="articles of your own, as .jsonl")
    parser.add_argument("--work", type=Path, help="a folder to work in (default: a temporary one)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zhibiao-stress-") as folder:
        work = args.work or Path(folder)
        table = args.table or work / f"articles-{args.count}-{args.chars}.jsonl"
        if not table.exists():
            write(articles(args.count, chars=args.chars), table)
        if args.measure == "kill":
            kill(table, work, args.count, args.kills)
        else:
            MEASURES[args.measure](table, work, args.count)


if __name__ == "__main__":
    main()
