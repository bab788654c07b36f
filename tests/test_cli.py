"""The command line as a user meets it."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.batch.sources import date_in_name
from extractor.cli.main import main

SENTENCE = "前三季度，全市地区生产总值341.6亿元，增长6.4%。"


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_files_folders_and_dates(tmp_path: Path) -> None:
    folder = tmp_path / "news 新闻"
    (folder / "sub").mkdir(parents=True)
    (folder / "a-2024-10-20.txt").write_text(SENTENCE, "utf-8")
    (folder / "sub" / "b.txt").write_bytes(SENTENCE.encode("gb18030"))
    (folder / ".hidden.txt").write_text(SENTENCE, "utf-8")
    manifest = tmp_path / "m.csv"
    manifest.write_text("file,published\nnews 新闻/sub/b.txt,2019-12-01\n", "utf-8")
    out = tmp_path / "deep" / "out.jsonl"
    assert main(["extract", str(folder), "--manifest", str(manifest), "-o", str(out)]) == 0
    a, b = lines(out)
    assert (a["doc_id"], a["published"]) == (
        "a-2024-10-20",
        {"date": "2024-10-20", "precision": "day", "from": "filename"},
    )
    assert (b["doc_id"], b["published"]) == (
        "b",
        {"date": "2019-12-01", "precision": "day", "from": "metadata"},
    )
    assert b["records"][0]["period"]["start"] == "2019-01-01"  # type: ignore[index]


def test_one_bad_document_never_stops_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, out = tmp_path / "t.jsonl", tmp_path / "o.jsonl"
    rows = [
        '{"id": 1, "text": "产值5亿元。"}',
        "{broken",
        '{"id": 2}',
        '{"id": 3, "text": "产值6亿元。", "published": "soon"}',
    ]
    table.write_text("\n".join([*rows, '{"id": 4, "text": "产值7亿元。"}']), "utf-8")
    assert main(["extract", str(table), str(tmp_path / "missing.txt"), "-o", str(out)]) == 3
    assert [d["doc_id"] for d in lines(out)] == ["1", "4"]
    said = capsys.readouterr().err
    for place in (f"{table}:2", f"{table}:3", f"{table}:4", "missing.txt"):
        assert place in said
    assert "4 failed" in said


def test_csv_in_and_out(tmp_path: Path) -> None:
    table, out = tmp_path / "t.csv", tmp_path / "o.csv"
    with table.open("w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows([["doc_id", "text", "published"], ["x", f"第一行\n{SENTENCE}", "2024-10-20"]])
    assert main(["extract", str(table), "-o", str(out), "--quiet"]) == 0
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(data.decode("utf-8-sig").splitlines())
    assert (row["doc_id"], row["number"], row["rate"], row["end"]) == (
        "x",
        "34160000000",
        "6.4",
        "2024-09-30",
    )


def test_a_text_cannot_become_a_formula(tmp_path: Path) -> None:
    out = tmp_path / "o.csv"
    table = tmp_path / "t.jsonl"
    table.write_text(json.dumps({"id": '=cmd|" /C calc"!A0', "text": SENTENCE}), "utf-8")
    assert main(["extract", str(table), "-o", str(out), "-q"]) == 0
    (row,) = csv.DictReader(out.read_text("utf-8-sig").splitlines())
    assert row["doc_id"].startswith("'=")


@pytest.mark.parametrize(
    "option",
    [["--min-confidence", "2"], ["--format", "xml"], ["--published", "soon"], ["--patterns", "nowhere"]],
)
def test_wrong_usage_is_two(option: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, "utf-8")
    try:
        code = main(["extract", str(tmp_path / "a.txt"), *option])
    except SystemExit as e:
        code = e.code  # type: ignore[assignment]
    assert code == 2


NAMED = "今年，汐芒智航董事会通过决议。"


def organizations(tmp_path: Path, *options: str) -> list[str]:
    """Extract one sentence and return the organisations' texts."""
    (tmp_path / "a.txt").write_text(NAMED, "utf-8")
    out = tmp_path / "out.jsonl"
    assert main(["extract", str(tmp_path / "a.txt"), "-q", "-o", str(out), *options]) == 0
    return [o["text"] for o in lines(out)[0]["organizations"]]  # type: ignore[attr-defined]


def test_the_tagger_is_the_users_choice(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "汐芒智航"}])
    nlp.to_disk(tmp_path / "mine")
    assert organizations(tmp_path, "--ner", "none") == []
    assert organizations(tmp_path, "--ner", str(tmp_path / "mine")) == ["汐芒智航"]
    assert organizations(tmp_path) == organizations(tmp_path, "--ner", "default")


def test_a_tagger_that_is_not_there_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(NAMED, "utf-8")
    assert main(["extract", str(tmp_path / "a.txt"), "--ner", "no_such_pipeline"]) == 2
    assert "no_such_pipeline" in capsys.readouterr().err
    assert main(["extract", str(tmp_path / "a.txt"), "-q", "--no-orgs", "--ner", "no_such_pipeline"]) == 0


def test_standard_input_and_json() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "extractor.cli.main",
            "extract",
            "-",
            "--published",
            "2024-10",
            "--format",
            "json",
            "-q",
        ],
        input=SENTENCE.encode(),
        capture_output=True,
        check=True,
    )
    (doc,) = json.loads(done.stdout)
    assert doc["published"] == {"date": "2024-10", "precision": "month", "from": "argument"}
    assert doc["records"][0]["value"]["number"] == 34160000000
    assert done.stderr == b""


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, "utf-8")
    assert main(["extract", str(tmp_path / "a.txt"), "-o", str(tmp_path / "a.txt" / "out.jsonl")]) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_explain_names_the_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", SENTENCE, "--published", "2024-10-20"]) == 0
    said = capsys.readouterr().out
    for part in (
        "⟨P 前三季度⟩",
        "⟨Q 341.6亿元⟩",
        "⟨C 增长6.4%⟩",
        "2024-01-01..2024-09-30",
        "rule clause.level+growth",
    ):
        assert part in said


def test_explain_shows_an_indicator_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """One that is put together of two pieces is shown as the record has it."""
    assert main(["explain", "去年，乘用车累计销售5.1万辆。", "--published", "2024-10-20"]) == 0
    assert "indicator 乘用车销售" in capsys.readouterr().out


def test_diff_says_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, a, b = tmp_path / "t.jsonl", tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    table.write_text(json.dumps({"id": "d", "text": SENTENCE}), "utf-8")
    main(["extract", str(table), "-q", "-o", str(a)])
    main(["extract", str(table), "-q", "-o", str(b), "--published", "2024-10-20"])
    assert main(["diff", str(a), str(a)]) == 0
    assert main(["diff", str(a), str(b)]) == 1
    assert (
        "period 前三季度 {start XXXX-01-01, end XXXX-09-30} -> 前三季度 {start 2024-01-01"
        in capsys.readouterr().out
    )


def test_mentions(tmp_path: Path) -> None:
    table, out = tmp_path / "t.jsonl", tmp_path / "o.jsonl"
    table.write_text(json.dumps({"id": "d", "text": SENTENCE, "published": "2024-10-20"}), "utf-8")
    assert main(["mentions", str(table), "-o", str(out)]) == 0
    (line,) = lines(out)
    assert [q["number"] for q in line["quantities"]] == [34160000000, 6.4]  # type: ignore[index, union-attr]
    assert line["periods"][0]["end"] == "2024-09-30"  # type: ignore[index]
    assert line["changes"][0]["text"] == "增长6.4%"  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("report-2024-02-27.txt", "2024-02-27"),
        ("20240227_a.txt", "2024-02-27"),
        ("2024年02月.txt", "2024-02"),
        ("202402.txt", "2024-02"),
        ("C05.txt", None),
        ("000_8b4336264d7242b7.txt", None),
        ("20249999.txt", None),
    ],
)
def test_a_date_in_the_name(name: str, date: str | None) -> None:
    assert date_in_name(name) == date


def test_html_is_read_as_its_main_text(tmp_path: Path) -> None:
    page, out = tmp_path / "p.html", tmp_path / "o.jsonl"
    body = "".join(
        f"<p>{SENTENCE}第{i}段说明工业生产平稳，市场供应充足，就业形势总体稳定。</p>" for i in range(1, 4)
    )
    page.write_text(
        f"<html><head><title>运行情况</title></head><body><nav>首页 登录</nav>{body}</body></html>", "utf-8"
    )
    assert main(["extract", str(page), "-o", str(out), "-q"]) == 0
    (doc,) = lines(out)
    assert doc["source"]["media_type"] == "text/html"  # type: ignore[index]
    assert doc["records"][0]["value"]["number"] == 34160000000  # type: ignore[index]


def test_replaced_bytes_are_warned_of(tmp_path: Path) -> None:
    bad, out = tmp_path / "b.txt", tmp_path / "o.jsonl"
    bad.write_bytes(b"\xe5\xff" + SENTENCE.encode())
    assert main(["extract", str(bad), "-q"]) == 3
    assert (
        main(["extract", str(bad), "-q", "--encoding", "utf-8", "--errors", "replace", "-o", str(out)]) == 0
    )
    (doc,) = lines(out)
    assert [w["code"] for w in doc["warnings"]] == ["replaced-bytes"]  # type: ignore[attr-defined]


def test_a_title_beside_the_text(tmp_path: Path) -> None:
    table, out = tmp_path / "t.jsonl", tmp_path / "o.jsonl"
    table.write_text(json.dumps({"id": "d", "title": "前三季度运行平稳", "text": SENTENCE}), "utf-8")
    assert main(["extract", str(table), "-q", "-o", str(out)]) == 0
    (doc,) = lines(out)
    assert doc["articles"][0]["title"] == "前三季度运行平稳"  # type: ignore[index]
