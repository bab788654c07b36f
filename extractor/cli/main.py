"""`zhibiao`: one entry; every command is a module that registers itself here."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from extractor import __version__
from extractor.cli import check, diff, evaluate, explain, extract, mcp, mentions, report, schema, serve, view
from extractor.errors import ZhibiaoError

EPILOG = """\
examples:
  zhibiao extract news/ -o result.jsonl              every .txt .md .html .pdf .docx below a folder
  zhibiao extract archive/ -o run -j 8               a run with workers that can be killed and taken up again
  zhibiao extract news.jsonl --format csv -o r.csv   rows with text, doc_id, published; opens in Excel
  cat a.txt | zhibiao extract - --published 2024-02-27
  zhibiao explain "前三季度，全市地区生产总值341.6亿元，增长6.4%。"
  zhibiao serve                                      http://127.0.0.1:8000/

exit codes: 0 all done, 2 wrong usage, 3 some documents failed (each is named), 130 stopped by Ctrl-C
"""

# The tagger's matrices are small: a second thread of the linear algebra library costs more than it brings.
SINGLE = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def build_parser() -> argparse.ArgumentParser:
    """Build the whole command line; nothing heavy is imported for it."""
    parser = argparse.ArgumentParser(
        prog="zhibiao",
        description="Reads raw Chinese economic news and gives back proved JSON: indicator, value, growth, period,\n"
        "subject and organisation names, each with its place in the raw text.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"zhibiao {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    extract.add(commands)
    explain.add(commands)
    mentions.add(commands)
    mcp.add(commands)
    evaluate.add_evaluate(commands)
    evaluate.add_compare(commands)
    evaluate.add_convert(commands)
    view.add(commands)
    report.add(commands)
    diff.add(commands)
    check.add(commands)
    schema.add(commands)
    serve.add(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    # A document makes a hundred thousand objects and no cycles among them: look for cycles less often.
    gc.set_threshold(50_000, 20, 50)
    args = build_parser().parse_args(argv)
    for name in SINGLE:
        os.environ.setdefault(name, "1")
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except ZhibiaoError as e:
        print(f"zhibiao: {e}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("zhibiao: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader (head, less) has gone: not an error
        _mute()
        return 0
    except OSError as e:  # such as a full disk under standard output
        _mute()
        print(f"zhibiao: {e.filename or 'standard output'}: {e.strerror or e}", file=sys.stderr)
        return 2
    return code


def _mute() -> None:
    """Give standard output nowhere to go: Python would complain when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
