"""`zhibiao extract`: documents in, records out."""

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli import options

if TYPE_CHECKING:
    from extractor.batch.sinks import Format, Sink

EPILOG = """\
inputs:
  a .txt .md .html file; a folder, searched for them; a .jsonl or .csv table with the columns text,
  doc_id or id, published, title; - for one text on standard input

the date of a document decides what 今年, 去年 and a bare 3月 mean. It is taken from --published, else from
--manifest, the row, the file's name (report-2024-02-27.txt), or a dateline in the text. Without any of these the
year stays XXXX: it is never guessed.

examples:
  zhibiao extract corpus --manifest corpus/manifest.csv -o out/corpus.jsonl
  zhibiao extract news.csv --format csv --min-confidence 0.9 -o sure.csv
  echo "1-11月，规上工业增加值增长8.2%" | zhibiao extract - --published 2019-12-20 --format json
"""


def add(commands: "options.Commands") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "extract",
        help="extract records and organisations",
        description="Extract records and organisations from articles.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "inputs", nargs="+", metavar="INPUT", help="file, folder, .jsonl, .csv or - for standard input"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help="where to write (default: standard output)"
    )
    parser.add_argument(
        "--format", choices=("jsonl", "json", "csv"), help="default: by the name of OUT, else jsonl"
    )
    parser.add_argument(
        "--min-confidence",
        type=options.unit_interval,
        metavar="X",
        help="leave out records below this (0 to 1)",
    )
    parser.add_argument("--no-orgs", action="store_true", help="leave out organisations: faster")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress and no summary")
    options.add_reading(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Extract all inputs; 3 if any failed."""
    from extractor.batch.run import extract_all
    from extractor.batch.sinks import sink
    from extractor.batch.sources import read_all
    from extractor.pipeline import Pipeline

    reading, pipeline = options.reading(args), Pipeline(options.config(args))
    kind = args.format or _by_name(args.output)
    with options.output(args.output) as out:
        target = sink(kind, out)
        tally = _Tally(quiet=args.quiet)
        for result in extract_all(pipeline, read_all(args.inputs, reading)):
            tally.take(result, target)
        target.close()
    tally.summary(args.output)
    return 3 if tally.failed else 0


def _by_name(path: Path | None) -> "Format":
    kinds: dict[str, Format] = {".csv": "csv", ".json": "json"}
    return kinds.get(path.suffix.lower() if path else "", "jsonl")


class _Tally:
    """Counts, names failures and shows progress on standard error."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet, self.tty = quiet, sys.stderr.isatty()
        self.documents = self.records = self.organizations = self.failed = self.chars = 0
        self.begun = self.shown = time.monotonic()

    def take(self, result: object, target: "Sink") -> None:
        """Write a document, or name the failure."""
        from extractor.contract import Document

        if isinstance(result, Document):
            target.write(result)
            self.documents += 1
            self.records += len(result.records)
            self.organizations += len(result.organizations)
            self.chars += result.source.chars
            self._progress()
        else:
            self.failed += 1
            name, message = (getattr(result, k) for k in ("name", "message"))
            message = message if message.startswith(name) else f"{name}: {message}"
            print(f"zhibiao: {message}", file=sys.stderr)

    def _progress(self) -> None:
        now = time.monotonic()
        if self.quiet or now - self.shown < (0.5 if self.tty else 10):
            return
        self.shown = now
        line = f"{self.documents} documents, {self.documents / (now - self.begun):.0f} a second, {self.failed} failed"
        print(f"\r{line}" if self.tty else line, end="" if self.tty else "\n", file=sys.stderr, flush=True)

    def summary(self, output: Path | None) -> None:
        """Say what was done."""
        if self.quiet:
            return
        seconds = time.monotonic() - self.begun
        where = f" to {output}" if output else ""
        print(
            f"{self.documents} documents ({self.chars} characters) in {seconds:.1f} s: "
            f"{self.records} records, {self.organizations} organisation mentions{where}; {self.failed} failed",
            file=sys.stderr,
        )
