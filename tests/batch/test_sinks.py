"""What is written: flat rows, the published Arrow schemas, exact numbers."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from batch_samples import Write, row

from extractor.batch.arrow import DOCUMENTS, RECORDS, describe, fit
from extractor.batch.flat import COLUMNS
from extractor.batch.model import Input
from extractor.cli.main import main
from extractor.contract import Document, schema
from extractor.wire import dumps, loads

DOCS = Path(__file__).parents[2] / "docs"


def extract(*arguments: object) -> None:
    assert main(["extract", *map(str, arguments), "-q"]) == 0


def test_csv_flat_lines_and_flat_parquet_hold_the_same(table: Write, tmp_path: Path) -> None:
    path = table([row(n) for n in range(3)])
    out = {name: tmp_path / name for name in ("o.csv", "o.jsonl", "o.parquet")}
    for file in out.values():
        extract(path, "-o", file, *(["--flat"] if file.suffix != ".csv" else []))
    sheet = list(csv.DictReader(out["o.csv"].read_text("utf-8-sig").splitlines()))
    lines = [loads(line) for line in out["o.jsonl"].read_text("utf-8").splitlines()]
    parquet = pq.read_table(out["o.parquet"])
    assert parquet.schema.equals(RECORDS, check_metadata=True)
    assert len(sheet) == len(lines) == parquet.num_rows == 3
    for a, b, c in zip(sheet, lines, parquet.to_pylist(), strict=True):
        assert tuple(a) == tuple(b) == tuple(c) == COLUMNS
        assert Decimal(a["number"]) == b["number"] == c["number"]
        assert a["key"] == b["key"] == c["key"]


def test_nested_parquet_holds_the_contract(
    corpus_documents: list[tuple[Input, Document]], tmp_path: Path
) -> None:
    rows = [doc.to_dict() for _, doc in corpus_documents]
    held = pa.Table.from_pylist([fit(loads(dumps(r))) for r in rows], schema=DOCUMENTS).to_pylist()
    for said, told in zip(rows, held, strict=True):
        assert without_nulls(told) == without_nulls(loads(dumps(said)))
        jsonschema.validate(json.loads(dumps(plain(told))), schema(), cls=jsonschema.Draft202012Validator)


def without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {k: without_nulls(v) for k, v in value.items() if v is not None}
    return [without_nulls(v) for v in value] if isinstance(value, list) else value


def plain(value: object) -> object:
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if k != "spans" or v is not None}
    return [plain(v) for v in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        (5, Decimal(5)),
        (Decimal("0.000000001"), Decimal("0.000000001")),
        (Decimal("1E-10"), None),
        (10**29, None),
        (10**29 - 1, Decimal(10**29 - 1)),
        (None, None),
    ],
)
def test_numbers_are_exact_or_null(number: object, kept: Decimal | None) -> None:
    held = pa.Table.from_pylist([fit({"number": number})], schema=pa.schema([RECORDS.field("number")]))
    assert held["number"].to_pylist() == [kept]


@pytest.mark.parametrize("name", ["documents", "records"])
def test_the_published_schema_is_the_one_that_is_written(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "--arrow", name]) == 0
    shown = capsys.readouterr().out
    assert shown == describe(name) + "\n"
    assert (DOCS / f"arrow-{name}.txt").read_text("utf-8") == shown


def test_the_same_results_make_the_same_parquet(table: Write, tmp_path: Path) -> None:
    path = table([row(n) for n in range(130)])
    for jobs in (1, 2):
        extract(path, "-o", tmp_path / str(jobs), "-j", jobs, "--format", "parquet", "--no-orgs")
    extract(path, "-o", tmp_path / "s.parquet", "--no-orgs")
    assert (
        len(
            {
                p.read_bytes()
                for p in (
                    tmp_path / "1" / "documents.parquet",
                    tmp_path / "2" / "documents.parquet",
                    tmp_path / "s.parquet",
                )
            }
        )
        == 1
    )
