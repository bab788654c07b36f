"""The blanks that line wraps and OCR put inside Chinese prose."""

from extractor.late import late
from extractor.text.model import Edit
from extractor.text.structure.roles import HAN

BLANK = " \t\u3000\u00a0\u2000-\u200a\u202f\u205f"
_BLANKS = frozenset(" \t\u3000\u00a0\u202f\u205f") | {chr(c) for c in range(0x2000, 0x200B)}
_GAP = late(f"[{BLANK}][{BLANK}]?(?=\\S)")
_NAMES = late(f"[（(][{HAN}]{{2,4}}(?:[ \u3000\u00a0]{{1,2}}[{HAN}]{{2,4}}){{1,3}}[）)]")
_PROSE = late(f"[。；，]|[{HAN}”）)%][ \u3000\u00a0]?[,;]|[{HAN}][:：!！?？]$")
_REPORTER = late(f"(?:记者|通讯员)[ \u3000]{{1,2}}[{HAN}]{{2,4}}\\Z")
_ROLE_WORDS = ("记者", "通讯员", "编辑", "作者", "主编", "见习生", "实习生", "摄影")
_DATELINE_ENDS = ("讯", "电", "网", "社", "报", "日", "消息）", "消息)", "记：", "编：", "作：", "者：")
_DATELINE_REACH = 24  # characters of a line within which such an end is one of a dateline
_KEEPS_GAP = frozenset("。！？!?…丨●◆■►▲□▶")  # behind these a blank is no wrap, or harms nobody
_UNIT = frozenset("亿万千百元吨个家户人台辆件次倍位项名平公美%季月年日届条")
_ROW = late(r"\d[ \t\u3000]+-?\d|\|")
_PAUSES = frozenset("、，。；")  # no blank means anything in front of one: 下降 1.8% 、1.3%
_BULLETED = late("[ \t\u3000]*[·•‧∙\uf06c\uf0b7]")
# 远 泽 控 股 有 限 公 司: a heading that is spaced out.
_SPACED = late(f"[ \t\u3000]*(?:[{HAN}][ \u3000\u00a0]{{1,2}}){{5,40}}[{HAN}][ \t\u3000]*(?=\n|\\Z)")
_LEADS = frozenset("为至到达约近超逾增减升降涨跌长少加多币幣")  # 减少 22.4%, 至 36.0%, 人民币 1.287 亿元
_SHARES = ("KY", "DR")
_SHARE_ENDS = tuple(mark + s for s in _SHARES for mark in ("-", "- "))
_BEFORE = frozenset(",;:!?()%<>≤≥＜＞，。：；！？、）《》〈〉【】「」『』“”‘’…—·％（")
_AFTER = frozenset(",;:!?(+%-<>≤≥＜＞，。：；！？、）《》〈〉【】「」『』“”‘’…—·％（")


def is_wide(character: str) -> bool:
    """Tell whether a character is Chinese, or a mark of Chinese text."""
    return character > "\u2e7f" or character in "“”‘’…—·"


def close_gaps(text: str) -> list[Edit]:
    """Take out the blanks inside Chinese prose, and between Chinese and digits or Latin."""
    found: list[Edit] = []
    names: frozenset[int] | None = None
    line_start, line_end, prose, row = 0, -1, False, False
    for m in _GAP.finditer(text):
        start, end = m.span()
        before, after = text[start - 1 : start], text[end]
        if not before or before == "\n" or before in _BLANKS:
            continue
        if not _may_join(before, after) and not _in_share(text, start, end):
            continue
        if start > line_end:
            line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
            line_end = len(text) if line_end < 0 else line_end
            prose = _is_prose(text, line_start, line_end)
            row = not prose and _ROW.search(text, line_start, line_end) is not None
        if not prose and after not in _PAUSES and (row or not _joins_number(before, after)):
            continue
        names = _name_lists(text) if names is None else names
        if before in _KEEPS_GAP or start in names or _means_something(text, line_start, start):
            continue
        found.append(Edit(start, end, "", "gap"))
    return found


def _is_prose(text: str, start: int, end: int) -> bool:
    """Tell whether the blanks of a line mean nothing: it is prose, an item behind a bullet, or spaced out."""
    if _PROSE.search(text, start, end):
        return True
    row = _ROW.search(text, start, end)
    return (_BULLETED.match(text, start) is not None and not row) or _SPACED.match(text, start) is not None


def _may_join(before: str, after: str) -> bool:
    """Tell whether one of two neighbours is Chinese, and both are text."""
    if is_wide(before) or before in _BEFORE:
        return is_wide(after) or after in _AFTER or after.isascii()
    return (before.isalnum() or before == "%") and (is_wide(after) or after in ",;:!?)%")


def _in_share(text: str, start: int, end: int) -> bool:
    """Tell whether a gap parts a share's name from its mark or code: 聯德 - KY (4912-TW)."""
    if text[start - 1] == "-":
        return text.startswith(_SHARES, end) and is_wide(
            text[start - 2 : start - 1].strip() or text[start - 3]
        )
    return text[end] in "(（" and text.endswith(_SHARE_ENDS, 0, start)


def _joins_number(before: str, after: str) -> bool:
    """Tell whether a gap parts a number from its unit or from what leads it in, or 第 from its number."""
    if after.isdigit():
        return before == "第" or before in _LEADS
    return (before.isdigit() and after in _UNIT) or (before == "%" and after in "至到")


def _means_something(text: str, line_start: int, start: int) -> bool:
    """Tell whether a gap ends a dateline or parts a role from a name."""
    if text.endswith(_ROLE_WORDS, max(0, start - 4), start):
        return True
    if start - line_start <= 2 * _DATELINE_REACH and _REPORTER.search(
        text, max(line_start, start - 9), start
    ):
        return True
    return start - line_start <= _DATELINE_REACH and text.endswith(_DATELINE_ENDS, max(0, start - 4), start)


def _name_lists(text: str) -> frozenset[int]:
    """Return where the gaps of bracketed name lists begin: （王静 吴富强）."""
    if "（" not in text and "(" not in text:
        return frozenset()
    return frozenset(g.start() + m.start() for m in _NAMES.finditer(text) for g in _GAP.finditer(m[0]))
