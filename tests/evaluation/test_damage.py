"""Damage by seed: what it does to a text, and that gold is carried into it."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.cli.main import main
from extractor.evaluation import gold, run
from extractor.evaluation.damage import GRADES, Grade, damage, damaged
from extractor.evaluation.run import Standard
from extractor.span import Span

TOP = Path(__file__).parents[2]
TEXT = "前三季度，东湖新区规上工业增加值145.9亿元，同比增长56.6%。\n\n| 指标 | 数值 |\n其中，出口10.8亿元，进口15亿元，分别增长8%和0.5%，占比三成，企业1050家。\n"


@pytest.fixture(scope="module")
def some() -> Standard:
    whole = run.standard(TOP / "gold", "dev", TOP / "corpus")
    return Standard(whole.documents[:4], whole.raws)


@pytest.mark.parametrize(
    ("grade", "shown"),
    [
        (Grade(), TEXT),
        (Grade(width=12), "前三季度，东湖新区规上工\n业增加值145.9亿元，\n同比增长56.6%。\n"),
        (Grade(narrow=1), "前三季度,东湖新区规上工业增加值145.9亿元,同比增长56.6%.\n"),
        (Grade(wide=1), "前三季度，东湖新区规上工业增加值１４５．９亿元，同比增长５６．６％。\n"),
        (Grade(confuse=1), "前三季度，东湖新区规上工业增加值l4S.9亿元，同比增长S6.6%。\n"),
        (Grade(double=1), "前前三三季季度度，，东东湖湖"),
        (Grade(space=1), "前 三 季 度，东 湖 新 区 规 上 工 业 增 加 值145.9 亿 元，同 比 增 长56.6%。\n"),
    ],
)
def test_each_kind_of_damage(grade: Grade, shown: str) -> None:
    assert damage(TEXT, grade, 1).text.startswith(shown)


def test_rows_of_a_table_are_not_broken() -> None:
    assert "\n| 指标 | 数值 |\n" in damage(TEXT, Grade(width=3), 1).text


def test_columns_stand_side_by_side() -> None:
    page = damage("甲乙丙丁戊己庚\n子丑寅卯辰巳午未\n", Grade(width=3, columns=1), 1)
    assert page.text == "甲乙丙  子丑寅\n丁戊己  卯辰巳\n庚  午未\n\n\n"
    assert [s.cut(page.text) for s in page.carry([Span(1, 5)])] == ["乙丙", "丁戊"]


def test_what_is_lost_leaves_no_place_and_never_a_whole_quote() -> None:
    page = damage(TEXT, Grade(lose=1), 1, frozenset([1]))
    assert len(page.text) > len(TEXT) / 2 - 2
    assert page.carry([Span(0, 1)]) == ()
    assert page.carry([Span(1, 2)])[0].cut(page.text) == "三"


@given(
    st.text(alphabet="增长5.6%，。亿元01\n |、（甲乙", max_size=80),
    st.sampled_from(sorted(GRADES)),
    st.integers(0, 99),
)
def test_every_character_has_its_place(raw: str, grade: str, seed: int) -> None:
    page = damage(raw, GRADES[grade], seed)
    assert page == damage(raw, GRADES[grade], seed)
    assert len(page.places) == len(raw)
    taken = sorted(p for p in page.places if p.start < p.end)
    assert all(a.end <= b.start for a, b in pairwise(taken))


@pytest.mark.parametrize("name", GRADES)
def test_gold_is_carried_and_proved(some: Standard, name: str) -> None:
    page = damaged(some, GRADES[name], 7)
    assert len(page.documents) == len(some.documents)
    for before, after in zip(some.documents, page.documents, strict=True):
        assert not gold.unproved(after, page.raws[after.doc])
        numbers = [[r.value and r.value.number for r in d.records] for d in (before, after)]
        assert numbers[0] == numbers[1]
        assert page.raws[after.doc] != some.raws[after.doc]


def test_no_damage_leaves_gold_as_it_is(some: Standard) -> None:
    assert damaged(some, Grade(), 1).documents == list(some.documents)


def test_evaluate_shows_how_the_figures_fall(
    some: Standard, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from extractor.evaluation import damage as grades

    monkeypatch.setattr(grades, "GRADES", {"ruined": GRADES["ruined"]})
    for d in some.documents[:2]:
        (tmp_path / f"{d.doc}.json").write_text(d.to_json(), "utf-8")
    words = ["evaluate", "--gold", str(tmp_path), "--corpus", str(TOP / "corpus"), "--damage", "1"]
    assert main([*words, "--json", str(tmp_path / "out" / "f.json")]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[2] == "| damage | detection | tuple | strict | organizations |"
    assert [line.split()[1] for line in shown[4:]] == ["none", "ruined"]
    assert main([*words, "--pred", "x"]) == 2


def test_a_page_is_not_cut_twice() -> None:
    cut = "".join(f"前三季度，东湖新区规上工业增加值第{n}\n" for n in range(9))
    assert damage(cut, Grade(width=5), 1).text == cut
    assert damage(cut.replace("第", "。第").replace("\n", "。\n"), Grade(width=5), 1).text.count("\n") > 30
