"""A repaired page with its edits, drawn for a person."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator

from extractor.span import Span
from extractor.text.model import Article, Aside, CleanText, Edit, Sentence, Table

_MARKS = {"title": "# ", "heading": "## ", "item": "- "}
_BREAKS = frozenset({"line", "title", "caption"})
_SIGNS = {"\n": "⏎", "\r": "␍", "\t": "⇥", "\u3000": "□", " ": "␣"}
_WIDEST = 60  # characters of an edit that are shown
_LEGEND = "⏎ a line end that was closed   ⟨…⟩ lifted out   ⊘ kept out   ✎ edits of the line above   [a:b] place in the raw text"


def describe(clean: CleanText) -> str:
    """Draw articles, sentences and tables, each with the edits that made it, and what was kept out, in its place."""
    return "\n".join(_Drawing(clean).lines()) + "\n"


class _Drawing:
    """A page on its way to lines for the screen."""

    def __init__(self, clean: CleanText) -> None:
        self.clean = clean
        self.starts = [e.start for e in clean.edits]
        self.asides = list(reversed(clean.asides))  # what is still to be drawn, the next one last
        self.unseen = set(range(len(clean.edits)))
        self.breaks: list[tuple[int, Edit]] = []
        shift = 0
        for e in clean.edits:
            if e.fixer in _BREAKS:
                self.breaks.append((e.start + shift, e))
            shift += len(e.new) - (e.end - e.start)

    def lines(self) -> Iterator[str]:
        """Draw it all."""
        clean = self.clean
        edits = ", ".join(f"{n} {name}" for name, n in Counter(e.fixer for e in clean.edits).most_common())
        yield (
            f"{len(clean.articles)} articles, {len(clean.sentences)} sentences, {len(clean.tables)} tables, "
            f"{len(clean.asides)} kept out; {clean.script}; {len(clean.edits)} edits"
            + (f" ({edits})" if edits else "")
        )
        yield _LEGEND
        for index, article in enumerate(clean.articles):
            yield from self._kept_out(clean.raw_start(article.span.start))
            yield ""
            yield from self._article(index, article)
        yield from self._kept_out(len(clean.raw) + 1)
        if rest := self._noted(sorted(self.unseen)):
            yield from ("", "between the lines:", f"  {rest}")
        if clean.warnings:
            yield from ("", "warnings:", *(f"  {w.code}: {w.message}" for w in clean.warnings))

    def _article(self, index: int, article: Article) -> Iterator[str]:
        clean = self.clean
        facts = [f"published {article.published}" if article.published else ""]
        facts += [
            f"{name} {s.cut(clean.text)}"
            for name, s in (("source", article.source), ("dateline", article.dateline))
            if s
        ]
        known = "; ".join(f for f in facts if f)
        place = _at(Span(clean.raw_start(article.span.start), clean.raw_range(article.span.end - 1).end))
        yield f"=== article {index + 1} {place}" + (f" ({known})" if known else "")
        tables = {t.cells[0].span.start: t for t in clean.tables if t.article == index and t.cells}
        cells = {c.span for t in tables.values() for c in t.cells}
        paragraph = -1
        for number, sentence in enumerate(clean.sentences):
            if sentence.article != index:
                continue
            yield from self._kept_out(clean.raw_start(sentence.span.start))
            if sentence.span.start in tables:
                yield from self._table(tables[sentence.span.start])
            if sentence.span in cells:
                continue
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                yield ""
            yield from self._sentence(number, sentence)

    def _sentence(self, number: int, sentence: Sentence) -> Iterator[str]:
        notes = ["torn"] if sentence.torn else []
        if sentence.repeat_of is not None:
            notes.append(f"repeats {sentence.repeat_of}")
        note = f"  <{', '.join(notes)}>" if notes else ""
        yield f"{number:4} {_MARKS.get(sentence.kind, '')}{self._with_breaks(sentence.span)}{note}"
        first, last = self.clean.raw_range(sentence.span.start), self.clean.raw_range(sentence.span.end - 1)
        yield from self._edits(Span(first.start, last.end))

    def _with_breaks(self, span: Span) -> str:
        """Show a sentence, with ⏎ where a broken line was closed and ⟨…⟩ around what was lifted out."""
        out: list[str] = []
        at = span.start
        for i in range(bisect_left(self.breaks, span.start + 1, key=lambda b: b[0]), len(self.breaks)):
            here, e = self.breaks[i]
            if here >= span.end:
                break
            lifted = f"⟨{_one_line(self.clean.raw[e.start : e.end])}⟩" if e.foreign else "⏎"
            out += (self.clean.text[at:here], lifted)
            at = here
        out.append(self.clean.text[at : span.end])
        return _one_line("".join(out))

    def _table(self, table: Table) -> Iterator[str]:
        clean = self.clean
        rows: dict[int, list[str]] = defaultdict(list)
        for cell in table.cells:
            rows[cell.row].append(_one_line(cell.span.cut(clean.text)))
        names = [s.cut(clean.text) for s in (table.caption, table.unit) if s]
        yield f"     [table{': ' + ' '.join(names) if names else ''}]"
        for row, cells in rows.items():
            yield f"     {'*' if row < table.body_row else ' '} {' | '.join(cells)}"
        yield from self._edits(
            Span(clean.raw_start(table.span.start), clean.raw_range(table.span.end - 1).end)
        )

    def _kept_out(self, before: int) -> Iterator[str]:
        """Draw what was kept out before a place of the raw text; markup only counts among the edits."""
        while self.asides and self.asides[-1].span.start < before:
            aside: Aside = self.asides.pop()
            if aside.kind != "markup" or aside.span.cut(self.clean.raw)[0] not in "<#*!":
                yield f"   ⊘ {aside.kind}: {_one_line(aside.span.cut(self.clean.raw))} {_at(aside.span)}"
                yield from self._edits(aside.span)

    def _edits(self, span: Span) -> Iterator[str]:
        """Draw the edits inside a stretch of the raw text."""
        i = bisect_left(self.starts, span.start)
        inside = []
        while i < len(self.starts) and self.starts[i] < span.end:
            inside += [i] if i in self.unseen else []
            i += 1
        if noted := self._noted(inside):
            yield f"       ✎ {noted}"

    def _noted(self, numbers: list[int]) -> str:
        """Tell edits by fixer, the same ones once with their number; those that the text shows itself are left out."""
        self.unseen.difference_update(numbers)
        groups: dict[str, Counter[str]] = defaultdict(Counter)
        for e in (self.clean.edits[i] for i in numbers):
            if e.fixer not in _BREAKS:
                groups[e.fixer][f"{_visible(self.clean.raw[e.start : e.end])}→{_visible(e.new) or '∅'}"] += 1
        return "; ".join(
            f"{fixer} " + " ".join(f"{edit}×{n}" if n > 1 else edit for edit, n in edits.items())
            for fixer, edits in groups.items()
        )


def _at(span: Span) -> str:
    return f"[{span.start}:{span.end}]"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _visible(text: str) -> str:
    shown = "".join(_SIGNS.get(c) or (c if c.isprintable() else f"\\u{ord(c):04x}") for c in text)
    return shown if len(shown) <= _WIDEST else f"{shown[:40]}…{shown[-15:]}"
