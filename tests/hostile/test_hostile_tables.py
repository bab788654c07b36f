"""Tables with broken rows: a row is lost at most, and named."""

import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

SENTENCE = "前三季度，全市地区生产总值341.6亿元，增长6.4%。"
GOOD = json.dumps({"id": "good", "text": SENTENCE}, ensure_ascii=False)
Tell = Callable[..., list[Any]]


def kept(told: list[Any]) -> list[str]:
    return [t["doc_id"] for t in told if isinstance(t, dict)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": 1, "text": ', "not JSON"),
        ('{"id": 1, "text": "\\ud800产值5亿元"}', ":2: "),
        ('{"id": "\\udfff", "text": "产值5亿元"}', ":2: "),
        ('{"id": 1, "text": "产值\\ud83d\\u0041"}', ":2: "),
        ('{"id": 1, "text": "产值\x00"}', "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"text":' * 5_000, "not JSON"),
        ('{"id": 1, "text": 5}', "no text"),
        ('{"id": 1, "text": null}', "no text"),
        ('"text"', "not a JSON object"),
        ("NaN", "not JSON"),
        (json.dumps({"id": 1, "text": "长" * 5000}), "5000 characters"),
        ('{"id": 1, "text": "产值5亿元", "published": "昨天"}', "not a date"),
    ],
)
def test_a_broken_line_is_named_and_the_next_is_read(
    tmp_path: Path, tell: Tell, line: str, said: str
) -> None:
    path = tmp_path / "t.jsonl"
    path.write_bytes(f"{GOOD}\n{line}\n{GOOD}\n".encode())
    told = tell(path, max_chars=1000)
    assert kept(told) == ["good", "good"]
    assert said in told[1]


def test_numbers_as_ids_and_unknown_fields_do_no_harm(tmp_path: Path, tell: Tell) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(
        '{"id": 1e400, "text": "a", "x": 1e999999}\n{"id": 99999999999999999999, "text": "b"}\n', "utf-8"
    )
    assert kept(tell(path)) == ["1e400", "99999999999999999999"]


def test_newlines_and_quotes_inside_cells(tmp_path: Path, tell: Tell) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(f'id,text\r\n1,"第一行\r\n\n""引语"",\n{SENTENCE}"\r\n2,{SENTENCE}\r\n'.encode())
    one, two = tell(path)
    assert (one["doc_id"], two["doc_id"]) == ("1", "2")
    assert one["records"][0]["value"]["number"] == 34160000000
    assert one["source"]["chars"] == len(f'第一行\r\n\n"引语",\n{SENTENCE}')


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('1,"never closed\n' + "x,y\n" * 50, "broken CSV from here on"),
        ("1\n", "no text"),
        (f"1,{SENTENCE},more,and more\n", None),
        ("1,\x00\n", None),
        ('1,"a"b\n', "broken CSV from here on"),
    ],
)
def test_a_broken_row_ends_no_run(tmp_path: Path, tell: Tell, rows: str, said: str | None) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"id,text\n0,{SENTENCE}\n{rows}", "utf-8")
    first, second = tell(path)
    assert first["doc_id"] == "0"
    assert said in second if said else second["doc_id"] == "1"


def test_one_quotation_mark_too_many_does_not_fill_the_memory(tmp_path: Path, tell: Tell) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b'id,text\n1,"' + b"x" * 101_000_000)
    (told,) = tell(path)
    assert "broken CSV" in told


def test_a_bomb_of_zeros_is_no_table(tmp_path: Path, tell: Tell) -> None:
    for name in ("t.jsonl.gz", "t.csv.gz", "a.txt.gz"):
        (tmp_path / name).write_bytes(gzip.compress(bytes(120_000_000), 1))
        told = tell(tmp_path / name)
        assert len(told) == 1, name
        assert isinstance(told[0], str), name


def test_invalid_strings_in_parquet_are_named(tmp_path: Path, tell: Tell) -> None:
    text = pa.Array.from_buffers(
        pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")]
    )
    pq.write_table(pa.table({"text": text}), tmp_path / "t.parquet")
    (told,) = tell(tmp_path / "t.parquet")
    assert "not a Parquet file that can be read" in told


def test_standard_input_has_a_limit(monkeypatch: pytest.MonkeyPatch, tell: Tell) -> None:
    with Path("/dev/zero").open("rb") as endless:
        monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": endless}))
        (told,) = tell("-")
    assert "<stdin>: more than 100000000 bytes" in told
