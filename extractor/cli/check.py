"""`zhibiao check`: run the examples of the pattern book."""

import argparse
from pathlib import Path

from extractor.cli import options


def add(commands: "options.Commands") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "check",
        help="check a pattern folder",
        description="Run every example of the pattern book, or of your own folder over it, and say in plain Chinese\n"
        "which file and entry fails. Exit code 3 if any does.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="DIR", help="your folder (default: the shipped book)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check and print."""
    from extractor.patterns_check import check

    failures = check(args.folder)
    for failure in failures:
        print(failure)
    print(f"{len(failures)} 处不合格" if failures else "全部例句通过")
    return 3 if failures else 0
