"""Bytes of every encoding that such texts come in."""

import codecs

import pytest

from extractor.errors import DecodingError
from extractor.text.readers.decode import decode

SIMPLIFIED = "前三季度，全市实现地区生产总值341.6亿元，增长6.4%。这是一个好的开始，企业在发展。\n"
TRADITIONAL = "首三季的旅客逾二千五百萬，按年增加 6.6%。這個數字與去年同期相比，是有所上升的。\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        ("GDP 5.2%\n", "ascii", "utf-8"),
        ("", "utf-8", "utf-8"),
    ],
)
def test_encodings_are_found(text: str, encoding: str, found: str) -> None:
    result = decode(text.encode(encoding))
    assert (result.text, result.encoding) == (text, found)
    assert not result.warnings


def test_the_mark_is_removed_and_line_ends_stay() -> None:
    assert decode(codecs.BOM_UTF8 + "甲\r\n乙\r".encode()).text == "甲\r\n乙\r"


def test_the_encoding_can_be_named() -> None:
    assert decode(SIMPLIFIED.encode("gb18030"), encoding="gbk").text == SIMPLIFIED


def test_bytes_that_fit_nothing_are_an_error_with_place_and_way_out() -> None:
    data = SIMPLIFIED.encode() + b"\xff\xfe\xff" + SIMPLIFIED.encode()
    with pytest.raises(DecodingError) as caught:
        decode(data, encoding="utf-8", name="news/a.txt")
    message = str(caught.value)
    assert f"news/a.txt: byte {len(SIMPLIFIED.encode())}" in message
    assert "--errors replace" in message


def test_bytes_can_be_replaced_with_a_warning() -> None:
    result = decode(b"5.2%\xff" + "增长".encode(), encoding="utf-8", errors="replace")
    assert result.text == "5.2%\ufffd增长"
    assert [w.code for w in result.warnings] == ["replaced-bytes"]
    assert "byte 4" in result.warnings[0].message


def test_an_unknown_encoding_is_an_error() -> None:
    with pytest.raises(DecodingError, match="unknown"):
        decode(b"a", encoding="no-such")


def test_broken_bytes_without_a_name_are_an_error() -> None:
    with pytest.raises(DecodingError):
        decode(SIMPLIFIED.encode()[:-3] + b"\x81" * 3 + b"\xff\xff\xff", name="x")
