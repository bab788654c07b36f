"""No input makes a pattern or a stage grow faster than the text: 1 kB to 200 kB of what regexes fear most."""

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

import pytest
import regex

import extractor
from extractor import Pipeline
from extractor.config import Config
from extractor.patterns import Expression
from extractor.patterns_check import check

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
    "tags": "<p>",
    "scripts": "<script>",
    "links": "[增](",
}


SCANS = ("search", "finditer", "findall", "sub", "subn", "split", "scanner")


@cache
def compiled() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    return tuple(found())


def found() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Find every pattern that the package holds; and whether its module scans a text with it or only matches at a place."""
    Pipeline().work("前三季度，全市地区生产总值341.6亿元，增长6.4%。")
    for module in pkgutil.walk_packages(extractor.__path__, "extractor."):
        with suppress(ImportError):  # an extra that is not here
            importlib.import_module(module.name)
    seen: set[int] = set()
    for name, module in sorted(sys.modules.items()):
        if not name.startswith("extractor") or not module.__file__:
            continue
        source = Path(module.__file__).read_text("utf-8")
        for key, value in sorted(vars(module).items()):
            for path, pattern in patterns_in(value, f"{name}.{key}", 0):
                if id(pattern) not in seen:
                    seen.add(id(pattern))
                    yield path, pattern, scanned(key, path, source)


def scanned(key: str, path: str, source: str) -> bool:
    """Tell whether the source scans with the pattern. One that lies in a table is called `pattern` where it is used."""
    calls = "|".join(SCANS)
    for name in ([] if "[" in path else [re.escape(key)]) + ["pattern"]:
        if re.search(rf"\b{name}\.(?:{calls})\b", source):
            return True
        if re.search(rf"\b{name}\.(?:match|fullmatch)\b", source):
            return False
    return True


def patterns_in(value: object, path: str, depth: int) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield path, value
    elif isinstance(value, Expression):
        yield path, value.compiled()
    elif isinstance(value, regex.Pattern):
        yield path, value  # type: ignore[misc]
    elif depth < 3 and isinstance(value, dict):
        for k, v in value.items():
            yield from patterns_in(v, f"{path}[{k!r}]", depth + 1)
    elif depth < 3 and isinstance(value, list | tuple):
        for i, v in enumerate(value):
            yield from patterns_in(v, f"{path}[{i}]", depth + 1)


def seconds(work: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    work(text)
    return time.process_time() - begun


def growth(work: Callable[[str], object], unit: str) -> tuple[bool, float, float]:
    """Compare 25 kB with 200 kB: eight times the text may cost eight times the work, with room for noise.

    A quadratic one costs sixty-four times. What takes 30 ms for 200 kB is fast enough whatever its growth.
    """
    small, large = (unit * (size // len(unit.encode()) + 1) for size in (25_000, 200_000))
    seconds(work, small)  # what is made on first use costs neither
    b = seconds(work, large)
    if b < 0.03:
        return True, 0, b
    a = min(seconds(work, small) for _ in range(3))
    return b < 24 * max(a, 0.001), a, b


def scan(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def touch(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for at in range(0, len(text), max(1, len(text) // 4)) if pattern.match(text, at))


@pytest.mark.parametrize("fear", FEARS)
def test_every_pattern_is_linear(fear: str) -> None:
    slow = []
    for name, pattern, scans in compiled():
        ok, a, b = growth(partial(scan if scans else touch, pattern), FEARS[fear])
        if not ok:
            slow.append(f"{name}: {a:.4f} s for 25 kB, {b:.4f} s for 200 kB")
    assert not slow


@pytest.mark.parametrize("fear", FEARS)
def test_the_chain_is_linear(pipeline: Pipeline, fear: str) -> None:
    ok, a, b = growth(lambda text: pipeline.document(text).to_json(), FEARS[fear])
    assert ok, f"{a:.3f} s for 25 kB, {b:.3f} s for 200 kB"


USERS = """
[[entry]]
id = "mine.phases"
about = "项目分期"
regexes = ["青禾[0-9]{1,9}(?:增|长|一|、){0,9}期", "编号：?[A-Z0-9-]{2,40}[增长]"]
positive = [{ text = "青禾12期投入3家", find = "3家" }]
negative = ["青禾12期"]
"""


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    folder = tmp_path_factory.mktemp("mine")
    (folder / "not_numbers.toml").write_text(USERS, "utf-8")
    assert check(folder) == []
    return Pipeline(Config(organizations=False, patterns=folder))


@pytest.mark.parametrize("unit", ["青禾1", "青禾12增长", "编号：A1-"])
def test_a_users_patterns_that_pass_the_check_are_linear(mine: Pipeline, unit: str) -> None:
    ok, a, b = growth(mine.work, unit)
    assert ok, f"{a:.3f} s for 25 kB, {b:.3f} s for 200 kB"
