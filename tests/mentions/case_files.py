"""The cases of the mention tests, as pytest takes them."""

import json
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent.parent / "cases" / "mentions"


def cases(name: str) -> list[Any]:
    """Return a file's cases; one that names a known failure is expected to fail."""
    rows = [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]
    return [
        pytest.param(
            row, id=row["text"], marks=[pytest.mark.xfail(reason=row["known"])] if "known" in row else []
        )
        for row in rows
    ]
