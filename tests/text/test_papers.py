"""PDF and DOCX: the text, in the order in which a person reads it."""

import io
import zipfile
from pathlib import Path

import pytest
from paper_samples import pdf, word

from extractor.errors import InputError
from extractor.text.readers.docx import read_docx
from extractor.text.readers.pdf import Piece, lines, read_pdf

pytest.importorskip("pypdfium2")
pytest.importorskip("docx")


def test_columns_are_read_one_after_the_other() -> None:
    left = [
        "前三季度，东湖新区地区生产",
        "总值341.6亿元，同比增长",
        "6.4%，工业增加值145.9亿",
        "元，增长56.6%。",
    ]
    right = [
        "社会消费品零售总额98.7亿",
        "元，同比增长8.1%。固定资",
        "产投资增长12.3%，其中民",
        "间投资增长9.9%。",
    ]
    page = [(100.0, 740.0, "东湖新区前三季度经济运行稳中有进")]
    # The writer of the file put the lines of both columns down side by side.
    for i, (a, b) in enumerate(zip(left, right, strict=True)):
        page += [(40, 700 - 16 * i, a), (320, 700 - 16 * i, b)]
    page.append((150, 600, "（本报记者　王明　通讯员　李华　编辑　赵云　审核　钱江）"))
    text = read_pdf(pdf(page, [(40, 700, "第二版全市工业产值5亿元。")]))
    read = [line.replace(" ", "") for line in text.split("\n")]
    assert read == [page[0][2], *left, *right, page[-1][2].replace("\u3000", ""), "第二版全市工业产值5亿元。"]


def test_rows_of_a_table_stay_rows() -> None:
    rows = [
        ("指标", "总量", "增长"),
        ("工业产值", "145.9", "56.6"),
        ("零售总额", "98.7", "8.1"),
        ("进出口", "4.5", "5.6"),
    ]
    page = [(40 + 150 * j, 700 - 16 * i, cell) for i, row in enumerate(rows) for j, cell in enumerate(row)]
    assert read_pdf(pdf(page)).split("\n") == ["  ".join(row) for row in rows]  # type: ignore[arg-type]


def test_a_title_above_columns_that_begin_at_one_height() -> None:
    def line(x: float, y: float, text: str) -> Piece:
        return Piece(x, y, x + 10 * len(text), y + 10, text)

    page = [line(0, 100, "一个横跨两栏的很长很长的标题在最上面")]
    page += [
        line(x, y, f"{side}栏第{y}行的文字够长") for y in (80, 64, 48) for x, side in ((0, "左"), (150, "右"))
    ]
    assert [text[0] for text in lines(page)] == ["一", "左", "左", "左", "右", "右", "右"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a PDF"),
        (b"%PDF-1.4 broken", "not a PDF"),
        (pdf([]), "a scan needs OCR"),
        (pdf([(40, 700, " ")]), "no text"),
    ],
)
def test_a_pdf_without_text_says_so(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=rf"a\.pdf: .*{said}"):
        read_pdf(data, name="a.pdf")


def test_word_keeps_its_order() -> None:
    assert read_docx(word()).split("\n") == [
        "# 前三季度经济运行情况",
        "全市地区生产总值341.6亿元，增长6.4%。",
        "| 指标 | 总量 增长 |",
        "|---|---|",
        "| 产值 | 5亿元 | 3% |",
        "完。",
    ]


def test_a_word_file_that_is_none_says_so() -> None:
    with pytest.raises(InputError, match=r"a\.docx: not a Word document"):
        read_docx(b"nothing", name="a.docx")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b"0" * 200_000_001)
    with pytest.raises(InputError, match="unpacks to"):
        read_docx(packed.getvalue(), name="a.docx")


def test_both_through_the_whole_chain(tmp_path: Path) -> None:
    from extractor.batch.sources import Input, Reading, read_all
    from extractor.pipeline import Pipeline

    (tmp_path / "a.docx").write_bytes(word())
    (tmp_path / "b.pdf").write_bytes(pdf([(40, 700, "前三季度，全市地区生产总值341.6亿元，增长6.4%。")]))
    for item in read_all([str(tmp_path)], Reading()):
        assert isinstance(item, Input), item
        doc = Pipeline().document(
            item.text, doc_id=item.doc_id, media_type=item.media_type, published="2024-10-20"
        )
        assert doc.records[0].value
        assert doc.records[0].value.number == 34160000000
