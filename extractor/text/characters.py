"""Fixers of single characters: invisible ones, widths, dashes, spaces, punctuation, quotes.

What the rooms below may rely on:

* `-` is the only dash between numbers and periods: `—` `–` `－` `−` `﹣` `～` `~` `〜` there become `-` (`1—7月`, `5%～8%`,
  `2018年－2020年`), also as a sign before a number (`－2.3`). The double dash `——` stays.
* Digits, Latin letters and `％` are half width, and so are `．` and `／` after a digit.
* Punctuation of Chinese text is full width: `，。：；？！（）`; a parenthesis that touches Chinese or holds some is Chinese.
  Decimal points, thousands separators, ratios, clock times, addresses and Latin text stay as they are.
* Prose has no blanks inside Chinese or between Chinese and digits or Latin; wide gaps, gaps behind a full stop, and the
  gaps of headings (`聚集创新资源 激活澎湃动能`), by-lines and datelines stay, because there they mean something.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from extractor.text.edits import Draft, merge
from extractor.text.model import Edit

from extractor.text.roles import HAN
MARK = "，。：；？！、（）《》〈〉【】「」『』“”‘’…—·％"
INVISIBLE = "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe"
RADICAL = "\u2f00-\u2fd5"
BLANK = " \t\u3000\u00a0\u2000-\u200a\u202f\u205f"

# One look at the text tells which fixers have anything to do.
_SUSPECT = re.compile(
    f'[{INVISIBLE}{RADICAL}\r０-９Ａ-Ｚａ-ｚ％．／＋—–－−﹣～~〜,:;?!()"&.]|(?<=[^\n{BLANK}])[{BLANK}]'
)


class Fixer(NamedTuple):
    """A named repair: it runs only if one of its characters occurs."""

    name: str
    signs: frozenset[str]
    find: Callable[[str], list[Edit]]


def _expand(classes: str) -> frozenset[str]:
    return (
        frozenset(c for c in map(chr, range(0x10000)) if re.match(f"[{classes}]", c))
        if classes
        else frozenset()
    )


_INVISIBLE_RUN = re.compile(f"[{INVISIBLE}\r]+")


def drop_invisible(text: str) -> list[Edit]:
    """Drop zero-width and control characters, and the carriage return of a line end."""
    found = []
    for m in _INVISIBLE_RUN.finditer(text):
        lone_return = "\r" in m[0] and text[m.end() : m.end() + 1] != "\n"
        found.append(Edit(m.start(), m.end(), "\n" if lone_return else "", "invisible"))
    return found


_ENTITY = re.compile(
    r"&(?:nbsp|ensp|emsp|amp|lt|gt|quot|middot|mdash|ndash|ldquo|rdquo|hellip|#\d{2,5}|#[xX][0-9a-fA-F]{2,4});"
)


def decode_entities(text: str) -> list[Edit]:
    """Read HTML entities that were left in the text."""
    import html

    return [Edit(m.start(), m.end(), html.unescape(m[0]), "entity") for m in _ENTITY.finditer(text)]


_WIDE = re.compile(
    "[０-９Ａ-Ｚａ-ｚ％]+|(?<=[0-9０-９])[．／](?=[0-9０-９])|(?<=[0-9０-９])．|＋(?=[0-9０-９])|(?<=[^\n])／(?=[^\n])"
)
_NARROW = {ord(w): chr(ord(w) - 0xFEE0) for w in "／．＋％"} | {
    c: c - 0xFEE0 for a, b in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A)) for c in range(a, b + 1)
}


def narrow_width(text: str) -> list[Edit]:
    """Make digits, Latin letters and the signs of numbers half width."""
    return [Edit(m.start(), m.end(), m[0].translate(_NARROW), "width") for m in _WIDE.finditer(text)]


_RADICAL = re.compile(f"[{RADICAL}]+")


def fold_radicals(text: str) -> list[Edit]:
    """Read the radicals that PDF fonts put in place of characters."""
    import unicodedata

    return [
        Edit(m.start(), m.end(), unicodedata.normalize("NFKC", m[0]), "radical")
        for m in _RADICAL.finditer(text)
    ]


_DASH = re.compile(
    "(?<=[0-9年月日号时点度%万亿元])(?<![—–])(?P<gap> ?[—–－−﹣～~〜] ?)(?=[+-]?[0-9])(?![—–])"
    "|(?<![0-9A-Za-z\u4e00-\u9fff])[－−﹣](?=[0-9])"
    "|(?<=[\u4e00-\u9fff])[－−](?=[0-9]+(?:[.．][0-9]+)?[%％])"
)


def unify_dashes(text: str) -> list[Edit]:
    """Write every dash and tilde between numbers or periods, and every minus, as `-`."""
    return [Edit(m.start(), m.end(), "-", "dash") for m in _DASH.finditer(text)]


_NAMES = f"[（(][{HAN}]{{2,4}}(?:[ \u3000]{{1,2}}[{HAN}]{{2,4}}){{1,3}}[）)]"
_GAP = re.compile(
    f"(?P<names>{_NAMES})"
    f"|(?<=[{HAN}{MARK}（,;:!?)%])[{BLANK}]{{1,2}}(?=[{HAN}{MARK}0-9A-Za-z,;:!?(+%-])"
    f"|(?<=[0-9A-Za-z%])[{BLANK}]{{1,2}}(?=[{HAN}{MARK},;:!?)%])"
)
_NEEDS_GAP = re.compile(
    "(?:[。！？!?…]|[日电讯]|记者|通讯员|编辑|作者|主编|见习生|实习生|摄影|[记编作者]：|网|社|报|丨|●|◆|■|►|▲|□|消息[）)])$"
)
_FIXED_NUMBER = re.compile("[0-9%]$")
_PROSE = re.compile(f"[。；，]|[{HAN}”）)%][,;]")
_UNIT = re.compile("[亿万千百元吨个家户人台辆件次倍位项名平公美个%季月年日届条]")


def close_gaps(text: str) -> list[Edit]:
    """Take out the blanks that line wraps and OCR put inside Chinese prose."""
    found, line_end, prose, tight = [], -1, False, False
    for m in _GAP.finditer(text):
        start, end = m.span()
        if m["names"] is not None:
            continue
        if start > line_end:
            line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
            line_end = len(text) if line_end < 0 else line_end
            prose = _PROSE.search(text, line_start, line_end) is not None
            tight = not prose and _numbers_apart(text, line_start, line_end)
        if text[start - 1] == "\n" or (not prose and (tight or not _joins_number(text, start, end))):
            continue
        if _NEEDS_GAP.search(text, max(0, start - 4), start) and not _inside_word(text, start, end):
            continue
        found.append(Edit(start, end, "", "gap"))
    return found


def _numbers_apart(text: str, start: int, end: int) -> bool:
    """Tell whether a line looks like a row of a table: numbers set apart by blanks."""
    return re.search(r"\d[ \t\u3000]+-?\d", text[start:end]) is not None or "|" in text[start:end]


def _joins_number(text: str, start: int, end: int) -> bool:
    """Tell whether a gap parts a number from its unit, or 第 from its number."""
    before, after = text[start - 1], text[end]
    return (before.isdigit() and _UNIT.match(after) is not None) or (before == "第" and after.isdigit())


def _inside_word(text: str, start: int, end: int) -> bool:
    """Tell whether a gap behind 日, 电, 网 … is a wrap all the same: digits stand before, or it is no dateline."""
    if text[start - 1] in "。！？!?…）)丨●◆■►▲□：":
        return False
    line_start = text.rfind("\n", 0, start) + 1
    return start - line_start > 24 and not text[:start].endswith(
        ("记者", "通讯员", "编辑", "作者", "主编", "摄影")
    )


_PUNCT = re.compile(
    f"(?<=[{HAN}{MARK}])[,;:?!](?!//)"
    f"|(?<=[%)\"'0-9A-Za-z\\]])[,;:?!](?=[{BLANK}]?[{HAN}“‘《（【「『])"
    f"|(?<=[%)])[,;](?=[{BLANK}\n]?[{HAN}“‘《（【「『0-9])"
)
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}


def widen_punctuation(text: str) -> list[Edit]:
    """Make the commas, colons and other marks of Chinese text full width."""
    return [Edit(m.start(), m.end(), _FULL[m[0]], "punctuation") for m in _PUNCT.finditer(text)]


_PAREN = re.compile(r"\(([^()\n]{0,120})\)")
_TOUCHES = re.compile(f"[{HAN}{MARK}]")


def widen_parentheses(text: str) -> list[Edit]:
    """Make the parentheses of Chinese text full width, in pairs."""
    found: list[Edit] = []
    for m in _PAREN.finditer(text):
        start, end = m.span()
        if text[start - 1 : start] == "]":  # the target of a Markdown link
            continue
        if (
            _TOUCHES.search(m[1])
            or _TOUCHES.match(text[start - 1 : start])
            or _TOUCHES.match(text[end : end + 1])
        ):
            found += (Edit(start, start + 1, "（", "punctuation"), Edit(end - 1, end, "）", "punctuation"))
    return found


_STOP = re.compile(f"(?<=[{HAN}%）”])\\.(?=[{HAN}“‘《]|[{BLANK}]*(?:\n|\\Z))")
_HEAD_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}\Z")
_DOTS = re.compile(r"(?<!\.)\.{3,6}(?!\.)|。{3,6}")


def widen_stops(text: str) -> list[Edit]:
    """Make a full stop of a point that ends a Chinese sentence, and dots an ellipsis."""
    found = [Edit(m.start(), m.end(), "…", "ellipsis") for m in _DOTS.finditer(text)]
    stops = []
    for m in _STOP.finditer(text):
        head = (
            text[text.rfind("\n", 0, m.start()) + 1 : m.start()]
            if m.start() < 8 or "\n" in text[m.start() - 8 : m.start()]
            else ""
        )
        if not (head and _HEAD_NUMBER.match(head.strip())):
            stops.append(Edit(m.start(), m.end(), "。", "punctuation"))
    return merge(found, stops)


_QUOTE = re.compile('["“”\n]')


def pair_quotes(text: str) -> list[Edit]:
    """Turn straight quotes into opening and closing ones, in lines of Chinese where all of them pair."""
    found: list[Edit] = []
    line: list[Edit] = []
    sound, opened = True, -1
    for m in _QUOTE.finditer(text + "\n"):
        mark = m[0]
        if mark == "\n":
            if sound and opened < 0:
                found += line
            line, sound, opened = [], True, -1
            continue
        if mark == '"':
            line.append(Edit(m.start(), m.end(), "“" if opened < 0 else "”", "quote"))
            mark = line[-1].new
        if (mark == "“") != (opened < 0):
            sound = False
        elif mark == "”" and not _TOUCHES.search(text, max(0, opened - 1), m.end() + 1):
            sound = False
        opened = m.start() if mark == "“" else -1
    return found


# In order: each sees what those before it have done.
FIXERS = (
    Fixer("invisible", _expand(INVISIBLE) | {"\r"}, drop_invisible),
    Fixer("entity", frozenset("&"), decode_entities),
    Fixer("radical", _expand(RADICAL), fold_radicals),
    Fixer("width", _expand("０-９Ａ-Ｚａ-ｚ％．／＋"), narrow_width),
    Fixer("dash", frozenset("—–－−﹣～~〜"), unify_dashes),
    Fixer("quote", frozenset('"'), pair_quotes),
    Fixer("gap", _expand(BLANK), close_gaps),
    Fixer("parentheses", frozenset("("), widen_parentheses),
    Fixer("punctuation", frozenset(",:;?!"), widen_punctuation),
    Fixer("stop", frozenset("."), widen_stops),
)


def fix_characters(draft: Draft) -> None:
    """Run every fixer that has something to do."""
    present = frozenset(_SUSPECT.findall(draft.text))
    for fixer in FIXERS:
        if present & fixer.signs or (fixer.name == "gap" and "&" in present):
            draft.take(fixer.find(draft.text))
