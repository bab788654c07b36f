"""The text of a Word document: headings, paragraphs and tables in their order."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.errors import InputError

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_UNPACKED = 200_000_000  # bytes, with pictures
_MARKUP = 50_000_000  # bytes of XML, which takes many times as much once it is parsed


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
            parts = packed.infolist()
    except zipfile.BadZipFile as e:
        raise InputError(f"{name}: not a Word document (.docx): {e}") from e
    size = sum(i.file_size for i in parts)
    markup = sum(i.file_size for i in parts if i.filename.endswith((".xml", ".rels")))
    if size > _UNPACKED or markup > _MARKUP:
        raise InputError(f"{name}: unpacks to {size} bytes, {markup} of them XML; no article is that long")


def _paragraph(paragraph: "Paragraph") -> str:
    text = paragraph.text.strip()
    style = (paragraph.style.name if paragraph.style else "") or ""
    return f"# {text}" if text and style.startswith(("Heading", "Title", "标题")) else text


def _rows(table: "Table") -> Iterator[str]:
    from docx.table import _Cell

    above: dict[int, str] = {}  # by column
    for number, row in enumerate(table.rows):
        column, here = 0, {}
        # Not row.cells: it has a cell for each column that one covers, and a file may claim any number of them.
        for tc in row._tr.tc_lst:
            merged = tc.vMerge == "continue"
            text = above.get(column, "") if merged else " ".join(_Cell(tc, table).text.split())
            here[column] = text.replace("|", "｜")
            column += max(1, tc.grid_span)
        above, texts = here, list(here.values())
        yield f"| {' | '.join(texts)} |"
        if number == 0:
            yield f"|{'---|' * len(texts)}"
