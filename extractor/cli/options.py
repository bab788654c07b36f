"""Options that several commands share, and the config that they fill."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from extractor.batch.sources import Reading
    from extractor.config import Config

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def unit_interval(text: str) -> Decimal:
    """Read a confidence."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal(-1)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return number


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how inputs are read."""
    group = parser.add_argument_group("reading")
    group.add_argument(
        "--published", metavar="DATE", help="publication date of all inputs: 2024-02-27, 2024-02 or 2024"
    )
    group.add_argument(
        "--manifest",
        type=Path,
        metavar="CSV",
        help="dates file by file: a CSV with the columns file and published",
    )
    group.add_argument("--encoding", help="encoding of the files (default: found by trial)")
    group.add_argument(
        "--errors",
        choices=("strict", "replace"),
        default="strict",
        help="what to do with bytes that fit no encoding",
    )
    group.add_argument(
        "--ner",
        default="default",
        metavar="NAME|PATH",
        help="the tagger beside the rules for organisations: default (LAC), none (faster), or a spaCy pipeline that you have installed, by name or folder",
    )
    group.add_argument(
        "--patterns", type=Path, metavar="DIR", help="your own pattern folder, over the shipped one"
    )


def reading(args: argparse.Namespace) -> "Reading":
    """Turn the options into a Reading; a wrong date is a usage error before any work is done."""
    from extractor.batch.sources import Reading, read_manifest
    from extractor.pipeline import parse_date

    if args.published:
        parse_date(args.published)
    manifest = read_manifest(args.manifest) if args.manifest else {}
    return Reading(args.published, args.encoding, args.errors, manifest)


def config(args: argparse.Namespace) -> "Config":
    """Turn the options into a Config."""
    from extractor.config import Config
    from extractor.errors import InputError

    folder = args.patterns
    if folder and not folder.is_dir():
        raise InputError(f"--patterns {folder}: no such folder")
    return Config(
        organizations=not getattr(args, "no_orgs", False),
        ner=args.ner,
        min_confidence=getattr(args, "min_confidence", None) or Decimal(0),
        patterns=folder,
    )


@contextmanager
def output(path: Path | None) -> Iterator[TextIO]:
    """Open the output: standard output, or a file that appears only when it is complete."""
    import os
    import sys

    if path is None or str(path) == "-":
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        return
    from extractor.errors import InputError

    part = path.with_name(f".{path.name}.part{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", newline="") as out:
            yield out
        part.replace(path)
    except OSError as e:
        raise InputError(f"{path}: cannot be written: {e.strerror}") from e
    finally:
        part.unlink(missing_ok=True)
