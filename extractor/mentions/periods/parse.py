"""From one hit of the scanner to what it says: tokens, then one or two sides and what stands around them."""

import re
from collections.abc import Callable
from functools import lru_cache

from extractor.late import late
from extractor.mentions.model import Frequency
from extractor.mentions.periods import feasts, written_years
from extractor.mentions.periods.forms import Edge, Form, Side
from extractor.mentions.periods.grammar import Grammar
from extractor.mentions.periods.numerals import NUMBERS, number, numbers
from extractor.mentions.periods.stretches import SPECIAL, months_up_to
from extractor.mentions.periods.words import Words

LAST = ("edge", "same", "yedge", "medge", "qedge", "whole", "inside", "holiday", "festival", "warm")
Token = tuple[str, str, int, int]  # kind, text, start, end
Read = Callable[[Side, str, Words], Side | None]
EDGES: dict[str, Edge] = {"初": "start", "底": "end", "末": "end", "终": "end", "中": "middle"}
BACK: dict[str, Frequency] = {"月": "M", "季": "Q", "周": "W"}
STEPS: dict[str, Frequency] = {
    "year": "Y",
    "month": "M",
    "quarter": "Q",
    "half": "H",
    "week": "W",
    "day": "D",
}


def lex(run: str, g: Grammar) -> list[Token]:
    """Cut a hit into tokens."""
    tokens: list[Token] = []
    at, state = 0, g.head
    while at < len(run) and (m := state.match(run, at)):
        kind = m.lastgroup or ""
        tokens.append((kind, m.group(), at, m.end()))
        at, state = m.end(), g.dash if kind in ("sep", "between", "until", "from", "to") else g.more
    return tokens


@lru_cache(maxsize=1 << 15)
def parse(run: str, g: Grammar) -> tuple[int, int, Form] | None:
    """Read the first expression of a hit; None where it says no time after all."""
    tokens = lex(run, g)
    if not tokens:
        return None
    kind, text, start, end = tokens[0]
    if kind in SPECIAL:
        return (start, end, form) if (form := SPECIAL[kind](text)) else None
    i = 1 if kind in ("until", "from", "to") else 0
    lead = kind if i else ""
    a, i = _side(tokens, i, None, g.words)
    if a is None:
        return None
    b: Side | None = None
    if i + 1 < len(tokens) and tokens[i][0] in ("sep", "between"):
        b, j = _side(tokens, i + 1, a, g.words)
        i = j if b else i
        if b and i < len(tokens) and tokens[i][0] == "while":
            i += 1
    since = i < len(tokens) and tokens[i][0] == "since"
    stop = i < len(tokens) and tokens[i][0] == "stop"
    last, said, _, end = tokens[i if since or stop else i - 1]
    if last == "reported":
        end -= len(said) - len("三季度")  # 报告 says what is meant, and is no part of the time
    if stop and not b:
        return 0, end, Form(a, lead="until", special="ending", length=months_up_to(tokens[i][1]))
    keep = (
        lead == "until"
        or (lead == "from" and (b is not None or a.ranges))
        or (lead == "to" and _targets(a, b))
    )
    form = Form(a, b, lead="until" if lead == "until" else "to" if keep and lead == "to" else "", since=since)
    return (0 if keep else tokens[0][3] if lead else 0), end, form._replace(loose=not a.dated)


def _targets(a: Side, b: Side | None) -> bool:
    """Tell whether 到 belongs to the expression: before years and ends of periods, not before days."""
    return b is None and not a.days and (a.unit == "Y" or a.edge != "")


def _side(tokens: list[Token], i: int, before: Side | None, w: Words) -> tuple[Side | None, int]:
    """Read one side: a year in some words, then ever finer parts of it."""
    side: Side | None = None
    level, begun, out = -1, i, i
    while i < len(tokens):
        kind, text, _, _ = tokens[i]
        if kind in ("glue", "gloss", "clock"):
            if side is None or (kind == "clock" and level < 3) or (text == " " and level > 0):
                break
            side = _gloss(side, text) if kind == "gloss" else side
            i += 1
            out = out if kind == "glue" else i
            continue
        if kind not in PARTS:
            break
        rank, read = PARTS[kind]
        new_level = 0 if kind == "rel" and w.relative[text][0].startswith("year") else rank
        if new_level <= level and kind not in ("edge", "same", "at"):
            break
        if (
            kind in ("day", "bareday")
            and (side is None or side.months is None)
            and not (side and side.step)
            and before is None
        ):
            break
        new = read(side or Side(), text, w)
        if new is None:
            break
        side, level, i = new, new_level, i + 1
        out = i
        if kind in LAST or (kind == "rel" and side.edge):
            if side.unit == "D" and i < len(tokens) and tokens[i][0] == "nthday":
                side, out = feasts.nth_day(side, tokens[i][1]) or side, i + 1
            break
    return (side, out) if out > begun else (None, begun)


def _gloss(side: Side, text: str) -> Side:
    """今年（2024年）, 上月（9月）, 周二（22日）: the gloss is surer than the word."""
    said = {
        unit: number(value)
        for value, unit in re.findall("([0-9０-９]+|[一二三四五六七八九十]+) ?([年月日])", text)
    }
    year, month, day = said.get("年"), said.get("月"), said.get("日")
    if year:
        side = side._replace(year=year, shift=None, hang=None)
    if month and month <= 12:
        side = side._replace(unit="M", months=(month, month), step=None, spoken=False)
    if day and day <= 31:
        side = side._replace(unit="D", days=(day, day), step=None, spoken=False, weekday=None)
    return side


def _iso(_: Side, text: str, _w: Words) -> Side:
    year, month, *day = (int(n) for n in re.findall("[0-9０-９]+", text))
    side = Side("M", year=year, months=(month, month))
    return side._replace(unit="D", days=(day[0], day[0])) if day else side


def _relative(side: Side, text: str, w: Words) -> Side | None:
    group, offset, spoken = w.relative[text]
    unit = STEPS[group.split(".")[0]]
    if unit == "Y":
        years = 2 if text.endswith("两年") else 1  # 今明两年
        return side._replace(hang=offset) if spoken else side._replace(shift=offset, years=years)
    return side._replace(unit=unit, step=(unit, offset), spoken=spoken)


def _half(side: Side, text: str, _w: Words) -> Side:
    second = text[0] in "下后" or text.endswith("2")
    return side._replace(unit="H", months=(7, 12) if second else (1, 6))


def _quarter(side: Side, text: str, _w: Words) -> Side | None:
    found = [int(n) if n.isdigit() else number(n) for c in NUMBERS.findall(text) for n in c]
    if text.endswith("报"):
        found.append(1)  # 三季报 reports the year up to September
    return _quarters(side, min(found), max(found)) if found and max(found) <= 4 else None


def _reported(side: Side, _text: str, _w: Words) -> Side:
    """三季度报告: the year up to September."""
    return _quarters(side, 1, 3)


def _prior(side: Side, text: str, _w: Words) -> Side:
    """前一年, 前一周: the one before what was spoken of."""
    last = text.rstrip("度")[-1]
    if last == "年":
        return side._replace(hang=-1, prior=True)
    unit = BACK.get(last, "D")
    return side._replace(unit=unit, step=(unit, -1), spoken=True, prior=True)


def _named_quarter(side: Side, text: str, _w: Words) -> Side:
    quarter = 2 if text[0] == "次" else 4
    return _quarters(side, quarter, quarter)


def _quarters(side: Side, first: int, last: int, *, cumulative: bool = False) -> Side:
    return side._replace(
        unit="Q", months=(first * 3 - 2, last * 3), cumulative=cumulative or (first == 1 and last > 1)
    )


def _quarter_year(side: Side, text: str, w: Words) -> Side | None:
    part, year = int(text[0]), int(text[2:])
    dated = side._replace(year=year, short=year < 100)
    return _quarters(dated, part, part) if text[1] == "Q" else _half(dated, f"H{part}", w)


def _first_quarters(side: Side, text: str, _w: Words) -> Side:
    found = numbers(text[1:])
    last = found[0] if found else 1
    return _quarters(side, 1, last, cumulative=last > 1)


def _first_months(side: Side, text: str, _w: Words) -> Side | None:
    found = numbers(text[1:])
    last = found[0] if found else 0
    return side._replace(unit="M", months=(1, last), cumulative=last > 1) if 1 <= last <= 12 else None


def _nth_month(side: Side, text: str, _w: Words) -> Side | None:
    month = numbers(text)[0]
    return side._replace(unit="M", months=(month, month)) if 1 <= month <= 12 else None


_SO_MANY = late("[两三四]个月份?$")


def _month(side: Side, text: str, _w: Words) -> Side | None:
    found = numbers(_SO_MANY.sub("", text).replace("元", "1"))  # 元月 is January
    first, last = found[0], found[-1]
    return side._replace(
        unit="M", months=(first, last), cumulative=first == 1 and last > 1 and "、" not in text
    )


def _day(side: Side, text: str, _w: Words) -> Side | None:
    found = numbers(text)
    return (
        side._replace(unit="D", days=(found[0], found[-1]))
        if 1 <= found[0] <= 31 and 1 <= found[-1] <= 31
        else None
    )


def _bare_day(side: Side, text: str, w: Words) -> Side | None:
    """1月3: a day without its 日 belongs to a month only."""
    return _day(side, text, w) if side.months and side.months[0] == side.months[1] else None


def _week_name(side: Side, text: str, w: Words) -> Side | None:
    return _weekday(side._replace(unit="W", step=("W", 0)), text[-1], w)


def _third(side: Side, text: str, _w: Words) -> Side | None:
    days = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 0), "上半月": (1, 15), "下半月": (16, 0)}[text]
    if side.months is None and side.step is None:
        side = side._replace(step=("M", 0))
    return side._replace(unit="D", days=days)


def _edge(side: Side, text: str, _w: Words) -> Side:
    return side._replace(edge=EDGES.get(text[-1], "start"))


def _loose_edge(unit: Frequency) -> Read:
    return lambda side, text, _w: side._replace(unit=unit, edge=EDGES.get(text[-1], "start"))  # 开年


def _whole(side: Side, _text: str, _w: Words) -> Side:
    return side._replace(unit="Y")


def _same(side: Side, text: str, _w: Words) -> Side:
    return side._replace(same=True, unit="M" if "月" in text else "Q" if "季" in text else side.unit)


def _at(side: Side, text: str, _w: Words) -> Side | None:
    """4月当月, 三季度当季: the last month or quarter alone, not all up to it."""
    if side.months is None:
        return None
    last = side.months[1]
    return side._replace(months=(last - 2 if "季" in text and last > 2 else last, last), cumulative=False)


def _weekday(side: Side, text: str, _w: Words) -> Side | None:
    index = "一二三四五六日天".index(text)
    return side._replace(unit="D", weekday=min(index, 6)) if side.step and side.step[0] == "W" else None


def _warm(side: Side, text: str, _w: Words) -> Side | None:
    """夏天, 秋季: three months; winter spans two years and stays unread."""
    if side.year is None and side.shift is None and side.hang is None:
        return None
    first = {"春": 3, "夏": 6, "秋": 9}[text[0]]
    return side._replace(unit="Q", months=(first, first + 2))


PARTS: dict[str, tuple[int, Read]] = {
    "iso": (3, _iso), "ym": (2, _iso), "fiscal": (0, written_years.fiscal), "fy": (0, written_years.fy), "ofplan": (1, written_years.of_plan), "glossed": (0, written_years.glossed), "run": (0, written_years.run), "spanned": (0, written_years.spanned), "year": (0, written_years.year), "years": (0, written_years.year), "short": (0, written_years.short),
    "lone": (0, written_years.short), "rocyear": (0, written_years.roc), "rocshort": (0, written_years.roc), "plan": (0, written_years.plan), "rel": (2, _relative),
    "half": (1, _half), "half2": (1, _half), "interim": (1, _half), "loneinterim": (1, _half), "prior": (0, _prior), "reported": (1, _reported), "quarter": (1, _quarter), "quarter2": (1, _quarter), "lonequarter": (1, _quarter), "season": (1, _quarter),
    "seasons": (1, _quarter), "named": (1, _named_quarter), "qhy": (1, _quarter_year), "cumq": (1, _first_quarters), "cumm": (1, _first_months),
    "nth": (2, _nth_month), "month": (2, _month), "day": (3, _day), "bareday": (3, _bare_day), "loosexun": (3, _third), "weekname": (3, _week_name), "lonely": (3, _day), "xun": (3, _third), "nthday": (3, feasts.first_days), "edge": (9, _edge),
    "yedge": (0, _loose_edge("Y")), "medge": (2, _loose_edge("M")), "qedge": (1, _loose_edge("Q")), "whole": (1, _whole),
    "inside": (0, _whole), "same": (9, _same), "at": (2, _at), "weekday": (3, _weekday), "holiday": (3, feasts.holiday),
    "festival": (3, feasts.festival), "feastname": (3, feasts.feast_of_year), "warm": (1, _warm),
}  # fmt: skip
