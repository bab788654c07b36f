"""Fixers of single characters: invisible ones, widths, dashes, spaces, punctuation, quotes.

What the rooms below may rely on:

* `-` is the only dash between numbers and periods: `—` `–` `―` `─` `━` `－` `−` `﹣` `～` `~` `〜` there become `-` (`1—7月`, `5%～8%`,
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

from extractor.late import late
from extractor.text.model import Edit
from extractor.text.repair.blanks import close_gaps
from extractor.text.repair.edits import Draft, merge
from extractor.text.repair.punctuation import (
    narrow_thousands,
    pair_quotes,
    widen_parentheses,
    widen_punctuation,
    widen_stops,
)

_INVISIBLE = (
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\r"
)
_RADICALS = "\u2f00-\u2fd5"
_WIDTHS = "０-９Ａ-Ｚａ-ｚ％℅﹪．／＋"
_DASHES = "—–―─━－−﹣～~〜"
# One look at the text tells which fixers have anything to do.
_SUSPECT = late(f'[{_INVISIBLE}{_RADICALS}{_WIDTHS}{_DASHES},:;?!()"&.↑↓]')


_ALWAYS = late("")


class Fixer(NamedTuple):
    """A named repair: it runs only if one of its characters occurs."""

    name: str
    signs: re.Pattern[str]
    find: Callable[[str], list[Edit]]


_INVISIBLE_RUN = late(f"[{_INVISIBLE}]+")


def drop_invisible(text: str) -> list[Edit]:
    """Drop zero-width and control characters, and the carriage return of a line end."""
    found = []
    for m in _INVISIBLE_RUN.finditer(text):
        lone_return = "\r" in m[0] and text[m.end() : m.end() + 1] != "\n"
        found.append(Edit(m.start(), m.end(), "\n" if lone_return else "", "invisible"))
    return found


_ENTITY = late(
    r"&(?:nbsp|ensp|emsp|amp|lt|gt|quot|middot|bull|mdash|ndash|[lr][ds]quo|hellip|[lr]arr|permil|yen|euro|times|deg|plusmn|[gl]e|#\d{2,5}|#[xX][0-9a-fA-F]{2,4});"
)


def decode_entities(text: str) -> list[Edit]:
    """Read HTML entities that were left in the text."""
    import html

    return [Edit(m.start(), m.end(), html.unescape(m[0]), "entity") for m in _ENTITY.finditer(text)]


_WIDE = late(
    "[０-９Ａ-Ｚａ-ｚ％．／＋℅﹪](?:(?<=[．／＋])|(?<=[0-9０-９][℅﹪])|(?<![℅﹪])[０-９Ａ-Ｚａ-ｚ％]*)"
)
_NARROW = (
    {ord(w): chr(ord(w) - 0xFEE0) for w in "／．＋％"}
    | dict.fromkeys(map(ord, "℅﹪"), "%")
    | {
        c: c - 0xFEE0
        for a, b in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
        for c in range(a, b + 1)
    }
)


def narrow_width(text: str) -> list[Edit]:
    """Make digits, Latin letters and the signs of numbers half width."""
    return [
        Edit(m.start(), m.end(), m[0].translate(_NARROW), "width")
        for m in _WIDE.finditer(text)
        if m[0] not in ("．", "＋")
        or text[m.start() - 1 : m.start()].isdigit()
        or text[m.end() : m.end() + 1].isdigit()
    ]


# 1S00亿元, 10O%, 1l月, S1.5%: a letter that OCR took for a digit, in a number with its unit.
_LETTER = late("[OolISB]")
_LOOKALIKE = late(
    r"(?<![0-9A-Za-z.-])(?<!\d,)(?:\d{1,4}-)?(?:(?=[Il]?\d)[0-9OolISB]{2,6}(?:\.[0-9OolISB]{1,3})?|[SBlIO][0-9]?\.\d{1,2})"
    r"(?=[%万亿年月日元]|个百分点)"
)
_DIGITS = str.maketrans("OolISB", "001158")
_NUMBER_REACH = 10  # characters of a number before such a letter


def read_lookalikes(text: str) -> list[Edit]:
    """Read the letters inside numbers as the digits that they look like."""
    found: list[Edit] = []
    for letter in _LETTER.finditer(text):
        at = letter.start()
        beside = text[max(0, at - 1) : at + 2]
        if (found and at < found[-1].end) or not any(c.isdigit() or c == "." for c in beside):
            continue
        numbers = _LOOKALIKE.finditer(text, max(0, at - _NUMBER_REACH), at + _NUMBER_REACH)
        if (m := next((m for m in numbers if m.start() <= at < m.end()), None)) is not None:
            found.append(Edit(m.start(), m.end(), m[0].translate(_DIGITS), "lookalike"))
    return found


_ARROW = late(r"[↑↓](?=[ ]?[0-9]+(?:\.[0-9]+)?(?:[%‰倍]|个?百分点))")


def read_arrows(text: str) -> list[Edit]:
    """Read the arrow before a rate as the word that it stands for: 1587.3亿元 ↑4.6%."""
    return [Edit(m.start(), m.end(), "升" if m[0] == "↑" else "降", "arrow") for m in _ARROW.finditer(text)]


_RADICAL = late(f"[{_RADICALS}]+")


def fold_radicals(text: str) -> list[Edit]:
    """Read the radicals that PDF fonts put in place of characters."""
    import unicodedata

    return [
        Edit(m.start(), m.end(), unicodedata.normalize("NFKC", m[0]), "radical")
        for m in _RADICAL.finditer(text)
    ]


_DASH = late("[—–―─━－−﹣～~〜][ ]?(?=[+-]?[0-9])")
_PERIOD_ENDS = frozenset("年月日号时点度%万亿元")
_AMOUNT = late(r"[0-9]+(?:[.．][0-9]+)?[%％亿万元个]")


def unify_dashes(text: str) -> list[Edit]:
    """Write every dash and tilde between numbers or periods, and every minus, as `-`."""
    found = []
    for m in _DASH.finditer(text):
        start, end = m.span()
        sign = text[start]
        if start and text[start - 1] == " ":
            start -= 1
        before = text[start - 1 : start]
        if (
            before.isdigit()
            or (before in _PERIOD_ENDS if before else False)
            or (
                sign in "－−﹣"
                and end - start == 1
                and (not (before.isalnum() or before in ("—", "–")) or _AMOUNT.match(text, end))
            )
        ):
            found.append(Edit(start, end, "-", "dash"))
    return found


# Groups in order: each sees what those before it have done; the fixers of one group touch different characters.
FIXERS = (
    (Fixer("invisible", late(f"[{_INVISIBLE}]"), drop_invisible),),
    (Fixer("entity", late("&"), decode_entities),),
    (Fixer("radical", late(f"[{_RADICALS}]"), fold_radicals),),
    (Fixer("width", late(f"[{_WIDTHS}]"), narrow_width),),
    (Fixer("dash", late(f"[{_DASHES}]"), unify_dashes), Fixer("quote", late('"'), pair_quotes)),
    (Fixer("arrow", late("[↑↓]"), read_arrows),),
    (Fixer("gap", _ALWAYS, close_gaps),),
    (Fixer("lookalike", _ALWAYS, read_lookalikes),),
    (
        Fixer("parentheses", late("[()]"), widen_parentheses),
        Fixer("punctuation", late("[,:;?!]"), widen_punctuation),
        Fixer("stop", late(r"\."), widen_stops),
        Fixer("thousands", _ALWAYS, narrow_thousands),
    ),
)


def fix_characters(draft: Draft) -> None:
    """Run every fixer that has something to do."""
    present = "".join(set(_SUSPECT.findall(draft.text)))
    for group in FIXERS:
        draft.take(merge(*[f.find(draft.text) for f in group if f.signs.search(present)]))


def mend_joined(draft: Draft) -> None:
    """Repair what a break had parted from its text: the marks, quotations and brackets of sentences that were rejoined."""
    draft.take(close_gaps(draft.text))
    draft.take(read_lookalikes(draft.text))
    text = draft.text
    draft.take(merge(pair_quotes(text), widen_parentheses(text), widen_punctuation(text), widen_stops(text)))
