"""Days of a holiday that the text has named before: 国庆假期，…；首日发送旅客220万人次，前三天…，最后一天…."""

from extractor.late import late
from extractor.mentions.model import Period
from extractor.mentions.periods.calendar import read_day
from extractor.mentions.periods.numerals import numbers
from extractor.span import Span, span_of

_REACH = 400  # characters over which the days of a holiday are told
_DAYS = "[一二两三四五六七八九十\\d]{1,2}"
_LONGEST = 45  # days: 春运
_USUAL = 8
_HOLIDAY = late("假期|假日|黄金周|长假|档期?$|春运|节(?:日)?期间|双节")
_FIRST = late(f"首[日天]|第[一1][日天]|前{_DAYS}[天日]")  # a part of it, with which it begins
_OTHER_PART = late("第|最后|当[天日]")
_LAST = late("的?最后[一两二三四五]天")
# At the beginning of a clause, or behind 假期: 展会前三天, 上市首日 are days of something else.
_PART = late(
    "(?:(?<=[，。；：:、\n　 （])|(?<=其中)|^)(?:在)?(?P<part>(?:(?:节日|假期|假日|长假|黄金周|春运)的?)?"
    f"(?:[首头][日天]|第{_DAYS}[天日]|前{_DAYS}[天日]|后{_DAYS}[天日]|最后{_DAYS}[天日])(?:当[天日])?)"
    "(?![内后前来之起至到、和与及]|期间)"
)


def with_parts(text: str, found: list[Period]) -> list[Period]:
    """Add the days of holidays that are told behind them without their names."""
    feasts = [f for p in found if (f := _feast(p, text))]
    if not feasts:
        return found
    parts = list[Period]()
    for feast, following in zip(feasts, [*feasts[1:], None], strict=True):
        end = min(feast.span.end + _REACH, following.span.start if following else len(text))
        if m := _LAST.match(text, feast.span.end):
            found = _with_last(text, found, feast, m.end())
        for m in _PART.finditer(text, feast.span.end, end):
            if any(p.span.start < m.end() and m.start("part") < p.span.end for p in found):
                continue
            if part := _part(feast, m["part"], span_of(m.span("part"))):
                parts.append(part)
    return sorted([*found, *parts]) if parts else found


def _with_last(text: str, found: list[Period], feast: Period, end: int) -> list[Period]:
    """Put 春节假期最后一天 in the place of the holiday; of 昨天是春节假期最后一天 the day is told before."""
    at = next(k for k, p in enumerate(found) if p.span == feast.span)
    if at and text[found[at - 1].span.end : feast.span.start].endswith("是"):
        return [*found[:at], *found[at + 1 :]]
    last = _part(feast, text[feast.span.end : end], Span(feast.span.start, end))
    return [*found[:at], last, *found[at + 1 :]] if last else found


def _feast(p: Period, text: str) -> Period | None:
    """Return the holiday that a period names, without its end where it names but the first days of one."""
    if (
        p.frequency != "D"
        or p.kind != "span"
        or not p.start
        or not p.end
        or not _HOLIDAY.search(text, *p.span)
    ):
        return None
    if _FIRST.search(text, *p.span):
        return p._replace(end=None)
    whole = p.start != p.end and not _OTHER_PART.search(text, *p.span)
    return p if whole and _length(p.start, p.end) <= _LONGEST else None


def _length(start: str, end: str | None) -> int:
    """Return how many days there are, the first counted too; of a holiday whose end is not told, those that most have."""
    if end is None:
        return _USUAL
    first, last = read_day(start), read_day(end)
    return next((n + 1 for n in range(_LONGEST) if first.plus(n) == last), _LONGEST + 1)


def _part(feast: Period, words: str, span: Span) -> Period | None:
    """Return the days that the words name; None where the holiday has no such days, or where it ends is not known."""
    n = (numbers(words) or [1])[0]
    start = read_day(feast.start or "")
    if not 0 < n <= _length(feast.start or "", feast.end):
        return None
    if "后" in words:
        if feast.end is None:
            return None
        last = read_day(feast.end)
        first = last.plus(1 - n)
    else:
        last = start.plus(n - 1)
        first = start if "前" in words else last
    return feast._replace(span=span, start=str(first), end=str(last), point=False)
