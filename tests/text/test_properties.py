"""Whatever the text: edits replay, positions map both ways, spans stay inside, work grows with the text."""

import re
from itertools import pairwise

import pytest
from growing import too_slow
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.span import Span, squash
from extractor.text.clean import clean
from extractor.text.model import CleanText, Edit, apply
from extractor.text.readers.decode import decode
from extractor.text.repair.edits import Draft, merge
from extractor.text.script import simplified_view

ALPHABET = "全市产值增长亿元年月日记者摄图说“”（）《》，。；：、！？…—～０１５％,.:;?!()\"'12345 Aa-~|#*>\n\n\n　\t\u200b\r●摄/"
PIECES = st.sampled_from(
    [
        "前三季度，全市实现产值1200.5亿元，增长6.7%。",
        "本报讯（记者 李明）",
        "\n\n",
        "\n",
        "图为生产车间。 摄/王强",
        "2019年1—9月",
        "| 指标 | 数值 |\n| --- | --- |\n| 产值 | 5.2 |\n",
        "指标\n数值\n产值\n5.2\n出口\n3.1\n进口\n2.2\n",
        "“形势很好。”他说，",
        "# 标题\n",
        "统计局公布，第 3季增 1.7%，",
        "&nbsp;<p>段落</p>",
        "电话：0553-5550000",
        "責任編輯",
    ]
)
TEXTS = st.one_of(
    st.text(alphabet=ALPHABET, max_size=160), st.lists(PIECES, max_size=12).map("".join), st.text(max_size=80)
)


def edits_of(text: str, cuts: list[tuple[int, int, str, bool]]) -> list[Edit]:
    """Make edits of any text: in order, not overlapping, some of them touching."""
    found, at = [], 0
    for skip, length, new, foreign in cuts:
        start = min(len(text), at + skip)
        end = min(len(text), start + length)
        if start == end and (not new or start < at):
            continue
        found.append(Edit(start, end, new, "any", foreign and not new))
        at = end if end > start else end + 1
        if at > len(text):
            break
    return found


CUTS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.integers(0, 4),
        st.sampled_from(["", "", "a", "，", "xy", "长文本"]),
        st.booleans(),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="甲乙丙丁abc \n", max_size=40), CUTS, CUTS, CUTS)
def test_edits_compose(
    raw: str,
    first: list[tuple[int, int, str, bool]],
    then: list[tuple[int, int, str, bool]],
    last: list[tuple[int, int, str, bool]],
) -> None:
    draft = Draft(raw)
    for cuts in (first, then, last):
        draft.take(edits_of(draft.text, cuts))
    assert apply(raw, draft.edits) == draft.text
    assert all(a.end <= b.start for a, b in pairwise(draft.edits))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="甲乙丙丁abc \n", max_size=40), CUTS, CUTS)
def test_positions_map_back(
    raw: str, first: list[tuple[int, int, str, bool]], then: list[tuple[int, int, str, bool]]
) -> None:
    draft = Draft(raw)
    draft.take(edits_of(draft.text, first))
    draft.take(edits_of(draft.text, then))
    assert_maps(CleanText(raw, draft.text, draft.text, tuple(draft.edits), (), ()))


def assert_maps(result: CleanText) -> None:
    """Assert that every span goes back to raw pieces that are in order, inside, and say the same."""
    n = len(result.text)
    starts = [result.raw_range(i).start for i in range(n)]
    assert starts == sorted(starts)
    spans = [Span(a, b) for a in range(0, n, max(1, n // 12)) for b in range(a + 1, n + 1, max(1, n // 12))]
    changed = [(k, k + len(e.new)) for k, e in zip(result._knots[0], result.edits, strict=True) if e.new]
    for span in spans:
        pieces = result.to_raw(span)
        assert all(0 <= p.start < p.end <= len(result.raw) for p in pieces)
        assert all(a.end <= b.start for a, b in pairwise(pieces))
        assert all(not result.raw[p.start].isspace() and not result.raw[p.end - 1].isspace() for p in pieces)
        if not any(a < span.end and span.start < b for a, b in changed):
            assert squash("".join(p.cut(result.raw) for p in pieces)) == squash(span.cut(result.text))


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_any_text_is_cleaned(raw: str) -> None:
    result = clean(raw)
    assert apply(raw, result.edits) == result.text
    assert len(result.view) == len(result.text)
    assert_sound(result)
    assert_maps(result)


def assert_sound(result: CleanText) -> None:
    """Assert that all spans are inside, in order, trimmed and of one article."""
    last = 0
    for sentence in result.sentences:
        start, end = sentence.span
        assert last <= start < end <= len(result.text)
        assert sentence.span.cut(result.text).strip() == sentence.span.cut(result.text)
        assert result.articles[sentence.article].span.holds(sentence.span)
        assert sentence.repeat_of is None or sentence.repeat_of < len(result.sentences)
        last = end
    for a, b in pairwise(result.articles):
        assert a.span.end <= b.span.start
    for table in result.tables:
        assert all(table.span.holds(c.span) and c.span.start < c.span.end for c in table.cells)
        order = [(c.row, c.column) for c in table.cells]
        assert order == sorted(order)
    assert all(0 <= a.span.start < a.span.end <= len(result.raw) for a in result.asides)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_cleaning_is_deterministic(raw: str) -> None:
    assert clean(raw) == clean(raw)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="国國经經济濟产產abc12，。", max_size=60))
def test_view_has_equal_length(text: str) -> None:
    assert len(simplified_view(text)) == len(text)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_marked_and_utf8_bytes_come_back(text: str, encoding: str) -> None:
    text = text.removeprefix("\ufeff").replace("\x00", "")
    assert decode(text.encode(encoding)).text == text


def test_edits_merge_without_overlap() -> None:
    a = [Edit(0, 2, "x", "a"), Edit(5, 6, "", "a")]
    b = [Edit(1, 3, "y", "b"), Edit(3, 4, "z", "b")]
    assert merge(a, b) == [a[0], b[1], a[1]]


REPEATED = (
    "7",
    ",",
    "，",
    "(",
    "“",
    '"',
    " ",
    "　",
    "\n",
    ".",
    "—",
    "|",
    "甲",
    "a ",
    "1,",
    "<p>",
    "**",
    "产\n",
    "，产值5\n\n",
    "#",
    "[",
    "&",
    "·\n",
    "图",
    "摄 ",
    "年1",
    "5\n产\n",
)


@pytest.mark.parametrize("unit", REPEATED, ids=repr)
def test_work_grows_with_the_text(unit: str) -> None:
    assert not too_slow(clean, unit)


def test_clean_imports_nothing_heavy() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from extractor.text.clean import clean; clean('全市产值增长5%。\\n\\n出口下降,进口增长。'); "
        "print([m for m in ('opencc', 'trafilatura', 'charset_normalizer', 'jieba', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert re.sub(r"\s", "", done.stdout) == "[]"
