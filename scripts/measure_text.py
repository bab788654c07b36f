"""Measure sentences, articles and joins on the marked pages of `tests/cases/text/pages`, and print the figures.

A marked page is the raw page with signs: `▏` ends a sentence, `▛` begins an article, and `⟦…⟧` holds what is kept out.
"""

import argparse
import re
import sys
import time
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.text.clean import clean
from extractor.text.model import CleanText
from extractor.text.readers.decode import decode

PAGES = Path(__file__).parent.parent / "tests" / "cases" / "text" / "pages"
_ENDS = re.compile('[。！？；.!?;][”"）)]*\\Z')
_LEAD = re.compile(r"^\s*(?:#+\s)?\s*")  # the sign of a Markdown heading belongs to no sentence
_SIGNS = re.compile("[▏▛⟦⟧]")


@dataclass
class Marked:
    """A page as a person read it; positions are raw."""

    raw: str
    sentences: list[tuple[int, int]] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    kept_out: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Score:
    """Counts of one page or of many."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def plus(self, other: "Score") -> "Score":
        """Return both together."""
        return Score(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0


def read_marked(text: str) -> Marked:
    """Read a marked page."""
    page = Marked(_SIGNS.sub("", text))
    at, last, begin, opened = 0, 0, -1, -1
    for piece in re.split("([▏▛⟦⟧])", text):
        if piece == "▏":
            page.sentences.append((begin, last))
            begin = -1
        elif piece == "▛":
            page.articles.append(at)
        elif piece == "⟦":
            opened = at
        elif piece == "⟧":
            page.kept_out.append((opened, at))
            opened = -1
        else:
            if opened < 0 and piece.strip():
                begin = at + len(piece) - len(_LEAD.sub("", piece)) if begin < 0 else begin
                last = at + len(piece.rstrip())
            at += len(piece)
    return page


def found_sentences(result: CleanText) -> list[tuple[int, int]]:
    """Return the raw hulls of the sentences that were found."""
    return [(pieces[0].start, pieces[-1].end) for s in result.sentences if (pieces := result.to_raw(s.span))]


def score_sentences(page: Marked, result: CleanText) -> Score:
    """Compare the places where sentences begin and end."""
    ours = {b for start, end in found_sentences(result) for b in ((0, start), (1, end))}
    gold = {b for start, end in page.sentences for b in ((0, start), (1, end))}
    return Score(len(ours & gold), len(ours), len(gold))


def score_articles(page: Marked, result: CleanText) -> Score:
    """Compare where articles part, told by the first sentence of prose behind each place."""
    ours = _partings(page, [result.raw_start(a.span.start) for a in result.articles])
    gold = _partings(page, page.articles)
    return Score(len(ours & gold), len(ours), len(gold))


def _partings(page: Marked, starts: list[int]) -> set[int]:
    prose = [a for a, b in page.sentences if _ENDS.search(page.raw[a:b]) or b - a > 45]
    first = {prose[i] for p in starts if (i := bisect_left(prose, p)) < len(prose)}
    return first - set(prose[:1])


def score_joins(page: Marked, result: CleanText) -> tuple[int, int, int]:
    """Return joins made, wrong ones among them, and breaks that a reader closes."""
    starts = [a for a, _ in page.sentences]

    def together(left: int, right: int) -> bool:
        i = bisect_right(starts, left) - 1
        return i >= 0 and page.sentences[i][0] <= left and right < page.sentences[i][1]

    inside = [
        (pieces[0].start, pieces[-1].end) for s in result.sentences if (pieces := result.to_raw(s.span))
    ]
    made = wrong = 0
    for e in result.edits:
        cut = page.raw[e.start : e.end]
        if "\n" in cut and "\n" not in e.new and any(a < e.start and e.end < b for a, b in inside):
            made += 1
            wrong += not together(e.start - 1, e.end)
    breaks = sum(len(re.findall(r"\S\s*\n\s*(?=\S)", page.raw[a:b])) for a, b in page.sentences)
    return made, wrong, breaks


def main() -> int:
    """Print a table of all pages, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", type=Path, help="marked pages (default: all)")
    parser.add_argument("--errors", action="store_true", help="show every boundary that differs")
    parser.add_argument(
        "--speed", action="store_true", help="tell how fast texts of any kind are cleaned, one to a file"
    )
    options = parser.parse_args()
    if options.speed:
        if not options.pages or any(path.is_dir() for path in options.pages):
            parser.error("--speed needs texts: files, not folders (news/*.txt)")
        return show_speed(options.pages)
    sentences, articles, joins = Score(), Score(), [0, 0, 0]
    paths = options.pages or sorted(PAGES.glob("*.txt"))
    for path in paths:
        page = read_marked(path.read_text(encoding="utf-8"))
        result = clean(page.raw)
        s, a, j = score_sentences(page, result), score_articles(page, result), score_joins(page, result)
        sentences, articles = sentences.plus(s), articles.plus(a)
        joins = [x + y for x, y in zip(joins, j, strict=True)]
        print(
            f"{path.stem:24} sentences {s.f1:.3f}  articles {a.f1:.3f} ({a.wanted})  joins {j[0]} wrong {j[1]} of {j[2]}"
        )
        if options.errors:
            show_errors(page, result)
    print(
        f"{len(paths)} pages: sentence boundaries F1 {sentences.f1:.4f} ({sentences.wanted // 2} sentences)"
    )
    print(f"article boundaries F1 {articles.f1:.4f} ({articles.wanted} partings)")
    rate = joins[1] / joins[0] if joins[0] else 0.0
    print(f"joins {joins[0]}, wrong {joins[1]} ({rate:.2%}); breaks that a reader closes {joins[2]}")
    return 0


def show_speed(paths: Sequence[Path], rounds: int = 5) -> int:
    """Print megabytes of UTF-8 a CPU second, the best of some rounds."""
    texts = [decode(path.read_bytes(), name=path.name).text for path in paths]
    size = sum(len(text.encode()) for text in texts) / 1e6
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        for text in texts:
            clean(text)
        best = min(best, time.process_time() - begun)
    print(f"{len(texts)} texts, {size:.2f} MB: {size / best:.1f} MB/s")
    return 0


def show_errors(page: Marked, result: CleanText) -> None:
    """Print the sentences that only one side has."""
    ours, gold = set(found_sentences(result)), set(page.sentences)
    for a, b in sorted(ours ^ gold):
        print(f"    {'+' if (a, b) in ours else '-'} {page.raw[a:b]!r}")
    for p in sorted(
        _partings(page, page.articles)
        ^ _partings(page, [result.raw_start(x.span.start) for x in result.articles])
    ):
        print(f"    @ {page.raw[p : p + 40]!r}")


if __name__ == "__main__":
    sys.exit(main())
