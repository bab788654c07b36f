"""Web pages, Word files and PDFs made to break their reader."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from growing import outgrows

from extractor.text.readers.pdf import Piece, lines

SENTENCE = "前三季度，全市地区生产总值341.6亿元，增长6.4%。"
Article = Callable[..., Any]
BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body><script>var x = '产值9亿元';</script><style>p{{}}</style><p>{SENTENCE}</p></body></html>",
        f"<p onclick=\"alert('产值9亿元')\">{SENTENCE}<img src=x onerror='产值9亿元'></p>",
        f"<html><body>{'<div>' * 10_000}<p>{SENTENCE}</p>{'</div>' * 10_000}</body></html>",
        f"{'<b><i>' * 5_000}{SENTENCE}",
        f"<html><body><p>{SENTENCE}</p>{'<script>' * 20_000}",
        f"<html><body><p>{SENTENCE}</p>{'<!--' * 20_000}",
        f"<html><body><p>{SENTENCE}<p>" + "<a href='#'>" * 5_000,
        f"<html><body><table>{'<tr><td>' * 3_000}</table><p>{SENTENCE}</p>",
        f"<!DOCTYPE html [<!ENTITY a '产值9亿元'><!ENTITY b '{'&a;' * 99}'>]><html><p>{SENTENCE}</p>&b;&b;</html>",
    ],
    ids=["script", "event", "nested", "unclosed", "scripts", "comments", "links", "cells", "entities"],
)
def test_a_page_gives_its_text_and_nothing_of_its_code(article: Article, page: str) -> None:
    doc = article(page, "a.html")
    numbers = [r["value"]["number"] for r in doc["records"] if r["value"]]
    assert set(numbers) == {34160000000}


def packed(document: str, **more: bytes) -> bytes:
    """Pack a Word file around a body."""
    docx = pytest.importorskip("docx")
    whole, out = io.BytesIO(), io.BytesIO()
    docx.Document().save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, document.encode() if name == "word/document.xml" else old.read(name))
        for name, data in more.items():
            new.writestr(name, data)
    return out.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def lying(data: bytes) -> bytes:
    """Let the packed body claim to be small."""
    at = data.rindex(b"word/document.xml")  # its name in the directory at the end; the size stands before it
    return data[: at - 22] + struct.pack("<I", 1000) + data[at - 18 :]


def test_a_bomb_is_refused_before_it_is_unpacked(article: Article) -> None:
    bomb = packed(BODY.format("<w:p/>" * 9_000_000))
    assert len(bomb) < 1_000_000
    assert "no article is that long" in article(bomb, "a.docx")
    assert "cannot be read" in article(lying(bomb), "a.docx")
    pictures = packed(BODY.format(paragraph(SENTENCE)), **{"word/media/a.png": bytes(201_000_000)})
    assert "no article is that long" in article(pictures, "b.docx")


def test_entities_of_a_word_file_are_not_unfolded(article: Article) -> None:
    names = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    document = f"<!DOCTYPE x [<!ENTITY e0 '产值9亿元。'>{names}]>{BODY.format(paragraph('&e11;'))}"
    told = article(packed(document), "a.docx")
    assert isinstance(told, str) or told["records"] == []


def test_a_cell_that_claims_to_cover_a_billion_columns(article: Article) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>{paragraph(SENTENCE)}</w:tc>'
    doc = article(packed(BODY.format(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>{paragraph(SENTENCE)}")), "a.docx")
    assert doc["records"]


def test_three_thousand_rows_merged_into_one_cell(article: Article) -> None:
    def row(merge: str) -> str:
        return f"<w:tr><w:tc><w:tcPr><w:vMerge{merge}/></w:tcPr>{paragraph('产值' if merge else '')}</w:tc></w:tr>"

    rows = row(' w:val="restart"') + row("") * 3_000
    doc = article(packed(BODY.format(f"<w:tbl>{rows}</w:tbl>{paragraph(SENTENCE)}")), "a.docx")
    assert doc["records"]


def written(objects: list[str], trailer: str = "") -> bytes:
    """Write a PDF by hand."""
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{len(out)}\n%%EOF\n"
    ).encode("latin-1")


def page(drawn: str, page_tree: str = "/Kids [3 0 R] /Count 1") -> list[str]:
    return [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages {page_tree} >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
    ]


def pdfs() -> Iterator[tuple[str, bytes, str]]:
    """Yield broken PDFs, and what is said of each."""
    locked = page("BT /F1 10 Tf 40 700 Td (GDP 5.2%) Tj ET")
    key = f"<{'41' * 32}>"
    lock = f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>"
    yield "locked", written([*locked, lock], "/Encrypt 6 0 R /ID [<41><41>] "), "locked by a password"
    yield "scan", written(page("0 0 600 800 re f")), "a scan needs OCR"
    yield "circle", written(page("", "/Kids [2 0 R] /Count 1")), "a.pdf: "
    yield "no page", written(page("", "/Kids [] /Count 0")), "a.pdf: "
    yield "billions", written(page("", "/Kids [] /Count 2000000000")), "a.pdf: "
    yield "cut", written(page("BT ET"))[:300], "a.pdf: "


@pytest.mark.parametrize(("data", "said"), [p[1:] for p in pdfs()], ids=[p[0] for p in pdfs()])
def test_a_pdf_without_a_text_to_read_says_why(article: Article, data: bytes, said: str) -> None:
    pytest.importorskip("pypdfium2")
    told = article(data, "a.pdf")
    assert isinstance(told, str)
    assert said in told


@pytest.mark.parametrize("width", [100, 230, 500])
def test_a_page_of_four_thousand_lines_is_ordered_in_time(width: int) -> None:
    def ordered(count: int) -> None:
        page = [
            Piece(260 * (n % 2) if width < 260 else 0, 10 * n, width, 10 * n + 9, "文" * (n % 40))
            for n in range(count)
        ]
        assert len(list(lines(page))) >= count // 2

    assert not outgrows(ordered, 500, 4_000, times=8)
