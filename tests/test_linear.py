"""No input makes a pattern or a stage grow faster than the text, made of what regexes fear most."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from re._constants import MAXREPEAT
from re._parser import SubPattern, parse

import pytest
import regex
from growing import outgrows, too_slow

import extractor
from extractor import Pipeline
from extractor.config import Config
from extractor.facts.layout.headlines import complete
from extractor.facts.model import Fact
from extractor.late import Late
from extractor.mentions.model import Indicator, Organization, Quantity
from extractor.mentions.organizations.links import link
from extractor.patterns import Expression
from extractor.patterns_check import check
from extractor.span import Span
from extractor.text.clean import clean
from extractor.text.model import Sentence, SentenceKind

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
    "joined": "和",
    "joined names": "5%、和和分别",
    "links": "[增](",
}


SCANS = ("search", "finditer", "findall", "sub", "subn", "split", "scanner")


@cache
def endless() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    """Find the patterns that may grow: at each place, one without an endless repetition reads so much and no more."""
    return tuple(one for one in found() if repeats(parse(one[1].pattern, one[1].flags)))


def repeats(part: object) -> bool:
    """Tell whether a parsed pattern, or a part of one, repeats something without an end."""
    inside = part.data if isinstance(part, SubPattern) else part
    return inside is MAXREPEAT or (isinstance(inside, list | tuple) and any(map(repeats, inside)))


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
    if isinstance(value, re.Pattern | Late) and isinstance(value.pattern, str):
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


def scan(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def touch(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for at in range(0, len(text), max(1, len(text) // 4)) if pattern.match(text, at))


@pytest.mark.parametrize("fear", FEARS)
def test_every_pattern_is_linear(fear: str) -> None:
    assert len(endless()) > 100
    slow = []
    for name, pattern, scans in endless():
        if told := too_slow(partial(scan if scans else touch, pattern), FEARS[fear]):
            slow.append(f"{name}: {told}")
    assert not slow


@pytest.mark.parametrize("fear", FEARS)
def test_the_chain_is_linear(pipeline: Pipeline, fear: str) -> None:
    assert not too_slow(lambda text: pipeline.document(text).to_json(), FEARS[fear], 100_000)


# What a sentence without an end may be made of; each would be a sentence of its own if a stop followed.
ENDLESS = {
    "growths": "出口增长5%， 出口增长5%、 出口：5%， 由5亿元增至8亿元， 环比增长1%，同比增长2%， 出口增长5%—— 两项都增长10%， 增长5%",
    "levels": "产值5亿元， 企业5家， 产量1万吨、2.5、 失业率5.1%， 5亿美元（约35亿元人民币）， 每吨2520元、 计划投资5亿元， 甲：5亿元，",
    "lists": "其中电子、汽车分别增长5%和3%， 甲、乙、丙分别达5万、6万、7万吨， 广州、深圳均增长5%， 电子、机械、纺织三个行业产值5亿元， "
    "香港10万人次，分别增加8倍及5倍，",
    "brackets": "服装（上升5.1%）、 台湾（3.7万人次）、 住屋（5.1%）、 上半年增长5%（去年同期：4%）， 出口（5%， （其中： CPI（2.1%）、",
    "comparisons": "与去年同期相比，出口增长5%， 比1980年增长5.5%， 高于全国2个百分点， 出口与去年持平， 去年同期为3.1%， 出口增長5%，較去年下跌3.2個百分點，",
    "aims": "力争到2025年产值达到500亿元， 预计明年增长5%， 将增长5%，已增长3%， 目标：5%，",
    "names": "北京增长5%、上海增长3%、 远大集团营收5亿元， 国家统计局、商务部、 对美国增长5%， 内地旅客（3.7万人次）、 公司营收5亿元， 据新华社报道，",
    "periods": "1月增长5%， 2023年， 5月10日， 一季度增长5%，二季度增长3%， 由2019年的3家增至11家， 全年实现增加值5亿元，",
    "shares": "占比达到5.1%， 拉动经济增长1.2个百分点， 居全国第3位， 占全国的5%、",
    "marks": "《长空》出口5%， “出口增长5%”， “出口增长5%， 《长空， 从营收来看， 经济平稳运行， CPI月率0.3%， 出口：",
}


def repeated(unit: str, size: int) -> str:
    return unit * (size // len(unit))


@pytest.mark.parametrize("kind", ENDLESS)
def test_an_endless_sentence_costs_no_more_than_short_ones(kind: str) -> None:
    """Compare it with its own words in sentences of 100 characters, which take as long or a little less.

    Where a figure looks back over the whole of it, it takes four to fifty times as long.
    """
    pipeline, units = Pipeline(Config(organizations=False)), ENDLESS[kind].split()
    endless = "一季度，" + "".join(repeated(unit, 2000) for unit in units)
    short = "一季度，" + "".join(repeated(repeated(unit, 100)[:-1] + "。", 2000) for unit in units)
    assert not outgrows(pipeline.fields, short, endless, times=1)


@pytest.mark.parametrize("lead", ["", "# "])
@pytest.mark.parametrize("unit", ["出口增长5%，", "增长5%", "123", "《长空》、", "出口 "])
def test_an_endless_sentence_is_quoted_in_pieces(lead: str, unit: str) -> None:
    """Else every record would hold the whole of it."""
    result = clean(lead + repeated(unit, 5000))
    pieces = [s.span.cut(result.view) for s in result.sentences]
    assert "".join("".join(pieces).split()) == repeated(unit.strip(), 5000 // len(unit) * len(unit.strip()))
    assert len(pieces) > 4
    assert max(map(len, pieces)) <= 1000
    assert min(map(len, pieces[:-1])) > 400
    assert all(piece.endswith(unit.strip()) for piece in pieces if unit[-1] in "，、 ")


@pytest.mark.parametrize("unit", ["（”甲", "“）甲", "《’甲（"])
def test_marks_that_do_not_match_are_linear(unit: str) -> None:
    assert not too_slow(clean, unit)


def test_a_wide_table_of_periods_is_linear() -> None:
    pipeline = Pipeline(Config(organizations=False))

    def table(n: int) -> str:
        return f"|指标{''.join(f'|{1900 + i % 130}年' for i in range(n))}|\n|甲{'|5' * n}|\n"

    assert not outgrows(pipeline.fields, table(200), table(1600), times=8)


def test_many_headings_that_no_text_below_repeats_are_linear() -> None:
    def above(n: int) -> None:
        """Put n figures of headings before as many of prose."""
        kinds: list[SentenceKind] = ["heading"] * n + ["prose"] * n
        sentences = [Sentence(Span(0, 2), kind, 0, 0) for kind in kinds]
        numbers = [
            Quantity(Span(0, 2), Span(0, 2), Decimal(i), None, None, "家", "家", "exact")
            for i in range(2 * n)
        ]
        told = [Fact(i, Indicator(Span(0, 2)), "test", quantity=q) for i, q in enumerate(numbers)]
        complete(told, sentences, "企业")

    assert not outgrows(above, 500, 4000, times=8)


@pytest.mark.parametrize(
    ("lead", "head", "kind"), [("海川", "科技股份有限公司", "company"), ("佛山市发", "局", "government")]
)
def test_linking_names_that_begin_alike_is_linear(lead: str, head: str, kind: str) -> None:
    def linked(n: int) -> None:
        names = ["".join("东南西北明华远大海天"[int(c)] for c in f"{i:04}") for i in range(n)]
        view = "".join(f"{lead}{name}{head}" for name in names)
        size = len(view) // n
        found = [Organization(Span(i * size, (i + 1) * size), kind, Decimal(1)) for i in range(n)]
        assert len(link(found, view)) == n

    assert not outgrows(linked, 250, 2000, times=8)


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
    assert not too_slow(mine.work, unit)
