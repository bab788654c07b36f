"""Articles of a page: where each begins, its title, dateline, source and publication date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.span import Span
from extractor.text.lines import Line
from extractor.text.roles import date_of, is_dateline
from extractor.text.model import PartialDate

_TITLE_LENGTH = 60
_ENDS = "。！？；，："
_MASTHEAD = re.compile(r"(?P<y>(?:19|20)\d{2})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_STAMP = re.compile(
    r"(?:时间|日期|发布|来源|更新|讯|电|发表)[^\n]{0,24}?(?P<y>(?:19|20)\d{2})[年/.-](?P<m>\d{1,2})[月/.-](?P<d>\d{1,2})"
    r"|^(?:\S{2,12}\s+)?(?P<y2>(?:19|20)\d{2})[年/.-](?P<m2>\d{1,2})[月/.-](?P<d2>\d{1,2})日?(?:\s|$)"
)
_SOURCE = re.compile("(?:来源|稿源|出处)\\s*[:：]\\s*(?P<name>[^\\s，。；|]{2,20})")
_DATELINE = re.compile(
    "[（(【]?(?:本[报网刊台社][^\\s，。（）()：:]{0,16}?(?:讯|电|消息)|\\S{2,8}电台消息|[^\\s，。；：（）()【】]{2,20}?(?:讯|电|消息|丨)|(?:路透|\\S{2,8}社)\\S{1,8}日)[】）)]?"
    "(?:\\s*[（(][^）)。]{0,40}(?:记者|通讯员|新闻联播|编辑)[^）)。]{0,40}[）)]|\\s*[（(]新闻联播[）)])?"
    "(?:\\s*[-—丨|：:]+\\s*|\\s+)?"
)
_COLUMN_LABEL = 6  # characters of a label such as 园镜头 above a title
_LEAD = frozenset({"caption", "credit", "furniture", "date", "navigation", "markup"})


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


def find_articles(lines: Sequence[Line]) -> list[Piece]:
    """Part a page into articles."""
    if not lines:
        return []
    starts = _starts(lines)
    pieces = []
    for k, (first, title, kicker) in enumerate(starts):
        last = starts[k + 1][0] - 1 if k + 1 < len(starts) else len(lines) - 1
        piece = Piece(first, last, title, kicker)
        if title is None:
            piece.title = _late_title(lines, first, last)
        if piece.title is not None:
            lines[piece.title].title = True
        pieces.append(piece)
    page_date = _page_date(lines)
    for piece in pieces:
        _read_head(piece, lines)
        piece.published = _published(piece, lines) or page_date
    return pieces


Start = tuple[int, int | None, int | None]


def _starts(lines: Sequence[Line]) -> list[Start]:
    """Return first line, title and kicker of each article."""
    starts: list[Start] = []
    prose_seen = False
    top_heads = sum(line.role == "head" and _level(line) == 1 for line in lines)
    i = 0
    while i < len(lines):
        line = lines[i]
        if _may_be_title(line):
            run = _title_run(lines, i)
            after = run[-1] + 1
            if _begins_article(lines, run, after, top_heads, prose_seen or bool(starts)):
                title, kicker = _choose(lines, run)
                first = 0 if not starts and not prose_seen else run[0]
                if prose_seen and not starts:
                    starts.append((0, None, None))
                starts.append((first, title, kicker))
                prose_seen = True
            i = after
            continue
        if (
            line.role == "dateline"
            and prose_seen
            and not (starts and _in_head(lines, starts[-1], i))
            and _own_dateline(line.text)
        ):
            if not starts:
                starts.append((0, None, None))
            starts.append((i, None, None))
        if line.role in ("prose", "dateline", "item"):
            prose_seen = True
        i += 1
    return starts or [(0, None, None)]


def _own_dateline(text: str) -> bool:
    """Tell whether a dateline is one that opens an article of this paper."""
    return text.lstrip("【（(").startswith(("本报", "本網", "本网", "本刊"))


def _in_head(lines: Sequence[Line], start: Start, i: int) -> bool:
    """Tell whether nothing but the head of the article stands before a line."""
    return all(
        lines[k].role not in ("prose", "dateline", "item") or k == start[1] for k in range(start[0], i)
    )


def _level(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip("#"))


def _may_be_title(line: Line) -> bool:
    if line.role in ("head", "short"):
        return True
    return line.role == "prose" and len(line.text) <= _TITLE_LENGTH and line.text[-1] not in _ENDS and "。" not in line.text


def _title_run(lines: Sequence[Line], i: int) -> list[int]:
    run = [i]
    while i + 1 < len(lines) and _may_be_title(lines[i + 1]) and len(run) < 6:
        i += 1
        run.append(i)
    return run


def _begins_article(lines: Sequence[Line], run: list[int], after: int, top_heads: int, seen: bool) -> bool:
    """Tell whether a run of heading-like lines is the head of an article."""
    if not seen:
        return True
    heads = [i for i in run if lines[i].role == "head"]
    if any(_level(lines[i]) == 1 for i in heads) and top_heads > 1:
        return True
    for k in range(after, min(after + 4, len(lines))):
        if lines[k].role == "dateline":
            return True
        if lines[k].role == "byline" and ("记者" in lines[k].text or lines[k].text[0] in "□►▶▷■"):
            return True
        if lines[k].role not in _LEAD and lines[k].role != "byline":
            break
    labelled = (
        len(run) == 2 and len(lines[run[0]].text) <= _COLUMN_LABEL < len(lines[run[1]].text) and not heads
    )
    return labelled and lines[run[0]].gap > 0 and lines[run[0]].text.startswith("园")


def _choose(lines: Sequence[Line], run: list[int]) -> tuple[int, int | None]:
    """Choose the title of a run of kicker, title and subtitle."""
    heads = [i for i in run if lines[i].role == "head"]
    below = [i for i in heads or run if not lines[i].text.lstrip("# ").startswith(("——", "—"))] or run
    title = below[0] if len(below) > 3 else below[-1]
    before = [i for i in run if i < title]
    return title, before[-1] if before else None


def _late_title(lines: Sequence[Line], first: int, last: int) -> int | None:
    """Find the title of an article whose text begins before it, as columns make it happen."""
    for i in range(first, last):
        if lines[i].role == "head" and _level(lines[i]) == 1:
            return i
        if (
            lines[i].role == "short"
            and lines[i + 1].role == "short"
            and len(lines[i + 1].text) > 10
            and lines[i].gap
        ):
            return i + 1
    return None


def _read_head(piece: Piece, lines: Sequence[Line]) -> None:
    """Note dateline and source."""
    for i in range(piece.first, piece.last + 1):
        line = lines[i]
        if (
            piece.source is None
            and (m := _SOURCE.search(line.text))
            and line.role in ("furniture", "date", "byline")
        ):
            piece.source = Span(line.start + m.start("name"), line.start + m.end("name"))
        if piece.dateline is None and line.role == "dateline":
            end = dateline_end(line.text)
            if end:
                piece.dateline = Span(line.start, line.start + len(line.text[:end].rstrip()))


def dateline_end(text: str) -> int:
    """Return where the dateline of a line ends and its report begins; 0 if it has none."""
    if not is_dateline(text):
        return 0
    m = _DATELINE.match(text)
    return m.end() if m is not None and m.end() < len(text) else 0


def _published(piece: Piece, lines: Sequence[Line]) -> PartialDate | None:
    """Read the date that stands in the head or foot of an article."""
    indices = [
        *range(piece.first, min(piece.last + 1, piece.first + 9)),
        *range(max(piece.first, piece.last - 3), piece.last + 1),
    ]
    for i in indices:
        line = lines[i]
        if line.role == "date" and (found := date_of(line.text)):
            return PartialDate(*found)
        if line.role in ("furniture", "byline", "navigation", "short", "dateline", "credit") and (
            m := _STAMP.search(line.text[:90])
        ):
            return _partial(m["y"] or m["y2"], m["m"] or m["m2"], m["d"] or m["d2"])
    return None


def _page_date(lines: Sequence[Line]) -> PartialDate | None:
    """Read the date of the page: the one in its masthead."""
    for line in lines[:6] + lines[-4:] if isinstance(lines, list) else lines:
        if line.role in ("furniture", "date", "navigation") and (m := _MASTHEAD.search(line.text)):
            return _partial(m["y"], m["m"], m["d"])
    return None


def _partial(year: str, month: str, day: str) -> PartialDate | None:
    return (
        PartialDate(int(year), int(month), int(day))
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31
        else None
    )
