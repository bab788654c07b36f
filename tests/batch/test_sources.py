"""What can be read, and what is said of what cannot."""

import csv
import datetime
import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor.batch.listing import read_listing
from extractor.batch.sources import Failure, Input, Reading, read_all
from extractor.cli.main import main

TEXT = "前三季度，全市地区生产总值341.6亿元，增长6.4%。"


def read(*names: object, **options: object) -> list[Input | Failure]:
    return list(read_all(map(str, names), Reading(**options)))  # type: ignore[arg-type]


def said(items: list[Input | Failure]) -> list[str]:
    return [i.line() if isinstance(i, Failure) else i.doc_id for i in items]


def test_folders_in_order_and_packed_files(tmp_path: Path) -> None:
    for name in ("b/z.txt", "b/a.md", "a.txt", "c.txt.gz", "d.txt.zst", ".x.txt", ".git/y.txt", "rows.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, "utf-8")
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(TEXT.encode("gb18030")))
    with pa.CompressedOutputStream(str(tmp_path / "d.txt.zst"), "zstd") as out:
        out.write(TEXT.encode())
    found = read(tmp_path)
    assert said(found) == ["a", "a", "z", "c", "d"]
    assert {i.text for i in found if isinstance(i, Input)} == {TEXT}


def test_globs_and_listings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("x/1.txt", "x/y/2.txt", "3.txt", "4.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(TEXT, "utf-8")
    assert said(read(tmp_path / "**" / "*.txt")) == ["3", "1", "2"]
    (failure,) = read(tmp_path / "*.pdf")
    assert isinstance(failure, Failure)
    assert "no file has such a name" in failure.line()
    listing = tmp_path / "list"
    listing.write_text("3.txt\n\nx\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert said(read(*read_listing("list"))) == ["3", "1", "2"]
    assert main(["extract", "--files-from", "list", "-o", "o.jsonl", "-q"]) == 0
    assert len(Path("o.jsonl").read_text("utf-8").splitlines()) == 3


def test_a_name_that_looks_like_a_glob_is_a_name_first(tmp_path: Path) -> None:
    (tmp_path / "[1]新闻.txt").write_text(TEXT, "utf-8")
    assert said(read(tmp_path / "[1]新闻.txt")) == ["[1]新闻"]


@pytest.mark.parametrize("name", ["t.jsonl", "t.csv", "t.parquet", "t.jsonl.gz", "t.csv.zst"])
def test_tables_with_their_own_column_names(tmp_path: Path, name: str) -> None:
    path, plain = tmp_path / name, tmp_path / name.removesuffix(".gz").removesuffix(".zst")
    rows = [{"编号": i, "正文": TEXT, "日期": "2024-10-20", "标题": "运行", "别的": "x"} for i in (1, 2)]
    if plain.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist([{**r, "日期": datetime.date(2024, 10, 20)} for r in rows]), path)
    elif plain.suffix == ".csv":
        with plain.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    else:
        plain.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(plain.read_bytes()))
    if name.endswith(".zst"):
        with pa.CompressedOutputStream(str(path), "zstd") as packed:
            packed.write(plain.read_bytes())
    columns = {"text": "正文", "doc_id": "编号", "published": "日期", "title": "标题"}
    found = read(path, columns=columns)
    assert [(i.doc_id, i.text, i.published, i.title) for i in found if isinstance(i, Input)] == [
        ("1", TEXT, "2024-10-20", "运行"),
        ("2", TEXT, "2024-10-20", "运行"),
    ]


@pytest.mark.parametrize("name", ["t.csv", "t.parquet"])
def test_a_missing_column_is_said_once_with_what_there_is(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("csv"):
        path.write_text("id,body\n1,x\n2,y\n", "utf-8")
    else:
        pq.write_table(pa.table({"id": [1, 2], "body": ["x", "y"]}), path)
    (line,) = said(read(path))
    assert "no column text; there are id, body. --columns text=NAME" in line


def test_broken_lines_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    good = json.dumps({"id": "g", "text": TEXT}, ensure_ascii=False).encode()
    lines = [good, b"{broken", b"[1]", b'{"id": 4}', good.replace("增长".encode(), b"\xe5\xa2"), b"", good]
    lines += [json.dumps({"id": "long", "text": "长" * 300}).encode(), good]
    path.write_bytes(b"\xef\xbb\xbf" + b"\n".join(lines))
    found = said(read(path, max_chars=200))
    assert [f for f in found if f == "g"] == ["g"] * 3
    for line, what in (
        (2, "not JSON"),
        (3, "not a JSON object"),
        (4, "no text"),
        (5, "byte"),
        (8, "300 characters"),
    ):
        assert [f for f in found if f.startswith(f"{path}:{line}: ") and what in f], (line, found)


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16", "utf-8-sig"])
def test_tables_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(f"id,text\n1,{TEXT[:6]}\n2,{TEXT}\n".replace("总值", "總值").encode(encoding, "ignore"))
    found = read(path)
    assert [i.doc_id for i in found if isinstance(i, Input)] == ["1", "2"]
    assert isinstance(found[1], Input)
    assert "341.6" in found[1].text


def test_a_csv_row_with_strange_bytes_is_named_alone(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(f"id,text\n1,{TEXT}\n".encode() + b"2,\xff\xfe\xfa\n" + f"3,{TEXT}\n".encode())
    found = said(read(path))
    assert found[0] == "1"
    assert f"{path}:3: column text holds bytes" in found[1]
    assert found[2] == "3"


def test_broken_packings_and_missing_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode())[:-12])
    (tmp_path / "b.txt.zst").write_bytes(b"nothing of the kind")
    (tmp_path / "c.parquet").write_bytes(b"nothing of the kind")
    found = said(
        read(tmp_path / "a.txt.gz", tmp_path / "b.txt.zst", tmp_path / "c.parquet", tmp_path / "d.txt")
    )
    for name, what in (
        ("a", "gzip"),
        ("b", "cannot be read"),
        ("c", "not a Parquet file"),
        ("d", "no such file"),
    ):
        assert [f for f in found if f"{name}." in f and what in f], (name, found)


def test_more_than_fits_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("长" * 101, "utf-8")
    (failure,) = read(tmp_path / "a.txt", max_chars=100)
    assert isinstance(failure, Failure)
    assert (failure.kind, failure.doc_id) == ("too-long", "a")


def test_a_surrogate_cannot_come_in(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"id": 1, "text": "\\ud800产值5亿元"}\n', "utf-8")
    assert all(isinstance(i, Failure) for i in read(path))
