"""File systems and names made to break a run: links in a circle, pipes, full disks, names of any bytes."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.batch.ledger import Ledger
from extractor.cli.main import main

SENTENCE = "前三季度，全市地区生产总值341.6亿元，增长6.4%。"
Tell = Callable[..., list[Any]]
NAMES = [
    "a b.txt",
    "新闻 稿.txt",
    "两\n行.txt",
    "-q.txt",
    "[a]*?.txt",
    "'\"$(x);.txt",
    "。.txt",
    "🚀.txt",
    "x" * 250 + ".txt",
]


def ids(told: list[Any]) -> list[str]:
    return [t["doc_id"] if isinstance(t, dict) else t for t in told]


def test_names_with_spaces_chinese_newlines_and_signs(tmp_path: Path, tell: Tell) -> None:
    for name in NAMES:
        (tmp_path / name).write_text(SENTENCE, "utf-8")
    assert ids(tell(tmp_path)) == sorted(n.removesuffix(".txt") for n in NAMES)
    assert ids(tell(*(tmp_path / n for n in NAMES))) == [n.removesuffix(".txt") for n in NAMES]
    for form in ("jsonl", "csv", "parquet"):
        out = tmp_path / "out 出" / f"o.{form}"
        assert main(["extract", str(tmp_path), "--no-orgs", "-q", "-o", str(out)]) == 0
    assert len((tmp_path / "out 出" / "o.jsonl").read_text("utf-8").split("\n")) == len(NAMES) + 1


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file system that takes any bytes as names")
def test_names_that_are_no_utf8_are_written_with_escapes(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / os.fsdecode(b"\xd0\xc2.txt")).write_text(SENTENCE, "utf-8")
    table = folder / os.fsdecode(b"\xd0\xc2.jsonl")
    table.write_text("{broken\n", "utf-8")
    inputs = [str(folder), str(table)]
    assert main(["extract", *inputs, "--no-orgs", "-q", "-o", str(tmp_path / "o.jsonl")]) == 3
    assert main(["extract", *inputs, "--no-orgs", "-q", "-o", str(tmp_path / "run"), "-j", "1"]) == 3
    for out in (tmp_path / "o.jsonl", tmp_path / "run" / "documents.jsonl"):
        (doc,) = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        assert doc["doc_id"] == "\\xd0\\xc2"
    (failure,) = (tmp_path / "run" / "failures.jsonl").read_text("utf-8").splitlines()
    assert json.loads(failure)["uri"].endswith("\\xd0\\xc2.jsonl:1")


def test_no_file_can_have_a_nul_in_its_name(tmp_path: Path, tell: Tell) -> None:
    for name in ("a\0b.txt", "a\0b.jsonl", "a\0*.txt"):
        (told,) = tell(tmp_path / name)
        assert "no f" in told


def test_links_in_a_circle(tmp_path: Path, tell: Tell) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.txt").write_text(SENTENCE, "utf-8")
    (tmp_path / "d" / "b.txt").symlink_to("b.txt")
    (tmp_path / "d" / "c.txt").symlink_to("nowhere.txt")
    for name in ("up", "again"):
        (tmp_path / "d" / name).symlink_to(tmp_path / "d")
    assert [t[:1] if len(t) == 1 else t.rpartition("/")[2] for t in ids(tell(tmp_path / "d"))] == [
        "a",
        "b.txt: cannot be read: Too many levels of symbolic links",
        "c.txt: no such file or folder",
    ]
    assert ids(tell(tmp_path / "d" / "**" / "a.txt")) == ["a"]
    assert ids(tell(tmp_path / "**" / "d" / "**")) == ids(tell(tmp_path / "d"))
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    assert main(["extract", str(tmp_path / "d"), "-q", "--no-orgs", "-o", str(circle), "-j", "1"]) == 2


def test_pipes_sockets_and_folders_are_no_articles(
    tmp_path: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("b.txt")
        (tmp_path / "c.txt").mkdir()
        (tmp_path / "c.txt" / "d.txt").write_text(SENTENCE, "utf-8")
        told = ids(tell("."))
        assert ids(tell("?.txt")) == told[:2]
    assert told == ["a.txt: is a pipe, not a file", "b.txt: cannot be read: No such device or address", "d"]


def test_a_pipe_that_is_named_is_read(tmp_path: Path, tell: Tell) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(SENTENCE, "utf-8"))
    writer.start()
    (doc,) = tell(pipe)
    writer.join()
    assert doc["records"]


def test_a_folder_that_cannot_be_read_is_named(
    tmp_path: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("locked", "open"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(SENTENCE, "utf-8")
    look = os.scandir

    def refuse(path: Path) -> Any:  # whoever tests as root can read everything
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert ids(tell(tmp_path)) == [f"{tmp_path}/locked: the folder cannot be read: Permission denied", "a"]


@pytest.mark.parametrize("name", ["locked.txt", "locked.jsonl"])
def test_a_file_that_cannot_be_read_is_named(
    name: str, tmp_path: Path, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_text(SENTENCE, "utf-8")
    (tmp_path / "z.txt").write_text(SENTENCE, "utf-8")
    look = Path.open

    def refuse(path: Path, *mode: str) -> Any:
        if path.name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return look(path, *mode)

    monkeypatch.setattr(Path, "open", refuse)
    told = ids(tell(tmp_path / name, tmp_path / "z.txt"))
    assert told == [f"{tmp_path / name}: cannot be read: Permission denied", "z"]


def run(command: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "extractor.cli.main", *map(str, arguments)]
    return subprocess.run(["sh", "-c", command, "sh", *words], capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs /dev/full")
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_standard_output_on_a_full_disk(tmp_path: Path, form: str) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, "utf-8")
    done = run('"$@" >/dev/full', "extract", tmp_path / "a.txt", "--no-orgs", "-q", "--format", form)
    assert (done.returncode, done.stderr) == (2, "zhibiao: standard output: No space left on device\n")


def test_a_device_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "out.jsonl"
    os.mkfifo(pipe)
    (tmp_path / "a.txt").write_text(SENTENCE, "utf-8")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    assert main(["extract", str(tmp_path / "a.txt"), "--no-orgs", "-q", "-o", str(pipe)]) == 0
    reader.join()
    assert pipe.is_fifo()
    assert json.loads(read[0])["doc_id"] == "a"


@pytest.mark.skipif(
    not shutil.which("unshare") or subprocess.run(["unshare", "-rm", "true"], check=False).returncode != 0,
    reason="needs user namespaces, for a small disk of one's own",
)
@pytest.mark.parametrize("out", ["o.jsonl", "o.parquet", "o.duckdb", "o.csv", "run"])
def test_a_full_disk_is_said_and_nothing_half_written_stays(tmp_path: Path, out: str) -> None:
    if out == "o.duckdb":
        pytest.importorskip("duckdb")
    rows = [json.dumps({"id": n, "text": f"{SENTENCE}{n}号。" * 20}) for n in range(60)]
    (tmp_path / "t.jsonl").write_text("\n".join(rows), "utf-8")
    words = ["extract", str(tmp_path / "t.jsonl"), "--no-orgs", "-q", "-o", out]
    words += ["-j", "1"] if out == "run" else []
    script = 'mount -t tmpfs -o size=16k none "$0" && cd "$0" && "$@"; code=$?; ls -A "$0"; exit $code'
    (tmp_path / "small").mkdir()
    command = [
        "unshare",
        "-rm",
        "sh",
        "-c",
        script,
        str(tmp_path / "small"),
        sys.executable,
        "-m",
        "extractor.cli.main",
    ]
    done = subprocess.run([*command, *words], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert set(done.stdout.split()) <= {"run", "o.duckdb", "o.duckdb.wal"}  # a database keeps what it had


def test_a_full_temporary_folder_ends_a_run_with_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> bool:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Ledger, "plan", full)
    (tmp_path / "a.txt").write_text(SENTENCE, "utf-8")
    assert (
        main(["extract", str(tmp_path / "a.txt"), "--no-orgs", "-q", "-o", str(tmp_path / "run"), "-j", "1"])
        == 2
    )
    assert "temporary folder: database or disk is full" in capsys.readouterr().err
