#!/usr/bin/env python3
"""Show the surest records of a result as a table: show.py RESULT.jsonl [ROWS]."""

import sys
import unicodedata
from pathlib import Path
from typing import Any

from extractor.wire import loads

HEAD = ("doc", "subject", "indicator", "value", "growth", "period", "sure")
WIDTHS = (13, 16, 26, 16, 18, 24, 4)


def row(doc: Any, record: Any) -> tuple[str, ...]:
    """Make one row of the table."""
    period = record["period"] or {}
    span = f"{period['start']}..{period['end']}" if period.get("start") else period.get("text", "")
    cells = (record[k]["text"] if record[k] else "" for k in ("subject", "indicator", "value", "growth"))
    return (doc["doc_id"], *cells, span, str(record["confidence"]))


def fit(text: str, width: int) -> str:
    """Cut or pad to a width on the screen, where a Chinese character takes two places."""
    out, used = "", 0
    for c in text:
        wide = 2 if unicodedata.east_asian_width(c) in "WF" else 1
        if used + wide > width:
            break
        out, used = out + c, used + wide
    return out + " " * (width - used)


def main() -> None:
    """Print the head, and one record of each document in turn."""
    docs = [loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 25
    best = [(d, max(d["records"], key=lambda r: r["confidence"])) for d in docs if d["records"]]
    for cells in [HEAD, *(row(d, r) for d, r in best[:rows])]:
        print("  ".join(fit(c, w) for c, w in zip(cells, WIDTHS, strict=True)).rstrip())


if __name__ == "__main__":
    main()
