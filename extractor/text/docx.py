"""The text of a Word document: headings, paragraphs and tables in their order."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.errors import InputError

if TYPE_CHECKING:
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_UNPACKED = 200_000_000


def read_docx(data: bytes, *, name: str = "<input>") -> str:
    """Read the body; headings and tables are written as Markdown, as a web page's are."""
    try:
        import docx
        from docx.table import Table
    except ImportError as e:
        raise InputError(f"{name}: reading DOCX needs an extra: pip install 'zhibiao[docx]'") from e
    _check(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError) as e:
        raise InputError(f"{name}: not a Word document: {e}") from e
    parts = (
        "\n".join(_rows(part)) if isinstance(part, Table) else _paragraph(part)
        for part in document.iter_inner_content()
    )
    return "\n".join(p for p in parts if p)


def _check(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(i.file_size for i in packed.infolist())
    except zipfile.BadZipFile as e:
        raise InputError(f"{name}: not a Word document (.docx): {e}") from e
    if size > _UNPACKED:
        raise InputError(f"{name}: unpacks to {size} bytes; no article is that long")


def _paragraph(paragraph: "Paragraph") -> str:
    text = paragraph.text.strip()
    style = (paragraph.style.name if paragraph.style else "") or ""
    return f"# {text}" if text and style.startswith(("Heading", "Title", "标题")) else text


def _rows(table: "Table") -> Iterator[str]:
    for number, row in enumerate(table.rows):
        cells: list[_Cell] = []
        for cell in row.cells:
            if (
                not cells or cell._tc is not cells[-1]._tc
            ):  # a merged cell comes once for each column it covers
                cells.append(cell)
        texts = [" ".join(c.text.split()).replace("|", "｜") for c in cells]
        yield f"| {' | '.join(texts)} |"
        if number == 0:
            yield f"|{'---|' * len(texts)}"
