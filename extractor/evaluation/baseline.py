"""The released figures, and whether a run has fallen behind them."""

from pathlib import Path
from typing import Any

import msgspec

from extractor.errors import InputError
from extractor.evaluation.score import HEADLINE
from extractor.wire import dumps

GUARDED = ("tuple", "organizations")
SLACK = 0.005  # half a point of F1


def figures(report: dict[str, Any]) -> dict[str, Any]:
    """Keep of a report what a release is held to."""
    return {"documents": report["documents"], **{name: report["scores"][name]["f1"] for name in HEADLINE}}


def fallen(baseline: dict[str, Any], report: dict[str, Any]) -> list[str]:
    """Name the guarded figures that fell by over half a point."""
    now = figures(report)
    return [
        f"{name}: F1 {now[name]:.4f}, released {baseline[name]:.4f}"
        for name in GUARDED
        if now[name] < baseline[name] - SLACK
    ]


def read(path: Path) -> dict[str, Any]:
    """Read baseline.json."""
    try:
        body: dict[str, Any] = msgspec.json.decode(path.read_bytes())
    except (OSError, ValueError) as e:
        raise InputError(f"{path}: cannot be read ({e}); scripts/update_baseline.py writes it") from e
    return body


def write(path: Path, body: dict[str, Any]) -> None:
    """Write baseline.json; only scripts/update_baseline.py calls this."""
    path.write_text(msgspec.json.format(dumps(body), indent=1) + "\n", "utf-8")
