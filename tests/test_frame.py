"""Tables in memory: the published schema out, exact numbers, no row lost."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractor import extract, extract_table
from extractor.batch.arrow import DOCUMENTS, RECORDS
from extractor.config import Config
from extractor.errors import InputError
from extractor.frame import failures

FAST = Config(organizations=False)
TEXT = "前三季度，全市地区生产总值341.6亿元，增长6.4%；规上工业增加值下降2%。"


def table(**columns: Any) -> pa.Table:
    return pa.table(columns)


def test_a_record_a_row_with_the_published_schema() -> None:
    rows = table(doc_id=["a", "b"], text=[TEXT, "今天晴。"], published=["2024-10-20", None])
    out = extract_table(rows, config=FAST)
    assert out.schema.equals(RECORDS, check_metadata=True)
    want = extract(TEXT, doc_id="a", published="2024-10-20", config=FAST)
    assert out["doc_id"].to_pylist() == ["a"] * len(want.records)
    assert out["key"].to_pylist() == [r.key for r in want.records]
    assert out["number"].to_pylist()[0] == Decimal(34160000000)
    assert out["rate"].to_pylist()[:2] == [Decimal("6.4"), Decimal(-2)]
    assert out["end"].to_pylist()[0] == "2024-09-30"
    assert failures(out) == []


def test_a_document_a_row_holds_all_of_the_contract() -> None:
    out = extract_table(table(text=[TEXT, "今天晴。"]), shape="documents", config=FAST)
    assert out.schema.equals(DOCUMENTS, check_metadata=True)
    assert out["doc_id"].to_pylist() == ["0", "1"]
    assert [len(r) for r in out["records"].to_pylist()] == [2, 0]


@pytest.mark.parametrize(
    ("published", "start"),
    [
        (pa.array([datetime.date(2024, 10, 20)]), "2024-01-01"),
        (
            pa.array([datetime.datetime(2024, 10, 20, 8, tzinfo=datetime.UTC).replace(tzinfo=None)]),
            "2024-01-01",
        ),
        (pa.array([20241020]), "2024-01-01"),
        (pa.array(["2024年10月20日"]).dictionary_encode(), "2024-01-01"),
        (pa.nulls(1), "XXXX-01-01"),
        # Midnight in Beijing, not in Greenwich: the day is that of the column's own time zone.
        (
            pa.array(
                [datetime.datetime(2023, 12, 31, 16, tzinfo=datetime.UTC)], pa.timestamp("s", "Asia/Shanghai")
            ),
            "2024-01-01",
        ),
    ],
    ids=str,
)
def test_dates_of_every_kind(published: pa.Array, start: str) -> None:
    out = extract_table(table(text=["今年前三季度，工业增加值增长6.4%。"], published=published), config=FAST)
    assert out["start"].to_pylist() == [start]


@pytest.mark.parametrize(
    "text", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())], ids=str
)
def test_texts_of_every_kind(text: pa.DataType) -> None:
    assert len(extract_table(table(text=pa.array([TEXT], text)), config=FAST)) == 2


def test_columns_by_other_names() -> None:
    rows = table(body=[TEXT], day=["2024-10-20"], number=[7], head=["经济"])
    out = extract_table(
        rows, text="body", published="day", doc_id="number", title="head", shape="documents", config=FAST
    )
    (document,) = out.to_pylist()
    assert (document["doc_id"], document["published"]["date"]) == ("7", "2024-10-20")
    assert document["articles"][0]["title"] == "经济"


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        (table(body=["x"]), {}, "no column text; there are body"),
        (table(text=["x"]), {"published": "day"}, "no column day"),
        (table(text=[1.5]), {}, "text holds double"),
        (table(text=[[1]]), {}, "text holds list"),
    ],
    ids=str,
)
def test_a_wrong_table_is_told_so(rows: pa.Table, options: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        extract_table(rows, **options)  # type: ignore[arg-type]


def test_whatever_gives_itself_as_arrow_is_a_table() -> None:
    batch = pa.RecordBatch.from_pylist([{"text": TEXT}])
    assert len(extract_table(batch, config=FAST)) == 2
    duckdb = pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
    assert len(extract_table(duckdb.sql(f"SELECT '{TEXT}' AS text"), config=FAST)) == 2


def test_nothing_in_is_nothing_out() -> None:
    out = extract_table(table(text=pa.array([], pa.string())), config=FAST)
    assert (len(out), out.schema) == (0, RECORDS)


def failing() -> pa.Table:
    return table(
        doc_id=["a", "b", "c", None],
        text=[TEXT, None, TEXT, TEXT],
        published=["2024-10-20", None, "soon", "2024-10-20"],
    )


def test_rows_that_fail_are_named() -> None:
    with pytest.warns(UserWarning, match="2 of 4 documents failed, the first: b: no text"):
        out = extract_table(failing(), config=FAST)
    assert out["doc_id"].to_pylist() == ["a", "a", "3", "3"]
    assert [(f["row"], f["doc_id"], f["kind"]) for f in failures(out)] == [
        (1, "b", "unreadable"),
        (2, "c", "unreadable"),
    ]


def test_workers_give_the_same_in_the_same_order() -> None:
    rows = pa.concat_tables([failing()] * 40)  # more than two splits; the same document again is a row again
    with pytest.warns(UserWarning, match="80 of 160"):
        alone = extract_table(rows, config=FAST)
    with pytest.warns(UserWarning, match="80 of 160"):
        many = extract_table(rows, config=FAST, workers=2)
    assert many.equals(alone, check_metadata=True)
    assert len(many) == 160


def test_failures_stay_with_a_file(tmp_path: Any) -> None:
    with pytest.warns(UserWarning, match="failed"):
        out = extract_table(failing(), config=FAST)
    pq.write_table(out, tmp_path / "r.parquet")
    assert failures(pq.read_table(tmp_path / "r.parquet")) == failures(out)


class TestPandas:
    """The same, from and to DataFrames."""

    @pytest.fixture
    def pd(self) -> Any:
        return pytest.importorskip("pandas", reason="the extra pandas is not installed")

    def test_numbers_are_exact(self, pd: Any) -> None:
        from extractor import extract_frame

        df = pd.DataFrame({"text": [TEXT], "published": [pd.Timestamp(2024, 10, 20)]}, index=["x"])
        out = extract_frame(df, config=FAST)
        assert out["doc_id"].tolist() == ["x", "x"]
        assert out["number"].dtype == pd.ArrowDtype(pa.decimal128(38, 9))
        assert out["number"][0] == Decimal(34160000000)
        assert isinstance(out["rate"].sum(), Decimal)
        assert out["end"][0] == "2024-09-30"
        assert list(df.columns) == ["text", "published"]
        assert pa.Table.from_pandas(out).cast(RECORDS)

    def test_failures_are_in_attrs_and_survive_what_pandas_does(self, pd: Any) -> None:
        from extractor import extract_frame

        df = pd.DataFrame({"doc_id": ["a", "b"], "text": [TEXT, None], "other": [object(), 1]})
        with pytest.warns(UserWarning, match="1 of 2"):
            out = extract_frame(df, config=FAST)
        assert [f["doc_id"] for f in failures(out)] == ["b"]
        assert failures(out[out["rate"] > 0]) == failures(out)
        assert pd.concat([out, out]).shape[0] == 4

    @pytest.mark.parametrize(
        "make",
        [
            lambda pd: pd.DataFrame({"text": [TEXT, 3]}),
            lambda pd: pd.DataFrame({"text": [TEXT], "published": [object()]}),
            lambda pd: pd.DataFrame([[TEXT, TEXT]], columns=["text", "text"]),
            lambda pd: pd.DataFrame({"body": [TEXT]}),
        ],
    )
    def test_a_wrong_frame_is_told_so(self, pd: Any, make: Callable[[Any], Any]) -> None:
        from extractor import extract_frame

        with pytest.raises(InputError):
            extract_frame(make(pd))
