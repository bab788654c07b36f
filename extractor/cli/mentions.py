"""`zhibiao mentions`: what stands in single sentences, before any of it becomes a record."""

import argparse
from pathlib import Path

from extractor.cli import options


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

    from extractor import document
    from extractor.batch.atomic import appearing
    from extractor.batch.sources import Failure, read_all
    from extractor.errors import ZhibiaoError
    from extractor.pipeline import Pipeline, parse_date
    from extractor.wire import dumps

    reading, pipeline, failed = options.reading(args), Pipeline(options.config(args)), 0
    with appearing(args.output) as out:
        for item in read_all([args.input], reading):
            try:
                if isinstance(item, Failure):
                    raise ZhibiaoError(f"{item.name}: {item.message}")
                work = pipeline.work(item.text, published=parse_date(item.published))
                found = document.mentions(work.mentions, document.Quoter(work.clean))
                out.write(dumps({"id": item.doc_id, **found}) + "\n")
            except ZhibiaoError as e:
                failed += 1
                print(f"zhibiao: {e}", file=sys.stderr)
    return 3 if failed else 0
