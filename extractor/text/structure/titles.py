"""Titles that stand in two lines or three: what shows that they are one."""

from extractor.late import late
from extractor.text.repair.seams import number_seam
from extractor.text.repair.words import crossing_word, tag
from extractor.text.structure.lines import Line

_STACKED = 14  # characters: longer lines that stand close together are a kicker and a title
_WHOLE = 30  # characters of a title, at most, that a second line makes whole
# A title that breaks off at its subject: a place, an office, a measure or a period, and nothing said of it.
_SUBJECT = late(
    "[^，。；：！？“”\\s\\d]{0,8}(?:[县市区镇乡省州]|园区|新城|片区|综保区|自贸区|基地|集团|银行|海关|税务局|统计局|管理局)$"
    "|[^，。；：！？“”]{2,16}(?:[量额值率]|收入|投资|利润|贷款余额|人数|季度|上半年|下半年|\\d月|全年)$"
)
# What says something of a measure, and of nothing in the line itself.
_SAYING = late(
    "(?:同比|环比)|(?:大幅|小幅|稳步|快速|持续|首次|首|再|双双|成功|连续[^，。]{1,4})?(?:增长|增速|下降|上涨|下跌|回升|回落|突破|跨入|跃居|位居|位列|居全|超过?[\\d一二三两几百千万亿]|达到?[\\d一二三两几百千万亿]|破[\\d一二三两几百千万亿]|[增降涨跌超逾][\\d一二三两几近超逾百千万]|占全)"
)
_COLON = late("[^，。；！？]{2,12}[：:]$")
_FIGURE = late("\\d")  # a line with a figure below a whole title is another one
_HEADINGS = frozenset({"short", "prose"})  # a title that ends in a colon looks like prose
_NEVER = late("^[—(（【■●◆▶]|[!！?？]$|记者|通讯员|编者按")


def one_title(a: Line, b: Line) -> str | None:
    """Return what stands between two lines of one title; None if they are two headings."""
    if not _may_stand(a, b) or (a.role == "prose" and not _COLON.match(a.text)):
        return None
    if _COLON.match(a.text) or (_SUBJECT.match(a.text) and _SAYING.match(b.text)):
        return ""
    if number_seam(a.text, b.text) >= 2 or _cuts_word(a.text, b.text):
        return ""
    if _SAYING.match(b.text) and not _SAYING.search(a.text):
        return ""
    if b.gap == 0 and not _FIGURE.search(b.text) and max(len(a.text), len(b.text)) <= _STACKED:
        ends, goes_on = (tag(word).startswith("v") for word in (a.text[-2:], b.text[:2]))
        if ends:
            return "" if b.text[0] in "“「" else " "
        if goes_on:
            return ""
    if _SUBJECT.match(a.text) and len(a.text) < len(b.text):
        return " "
    return None


def _cuts_word(a: str, b: str) -> bool:
    """Tell whether a word of the dictionary begins in one line and ends in the other, and neither side is whole without it."""
    return crossing_word(a[-3:], b[:3]) is not None and not (tag(a[-2:]) and tag(b[:2]))


def _may_stand(a: Line, b: Line) -> bool:
    """Tell whether two lines are headings beside each other that no mark sets apart."""
    if a.role not in _HEADINGS or b.role not in ("short", "number") or b.gap > 1 or a.torn or b.torn:
        return False
    if len(a.text) + len(b.text) > 2 * _WHOLE or _NEVER.search(a.text) or _NEVER.search(b.text):
        return False
    return (a.title or b.title) or (a.head and b.head)
