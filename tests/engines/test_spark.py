"""Inside a Spark job: the rows of a local run."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from extractor.batch.arrow import RECORDS
from extractor.cli.main import main
from extractor.config import Config
from extractor.engines.spark import documents, records
from extractor.errors import InputError

pytest.importorskip("pyspark")
pytest.importorskip("pandas", reason="Spark's Arrow functions need pandas")
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
Table = Callable[..., Path]
Section = Callable[[str, str], list[str]]
NO_ORGS = Config(organizations=False)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """One session for all tests."""
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Java is not installed")
    from pyspark.sql import SparkSession

    quiet = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2",
    }
    builder = SparkSession.builder.master("local[2]")
    for key, value in quiet.items():
        builder = builder.config(key, value)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        session = builder.getOrCreate()
        yield session
        session.stop()


def test_the_rows_of_a_local_run(spark: Any, table: Table, tmp_path: Path) -> None:
    path = table(200, texts={7: "没有数字。"})
    flat, lines = tmp_path / "records.parquet", tmp_path / "documents.jsonl"
    for more in (["-o", str(lines)], ["-o", str(flat), "--flat"]):
        assert main(["extract", str(path), *more, "--no-orgs", "-q"]) == 0
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = [(r["doc_id"], r["text"], r["published"], f"{path}:{n}") for n, r in enumerate(rows, 1)]
    df = spark.createDataFrame(texts, "id string, body string, day string, place string").repartition(2)
    found = documents(df, text="body", doc_id="id", published="day", place="place", config=NO_ORGS).persist()
    made = sorted(found.collect(), key=lambda r: r["doc_id"])
    assert [r["document"] for r in made] == lines.read_text("utf-8").splitlines()
    assert {r["kind"] for r in made} == {None}
    theirs = [r.asDict() for r in records(found).collect()]
    assert theirs
    ours = pq.read_table(flat).to_pylist()
    assert sorted(theirs, key=_place) == sorted(ours, key=_place)
    assert list(theirs[0]) == RECORDS.names
    assert {type(r["number"]) for r in theirs} == {Decimal}


def _place(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["doc_id"], row["span_start"], row["id"]


def test_a_row_that_fails_is_a_row(spark: Any) -> None:
    df = spark.createDataFrame([("a", "产值5亿元。"), ("b", None)], "doc_id string, text string")
    found = sorted(documents(df, config=NO_ORGS).collect(), key=lambda r: r["doc_id"])
    assert [(r["kind"], r["message"]) for r in found] == [(None, None), ("unreadable", "no text")]


def test_a_document_over_its_time_is_cut_short_and_kept(spark: Any) -> None:
    df = spark.createDataFrame([("a", "产值5亿元，增长6.4%。" * 500)], "doc_id string, text string")
    (row,) = documents(df, time_limit=0.01).collect()
    assert row["kind"] is None
    assert "time-limit" in [w["code"] for w in json.loads(row["document"])["warnings"]]


def test_columns_are_named_rightly(spark: Any) -> None:
    df = spark.createDataFrame([("a",)], "body string")
    with pytest.raises(InputError, match="no text among the columns body"):
        documents(df)
    with pytest.raises(InputError, match="no column of the input is called txt"):
        documents(df, txt="body")


def test_the_page_on_spark(
    spark: Any, table: Table, section: Section, capfd: pytest.CaptureFixture[str]
) -> None:
    path = table(3)
    (code,) = section("Spark", "python")
    # The JVM does not follow a change of folder.
    exec(compile(code.replace("news.jsonl", str(path)), "integrate.md", "exec"), {})
    said = capfd.readouterr().out
    assert "地区生产总值" in said
    assert "10200000000" in said
