"""A PDF and a Word file made on the spot."""

import io


def pdf(*pages: list[tuple[float, float, str]]) -> bytes:
    """Write a PDF by hand: (x, y, text) in the one font that every reader brings with it."""
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        (
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
        ),
    ]
    for i, page in enumerate(pages):
        drawn = "\n".join(
            f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, text in page
        )
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * i} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


def word() -> bytes:
    import docx

    document = docx.Document()
    document.add_heading("前三季度经济运行情况", 1)
    document.add_paragraph("全市地区生产总值341.6亿元，增长6.4%。")
    table = document.add_table(2, 3)
    for cell, text in zip(
        (c for r in table.rows for c in r.cells), ("指标", "总量", "增长", "产值", "5亿元", "3%"), strict=True
    ):
        cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    document.add_paragraph("完。")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
