"""HTML pages: main text, title, date, tables."""

import re

from extractor.text.clean import clean
from extractor.text.explain import describe
from extractor.text.readers.html import read_html

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>前7个月甲市外贸增长9.6%-某某财经网</title>
<meta property="article:published_time" content="2024-08-12T07:32:00+08:00"></head><body>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/news/">要闻</a></li></ul>
<article><h1>前7个月甲市外贸增长9.6%</h1>
<p>今年1—7月，甲市外贸进出口总值达到8145.3亿元人民币，与去年同期相比增长9.6%，其中出口5334.0亿元，增长11.4%。</p>
<p>7月份的数据更亮眼一些：当月进出口1248.9亿元，同比增长13.2%，单月规模为历史次高。</p>
<table><tr><th rowspan="2">国别</th><th colspan="2">进出口</th></tr><tr><th>累计</th><th>同比（%）</th></tr>
<tr><td>欧盟</td><td>1402.6</td><td>8.0</td></tr><tr><td>美国</td><td>1246.9</td><td>7.4</td></tr></table>
<p>民营企业进出口5962.4亿元，增长12.1%，占全市的73.2%；外商投资企业进出口1507.0亿元，微降0.7%。</p></article>
<div class="foot">版权所有 某某财经网</div></body></html>"""


def test_a_page_is_read() -> None:
    page = read_html(PAGE)
    assert page.title is not None
    assert page.title.startswith("前7个月甲市外贸增长9.6%")
    assert str(page.date) == "2024-08-12"
    result = clean(page.text, markdown=True)
    assert not any("版权所有" in s.span.cut(result.text) for s in result.sentences)
    assert result.articles[0].title is not None
    assert result.articles[0].title.cut(result.text) == "前7个月甲市外贸增长9.6%"
    (table,) = result.tables
    assert table.body_row == 2
    cells = [(c.row, c.column, c.span.cut(result.text)) for c in table.cells if c.row >= 2]
    assert cells == [
        (2, 0, "欧盟"),
        (2, 1, "1402.6"),
        (2, 2, "8.0"),
        (3, 0, "美国"),
        (3, 1, "1246.9"),
        (3, 2, "7.4"),
    ]


def test_small_and_empty_pages() -> None:
    assert "今年出口额达到5亿元。" in read_html("<p>今年出口额达到5亿元。</p>").text
    assert read_html("").text == ""


def test_a_page_is_explained() -> None:
    shown = describe(
        clean(
            "# 标题\n\n前三季度，公司实现营业收入58.3亿\n\n图为车间。(记者 杜帆 摄)\n\n元,增长5%。\n\n| 甲 | 1 |\n| 乙 | 2 |\n"
        )
    )
    assert "⟨图为车间。(记者 杜帆 摄)⟩" in shown
    assert "caption: 图为车间。(记者 杜帆 摄)" in shown
    assert "甲 | 1" in shown
    assert "punctuation ,→，" in shown


def test_every_edit_is_shown_in_its_place() -> None:
    page = clean(
        "# 标题\n\n前三季\n度,全市产值１２０亿 元,增长5%－6%,快于全省.\n\n(记者 王明)\n\n\u200b\n\n出口30亿 元,增长３%。"
    )
    shown = describe(page).splitlines()[2:]  # below the legend
    told = re.findall(r"[^ ]+→[^ ;×]+(?:×(\d+))?", "\n".join(shown))
    assert sum(int(n or 1) for n in told) == sum(e.fixer != "line" for e in page.edits) >= 8
    at = next(i for i, line in enumerate(shown) if "前三季⏎度，全市产值120亿元" in line)
    assert shown[at + 1].split() == [
        "✎",
        "punctuation",
        ",→，×3",
        ".→。;",
        "width",
        "１２０→120;",
        "gap",
        "␣→∅;",
        "dash",
        "－→-",
    ]
