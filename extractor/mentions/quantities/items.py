"""One number with its unit, read at a given place: the step below a quantity, without its surroundings."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from extractor.late import late
from extractor.mentions.model import Bound
from extractor.mentions.quantities.numerals import ARABIC, CHINESE, PATTERN, SCALES, USUAL, parse, usual
from extractor.mentions.quantities.units import YUAN, Lexicon, Unit

NUMERAL = late(PATTERN)
_SCALE = late(r"[ 　]?([十百千万亿萬億]+)")
_LETTER_SCALE = {"k": 3, "K": 3, "w": 4, "M": 6}
_PER = frozenset({"小时", "秒", "分钟", "天", "立方米", "平方米", "升"})  # 100公里每小时; not 5吨每人
_SPACES = " \u3000\xa0"
EXTENDS = frozenset({*_SPACES, *_LETTER_SCALE, "兆"})
_LARGE, _MOVES = frozenset("万亿"), frozenset("升增减跌降")  # 324亿年升13.7%
_UNIT_HEADS = frozenset("千百兆")
_MINOR = late(
    rf"(?P<zero>零)?(?:(?P<jiao>[{CHINESE}{ARABIC}])[角毛毫](?P<fen>[{CHINESE}{ARABIC}])?[分仙]?|(?P<cents>[{CHINESE}]|[{ARABIC}]{{1,2}})[分仙]"
    rf"|(?P<bare>[{CHINESE}])(?![{CHINESE}{SCALES}个家项成分]))整?"
)
_TENTH = late(
    rf" ?(?:(?P<half>半)|(?P<digit>[{CHINESE}{ARABIC}]))(?![{CHINESE}{SCALES}{ARABIC}.．%％年月日个家项倍])"
)
_LONGEST = 65  # what is longer is no number, and not worth remembering
_ROUND = frozenset("0０十百千万")
_HALF_MORE = late("半(月|小时|星期|季度)")
_DENOMINATOR = late("[百千万亿]{1,2}")  # 0.51吨/万元
_PAIR = late(
    r"((?:[一二三四五六七八九]?[十百千万])*)([一二两三四五六七八])([二两三四五六七八九])([十百千万亿]*)"
)
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
UNIT_GOES_ON = frozenset(f"半/／每{CHINESE}0123456789０１２３４５６７８９")
_AFTER_HALF = frozenset("年导数径岛场决成程山固自天夜月机封球日")


@dataclass
class Item:
    """A number as read: `numeral` and `end` are places in the text, a pair (七八百) has low and high instead of a number.

    What a number seldom has is the class's until it is set, so that an item is made in half the time.
    """

    start: int
    numeral: int
    end: int
    number: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    scale: str = ""
    unit: Unit | None = field(default=None, init=False)
    unit_start: int = field(default=0, init=False)
    unit_end: int = field(default=0, init=False)
    denominator: str | None = field(default=None, init=False)
    # What 余, 多 or 来 between number and unit says; whether what stands right before or right behind may bear on it.
    inside: Bound | None = field(default=None, init=False)
    led: bool = field(default=True, init=False)
    trailed: bool = field(default=True, init=False)

    def times(self, factor: int | Decimal) -> None:
        """Multiply the number or the pair."""
        if self.number is not None:
            self.number *= factor
        elif self.low is not None and self.high is not None:
            # 负两三万: what is more of a fall is the lower end
            self.low, self.high = sorted((self.low * factor, self.high * factor))

    def divide(self, divisor: Decimal) -> None:
        """Divide the number or the pair; what does not end is given to the 28 digits of the decimal context."""
        if self.number is not None:
            self.number /= divisor
        elif self.low is not None and self.high is not None:
            self.low, self.high = self.low / divisor, self.high / divisor


def read(text: str, start: int, lexicon: Lexicon, hit: re.Match[str] | None = None) -> Item | None:
    """Read the number that begins here, as the hit tells if it is a usual one, and the unit that follows it."""
    item: Item | None
    if (
        hit is None
        and (lone := _LONE.get(text[start : start + 1]))
        and text[start + 1 : start + 2] not in GOES_ON
    ):
        item = Item(start, start + 1, start + 1, lone[0], None, None, lone[1])
    elif m := hit or USUAL.match(text, start):
        number, scale = usual(m)
        end = m.end(m.lastindex or 0)
        item = Item(start, end, end, number, None, None, scale)
    elif not (item := _number(text, start, lexicon)):
        return None
    at = item.numeral
    following = text[at : at + 1]
    if following in EXTENDS or following in lexicon.inside:
        at = _extend(text, item, lexicon)
    found = lexicon.units.at(text, at)
    if found and text[at] in "个個" and found[0].not_before and _misread(text, found[0], at, found[1]):
        shorter = lexicon.units.words.get(text[at])
        found = (shorter, at + 1) if shorter else None  # 2000多个|人才项目
    if found and not (
        ((found[0].latin or found[0].not_before) and _misread(text, found[0], at, found[1]))
        or (item.scale[-1:] in _LARGE and found[0].name == "年" and text[found[1] : found[1] + 1] in _MOVES)
    ):
        _attach(text, item, at, found, lexicon)
    return item


def _number(text: str, start: int, lexicon: Lexicon) -> Item | None:
    m = NUMERAL.match(text, start)
    if m is None:
        return None
    end = m.end()
    if end - start > 1:
        end -= _is_unit(text, start, end, lexicon)
    said = _in_words(text[start:end], ends=end == len(text)) if end - start <= _LONGEST else None
    return None if said is None else Item(start, end, end, *said)


@lru_cache(maxsize=4096)  # 百, 二十 and 十四 come again and again
def _in_words(
    cluster: str, *, ends: bool
) -> tuple[Decimal | None, Decimal | None, Decimal | None, str] | None:
    """Read a numeral: its number, or low and high, and its scale words; `ends` where the text does."""
    if (
        cluster[0] in "一二两三四五六七八九十百千万"
        and len(cluster) > 1
        and (pair := _pair(cluster, ends=ends))
    ):
        return None, *pair, _trailing_scale(cluster)
    number = parse(cluster)
    return None if number is None else (number, None, None, _trailing_scale(cluster))


def _is_unit(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether the last character of a numeral is the unit's: 60万千瓦, 七万两, 六两."""
    if text[end - 1] in _UNIT_HEADS:
        found = lexicon.units.at(text, end - 1)
        return found is not None and found[1] > end
    weight = text[end - 1] in "两兩" and (text[end - 2] in SCALES or end - start == 2)
    return weight and not lexicon.units.at(text, end)


def _pair(cluster: str, *, ends: bool) -> tuple[Decimal, Decimal] | None:
    """Read 七八百, 三五百, 十七八, 二三十 as low and high."""
    m = _PAIR.fullmatch(cluster)
    if not m or (len(cluster) > 2 and not m[1] and not m[4]):
        return None
    a, b = _DIGIT[m[2]], _DIGIT[m[3]]
    if not (b == a + 1 or (a, b) == (3, 5)) or (m[1][-1:] not in ("", "十") and not m[4]):
        return None
    if len(cluster) == 2 and ends:
        return None
    low, high = parse(m[1] + m[2] + m[4]), parse(m[1] + m[3] + m[4])
    return (low, high) if low is not None and high is not None else None


def _trailing_scale(cluster: str) -> str:
    return cluster[len(cluster.rstrip("十百千万亿拾佰仟萬億")) :]


# Every other Chinese numeral is one character: it is looked up.
_LONE = {c: (value, _trailing_scale(c)) for c in CHINESE + SCALES if (value := parse(c)) is not None}
GOES_ON = frozenset(f"{CHINESE}{SCALES}点點．0123456789０１２３４５６７８９")


def _extend(text: str, item: Item, lexicon: Lexicon) -> int:
    """Take up 多 and 余, spaces, and scale words after them (8000多万); return where a unit may begin."""
    at = item.numeral
    c = text[at]
    if (bound := lexicon.inside.get(c)) and (bound != "approx" or _round(text, at, lexicon)):
        item.inside = bound
        at += 1
    if (item.inside or c in _SPACES) and (m := _SCALE.match(text, at)):
        at = _scaled(text, item, m, lexicon) or at
    elif c in _LETTER_SCALE and not item.scale and text[at - 1 : at].isdigit() and _letter(text, at):
        item.times(10 ** _LETTER_SCALE[c])
        item.scale = c
        at = item.numeral = item.end = at + 1
    elif c == "兆" and (end := _trillions(text, item, at + 1, lexicon)):
        at = item.numeral = item.end = end
    if item.inside:
        item.end = at
    for _ in range(2):
        if text[at : at + 1] in _SPACES and at < len(text):
            at += 1
    return at


def _scaled(text: str, item: Item, m: re.Match[str], lexicon: Lexicon) -> int | None:
    """Multiply by scale words after 多 or a space; in 5000多万千瓦 the 千 is the unit's."""
    word, end = m[1], m.end()
    split = lexicon.units.at(text, end - 1) if word[-1] in _UNIT_HEADS else None
    if split and split[1] > end:
        word, end = word[:-1], end - 1
    factor = parse("1" + word) if word else None
    if factor is None:
        return None
    item.times(factor)
    item.scale += word
    item.numeral = item.end = end
    if (bound := lexicon.inside.get(text[end : end + 1])) == "ge":
        item.inside = bound
        end += 1
    return end


def _round(text: str, at: int, lexicon: Lexicon) -> bool:
    """Tell whether 来 at this place leaves a round number open: 十来个, 300来家; not 5来, 两千来自."""
    return text[at - 1] in _ROUND and (
        text[at + 1 : at + 2] in "万亿" or lexicon.units.at(text, at + 1) is not None
    )


def _trillions(text: str, item: Item, at: int, lexicon: Lexicon) -> int | None:
    """Take 兆 of money for 10^12, with what follows it: 2兆元, 2兆1617億元."""
    rest = NUMERAL.match(text, at)
    end = rest.end() if rest else at
    split = lexicon.units.at(text, end)
    more = parse(rest.group()) if rest else Decimal(0)
    if split is None or split[0].kind != "money" or more is None or item.number is None:
        return None
    item.number = item.number * 10**12 + more
    item.scale = "兆"
    return end


def _letter(text: str, at: int) -> bool:
    """Tell whether a letter after digits stands alone, as in 40k, and is no unit or name (40km, 3M公司)."""
    following = text[at + 1 : at + 2]
    if following.isascii() and following.isalnum():
        return False
    return text[at] not in "KM" or not following or not following.isalnum()


def _misread(text: str, unit: Unit, at: int, end: int) -> bool:
    """Tell whether the unit word is the beginning of another word."""
    if unit.not_before and text.startswith(unit.not_before, end):
        return True
    following = text[end : end + 1]
    return unit.latin and following.isascii() and following.isalnum() and at < end


def _attach(text: str, item: Item, at: int, found: tuple[Unit, int], lexicon: Lexicon) -> None:
    unit, item.end = found
    item.unit_start, item.unit_end = at, item.end
    following = text[item.end : item.end + 1]
    if text[at : item.end] in ("块", "塊") and (money := lexicon.units.words.get("块钱")):
        # 7块, 五块六 are money; 1074亿块 chips and 三块屏幕 are pieces.
        noun = following.isalnum() and not following.isdigit() and following not in CHINESE + "以左上到至"
        pieces = noun or item.scale[-1:] in ("万", "亿")
        unit = unit if pieces else money
    item.unit = unit
    if unit.scaled or following in UNIT_GOES_ON:
        _go_on(text, item, unit, following, lexicon)


def _go_on(text: str, item: Item, unit: Unit, following: str, lexicon: Lexicon) -> None:
    """Take up what the unit is worth and what goes on behind it: 5成, 两个半月, 三块六, 一年半, 15吨/万元."""
    if unit.name == "个" and following == "半" and (m := _HALF_MORE.match(text, item.end)):
        whole = lexicon.units.words.get(f"个{m[1]}")
        if whole and item.number is not None:
            item.unit, item.end, item.unit_end = whole, m.end(), m.end()
            item.number += Decimal("0.5")  # 两个半月
            return
    if unit.scaled and not (unit.whole_from and item.number is not None and item.number >= unit.whole_from):
        item.times(unit.factor)
        if unit.kind == "ratio" and not unit.whole_from:
            _tenths(text, item, unit.factor)
        if following in ("/", "／"):
            _per(text, item, lexicon)  # 1041.5美分/蒲式耳
    elif unit.kind == "money" and following and (following in CHINESE or following.isdigit()):
        _minor(text, item, lexicon)
    elif (
        following == "半" and text[item.end + 1 : item.end + 2] not in _AFTER_HALF and item.number is not None
    ):
        if unit.kind in ("money", "measure", "time") and item.scale[-1:] not in ("万", "亿"):
            item.number += Decimal("0.5")
            item.end += 1
    elif following in ("/", "／") or (
        following == "每"
        and (unit.kind == "money" or (unit.kind == "measure" and _per_one(text, item, lexicon)))
    ):
        _per(text, item, lexicon)


def _per_one(text: str, item: Item, lexicon: Lexicon) -> bool:
    """Tell whether 每 behind a measure goes on with its unit: 3毫克每升."""
    scale = _DENOMINATOR.match(text, item.end + 1)
    below = lexicon.units.at(text, scale.end() if scale else item.end + 1)
    return below is not None and below[0].name in _PER


def _per(text: str, item: Item, lexicon: Lexicon) -> None:
    """Take up what the unit is of one of: 2520元/吨, 15吨/万元."""
    scale = _DENOMINATOR.match(text, item.end + 1)
    below = lexicon.units.at(text, scale.end() if scale else item.end + 1)
    # 15元/股 is the price of one share, as 每股15元 is: plain money.
    if below and below[0].name != "股" and not _misread(text, below[0], item.end + 1, below[1]):
        name = "元" if below[0].name == YUAN else below[0].name
        item.denominator = (scale.group() if scale else "") + name
        item.end = below[1]


def _tenths(text: str, item: Item, factor: Decimal) -> None:
    """Read what follows 成: 一成半, 八成三."""
    m = _TENTH.match(text, item.end)
    if m and item.number is not None:
        digit = m["digit"]
        more = Decimal("0.5") if digit is None else (parse(digit) or Decimal(0)) / 10
        item.number += more * factor
        item.end = m.end()


def _minor(text: str, item: Item, lexicon: Lexicon) -> None:
    """Read what follows 元 and 块: 123元1角1分, 五块六, 三块零四, 5美元20美分."""
    m = _MINOR.match(text, item.end)
    if item.number is None or item.unit is None:
        return
    if m is None:
        coins = NUMERAL.match(text, item.end)
        found = lexicon.units.at(text, coins.end()) if coins else None
        number = parse(coins.group()) if coins else None
        if found and number is not None and found[0].name == item.unit.name and found[0].factor < 1:
            item.number += number * found[0].factor
            item.end = found[1]
        return
    if m["bare"] and text[item.unit_start : item.end] not in ("块", "蚊", "塊"):
        return
    jiao, fen, cents, bare = (parse(m[k]) if m[k] else None for k in ("jiao", "fen", "cents", "bare"))
    if bare is not None:
        jiao, fen = (None, bare) if m["zero"] else (bare, None)
    item.number += (jiao or 0) / Decimal(10) + ((fen or 0) + (cents or 0)) / Decimal(100)
    item.end = m.end()
