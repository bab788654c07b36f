"""The whole chain: first sentences, the shipped corpus, the same bytes again."""

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from extractor import Pipeline, extract
from extractor.batch.sources import Input
from extractor.config import Config
from extractor.contract import Document, Record
from extractor.errors import InputError
from extractor.pipeline import Work, parse_date
from extractor.text.model import PartialDate

TOP = Path(__file__).parent.parent


def only(text: str, published: str | None = None) -> Record:
    (record,) = extract(text, published=published).records
    return record


def test_the_first_extraction_through_a_broken_page() -> None:
    text = (
        "东湖新区工业稳中有进\n\n今年以来,东湖新区坚持工业立区,一批重点项目相继落\n地。前三季\n\n度,东湖新区地区生产总值"
        "341.6亿 元,同比增\n长6.4%,呈现稳中向好的态势。\n"
    )
    r = only(text, "2024-10-20")
    assert (r.indicator.text, r.value and r.value.number, r.growth and r.growth.rate) == (
        "地区生产总值",
        Decimal(34160000000),
        Decimal("6.4"),
    )
    assert r.period is not None
    assert (r.period.start, r.period.end, r.period.cumulative) == ("2024-01-01", "2024-09-30", True)
    assert r.growth is not None
    assert r.growth.basis == "yoy"
    assert r.subject is not None
    assert r.subject.name == "东湖新区"


def test_the_year_is_never_guessed() -> None:
    r = only("前三季度，全市地区生产总值341.6亿元。")
    assert r.period is not None
    assert r.period.start == "XXXX-01-01"


@pytest.mark.parametrize(
    "text", ["", " \n\t", "。", "1", "没有数字的一句话。", "\x00", "\ufeff", "（" * 50, "、" * 50]
)
def test_nothing_in_nothing_out(text: str) -> None:
    assert extract(text).records == ()


def test_the_corpus_is_read_whole(corpus_documents: list[tuple[Input, Document]]) -> None:
    assert len(corpus_documents) >= 60
    assert sum(len(d.records) for _, d in corpus_documents) > 600


def test_same_bytes_at_any_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; from extractor import Pipeline; from pathlib import Path; p = Pipeline();"
        "files = sorted(Path('corpus').glob('zone-0*.txt'));"
        "sys.stdout.write(''.join(p.document(f.read_text('utf-8'), doc_id=f.stem, published='2024-05-01').to_json()"
        " + chr(10) for f in files))"
    )
    outs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=TOP,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "4711")
    ]
    assert outs[0]
    assert outs[0] == outs[1]


def test_a_stage_can_be_replaced() -> None:
    def nobody(work: Work) -> None:
        work.entities = ()

    doc = Pipeline(replace={"organizations": nobody}).document("达丰（重庆）电联有限公司产值120亿元。")
    assert doc.organizations == ()


def test_an_unknown_stage_is_named() -> None:
    with pytest.raises(InputError, match="no stage named 'polish'"):
        Pipeline(Config(stages=("clean", "polish")))


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("2024-02-27", PartialDate(2024, 2, 27)),
        ("20240227", PartialDate(2024, 2, 27)),
        ("2024-02", PartialDate(2024, 2)),
        ("2024", PartialDate(2024)),
        ("2024年2月27日", PartialDate(2024, 2, 27)),
        ("2024-02-27T08:30:00Z", PartialDate(2024, 2, 27)),
        (date(2024, 2, 27), PartialDate(2024, 2, 27)),
        (None, None),
    ],
)
def test_dates_are_read(given: str | date | None, read: PartialDate | None) -> None:
    assert parse_date(given) == read


@pytest.mark.parametrize("wrong", ["yesterday", "2024-13-01", "2023-02-29", "", "27.2.2024"])
def test_wrong_dates_say_how_to_write_them(wrong: str) -> None:
    with pytest.raises(InputError, match="write it as 2024-02-27"):
        parse_date(wrong)
