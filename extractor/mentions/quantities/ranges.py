"""Two numbers joined by 至 or a dash: a range, or months, codes and changes that only look like one."""

from decimal import Decimal

from extractor.late import late
from extractor.mentions.quantities import refusals
from extractor.mentions.quantities import surroundings as around
from extractor.mentions.quantities.items import Item
from extractor.mentions.quantities.numerals import CHINESE, parse
from extractor.mentions.quantities.units import Lexicon
from extractor.patterns import Expression

_RISE_OR_FALL = (
    "增加",
    "减少",
    "提高",
    "降低",
    "上升",
    "下降",
    "下跌",
    "上涨",
    "增",
    "减",
    "升",
    "降",
    "跌",
    "涨",
)


def between(text: str, start: int) -> bool:
    """Tell whether 介乎 or 介于 stands shortly before."""
    return any(w in text[max(0, start - 6) : start] for w in ("介乎", "介于"))


def carried(text: str, a: Item, b: Item) -> Decimal | None:
    """Give the lower end the scale of the upper one: 3-5亿, 七千到九千亿, 两到三千."""
    digits = text[b.numeral - len(b.scale) - 1 : b.numeral - len(b.scale)]
    single = text[a.start : a.numeral]
    scale = b.scale
    if not (len(single) == 1 and len(scale) and digits in CHINESE):
        scale = b.scale.lstrip("十百千") or b.scale
    if scale in ("十", "百", "千") and len(single) != 1:
        return None
    factor = parse("1" + scale) if scale.isalpha() and not scale.isascii() else None
    return a.number * factor if factor is not None and a.number is not None else None


def dated(text: str, a: Item, b: Item, lexicon: Lexicon) -> bool:
    """Tell whether two joined numbers are months, years or ordinals: 1至8月, 第3至5名."""
    if a.unit is not None and a.unit.kind != "time":
        return False
    if b.unit is not None and b.unit.kind == "time" and refusals.is_no_duration(text, b, lexicon):
        return True
    after = None if b.scale[-1:] in ("万", "亿") else lexicon.ordinal_after.at(text, b.numeral)
    return bool(after and after[0]) or refusals.in_context(text, a, lexicon)


def is_no_range(text: str, a: Item, b: Item) -> bool:
    """Tell whether two joined numbers are no range: telephone numbers, codes, 由3%到5%, 增加3亿元至15亿元."""
    if b.unit is None and not b.scale:
        return _are_codes(text, a, b)
    if not any(c in text[a.end : b.start] for c in "至到"):
        return False
    if (a.unit or a.scale) and _moves(text, a, b):
        return True
    if a.unit is None:
        return False
    left = text[max(0, a.start - 4) : a.start].rstrip("约近逾超了")  # 减少约1.5万人至24.5万人
    if a.unit.kind != "ratio" or a.unit.name == "点":
        return left.endswith(_RISE_OR_FALL) and not _is_expected(text, a, b)
    return a.unit.name == "%" and any(c in left for c in "由从自") and not _UNEVEN.match(text, b.end)


_EXPECTED = late(
    "(?:将|预计|预期|可能)(?:同比|比上年同期|较上年同期)?(?:增加|减少|上升|下降|增长)(?:人民币)?[约近]?$"
)
_NEAR = 4  # times as much as the lower end


def _is_expected(text: str, a: Item, b: Item) -> bool:
    """Tell whether so much is expected, within bounds: 与上年同期相比，将增加2400万元到3800万元."""
    if a.number is None or b.number is None or not a.number < b.number < _NEAR * a.number:
        return False
    return _EXPECTED.search(text, max(0, a.start - 2 * _LED_REACH), a.start) is not None


# 营收从2亿元到9亿元: first the one, then the other; 售价从2元到9元 and 利润从2亿元到9亿元不等 are ranges.
_LED = Expression("(?:{from-to})(?:也|已|就|则|便|都)?[从由]$")
_LED_REACH = 12
_SPREAD = late("不等|不一|之间|区间|以[上内下]|的|间")
_UNEVEN = late("不等|不一")  # 利率从1.2%到1.8%不等


def _moves(text: str, a: Item, b: Item) -> bool:
    """Tell whether a measure goes from the first number to the second."""
    left = max(0, a.start - _LED_REACH)
    named = text[a.start - 1 : a.start] in ("从", "由") and _LED.search(text, left, a.start)
    return bool(named) and not _SPREAD.match(text, b.end)


def _are_codes(text: str, a: Item, b: Item) -> bool:
    """Judge two numbers without unit or scale."""
    words = [text[i.start : i.numeral] for i in (a, b)]
    whole = not any("." in w for w in words)
    if any(len(w) > 1 and w[0] == "0" and w[1].isdigit() for w in words):
        return True
    if whole and (
        min(map(len, words)) > 2 or max(map(len, words)) > 4 or min(a.number or 0, b.number or 0) > 1900
    ):
        return True
    if text[b.end : b.end + 1] in ("-", "/", ".", ":") or refusals.is_glued(text, a.start):
        return True
    return not around.may_follow(text, b.end)
