"""A document that takes too long is cut short, says so, and is never lost."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor import Pipeline
from extractor.batch.extracting import extract_in_time
from extractor.batch.model import Failure, Reading, Unit
from extractor.cli.main import main
from extractor.pipeline import STAGES, Stage, Work

SENTENCE = "前三季度，达丰（重庆）电联有限公司产值341.6亿元，增长6.4%。"
Tell = Callable[..., list[Any]]


def endless(stage: Stage) -> Stage:
    def loop(work: Work) -> None:
        while "慢" in work.raw:
            time.sleep(0.001)
        stage(work)

    return loop


@pytest.mark.parametrize("slow", list(STAGES))
def test_what_was_found_before_is_kept(slow: str) -> None:
    pipeline = Pipeline(replace={slow: endless(STAGES[slow])})
    unit = Unit("x/a.txt", "a", f"慢{SENTENCE}".encode(), "text/plain")
    done = extract_in_time(pipeline, unit, Reading(), 0.2)
    assert not isinstance(done, Failure)
    assert done.data["source"]["chars"] == len(f"慢{SENTENCE}")
    assert done.data["records"] == []
    assert [o["text"] for o in done.data["organizations"]] == (
        ["达丰（重庆）电联有限公司"] if slow == "facts" else []
    )
    (warning,) = done.data["warnings"]
    assert warning["code"] == "time-limit"
    assert "not done in 0.2 seconds (--time-limit moves the limit)" in warning["message"]


def test_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(STAGES, "mentions", endless(STAGES["mentions"]))  # type: ignore[arg-type]
    rows = [{"id": n, "text": ("慢" if n == 2 else "") + SENTENCE} for n in (1, 2, 3)]
    (tmp_path / "t.jsonl").write_text("\n".join(json.dumps(r) for r in rows), "utf-8")
    out = tmp_path / "o.jsonl"
    words = ["extract", str(tmp_path / "t.jsonl"), "-o", str(out), "-q", "--time-limit", "0.3", "--no-orgs"]
    assert main(words) == 0
    docs = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(d["doc_id"], len(d["records"]), len(d["warnings"])) for d in docs] == [
        ("1", 1, 0),
        ("2", 0, 1),
        ("3", 1, 0),
    ]


def test_a_page_that_never_becomes_a_text_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tell: Tell
) -> None:
    from extractor.text.readers import html

    monkeypatch.setattr(html, "read_html", lambda _: time.sleep(20))
    (tmp_path / "a.html").write_text(SENTENCE, "utf-8")
    (told,) = tell(tmp_path / "a.html", limit=0.1)
    assert told == f"{tmp_path}/a.html: not done in 0.1 seconds (--time-limit moves the limit)"
