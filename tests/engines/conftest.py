import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

TEXT = "前三季度，全市地区生产总值{}亿元，增长6.4%。"


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Write a table of so many documents; some texts may be given."""

    def write(count: int, *, times: int = 1, texts: dict[int, str] | None = None) -> Path:
        path = tmp_path / "news.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for n in range(count):
                text = (texts or {}).get(n) or f"{n}号。" + TEXT.format(100 + n) * times
                row = {"doc_id": f"d{n:03}", "text": text, "published": "2024-10-20"}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        return path

    return write
