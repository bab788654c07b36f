"""Lines of a page, and what each of them is among its neighbours."""

import re
from collections.abc import Iterator, Sequence

from extractor.text.roles import Role, role_of


class Line:
    """One line without its surrounding white space, as it is read further on."""

    __slots__ = ("end", "gap", "role", "start", "text", "title")

    def __init__(self, start: int, text: str, gap: int, role: Role) -> None:
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.gap = gap  # blank lines before it
        self.role = role
        self.title = False  # belongs to the title of an article


CLOSED = re.compile("[。！？；：!?;:…]$|[。！？…][”’」』）)》\"]+$")
_WIDE_GAP = re.compile("(?<=[。！？”…）])[ \u3000]{2,}(?=[^\\s])")
_CREDIT_ROLES = frozenset({"credit", "caption"})
_RELATED = re.compile("【?(?:相关(?:报道|阅读|新闻|链接|文章)|延伸阅读|推荐阅读|往期回顾)")


def read_lines(text: str) -> list[Line]:
    """Return the lines of a page, each with its role."""
    lines = list(_split(text))
    _settle_names(lines)
    _settle_captions(lines)
    _settle_lists(lines)
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
                yield Line(start, body, gap, role_of(body))
            gap = 0
        at += len(piece) + 1


def _settle_names(lines: Sequence[Line]) -> None:
    """Decide whether a line of bare names is a by-line: it signs the prose above it, or stands below a title."""
    for i, line in enumerate(lines):
        if line.role != "names":
            continue
        above = next((x for x in reversed(lines[:i]) if x.role not in _CREDIT_ROLES), None)
        signs = above is not None and len(above.text) > 15 and CLOSED.search(above.text) is not None
        several = line.text.count(" ") + line.text.count("\u3000") >= 1 and len(line.text) > 4
        line.role = "byline" if signs or (several and above is not None and above.role in ("head", "short")) else "short"


def _settle_captions(lines: Sequence[Line]) -> None:
    """Take the line above a credit for its caption, if an image gap or its shortness shows that it is none of the text."""
    for line, below in zip(lines, lines[1:], strict=False):
        if below.role == "credit" and line.role == "short" and line.gap and not line.text.startswith("——") and below.gap <= 1 and (
            len(below.text) <= 24 and "除署名" not in below.text
        ):  # fmt: skip
            line.role = "caption"


def _settle_lists(lines: Sequence[Line]) -> None:
    """Take a list of headlines (a table of contents, related articles) for navigation."""
    i = 0
    while i < len(lines):
        last = i
        while last < len(lines) and lines[last].text[0] in "·•" and CLOSED.search(lines[last].text) is None:
            last += 1
        related = i > 0 and _RELATED.match(lines[i - 1].text) is not None
        if (last - i >= 3 and i < 6) or (last > i and related):
            for line in lines[i:last]:
                line.role = "navigation"
        i = max(last, i + 1)


def _settle_pull_quotes(lines: Sequence[Line], text: str) -> None:
    """Take a quotation that stands alone and is said elsewhere on the page for a box."""
    for line in lines:
        if line.text[0] in "“「\"" and 10 <= len(line.text) <= 60 and line.text[-1] in "”」\"" and line.gap:
            inner = line.text[1:-1].rstrip("。！？")
            if text.count(inner) > 1:
                line.role = "furniture"
