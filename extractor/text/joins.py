"""Sentences that line ends, blank lines, captions and boxes cut in two, rejoined where the text itself says so."""

import re
from collections.abc import Sequence

from extractor.text.characters import HAN
from extractor.text.lines import KEPT_OUT, Line
from extractor.text.model import Edit

_ENOUGH = 2  # points of evidence that a join needs
_REACH = 5  # lines of foreign matter that a sentence may step over
_TEXT = frozenset({"prose", "short", "dateline", "item", "infographic"})
_CLOSED = re.compile("[。！？；：!?;:…]$|[。！？…][”’」』）)》]+$")
_WEAK_END = re.compile(
    "[，、,（(“《「和与及或的在对将为以于从向把被由是至到达约近超占按比而且并地得]$|其中$|分别$|增长$|下降$|实现$"
)
# What opens a sentence or paragraph: never the second half of one.
_OPENER = re.compile(
    "[#|□►▶●■◆▲△•○◎★【①-⑳]|[（(]?[一二三四五六七八九十]{1,3}[）)、]|[一二三四五六七八九十]{1,2}是|[（(]?\\d{1,2}[）)、]|\\d{1,2}[.．](?!\\d)|——"
    "|第[一二三四五六七八九十][，、]|(?:首先|其次|再次|最后|此外|同时|另外|另一方面|一方面|与此同时|不仅如此|不过|然而|但是|因此|为此|所以|于是|比如|例如|事实上|据悉"
    "|据了解|据介绍|据统计|数据显示|统计显示|值得一提的是|值得注意的是|总体来看|总的来看|具体来看|整体来看|下一步|接下来|未来|目前|如今|当前|近日|日前|近年来|多年来"
    "|今年以来|去年以来|开年以来|截至目前|截至[^，。]{1,8}|眼下|随后|去年|今年|前年|过去|现在|而现在|如何|为什么)(?:，|[^，。]{0,8}，)"
    "|(?:早在|从[^，。]{2,12}回来，|“)"
)
# What cannot open one.
_NO_OPENER = re.compile(
    "[，、。；：）》”’」』％%,;:)]|[的了着们等及与和或曾已也还就都则又均仍便却才且]|[内中][^国部央心小东共华年，]|者[，、的]"
)
_UNIT_HEAD = re.compile(
    "[%％‰]|(?:个|多|余)?(?:百分点|[亿万千百]|[元吨家户人台辆件次倍位项名平公美年月日季届条公岁分])|[.]\\d|\\d"
)
_NUMBER_VERB = re.compile(
    "(?:增长|下降|增加|减少|提高|降低|达到?|突破|超过?|约|近|至|到|为|占|回升|回落|上升|上涨|下跌|分别|共计|累计|总计|总投资|第|共|有)$"
)
_PUNCTUATED = re.compile("[，。；、：]")


def rejoin(lines: Sequence[Line], text: str) -> list[Edit]:
    """Return the edits that close the breaks between lines; foreign matter in a break is lifted out."""
    edits: list[Edit] = []
    i = 0
    while i < len(lines) - 1:
        ahead = _continuation(lines, i, text) if _is_open(lines[i]) else None
        if ahead is None:
            i += 1
            continue
        a, b = lines[i], lines[ahead]
        foreign = any(line.text for line in lines[i + 1 : ahead])
        edits.append(Edit(a.end, b.start, _glue(a.text, b.text), "caption" if foreign else "line", foreign))
        b.joined = True
        i = ahead
    return edits


def _glue(a: str, b: str) -> str:
    """Return what must stand between two halves: a blank between Latin words."""
    return " " if a[-1].isascii() and b[0].isascii() and a[-1].isalpha() and b[0].isalpha() else ""


def _is_open(line: Line) -> bool:
    """Tell whether a line may have lost its end."""
    if line.role not in _TEXT or line.title:
        return line.role == "byline" and line.text.count("（") + line.text.count("(") > line.text.count(
            "）"
        ) + line.text.count(")")
    return _CLOSED.search(line.text) is None


def _continuation(lines: Sequence[Line], i: int, text: str) -> int | None:
    """Find the line that goes on where line `i` breaks off."""
    skipped = 0
    for j in range(i + 1, min(len(lines), i + 2 + _REACH)):
        line = lines[j]
        if line.role in _TEXT and not line.title and not line.joined:
            need = _ENOUGH + (2 if skipped else 0)
            if _evidence(lines, i, j, text) >= need:
                return j
            if line.role != "short" and not _like_caption(line):
                return None
            skipped += 1
            if skipped > 2 or not _is_prose(lines[i]):
                return None
        elif line.role not in KEPT_OUT or line.role in ("date", "navigation"):
            return None
    return None


def _like_caption(line: Line) -> bool:
    """Tell whether a line of prose could be an unmarked caption: short, and of one sentence."""
    return len(line.text) <= 50 and line.text.count("。") <= 1


def _is_prose(line: Line) -> bool:
    return (
        line.joined
        or line.role in ("dateline", "item")
        or _PUNCTUATED.search(line.text) is not None
        or len(line.text) > 45
    )


def _evidence(lines: Sequence[Line], i: int, j: int, text: str) -> int:
    """Count what speaks for line `j` being the rest of line `i`; 2 points are proof enough."""
    a, b = lines[i].text, lines[j].text
    if _OPENER.match(b) or lines[j].role in ("dateline", "item"):
        return 0
    points = _seam(a, b, text)
    if _in_column(lines, i):
        points += 2
    if _WEAK_END.search(a):
        points += 1
    if not _is_prose(lines[i]) and not _is_prose(lines[j]):
        points -= 1
    if not _is_prose(lines[i]) and lines[j].gap and not _in_column(lines, i):
        points -= 1
    if lines[j].gap == 0 and _is_prose(lines[i]) and j == i + 1:
        points += 1
    return points


def _seam(a: str, b: str, text: str) -> int:
    """Look at the characters on both sides of the break."""
    points = 0
    if _NO_OPENER.match(b):
        points += 2
    if (a[-1].isdigit() and _UNIT_HEAD.match(b)) or (b[0].isdigit() and _NUMBER_VERB.search(a)):
        points += 2
    if _closes(a, b):
        points += 2
    if re.match(f"[{HAN}A-Za-z]", b) and a[-1] not in "，、":
        if len(a) > 1 and (a[-2:] + b[0] in text or a[-1] + b[:2] in text):
            points += 2
        elif a[-1] + b[0] in text:
            points += 1
    return points


_PAIRS = (("（", "）"), ("《", "》"), ("“", "”"), ("「", "」"))


def _closes(a: str, b: str) -> bool:
    """Tell whether the second part closes a bracket or quotation that the first left open."""
    for opening, closing in _PAIRS:
        if a.rfind(opening) > a.rfind(closing):
            end, begin = b.find(closing), b.find(opening)
            if 0 <= end <= 60 and (begin < 0 or end < begin):
                return True
    return False


def _width(text: str) -> float:
    return sum(1.0 if c > "\u2e7f" or c in "“”‘’—…" else 0.5 for c in text)


def _in_column(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a line fills a narrow column: its neighbours are as wide, and they are prose."""
    if not 8 <= len(lines[i].text) <= 60:
        return False
    width, alike, near = _width(lines[i].text), 0, []
    for j in (i - 2, i - 1, i + 1, i + 2):
        if 0 <= j < len(lines) and lines[j].role in _TEXT and len(lines[j].text) <= 60:
            near.append(lines[j].text)
            alike += abs(_width(lines[j].text) - width) <= 1.5
    return alike >= 2 and sum(_PUNCTUATED.search(t) is not None for t in [*near, lines[i].text]) >= 2
