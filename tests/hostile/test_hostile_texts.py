"""Texts that no newsroom would send: each has one clear outcome, and none takes the others down."""

import codecs
from collections.abc import Callable
from typing import Any

import pytest

from extractor import extract
from extractor.cli.main import main
from extractor.errors import InputError

SENTENCE = "前三季度，全市地区生产总值341.6亿元，增长6.4%。"
LONG = SENTENCE * 40 + "这是一个好的开始，企业在发展。"
Article = Callable[..., Any]


@pytest.mark.parametrize(
    "text", ["", " ", "　\n\t \r\n", "\ufeff", "\n" * 5000, " " * 50_000, "\u200b" * 999]
)
def test_nothing_but_blanks_is_a_document_without_records(article: Article, text: str) -> None:
    doc = article(text)
    assert (doc["records"], doc["organizations"], doc["warnings"]) == ([], [], [])
    assert doc["source"]["chars"] == len(text.removeprefix("\ufeff"))


@pytest.mark.parametrize("between", ["\x00", "\x00\x00 ", "\x07", "\x1b[31m", "\u202e", "\u2028", "\ufffd"])
def test_control_characters_stay_in_the_offsets(article: Article, between: str) -> None:
    text = f"{between}{SENTENCE}{between}{SENTENCE}"
    doc = article(text)
    spans = [r["value"]["span"] for r in doc["records"]]
    assert [text[a:b] for a, b in spans] == ["341.6亿元"] * 2


def test_nul_inside_a_number_is_no_crash(article: Article) -> None:
    assert article("产值3\x0041.6亿\x00元，增\x00长6.4%。")["source"]["chars"] == 20


@pytest.mark.parametrize("text", ["\ud800" + SENTENCE, SENTENCE + "\udfff", "产值\udc805亿元。"])
def test_half_a_surrogate_pair_is_an_error_with_its_place(text: str) -> None:
    at = next(i for i, c in enumerate(text) if "\ud800" <= c <= "\udfff")
    with pytest.raises(InputError, match=f"half of a surrogate pair at character {at}"):
        extract(text)
    with pytest.raises(InputError, match="the doc_id holds half of a surrogate pair"):
        extract(SENTENCE, doc_id="\udcd0")
    assert main(["explain", text]) == 2


def test_a_whole_pair_and_rare_characters_are_fine(article: Article) -> None:
    doc = article("𠮷镇🚀" + SENTENCE)
    assert doc["records"][0]["value"]["span"] == [16, 23]


def test_a_hundred_megabytes_on_one_line_are_refused_before_any_work(article: Article) -> None:
    told = article(
        SENTENCE * 50_000, max_chars=200_000
    )  # the same proportions: 4.1 MB against a limit of 0.2
    assert isinstance(told, str)
    assert "1400000 characters; no article is that long" in told
    told = article(b"9" * 100_000_001)
    assert "more than 100000000 bytes" in told


def test_half_a_megabyte_on_one_line_is_read(article: Article) -> None:
    doc = article("亿元增长" * 30_000 + "。" + SENTENCE)
    assert doc["records"][-1]["growth"]["rate"] == 6.4


def test_mixed_encodings_name_the_byte_and_can_be_replaced(article: Article) -> None:
    mixed = LONG.encode("gb18030") + "增长".encode() + b"\xff\xff" + LONG.encode("gb18030")
    told = article(mixed)
    assert "byte" in told
    assert "--errors replace" in told
    doc = article(mixed, errors="replace")
    assert (doc["source"]["encoding"], doc["warnings"][0]["code"]) == ("gb18030", "replaced-bytes")
    assert len(doc["records"]) >= 80
    doc = article(LONG.encode() + "增长".encode("gb18030") + LONG.encode(), errors="replace")
    assert (doc["source"]["encoding"], doc["warnings"][0]["code"]) == ("utf-8", "replaced-bytes")


def test_a_text_cut_in_the_middle_of_a_character_is_named_by_its_encoding(article: Article) -> None:
    cut = LONG.encode("gb18030")[:-3]
    told = article(cut)
    assert "fits no gb18030 text" in told
    doc = article(cut, errors="replace")
    assert doc["source"]["encoding"] == "gb18030"
    assert len(doc["records"]) == 40


@pytest.mark.parametrize(
    ("mark", "encoding", "found"),
    [
        (codecs.BOM_UTF8, "gb18030", "gb18030"),
        (codecs.BOM_UTF16_LE, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_BE, "utf-8", "utf-8"),
        (codecs.BOM_UTF8, "utf-16-le", "utf-16-le"),
    ],
)
def test_a_wrong_mark_is_seen_and_said(article: Article, mark: bytes, encoding: str, found: str) -> None:
    doc = article(mark + f"{LONG}\n".encode(encoding))
    assert (doc["source"]["encoding"], doc["warnings"][0]["code"]) == (found, "wrong-mark")
    assert len(doc["records"]) == 40


@pytest.mark.parametrize("text", ["中中", LONG, "GDP 5.2%\n"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_a_right_mark_is_believed(article: Article, text: str, encoding: str) -> None:
    doc = article(text.encode(encoding))
    assert (doc["source"]["chars"], doc["warnings"]) == (len(text), [])


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + bytes(5000), b"\xff" * 9999])
def test_what_is_no_text_is_named_or_empty(article: Article, data: bytes) -> None:
    told = article(data)
    assert "fits no" in told if isinstance(told, str) else told["records"] == []


@pytest.mark.parametrize(
    ("names", "behind"), [("甘肃银行、兰州银行", "等企业"), ("晨光精密、微网优联、远泽科技", "三家企业")]
)
def test_the_blanks_of_an_indent_are_no_part_of_a_name(article: Article, names: str, behind: str) -> None:
    """They stand between all columns of a table, where a short name made of them would be found again."""
    doc = article(f"一季度情况\n　　{names}{behind}贷款增加3亿元。\n　　其他　　　　　　86.9　　　　　　……\n")
    found = {o["text"] for o in doc["organizations"]}
    assert found
    assert found <= set(names.split("、"))
