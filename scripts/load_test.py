#!/usr/bin/env python3
"""Load the service on this machine and say what it bore: throughput, waiting times, errors, memory, as a Markdown table.

    scripts/load_test.py                                20,000 requests at 1, 4 and 16 clients in turn, 2 workers
    scripts/load_test.py --requests 2000 --workers 4

Starts `zhibiao serve` itself. Articles come from make_articles.py; each answer is compared, byte for byte, with what
`zhibiao extract` writes for the same article. Clients and server share the machine. Needs Linux: memory is read in /proc.
"""

import argparse
import http.client
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from make_articles import articles
from stress_batch import children, memory

from extractor.wire import dumps, loads

CLIENTS = (1, 4, 16)


@dataclass
class Shot:
    """One request and the answer that it should get."""

    body: bytes
    want: bytes


@dataclass
class Round:
    """What one number of clients saw."""

    clients: int
    seconds: float = 0
    times: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)

    def row(self) -> str:
        """Write a line of the table."""
        cuts = statistics.quantiles(self.times, n=100, method="inclusive")
        p50, p95, p99 = (f"{1000 * cuts[i - 1]:.0f}" for i in (50, 95, 99))
        rate, errors = len(self.times) / self.seconds, sum(self.wrong.values())
        return f"| {self.clients} | {len(self.times):,} | {rate:.1f} | {p50} | {p95} | {p99} | {errors} |"


def shots(count: int, work: Path, options: list[str]) -> list[Shot]:
    """Make articles, and have the command line say what is in them."""
    rows = list(articles(count))
    table, out = work / "in.jsonl", work / "out.jsonl"
    table.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    command = [sys.executable, "-m", "extractor.cli.main", "extract", table, "-o", out, "-q", *options]
    subprocess.run(command, check=True)
    wanted = out.read_text("utf-8").splitlines()
    return [
        Shot(json.dumps(r, ensure_ascii=False).encode(), _as_served(w))
        for r, w in zip(rows, wanted, strict=True)
    ]


def _as_served(line: str) -> bytes:
    """Take out what the command says of its own input: the table, and that the date stood in it."""
    document = loads(line)
    document["source"]["uri"] = None
    document["published"]["from"] = "argument"
    return dumps(document).encode()


def fire(port: int, clients: int, seen: Iterator[Shot]) -> Round:
    """Send requests from a number of clients, each on a connection of its own."""
    told, lock = Round(clients), threading.Lock()

    def client() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        while True:
            with lock:
                shot = next(seen, None)
            if shot is None:
                break
            begun = time.monotonic()
            try:
                line.request("POST", "/v1/extract", shot.body, {"Content-Type": "application/json"})
                answer = line.getresponse()
                got, status = answer.read(), answer.status
            except (OSError, http.client.HTTPException) as e:
                got, status = b"", type(e).__name__
                line.close()
            took = time.monotonic() - begun
            with lock:
                told.times.append(took)
                if status != 200 or got != shot.want:
                    told.wrong[str(status) if status != 200 else "another answer"] += 1
        line.close()

    begun = time.monotonic()
    with ThreadPoolExecutor(clients) as threads:
        for done in [threads.submit(client) for _ in range(clients)]:
            done.result()
    told.seconds = time.monotonic() - begun
    return told


def served(workers: int, options: list[str]) -> tuple[subprocess.Popen[str], int]:
    """Start the service and wait until it says where it is."""
    command = [
        sys.executable,
        "-m",
        "extractor.cli.main",
        "serve",
        "--port",
        "0",
        "-j",
        str(workers),
        *options,
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    for line in process.stderr or ():
        if "http://" in line:
            return process, int(line.split("/")[2].rpartition(":")[2])
    sys.exit(f"the service ended with code {process.wait()}")


def cpu(pid: int) -> float:
    """Return the milliseconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def watch(pid: int, seen: list[tuple[int, int]], ended: threading.Event) -> None:
    """Note the memory of the service and of its largest worker, again and again."""
    while not ended.wait(0.5):
        seen.append((memory(pid), max(map(memory, children(pid)), default=0)))


def main() -> None:
    """Load and report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--requests", type=int, default=20_000, help="altogether")
    parser.add_argument("--articles", type=int, default=1000, help="different ones")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-orgs", action="store_true")
    args = parser.parse_args()
    options = ["--no-orgs"] if args.no_orgs else []
    with tempfile.TemporaryDirectory() as work:
        ready = shots(args.articles, Path(work), options)
    chars = sum(len(json.loads(s.body)["text"]) for s in ready) // len(ready)
    print(
        f"{len(ready)} articles of {chars} characters, {args.workers} workers, {os.cpu_count()} processors\n"
    )
    process, port = served(args.workers, options)
    wrong = load(process.pid, port, ready, args.requests // len(CLIENTS))
    process.send_signal(signal.SIGTERM)
    code = process.wait()
    print(f"errors: {dict(wrong) or 'none'}; the service ended with code {code}")
    sys.exit(bool(wrong) or code)


def load(pid: int, port: int, ready: list[Shot], each: int) -> Counter[str]:
    """Send so many requests from each number of clients; say how it went, and return what went wrong."""
    ended, seen = threading.Event(), list[tuple[int, int]]()
    watcher = threading.Thread(target=watch, args=(pid, seen, ended))
    watcher.start()
    before, wrong = cpu(pid), Counter[str]()
    working = sum(map(cpu, children(pid)))
    print("| clients | requests | a second | p50 ms | p95 ms | p99 ms | errors |")
    print("|---|---|---|---|---|---|---|")
    for number, clients in enumerate(CLIENTS):
        done = fire(port, clients, (ready[(number * each + n) % len(ready)] for n in range(each)))
        wrong += done.wrong
        print(done.row(), flush=True)
    count = each * len(CLIENTS)
    service, workers = (cpu(pid) - before) / count, (sum(map(cpu, children(pid))) - working) / count
    ended.set()
    watcher.join()
    quarter, last = seen[len(seen) // 4], seen[-1]
    print(f"\nmemory after a quarter and at the end: service {quarter[0]}, {last[0]} MB, ", end="")
    print(f"largest worker {quarter[1]}, {last[1]} MB")
    print(f"processor time of a request: service {service:.1f} ms, workers {workers:.1f} ms")
    return wrong


if __name__ == "__main__":
    main()
