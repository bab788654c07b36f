"""When an article or a page was published, as far as its own head, foot or masthead tells."""

import re
from collections.abc import Iterator, Sequence

from extractor.late import late
from extractor.text.model import PartialDate
from extractor.text.structure.lines import Line
from extractor.text.structure.roles import date_of

_DAY = r"(?P<y>(?:19|20)\d{2})(?:年(?P<m>\d{1,2})月(?P<d>\d{1,2})日|(?P<s>[/.-])(?P<m2>\d{1,2})(?P=s)(?P<d2>\d{1,2})(?![\d-]))"
_MASTHEAD = late(r"(?P<y>(?:19|20)\d{2})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日")
_STAMP = late(f"(?:时间|日期|发布|来源|更新|发表)[^\n]{{0,24}}?{_DAY}")
_OPENS = late(f"(?:\\S{{2,12}}\\s+)?{_DAY}(?:\\s|$)")
_WIRED = late(f"[^，。；]{{0,12}}{_DAY}[^，。；]{{0,8}}(?:讯|电|消息)")
_AFTER_WIRE = late(f"(?:讯|电|消息)[\\s）)】]{{0,3}}{_DAY}")
_ANYWHERE = late(_DAY)
# A line of the head that tells nothing but its day, whatever stands beside it: 某报· 2025-11-04 17:59, [ 2019年10月22日 ] 【字号：大】.
_ALONE = late(
    f"(?:^|[^\\d至到于自从在起前按，。；！？])\\s{{0,4}}{_DAY}(?=\\s*$|[\\s|丨\\])）】]|\\d{{1,2}}[:：]\\d\\d)[^，。；！？]{{0,40}}$"
)
_ALONE_ROLES = frozenset({"prose", "short", "head", "furniture", "byline", "credit", "item"})
_ALONE_LENGTH = 60
# 20/08/2024 14:02, as papers of Hong Kong write it.
_DAY_FIRST = late(r"(?P<d>[0-3]?\d)/(?P<m>[01]?\d)/(?P<y>(?:19|20)\d{2})(?:\s+\d{1,2}:\d{2})?(?:\s|$)")
# The date of a meeting below the title of what was read there: （2013年3月5日在第十二届全国人民代表大会第一次会议上）.
_READ = late(f"[—―–（(\\s]{{0,4}}{_DAY}[^，。；]{{0,60}}(?:上|通过|发布|讲话|报告)[）)]?$")
_DIGITS = late(
    r"(?<!\d)(?P<y>20\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=[）)\]】]|\s\d{1,2}:|\s*$)"
)
_YEAR = late("(?:19|20)\\d\\d")
_HEAD, _FOOT = 9, 4  # lines in which an article tells its date
_STAMPED = frozenset({"furniture", "byline", "navigation", "short", "credit"})
_HEADINGS = frozenset({"short", "head", "prose", "furniture", "byline"})


def published(lines: Sequence[Line], first: int, last: int) -> PartialDate | None:
    """Read the date that stands in the head or foot of an article."""
    rows = [*_head(lines, first, last), *lines[max(first, last + 1 - _FOOT) : last + 1]]
    for line in rows:
        if line.role == "date" and (found := date_of(line.text)):
            return PartialDate(*found)
        if (m := _stamp(line)) is not None and (date := _partial(m)):
            return date
    for line in rows[:_HEAD]:
        if line.role in _HEADINGS and (m := _READ.match(line.text)):
            return _partial(m)
    return None


def _head(lines: Sequence[Line], first: int, last: int) -> Iterator[Line]:
    """Yield the first lines of an article; the buttons of a page do not count."""
    left = _HEAD
    for i in range(first, min(last + 1, first + 4 * _HEAD)):
        if lines[i].role != "navigation":
            yield lines[i]
            left -= 1
        if left == 0:
            return


def _stamp(line: Line) -> re.Match[str] | None:
    """Find the date that a line of head or foot is stamped with."""
    text = line.text[:90]
    if line.role == "dateline":
        return _WIRED.match(text) or _AFTER_WIRE.search(text, 0, 40)
    if _YEAR.search(text) is None:
        return None
    m = (_STAMP.search(text) or _OPENS.match(text)) if line.role in _STAMPED else None
    if m is None and line.role == "furniture" and "原创" in text:
        m = _ANYWHERE.search(text)
    if m is None and line.role in _ALONE_ROLES and len(line.text) <= _ALONE_LENGTH:
        m = _ALONE.search(text) or _DAY_FIRST.match(text)
    return m


def page_date(lines: Sequence[Line]) -> PartialDate | None:
    """Read the date of the page: the one in its masthead."""
    for line in [*lines[:6], *lines[-4:]]:
        if line.role in ("furniture", "date", "navigation") and (m := _MASTHEAD.search(line.text)):
            return _partial(m)
    for line in lines[:3]:
        if line.role in _HEADINGS and len(line.text) <= 40 and (m := _DIGITS.search(line.text)):
            return _partial(m)
    return None


def _partial(m: re.Match[str]) -> PartialDate | None:
    found = m.groupdict()
    year, month, day = m["y"], found["m"] or found.get("m2"), found["d"] or found.get("d2")
    if not month or not day:
        return None
    return (
        PartialDate(int(year), int(month), int(day))
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31
        else None
    )
