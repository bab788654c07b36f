"""`zhibiao mcp`: the tools extract, mentions and explain for a language model, over standard input and output."""

import argparse

from extractor.cli import options

EPILOG = """\
The server speaks the Model Context Protocol on standard input and output; a client starts it. It needs the extra
`mcp` (pip install 'zhibiao[mcp]'), reads no files for its tools and opens no connections. In a client's configuration:

  {"mcpServers": {"zhibiao": {"command": "zhibiao", "args": ["mcp"]}}}
"""


def add(commands: "options.Commands") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "mcp",
        help="serve the tools extract, mentions, explain to a language model (MCP)",
        description="Serve the tools extract, mentions and explain to a language model, over standard input and output.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--max-chars",
        type=options.whole,
        default=100_000,
        metavar="N",
        help="refuse longer texts (%(default)s)",
    )
    parser.add_argument(
        "--time-limit",
        type=options.seconds,
        default=20.0,
        metavar="S",
        help="seconds for one text (20; 0: no limit)",
    )
    parser.add_argument("--no-orgs", action="store_true", help="leave out organisations: faster")
    options.add_chain(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve until the client closes standard input."""
    from extractor.errors import InputError

    try:
        from extractor.cli.mcp_tools import Tools, make_server
    except ModuleNotFoundError as e:
        if e.name and e.name.startswith("extractor"):
            raise
        raise InputError("the server needs an extra: pip install 'zhibiao[mcp]'") from e
    from extractor.pipeline import Pipeline

    pipeline = Pipeline(options.config(args))
    # Patterns and weights are loaded now, not in the first call's time.
    pipeline.document("2024年，全市工业产值5亿元。")
    make_server(Tools(pipeline, args.max_chars, args.time_limit)).run("stdio")
    return 0
