"""Stretches told by their length and side of now: 近三年, 五年间, 未来五年, 三年前, 开园以来."""

import re
from collections.abc import Callable

from extractor.mentions.model import Frequency
from extractor.mentions.periods.forms import Form, Side, Special
from extractor.mentions.periods.numerals import number, numbers

UNITS: dict[str, Frequency] = {"年": "Y", "月": "M", "季": "Q", "周": "W", "天": "D"}


def _near(text: str) -> Form | None:
    if "几" in text or not (
        m := re.search(
            r"([0-9０-９]+|[一二三四五六七八九十两半]+) ?个?(?:完整)?(?:会计|财政)?([年月季周天])", text
        )
    ):
        return None
    special: Special = "ahead" if text[0] in "未今接" else "gone" if text[0] == "过" else "near"
    unit = UNITS[m.group(2)]
    if m.group(1) == "半":
        return Form(Side("M"), special=special, length=6) if unit == "Y" else None
    return Form(Side(unit), special=special, length=number(m.group(1)), complete="年度" in text)


def _gone(text: str) -> Form | None:
    return Form(Side("Y"), special="near", length=found[0]) if (found := numbers(text)) else None


def _ahead(text: str) -> Form | None:
    found = numbers(text)
    return Form(Side("Y" if "年" in text else "M"), special="ahead", length=found[0]) if found else None


def _ago(text: str) -> Form | None:
    found = numbers(text)
    unit: Frequency = "Y" if "年" in text else "M" if "月" in text else "D"
    return Form(Side(unit), special="ago", length=found[0]) if found else None


def _dotted(text: str) -> Form | None:
    first, second, third, fourth = numbers(text)
    a, b = (Side("D", months=(m, m), days=(d, d)) for m, d in ((first, second), (third, fourth)))
    return Form(a, b, loose=True)


def months_up_to(text: str) -> int:
    """Count the months that end at a point: 截至6月底止三个月, 止首三季, 止年度."""
    if "个月" in text:
        return numbers(text)[0]
    if "季" in text:
        return 3 * (numbers(text)[0] if text.lstrip("止的")[0] in "前首" and numbers(text) else 1)
    return 6 if "半" in text or "中" in text else 12


SPECIAL: dict[str, Callable[[str], Form | None]] = {
    "dotted": _dotted,
    "now": lambda _: Form(Side("M"), special="now"),
    "event": lambda _: Form(Side("Y"), special="event"),
    "report": lambda text: Form(Side("H", edge="end" if "末" in text else ""), special="report"),
    "near": _near,
    "gone": _gone,
    "these": _gone,
    "spell": _gone,
    "ago": _ago,
    "ahead": _ahead,
}
