"""`zhibiao diff`: what changed between two runs."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.cli import options

FIELDS = ("indicator", "subject", "value", "growth", "period", "measure", "status")


def add(commands: "options.Commands") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "diff",
        help="say what changed between two results",
        description="Say what changed between two results of extract (JSON Lines): documents, records, fields.\n"
        "Records are matched by their key, the place of their numbers. Exit code 1 if anything differs.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("a", type=Path, metavar="A.jsonl")
    parser.add_argument("b", type=Path, metavar="B.jsonl")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the differences."""
    a, b = _documents(args.a), _documents(args.b)
    lines = list(differences(a, b))
    print("\n".join(lines) if lines else "no difference")
    return 1 if lines else 0


def _documents(path: Path) -> dict[str, Any]:
    from extractor.errors import InputError
    from extractor.wire import loads

    try:
        docs = [loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
        return {d["doc_id"]: d for d in docs}
    except (OSError, ValueError, KeyError, TypeError) as e:
        raise InputError(f"{path}: not a result of zhibiao extract: {e}") from e


def differences(a: dict[str, Any], b: dict[str, Any]) -> Iterator[str]:
    """Yield a line for everything that differs."""
    for doc_id in [*a, *(d for d in b if d not in a)]:
        if doc_id not in b:
            yield f"- {doc_id}: document only in A"
        elif doc_id not in a:
            yield f"+ {doc_id}: document only in B"
        else:
            yield from _records(doc_id, a[doc_id], b[doc_id])
            yield from _organizations(doc_id, a[doc_id], b[doc_id])


def _records(doc_id: str, a: Any, b: Any) -> Iterator[str]:
    old, new = ({_place(r): r for r in d["records"]} for d in (a, b))
    for place in sorted(old.keys() | new.keys()):
        if place not in new:
            yield f"- {doc_id}: {_line(old[place])}"
        elif place not in old:
            yield f"+ {doc_id}: {_line(new[place])}"
        else:
            for name in FIELDS:
                x, y = (_field(r[name]) for r in (old[place], new[place]))
                if x != y:
                    yield f"~ {doc_id}: {_line(new[place])}: {name} {x} -> {y}"


def _place(record: Any) -> tuple[tuple[int, ...], ...]:
    # The indicator is left out, so that a changed indicator shows as a changed field and not as two records.
    return tuple(tuple(record[k]["span"]) if record[k] else () for k in ("value", "growth"))


def _field(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    rest = {
        k: v
        for k, v in value.items()
        if k in ("number", "low", "high", "unit", "rate", "basis", "start", "end", "name")
    }
    return f"{value['text']} {{{', '.join(f'{k} {v}' for k, v in rest.items() if v is not None)}}}"


def _line(record: Any) -> str:
    parts = (record[k]["text"] for k in ("period", "subject", "indicator", "value", "growth") if record[k])
    return f"[{' | '.join(parts)}]"


def _organizations(doc_id: str, a: Any, b: Any) -> Iterator[str]:
    old, new = ({(*o["span"], o["text"], o["type"]) for o in d["organizations"]} for d in (a, b))
    for sign, gone in (("-", old - new), ("+", new - old)):
        for start, end, text, kind in sorted(gone):
            yield f"{sign} {doc_id}: organisation {text} ({kind}) at {start}-{end}"
