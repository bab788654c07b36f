"""`zhibiao evaluate`, `compare`, `convert`: figures against gold, and gold in other tools' formats."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.evaluation.run import Standard

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

FORMATS = ("gold", "label-studio", "doccano", "brat", "docbin")


def _threshold(text: str) -> tuple[str, float]:
    name, sep, number = text.partition("=")
    try:
        return name, float(number) if sep else float("nan")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form tuple=0.85") from None


def _add_gold(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--gold", type=Path, required=True, metavar="DIR", help="the folder of the gold files"
    )
    parser.add_argument("--split", choices=("dev", "test"), help="only the articles of this split")
    parser.add_argument(
        "--corpus", type=Path, metavar="DIR", help="the raw articles (default: corpus beside gold)"
    )


def add_evaluate(commands: "Commands") -> None:
    """Register `evaluate`."""
    parser = commands.add_parser(
        "evaluate",
        help="measure results against gold",
        description="Measure results against gold: precision, recall, F1 of records, fields, organisations.\n"
        "Without --pred the articles are extracted first. Exit code 1 if --fail-under is not reached.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_gold(parser)
    parser.add_argument("--pred", type=Path, metavar="FILE", help="output of zhibiao extract")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write all figures")
    parser.add_argument(
        "--html", type=Path, metavar="OUT", help="write the error browser: one page, opens anywhere"
    )
    parser.add_argument(
        "--damage",
        type=int,
        metavar="SEED",
        help="damage the articles in grades, as OCR does, and show how the figures fall",
    )
    parser.add_argument(
        "--fail-under",
        type=_threshold,
        action="append",
        default=[],
        metavar="NAME=F1",
        help="tuple=0.85, organizations=0.9, … (may be repeated)",
    )
    parser.set_defaults(run=run_evaluate)


def run_evaluate(args: argparse.Namespace) -> int:
    """Evaluate and print; 1 if a threshold is not reached."""
    from extractor.evaluation import report, run
    from extractor.wire import dumps

    standard = run.standard(args.gold, args.split, args.corpus)
    if not standard.documents:
        print(f"{args.gold}: no gold articles{f' of split {args.split}' if args.split else ''}")
        return 1 if args.fail_under else 0
    if args.damage is not None:
        return _damage(args, standard)
    told, failures = (run.read_results(args.pred), []) if args.pred else run.extract(standard)
    for failure in failures:
        print(f"zhibiao: {failure}", file=sys.stderr)
    scored = standard.score(told)
    result = report.report(scored)
    print("\n".join(report.lines(result)))
    if args.json:
        _write(args.json, dumps(result) + "\n")
    if args.html:
        from extractor.evaluation.browse import error_browser

        _write(args.html, error_browser(standard, scored))
    return _verdict(result, args.fail_under)


def _damage(args: argparse.Namespace, standard: "Standard") -> int:
    from extractor.errors import InputError
    from extractor.evaluation import damage, robustness
    from extractor.wire import dumps

    if args.pred or args.html or args.fail_under:
        raise InputError("--damage extracts by itself; it goes with --gold, --split, --corpus and --json")
    result = robustness.compare(standard, damage.GRADES, args.damage)
    print("\n".join(robustness.table(result)))
    if args.json:
        _write(args.json, dumps(result) + "\n")
    return 0


def _verdict(result: dict[str, Any], thresholds: list[tuple[str, float]]) -> int:
    from extractor.errors import InputError

    figures = {**result["scores"], **result["fields"], "org": result["scores"]["organizations"]}
    failed = False
    for name, least in thresholds:
        if name not in figures or least != least:  # noqa: PLR0124 - NaN marks a number left out
            raise InputError(f"--fail-under {name}: write it as tuple=0.85; there are {', '.join(figures)}")
        if figures[name]["f1"] < least:
            print(f"{name}: F1 {figures[name]['f1']:.4f} is under {least}")
            failed = True
    return 1 if failed else 0


def _write(path: Path, text: str) -> None:
    from extractor.errors import InputError

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as e:
        raise InputError(f"{path}: cannot be written: {e.strerror}") from e


def add_compare(commands: "Commands") -> None:
    """Register `compare`."""
    parser = commands.add_parser(
        "compare",
        help="compare two results against gold",
        description="Compare two outputs of extract against gold: differences of F1 with 95% intervals, a\n"
        "paired randomisation test over documents, and the records that only one of the two has right.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("a", type=Path, metavar="A.jsonl")
    parser.add_argument("b", type=Path, metavar="B.jsonl")
    _add_gold(parser)
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the comparison")
    parser.set_defaults(run=run_compare)


def run_compare(args: argparse.Namespace) -> int:
    """Compare and print."""
    from extractor.evaluation import compare, run
    from extractor.wire import dumps

    standard = run.standard(args.gold, args.split, args.corpus)
    a, b = (standard.score(run.read_results(path)) for path in (args.a, args.b))
    result = compare.compare(a, b)
    print("\n".join(compare.lines(result)))
    if args.json:
        _write(args.json, dumps(result) + "\n")
    return 0


def add_convert(commands: "Commands") -> None:
    """Register `convert`."""
    parser = commands.add_parser(
        "convert",
        help="gold to and from Label Studio, doccano, brat, spaCy",
        description="Convert gold to the format of an annotation tool, or back. Nothing is lost on the way.\n"
        "label-studio and doccano are one file, brat is a folder, docbin is a .spacy file.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--from", dest="source", choices=FORMATS, required=True, help="format of IN")
    parser.add_argument("--to", dest="target", choices=FORMATS, required=True, help="format of OUT")
    parser.add_argument(
        "--corpus", type=Path, metavar="DIR", help="the raw articles (default: corpus beside gold)"
    )
    parser.add_argument("input", type=Path, metavar="IN")
    parser.add_argument("output", type=Path, metavar="OUT")
    parser.set_defaults(run=run_convert)


def run_convert(args: argparse.Namespace) -> int:
    """Convert."""
    from extractor.evaluation import convert

    count = convert.convert(args.input, args.source, args.output, args.target, args.corpus)
    print(f"{count} articles: {args.input} -> {args.output}")
    return 0
