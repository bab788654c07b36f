"""What a run says while it works."""

import io
import sys

import pytest

from extractor.batch.listing import read_listing
from extractor.batch.model import Failure
from extractor.batch.progress import Progress


class Screen(io.StringIO):
    """A terminal, or not."""

    def __init__(self, *, tty: bool) -> None:
        super().__init__()
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty


def shown(monkeypatch: pytest.MonkeyPatch, *, tty: bool, quiet: bool = False) -> str:
    screen = Screen(tty=tty)
    monkeypatch.setattr(sys, "stderr", screen)
    progress = Progress(quiet=quiet, total=1000)
    progress._begun = progress._shown = -1000.0
    progress.known = 7
    progress.read(250)
    progress.step(50)
    progress.fail(Failure("a.txt", "a.txt: broken"), listed="failures.jsonl")
    progress.summary("out", 49, 1, "failures.jsonl")
    return screen.getvalue()


def test_plain_lines_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    line, failure, summary = shown(monkeypatch, tty=False).splitlines()
    assert line.startswith("50 documents, 7 known from before, ")
    assert " a second, 0 failed, " in line
    assert line.endswith(" left")
    assert failure == "zhibiao: a.txt: broken"
    assert summary.startswith("49 documents, 7 of them known from before")
    assert summary.endswith("to out; 1 failed, see failures.jsonl")


def test_one_moving_line_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    said = shown(monkeypatch, tty=True)
    assert said.startswith("\r\x1b[K50 documents")
    assert said.count("\n") == 2  # the failure and the summary


def test_quiet_names_failures_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, tty=False, quiet=True) == "zhibiao: a.txt: broken\n"


def test_of_many_failures_some_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(quiet=True)
    for n in range(100):
        progress.fail(Failure(f"{n}.txt", "broken"), listed="failures.jsonl")
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "zhibiao: more failed; all are named in failures.jsonl"


def test_a_listing_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("a.txt\n\nb c.txt\n"))
    assert read_listing("-") == ["a.txt", "b c.txt"]
