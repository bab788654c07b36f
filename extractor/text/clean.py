"""The whole way from a raw text to a clean one with its structure."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from extractor.late import late
from extractor.span import Span
from extractor.text.model import (
    Article,
    Aside,
    AsideKind,
    Cell,
    CleanText,
    Sentence,
    SentenceKind,
    Table,
    TextWarning,
)
from extractor.text.repair.characters import fix_characters, mend_joined
from extractor.text.repair.edits import Draft
from extractor.text.repair.joins import rejoin
from extractor.text.repair.markup import drop_markup
from extractor.text.script import is_traditional, simplified_view
from extractor.text.structure.articles import find_articles
from extractor.text.structure.heads import Piece, dateline_end
from extractor.text.structure.lines import Line, read_lines
from extractor.text.structure.repeats import mark_repeats
from extractor.text.structure.roles import KEPT_OUT
from extractor.text.structure.running_heads import settle_running_heads
from extractor.text.structure.sentences import cut, pieces
from extractor.text.tables.find import find_tables
from extractor.text.tables.grids import Grid


def clean(raw: str, *, markdown: bool = False) -> CleanText:
    """Repair a text and find its articles, sentences and tables."""
    draft = Draft(raw)
    drop_markup(draft, markdown=markdown)
    fix_characters(draft)
    whole = draft.text
    view = simplified_view(whole)
    heads: set[str] = set()
    lines, grids = _lay_out(view, heads)
    lifted = _rejoin(draft, lines, view)
    if lifted is not None:
        mend_joined(draft)
        view = simplified_view(draft.text) if view is not whole else draft.text
        lines, grids = _lay_out(view, heads)
        _mark_halves(lines, draft)
    page = _Page(lines, draft.text)
    page.read(grids)
    result = CleanText(
        raw, draft.text, view, tuple(draft.edits), tuple(page.articles), tuple(mark_repeats(page.sentences, view)),
        tuple(page.tables), (), tuple(page.warnings), _script(draft.text, view),
    )  # fmt: skip
    asides = sorted({*(lifted or ()), *_markup_asides(result), *_raw_asides(result, page.asides)})
    object.__setattr__(result, "asides", tuple(asides))
    return result


def _script(text: str, view: str) -> Literal["simplified", "traditional"]:
    return "traditional" if view is not text and is_traditional(text) else "simplified"


def _lay_out(view: str, heads: set[str]) -> tuple[list[Line], list[Grid]]:
    """Return the lines of a page, and its tables, whose lines are nothing else."""
    lines = read_lines(view)
    settle_running_heads(lines, heads)
    grids = find_tables(lines)
    for grid in grids:
        for line in lines[grid.first : grid.last + 1]:
            line.role = "number"
    return lines, grids


def _rejoin(draft: Draft, lines: list[Line], view: str) -> list[Aside] | None:
    """Close broken lines; return what was lifted out of them, or None if nothing was broken."""
    find_articles(lines, settle=False)
    edits = rejoin(lines, view, draft.raw)
    if not edits:
        return None
    before = CleanText(draft.raw, draft.text, "", tuple(draft.edits), (), ())
    gone = [(e.start, e.end) for e in edits if e.foreign]
    asides = []
    for line in lines:
        if gone and any(a <= line.start and line.end <= b for a, b in _near(gone, line.start)):
            kind: AsideKind = line.role if line.role in KEPT_OUT and line.role != "date" else "caption"  # type: ignore[assignment]
            asides += [Aside(span, kind) for span in before.to_raw(Span(line.start, line.end))]
    draft.take(edits)
    return asides


def _mark_halves(lines: Sequence[Line], draft: Draft) -> None:
    """Mark the lines that were put together from the halves of a title."""
    shift = 0
    starts = [line.start for line in lines]
    for start, end, new, fixer, _ in draft.edits:
        if fixer == "title":
            lines[bisect_right(starts, start + shift) - 1].halves = True
        shift += len(new) - (end - start)


def _near(spans: Sequence[tuple[int, int]], at: int) -> Sequence[tuple[int, int]]:
    i = bisect_right(spans, (at, 1 << 60))
    return spans[max(0, i - 1) : i]


def _markup_asides(result: CleanText) -> list[Aside]:
    return [
        Aside(Span(e.start, e.end), "markup")
        for e in result.edits
        if e.fixer == "markup" and not e.new and e.end - e.start > 3
    ]


def _raw_asides(result: CleanText, asides: Sequence[tuple[Span, AsideKind]]) -> list[Aside]:
    return [Aside(piece, kind) for span, kind in asides for piece in result.to_raw(span)]


_ORIGINAL = late("原标题[：:\\s]*(?=\\S)")
_TAIL = late(
    "(?<=[。！？”…；])\\s*(?P<tail>[（(](?:完|本报记者|记者|作者|通讯员|编辑|下转|上接)?[^（）()。，；]{0,40}[）)]|[^\\s，。；：！？“”（）()]{0,12}(?:记者|通讯员|特约评论员)\\s*[^，。；：]{2,24}"
    "|\\s[\u4e00-\u9fff]{2,4}(?:\\s+[\u4e00-\u9fff]{2,4}){0,3})$"
)
_SENTENCE_ENDS = frozenset("。！？；：!?;:…”’」』）)》】")
_TAIL_WORDS = late(
    "^[（(](?:完|.*(?:记者|作者|通讯员|编辑|摄|文/|来源|[网社报刊台讯]|央视|时报|客户端).*|[\u4e00-\u9fff]{2,4}(?:[\\s、]*[\u4e00-\u9fff]{2,4}){0,3})[）)]$"
)


class _Page:
    """Lines on their way to articles, sentences, tables and asides."""

    def __init__(self, lines: list[Line], text: str) -> None:
        self.lines = lines
        self.text = text
        self.articles: list[Article] = []
        self.sentences: list[Sentence] = []
        self.tables: list[Table] = []
        self.asides: list[tuple[Span, AsideKind]] = []
        self.warnings: list[TextWarning] = []
        self.paragraph = 0

    def read(self, grids: Sequence[Grid]) -> None:
        """Fill in the structure."""
        inside = {i: g for g in grids for i in range(g.first, g.last + 1)}
        for piece in find_articles(self.lines):
            self._article(piece, inside)

    def _article(self, piece: Piece, inside: dict[int, Grid]) -> None:
        index = len(self.articles)
        first, last = self.lines[piece.first], self.lines[piece.last]
        self.articles.append(
            Article(
                Span(first.start, last.end),
                self._bare(self.lines[piece.title]) if piece.title is not None else None,
                piece.published,
                self._bare(self.lines[piece.kicker]) if piece.kicker is not None else None,
                piece.dateline,
                piece.source,
            )
        )
        i = piece.first
        while i <= piece.last:
            if (grid := inside.get(i)) is not None:
                self._table(grid, index)
                i = grid.last + 1
                continue
            self._line(self.lines[i], index)
            i += 1

    def _table(self, grid: Grid, article: int) -> None:
        cells = tuple(Cell(*c) for c in grid.cells)
        first, last = self.lines[grid.first], self.lines[grid.last]
        self.tables.append(
            Table(Span(first.start, last.end), article, cells, grid.body_row, grid.caption, grid.unit)
        )
        spans = [(span, "heading") for span in (grid.caption, grid.unit) if span] + [
            (c.span, "cell") for c in cells
        ]
        for span, kind in sorted(spans):
            self.sentences.append(Sentence(span, kind, article, self.paragraph))  # type: ignore[arg-type]
        self.paragraph += 1

    def _bare(self, line: Line) -> Span:
        """Return a heading without its Markdown signs, or without the words before an original title."""
        if line.role != "head":
            original = _ORIGINAL.match(line.text)
            return Span(line.start + (original.end() if original and line.title else 0), line.end)
        return Span(
            line.end - len(line.text.lstrip("# \t")),
            line.end - (len(line.text) - len(line.text.rstrip("# \t"))),
        )

    def _line(self, line: Line, article: int) -> None:
        role = line.role
        if role in KEPT_OUT:
            self.asides.append((Span(line.start, line.end), "furniture" if role == "date" else role))  # type: ignore[arg-type]
            return
        self.paragraph += 1
        if role in ("head", "short", "number") or line.title:
            if line.title and (original := _ORIGINAL.match(line.text)):
                self.asides.append((Span(line.start, line.start + original.end()), "furniture"))
            kind: SentenceKind = "title" if line.title else "cell" if role == "number" else "heading"
            if (span := self._bare(line)).start < span.end:
                self.sentences += [
                    Sentence(s, kind, article, self.paragraph) for s in pieces(self.text, span)
                ]
            return
        start, end = line.start, line.end
        if role == "dateline" and (skip := dateline_end(line.text)):
            self.asides.append((Span(start, start + len(line.text[:skip].rstrip())), "byline"))
            start += skip
            if start == end:
                return
        tail = _TAIL.search(line.text[-64:]) if line.text[-1] not in "。！？；" else None
        if tail is not None and self._is_tail(tail["tail"].strip()):
            cut_at = end - min(64, len(line.text)) + tail.start("tail")
            self.asides.append((Span(end - len(tail["tail"].strip()), end), "byline"))
            end = cut_at
        self._prose(line, start, end, article)

    @staticmethod
    def _is_tail(text: str) -> bool:
        return text[0] not in "（(" or _TAIL_WORDS.match(text) is not None

    def _prose(self, line: Line, start: int, end: int, article: int) -> None:
        kind: SentenceKind = "item" if line.role in ("item", "infographic") else "prose"
        spans = cut(self.text, start, end)
        torn = kind == "prose" and end == line.end and line.text[-1] not in _SENTENCE_ENDS
        self.sentences += [Sentence(span, kind, article, self.paragraph) for span in spans]
        if torn and spans:
            self.sentences[-1] = self.sentences[-1]._replace(torn=True)
