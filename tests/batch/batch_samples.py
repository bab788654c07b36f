"""Small tables of articles."""

from collections.abc import Callable
from pathlib import Path

SENTENCE = "前三季度，全市地区生产总值{}亿元，增长6.4%。"
Write = Callable[..., Path]


def row(number: int, text: str | None = None) -> dict[str, str]:
    return {
        "doc_id": f"d{number:03}",
        "text": text or SENTENCE.format(100 + number),
        "published": "2024-10-20",
    }
