"""One batch in, one batch out: rows that fail are rows."""

import json
import time

import pyarrow as pa
import pytest

from extractor import extract
from extractor.batch.process import INPUT, OUTPUT, process_batch
from extractor.config import Config

TEXT = "前三季度，全市地区生产总值341.6亿元，增长6.4%。"


def test_rows_go_in_and_come_out_in_order() -> None:
    rows = [
        {"doc_id": "a", "text": TEXT, "published": "2024-10-20"},
        {"doc_id": "b", "text": None},
        {"doc_id": "c", "text": TEXT, "published": "soon"},
        {"doc_id": "d", "text": TEXT},
    ]
    out = process_batch(pa.RecordBatch.from_pylist(rows))
    assert out.schema == OUTPUT
    assert out["doc_id"].to_pylist() == ["a", "b", "c", "d"]
    assert out["kind"].to_pylist() == [None, "unreadable", "unreadable", None]
    assert out["message"].to_pylist()[1] == "no text"
    doc = json.loads(out["document"][0].as_py())
    assert doc["records"][0]["period"]["start"] == "2024-01-01"
    assert out["document"][3].as_py() == extract(TEXT, doc_id="d").to_json()


def test_bytes_are_decoded_and_pages_read() -> None:
    page = f"<html><body><article><p>{TEXT}</p></article></body></html>"
    rows = [
        {"doc_id": "a", "content": TEXT.encode("gb18030"), "place": "x/a.txt"},
        {"doc_id": "b", "content": page.encode(), "media_type": "text/html", "place": "x/b.html"},
        {"doc_id": "c", "content": b"%PDF-nothing", "media_type": "application/pdf", "place": "x/c.pdf"},
    ]
    out = process_batch(pa.RecordBatch.from_pylist(rows, schema=INPUT))
    assert [json.loads(d)["source"]["uri"] for d in out["document"].to_pylist()[:2]] == [
        "x/a.txt",
        "x/b.html",
    ]
    kept = out["text"].to_pylist()
    assert kept[0] is None
    assert TEXT in kept[1]
    assert "not a PDF" in out["message"][2].as_py()


def test_a_document_over_its_time_is_a_document_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.pipeline import STAGES, Work

    clean = STAGES["clean"]

    def slow(work: Work) -> None:
        while "慢" in work.raw:
            time.sleep(0.01)
        clean(work)

    monkeypatch.setitem(STAGES, "clean", slow)  # type: ignore[arg-type]
    rows = [{"doc_id": "a", "text": "慢"}, {"doc_id": "b", "text": TEXT}]
    config = Config(organizations=False, stages=("clean", "mentions", "facts"))
    out = process_batch(pa.RecordBatch.from_pylist(rows), config=config, time_limit=0.2)
    assert out["kind"].to_pylist() == [None, None]
    docs = [json.loads(line) for line in out["document"].to_pylist()]
    assert [[w["code"] for w in d["warnings"]] for d in docs] == [["time-limit"], []]
    assert [len(d["records"]) for d in docs] == [0, 1]
