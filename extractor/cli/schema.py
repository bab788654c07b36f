"""`zhibiao schema`: the JSON Schema of the output."""

import argparse

from extractor.cli import options


def add(commands: "options.Commands") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "schema",
        help="print the JSON Schema of the output",
        description="Print the JSON Schema (2020-12) of one output line, or the Arrow schema of the Parquet output.",
    )
    parser.add_argument(
        "--arrow", choices=("documents", "records"), help="of Parquet: nested documents, or flat records"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    if args.arrow:
        from extractor.batch.arrow import describe

        print(describe(args.arrow))
        return 0
    import json

    from extractor.contract import schema

    print(json.dumps(schema(), ensure_ascii=False, indent=2))
    return 0
