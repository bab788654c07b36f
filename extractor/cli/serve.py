"""`zhibiao serve`: the chain over HTTP, and the workbench."""

import argparse
from pathlib import Path

from extractor.cli import options

EPILOG = """\
examples:
  zhibiao serve                                          http://127.0.0.1:8000/ for this machine alone
  zhibiao serve --port 9000 -j 4
  zhibiao serve --host 0.0.0.0 --token-file token.txt    for others: each request needs the token
  curl -s 127.0.0.1:8000/v1/extract -F file=@page.pdf -F published=2024-02-27

GET /openapi.json describes every address. SIGTERM and Ctrl-C finish what is being answered, then end.
"""


def add(commands: "options.Commands") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "serve",
        help="answer over HTTP, with a workbench for the browser",
        description="Answer over HTTP: texts and files in, documents out; at / a workbench. Needs the extra web.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen (127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, metavar="N", help="8000; 0: any that is free")
    parser.add_argument(
        "-j", "--workers", type=_positive, metavar="N", help="worker processes (one for each processor)"
    )
    parser.add_argument("--no-orgs", action="store_true", help="leave out organisations: faster")
    options.add_chain(parser.add_argument_group("reading"))
    _add_limits(parser.add_argument_group("limits"))
    access = parser.add_argument_group("access")
    access.add_argument(
        "--token-file",
        type=Path,
        metavar="FILE",
        help="ask every request for the token in it (else in the environment: ZHIBIAO_TOKEN); must be set where others than this machine reach the address",
    )
    access.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a name, as a proxy in front gives it, beside localhost (may be repeated)",
    )
    parser.set_defaults(run=run)


def _add_limits(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--time-limit",
        type=_seconds,
        default=30.0,
        metavar="S",
        help="seconds for one document, and for waiting until a worker is free (30)",
    )
    for option, default, text in (
        ("--max-chars", 200_000, "characters of one document"),
        ("--max-bytes", 20_000_000, "bytes of one body, or of one line of a batch"),
        ("--max-batch", 100_000_000, "bytes of one batch"),
        ("--max-memory", 2_000_000_000, "bytes of memory of one worker"),
        ("--queue", 32, "requests that may wait beside those that are worked on"),
    ):
        group.add_argument(option, type=_positive, default=default, metavar="N", help=f"{text} ({default})")


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: 0 to 65535")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    return seconds


def run(args: argparse.Namespace) -> int:
    """Serve until told to end."""
    import os
    import sys

    from extractor.errors import InputError

    try:
        import python_multipart  # noqa: F401 - FastAPI asks for it at the first upload only

        from extractor.service.server import serve
    except ImportError as e:
        raise InputError(f"serving needs an extra ({e.name} is missing): pip install 'zhibiao[web]'") from e
    from extractor.service.settings import LOCAL, TOKEN, Settings, is_loopback, read_token

    token, local = read_token(args.token_file), is_loopback(args.host)
    if not local and token is None:
        raise InputError(
            f"--host {args.host} can be reached from other machines, so a token is needed: "
            f"--token-file FILE, or the environment variable {TOKEN}"
        )
    named = frozenset(name.lower() for name in args.allow_host)
    own = f"[{args.host}]" if ":" in args.host else args.host.lower()
    settings = Settings(
        config=options.config(args),
        workers=args.workers or os.cpu_count() or 1,
        time_limit=args.time_limit,
        queue=args.queue,
        max_bytes=args.max_bytes,
        max_batch=args.max_batch,
        max_chars=args.max_chars,
        max_memory=args.max_memory,
        token=token,
        hosts=(LOCAL | named | {own}) if local or named else frozenset(),
    )
    serve(settings, args.host, args.port, lambda line: print(line, file=sys.stderr, flush=True))
    return 0
