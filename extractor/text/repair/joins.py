"""Sentences that line ends, blank lines, captions and boxes cut in two, rejoined where the text itself says so.

Every break gets points for and against. Words, numbers and brackets that the break cuts in two speak for a join; a
number without its unit, a unit without its number and a lone last character without its word speak against it. Inside
a narrow column lines go on unless something speaks against it; but where columns interleave (something does), every
join near by needs a proof of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.late import late
from extractor.text.model import Edit
from extractor.text.repair.bullets import hangs
from extractor.text.repair.filled import Filled, filled
from extractor.text.repair.seams import CERTAIN, DANGLING, is_label, seam
from extractor.text.structure.lines import BARE_UNIT, Line, ends_weakly, is_closed
from extractor.text.structure.roles import KEPT_OUT, NUMBERED
from extractor.text.structure.titles import one_title

_ENOUGH = 2  # points that a join needs
_NEVER = -9
_ENOUGH_PARAGRAPHS = 4  # to know how a page sets them
_REACH = 6  # lines of foreign matter that a sentence may step over
_EARSHOT = 5_000  # characters
_NEAR = 5  # lines on both sides of an interleaving that are distrusted
_HEADING_LENGTH = 40  # characters
_WIDEST = 50  # characters of a line in a narrow column
_TEXT = frozenset({"prose", "short", "dateline", "item", "infographic"})
_LIKE_TEXT = frozenset(
    {"date", "names", "number", "contact", "navigation"}
)  # what a piece of a sentence may look like
_BEGINS = frozenset({"dateline", "item", "infographic"})
_REST = 16  # characters of a line that is but the rest of a sentence
_SIGNS = frozenset("#|□►▶●■◆▲△•○◎★【")  # with these something begins
_WRONG = 6  # of so many breaks in a page of full lines one may look wrong
_COLUMN = _TEXT | {"caption", "credit", "byline"}
_NARROW = late("[^\u2e80-\ufeff]+")
_CLAUSE = late("[，、。；：]")
_COMMA = late("[，、。；]")
_OPENER = late(
    "[#|□►▶●■◆▲△•○◎★【①-⑳]|[（(]?[一二三四五六七八九十]{1,3}[）)、]|[一二三四五六七八九十]{1,2}是|[（(]?\\d{1,2}[）)、]|\\d{1,2}[.．](?!\\d)|——"
    "|第[一二三四五六七八九十][，、]|(?:首先|其次|再次|最后|此外|同时|另外|另一方面|一方面|与此同时|不仅如此|不过|然而|但是|因此|为此|所以|于是|比如|例如|事实上|据悉"
    "|据了解|据介绍|据统计|数据显示|统计显示|值得一提的是|值得注意的是|总体来看|总的来看|具体来看|整体来看|下一步|接下来|未来|目前|如今|当前|近日|日前|近年来|多年来"
    '|今年以来|去年以来|开年以来|截至目前|截至[^，。]{1,8}|眼下|随后|去年|今年|前年|过去|现在|而现在|为什么|为(?:了|实现|进一步|做好|推动|加快|深入|确保)[^，。]{0,12})(?:，|[^，。]{0,8}，)|[“"]'
)
_ORPHAN = late(f"{DANGLING.pattern}|{BARE_UNIT.pattern}")


@dataclass(slots=True)
class Breaks:
    """The lines of a page with what was found out about its breaks."""

    lines: Sequence[Line]
    text: str
    open: Sequence[bool]  # whether a line may have lost its end
    columns: dict[int, bool] = field(default_factory=dict)
    shapes: dict[int, tuple[float, bool, bool]] = field(default_factory=dict)
    seams: dict[tuple[int, int], int] = field(default_factory=dict)
    distrusted: set[int] = field(default_factory=set)
    joined: set[int] = field(default_factory=set)  # lines that go on where an earlier one broke off
    set_in: bool = False  # the first lines of paragraphs are set in
    filled: Filled | None = None  # what the page says if all its lines are filled to one width

    def shape(self, i: int) -> tuple[float, bool, bool]:
        """Return how wide a line is, and whether it is unfinished and has punctuation."""
        if i not in self.shapes:
            line = self.lines[i]
            self.shapes[i] = _width(line.text), self.open[i], _COMMA.search(line.text) is not None
        return self.shapes[i]

    def says(self, words: str, i: int) -> bool:
        """Tell whether the page says something elsewhere, not too far from line `i`."""
        at = self.lines[i].start
        return self.text.find(words, max(0, at - _EARSHOT), at + _EARSHOT) >= 0

    def seam(self, i: int, j: int) -> int:
        """Return what the characters on both sides of a break say."""
        if (i, j) not in self.seams:
            self.seams[i, j] = seam(self.tail(i), self.lines[j].text, lambda words: self.says(words, i))
        return self.seams[i, j]

    def tail(self, i: int) -> str:
        """Return a line, with what it goes on from where it is the short rest of a sentence."""
        text = self.lines[i].text
        return self.lines[i - 1].text + text if len(text) < _REST and i in self.joined and i else text

    def in_column(self, i: int) -> bool:
        """Tell whether line `i` stands in a narrow column."""
        if i not in self.columns:
            self.columns[i] = _in_column(self, i)
        return self.columns[i]


def rejoin(lines: Sequence[Line], text: str, raw: str) -> list[Edit]:
    """Return the edits that close the breaks between lines; foreign matter in a break is lifted out."""
    opened = [_is_open(line) for line in lines]
    if not any(opened[:-1]) and not any(_may_be_halves(a, b) for a, b in pairwise(lines)):
        return []
    page = Breaks(lines, text, opened)
    page.set_in = _sets_in(lines)
    page.distrusted = _interleaved(page)
    page.filled = _filled(page, raw)
    edits: list[Edit] = []
    i = 0
    while i < len(lines) - 1:
        a, b = lines[i], lines[i + 1]
        glue = one_title(a, b) if _may_be_halves(a, b) else None
        if glue is not None:
            edits.append(Edit(a.end, b.start, glue, "title"))
            i += 1
            continue
        if _fills_line(page, i):
            ahead: int | None = i + 1
        else:
            ahead = _continuation(page, i) if opened[i] or _heading_goes_on(page, i) else None
        if ahead is None:
            i += 1
            continue
        a, b = lines[i], lines[ahead]
        foreign = ahead > i + 1
        edits.append(Edit(a.end, b.start, _glue(a.text, b.text), "caption" if foreign else "line", foreign))
        page.joined.add(ahead)
        i = ahead
    return edits


def _filled(page: Breaks, raw: str) -> Filled | None:
    """Return which lines of a page are full, unless columns interleave: then none goes on in the next one."""
    found = filled(page.lines, page.text, raw)
    if found is None:
        return None
    goes_on = [
        i for i, full in enumerate(found.full[:-1]) if full and page.open[i] and not page.lines[i + 1].gap
    ]
    wrong = sum(page.seam(i, i + 1) < 0 for i in goes_on)
    return found if wrong * _WRONG <= len(goes_on) else None


def _fills_line(page: Breaks, i: int) -> bool:
    """Tell whether a line is full and goes on in the next one."""
    if page.filled is None or not page.filled.full[i] or i + 1 == len(page.lines):
        return False
    a, b = page.lines[i], page.lines[i + 1]
    if (
        b.gap
        or b.indent
        or "\n" not in page.text[a.end : b.start]
        or b.text[0] in _SIGNS
        or NUMBERED.match(b.text)
    ):
        return False
    if b.role not in _TEXT | _LIKE_TEXT or b.role in _BEGINS or b.title or b.head:
        return False
    if a.title or a.head:
        ends = i + 2 == len(page.lines) or page.lines[i + 2].gap > 0 or page.lines[i + 2].indent
        return ends and page.seam(i, i + 1) > 0
    return page.open[i] or (page.filled.marked and is_closed(a.text))


def _may_be_halves(a: Line, b: Line) -> bool:
    """Tell whether one of two lines beside each other is a title, and the other one a heading, too."""
    return (a.title or b.title or a.head) and b.role in ("short", "number") and a.role != "head"


def _sets_in(lines: Sequence[Line]) -> bool:
    """Tell whether the page sets the first lines of its paragraphs in."""
    first = [b.indent for a, b in pairwise(lines) if b.role == "prose" and is_closed(a.text)]
    return len(first) >= _ENOUGH_PARAGRAPHS and sum(first) * 4 >= len(first) * 3


def _glue(a: str, b: str) -> str:
    """Return what must stand between two halves: a blank between Latin words."""
    return " " if a[-1].isascii() and b[0].isascii() and a[-1].isalpha() and b[0].isalpha() else ""


def _is_open(line: Line) -> bool:
    """Tell whether a line may have lost its end."""
    if line.role not in _TEXT or (line.title and line.role != "prose") or is_closed(line.text):
        return False
    if line.head or line.text.startswith("原标题"):
        return False
    # A numbered heading is whole; a number that lost its text is not.
    return not NUMBERED.match(line.text) or "。" in line.text or is_label(line.text)


def _heading_goes_on(page: Breaks, i: int) -> bool:
    """Tell whether a numbered line that fills a narrow column is cut in the middle of a word."""
    return (
        page.lines[i].role == "short"
        and page.lines[i + 1].gap == 0
        and NUMBERED.match(page.lines[i].text) is not None
        and page.in_column(i)
        and page.seam(i, i + 1) >= _ENOUGH
    )


def _is_prose(line: Line) -> bool:
    return line.role in ("dateline", "item") or _CLAUSE.search(line.text) is not None or len(line.text) > 45


def _is_said(page: Breaks, i: int) -> bool:
    """Tell whether a line is prose, or the rest of some."""
    line = page.lines[i]
    return _is_prose(line) or (i in page.joined and line.text[-1] != "—")


def _interleaved(page: Breaks) -> set[int]:
    """Find where columns interleave: lines near a break that cannot be one, or near a torn beginning."""
    near: set[int] = set()
    for i, (a, b) in enumerate(zip(page.lines, page.lines[1:], strict=False)):
        if len(a.text) > _WIDEST or a.role not in _TEXT or b.role not in _TEXT:
            continue
        if page.open[i]:
            wrong = page.in_column(i) and page.seam(i, i + 1) < 0
        else:
            wrong = _ORPHAN.match(b.text) is not None and page.in_column(i)
        if wrong:
            near.update(range(i - _NEAR, i + _NEAR))
    return near


def _continuation(page: Breaks, i: int) -> int | None:
    """Find the line that goes on where line `i` breaks off."""
    strangers = 0  # lines in between that are not known to be foreign
    for j in range(i + 1, min(len(page.lines), i + 2 + _REACH)):
        line = page.lines[j]
        if line.role in _TEXT and not line.head and not (line.title and line.role != "prose"):
            if _evidence(page, i, j, near=strangers == 0) >= _ENOUGH + strangers:
                return j
            strangers += 1
            if strangers > 1 or not _may_be_caption(line) or not _is_said(page, i) or _fills_line(page, j):
                return None
        elif line.role not in KEPT_OUT or line.role in ("date", "markup"):
            return None
    return None


def _may_be_caption(line: Line) -> bool:
    """Tell whether a line could be an unmarked caption: short, of one sentence, behind a gap."""
    return (
        line.role in ("short", "prose")
        and len(line.text) <= 40
        and line.text.count("。") <= 1
        and line.text.count("，") <= 1
        and not ends_weakly(line.text)
        and line.gap > 0
    )


def _evidence(page: Breaks, i: int, j: int, *, near: bool) -> int:
    """Count what speaks for line `j` being the rest of line `i`."""
    a, b = page.lines[i], page.lines[j]
    if b.role in ("dateline", "item") or b.role == "infographic":
        return _NEVER
    points = page.seam(i, j)
    if near and points >= 0 and hangs(page.lines, i):
        return _ENOUGH
    begun = a.indent or i in page.joined
    if page.set_in and b.indent and not begun and points < CERTAIN:
        return _NEVER
    column = page.in_column(i) and near
    headed = (
        a.role != "dateline"
        and _COMMA.search(a.text) is None
        and (i == 0 or not page.open[i - 1] or page.lines[i - 1].text[-1] in "）)】")
    )
    trusted = i not in page.distrusted
    if _OPENER.match(b.text) and not (column and trusted and not headed and b.text[0] != "#"):
        return points - 2 if points > 2 else _NEVER
    if points < 0 or (points < CERTAIN and not (_is_said(page, i) or _is_prose(b) or column)):
        return min(points, 0)
    weak = ends_weakly(a.text)
    if column and not trusted:
        return points + weak + 1 if points + weak > 0 else 0
    if column:
        points += 1 if headed else 2
    points += weak
    if column:
        return points
    if page.set_in and begun and not b.indent and near and b.gap == 0:
        points += 2
    points += _is_prose(a) and len(_CLAUSE.split(a.text)[-1]) <= 3
    if _may_be_heading(page, i) and not a.torn:
        points -= 1 if b.gap or j > i + 1 else 2
    elif j == i + 1 and b.gap == 0:
        points += 1
    return points


def _may_be_heading(page: Breaks, i: int) -> bool:
    """Tell whether an open line may be a heading: it begins a paragraph, and no sentence ends in it."""
    text = page.lines[i].text
    begins = i not in page.joined
    plain = text.count("，") <= 1 and "。" not in text and text[-1] not in "，、《（“"
    return (
        begins
        and plain
        and len(text) <= _HEADING_LENGTH
        and ("，" not in text or len(_CLAUSE.split(text)[-1]) > 2)
    )


def _width(text: str) -> float:
    return len(text) - 0.4 * sum(map(len, _NARROW.findall(text)))


def _beside(lines: Sequence[Line], places: range) -> Iterator[int]:
    """Yield the lines of text beside one, as far as its column goes."""
    for j in places:
        line = lines[j]
        if line.role not in _COLUMN:
            return
        if line.role in _TEXT and len(line.text) <= 60 and not (line.title or line.head):
            yield j


def _in_column(page: Breaks, i: int) -> bool:
    """Tell whether a line stands in a narrow column and fills it."""
    lines = page.lines
    if lines[i].role not in _TEXT or not 6 <= len(lines[i].text) <= _WIDEST:
        return False
    around = [
        *_beside(lines, range(i - 1, max(-1, i - 5), -1)),
        *_beside(lines, range(i + 1, min(len(lines), i + 5))),
    ]
    if len(around) < 3:
        return False
    shapes = [page.shape(j) for j in around]
    usual = sorted(width for width, _, _ in shapes)[len(shapes) * 3 // 4]
    # The first line of a paragraph was set in, which the text may have lost.
    inset = (
        2
        if i == 0 or is_closed(lines[i - 1].text) or lines[i - 1].role not in _TEXT or lines[i - 1].title
        else 0
    )
    if usual > 32 or not 0.8 * usual - inset <= page.shape(i)[0] <= usual + 4:
        return False
    unfinished = [width for width, unfinished, _ in shapes if unfinished]
    punctuated = sum(punctuated for _, _, punctuated in shapes)
    if min(len(unfinished), punctuated) * 2 < len(shapes):
        return False
    return sum(width >= 0.7 * usual for width in unfinished) >= 0.7 * len(unfinished)
