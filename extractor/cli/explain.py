"""`zhibiao explain`: what was repaired, what was seen, and the rule behind each record."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli import options

if TYPE_CHECKING:
    from extractor.facts.model import Fact
    from extractor.facts.skeleton import Skeleton
    from extractor.pipeline import Work

EPILOG = """\
examples:
  zhibiao explain "前三季度，全市地区生产总值341.6亿元，增长6.4%。" --published 2024-10-20
  zhibiao explain --clean page.txt       the repaired page with its edits
  zhibiao explain page.txt               every sentence with its skeleton and records

in a skeleton, ⟨P 前三季度⟩ is a period, ⟨N⟩ a place or organisation, ⟨Q⟩ a quantity, ⟨C⟩ a change
"""


def add(commands: "options.Commands") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "explain",
        help="show how a sentence or file is read",
        description="Show how a sentence or file is read: edits, mentions, skeleton, and the rule behind each record.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "what", metavar="SENTENCE|FILE", help="a text in quotes, a file, or - for standard input"
    )
    parser.add_argument("--clean", action="store_true", help="show only the repaired text with its edits")
    options.add_reading(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the explanation."""
    from extractor.batch.sources import Failure, read_all
    from extractor.errors import InputError
    from extractor.pipeline import Pipeline, parse_date

    reading, pipeline = options.reading(args), Pipeline(options.config(args))
    text, published, markdown = args.what, args.published, False
    if text == "-" or _is_file(text):
        item = next(iter(read_all([text], reading)))
        if isinstance(item, Failure):
            raise InputError(f"{item.name}: {item.message}")
        text, published, markdown = item.text, item.published, item.media_type == "text/markdown"
    work = pipeline.work(text, published=parse_date(published), markdown=markdown)
    if args.clean:
        from extractor.text.explain import describe

        print(describe(work.clean))
    else:
        print("\n".join(explain(work)))
    return 0


def _is_file(text: str) -> bool:
    try:
        return "\n" not in text and Path(text).is_file()
    except OSError:  # a sentence longer than a file name may be
        return False


def explain(work: "Work") -> Iterator[str]:
    """Yield the explanation line by line."""
    from extractor.facts.skeleton import skeletons

    for edit in work.clean.edits:
        yield f"repair {edit.fixer} at {edit.start}: {work.raw[edit.start : edit.end]!r} -> {edit.new!r}"
    facts: dict[int, list[Fact]] = {}
    for fact in work.facts:
        facts.setdefault(fact.sentence, []).append(fact)
    for skeleton in skeletons(work.clean, work.mentions):
        shown = facts.get(skeleton.index, [])
        if shown or any(c.numbers for c in skeleton.clauses):
            yield ""
            yield skeleton.sentence.span.cut(work.clean.text)
            yield f"  {_draw(skeleton, work)}"
            yield from (f"  -> {line}" for fact in shown for line in _fact(fact, work))
    for doubt in work.doubts:
        yield f"warning {doubt.code}: {doubt.message}: {doubt.span.cut(work.clean.text)}"


def _draw(skeleton: "Skeleton", work: "Work") -> str:
    from extractor.mentions.model import Change

    marks = []
    for clause in skeleton.clauses:
        marks += [(p.span, "P" if p.kind != "base" else "P-base") for p in clause.periods]
        marks += [(n.span, "C" if isinstance(n, Change) else "Q") for n in clause.numbers]
        marks += [(n.span, "N") for n in clause.names]
        marks += [(c.span, c.kind) for c in clause.cues]
    out, at, view = "", skeleton.sentence.span.start, work.clean.view
    for span, kind in sorted(marks):
        if span.start >= at:
            out += view[at : span.start] + f"⟨{kind} {span.cut(view)}⟩"
            at = span.end
    return out + view[at : skeleton.sentence.span.end]


def _fact(fact: "Fact", work: "Work") -> Iterator[str]:
    from extractor.facts import phrases

    view, parts = work.clean.view, []
    if fact.period:
        p = fact.period
        parts.append(
            f"period {p.span.cut(view)} {p.start}..{p.end}{' (carried)' if fact.period_inherited else ''}"
        )
    if fact.subject:
        carried = " (carried)" if fact.subject_inherited else ""
        parts.append(f"subject {fact.subject.name or fact.subject.span.cut(view)}{carried}")
    inherited = " (carried)" if fact.indicator_inherited else ""
    parts.append(f"indicator {fact.indicator.name or phrases.text(fact.indicator, view)}{inherited}")
    if q := fact.quantity:
        number = f"{q.low}..{q.high}" if q.number is None else str(q.number)
        parts.append(f"value {number} {q.unit} {q.bound}")
    if c := fact.change:
        parts.append(f"growth {c.rate} {c.unit} {c.basis}")
    yield f"{' | '.join(parts)} | {fact.measure} {fact.status}"
    yield f"   rule {fact.rule}, confidence {fact.confidence}"
