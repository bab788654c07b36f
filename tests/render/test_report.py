"""`zhibiao report`: one definition for a database and a result, the same bytes each time, and honest lines."""

import json
from pathlib import Path

import pytest

from extractor.cli.main import main
from extractor.render.markup import el
from extractor.render.report import amount

pytest.importorskip("duckdb")
ROWS = [
    ("a", "2022-02-01", "2021年，陕西省地区生产总值15000.5亿元，同比增长6%。"),
    ("b", "2023-02-01", "2022年，陕西省地区生产总值16000亿元，同比增长4.3%。"),
    ("c", "2024-02-01", "2023年，陕西省地区生产总值16078.5亿元，同比增长4%。"),
    ("d", "2024-02-03", "据介绍，2023年，陕西省地区生产总值16080亿元，同比增长4%。"),
    ("e", None, "全市出口12亿元，增长3%。<b>晨光精密机械有限公司</b>产值5亿元。"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("report")
    lines = [json.dumps({"doc_id": i, "published": p, "text": t}) for i, p, t in ROWS]
    (made / "in.jsonl").write_text("\n".join(lines), "utf-8")
    for name in ("out.jsonl", "out.duckdb"):
        assert main(["extract", str(made / "in.jsonl"), "-q", "-o", str(made / name)]) == 0
    return made


def report(source: Path, name: str = "r.html") -> str:
    out = source.with_name(name)
    assert main(["report", str(source), "-o", str(out), "--title", "各地 <经济>"]) == 0
    return out.read_text("utf-8")


def test_database_and_result_say_the_same_each_time(folder: Path) -> None:
    first = report(folder / "out.jsonl")
    assert report(folder / "out.jsonl", "again.html") == first
    assert report(folder / "out.duckdb", "base.html") == first


def test_it_says_what_the_corpus_says(folder: Path) -> None:
    page = report(folder / "out.jsonl")
    assert "5 篇文章，发布于 2022-02-01 至 2024-02-03；1 篇没有发布日期" in page
    assert "各地 &lt;经济&gt;" in page
    assert "2021-12 15,000.5亿元，2022-12 16,000亿元，2023-12 16,078.5亿元" in page  # the line of the level
    assert 'class="dot disputed"' in page
    assert "共 1 处" in page
    assert page.count("<blockquote>") == 2
    assert "+4% 同比" in page
    assert "<b>晨光" not in page


def test_a_place_that_no_text_names_joins_no_line(folder: Path) -> None:
    latest = report(folder / "out.jsonl").split('id="series"')[0]
    assert "陕西" in latest
    assert "全市" not in latest


def test_an_empty_result_is_a_report(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("没有数字。", "utf-8")
    assert main(["extract", str(tmp_path / "in.txt"), "-q", "-o", str(tmp_path / "r.jsonl")]) == 0
    assert "没有时期明确的实际数" in report(tmp_path / "r.jsonl")


def test_what_is_no_database_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.duckdb").write_text("x")
    for source, said in (
        (tmp_path / "a.duckdb", "not a database"),
        (tmp_path / "none.jsonl", "no such file"),
    ):
        assert main(["report", str(source), "-o", str(tmp_path / "r.html")]) == 2
        assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        ("14590000000", "CNY", "145.9亿元"),
        ("12000", "人", "1.2万人"),
        ("-55.9", "%", "-55.9%"),
        ("0.5", "USD", "0.5美元"),
    ],
)
def test_amounts_are_said_as_readers_say_them(number: str, unit: str, said: str) -> None:
    from decimal import Decimal

    assert amount(Decimal(number), unit) == said


def test_markup_escapes_what_is_text() -> None:
    assert (
        el("p", "<&>", el("b", '"'), None, title='a"<')
        == '<p title="a&quot;&lt;">&lt;&amp;&gt;<b>&quot;</b></p>'
    )
