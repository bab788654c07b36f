"""Half-width punctuation of Chinese text, full stops written as points, straight quotes."""

from extractor.late import late
from extractor.text.model import Edit
from extractor.text.repair.blanks import is_wide
from extractor.text.repair.edits import merge
from extractor.text.structure.roles import HAN

_MARK = late("[,;:?!]")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_OPENS = late(f"[ \u3000\u00a0]?[{HAN}“‘《（【「『]")
_GOES_ON = late(f"[ \u3000\u00a0\n]?[{HAN}“‘《（【「『0-9A-Za-z]")
_PAREN = late(r"[(（]([^()（）\n]{0,120})[)）]")
_WIDE = late(f"[{HAN}，。：；！？、（）《》“”‘’…—·]")
_POINT = late(r"\.(?![a-z.]|(?:COM|CN|NET|ORG)\b)")
_STOPS_HERE = late(
    f'[ \t\u3000]{{0,2}}[{HAN}“‘《（(]|[0-9A-Z”’」』）]|"(?=[{HAN}\\n])|[ \t\u3000]*(?:\n|\\Z)'
)
# No sentence ends at a point that may be one of a number, or of its name: 增长.5%, 第.3, 三.5.
_OF_NUMBER = late(
    r"(?<=[第表图附注式号点零〇一二三四五六七八九十百千万亿])\.\d(?!\d{3}年|\d?月)|(?<![%）)”])\.\d{1,2}(?:[%‰万亿倍]|个?百分点)"
)
_HEAD_NUMBER = late(r"(?<=[\s。；！？])[（(]?[一二三四五六七八九十]{1,3}\Z")
_HEAD_NUMBER_REACH = 6  # characters
_DOTS = late(r"\.{3,6}|。{3,6}")
_COMMA = late(r"，(?=\d{3}(?:[.，万亿股]))")
_THOUSANDS = late(r"(?<![\d，.])\d{1,3}((?:，\d{3})+)(?=\.\d|[万亿]|股)")
# 货物周转量1 228.3亿吨公里: blanks for commas, in a text that writes several numbers so.
_SPACED = late(
    rf"[1-9](?<=[{HAN}].)(?<![第表图例注式目号组期].)\d{{0,2}}((?:[ \u00a0\u2009\u202f]\d{{3}})+)(?=\.\d|[{HAN}])"
)
_SPACED_NUMBERS = 2  # in a text, at least
_NO_QUOTATION = frozenset("，。、；：！？,.;:!?）)")  # what no quotation begins with
_QUOTE = late('["“”\n]')


def widen_punctuation(text: str) -> list[Edit]:
    """Make the commas, colons and other marks of Chinese text full width."""
    found = []
    for m in _MARK.finditer(text):
        at, mark = m.start(), m[0]
        before = text[at - 1 : at]
        if is_wide(before) if before else False:
            chinese = mark != ":" or not text.startswith("//", at + 1)
        elif before.isalnum() or before in ("%", ")", '"', "'", "]"):
            chinese = _OPENS.match(text, at + 1) is not None
            chinese = chinese or (
                before in ("%", ")") and mark in ",;" and _GOES_ON.match(text, at + 1) is not None
            )
        else:
            chinese = False
        if chinese:
            found.append(Edit(at, at + 1, _FULL[mark], "punctuation"))
    return found


def widen_parentheses(text: str) -> list[Edit]:
    """Make the parentheses of Chinese text full width, in pairs."""
    found: list[Edit] = []
    for m in _PAREN.finditer(text):
        start, end = m.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if before == "]" or (text[start] == "（" and text[end - 1] == "）"):  # the target of a Markdown link
            continue
        if (before and is_wide(before)) or (after and is_wide(after)) or _WIDE.search(m[1]):
            if text[start] == "(":
                found.append(Edit(start, start + 1, "（", "punctuation"))
            if text[end - 1] == ")":
                found.append(Edit(end - 1, end, "）", "punctuation"))
    return found


def widen_stops(text: str) -> list[Edit]:
    """Make a full stop of a point that ends a Chinese sentence, and dots an ellipsis."""
    dotted = "..." in text or "。。。" in text
    dots = [Edit(m.start(), m.end(), "…", "ellipsis") for m in _DOTS.finditer(text)] if dotted else []
    stops = []
    for m in _POINT.finditer(text):
        at = m.start()
        before = text[at - 1 : at]
        if (
            not before
            or not ("\u3400" <= before <= "\u9fff" or before in "%‰）)”")
            or not _STOPS_HERE.match(text, at + 1)
            or _OF_NUMBER.match(text, at)
        ):
            continue
        if not _HEAD_NUMBER.search(f"\n{text[max(0, at - _HEAD_NUMBER_REACH) : at]}"):
            stops.append(Edit(at, at + 1, "。", "punctuation"))
    return merge(dots, stops)


def narrow_thousands(text: str) -> list[Edit]:
    """Make the commas inside one large number half width, and take its blanks out: 13，499.24万, 1 228.3亿."""
    spaced = list(_SPACED.finditer(text))
    blanks = [
        Edit(m.start(1) + k, m.start(1) + k + 1, "", "thousands")
        for m in (spaced if len(spaced) >= _SPACED_NUMBERS else ())
        for k in range(0, len(m[1]), 4)
    ]
    if _COMMA.search(text) is None:
        return blanks
    commas = [
        Edit(m.start(1) + k, m.start(1) + k + 1, ",", "thousands")
        for m in _THOUSANDS.finditer(text)
        for k in range(0, len(m[1]), 4)
    ]
    return merge(blanks, commas)


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
        opens = mark == "“"
        odd = opens != (opened < 0) or (opens and text[m.end() : m.end() + 1] in _NO_QUOTATION)
        sound = (
            sound and not odd and (opens or _WIDE.search(text, max(0, opened - 1), m.end() + 1) is not None)
        )
        opened = m.start() if opens else -1
    return found
