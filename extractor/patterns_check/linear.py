"""Prove that an expression of a user cannot hang the run: it may not grow faster than the text."""

import time
from collections.abc import Iterator
from itertools import pairwise

import regex

_PATIENCE = 0.5  # seconds for one probe
_SMALL, _LARGE = 2_000, 16_000
_NOTICEABLE = 0.02  # seconds below which the growth of a time says nothing
_CLASSES = {"d": "1", "w": "a", "s": " ", "h": " ", "b": "", "p": "增"}
_META = set("\\()[]{}|*+?.^$")


def fault(pattern: str, examples: list[str]) -> str | None:
    """Say in Chinese why an expression is refused; None if it is fine."""
    try:
        compiled = regex.compile(pattern)
    except regex.error as e:
        return f"不是有效的正则表达式：{e}"
    if compiled.match(""):
        return "能匹配空串"
    probes = list(_probes(pattern, examples))
    rest = "\n\x00" + "".join(dict.fromkeys("".join(probes)))
    for unit in probes:
        # Twice: a busy machine may slow one trial down, and a user's good expression must not be refused for that.
        if _explodes(compiled, unit, rest) and _explodes(compiled, unit, rest):
            return f"在很长的“{unit}{unit}{unit}…”上耗时不随长度成正比，会拖死整批任务；请改写嵌套的 + 和 *"
    return None


def _probes(pattern: str, examples: list[str]) -> Iterator[str]:
    letters: list[str] = []
    escaped = False
    for c in pattern:
        if escaped:
            letters.append(_CLASSES.get(c, c))
            escaped = False
        elif c == "\\":
            escaped = True
        elif c == ".":
            letters.append("增")
        elif c not in _META:
            letters.append(c)
    letters = [c for c in dict.fromkeys(letters) if c][:16]
    yield from letters
    yield from (a + b for a, b in pairwise(letters))
    yield from (a + b for a in letters[:6] for b in letters[:6] if a != b)
    yield from (e for e in examples if e)


def _explodes(compiled: "regex.Pattern[str]", unit: str, rest: str) -> bool:
    times = []
    for size in (_SMALL, _LARGE):
        # What follows the run fits nowhere, so that every way of matching has to be tried; it still holds every letter
        # of the expression, so that no check for a required one can cut the trial short.
        text = (unit * (size // len(unit) + 1))[:size] + rest
        begun = time.process_time()
        try:
            for _ in compiled.finditer(text, timeout=_PATIENCE):
                pass
        except TimeoutError:
            return True
        times.append(time.process_time() - begun)
    return times[1] > _NOTICEABLE and times[1] > 3 * (_LARGE / _SMALL) * times[0]
