"""`zhibiao mentions`: what stands in single sentences, before any of it becomes a record."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.cli import options

if TYPE_CHECKING:
    from extractor.document import Cited
    from extractor.pipeline import Pipeline


def add(commands: "options.Commands") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "mentions",
        help="find quantities, changes, periods and organisations",
        description="Find quantities, changes, periods and organisations in lines of text.\n"
        'Reads JSON Lines {"id", "text", "published"} and writes one line of mentions for each.',
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("input", metavar="IN.jsonl", help="JSON Lines or CSV with id, text, published")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="where to write (default: standard output)"
    )
    parser.add_argument("--no-orgs", action="store_true", help="leave out organisations: faster")
    options.add_reading(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the mentions of every row; 3 if any could not be read."""
    import sys

    from extractor.batch.atomic import appearing
    from extractor.batch.sources import Failure, read_all
    from extractor.contract import dumps
    from extractor.errors import ZhibiaoError
    from extractor.pipeline import Pipeline, parse_date

    reading, pipeline, failed = options.reading(args), Pipeline(options.config(args)), 0
    with appearing(args.output) as out:
        for item in read_all([args.input], reading):
            try:
                if isinstance(item, Failure):
                    raise ZhibiaoError(f"{item.name}: {item.message}")
                line = dumps({"id": item.doc_id, **mentions(pipeline, item.text, parse_date(item.published))})
                out.write(line + "\n")
            except ZhibiaoError as e:
                failed += 1
                print(f"zhibiao: {e}", file=sys.stderr)
    return 3 if failed else 0


def mentions(pipeline: "Pipeline", text: str, published: Any) -> dict[str, Any]:
    """Find the mentions of one text; spans are raw."""
    from extractor.contract import plain
    from extractor.document import Quoter

    work = pipeline.work(text, published=published)
    cite, found = Quoter(work.clean), work.mentions

    return {
        "quantities": [
            {
                **_evidence(cite.evidence(q.span)),
                "numeral_span": cite.place(q.numeral),
                "number": plain(q.number),
                "low": plain(q.low),
                "high": plain(q.high),
                "unit": q.unit,
                "bound": q.bound,
            }
            for q in found.quantities
        ],
        "changes": [
            {**_evidence(cite.evidence(c.span)), "rate": plain(c.rate), "unit": c.unit, "basis": c.basis}
            for c in found.changes
        ],
        "periods": [
            {**_evidence(cite.evidence(p.span)), "start": p.start, "end": p.end, "point": p.point}
            for p in found.periods
        ],
        "organizations": [{**_evidence(cite.evidence(o.span)), "type": o.kind} for o in found.organizations],
    }


def _evidence(evidence: "Cited") -> dict[str, object]:
    return {k: v for k, v in evidence.items() if v is not None}
