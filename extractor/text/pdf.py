"""The text of a PDF in reading order: columns of prose one after the other, rows of a table side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from extractor.errors import InputError

_PROSE = 8  # a column of prose has longer lines than a table has cells
_FEW = 3  # fewer lines than this are no column


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line, in points from the lower left."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        """How high the line is."""
        return self.top - self.bottom


def read_pdf(data: bytes, *, name: str = "<input>") -> str:
    """Read all pages; raise InputError for a PDF that is broken, locked or a scan."""
    try:
        import pypdfium2
    except ImportError as e:
        raise InputError(f"{name}: reading PDF needs an extra: pip install 'zhibiao[pdf]'") from e
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            pages = ["\n".join(lines(pieces(page.get_textpage()))) for page in pdf]
    except pypdfium2.PdfiumError as e:
        raise InputError(
            f"{name}: not a PDF that can be opened (broken, or locked by a password): {e}"
        ) from e
    text = "\n".join(p for p in pages if p)
    if not text.strip():
        raise InputError(f"{name}: the PDF holds no text; a scan needs OCR first")
    return text


def pieces(page: "object") -> list[Piece]:
    """Take the runs of text that stand on a page."""
    found = []
    for i in range(page.count_rects()):  # type: ignore[attr-defined]
        left, bottom, right, top = page.get_rect(i)  # type: ignore[attr-defined]
        text = page.get_text_bounded(left, bottom, right, top)  # type: ignore[attr-defined]
        text = " ".join(text.replace("\x02", "").split())
        if text:
            found.append(Piece(left, bottom, right, top, text))
    return found


def lines(page: Sequence[Piece]) -> Iterator[str]:
    """Yield the lines of a page, or of one column of it, in reading order."""
    strips = list(_strips(page))
    at = 0
    while at < len(strips):
        # The longest run of lines that a gutter divides: what stands above and below it spans the page.
        for end in range(len(strips), at + _FEW - 1, -1):
            block = [p for strip in strips[at:end] for p in strip]
            gutter = _gutter(block)
            if gutter is not None:
                yield from lines([p for p in block if p.right <= gutter])
                yield from lines([p for p in block if p.left >= gutter])
                at = end
                break
        else:
            yield _line(strips[at])
            at += 1


def _strips(page: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Group what shares a height, from the top."""
    strip: list[Piece] = []
    bottom = 0.0
    for piece in sorted(page, key=lambda p: (-p.top, p.left)):
        if strip and piece.top - 0.4 * piece.height <= bottom:
            yield strip
            strip = []
        bottom = min(bottom, piece.bottom) if strip else piece.bottom
        strip.append(piece)
    if strip:
        yield strip


def _gutter(block: Sequence[Piece]) -> float | None:
    """Find the widest blank that runs down between two columns of prose."""
    wide, found = 0.6 * median(p.height for p in block), None
    edge = float("-inf")
    for i, piece in enumerate(ordered := sorted(block, key=lambda p: p.left)):
        if i and piece.left - edge > wide and _columns(ordered[:i], ordered[i:]):
            wide, found = piece.left - edge, (edge + piece.left) / 2
        edge = max(edge, piece.right)
    return found


def _columns(*sides: Sequence[Piece]) -> bool:
    return all(len(side) >= _FEW and median(len(p.text) for p in side) >= _PROSE for side in sides)


def _line(strip: Sequence[Piece]) -> str:
    """Write one line; two blanks stand where cells are apart."""
    out, edge = "", float("inf")
    for piece in sorted(strip, key=lambda p: p.left):
        out += ("  " if piece.left - edge > 0.8 * piece.height else "") + piece.text
        edge = piece.right
    return out
