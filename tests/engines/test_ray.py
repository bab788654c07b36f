"""A run on Ray: the bytes of a local run, whatever dies on the way."""

import json
import os
import shlex
import signal
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import poison
import pytest
from poison import LOOP, STUCK, WRONG, poisoned_batch

from extractor.batch.progress import Progress
from extractor.batch.run import Job, run
from extractor.batch.worker import Task
from extractor.cli.main import main
from extractor.config import Config
from extractor.engines import ray as engine
from extractor.engines.ray import OnRay
from extractor.errors import InputError

ray = pytest.importorskip("ray")
NO_ORGS = Config(organizations=False)
Table = Callable[..., Path]
Section = Callable[[str, str], list[str]]


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    """One Ray with two workers for all tests: a run finds it started."""
    # Workers find the poisoned stage by its name.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(poison.__file__).parent))
        yield from _cluster()


def _cluster() -> Iterator[None]:
    with OnRay(2, Task(Path(), NO_ORGS)):
        assert ray.cluster_resources()["CPU"] == 2
        yield
    assert not ray.is_initialized()


def on_ray(path: Path, out: Path, task: Task, progress: Progress | None = None) -> int:
    return run(Job((str(path),), out, task, 2, engine=OnRay), progress or Progress(quiet=True))


def documents(folder: Path) -> bytes:
    return (folder / "documents.jsonl").read_bytes()


def failures(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "failures.jsonl").read_text("utf-8").splitlines()]


def parents() -> dict[int, int]:
    """Find the parent of every process."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            found[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    return found


def at_work() -> list[int]:
    """Find the processes of our own Ray that do a split now."""
    above, found = parents(), []
    for pid in above:
        up = pid
        while up not in (0, os.getpid()):
            up = above.get(up, 0)
        try:
            name = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            continue
        if up and name.startswith(b"ray::_work"):
            found.append(pid)
    return found


class Killing(Progress):
    """Kills a worker once, when the second split is done."""

    seen, killed = 0, 0

    def read(self, size: int, *, known: bool = False) -> None:
        """Count a split."""
        super().read(size, known=known)
        self.seen += 1
        if self.seen >= 2 and not self.killed and (found := at_work()):
            self.killed = found[0]
            os.kill(self.killed, signal.SIGKILL)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the workers in /proc")
def test_the_same_bytes_though_a_worker_is_killed(table: Table, tmp_path: Path) -> None:
    path = table(700, times=12)
    progress = Killing(quiet=True)
    assert on_ray(path, tmp_path / "ray", Task(Path(), NO_ORGS), progress) == 0
    assert progress.killed
    assert not Path(f"/proc/{progress.killed}").exists()
    assert main(["extract", str(path), "-o", str(tmp_path / "local"), "-j", "1", "--no-orgs", "-q"]) == 0
    assert documents(tmp_path / "ray") == documents(tmp_path / "local")
    assert failures(tmp_path / "ray") == []
    # The split that was lost was done again in halves, and nothing else was.
    local, halved = (len(list((tmp_path / d).glob("splits/*/*.arrow"))) for d in ("local", "ray"))
    assert local < halved <= local + 2


def test_the_poisoned_are_named_and_the_good_done(table: Table, tmp_path: Path) -> None:
    path = table(4, texts={n: mark + "产值5亿元。" for n, mark in enumerate((LOOP, WRONG, STUCK), 1)})
    # Another configuration: a process that has a pipeline of the first one keeps it.
    config = Config(organizations=False, min_confidence=Decimal("0.01"))
    task = Task(Path(), config, time_limit=1, grace=0.1, process=poisoned_batch)
    assert on_ray(path, tmp_path / "out", task) == 2
    assert {f["doc_id"]: f["kind"] for f in failures(tmp_path / "out")} == {
        "d002": "error",
        "d003": "crash",  # it hangs in C, and its process ends itself
    }
    assert "WorkerCrashedError" in failures(tmp_path / "out")[1]["message"]
    done = [json.loads(line) for line in documents(tmp_path / "out").splitlines()]
    cut = [w["code"] for w in done[1]["warnings"]]
    assert ([d["doc_id"] for d in done], cut) == (["d000", "d001"], ["time-limit"])


def test_a_cluster_with_other_code_is_refused(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "fingerprint", lambda config: "another")
    with pytest.raises(InputError, match="the cluster has another zhibiao"):
        on_ray(table(1), tmp_path / "out", Task(Path(), NO_ORGS))


def test_an_address_where_nobody_answers_is_said(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    options = ["-o", str(tmp_path / "out"), "--engine", "ray", "--address", "127.0.0.1:9", "-q"]
    assert main(["extract", str(table(1)), *options]) == 2
    assert "--address 127.0.0.1:9: no Ray answers there" in capfd.readouterr().err


def test_from_one_store_to_another(table: Table, tmp_path: Path) -> None:
    fs = pytest.importorskip("fsspec").filesystem("memory")
    path, text = table(70), "前三季度，全市地区生产总值5亿元。"
    fs.pipe(
        {"/news/t.jsonl": path.read_bytes(), "/news/in/a.txt": text.encode(), "/news/in/b.txt": text.encode()}
    )
    there = ["memory://news/in", "memory://news/t.jsonl", "-o", "memory://result/o.jsonl"]
    assert (
        main(["extract", *there, "--folder", str(tmp_path / "run"), "--engine", "ray", "--no-orgs", "-q"])
        == 0
    )
    assert main(["extract", *there[:2], "-o", str(tmp_path / "o.jsonl"), "--no-orgs", "-q"]) == 0
    assert fs.cat_file("/result/o.jsonl") == (tmp_path / "o.jsonl").read_bytes()
    assert b'"uri":"memory://news/in/b.txt"' in fs.cat_file("/result/o.jsonl")


def test_without_ray_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(InputError, match=r"zhibiao\[ray\]"):
        OnRay(1, Task(Path())).__enter__()


def test_the_command(table: Table, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path, out = table(3), tmp_path / "out"
    assert main(["extract", str(path), "-o", str(out), "--engine", "ray", "--no-orgs", "-q"]) == 0
    assert len(documents(out).splitlines()) == 3
    assert main(["extract", str(path), "-o", str(out), "--address", "auto", "-q"]) == 2
    assert "--engine ray" in capfd.readouterr().err
    assert main(["extract", str(path), "--engine", "ray", "-q"]) == 2
    assert "-o OUTDIR -j N" in capfd.readouterr().err


def test_the_page_on_ray(
    table: Table, tmp_path: Path, section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = pytest.importorskip("fsspec").filesystem("memory")
    monkeypatch.chdir(table(3).parent)
    store.pipe_file("/news/2024/a.txt", "产值5亿元。".encode())
    lines = [line for block in section("Ray", "sh") for line in block.splitlines()]
    assert lines
    for line in (line.replace("s3://", "memory://") for line in lines):
        assert main([*shlex.split(line, comments=True)[1:], "-q"]) == 0
        assert len(documents(tmp_path / "run").splitlines()) == (1 if "memory://" in line else 3)
    assert store.cat_file("/results/2024.jsonl") == documents(tmp_path / "run")
