"""Numbers without a unit that are no values: names, codes, enumerators, years, parts of words."""

from extractor.late import late
from extractor.mentions.quantities import surroundings as around
from extractor.mentions.quantities.items import Item
from extractor.mentions.quantities.units import Lexicon

_MARKET = late(r"[-.](?:TW|TWO|HK|US|SH|SZ|JP|KS)[)）]")


def _isolated(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else ""
    after = text[end : end + 1]
    if after == "·":
        return False
    if after in ("、", "．", ".") and after and (not before or before in "\n（(“ 　。；"):
        return False
    if before in ("（", "(", "“", "‘") and before and after in ("）", ")", "”", "’"):
        return False
    if before in ("负", "-") and before:
        before = text[start - 2] if start > 1 else ""
    free_before = not before or before in "是为" or not before.isalnum()
    free_after = not after or after in "不这的" or not after.isalnum()
    return free_before and free_after


def arabic(text: str, item: Item) -> bool:
    """Judge a number without unit: is it a value, or a name, code, enumerator?"""
    if item.scale:
        return False
    word = text[item.start : item.numeral]
    before = text[item.start - 1] if item.start else "\n"
    after = text[item.end : item.end + 1]
    if not around.may_follow(text, item.end):
        return not ("," in word or ("." in word and not word.endswith(".0")))
    if "." in word or "," in word:
        return after.isascii() and after.isalpha()
    if len(word) < len(text) and _is_date(word):
        return True
    coded = before in "（(" and _MARKET.match(text, item.end)  # （4912-TW）: the code of a share
    if coded or (len(word) > 1 and word[0] == "0") or len(word) >= 9:
        return True
    if (
        len(word) <= 3
        and before in "\n（(【[ 　。；“"
        and after in ("、", ".", "．", "）", ")", "】", "]", "”")
        and after
    ):
        return True
    if (
        before in "（(“《〔[【［"
        and after in ("）", ")", "”", "》", "〕", "]", "】", "］", ".")
        and after
        and item.start
    ):
        return True
    if after in ("”", "》") or before in ("秒", "分", "时", "·"):
        return True
    near = text[max(0, item.start - 3) : item.start]
    return len(word) == 6 and ("SH" in near or "SZ" in near)


def _is_date(word: str) -> bool:
    """Tell whether digits without unit look like a year or a day: 2023, 20240626."""
    return word[:2] in ("19", "20") and (
        len(word) == 4 or (len(word) == 8 and word[4] in "01" and word[6] in "0123")
    )


def chinese(text: str, item: Item, lexicon: Lexicon) -> bool:
    """Judge a numeral in characters without unit: is it part of a word?"""
    word = text[item.start : item.numeral]
    if item.start and text[item.start - 1] == "·":
        return True  # 九·一八
    if len(word) == 1 and word in "百千万亿":
        return not (around.bounded(text, item, lexicon) and around.may_follow(text, item.end))
    if _isolated(text, item.start, item.numeral):
        return False
    if len(word) == 1:
        return True
    if not any(c in "百千万亿佰仟" for c in word):
        return True
    if word.strip("十百千万亿") == "":
        after = text[item.end : item.end + 1]
        return not (
            word[-1] == "亿"
            or around.bounded(text, item, lexicon)
            or after == "级"
            or around.may_follow(text, item.end)
            or item.inside
        )
    return False
