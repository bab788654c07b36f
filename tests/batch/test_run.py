"""A run may be killed anywhere and started again: nothing lost, nothing doubled, the same bytes."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from batch_samples import Write, row
from poison import CRASH, KILLED, LOOP, STUCK, WRONG, poisoned_batch

from extractor.batch.model import Unit
from extractor.batch.process import input_batch
from extractor.batch.progress import Progress
from extractor.batch.run import Job, run
from extractor.batch.splits import Split
from extractor.batch.supervisor import Supervisor, deaf_children
from extractor.batch.worker import Task
from extractor.cli.main import main
from extractor.config import Config
from extractor.errors import InputError

NO_ORGS = ["--no-orgs", "-q"]


def extract(*arguments: object) -> int:
    return main(["extract", *map(str, arguments), *NO_ORGS])


def documents(folder: Path) -> bytes:
    return (folder / "documents.jsonl").read_bytes()


def failures(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "failures.jsonl").read_text("utf-8").splitlines()]


def splits(folder: Path) -> dict[Path, int]:
    return {p: p.stat().st_mtime_ns for p in folder.glob("splits/*/*.arrow")}


def test_the_same_bytes_at_any_number_of_workers_and_in_one_process(table: Write, tmp_path: Path) -> None:
    path = table([row(n) for n in range(150)])
    one, two, single = tmp_path / "one", tmp_path / "two", tmp_path / "single.jsonl"
    assert extract(path, "-o", one, "-j", 1) == 0
    assert extract(path, "-o", two, "-j", 2) == 0
    assert extract(path, "-o", single) == 0
    assert documents(one) == documents(two) == single.read_bytes()
    assert failures(one) == []
    assert len(splits(one)) == 3


def test_again_does_nothing_and_tomorrow_only_the_new(table: Write, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert extract(table([row(n) for n in range(70)]), "-o", out, "-j", 1) == 0
    before, first = splits(out), documents(out)
    assert extract(table([row(n) for n in range(70)]), "-o", out) == 0
    assert (splits(out), documents(out)) == (before, first)
    # One changed, one new in the middle, one gone: two documents are worked on, and every line number moves.
    rows = [
        row(0, "产值5亿元。"),
        *(row(n) for n in range(1, 40)),
        row(500),
        *(row(n) for n in range(41, 70)),
    ]
    assert extract(table(rows), "-o", out, "-j", 1) == 0
    new = splits(out).keys() - before.keys()
    assert len(new) == 1
    assert len(stored_keys(next(iter(new)))) == 2
    fresh = tmp_path / "fresh"
    assert extract(table(rows), "-o", fresh, "-j", 1) == 0
    assert documents(out) == documents(fresh)
    assert extract(table(rows[:50]), "-o", out, "--prune", "-j", 1) == 0
    assert len(splits(out)) == 2


def stored_keys(path: Path) -> list[bytes]:
    from extractor.batch.splits import finished

    return [key for _, key in finished(path)]


def test_a_moved_row_is_known_and_named_by_its_new_place(table: Write, tmp_path: Path) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    assert extract(table([row(n) for n in range(5)]), "-o", out, "-j", 1) == 0
    before = splits(out)
    path = table([row(n) for n in reversed(range(5))])
    assert extract(path, "-o", out, "-j", 1) == 0
    assert extract(path, "-o", fresh, "-j", 1) == 0
    assert splits(out) == before
    assert documents(out) == documents(fresh)


def poisoned(inputs: Path, out: Path, jobs: int) -> int:
    task = Task(Path(), Config(organizations=False), time_limit=1, grace=0.5, process=poisoned_batch)
    return run(Job((str(inputs),), out, task, jobs), Progress(quiet=True))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs timers")
def test_the_poisoned_are_named_and_the_good_all_done(
    table: Write, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bad = {7: CRASH, 20: KILLED, 33: LOOP, 41: STUCK, 50: WRONG}
    rows: list[object] = [row(n, bad[n] + "产值5亿元。" if n in bad else None) for n in range(70)]
    rows[60] = '{"id": 60, "text": '
    rows[65] = row(65, "长" * 2_000_001)
    path, out = table(rows), tmp_path / "out"
    assert poisoned(path, out, 2) == 6
    named = {f["doc_id"] or f["uri"].rpartition(":")[2]: f for f in failures(out)}
    assert {k: f["kind"] for k, f in named.items()} == {
        "d007": "crash",
        "d020": "crash",
        "d041": "time-limit",
        "d050": "error",
        "61": "unreadable",
        "d065": "too-long",
    }
    assert "SIGSEGV" in named["d007"]["message"]
    assert "SIGKILL" in named["d020"]["message"]
    docs = [json.loads(line) for line in documents(out).splitlines()]
    assert [d["doc_id"] for d in docs] == [
        f"d{n:03}" for n in range(70) if n == 33 or n not in {*bad, 60, 65}
    ]
    assert [(d["doc_id"], w["code"]) for d in docs for w in d["warnings"]] == [("d033", "time-limit")]
    capfd.readouterr()


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "extractor.cli.main", "extract", *map(str, arguments), "--no-orgs"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(c) for c in found.read_text().split()] if found.exists() else []


def working(out: Path, process: subprocess.Popen[str], count: int) -> Iterator[None]:
    """Wait until some splits are done."""
    end = time.monotonic() + 60
    while process.poll() is None and len(splits(out)) < count and time.monotonic() < end:
        yield time.sleep(0.02)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers in /proc")
def test_kill_9_of_parent_and_workers_changes_nothing(table: Write, tmp_path: Path) -> None:
    text = row(0)["text"] * 12
    path = table([row(n, f"{n}号。{text}") for n in range(500)])
    calm, out = tmp_path / "calm", tmp_path / "out"
    assert extract(path, "-o", calm, "-j", 2) == 0
    for turn in range(3):
        process = start(path, "-o", out, "-j", 2)
        for _ in working(out, process, 2 * turn + 1):
            pass
        for victim in children(process.pid)[1:2] if turn == 1 else ():
            os.kill(victim, signal.SIGKILL)
            time.sleep(0.3)
        process.kill()
        process.wait()
        assert process.stderr
        process.stderr.close()
        assert not (out / "documents.jsonl").exists()
    assert extract(path, "-o", out, "-j", 2) == 0
    assert documents(out) == documents(calm)
    assert failures(out) == []
    assert not list(out.rglob("*.part*"))


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_cleanly_and_says_how_to_go_on(
    table: Write, tmp_path: Path, sign: signal.Signals
) -> None:
    text = row(0)["text"] * 12  # far more than is done by the time the signal comes
    path, out = table([row(n, f"{n}号。{text}") for n in range(6000)]), tmp_path / "out"
    process = start(path, "-o", out, "-j", 2)
    for _ in working(out, process, 2):
        pass
    workers = children(process.pid)
    os.killpg(process.pid, sign) if sign == signal.SIGINT else process.send_signal(sign)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "the same command goes on from there" in said
    assert "Traceback" not in said
    assert not [w for w in workers if Path(f"/proc/{w}/exe").exists() and Path(f"/proc/{w}").exists()]
    assert not (out / "documents.jsonl").exists()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads signal masks in /proc")
def test_ctrl_c_is_for_no_worker(table: Write, tmp_path: Path) -> None:
    path, out = table([row(n, f"{n}号。{row(0)['text'] * 12}") for n in range(6000)]), tmp_path / "out"
    process = start(path, "-o", out, "-j", 2)
    try:
        for _ in working(out, process, 2):
            pass
        of_workers = [
            p
            for c in children(process.pid)
            if b"spawn_main" in (p := Path(f"/proc/{c}/cmdline")).read_bytes()
        ]
        blocked = [p.with_name("status").read_text().split("SigBlk:")[1].split()[0] for p in of_workers]
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert len(blocked) == 2
    assert all(int(mask, 16) & 1 << (signal.SIGINT - 1) for mask in blocked)


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="has no signal masks")
def test_ctrl_c_while_a_worker_starts_is_heard_afterwards() -> None:
    reached = []

    def start_one() -> None:
        with deaf_children():
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.05)  # another thread may take it, and later
            reached.append("the end of the start")

    done = threading.Event()
    listener = threading.Thread(target=done.wait)
    listener.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            start_one()
    finally:
        done.set()
        listener.join()
    assert reached


def test_usage_errors_are_two(table: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = table([row(1)])
    for arguments, said in (
        ([path, "-j", 2], "-o OUTDIR -j N"),
        ([path, "-o", path, "-j", 2], "is a file"),
        ([tmp_path, "-o", tmp_path / "out", "-j", 2], "lies inside the input"),
        (["-o", tmp_path / "out", "-j", 2], "nothing to read"),
        ([path, "--format", "parquet"], "name a file with -o"),
        ([path, "--files-from", tmp_path / "none"], "--files-from"),
    ):
        assert extract(*arguments) == 2
        assert said in capsys.readouterr().err


def test_two_runs_do_not_share_a_folder(
    table: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fcntl = pytest.importorskip("fcntl")
    out = tmp_path / "out"
    out.mkdir()
    with (out / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert extract(table([row(1)]), "-o", out, "-j", 1) == 2
    assert "another run" in capsys.readouterr().err


def test_failures_are_three_and_tried_again(table: Write, tmp_path: Path) -> None:
    out = tmp_path / "out"
    path = table([row(1), {**row(2), "published": "soon"}])
    for _ in range(2):
        assert extract(path, "-o", out, "-j", 1) == 3
        assert [f["doc_id"] for f in failures(out)] == ["d002"]
    assert extract(table([row(1), row(2)]), "-o", out, "-j", 1) == 0
    assert failures(out) == []


def test_a_split_that_never_reached_the_disk_is_done_again(table: Write, tmp_path: Path) -> None:
    out = tmp_path / "out"
    path = table([row(n) for n in range(5)])
    assert extract(path, "-o", out, "-j", 1) == 0
    whole = documents(out)
    (split,) = splits(out)
    split.write_bytes(split.read_bytes()[:100])
    assert extract(path, "-o", out, "-j", 1) == 0
    assert documents(out) == whole


def test_the_text_of_pages_is_kept(tmp_path: Path) -> None:
    page, out = tmp_path / "p.html", tmp_path / "out"
    page.write_text(f"<html><body><p>{row(1)['text']}</p></body></html>", "utf-8")
    assert extract(page, "-o", out, "-j", 1, "--keep-text") == 0
    assert extract(page, "-o", tmp_path / "single.jsonl", "--keep-text") == 0
    doc = json.loads(documents(out))
    name = f"{doc['source']['sha256'][:2]}/{doc['source']['sha256']}.txt"
    for kept in (out / "texts" / name, tmp_path / "single.jsonl.texts" / name):
        start, end = doc["records"][0]["value"]["span"]
        assert kept.read_text("utf-8")[start:end] == doc["records"][0]["value"]["text"]


def test_a_full_disk_is_nobodys_fault(tmp_path: Path) -> None:
    unit = Unit(place="a.txt", doc_id="a", content="产值5亿元。".encode(), media_type="text/plain")
    split = Split((b"0" * 16,), input_batch([unit]))
    task = Task(tmp_path / "there is no such folder", Config(organizations=False))
    with Supervisor(1, task) as supervisor, pytest.raises(InputError, match="cannot be written"):
        list(supervisor.run(iter([split])))
