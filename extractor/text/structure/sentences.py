"""Sentences of a paragraph: cut behind 。！？；…, not inside quotations and brackets that close again."""

import re
from collections.abc import Iterator

from extractor.late import late
from extractor.span import Span

# A paragraph without quotations, brackets, bullets and ellipses is cut by one pattern.
_PLAIN = late("\\S[^。！？；!?]*[。！？；!?]*(?<=\\S)")
# One whose quotations and brackets are whole and hold no stop is cut by another; what it cannot read is left over.
_PAIRED = late(
    '\\s*+((?:[^\\s。！？；!?…“”‘’「」『』（）《》【】()"●■◆▪▶]++|[ \\u3000\\t]++(?=\\S)|“[^。！？；!?…“”「」『』"●■◆▪▶]*+”|（[^。！？；!?…（）“”"●■◆▪▶]*+）'
    '|《[^。！？；!?…《》“”"●■◆▪▶]*+》)++[。！？；!?]*+)'
)
# A stop takes the closing marks behind it along. All begin in one set of characters, which is what `re` finds fast.
_TOKEN = late('[。！？；!?…“‘「『（《【(”’」』）》】)"](?:(?<=[。！？；!?…])[。！？；!?…]*[”’」』）》】)]*)?')
_CLOSING = {"”": "“", "’": "‘", "」": "「", "』": "『", "）": "（", "》": "《", "】": "【", ")": "("}
# Behind a quotation that ends in a full stop, its speaker or the rest of its clause may follow.
_SPEAKER = late(
    "[^，。！？；：“]{0,40}?(?:说|說|表示|介绍|介紹|称|稱|告诉|指出|强调|強調|坦言|透露|认为|認為|感慨|感叹|回忆|解释|看来|看來|笑道|问道|答道|道|说道|补充|总结|如是说|谈及|谈到|直言|承诺|解读|表态|评价|呼吁|提醒|建议)"
)
_LIST_GOES_ON = late("[，、。；：,的是等和与]")
_GOES_ON = late("[，、。；：,的是这等和与在为成]")
_BULLETS = "●■◆▪▶"
_HARD = late(f'[”’」』“‘「『（《【("…{_BULLETS}]')
_BULLET = late("(?<=\\S)[ \u3000]*(?=[●■◆▪▶])")


# The longest sentence of 465 articles has 465 characters. What goes on for longer is a list, a table or no language:
# each of its records would quote the whole of it.
_LONGEST = 1000
_BETTER_FIRST = ("。！？；!?;", "，,", "：、", " \u3000\t\n")


def cut(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences of one paragraph, without white space around them; an endless one in pieces."""
    spans = _sentences(text, start, end)
    return spans if end - start <= _LONGEST else [piece for span in spans for piece in pieces(text, span)]


def pieces(text: str, sentence: Span) -> Iterator[Span]:
    """Cut an endless sentence, behind the last of the best marks that stand in the second half of each piece."""
    start, end = sentence
    while end - start > _LONGEST:
        middle, last = start + _LONGEST // 2, start + _LONGEST
        ends = (max(text.rfind(c, middle, last) for c in marks) for marks in _BETTER_FIRST)
        stop = next((at + 1 for at in ends if at >= 0), last)
        yield Span(start, start + len(text[start:stop].rstrip()))
        start = stop
        while text[start].isspace():
            start += 1
    yield Span(start, end)


def _sentences(text: str, start: int, end: int) -> list[Span]:
    if not _HARD.search(text, start, end):
        return [Span._make(m.span()) for m in _PLAIN.finditer(text, start, end)]
    if (spans := _simple(text, start, end)) is not None:
        return spans
    stops = _paired_stops(text, start, end)
    if any(text.find(c, start, end) >= 0 for c in _BULLETS):
        stops = sorted({*stops, *(m.end() for m in _BULLET.finditer(text, start, end))})
    spans = []
    for stop in (*stops, end):
        while start < stop and text[start].isspace():
            start += 1
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if start < last:
            spans.append(Span(start, last))
        start = stop
    return spans


def _simple(text: str, start: int, end: int) -> list[Span] | None:
    """Cut a paragraph whose stops all stand outside its quotations; None if some do not."""
    spans = []
    at = start
    while at < end:
        m = _PAIRED.match(text, at, end)
        if m is None:
            return None
        spans.append(Span._make(m.span(1)))
        at = m.end()
        while at < end and text[at].isspace():
            at += 1
    return spans


def _paired_stops(text: str, start: int, end: int) -> list[int]:
    stops: list[int] = []
    tokens = list(_TOKEN.finditer(text, start, end))
    unclosed = _unclosed(tokens)
    depth: list[tuple[str, int]] = []
    straight = False
    begin = start
    for m in tokens:
        mark = m[0]
        if mark == '"':
            straight = not straight and text.find('"', m.end(), end) >= 0
            continue
        if mark in "“‘「『（《【(":
            if m.start() not in unclosed:
                depth.append((mark, m.start()))
            continue
        stopped = mark[0] in "。！？；!?…"
        opened = -1
        for c in mark:
            if c in _CLOSING and depth and depth[-1][0] == _CLOSING[c]:
                opened = depth.pop()[1]
        if not stopped or depth or straight:
            continue
        if mark[-1] in _CLOSING and not _ends(text, m.end(), end, opened, begin, mark):
            continue
        if mark[-1] == "…" and _LIST_GOES_ON.match(text, m.end(), end):
            continue
        begin = m.end()
        stops.append(begin)
    return stops


def _unclosed(tokens: list[re.Match[str]]) -> set[int]:
    """Find the opening marks that nothing closes in the paragraph: they must not hold its sentences together."""
    opened: dict[str, list[int]] = {mark: [] for mark in _CLOSING.values()}
    for m in tokens:
        for c in m[0]:
            if c in opened:
                opened[c].append(m.start())
            elif c in _CLOSING:
                alike = opened[_CLOSING[c]]
                while alike:
                    at = alike.pop()
                    # What was opened inside and is still open was never closed.
                    lost = any(others and others[-1] > at for others in opened.values())
                    if not lost or c not in "”」』":
                        break
    return {at for places in opened.values() for at in places}


def _ends(text: str, at: int, end: int, opened: int, begin: int, mark: str) -> bool:
    """Tell whether a sentence ends behind a quotation or bracket that itself ends in a full stop."""
    if at >= end:
        return True
    if _GOES_ON.match(text, at, end):
        return False
    if mark[-1] not in "”’」』" or opened < 0:
        return mark[0] != "；" or mark[-1] not in _CLOSING
    led = text[begin:opened].strip()
    if led:
        return led[-1] in "：:，,。"
    return _SPEAKER.match(text, at, end) is None
