"""Columns of short news: their names, and what shows that a heading in one begins a piece of its own."""

from collections.abc import Sequence

from extractor.late import late
from extractor.patterns import Expression
from extractor.text.structure.lines import Line
from extractor.text.structure.roles import NUMBERED

NEVER_TITLE = late("^——?|[：:]$|^[（(].*[）)]$|(?:会议)上$")  # salutations, addresses and the like
# The name of a column of short news, each with a heading of its own: 国内联播快讯, 简讯.
_DIGEST = late(
    "[●■◆【]?\\s{0,3}(?:[^，。；：\\s]{0,6}(?:快讯|要闻简报|短波)|简\\s{0,3}讯|短\\s{0,3}讯|快\\s{0,3}讯|(?:一句话|简明|综合)新闻|新闻速览|[^，。；：\\s]{0,4}速览)】?[：:]?$"
)
_DIGEST_LENGTH = 20
_DIGEST_ENDS = frozenset("讯闻览波")
# How a piece of news opens, other than a chapter of a report.
_NEWS = Expression(
    "(?:[^，。；]{0,16}?(?:近日|日前|昨[日天]|今[日天晨]|\\d{1,2}月\\d{1,2}日|\\d{1,2}日)(?:（[^）]{1,12}）)?[^。；]{0,40}?"
    "(?:{news-verb}))"
    "|记者[^，。]{0,12}从[^。]{2,30}(?:获悉|了解到)"
)
_ANNOUNCES = late("公布|宣布|发布|公告|披露|表示|透露")
_SHORTEST = 6  # characters of a heading


def is_digest(line: Line) -> bool:
    """Tell whether a line is the name of a column of short news."""
    if len(line.text) > _DIGEST_LENGTH or _DIGEST_ENDS.isdisjoint(line.text[-3:]):
        return False
    return _DIGEST.match(line.text.lstrip("# ")) is not None


def heads_text(lines: Sequence[Line], run: list[int]) -> bool:
    """Tell whether a heading that could be a title stands right above a text."""
    after = run[-1] + 1
    if after >= len(lines) or lines[after].role not in ("prose", "dateline", "item"):
        return False
    texts = [lines[i].text for i in run]
    return len(texts[0]) >= _SHORTEST and not any(NUMBERED.match(t) or NEVER_TITLE.search(t) for t in texts)


def opens_news(lines: Sequence[Line], run: list[int]) -> bool:
    """Tell whether a heading stands above a piece of news, and not above a chapter of the article before it."""
    if not heads_text(lines, run) or any(lines[i].role == "head" for i in run):
        return False
    title, text = lines[run[-1]].text, lines[run[-1] + 1].text
    return _NEWS.match(text) is not None or (
        title[:3] == text[:3] and _ANNOUNCES.search(text, 0, 40) is not None
    )
