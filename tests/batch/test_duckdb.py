"""The database: the same again changes nothing, a change leaves nothing behind, the views say what they promise."""

from pathlib import Path
from typing import Any

import pytest
from batch_samples import STORY, Write, story

from extractor.batch.prints import content_print, likeness
from extractor.cli.main import main

duckdb = pytest.importorskip("duckdb")
TABLES = ("documents", "articles", "records", "organizations", "runs", "reprint_links")


def load(path: Path, base: Path, *options: str) -> None:
    assert main(["extract", str(path), "-o", str(base), "-q", *options]) == 0


def query(base: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(base), read_only=True) as db:
        found: list[tuple[Any, ...]] = db.execute(sql).fetchall()
    return found


def held(base: Path) -> dict[str, list[tuple[Any, ...]]]:
    return {t: sorted(query(base, f"SELECT * FROM {t}"), key=str) for t in TABLES}


def test_again_changes_nothing_and_a_change_leaves_nothing_behind(table: Write, tmp_path: Path) -> None:
    base = tmp_path / "b.duckdb"
    path = table([story("a", "2024-10-20"), {"doc_id": "b", "text": "产值5亿元。销量3万辆。"}])
    load(path, base)
    first = held(base)
    assert len(first["documents"]) == 2
    assert len(first["organizations"]) >= 1
    load(path, base)
    assert held(base) == first
    load(table([{"doc_id": "b", "text": "产值6亿元。"}]), base)
    assert query(base, "SELECT number FROM records WHERE document = 'b'") == [(600000000,)]
    assert query(base, "SELECT count(*) FROM documents") == [(2,)]
    assert query(base, "SELECT documents, changed FROM runs ORDER BY loaded") == [(2, 2), (1, 1)]


def test_tables_of_others_are_left_alone(table: Write, tmp_path: Path) -> None:
    base = tmp_path / "b.duckdb"
    with duckdb.connect(str(base)) as db:
        db.execute("CREATE TABLE printed AS SELECT 1 AS mine; CREATE TABLE linked AS SELECT 2 AS mine")
    load(table([story("a", "2024-10-20")]), base)
    assert query(base, "SELECT p.mine, l.mine FROM main.printed p, main.linked l") == [(1, 2)]


def test_a_run_and_one_process_load_the_same(table: Write, tmp_path: Path) -> None:
    path = table([story(f"d{n}", "2024-10-20", number=str(100 + n)) for n in range(70)])
    load(path, tmp_path / "one.duckdb")
    load(path, tmp_path / "run", "-j", "2", "--format", "duckdb")
    one, run = held(tmp_path / "one.duckdb"), held(tmp_path / "run" / "zhibiao.duckdb")
    assert [r[0] for r in one.pop("runs")] == [r[0] for r in run.pop("runs")]
    assert one == run


def test_files_of_one_name_are_two_documents(tmp_path: Path) -> None:
    for day in ("2024-10-01", "2024-10-02"):
        (tmp_path / day).mkdir()
        (tmp_path / day / "a.txt").write_text(f"{day}，产值5亿元。", "utf-8")
        load(tmp_path / day, tmp_path / "b.duckdb")
    assert query(tmp_path / "b.duckdb", "SELECT doc_id, count(*) FROM records GROUP BY 1") == [("a", 2)]


def test_rows_of_one_id_in_one_run_are_both_kept(table: Write, tmp_path: Path) -> None:
    base = tmp_path / "b.duckdb"
    load(table([{"id": 1, "text": "产值5亿元。"}, {"id": 1, "text": "产值6亿元。"}]), base)
    assert query(base, "SELECT document, number FROM records ORDER BY 1") == [("1", 5e8), ("1~2", 6e8)]


def test_the_views(table: Write, tmp_path: Path) -> None:
    base = tmp_path / "b.duckdb"
    rows = [
        story("first", "2024-10-20"),
        # A reprint, days later, broken into lines and with half-width punctuation.
        {**story("again", "2024-10-23"), "text": broken(story("x", "")["text"])},
        story("other", "2024-10-21", number="148.2"),  # says another number of the same: a conflict
        story("later", "2024-11-20", period="1至10月", number="163.5", rate="6.6"),
    ]
    load(table(rows), base)
    # Only the reprint: the others say the same words with other figures.
    assert query(base, "SELECT document, of_document FROM reprints") == [("again", "first")]
    series = query(base, "SELECT document, \"end\", number FROM series WHERE unit = 'CNY' ORDER BY 1")
    assert "again" not in [d for d, *_ in series]
    assert ("later", "2024-10-31", 16350000000) in series
    latest = query(base, "SELECT number FROM latest WHERE subject LIKE '%云溪%' AND unit = 'CNY'")
    assert latest == [(16350000000,)]


def test_conflicts(table: Write, tmp_path: Path) -> None:
    base = tmp_path / "b.duckdb"
    rows = [
        {"doc_id": "a", "published": "2024-10-20", "text": "1至9月，云溪区规模以上工业增加值145.9亿元。"},
        {
            "doc_id": "b",
            "published": "2024-10-21",
            "text": "云溪区传来消息：1至9月，云溪区规模以上工业增加值148.2亿元。",
        },
        {"doc_id": "c", "published": "2024-10-21", "text": "1至9月，云溪区规模以上工业增加值约146亿元。"},
    ]
    load(table(rows), base)
    found = query(base, "SELECT document_a, document_b, number_a, number_b FROM conflicts")
    assert found == [("a", "b", 14590000000, 14820000000)]


def broken(text: str) -> str:
    text = text.replace("，", ",")
    return "\n".join(text[i : i + 20] for i in range(0, len(text), 20))


def test_prints_tell_reprints_from_siblings() -> None:
    text = "".join(STORY.format(period=f"{m}月", number=m * 31, rate=m) for m in (3, 5, 7))
    other = "".join(STORY.format(period=f"{m}月", number=m * 47, rate=m + 9) for m in (4, 6, 8))
    assert likeness(content_print(text), content_print(broken(text))) == 1
    assert likeness(content_print(text), content_print(text[: len(text) * 9 // 10])) > 0.7
    assert likeness(content_print(text), content_print("完全不同的一篇文章，说的是天气。" * 5)) < 0.2
    assert likeness(content_print(text), content_print(other)) < 1
    assert content_print("太短。") == b""


def test_what_is_no_database_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.duckdb").write_text("nothing of the kind" * 1000)
    (tmp_path / "a.txt").write_text("产值5亿元。", "utf-8")
    assert main(["extract", str(tmp_path / "a.txt"), "-o", str(tmp_path / "b.duckdb"), "-q"]) == 2
    assert "cannot be opened as a DuckDB database" in capsys.readouterr().err
