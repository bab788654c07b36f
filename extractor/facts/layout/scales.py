"""What a unit means that stands apart from its numbers: 单位：亿元, 万人, %."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.mentions.quantities.find import find_quantities


@dataclass(frozen=True, slots=True)
class Scale:
    """What a unit text means: 亿元 is CNY times 10^8."""

    unit: str
    factor: Decimal
    text: str | None


@lru_cache(maxsize=512)
def scale_of(text: str) -> Scale:
    """Read a unit as it stands in a head: 单位：亿元, 万人, %."""
    text = re.sub(r"^.*[：:]", "", re.sub(r"\s", "", text))
    found = find_quantities(f"1{text}")
    if not found or found[0].number is None or not found[0].unit:
        return Scale("点", Decimal(1), None)
    return Scale(found[0].unit, found[0].number, found[0].unit_text)
