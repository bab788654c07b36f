import json
import sys
from pathlib import Path

import pytest
from batch_samples import Write

# Workers find the poisoned stage by its name; a spawned process inherits this path.
sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))


@pytest.fixture
def table(tmp_path: Path) -> Write:
    """Write rows to a table; a string stands as it is."""

    def write(rows: list[object], name: str = "in.jsonl") -> Path:
        path = tmp_path / name
        lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in rows]
        path.write_text("".join(line + "\n" for line in lines), "utf-8")
        return path

    return write
