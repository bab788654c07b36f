"""`zhibiao report`: what many documents say, as one page."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.cli.options import Commands

EPILOG = """\
examples:
  zhibiao report run/result.duckdb -o report.html
  zhibiao report out/corpus.jsonl -o report.html --title "2024 年各地经济"
"""


def add(commands: "Commands") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "report",
        help="what many documents say, as one page",
        description="Write one page on a corpus: its series with plots, the latest figures, articles that disagree, what\n"
        "is covered, and what to doubt. The page opens anywhere, offline, and prints.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "result", type=Path, metavar="DB|RESULT.jsonl", help="a database or JSON Lines from zhibiao extract"
    )
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="REPORT.html", help="where to write"
    )
    parser.add_argument("--title", help="the heading (default: the name of the file)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the report."""
    from extractor.batch.asking import opened
    from extractor.batch.atomic import appearing
    from extractor.render.report import report_page

    with opened(args.result) as db:
        page = report_page(db, args.title or args.result.stem)
    with appearing(args.output) as out:
        out.write(page)
    print(f"report: {args.output}")
    return 0
