"""What stands around a number: its sign, a currency before it, words that make it a bound."""

from extractor.late import late
from extractor.mentions.model import Bound
from extractor.mentions.quantities.items import Item
from extractor.mentions.quantities.units import YUAN, Lexicon

SIGNS = frozenset("-－−负")
_ABOUT = late(r"约占[^，。；、：0-9\n]{1,16}$")
_BASES = ("yoy", "qoq", "mom")  # YoY-3.1%
_BEFORE_BEAR = frozenset("抱自胜担肩欺背辜身减")  # 自负, 减负: no minus


_OPEN_AFTER = frozenset("和与及或至到是为的比以不这")
BOUND_WORD = frozenset("近超逾破过上约足到")


def sign(text: str, start: int, floor: int) -> tuple[int, bool]:
    """Find a minus or 负 before the number."""
    if start - 1 < floor or text[start - 1] not in SIGNS:
        return start, False
    before = text[start - 2 : start - 1] if start >= 2 else ""
    if text[start - 1] == "负":
        return (start, False) if before in _BEFORE_BEAR and before else (start - 1, True)
    if text[max(0, start - 4) : start - 1].lower() in _BASES:
        return start - 1, True
    if before and (before in "-－−%％" or (before.isascii() and before.isalnum()) or before.isdigit()):
        return start, False
    return start - 1, True


def currency(
    text: str, start: int, floor: int, item: Item, lexicon: Lexicon
) -> tuple[int, tuple[str, int] | None]:
    """Find a currency word before the number; a symbol (US$) stands inside the span when no unit follows."""
    if item.unit and item.unit.kind != "money":
        return start, None
    at = start
    while at > floor and at > start - 2 and text[at - 1] in " \u3000":
        at -= 1
    hit = lexicon.currencies.before(text, at, floor)
    if hit is None or (item.unit and item.unit.name != YUAN):
        return start, None
    return (start if item.unit else hit[1]), hit


def bound_before(text: str, start: int, floor: int, lexicon: Lexicon) -> Bound:
    """Find 约, 超, 不足 before the number."""
    at = start
    while at > floor and text[at - 1] in " 了":
        at -= 1
    hit = lexicon.before.before(text, at, floor)
    if hit:
        return hit[0] or "exact"
    far = (
        at > floor
        and text[at - 1] in "的为达到"
        and text.find("约占", max(floor, at - 18), at) >= 0
        and _ABOUT.search(text, max(floor, at - 18), at)
    )
    return "approx" if far else "exact"


def bound_after(text: str, end: int, lexicon: Lexicon) -> Bound | None:
    """Find 以上, 左右, 以内 after the quantity."""
    hit = lexicon.after.at(text, end)
    return hit[0] if hit else None


def is_open(text: str, at: int) -> bool:
    """Tell whether a word ends here: the text ends, or something stands here that is no character of a word."""
    if at >= len(text):
        return True
    return not text[at].isalnum()


def may_follow(text: str, end: int) -> bool:
    """Tell whether a number without unit can end here: at a break, or before a word that goes on from it."""
    c = text[end : end + 1]
    return not c or c in _OPEN_AFTER or not c.isalnum()


def bounded(text: str, item: Item, lexicon: Lexicon) -> bool:
    """Tell whether a word makes the number a bound, so that a lone 百 or 千 is one: 超百亿, 千余家."""
    if item.inside or (item.start > 0 and text[item.start - 1] in BOUND_WORD):
        return True
    after = lexicon.after.at(text, item.end) if item.unit else None
    return after is not None and after[0] is not None and is_open(text, after[1])  # not 亿元以上企业
