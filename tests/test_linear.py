"""No input makes a pattern or a stage grow faster than the text: 1 kB to 200 kB of what regexes fear most."""

import re
import sys
import time
from collections.abc import Iterator

import pytest
import regex

from extractor import Pipeline

FEARS = {
    "digits": "1234567890",
    "one digit": "9",
    "digits and commas": "1,234,",
    "digits and points": "1.2.3.",
    "scales": "亿万",
    "Chinese numerals": "一百二十三万四千",
    "commas": "，",
    "enumeration marks": "、",
    "open brackets": "（",
    "brackets": "（）",
    "open quotes": "“",
    "quotes": "“”",
    "open titles": "《",
    "spaces": " ",
    "blank lines": "\n\n",
    "broken lines": "增长\n",
    "spaced Chinese": "增 长 ",
    "dates": "2024年1-11月",
    "date marks": "年月日",
    "dashes": "1-2—3～",
    "verbs": "增长",
    "respectively": "分别增长5%、",
    "records": "产值5亿元，增长6.4%；",
    "percents": "5%",
    "places": "北京市海淀区",
    "companies": "有限公司",
    "pipes": "|1|",
    "full width": "１２３，",
    "Latin": "aA1 ",
    "Traditional": "億元，較去年",
}


def compiled() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Find every pattern that the loaded chain holds, on modules, in tables and behind caches."""
    Pipeline().work("前三季度，全市地区生产总值341.6亿元，增长6.4%。")
    for name, module in sorted(sys.modules.items()):
        if name.startswith("extractor"):
            for key, value in sorted(vars(module).items()):
                yield from patterns_in(value, f"{name}.{key}", 0)


def patterns_in(value: object, path: str, depth: int) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield path, value
    elif isinstance(value, regex.Pattern):
        yield path, value  # type: ignore[misc]
    elif depth < 3 and isinstance(value, dict):
        for k, v in value.items():
            yield from patterns_in(v, f"{path}[{k!r}]", depth + 1)
    elif depth < 3 and isinstance(value, list | tuple):
        for i, v in enumerate(value):
            yield from patterns_in(v, f"{path}[{i}]", depth + 1)


def seconds(work: object, text: str) -> float:
    best = float("inf")
    for _ in range(2):
        begun = time.process_time()
        work(text)  # type: ignore[operator]
        best = min(best, time.process_time() - begun)
    return best


def grows_linearly(work: object, unit: str) -> tuple[bool, float, float]:
    """Compare 25 kB with 200 kB: eight times the text may cost eight times the work, with room for noise.

    A quadratic one costs sixty-four times. What stays below 20 ms for 200 kB is fast enough whatever its growth.
    """
    small, large = (unit * (size // len(unit.encode()) + 1) for size in (25_000, 200_000))
    b = seconds(work, large)
    if b < 0.02:
        return True, 0, b
    a = seconds(work, small)
    return b < 20 * max(a, 0.001), a, b


@pytest.mark.parametrize("fear", FEARS)
def test_every_pattern_is_linear(fear: str) -> None:
    slow = []
    for name, pattern in compiled():
        ok, a, b = grows_linearly(lambda t, p=pattern: sum(1 for _ in p.finditer(t)), FEARS[fear])
        if not ok:
            slow.append(f"{name}: {a:.4f} s for 25 kB, {b:.4f} s for 200 kB")
    assert not slow


@pytest.mark.parametrize("fear", FEARS)
def test_the_chain_is_linear(pipeline: Pipeline, fear: str) -> None:
    ok, a, b = grows_linearly(pipeline.work, FEARS[fear])
    assert ok, f"{a:.3f} s for 25 kB, {b:.3f} s for 200 kB"
