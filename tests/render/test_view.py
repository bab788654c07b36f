"""`zhibiao view`: finds the raw texts wherever they lie, and says what to do where it cannot."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from extractor.cli.main import main
from extractor.render.workbench import page, repairs, view_page
from extractor.span import unproved
from extractor.wire import loads

TEXT = "2023年，丹阳市出口12亿\n元，增长3%。"


def data_of(made: str) -> Any:
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', made, re.DOTALL)
    return loads(found)


def viewed(result: Path, *options: str) -> Any:
    out = result.with_suffix(".html")
    assert main(["view", str(result), "-o", str(out), *options]) == 0
    documents = data_of(out.read_text("utf-8"))["documents"]
    for d in documents:
        assert not list(unproved(d["text"], d["document"] | {"articles": []}))
    return documents


def extracted(source: Path, *options: str) -> Path:
    result = source.with_name("r.jsonl")
    assert main(["extract", str(source), "-q", "-o", str(result), *options]) == 0
    return result


def test_texts_are_read_where_they_came_from(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes(TEXT.encode("gb18030"))
    (document,) = viewed(extracted(source))
    assert document["text"] == TEXT
    assert [TEXT[slice(*r["span"])] for r in document["repairs"]] == ["\n"]


def test_rows_of_a_table_are_found(tmp_path: Path) -> None:
    source = tmp_path / "t.jsonl"
    rows = [{"id": f"n{i}", "text": TEXT.replace("12", str(i))} for i in (1, 2, 3)]
    source.write_text("\n".join(json.dumps(r) for r in rows), "utf-8")
    assert [d["text"] for d in viewed(extracted(source))] == [r["text"] for r in rows]


def test_pages_are_read_again_or_kept(tmp_path: Path) -> None:
    source = tmp_path / "a.html"
    source.write_text(f"<html><body><p>{TEXT * 20}</p></body></html>", "utf-8")
    result = extracted(source, "--keep-text")
    (document,) = viewed(result)
    source.unlink()
    assert viewed(result) == [document]


def test_moved_files_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TEXT, "utf-8")
    result = extracted(source)
    moved = tmp_path / "moved"
    moved.mkdir()
    source.rename(moved / "a.txt")
    assert main(["view", str(result), "-o", str(tmp_path / "v.html")]) == 2
    assert "--texts DIR" in capsys.readouterr().err
    assert viewed(result, "--texts", str(moved)) == viewed(result, "--text", str(moved / "a.txt"))


def test_a_text_that_changed_is_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TEXT, "utf-8")
    result = extracted(source)
    source.write_text(TEXT + "。", "utf-8")
    assert main(["view", str(result), "-o", str(tmp_path / "v.html")]) == 2
    assert "is not what it was" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"records": [], "source": {}}'])
def test_what_is_no_result_is_named(line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = tmp_path / "r.jsonl"
    result.write_text(f"\n{line}\n", "utf-8")
    assert main(["view", str(result), "-o", str(tmp_path / "v.html")]) == 2
    assert f"{result}:2: not an output line" in capsys.readouterr().err


def test_numbers_stay_exact() -> None:
    told = {
        "doc_id": "a",
        "source": {"media_type": "text/plain"},
        "records": [loads('{"number": 12345678901234567890.5}')],
    }
    made = view_page([("x", told)])
    assert '"number":12345678901234567890.5' in made


def test_the_page_of_the_service_is_whole() -> None:
    made = page().decode()
    assert data_of(made)["live"] is True
    assert not re.findall(r"(?:src|href)\s*=|@import|url\(|https?://", made.split('id="data"', maxsplit=1)[0])


def test_repairs_that_only_add_have_no_place() -> None:
    assert all(r["span"][0] < r["span"][1] for r in repairs("工业增加值145.9亿 元,增长5%", "text/plain"))
