"""The commands: figures, thresholds, errors that name the way out."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.cli import evaluate
from extractor.errors import InputError


def run(*words: object) -> int:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    for add in (evaluate.add_evaluate, evaluate.add_compare, evaluate.add_convert):
        add(commands)
    args = parser.parse_args([str(w) for w in words])
    code: int = args.run(args)
    return code


def test_evaluate(
    write_gold: Callable[[], Path], results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures, browser = tmp_path / "out" / "figures.json", tmp_path / "out" / "errors.html"
    options = ["--pred", results, "--json", figures, "--html", browser, "--fail-under", "tuple=0.99"]
    assert run("evaluate", "--gold", write_gold(), *options) == 0
    assert "2 documents, 6 core records" in capsys.readouterr().out
    assert json.loads(figures.read_text("utf-8"))["scores"]["tuple"]["f1"] == 1
    assert browser.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_fail_under(
    write_gold: Callable[[], Path], results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results.write_text(results.read_text("utf-8").split("\n")[0] + "\n", "utf-8")
    gold = write_gold()
    assert run("evaluate", "--gold", gold, "--pred", results, "--fail-under", "tuple=0.9") == 1
    out = capsys.readouterr().out
    assert "no result for 1: city-90" in out
    assert "tuple: F1 0.6667 is under 0.9" in out
    assert run("evaluate", "--gold", gold, "--pred", results, "--fail-under", "org=0.5") == 0
    with pytest.raises(InputError, match="there are detection"):
        run("evaluate", "--gold", gold, "--pred", results, "--fail-under", "tupel=0.9")
    with pytest.raises(InputError, match=r"tuple=0\.85"):
        run("evaluate", "--gold", gold, "--pred", results, "--fail-under", "tuple")


def test_split(write_gold: Callable[[], Path], results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = write_gold()
    assert run("evaluate", "--gold", gold, "--pred", results, "--split", "test") == 0
    assert "no gold articles of split test" in capsys.readouterr().out
    assert run("evaluate", "--gold", gold, "--split", "test", "--fail-under", "tuple=0.5") == 1


def test_without_results_the_articles_are_extracted(
    write_gold: Callable[[], Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from extractor.pipeline import Pipeline

    make = Pipeline.fields

    def fail_on_city(self: Pipeline, text: str, **options: object) -> object:
        if options["doc_id"] == "city-90":
            raise RuntimeError("a defect")
        return make(self, text, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Pipeline, "fields", fail_on_city)
    assert run("evaluate", "--gold", write_gold()) == 0
    out = capsys.readouterr()
    assert "a defect" in out.err
    assert "no result for 1: city-90" in out.out


def test_compare(
    write_gold: Callable[[], Path], results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    worse = tmp_path / "worse.jsonl"
    worse.write_text(results.read_text("utf-8").split("\n")[0] + "\n", "utf-8")
    assert run("compare", worse, results, "--gold", write_gold(), "--json", tmp_path / "c.json") == 0
    out = capsys.readouterr().out
    assert "mended: 3" in out
    assert "broken: 0" in out
    assert len(json.loads((tmp_path / "c.json").read_text("utf-8"))["changes"]) == 3


def test_convert(write_gold: Callable[[], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("convert", "--from", "gold", "--to", "doccano", write_gold(), tmp_path / "d.jsonl") == 0
    assert "2 articles" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "results.jsonl:1"),
        ('{"a": 1}', "results.jsonl:1"),
        ("[]", "results.jsonl:1"),
        (None, "cannot be read"),
    ],
)
def test_bad_results_are_named(
    write_gold: Callable[[], Path], results: Path, content: str | None, message: str
) -> None:
    results.unlink() if content is None else results.write_text(content, "utf-8")
    with pytest.raises(InputError, match=message):
        run("evaluate", "--gold", write_gold(), "--pred", results)


def test_moved_raw_text_is_named(write_gold: Callable[[], Path], results: Path) -> None:
    gold = write_gold()
    path = gold.parent / "corpus" / "zone-90.txt"
    path.write_text("　" + path.read_text("utf-8"), "utf-8")
    with pytest.raises(InputError, match=r"zone-90\.json does not fit"):
        run("evaluate", "--gold", gold, "--pred", results)


def test_no_gold_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        run("evaluate", "--gold", tmp_path / "gold")


def test_bad_gold_file_is_named(write_gold: Callable[[], Path]) -> None:
    gold = write_gold()
    (gold / "zone-90.json").write_text("{}", "utf-8")
    with pytest.raises(InputError, match=r"zone-90\.json"):
        run("evaluate", "--gold", gold)
