"""The head of an article: which line is its title, its dateline, its source."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count, takewhile

from extractor.late import late
from extractor.patterns import Expression
from extractor.span import Span
from extractor.text.model import PartialDate
from extractor.text.structure.briefs import NEVER_TITLE, is_digest
from extractor.text.structure.lines import Line, ends_weakly
from extractor.text.structure.roles import HAN, NAME, is_dateline

_TITLE_LENGTH = 60
_HAN = late(f"[{HAN}]")
_ENDS = "。！？；，："
_SOURCE = late("(?:来源|稿源|出处)\\s*[:：]\\s*(?P<name>[^\\s，。；|]{2,20})")
_DATELINE = Expression(
    "[（(【]?(?:本[报网刊台社][^\\s，。（）()：:]{0,16}?(?:讯|电|消息)|\\S{2,8}电台消息|(?:路透|[^\\s，。；：]{2,8}社)[^\\s，。；：]{1,12}日(?=\\s*[-—])|[^\\s，。；：（）()【】]{2,20}?(?:讯|电|消息|丨))[】）)]?"
    "(?:\\s*[（(][^）)。]{0,40}(?:记者|通讯员|新闻联播|编辑)[^）)。]{0,40}[）)]|\\s*[（(]新闻联播[）)])?"
    f"(?:[\\s　]+(?:(?:记者|通讯员)[\\s　]+{NAME}(?:[\\s　]+{NAME})*[\\s　]+)+)?"
    "(?:(?:本报|特派)?记者[^，。：；]{2,16}报道[：:])?(?:\\s*[-—丨|：:，,]+\\s*|\\s+)?"
)
# Institutions, persons, dates and addresses of an audience stand under titles, and are none.
_NO_TITLE = late(
    "—|[（(].*[）)]$|(?:省长|市长|县长|区长|主席|国务院总理|\\S{2,8}(?:省长|市长|主席|区长|县长|总理))[\\s　]|原标题|.*总第\\s?\\d+期"
    "|(?:过去|近|今后|未来|这)?(?:[一二三四五六七八九十两]{1,2}|\\d{1,2})年(?:来|间)?$|(?:19|20)\\d\\d年?$|[上下]半年$"
)
_NO_TITLE_ENDS = late(
    "(?:[^格定开布大结僵破全时战变新]局|队|厅|委员会|办公室|办公厅|中心|网站|编辑部|人民政府|董事会|[：:]|会议上|\\d{4}[年-]\\d{1,2}[月-]\\d{1,2}日?)$"
)
_NO_TITLE_REACH = 12  # characters of such an end
# Figures stand in kickers and subtitles rather than in the title itself.
_FIGURES = late("\\d|[一二三四五六七八九十百千两]+个?[多余]?[亿万成倍]")
_DOCUMENT = late("(?:公报|报告|公告|实录|方案|意见|规划|决议|决定)(?:\\[[^\\]]{1,4}\\]|[（(].{1,8}[）)])?$")
_CONTINUED = late("[（(]上接[^）)]{1,8}[）)]\\s*")


@dataclass(slots=True)
class Piece:
    """An article as a run of lines, the first to the last before the next one."""

    first: int
    last: int
    title: int | None = None
    kicker: int | None = None
    dateline: Span | None = None
    source: Span | None = None
    published: PartialDate | None = None
    lead: list[int] = field(default_factory=list)  # all lines of the head


def level(line: Line) -> int:
    """Return how many # a heading begins with."""
    return len(line.text) - len(line.text.lstrip("#"))


def may_be_title(line: Line) -> bool:
    """Tell whether a line looks like one of the headings above a text."""
    text = line.text
    if line.torn:
        return False
    if line.role in ("head", "short"):
        return _HAN.search(text) is not None
    if line.role != "prose" or len(text) > _TITLE_LENGTH or text[-1] in _ENDS or "。" in text:
        return False
    return text.count("，") <= 2 and not ends_weakly(text) and _HAN.search(text) is not None


def _is_no_title(text: str) -> bool:
    """Tell whether a heading is one of those that stand above or below a title."""
    ends = _NO_TITLE_ENDS.search(text, max(0, len(text) - _NO_TITLE_REACH))
    return ends is not None or _NO_TITLE.match(text) is not None


def choose_title(lines: Sequence[Line], run: list[int]) -> tuple[int | None, int | None]:
    """Choose the title of a run of kicker, title and subtitle."""
    heads = [i for i in run if lines[i].role == "head"]
    able = [i for i in heads or run if not _is_no_title(lines[i].text.lstrip("# "))]
    able = [i for i in able if not is_digest(lines[i])] or able
    able = able or [i for i in run if not NEVER_TITLE.search(lines[i].text)][:1]
    if not able:
        return None, None
    named = [i for i in able if _DOCUMENT.search(lines[i].text)]
    halves = [i for i in able if lines[i].halves]
    plain = [i for i in able if not _FIGURES.search(lines[i].text)]
    title = (
        (named or halves)[0]
        if named or halves
        else plain[0]
        if len(plain) == 1
        else able[0]
        if len(able) > 3
        else able[-1]
    )
    before = [i for i in run if i < title]
    return title, before[-1] if before else None


def late_title(lines: Sequence[Line], first: int, last: int) -> int | None:
    """Find the title of an article whose text begins before it, as columns make it happen."""
    for i in range(first, last):
        if lines[i].role == "head" and level(lines[i]) == 1:
            return i
        if (
            lines[i].role == "short"
            and lines[i + 1].role == "short"
            and may_be_title(lines[i + 1])
            and len(lines[i + 1].text) > 10
            and lines[i].gap
        ):
            below = takewhile(lambda k: k <= last and lines[k].role == "short", count(i + 1))
            return next((k for k in below if not _is_no_title(lines[k].text)), i)
    return None


def settle_head(piece: Piece, lines: Sequence[Line]) -> None:
    """Make headings of the lines that stand with a title and look like prose because of a comma or a quotation."""
    if piece.title is None:
        return
    for i in range(piece.title - 2, piece.title + 3):
        if (
            piece.first <= i <= piece.last
            and i != piece.title
            and lines[i].role == "prose"
            and may_be_title(lines[i])
        ):
            lines[i].role = "short"


def read_head(piece: Piece, lines: Sequence[Line]) -> None:
    """Note dateline and source."""
    for i in range(piece.first, piece.last + 1):
        line = lines[i]
        told = piece.source is None and line.role in ("furniture", "date", "byline")
        if told and (m := _SOURCE.search(line.text)):
            piece.source = Span(line.start + m.start("name"), line.start + m.end("name"))
        if piece.dateline is None and line.role == "dateline":
            end = dateline_end(line.text)
            if end:
                piece.dateline = Span(line.start, line.start + len(line.text[:end].rstrip()))


def dateline_end(text: str) -> int:
    """Return where the dateline of a line ends and its report begins; 0 if it has none."""
    if not is_dateline(text):
        return 0
    m = _CONTINUED.match(text) or _DATELINE.match(text)
    return m.end() if m is not None and (m.end() < len(text) or text[-1] in "）)：:讯电】") else 0
