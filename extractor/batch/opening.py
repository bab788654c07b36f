"""A unit's bytes to the text that spans count in."""

from dataclasses import replace

from extractor.batch.listing import DOCX
from extractor.batch.model import Failure, Input, Reading, Unit
from extractor.errors import ZhibiaoError
from extractor.text.readers.decode import decode

CONVERTED = ("text/html", "application/pdf", DOCX)  # spans count in a text that was read out of these


def open_unit(unit: Unit, reading: Reading) -> Input | Failure:
    """Decode one unit, or say why not."""
    try:
        read = _open(unit, reading)
        if len(read.text) > reading.max_chars:
            return Failure(
                unit.name,
                f"{len(read.text)} characters; no article is that long (--max-chars moves the limit of {reading.max_chars})",
                "too-long",
                unit.doc_id,
            )
    except ZhibiaoError as e:
        return Failure(unit.name, str(e), doc_id=unit.doc_id)
    except Exception as e:  # a parser's defect must not cost the night's run; it is reported in full
        message = f"the {unit.media_type} cannot be read: {type(e).__name__}: {e}"
        return Failure(unit.name, message, doc_id=unit.doc_id)
    return read


def _open(unit: Unit, reading: Reading) -> Input:
    made = Input(
        unit.doc_id,
        "",
        unit.uri,
        unit.media_type,
        published=unit.published,
        published_from=unit.published_from,
        title=unit.title,
    )
    if unit.decoded:
        return replace(made, text=unit.content.decode("utf-8", "surrogatepass"))
    if unit.media_type == "application/pdf":
        from extractor.text.readers.pdf import read_pdf

        return replace(made, text=read_pdf(unit.content, name=unit.name))
    if unit.media_type == DOCX:
        from extractor.text.readers.docx import read_docx

        return replace(made, text=read_docx(unit.content, name=unit.name))
    decoded = decode(unit.content, encoding=reading.encoding, errors=reading.errors, name=unit.name)
    made = replace(made, text=decoded.text, encoding=decoded.encoding, warnings=tuple(decoded.warnings))
    return _page(made) if unit.media_type == "text/html" else made


def _page(made: Input) -> Input:
    """Read the main text out of a page; its own date goes before one in the file's name."""
    from extractor.text.readers.html import read_html

    page = read_html(made.text)
    if page.date and made.published_from == "filename":
        return replace(made, text=page.text, published=str(page.date), published_from="metadata")
    return replace(made, text=page.text)
