"""Lines of a page, and what each of them is among its neighbours."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.late import late
from extractor.patterns import Expression
from extractor.text.repair.words import tag
from extractor.text.structure.roles import HAN, KEPT_OUT, RELATED, Role, role_of


class Line:
    """One line without its surrounding white space, as it is read further on."""

    __slots__ = ("end", "gap", "halves", "head", "indent", "role", "start", "text", "title", "torn")

    def __init__(self, start: int, text: str, gap: int, role: Role, indent: bool = False) -> None:
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.gap = gap  # blank lines before it
        self.indent = indent  # is set in, as the first line of a paragraph is
        self.role = role
        self.halves = False  # was put together from two lines or more of a heading
        self.title = False  # is the title of an article
        self.torn = False  # was parted within a figure from its neighbour, so that it can be no title
        self.head = False  # stands in the head of an article for certain, as its kicker does


_STOPS = frozenset("。！？；：!?;:…")
_CLOSERS = frozenset('”’」』）)》"')
_CLOSED = late('[。！？…][”’」』）)》"]+$')


def is_closed(text: str) -> bool:
    """Tell whether a line ends where a sentence may end."""
    last = text[-1:]
    return last in _STOPS or (last in _CLOSERS and _CLOSED.search(text, max(0, len(text) - 6)) is not None)


_WEAK_END = late(
    "[，、（(“《「—-]$|(?:和|与|及|或|的|在|对|将|为|以|于|从|向|把|被|由|是|至|到|达|约|近|超|占|按|比|而|且|并|地|得|其中|分别|按照|根据|针对|关于|围绕|随着|通过|包括|以及|增长|下降|实现|让|使|给|有)$"
)


def ends_weakly(text: str) -> bool:
    """Tell whether a line ends in a word that wants another one."""
    return _WEAK_END.search(text[-3:]) is not None


# A unit without its number, as a break within a figure leaves it.
BARE_UNIT = late(
    "(?:[%％‰]|个?百分点|[百千]?[万亿](?:[元吨家户人台辆件美千平公吉至]|[，。])|[元吨户辆][，。；])"
)
_DATE_GOES_ON = late("\\d{1,2}[月日]")  # 9月 / 8日在南京举行
_WIDE_GAP = late("(?<=[。！？”…])[ \u3000]{2,}(?=[^\\s])")
_NO_HEADS = frozenset("，、。；：）》”")  # no line begins with one of these
_GOES_ON = late("的(?![士确])")  # nor with this word
_MISTAKEN = frozenset(
    {"date", "names", "number", "contact", "navigation"}
)  # what pieces of a sentence may look like
# （海 宣）, （综合): who wrote what stands above; no number of a section.
_SIGNATURE = late(f"[（(](?![一二三四五六七八九十]{{1,3}}[）)])[{HAN}]{{1,3}}[ \u3000]*[{HAN}]{{1,3}}[）)]$")
# What a line tells of itself behind its own text: 来源：…, 责编：…, or the marks of its page.
_TRAILER = late(
    "(?<![ \u3000])[ \u3000]+(?=(?:责任编辑|责编|来源)[:：][ ]?\\S{2,16}$)|(?<=[。！？”])(?=[①-⑳]\\d{1,2}$)"
)
_TRAILER_SIGN = late("[责来①-⑳]")
_TRAILER_LENGTH = 30
_CREDIT_ROLES = frozenset({"credit", "caption"})
# What heads a page above its first article: its number, its section, the name of the paper or of the site.
_MASTHEAD = late(
    "[A-Z]?\\d{1,3}$|[\u4e00-\u9fff]{2,6}\\s?[A-Z]\\d{1,2}$|[\u4e00-\u9fff]{2,10}(?:网|在线|(?<![年季月公简快捷喜财情通海申预])报)$"
    "|(?:[\u4e00-\u9fff]{2,6}|(?:[\u4e00-\u9fff] ){1,3}[\u4e00-\u9fff])\\s*[·|]\\s*[\u4e00-\u9fff\\d ]{2,8}·?$"
)
_DATED = late(
    "[\u4e00-\u9fff]{2,10}(?:[\\s|·]+[\u4e00-\u9fff]{2,8})?[\\s|·]+\\d{4}年\\d{1,2}月\\d{1,2}日$"
)  # a paper with its day
_MASTHEAD_ROLES = frozenset({"furniture", "navigation", "date", "contact"})
_MASTHEAD_LINES = 6
_PAGING = late("[上下]一[版篇页]|返回目录")
_FIGURE = late("\\d(?:[%％亿万]|个百分点)")
_LIFTED = 40  # characters of a caption that is known by its credit alone
_ENOUGH_ITEMS = 3  # behind triangles whose lines go on, to know that they are no captions
_CAPTION_LENGTH = 80  # characters: what is longer is a text of its own
_RELATED = Expression(RELATED)
_QUOTES, _UNQUOTES = '“「"', '”」"'
_QUOTE_LENGTH = range(10, 61)  # characters
_QUOTE_LINES = 4
_MARKS = late(f"[^{HAN}0-9A-Za-z]+")
_SUMMARY = late("(?:摘要|要点|概要|亮点)[：:]?$")
_HEADLINE = 45  # characters of a headline in a list


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
    """Yield the lines that hold something."""
    at, gap = 0, 0
    for piece in text.split("\n"):
        body = piece.strip()
        if not body:
            gap += 1
        else:
            start = at + piece.index(body[0])
            indent = start - at > 1 or piece[0] == "\u3000"
            for k, part in _parts(body):
                yield Line(start + k, part, gap, role_of(part), indent)
                gap, indent = 0, False
        at += len(piece) + 1


def _parts(body: str) -> Iterator[tuple[int, str]]:
    """Cut a line at wide gaps behind a full stop, which part paragraphs, and before what it tells of itself."""
    cuts: list[re.Match[str]] = []
    if ("  " in body or "\u3000\u3000" in body) and body[0] not in "图▲△":
        cuts += _WIDE_GAP.finditer(body)
    if ("：" in body[-20:] or body[-1].isdigit()) and (
        _TRAILER_SIGN.search(tail := body[-_TRAILER_LENGTH:])
        and (m := _TRAILER.search(body, len(body) - len(tail)))
    ):
        cuts.append(m)
    last = 0
    for m in cuts:
        if m.start() > last:
            yield last, body[last : m.start()]
            last = m.end()
    yield last, body[last:]


def _settle_masthead(lines: Sequence[Line]) -> None:
    """Take what stands with the furniture that heads a page (科技园区 · 综合新闻) for furniture."""
    top = lines[:_MASTHEAD_LINES]
    for line in top[:2]:
        if _DATED.match(line.text):
            line.role = "furniture"
    known = any(line.role in _MASTHEAD_ROLES for line in top)
    for i, line in enumerate(top):
        if line.role in _MASTHEAD_ROLES:
            continue
        if (
            line.role not in ("short", "number")
            or not _MASTHEAD.match(line.text)
            or not (known or (i < 2 and "·" in line.text))
        ):
            return
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
        if line.role == "short" and i and _SIGNATURE.match(line.text) and is_closed(lines[i - 1].text):
            line.role = "byline"
        if line.role != "names":
            continue
        above = next((x for x in reversed(lines[:i]) if x.role not in _CREDIT_ROLES), None)
        signs = above is not None and len(above.text) > 15 and is_closed(above.text)
        signs = signs and not _is_word(line.text)
        several = line.text.count(" ") + line.text.count("\u3000") >= 1 and len(line.text) > 4
        line.role = (
            "byline"
            if signs or (several and above is not None and above.role in ("head", "short"))
            else "short"
        )


def _is_word(text: str) -> bool:
    """Tell whether what could be a name is a word that heads a section (金融业, 石油)."""
    kind = tag(text)
    return kind != "" and not kind.startswith("nr")


def _settle_captions(lines: Sequence[Line]) -> None:
    """Take the line above a credit for its caption, if an image gap or its shortness shows that it is none of the text."""
    for line, below in pairwise(lines):
        if below.role == "credit" and line.role == "short" and line.gap and not line.text.startswith("——") and below.gap <= 1 and (
            len(below.text) <= 24 and "除署名" not in below.text
        ):  # fmt: skip
            line.role = "caption"
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        if below.role == "credit" and below.text[-1] == "摄" and _may_be_lifted(line):
            cut = above.role in ("prose", "short") and not is_closed(above.text)
            if cut or (line.gap and not below.gap and not _FIGURE.search(line.text)):
                line.role = "caption"


def _may_be_lifted(line: Line) -> bool:
    """Tell whether a line above the name of a photographer is short enough for a caption."""
    short = len(line.text) <= _LIFTED and line.text.count("。") <= 1 and line.text[-1] != "，"
    return short and line.role in ("short", "prose")


def _settle_items(lines: Sequence[Line]) -> None:
    """Take triangles in a row, or before long prose, for the bullets of a list, not for the signs of captions."""
    marked = [line.text[0] in "▲△" and line.role == "caption" for line in lines]
    wrapped = sum(map(_goes_on, pairwise(lines), marked)) if any(marked) else 0
    for i, line in enumerate(lines):
        if marked[i] and (
            len(line.text) > _CAPTION_LENGTH
            or wrapped >= _ENOUGH_ITEMS
            or any(marked[k] for k in (i - 1, i + 1) if 0 <= k < len(lines))
        ):
            line.role = "item"


def _goes_on(pair: tuple[Line, Line], marked: bool) -> bool:
    """Tell whether a line behind a bullet goes on in the next one, as an item does rather than a caption."""
    return marked and not pair[1].gap and not is_closed(pair[0].text) and pair[1].role in ("prose", "short")


def _settle_lists(lines: Sequence[Line]) -> None:
    """Take a list of headlines (a table of contents, related articles) for navigation, but not what a report sums up."""
    i, heads_list = 0, _RELATED.compiled().match
    while i < len(lines):
        related = i > 0 and heads_list(lines[i - 1].text) is not None
        last = i
        while last < len(lines) and lines[last].text[0] in "·•" and not is_closed(lines[last].text):
            last += 1
        summed_up = i > 0 and _SUMMARY.search(lines[i - 1].text) is not None
        listed = not summed_up and ((last - i >= 3 and i < 6) or (last > i and related))
        if related and not listed:
            while last < len(lines) and _may_be_headline(lines[last]):
                last += 1
            # Headlines that a text follows are no list, but the head of a box.
            listed = last > i and (last == len(lines) or lines[last].role in KEPT_OUT)
        if listed:
            for line in lines[i:last]:
                line.role = "navigation"
        i = max(last, i + 1) if listed or summed_up else i + 1


def _may_be_headline(line: Line) -> bool:
    return (
        line.role in ("short", "prose", "head")
        and len(line.text) <= _HEADLINE
        and line.text[-1] not in "。；：，"
    )


def _settle_torn(lines: Sequence[Line]) -> None:
    """Mark the two lines that a break leaves within a figure (341.6 / 亿元), a title (《 / 纲要》) or before a comma."""
    for a, b in pairwise(lines):
        if b.gap:
            continue
        if (
            (b.text[0] in _NO_HEADS or _GOES_ON.match(b.text))
            and not is_closed(a.text)
            and (a.role in _MISTAKEN or a.role not in KEPT_OUT)
        ):
            a.torn = b.torn = True
            a.role = "prose" if a.role in _MISTAKEN else a.role
            b.role = "prose" if b.role == "navigation" else b.role
        elif a.text[-1].isascii() and a.text[-1].isupper() and b.role == "number" and len(b.text) <= 3:
            b.role, a.torn, b.torn = "prose", True, True  # PM / 2.5
        elif (
            a.text[-1] in "《（“「"
            or (a.text[-1].isdigit() and BARE_UNIT.match(b.text))
            or (a.text[-1] in "年月" and a.text[-2:-1].isdigit() and _DATE_GOES_ON.match(b.text))
        ):
            a.torn = b.torn = True


def _settle_pull_quotes(lines: Sequence[Line], text: str) -> None:
    """Take a quotation without figures that stands alone, in a line or a few, and is said elsewhere on the page for a box."""
    quotes = [
        (i, end) for i, line in enumerate(lines) if line.text[0] in _QUOTES and (end := _quote_end(lines, i))
    ]
    said = _MARKS.sub("", text) if quotes else ""
    for i, end in quotes:
        quote = _MARKS.sub("", "".join(line.text for line in lines[i:end]))
        if said.count(quote) > 1 and not any(map(str.isdigit, quote)):
            for line in lines[i:end]:
                line.role = "furniture"


def _quote_end(lines: Sequence[Line], i: int) -> int | None:
    """Return where the lines of a quotation end that stands alone between gaps."""
    end = i + 1
    while end < min(len(lines), i + _QUOTE_LINES) and lines[end].gap == 0:
        end += 1
    alone = lines[i].gap > 0 and (end == i + 1 or end == len(lines) or lines[end].gap > 0)
    length = sum(len(line.text) for line in lines[i:end])
    return end if alone and lines[end - 1].text[-1] in _UNQUOTES and length in _QUOTE_LENGTH else None
