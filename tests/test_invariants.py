"""Whatever the text: all is proved, replayed, in order, valid, the same twice, and no number says else than its text."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invariants import CHECKS, check_chain, check_rules, misread

from extractor import Pipeline
from extractor.batch.sources import Input
from extractor.contract import Document, schema

TOP = Path(__file__).parent.parent
VALID = jsonschema.Draft202012Validator(schema())
PIECES = [
    "前三季度，",
    "全市",
    "东湖新区",
    "地区生产总值",
    "341.6亿元",
    "，",
    "增长",
    "6.4%",
    "。",
    "同比",
    "下降",
    "1.2个百分点",
    "；",
    "其中",
    "出口",
    "、",
    "进口",
    "分别",
    "5亿、6亿和7万吨",
    "占比",
    "达",
    "三成",
    "翻番",
    "由",
    "5%",
    "提高到",
    "约",
    "超过",
    "20多家",
    "（",
    "）",
    "“",
    "”",
    "1-11月",
    "今年",
    "去年同期",
    "到2025年",
    "预计",
    "达丰（重庆）电联有限公司",
    "本报讯（记者 李明）",
    "图为车间。 摄/王强",
    "\n",
    "\n\n",
    "\n第二条新闻\n\n",
    "",
    " 指标 ",
    " 数值 ",
    "\n",
    "---",
    "---",
    "\n",
    " 产值（亿元） ",
    " 5.2 ",
    "\n",
    "# 标题\n",
    "<p>",
    "&nbsp;",
    "１２３．５％",
    "億元，較去年",
    "0.00",
    "1,234",
    "3:4",
    "三分之二",
    "十三万四千户",
    "一",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=20).map("".join),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_through_the_chain(text: str) -> None:
    check_rules(text)


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_any_text_with_the_tagger(text: str) -> None:
    check_chain(text)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_output_fits_the_schema(pipeline: Pipeline, text: str) -> None:
    VALID.validate(json.loads(pipeline.document(text).to_json()))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_holds_its_mentions(text: str) -> None:
    CHECKS["mentions"](text)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=60),
        TEXTS.map(lambda t: t.encode("gb18030")),
        TEXTS.map(lambda t: t.encode("utf-16")),
    )
)
def test_any_bytes_are_a_text_or_an_error(data: bytes) -> None:
    CHECKS["decode"](data)
    CHECKS["decode"](data[:-1])


def test_the_corpus_holds_all(corpus_documents: list[tuple[Input, Document]]) -> None:
    for item, doc in corpus_documents:
        VALID.validate(json.loads(doc.to_json()))
        assert not list(misread(doc)), item.doc_id
        assert [r.id for r in doc.records] == [f"r{n}" for n in range(1, len(doc.records) + 1)]


KEPT = sorted((TOP / "tests" / "cases" / "fuzz").glob("*-*.*"))


@pytest.mark.parametrize("path", KEPT, ids=lambda p: p.name)
def test_what_the_fuzzer_found_stays_mended(path: Path) -> None:
    data, target = path.read_bytes(), path.name.partition("-")[0]
    check = check_rules if target == "chain" else CHECKS[target]
    check(data if target == "decode" else data.decode("utf-8", "ignore"))


@pytest.mark.parametrize("target", ["decode", "chain"])
def test_a_short_run_of_the_fuzzer_finds_nothing(target: str, tmp_path: Path) -> None:
    pytest.importorskip("atheris")
    script = str(TOP / "scripts" / "fuzz.py")
    command = [sys.executable, script, target, "--seconds", "1", "--seeds", "30", "--finds", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    kept = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    assert done.returncode == 0, (done.stdout[-2000:], kept)
