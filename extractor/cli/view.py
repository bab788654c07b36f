"""`zhibiao view`: a result in its raw texts, as one page."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.cli.options import Commands

EPILOG = """\
the raw texts are read from where the result says they came from. For HTML, PDF and DOCX, and where the files have
moved, name them: a folder that extract --keep-text made, or any folder that holds them

examples:
  zhibiao view out/corpus.jsonl -o corpus.html
  zhibiao view result.jsonl -o page.html --texts result.jsonl.texts
  zhibiao view one.jsonl -o page.html --text article.txt
"""


def add(commands: "Commands") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "view",
        help="show a result in its raw texts, as one page",
        description="Show a result in its raw texts: one HTML file that opens anywhere, offline, and can be corrected in.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("result", type=Path, metavar="RESULT.jsonl", help="output of zhibiao extract")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="PAGE.html", help="where to write"
    )
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--texts", type=Path, metavar="DIR", help="a folder that holds the raw texts")
    source.add_argument("--text", type=Path, metavar="FILE", help="the raw text of a result of one document")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the page."""
    from extractor.batch.atomic import appearing
    from extractor.batch.originals import Originals, read_lines
    from extractor.render.workbench import view_page

    originals = Originals(args.result, folder=args.texts, file=args.text)
    documents = [(originals.text(result), result) for result in read_lines(args.result)]
    with appearing(args.output) as out:
        out.write(view_page(documents, f"{args.result.stem}：{len(documents)} 篇"))
    print(f"{len(documents)} documents: {args.output}")
    return 0
