"""The pattern book: loading, a user's folder over it, and the check."""

import re
from pathlib import Path

import pytest

from extractor import patterns
from extractor.errors import PatternError
from extractor.mentions.changes.find import find_changes
from extractor.mentions.quantities.find import find_quantities
from extractor.patterns_check import check
from extractor.patterns_check.check import examples
from extractor.patterns_check.linear import fault
from extractor.text.structure import roles

README = patterns.shipped() / "README.md"
GOOD = """
[[entry]]
id = "my.dou"
about = "斗"
kind = "measure"
words = ["斗"]
positive = [{ text = "收粮3斗", find = "3斗", number = 3, unit = "斗" }]
negative = ["北斗卫星"]
"""


def write(folder: Path, name: str, content: str) -> Path:
    (folder / name).write_text(content, "utf-8")
    return folder


def test_the_shipped_book_passes() -> None:
    assert [str(f) for f in check()] == []


def test_the_worked_example_of_the_readme(tmp_path: Path) -> None:
    """Write out the files that the README shows, check them, and read the sentence that it promises."""
    files = re.findall(
        r"`my-patterns/(\w+\.toml)`：\n\n```toml\n(.*?)```", README.read_text("utf-8"), re.DOTALL
    )
    assert [name for name, _ in files] == ["units.toml", "changes.toml", "not_numbers.toml"]
    for name, content in files:
        write(tmp_path, name, content)
    assert check(tmp_path) == []
    book = patterns.load(tmp_path)
    text = "蓝月8号项目收粮3.2万斗，同比走扬5%"
    quantities = find_quantities(text, book=book)
    assert [q.span.cut(text) for q in quantities] == ["3.2万斗", "5%"]
    (change,) = find_changes(text, quantities, book=book)
    assert change.span.cut(text) == "走扬5%"
    assert change.basis == "yoy"
    assert "走扬" not in [c.span.cut(text)[:2] for c in find_changes(text, find_quantities(text))]


def test_a_users_entry_replaces_the_shipped_one(tmp_path: Path) -> None:
    entry = GOOD.replace("my.dou", "money.usd")
    write(tmp_path, "units.toml", entry)
    book = patterns.load(tmp_path)
    assert book.entry("units", "money.usd")["words"] == ["斗"]
    assert len(book.section("units")) == len(patterns.load().section("units"))
    assert book.digest != patterns.load().digest


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[[entry", "不是有效的 TOML"),
        (GOOD.replace('id = "my.dou"', ""), "第 1 个条目没有 id"),
        (re.sub(r"negative.*", "", GOOD), "没有例子：negative"),
        (re.sub(r"positive.*", "", GOOD), "没有例子：positive"),
        (GOOD.replace('"measure"', '"weight"'), "kind：只能是"),
        (GOOD.replace("kind =", "sort ="), "缺少字段"),
        (GOOD + 'colour = "red"\n', "colour：不认识的字段"),
        (GOOD.replace("my.dou", "我的"), "只能用小写字母"),
        (GOOD + GOOD, "两个条目用了这个 id"),
        (GOOD.replace("number = 3", "number = 4"), "实际找到：“3斗”（number = 3，unit = 斗）"),
        (GOOD.replace("北斗卫星", "收粮5斗"), "不该找到：“5斗”"),
    ],
)
def test_the_check_says_what_is_wrong(tmp_path: Path, content: str, says: str) -> None:
    failures = [str(f) for f in check(write(tmp_path, "units.toml", content))]
    assert len(failures) >= 1
    assert says in failures[0]
    assert failures[0].startswith("units.toml")


BASIS = """
[[entry]]
id = "{}"
about = "说明"
{}
positive = [{{ text = "正", find = "正" }}]
negative = ["反"]
"""


@pytest.mark.parametrize(
    ("file", "entry", "fields", "says"),
    [
        ("periods", "year.relative.mine", 'words = ["大去年"]', "“大去年”要写成“去年 -1”的样子"),
        ("periods", "holiday.mine", 'words = ["开渔节 8-16"]', "“开渔节 8-16”要写成"),
        ("periods", "yaer.relative", 'words = ["去岁 -1"]', "没有这样的词表"),
        ("periods", "now.mine", 'words = ["眼目下"]\nafter_not = ["眼目下"]', "after_not.0：要写成“词 字”"),
        ("regions", "mine", 'kind = "town"\nnames = "青禾镇"', "kind：只能是"),
        ("regions", "mine", 'kind = "city"\nwords = "青禾"', "names：缺少字段"),
        ("regions", "mine", 'kind = "bare"\nnames = "飞地"\nfull = "飞出地"', "full：要写成表"),
        ("cues", "mine", 'kind = "hope"\nwords = "盼"', "kind：只能是"),
        ("cues", "mine", 'kind = "target"\nwords = ["盼"]', "words：要写成带引号的文字"),
        ("cues", "mine", 'kind = "target"\nwords = " "', "words：不能只有空白"),
        ("indicators", "cuts.mine", 'words = "盼得"', "没有这样的词表"),
        ("vocabulary", "says.mine", 'word = "称"', "words：缺少字段"),
        ("names", "mine", 'name = "鱼苗量"', "aliases：缺少字段"),
        ("organizations", "mine", 'role = "head"\ntype = "company"\nwords = "社"', "needs：缺少字段"),
        ("organizations", "mine", 'role = "name"\nwords = "社"', "type：缺少字段"),
        ("units", "mine", 'kind = "count"\nwhole_from = "多"', "whole_from：要写成整数"),
        (
            "units",
            "mine",
            'kind = "count"\nwords = ["尾"]\nsame = { "鱼" = "尾" }',
            "“鱼”不是这个条目的标准单位",
        ),
    ],
)
def test_every_file_has_a_schema(tmp_path: Path, file: str, entry: str, fields: str, says: str) -> None:
    failures = [str(f) for f in check(write(tmp_path, f"{file}.toml", BASIS.format(entry, fields)))]
    assert failures
    assert says in failures[0]
    assert failures[0].startswith(f"{file}.toml · {entry}：")
    assert not re.search("[a-z]{3,} [a-z]{2,} ", failures[0])  # no English of a library


def test_an_example_asks_only_for_what_there_is(tmp_path: Path) -> None:
    """A negative example with a misspelt field would hold whatever is found."""
    bad = GOOD.replace('negative = ["北斗卫星"]', 'negative = [{ text = "收粮5斗", nubmer = 5 }]')
    assert "不认识的字段 nubmer" in str(check(write(tmp_path, "units.toml", bad))[0])


def test_no_entry_is_without_examples() -> None:
    for path in patterns.shipped().glob("*.toml"):
        entries, groups = patterns.read(path, path.read_bytes())
        used = {e.get("group") for e in entries}
        assert entries
        assert set(groups) <= used, f"{path.name}: a group that no entry names"
        for e in entries:
            shared = groups.get(e.get("group", ""), {})
            for kind in patterns.EXAMPLES:
                assert e.get(kind) or shared.get(kind), f"{path.name} {e['id']}: no {kind}"


def test_a_user_adds_a_holiday(tmp_path: Path) -> None:
    entry = """
[[entry]]
id = "holiday.mine"
about = "本地节庆"
words = ["开渔周 08-16 08-22"]
positive = [{ text = "2023年开渔周上市8万吨。", find = "2023年开渔周", start = "2023-08-16", end = "2023-08-22" }]
negative = [{ text = "开渔在即。" }]
"""
    assert check(write(tmp_path, "periods.toml", entry)) == []


def test_a_users_word_that_breaks_a_shipped_example_is_reported(tmp_path: Path) -> None:
    content = GOOD.replace('words = ["斗"]', 'words = ["斗", "元"]')
    failures = check(write(tmp_path, "units.toml", content))
    assert any(f.entry != "my.dou" for f in failures)


def test_an_unknown_file_is_reported(tmp_path: Path) -> None:
    assert "没有叫这个名字的模式文件" in str(check(write(tmp_path, "unit.toml", GOOD))[0])


def test_a_missing_folder(tmp_path: Path) -> None:
    assert "没有这个模式文件夹" in str(check(tmp_path / "none")[0])
    with pytest.raises(PatternError, match="没有这个模式文件夹"):
        patterns.load(tmp_path / "none")


def test_examples_may_be_shared_by_a_group(tmp_path: Path) -> None:
    bare = re.sub(r"(positive|negative).*\n", "", GOOD) + 'group = "old"\n'
    both = re.findall(r"(?:positive|negative).*\n", GOOD)
    assert check(write(tmp_path, "units.toml", bare + "[group.old]\n" + "".join(both))) == []
    failures = check(write(tmp_path, "units.toml", bare + "[group.old]\n" + both[0]))
    assert "没有例子：negative" in str(failures[0])


def test_a_section_or_entry_that_is_not_there() -> None:
    with pytest.raises(PatternError, match="没有这个文件"):
        patterns.load().section("colours")
    with pytest.raises(PatternError, match="没有条目"):
        patterns.load().words("units", "money.gold")


@pytest.mark.parametrize("pattern", ["(增+)+长", "([0-9]+)*x", "(a|a)*b", "(增|增长|长)+结"])
def test_an_exploding_expression_is_refused(pattern: str) -> None:
    assert "会拖死" in (fault(pattern, []) or "")


@pytest.mark.parametrize("pattern", ["青禾[0-9]+期", r"第\d{1,3}号", "编号：?[A-Z]{2}[0-9]{4,8}"])
def test_a_plain_expression_passes(pattern: str) -> None:
    assert fault(pattern, ["青禾12期"]) is None


def test_what_is_no_expression() -> None:
    assert "不是有效的正则表达式" in (fault("(", []) or "")
    assert "空串" in (fault("x*", []) or "")


def test_an_expression_cannot_hang_the_run(tmp_path: Path) -> None:
    """Even unchecked, an expression ends with an error that names it."""
    content = """
[[entry]]
id = "my.bomb"
about = "会爆炸的表达式"
regexes = ["(增|增增)+长"]
positive = [{ text = "3家", find = "3家" }]
negative = ["增增长"]
"""
    book = patterns.load(write(tmp_path, "not_numbers.toml", content))
    with pytest.raises(PatternError, match="超时"):
        find_quantities("增" * 200, book=book)


@pytest.fixture(scope="module")
def book() -> patterns.PatternBook:
    return patterns.load.__wrapped__()


@pytest.mark.parametrize(
    ("file", "entry"), [(f, e["id"]) for f in ("vocabulary", "page") for e in patterns.load().section(f)]
)
def test_every_list_is_heard(monkeypatch: pytest.MonkeyPatch, file: str, entry: str) -> None:
    """Its examples hold, and without its words they do not."""
    book = patterns.load()
    monkeypatch.setattr(book, "lists", {**book.lists, entry: frozenset[str]()})

    # The book keeps what costs to compile, but neither it nor an expression what was made of its lists.
    def fresh(expression: patterns.Expression) -> re.Pattern[str]:
        return patterns._compiled(expression, patterns.current())

    monkeypatch.setattr(patterns.Expression, "compiled", fresh)
    monkeypatch.setattr(patterns.Expression, "match", lambda self, *at: fresh(self).match(*at))
    monkeypatch.setattr(patterns.Expression, "search", lambda self, *at: fresh(self).search(*at))
    kept = (patterns._compiled, patterns._occurs, roles._roles, roles._short_role)
    for made in kept:
        made.cache_clear()
    found = examples(patterns.shipped() / f"{file}.toml", book.entry(file, entry), {}, book)
    assert list(found)
    for made in kept:
        made.cache_clear()


def test_a_user_adds_words_to_a_list(tmp_path: Path) -> None:
    """An entry named after a list adds to it; one of the same id takes its place."""
    text = "广东外贸平稳。广东出口增长1%。到了昆明滇池船闸，人头攒动，出口增长3%。"
    entry = f"""
[[entry]]
id = "facility.mine"
about = "船闸"
words = "船闸"
positive = [{{ text = "{text}", find = "出口", subject = "广东" }}]
negative = [{{ text = "{text}", find = "出口", subject = "昆明" }}]
"""
    assert check(write(tmp_path, "vocabulary.toml", entry)) == []
    assert patterns.load(tmp_path).lists["facility"] == patterns.load().lists["facility"] | {"船闸"}
    write(tmp_path, "vocabulary.toml", entry.replace("facility.mine", "facility"))
    assert patterns.load.__wrapped__(tmp_path).lists["facility"] == {"船闸"}
    write(tmp_path, "vocabulary.toml", entry.replace('words = "船闸"', 'words = ["船闸"]'))
    with pytest.raises(PatternError, match=r"facility\.mine：words"):
        patterns.load.__wrapped__(tmp_path).lists["facility"]


def test_only_what_is_asked_for_is_read() -> None:
    """A short run needs a few of the sections; the others are not even parsed."""
    book = patterns.load.__wrapped__()
    assert not book._sections
    find_changes("增长5%", find_quantities("增长5%", book=book), book=book)
    assert {"changes", "units"} <= set(book._sections)
    assert not {"indicators", "organizations", "regions"} & set(book._sections)
