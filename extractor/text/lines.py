"""Lines of a page, and what each of them is among its neighbours."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.text.roles import KEPT_OUT, Role, role_of


class Line:
    """One line without its surrounding white space, as it is read further on."""

    __slots__ = ("end", "gap", "head", "indent", "role", "start", "text", "title", "torn")

    def __init__(self, start: int, text: str, gap: int, role: Role, indent: bool = False) -> None:
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.gap = gap  # blank lines before it
        self.indent = indent  # is set in, as the first line of a paragraph is
        self.role = role
        self.title = False  # is the title of an article
        self.torn = False  # was parted within a figure from its neighbour, so that it can be no title
        self.head = False  # stands in the head of an article for certain, as its kicker does


_STOPS = frozenset("。！？；：!?;:…")
_CLOSERS = frozenset('”’」』）)》"')
_CLOSED = re.compile('[。！？…][”’」』）)》"]+$')


def is_closed(text: str) -> bool:
    """Tell whether a line ends where a sentence may end."""
    last = text[-1:]
    return last in _STOPS or (last in _CLOSERS and _CLOSED.search(text, max(0, len(text) - 6)) is not None)


_WEAK_END = re.compile(
    "[，、（(“《「—-]$|(?:和|与|及|或|的|在|对|将|为|以|于|从|向|把|被|由|是|至|到|达|约|近|超|占|按|比|而|且|并|地|得|其中|分别|按照|根据|针对|关于|围绕|随着|通过|包括|以及|增长|下降|实现|让|使|给|有)$"
)


def ends_weakly(text: str) -> bool:
    """Tell whether a line ends in a word that wants another one."""
    return _WEAK_END.search(text[-3:]) is not None


# A unit without its number, as a break within a figure leaves it.
BARE_UNIT = re.compile(
    "(?:[%％‰]|个?百分点|[万亿](?:[元吨家户人台辆件美千平公吉至]|[，。])|[元吨户辆][，。；])"
)
_WIDE_GAP = re.compile("(?<=[。！？”…])[ \u3000]{2,}(?=[^\\s])")
_NO_HEADS = frozenset("，、。；：）》”")  # no line begins with one of these
_MISTAKEN = frozenset(
    {"date", "names", "number", "contact", "navigation"}
)  # what pieces of a sentence may look like
_CREDIT_ROLES = frozenset({"credit", "caption"})
_SECTION = re.compile(
    "(?:[\u4e00-\u9fff]{2,6}|(?:[\u4e00-\u9fff] ){1,3}[\u4e00-\u9fff])\\s*[·|]\\s*[\u4e00-\u9fff\\d ]{2,8}$"
)
_PAGING = re.compile("[上下]一[版篇页]|返回目录")
_LIFTED = 40  # characters of a caption that is known by its credit alone
_CAPTION_LENGTH = 80  # characters: what is longer is a text of its own
_RELATED = re.compile("【?(?:相关(?:报道|阅读|新闻|链接|文章)|延伸阅读|推荐阅读|往期回顾)")


def read_lines(text: str) -> list[Line]:
    """Return the lines of a page, each with its role."""
    lines = list(_split(text))
    _settle_masthead(lines)
    _settle_rows(lines)
    _settle_names(lines)
    _settle_captions(lines)
    _settle_items(lines)
    _settle_lists(lines)
    _settle_torn(lines)
    _settle_pull_quotes(lines, text)
    return lines


def _split(text: str) -> Iterator[Line]:
    """Yield the lines that hold something; a wide gap behind a full stop parts paragraphs, too."""
    at, gap = 0, 0
    for piece in text.split("\n"):
        body = piece.strip()
        if not body:
            gap += 1
        else:
            start = at + piece.index(body[0])
            if ("  " in body or "\u3000\u3000" in body) and _WIDE_GAP.search(body) and body[0] not in "图▲△":
                last = 0
                for m in _WIDE_GAP.finditer(body):
                    yield Line(start + last, part := body[last : m.start()], gap, role_of(part))
                    last, gap = m.end(), 0
                yield Line(start + last, part := body[last:], gap, role_of(part))
            else:
                yield Line(start, body, gap, role_of(body), start - at > 1 or piece[0] == "\u3000")
            gap = 0
        at += len(piece) + 1


def _settle_masthead(lines: Sequence[Line]) -> None:
    """Take the section names that head a page (科技园区 · 综合新闻) for furniture."""
    for line in lines[:2]:
        if line.role == "short" and _SECTION.match(line.text):
            line.role = "furniture"


def _settle_rows(lines: Sequence[Line]) -> None:
    """Take a lone line with bars for what it is: a navigation bar, or prose that uses bars."""
    for i, line in enumerate(lines):
        if line.role == "row" and not any(
            0 <= k < len(lines) and "|" in lines[k].text for k in (i - 1, i + 1)
        ):
            bar = not re.search(r"\d", line.text) or _PAGING.search(line.text) is not None
            line.role = "navigation" if bar else "prose"


def _settle_names(lines: Sequence[Line]) -> None:
    """Decide whether a line of bare names is a by-line: it signs the prose above it, or stands below a title."""
    for i, line in enumerate(lines):
        if line.role != "names":
            continue
        above = next((x for x in reversed(lines[:i]) if x.role not in _CREDIT_ROLES), None)
        signs = above is not None and len(above.text) > 15 and is_closed(above.text)
        several = line.text.count(" ") + line.text.count("\u3000") >= 1 and len(line.text) > 4
        line.role = (
            "byline"
            if signs or (several and above is not None and above.role in ("head", "short"))
            else "short"
        )


def _settle_captions(lines: Sequence[Line]) -> None:
    """Take the line above a credit for its caption, if an image gap or its shortness shows that it is none of the text."""
    for line, below in pairwise(lines):
        if below.role == "credit" and line.role == "short" and line.gap and not line.text.startswith("——") and below.gap <= 1 and (
            len(below.text) <= 24 and "除署名" not in below.text
        ):  # fmt: skip
            line.role = "caption"
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        # A sentence is broken off above it, and its photographer is named below.
        if below.role == "credit" and below.text[-1] == "摄" and line.role in ("short", "prose") and (
            len(line.text) <= _LIFTED and line.text.count("。") <= 1 and line.text[-1] != "，"
        ) and above.role in ("prose", "short") and not is_closed(above.text):  # fmt: skip
            line.role = "caption"


def _settle_items(lines: Sequence[Line]) -> None:
    """Take triangles in a row, or before long prose, for the bullets of a list, not for the signs of captions."""
    marked = [line.text[0] in "▲△" and line.role == "caption" for line in lines]
    for i, line in enumerate(lines):
        if marked[i] and (
            len(line.text) > _CAPTION_LENGTH or any(marked[k] for k in (i - 1, i + 1) if 0 <= k < len(lines))
        ):
            line.role = "item"


def _settle_lists(lines: Sequence[Line]) -> None:
    """Take a list of headlines (a table of contents, related articles) for navigation."""
    i = 0
    while i < len(lines):
        last = i
        while last < len(lines) and lines[last].text[0] in "·•" and not is_closed(lines[last].text):
            last += 1
        related = i > 0 and _RELATED.match(lines[i - 1].text) is not None
        if (last - i >= 3 and i < 6) or (last > i and related):
            for line in lines[i:last]:
                line.role = "navigation"
        i = max(last, i + 1)


def _settle_torn(lines: Sequence[Line]) -> None:
    """Mark the two lines that a break leaves within a figure (341.6 / 亿元), a title (《 / 纲要》) or before a comma."""
    for a, b in pairwise(lines):
        if b.gap:
            continue
        if (
            b.text[0] in _NO_HEADS
            and not is_closed(a.text)
            and (a.role in _MISTAKEN or a.role not in KEPT_OUT)
        ):
            a.torn = b.torn = True
            a.role = "prose" if a.role in _MISTAKEN else a.role
            b.role = "prose" if b.role == "navigation" else b.role
        elif a.text[-1].isascii() and a.text[-1].isupper() and b.role == "number" and len(b.text) <= 3:
            b.role, b.torn = "prose", True  # PM / 2.5
        elif a.text[-1] in "《（“「" or (a.text[-1].isdigit() and BARE_UNIT.match(b.text)):
            a.torn = b.torn = True


def _settle_pull_quotes(lines: Sequence[Line], text: str) -> None:
    """Take a quotation that stands alone and is said elsewhere on the page for a box."""
    for line in lines:
        if line.text[0] in '“「"' and 10 <= len(line.text) <= 60 and line.text[-1] in '”」"' and line.gap:
            inner = line.text[1:-1].rstrip("。！？")
            if text.count(inner) > 1:
                line.role = "furniture"
