"""Articles of a page: where each begins, its title, dateline, source and publication date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.span import Span
from extractor.text.lines import Line, ends_weakly, is_closed
from extractor.text.model import PartialDate
from extractor.text.roles import HAN, KEPT_OUT, NAME, NUMBERED, date_of, is_dateline

_TITLE_LENGTH = 60
_HAN = re.compile(f"[{HAN}]")
_ENDS = "。！？；，："
_MASTHEAD = re.compile(r"(?P<y>(?:19|20)\d{2})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日")
_STAMP = re.compile(
    r"(?:时间|日期|发布|来源|更新|讯|电|发表)[^\n]{0,24}?(?P<y>(?:19|20)\d{2})[年/.-](?P<m>\d{1,2})[月/.-](?P<d>\d{1,2})"
    r"|^(?:\S{2,12}\s+)?(?P<y2>(?:19|20)\d{2})[年/.-](?P<m2>\d{1,2})[月/.-](?P<d2>\d{1,2})日?(?:\s|$)"
)
_SOURCE = re.compile("(?:来源|稿源|出处)\\s*[:：]\\s*(?P<name>[^\\s，。；|]{2,20})")
_DATELINE = re.compile(
    "[（(【]?(?:本[报网刊台社][^\\s，。（）()：:]{0,16}?(?:讯|电|消息)|\\S{2,8}电台消息|(?:路透|[^\\s，。；：]{2,8}社)[^\\s，。；：]{1,12}日(?=\\s*[-—])|[^\\s，。；：（）()【】]{2,20}?(?:讯|电|消息|丨))[】）)]?"
    "(?:\\s*[（(][^）)。]{0,40}(?:记者|通讯员|新闻联播|编辑)[^）)。]{0,40}[）)]|\\s*[（(]新闻联播[）)])?"
    f"(?:[\\s　]+(?:(?:记者|通讯员)[\\s　]+{NAME}(?:[\\s　]+{NAME})*[\\s　]+)+)?"
    "(?:\\s*[-—丨|：:]+\\s*|\\s+)?"
)
_LEAD_LENGTH = 120  # characters of prose that may stand above the first title
_RULE = re.compile(r"[-=_—─－]{3,}$")
_NOTICE = re.compile("(?:公\\s?告|启\\s?事|通\\s?知|声\\s?明|更\\s?正)$")
_SIGNED = re.compile(
    "[。！？”][\\s　]*[（(](?:记者|通讯员|本报记者)?[^（）()，。]{2,24}[）)]$|^[（(].{2,24}[）)]$"
)
# Institutions, persons, dates and addresses of an audience stand under titles, and are none.
_NO_TITLE = re.compile(
    "^——?|(?:局|队|厅|委员会|办公室|办公厅|中心|网站|编辑部|人民政府|董事会)$|[：:]$|^[（(].*[）)]$|(?:会议)上$|^(?:省长|市长|县长|区长|主席|国务院总理|\\S{2,8}(?:省长|市长|主席|区长|县长|总理))[\\s　]|总第\\s?\\d+期|\\d{4}[年-]\\d{1,2}[月-]\\d{1,2}日?$|^原标题"
)
# Figures stand in kickers and subtitles rather than in the title itself.
_FIGURES = re.compile("\\d|[一二三四五六七八九十百千两]+个?[多余]?[亿万成倍]")
_DOCUMENT = re.compile("(?:公报|报告|公告|实录|方案|意见|规划)(?:\\[[^\\]]{1,4}\\]|[（(].{1,8}[）)])?$")
_CONTINUED = re.compile("[（(]上接[^）)]{1,8}[）)]\\s*")
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


def find_articles(lines: Sequence[Line], *, settle: bool = True) -> list[Piece]:
    """Part a page into articles; settle what the lines of their heads are."""
    if not lines:
        return []
    lonely = sum(line.role not in KEPT_OUT for line in lines) == 1
    starts: list[Start] = [(0, None, None)] if lonely else _starts(lines)
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
        if settle:
            _settle_head(piece, lines)
        _read_head(piece, lines)
        piece.published = _published(piece, lines) or page_date
    return pieces


Start = tuple[int, int | None, int | None]


def _starts(lines: Sequence[Line]) -> list[Start]:
    """Return first line, title and kicker of each article."""
    starts: list[Start] = []
    before = 0  # characters of prose since the page began, as long as no article has
    heads = [_level(line) for line in lines if line.role == "head"]
    top_heads = heads.count(1)
    i = 0
    while i < len(lines):
        line = lines[i]
        if _may_be_title(line):
            run = _title_run(lines, i)
            after = run[-1] + 1
            firm = _begins_article(lines, run, after, top_heads)
            if (
                (not starts and before == 0)
                or firm
                or (starts and _softly_begins(lines, run, after, len(starts) > 1, heads))
            ):
                title, kicker = _choose(lines, run)
                # A line or two of prose above the first title are its lead.
                if not starts and before >= _LEAD_LENGTH:
                    starts.append((0, None, None))
                for k in run:
                    lines[k].head = firm
                starts.append((run[0] if starts else 0, title, kicker))
            i = after
            continue
        if (
            line.role == "dateline"
            and before
            and not (starts and _in_head(lines, starts[-1], i))
            and _own_dateline(line.text)
        ):
            if not starts:
                starts.append((0, None, None))
            starts.append((i, None, None))
        if line.role in ("prose", "dateline", "item"):
            before += len(line.text)
        i += 1
    return starts or [(0, None, None)]


def _softly_begins(
    lines: Sequence[Line], run: list[int], after: int, several: bool, heads: Sequence[int]
) -> bool:
    """Tell whether a head without by-line begins an article: the one before it was signed, or it has kicker and title."""
    if after >= len(lines) or lines[after].role not in ("prose", "dateline", "caption", "item"):
        return False
    if _NOTICE.match(lines[run[0]].text):
        return True
    if any(lines[i].role == "head" for i in run) or 1 in heads or NUMBERED.match(lines[run[0]].text):
        return False
    k = run[0] - 1
    while k > 0 and lines[k].role in ("caption", "credit", "furniture"):
        k -= 1
    if lines[k].role == "markup" and _RULE.match(lines[k].text):
        return True
    signed = lines[k].role == "byline" and k > 0 and is_closed(lines[k - 1].text)
    signed = signed or (not is_closed(lines[k].text) and _SIGNED.search(lines[k].text) is not None)
    if signed and len(lines[run[0]].text) >= _COLUMN_LABEL:
        return True
    short = all(lines[i].role == "short" or i == run[0] for i in run)
    return several and len(run) == 2 and short and lines[run[0]].gap > 0 and lines[run[1]].gap == 0


def _own_dateline(text: str) -> bool:
    """Tell whether a dateline is one that opens an article of this paper, or says that one goes on here."""
    return text.lstrip("【（(").startswith(("上接", "本报", "本網", "本网", "本刊"))


def _in_head(lines: Sequence[Line], start: Start, i: int) -> bool:
    """Tell whether nothing but the head of the article stands before a line."""
    return all(
        lines[k].role not in ("prose", "dateline", "item") or k == start[1] for k in range(start[0], i)
    )


def _level(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip("#"))


def _may_be_title(line: Line) -> bool:
    if line.torn or not _HAN.search(line.text):
        return False
    if line.role in ("head", "short"):
        return True
    if line.role != "prose" or len(line.text) > _TITLE_LENGTH or line.text[-1] in _ENDS:
        return False
    return "。" not in line.text and line.text.count("，") <= 2 and not ends_weakly(line.text)


def _title_run(lines: Sequence[Line], i: int) -> list[int]:
    run = [i]
    while i + 1 < len(lines) and _may_be_title(lines[i + 1]) and len(run) < 6:
        i += 1
        run.append(i)
    return run


def _begins_article(lines: Sequence[Line], run: list[int], after: int, top_heads: int) -> bool:
    """Tell whether a run of heading-like lines is the head of an article: by its level, or by what follows."""
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
    able = [i for i in heads or run if not _NO_TITLE.search(lines[i].text.lstrip("# "))] or run[:1]
    named = [i for i in able if _DOCUMENT.search(lines[i].text)]
    plain = [i for i in able if not _FIGURES.search(lines[i].text)]
    title = named[0] if named else plain[0] if len(plain) == 1 else able[0] if len(able) > 3 else able[-1]
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
            and _may_be_title(lines[i + 1])
            and len(lines[i + 1].text) > 10
            and lines[i].gap
        ):
            return i + 1
    return None


def _settle_head(piece: Piece, lines: Sequence[Line]) -> None:
    """Make headings of the lines that stand with a title and look like prose because of a comma or a quotation."""
    if piece.title is None:
        return
    for i in range(piece.title - 2, piece.title + 3):
        if (
            piece.first <= i <= piece.last
            and i != piece.title
            and lines[i].role == "prose"
            and _may_be_title(lines[i])
        ):
            lines[i].role = "short"


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
    m = _CONTINUED.match(text) or _DATELINE.match(text)
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
