"""What is no quantity although it has a number: dates, codes, ordinals, hours, list counts, slogans."""

import re
from decimal import Decimal
from functools import lru_cache

from extractor.errors import PatternError
from extractor.late import late
from extractor.mentions.quantities import bare_numbers
from extractor.mentions.quantities import surroundings as around
from extractor.mentions.quantities.items import NUMERAL, Item
from extractor.mentions.quantities.numerals import ARABIC, CHINESE, SCALES, USUAL_PATTERN
from extractor.mentions.quantities.units import Lexicon

USER_TIMEOUT = 1.0  # seconds that one expression of a user may take on one text

_MONTH = "(?:1[0-2]|[1-9])"
_TO = "－–—~～至到-"
_CHAIN = late(rf"[{ARABIC}]+(?:[-./:：·－–—/+][{ARABIC}]+)*")
CHAINED = frozenset("-./:：·－–—+")
# One letter first, for which the search is quick.
_ADDRESS = late(r"[a-z](?:[a-z]{1,5}://|(?<=w)ww\.)[!-~]+")
FIRST = f"{ARABIC}.．一二三四五六七八九十百千万亿两零〇壹贰叁肆伍柒捌玖拾佰仟萬億廿卅兩俩倆半"
NUMERIC = frozenset(CHINESE + SCALES + "0123456789０１２３４５６７８９.．")
_JOINED = frozenset("又分至到-~—–余多几来來+点 　兆")
BEFORE_HALF = frozenset("上下前后大多对各两一过")
_STRONG = frozenset({"ratio", "money"})
UP_TO_ONE = frozenset("近超逾足到约")
_MOVES = frozenset("涨跌升降落高低加少")
_YEAR_TAIL = frozenset("上下一二三四初末底前后0123456789第春夏秋冬同")
_NEAR_YEARS = frozenset("近前来第去未每后同当周年这那续头新")
_YEAR_WORDS = (
    "来",
    "间",
    "内",
    "期",
    "代",
    "级",
    "度",
    "份",
    "规划",
    "计划",
    "行动",
    "前",
    "后",
    "以来",
    "多来",
    "余来",
    "发展",
    "建设",
    "攻坚",
    "提升",
)
_SMALL = Decimal(20)
_DECADE = Decimal(31)


def numeral_end(text: str, start: int) -> int:
    """Return the end of the run of numeral characters that begins here."""
    m = NUMERAL.match(text, start)
    return m.end() if m else start + 1


@lru_cache(maxsize=8)
def starts(lexicon: Lexicon) -> re.Pattern[str]:
    """Find where a number may begin, not at the 一 and 三 of 统一, 进一步, 三峡.

    The groups of `USUAL_PATTERN` hold what most numbers are, so that nothing need be matched again; `date` is none, and
    `blocked` tells of a word such as 12345.

    The search runs on one set of characters; what stands around them is asked behind it.
    """
    yen = "".join(w[1:2] for w in lexicon.units.words if w[0] == "日")
    date = (
        f"(?P<date>(?:19|20)[0-9]{{2}}年|(?=[0-9]{{1,2}}[月日{_TO}])"
        f"(?:{_MONTH}(?:[{_TO}]{_MONTH})?月(?:[1-3]?[0-9]日)?|(?:3[01]|[12]?[0-9])日(?![元{yen}])))"
    )
    numeral = f"(?=[{re.escape(''.join(lexicon.units.edges | NUMERIC | _JOINED))}半])"
    alone = r"(?<![^\W_是为负].)(?=[不这的]|[\W_]|\Z)"
    half = f"(?<=过半)|(?<=半)(?:(?=[数壁])|(?<![{''.join(BEFORE_HALF)}]半)(?=[{re.escape(''.join(lexicon.units.edges))}]))"
    bound = f"(?<=[{''.join(around.BOUND_WORD)}][{SCALES}])"
    begins = f"(?<=(?={date}|{USUAL_PATTERN}).)|(?<=[{ARABIC}])|{half}|(?<![.．半]){numeral}|(?<=[.．])(?=[{ARABIC}])|{alone}|{bound}"
    blocked = f"(?<=(?=(?P<blocked>{lexicon.blocked or '(?!)'})).)"
    return re.compile(f"(?:[{FIRST}]|○(?=[点點．]))(?:{begins})(?(date)|(?:{blocked}|))")


def is_glued(text: str, start: int) -> bool:
    """Tell whether letters stand right before the number: Q4, H7N9, UNI-66."""
    c = text[start - 1 : start] if start else ""
    if c in ("-", "－", "_") and c:
        c = text[start - 2 : start - 1] if start >= 2 else ""
    return bool(c) and c.isascii() and (c.isalpha() or c in "_@#")


def in_context(text: str, item: Item, lexicon: Lexicon) -> bool:
    """Tell whether the words around say that the number is an ordinal or a code."""
    start = item.start
    if item.scale[-1:] not in ("万", "亿"):
        after = lexicon.ordinal_after.at(text, item.numeral)
        if after and after[0] and (item.unit is None or after[1] > item.end or after[1] - item.numeral >= 2):
            return True
    if not item.led:
        return False
    hit = lexicon.ordinal_before.before(text, start)
    if hit and hit[0]:
        return True
    if text[start] in SCALES and text[start - 1 : start] in ("数", "几") and start:
        return True
    return text[start - 1 : start] == "〔" and start > 0


def refuse(text: str, item: Item, arabic: bool, lexicon: Lexicon) -> int | None:
    """Say where to go on if the item is no quantity."""
    skip = item.numeral
    strong = item.unit is not None and item.unit.kind in _STRONG
    if arabic:
        chain = item.unit is None and not item.scale and text[item.numeral : item.numeral + 1] in CHAINED
        if chain and text[item.numeral + 1 : item.numeral + 2].isdigit():
            m = _CHAIN.match(text, item.start)
            return m.end() if m else skip
        glued = (
            item.led and is_glued(text, item.start) and lexicon.currencies.before(text, item.start, 0) is None
        )
        if glued and not strong and not (item.scale and not item.scale.isascii()):
            return skip
    named = item.led or text[item.numeral : item.numeral + 1] in lexicon.ordinal_after.edges
    if named and in_context(text, item, lexicon):
        return skip
    if item.unit is not None and item.unit.arabic_only and not arabic and item.numeral - item.start == 1:
        return skip
    if item.unit is None:
        refused = bare_numbers.arabic(text, item) if arabic else bare_numbers.chinese(text, item, lexicon)
    elif item.unit.kind == "time":
        refused = is_no_duration(text, item, lexicon)
    elif item.unit.name == "点":
        refused = _clock(text, item)
    elif item.unit.kind == "count":
        refused = _no_count(text, item, arabic, lexicon)
    else:
        refused = (
            not arabic
            and item.numeral - item.start == 1
            and text[item.start] in "百千万亿"
            and not around.bounded(text, item, lexicon)
        )
    return skip if refused else None


def is_no_duration(text: str, item: Item, lexicon: Lexicon) -> bool:
    """Judge 年, 日, 周 after a number: a year or a day of the month is no duration."""
    name = item.unit.name if item.unit else ""
    number = item.number if item.number is not None else item.high
    if number is None:
        return False
    before = text[item.start - 1 : item.start] if item.start else ""
    if name == "日":
        # 平均逗留时间为1.2日: no day of a month has a tenth.
        tenth = "." in text[item.start : item.numeral] and text[item.start - 1 : item.start] not in ".．"
        return number <= _DECADE and not tenth
    if name == "年":
        word = text[item.start : item.numeral]
        after = text[item.end : item.end + 1]
        if (number >= 1000 and "," not in word) or word[0] in "0〇零":
            return True
        if (len(word) == 2 and word.isdigit() and after in _YEAR_TAIL and after) or (
            before in _NEAR_YEARS and before
        ):
            return True
        if _is_one(text, item) or text.startswith(_YEAR_WORDS, item.end):
            return True
        return word[0] in "百千万" and not around.bounded(text, item, lexicon)
    if name == "周":
        return _is_one(text, item)
    return _is_one(text, item) and name in ("天", "年", "岁")


def _is_one(text: str, item: Item) -> bool:
    """Tell whether the number is a lone 一, more article than number."""
    if text[item.end - 1] == "半":
        return False  # 一年半
    return text[item.start : item.numeral] == "一" and text[item.start - 1 : item.start] not in UP_TO_ONE


def _clock(text: str, item: Item) -> bool:
    """Judge 点: 10点 is an hour, 3点建议 a list, 3260.5点 and 上涨12点 an index level."""
    word = text[item.start : item.numeral]
    if not word[0].isdigit():
        return len(word) < 3
    if item.number is None:
        return False
    return item.number <= 24 and "." not in word and text[item.start - 1 : item.start] not in _MOVES


def _no_count(text: str, item: Item, arabic: bool, lexicon: Lexicon) -> bool:
    unit = item.unit
    if unit is None:
        return False
    word = text[item.start : item.numeral]
    if not arabic:
        if _is_one(text, item):
            return not around.is_open(text, item.end)
        if (
            text[item.start - 1 : item.start] in ("“", "‘")
            and item.number is not None
            and item.number <= _SMALL
        ):
            return True  # “八项”工程, “四个”农业: slogans
        if word[0] in "百千万亿" and len(word) == 1:
            return not around.bounded(text, item, lexicon)
        if word in ("零", "〇"):
            return not around.is_open(text, item.end)
    if item.number is None or item.denominator is not None or item.inside:
        return False
    return is_listed(text, item.end, item.number, lexicon) or is_rank(text, item.start, unit.name)


_RANKS = late(
    "第(?:[一二三四五六七八九十]{1,2}|[0-9]{1,2})位?(?:[、和及与至到](?:[一二三四五六七八九十]|[0-9]{1,2}))*[、和及与至到]$"
)
_RANK_REACH = 12


def is_rank(text: str, start: int, unit: str) -> bool:
    """Tell whether it goes on with ranks: 分列第二、三位."""
    return unit == "位" and _RANKS.search(text, max(0, start - _RANK_REACH), start) is not None


def is_listed(text: str, end: int, number: Decimal, lexicon: Lexicon) -> bool:
    """Tell whether a small count only says how long a list is: 3个方面."""
    if number > _SMALL:
        return False
    tail = lexicon.list_ends.at(text, end)
    return (tail is not None and around.is_open(text, tail[1])) or lexicon.list_heads.at(
        text, end
    ) is not None


def blocks(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Find addresses and what the expressions of a user's own book match, in order."""
    blocks: list[tuple[int, int]] = []
    if "://" in text or "www." in text:
        blocks += [m.span() for m in _ADDRESS.finditer(text)]
    for pattern in lexicon.regexes:
        try:
            blocks += [m.span() for m in pattern.finditer(text, timeout=USER_TIMEOUT)]
        except TimeoutError:
            raise PatternError(
                f"not_numbers.toml：正则表达式 {pattern.pattern!r} 超时；请用 zhibiao check 检查"
            ) from None
    return sorted(blocks)
