"""The search: one pass over the text, each hit read once, the days worked out against reference and context."""

from dataclasses import replace
from functools import lru_cache

from extractor.mentions.model import Period
from extractor.mentions.periods.forms import Form
from extractor.mentions.periods.grammar import grammar
from extractor.mentions.periods.parse import parse
from extractor.mentions.periods.resolve import Resolved, Spoken, resolve
from extractor.mentions.periods.words import Words
from extractor.patterns import PatternBook, load
from extractor.span import Span
from extractor.text.model import PartialDate

NEAR = 8  # characters before an expression that can make it the future's
REACH = 200  # characters over which 当月 or 同期 lean on what was said
BASE_BEFORE = frozenset("比较于与和跟同是")


def find_periods(text: str, reference: PartialDate | None, *, roc: bool = False, book: PatternBook | None = None) -> list[Period]:
    """Find all expressions of time, in order, without overlaps, the longest reading of each."""
    found: list[Period] = []
    g = grammar(book or load(), roc=roc)
    search, cache, w = g.scan.search, _cache(reference), g.words
    at, spoken, spoken_at = 0, None, -REACH
    while hit := search(text, at):
        begin, finish = hit.span(1)
        read = parse(hit.group(1), g)
        if read is None:
            at = begin + 1
            continue
        start, at, form = begin + read[0], begin + read[1], read[2]
        future = form.needs_future and w.future.search(text, max(0, start - NEAR), start) is not None
        if form.hangs:
            days = resolve(form, reference, spoken if start - spoken_at < REACH else None, future=future)
        elif (days := cache.get((form, future))) is None:  # type: ignore[assignment]
            days = cache[form, future] = resolve(form, reference, None, future=future)
        kind = days.kind
        if kind != "base" and text[start - 1 : start] in BASE_BEFORE and start and _is_base(text, start, at, w):
            kind = "base"
        elif kind == "span" and not form.hangs and text[start - 2 : start] in w.target:
            kind = "target"
        found.append(
            Period(Span(start, at), days.start, days.end, days.point, days.frequency, days.cumulative, kind, days.year_from)
        )
        if kind == "span" and days.start and days.end:
            spoken, spoken_at = Spoken(days.start, days.end, days.cumulative, days.frequency), at
    return found


@lru_cache(maxsize=32)
def _cache(_: PartialDate | None) -> dict[tuple[Form, bool], Resolved]:
    """Keep what was worked out for one reference date."""
    return {}


def _is_base(text: str, start: int, end: int, w: Words) -> bool:
    """Tell whether the expression is what something is compared with: 较2019年, 与上月相比, 是2012年的2.5倍."""
    before = text[max(0, start - 4) : start]
    if before[-1] in "与和跟同":
        return text[end : end + 2] in ("相比", "比较", "相较", "对比")
    if before[-1] == "是":
        return text[end : end + 1] == "的" and "倍" in text[end : end + 8]
    for n in (4, 3, 2, 1):
        if before[-n:] in w.base and len(before) >= n:
            return before[-n - 1 : -n] not in w.base_not.get(before[-n:], "\0")
    return False


def with_year(period: Period, year: int) -> Period:
    """Give a period of unknown year the year that the text states for the same events."""
    start = period.start and period.start.replace("XXXX", f"{year:04d}")
    end = period.end and period.end.replace("XXXX", f"{year:04d}")
    if start and end and end < start:
        end = f"{year + 1:04d}{end[4:]}"
    return replace(period, start=start, end=end, year_from="stated")


def rebase(period: Period, text: str, governing: Period) -> Period:
    """Read 同期, 当月, 上年 or 年末 (the text of the period) again, against the period that governs it."""
    read = parse(text, grammar(load(), roc=False))
    if read is None or not governing.start or not governing.end:
        return period
    spoken = Spoken(governing.start, governing.end, governing.cumulative, governing.frequency)
    year = governing.end[:4]
    reference = None if year == "XXXX" else PartialDate(int(year), int(governing.end[5:7]), int(governing.end[8:]))
    days = resolve(read[2], reference, spoken, future=False)
    return replace(period, start=days.start, end=days.end, year_from=days.year_from)
