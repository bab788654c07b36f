"""A repaired page with its edits, drawn for a person."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from extractor.span import Span
from extractor.text.model import Article, CleanText, Edit, Sentence, Table

_EXAMPLES = 6  # of each fixer
_CONTEXT = 8  # characters on both sides of an edit
_MARKS = {"title": "# ", "heading": "## ", "item": "- "}


def describe(clean: CleanText) -> str:
    """Draw articles, sentences, tables, what was kept out, and the edits by fixer."""
    counts = Counter(e.fixer for e in clean.edits)
    edits = ", ".join(f"{n} {name}" for name, n in counts.most_common())
    lines = [
        f"{len(clean.articles)} articles, {len(clean.sentences)} sentences, {len(clean.tables)} tables, "
        f"{len(clean.asides)} kept out; {clean.script}; {len(clean.edits)} edits"
        + (f" ({edits})" if edits else "")
    ]
    breaks = _breaks(clean)
    for index, article in enumerate(clean.articles):
        lines += ["", *_article(clean, index, article, breaks)]
    lines += _section(
        "kept out", (f"{a.kind}: {_one_line(a.span.cut(clean.raw))} {_at(a.span)}" for a in clean.asides)
    )
    lines += _section("edits", _edits(clean))
    lines += _section("warnings", (f"{w.code}: {w.message}" for w in clean.warnings))
    return "\n".join(lines) + "\n"


def _section(name: str, rows: Iterator[str]) -> list[str]:
    found = [f"  {row}" for row in rows]
    return ["", f"{name}:", *found] if found else []


def _at(span: Span) -> str:
    return f"[{span.start}:{span.end}]"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _article(
    clean: CleanText, index: int, article: Article, breaks: Sequence[tuple[int, Edit]]
) -> Iterator[str]:
    facts = [f"published {article.published}" if article.published else ""]
    facts += [
        f"{name} {s.cut(clean.text)}"
        for name, s in (("source", article.source), ("dateline", article.dateline))
        if s
    ]
    known = "; ".join(f for f in facts if f)
    yield f"=== article {index + 1} {_at(article.span)}" + (f" ({known})" if known else "")
    tables = {t.cells[0].span.start: t for t in clean.tables if t.article == index and t.cells}
    cells = {c.span for t in tables.values() for c in t.cells}
    paragraph = -1
    for number, sentence in enumerate(clean.sentences):
        if sentence.article != index:
            continue
        if sentence.span.start in tables:
            yield from _table(clean, tables[sentence.span.start])
        if sentence.span in cells:
            continue
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            yield ""
        yield _sentence(clean, number, sentence, breaks)


def _sentence(clean: CleanText, number: int, sentence: Sentence, breaks: Sequence[tuple[int, Edit]]) -> str:
    notes = ["torn"] if sentence.torn else []
    if sentence.repeat_of is not None:
        notes.append(f"repeats {sentence.repeat_of}")
    note = f"  <{', '.join(notes)}>" if notes else ""
    return f"{number:4} {_MARKS.get(sentence.kind, '')}{_with_breaks(clean, sentence.span, breaks)}{note}"


def _breaks(clean: CleanText) -> list[tuple[int, Edit]]:
    """Return where in the clean text broken lines were closed."""
    found, shift = [], 0
    for e in clean.edits:
        if e.fixer in ("line", "title", "caption"):
            found.append((e.start + shift, e))
        shift += len(e.new) - (e.end - e.start)
    return found


def _with_breaks(clean: CleanText, span: Span, breaks: Sequence[tuple[int, Edit]]) -> str:
    """Show a sentence, with ⏎ where a broken line was closed and ⟨…⟩ around what was lifted out."""
    out: list[str] = []
    at = span.start
    for i in range(bisect_right(breaks, span.start, key=lambda b: b[0]), len(breaks)):
        here, e = breaks[i]
        if here >= span.end:
            break
        out += (clean.text[at:here], f"⟨{_one_line(clean.raw[e.start : e.end])}⟩" if e.foreign else "⏎")
        at = here
    out.append(clean.text[at : span.end])
    return _one_line("".join(out))


def _table(clean: CleanText, table: Table) -> Iterator[str]:
    rows: dict[int, list[str]] = defaultdict(list)
    for cell in table.cells:
        rows[cell.row].append(_one_line(cell.span.cut(clean.text)))
    names = [s.cut(clean.text) for s in (table.caption, table.unit) if s]
    yield f"     [table{': ' + ' '.join(names) if names else ''}]"
    for row, cells in rows.items():
        yield f"     {'*' if row < table.body_row else ' '} {' | '.join(cells)}"


def _edits(clean: CleanText) -> Iterator[str]:
    groups: dict[str, list[Edit]] = defaultdict(list)
    for e in clean.edits:
        groups[e.fixer].append(e)
    for fixer, edits in groups.items():
        yield f"{fixer} ({len(edits)})"
        for e in edits[:_EXAMPLES]:
            before = clean.raw[max(0, e.start - _CONTEXT) : e.start]
            after = clean.raw[e.end : e.end + _CONTEXT]
            yield f"  {e.start:6} {_visible(before)}[{_visible(clean.raw[e.start : e.end])}→{_visible(e.new)}]{_visible(after)}"
        if len(edits) > _EXAMPLES:
            yield f"         … {len(edits) - _EXAMPLES} more"


def _visible(text: str) -> str:
    shown = (
        text.replace("\n", "⏎").replace("\r", "␍").replace("\t", "⇥").replace("\u3000", "□").replace(" ", "·")
    )
    shown = shown.encode("unicode_escape").decode("ascii") if shown and not shown.isprintable() else shown
    return shown if len(shown) <= 60 else f"{shown[:40]}…{shown[-15:]}"
