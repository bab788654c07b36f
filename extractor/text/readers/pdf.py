"""The text of a PDF in reading order: columns of prose one after the other, rows of a table side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractor.errors import InputError

_PROSE = 8  # a column of prose has longer lines than a table has cells
_FEW = 3  # fewer lines than this are no column
_TALLEST = 400  # no readable page has as many lines; a column is looked for no further


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
    strips, at = list(_strips(page)), 0
    while at < len(strips):
        divided = _divided(strips[at : at + _TALLEST])
        if divided is None:
            yield _line(strips[at])
            at += 1
            continue
        # What stands above and below these lines spans the page.
        end, gutter = divided
        block = [p for strip in strips[at : at + end] for p in strip]
        yield from lines([p for p in block if p.right <= gutter])
        yield from lines([p for p in block if p.left >= gutter])
        at += end


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


@dataclass(frozen=True, slots=True)
class _Gap:
    """A blank that runs down between pieces, and the pieces on either side: how many, and how many long ones."""

    start: float
    end: float
    left: tuple[int, int] = (0, 0)
    right: tuple[int, int] = (0, 0)

    def after(self, piece: Piece, wide: float) -> Iterator["_Gap"]:
        """Yield what a further piece leaves of it."""
        left, right = _more(self.left, piece), _more(self.right, piece)
        if piece.right <= self.start:
            yield replace(self, left=left)
        elif piece.left >= self.end:
            yield replace(self, right=right)
        else:
            if piece.left - self.start > wide:
                yield replace(self, end=piece.left, right=right)
            if self.end - piece.right > wide:
                yield replace(self, start=piece.right, left=left)

    @property
    def gutter(self) -> bool:
        """Whether it divides two columns of prose."""
        return all(count >= _FEW and 2 * long > count for count, long in (self.left, self.right))


def _more(side: tuple[int, int], piece: Piece) -> tuple[int, int]:
    return side[0] + 1, side[1] + (len(piece.text) >= _PROSE)


def _divided(strips: Sequence[Sequence[Piece]]) -> tuple[int, float] | None:
    """Find the longest run of lines from the first one that a gutter divides: its length, and the gutter."""
    page = [p for strip in strips for p in strip]
    wide = 0.6 * median(p.height for p in page)
    gaps = [_Gap(min(p.left for p in page), max(p.right for p in page))]
    found = None
    for end, strip in enumerate(strips, 1):
        for piece in strip:
            gaps = [g for gap in gaps for g in gap.after(piece, wide)]
        if not gaps:
            break
        if gutters := [g for g in gaps if g.gutter]:
            best = max(gutters, key=lambda g: g.end - g.start)
            found = end, (best.start + best.end) / 2
    return found


def _line(strip: Sequence[Piece]) -> str:
    """Write one line; two blanks stand where cells are apart."""
    out, edge = "", float("inf")
    for piece in sorted(strip, key=lambda p: p.left):
        out += ("  " if piece.left - edge > 0.8 * piece.height else "") + piece.text
        edge = piece.right
    return out
