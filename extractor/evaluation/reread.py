"""A second reading of numbers and dates in gold: it catches slips of the pen, not matters of judgement."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from extractor.late import late
from extractor.mentions.quantities.units import standard

_SCALE = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "拾": 1, "佰": 2, "仟": 3, "萬": 4, "億": 8, "兆": 12}
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2, "○": 0}
_ARABIC = late(r"([+-]?\d[\d,，]*(?:\.\d+)?)(?:余|多|餘)?([十百千万亿萬億兆]*)")
_CHINESE = late(
    r"([零〇一二两兩三四五六七八九十百千万亿萬億]+)(?:点([零〇一二三四五六七八九]+))?([万亿萬億]*)"
)
_ABOUT = late(r"(?:一[二两兩]|[二两兩]三|三四|四五|五六|六七|七八|八九)(?=[十百千万亿萬億])")
_TENTHS = late(r"成(半|[\d一二三四五六七八九])?")
_DOWN = late(r"降|减|跌|(?<!不)少(?!于)|下滑|回落|降低|↓|收窄|萎缩|(?<!不)低于|缩|负增长|減|縮|負|滑|亏|挫")
_UP = late(r"增|升|涨|高于|提高|扩大|多|扩|漲|擴|翻")
_CELL = late(r"[+\-−－]?[\d,，.\s]+")  # a table's head scales a bare number
_HEAD_SCALES = (2, 3, 4, 5, 6, 7, 8, 12)
_RATE_POWERS = {"倍": [2, 0], "成": [1, 0], "bp": [-2, 0]}
# Too many ways to say it: 四毛, 10.73分, 3块2.
_SMALL_MONEY = late(r"[毛角毫仙]|分[钱錢]|[\d一二三四五六七八九十]分$|[块塊斤][两\d一二三四五六七八九]")
_LEVELS = late(r"持平|一样|一樣|翻[一两番]|翻番|倍增|翻了|位数|位數|腰斩")

_SAID = {"percent": "%", "百分比": "%"}  # what readers write, and no text
_SIMPLE = str.maketrans("個間輛噸種項條張隻戶點頓億萬臺幣門圓", "个间辆吨种项条张只户点吨亿万台币门元")


def unit_of(unit: str) -> str:
    """Write a unit as the contract does: ISO codes for money, pp, Simplified characters."""
    whole = unicodedata.normalize("NFKC", unit).strip().translate(_SIMPLE)
    return _standard(whole) or "/".join(_standard(u.strip()) or u.strip() for u in whole.split("/"))


def _standard(word: str) -> str | None:
    """Look a unit up in the pattern book, in whatever case."""
    spellings = (word, word.lower(), word.upper())
    return _SAID.get(word) or next((u for u in map(standard, spellings) if u), None)


def _chinese(text: str) -> Decimal | None:
    """Read a Chinese numeral: 三千二百, 十二, 一万二千亿."""
    total = section = digit = last = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif (power := _SCALE.get(c)) is None:
            return None
        elif power < 4:
            section += (digit or 1) * 10**power
            digit = 0
        else:
            head = section + digit
            smaller = last and power < last
            total = total + head * 10**power if smaller else (total + head or 1) * 10**power
            last, section, digit = power, 0, 0
    return Decimal(total + section + digit)


def _tenths(number: Decimal, rest: str | None) -> Decimal:
    return number * 10 + (5 if rest == "半" else _DIGITS.get(rest) or int(rest) if rest else 0)


def _arabic(m: re.Match[str]) -> Decimal | None:
    try:
        return Decimal(re.sub(r"[,，]", "", m[1]))
    except InvalidOperation:
        return None


def _candidates(text: str) -> Iterator[Decimal]:
    """Yield every number that the text can be read as: 3.2千瓦时 is 3.2 or 3200."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("廿", "二十")
    # 三百来万, 6.06亿余元: the vague word does not change the number.
    text = re.sub(r"(?<=[\d十百千万亿萬億])[来來余餘多几幾](?=[万亿萬億\D])", "", text)
    text = re.sub(r"(?<=[\d一二三四五六七八九十百千])[个個](?=[万亿萬億])", "", text)
    yield from _compounds(text)
    for m in _ARABIC.finditer(text):
        base = _arabic(m)
        if base is None:
            continue
        rest = text[m.end() :]
        if tenths := _TENTHS.match(rest):
            yield _tenths(base, tenths[1])
        if "半" in rest[:2]:
            yield base + Decimal("0.5")
        for upto in range(len(m[2]) + 1):
            yield base.scaleb(sum(_SCALE[c] for c in m[2][:upto]))
    for m in _CHINESE.finditer(text):
        yield from _chinese_candidates(m, text[m.end() :])
    if re.search(r"一半|过半|半数", text):
        yield Decimal(50)


def _compounds(text: str) -> Iterator[Decimal]:
    """Yield sums of neighbouring numerals of falling scale: 3億1,860萬, 48萬7千."""
    found = list(_ARABIC.finditer(text))
    for i, first in enumerate(found):
        total, at = Decimal(0), first.start()
        for m in found[i:]:
            base = _arabic(m)
            if base is None or m.start() != at or (m is not first and text[at - 1] not in _SCALE):
                break
            total += base.scaleb(sum(_SCALE[c] for c in m[2]))
            at = m.end()
            yield total


def _chinese_candidates(m: re.Match[str], rest: str) -> Iterator[Decimal]:
    body = _chinese(m[1])
    if body is None:
        return
    if m[2]:
        body += Decimal("0." + "".join(str(_DIGITS[c]) for c in m[2]))
    yield body.scaleb(sum(_SCALE[c] for c in m[3]))
    yield body
    if short := re.search(r"([百千万亿萬億])([一二三四五六七八九])$", m[1]):
        # 四千三 is 4300: a last digit stands one place below the scale word.
        yield body + _DIGITS[short[2]] * (Decimal(10) ** (_SCALE[short[1]] - 1) - 1)
    if about := _ABOUT.match(m[1]):
        # 两三百 is 200 to 300, 四五十 is 40 to 50.
        yield from (n for digit in about[0] if (n := _chinese(digit + m[1][2:])) is not None)
    if "半" in rest[:2]:
        yield body + Decimal("0.5")
    if tenths := _TENTHS.match(rest):
        yield _tenths(body, tenths[1])
    if all(c in _DIGITS for c in m[1]):
        yield from (Decimal(_DIGITS[c]) for c in m[1])  # 八九斤: about eight or nine


def _same(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= Decimal("1e-6") * max(Decimal(1), abs(a), abs(b))


def number_faults(text: str, numbers: list[Decimal | None], unit: str) -> Iterator[str]:
    """Say which of the numbers the text does not read as."""
    said = list(_candidates(text))
    fraction = "分之" in text
    cell = _CELL.fullmatch(text) is not None
    for number in numbers:
        if number is None or not said or fraction or _SMALL_MONEY.search(text):
            continue
        if any(_same(abs(n), abs(number)) for n in said):
            continue
        if unit == "%" and any(_same(n * 10, number) or _same(n * 100, number) for n in said):
            continue
        if cell and any(_same(n.scaleb(k), abs(number)) for n in map(abs, said) for k in _HEAD_SCALES):
            continue
        yield f"number {number} but {text!r} reads {', '.join(str(n) for n in dict.fromkeys(said))}"


def rate_faults(text: str, rate: Decimal | None, unit: str) -> Iterator[str]:
    """Say whether size or sign of a rate disagree with the text."""
    if rate is None or _LEVELS.search(text) or _SMALL_MONEY.search(text):
        return
    said = list(_candidates(text))
    powers = next((ps for sign, ps in _RATE_POWERS.items() if sign in text), [0])
    if _CELL.fullmatch(text):
        powers = [0, *_HEAD_SCALES]
    wanted = [n.scaleb(k) for n in said for k in powers]
    if wanted and "分之" not in text and not any(_same(abs(n), abs(rate)) for n in wanted):
        yield f"rate {rate} {unit} but {text!r} reads {', '.join(str(n) for n in dict.fromkeys(said))}"
    negative = _DOWN.search(text) or re.search(r"[-−－]\d", text)
    if rate > 0 and negative and not _UP.search(text):
        yield f"rate {rate} is positive but {text!r} falls"
    if rate < 0 and not negative and _UP.search(text):
        yield f"rate {rate} is negative but {text!r} rises"


_RANGE = late(r"(?<!\d)([-−－]?\d+(?:\.\d+)?)%?(?:到|至|[-—–~～])+([-−－]?\d+(?:\.\d+)?)%")


def rate_ends(text: str) -> tuple[Decimal, Decimal] | None:
    """Read the ends of a growth that is a range: 增长85%到110%, 下降88.9%—100%."""
    m = _RANGE.search(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    if m is None:
        return None
    ends = [Decimal(re.sub(r"[−－]", "-", x)) for x in m.groups()]
    if _DOWN.search(text) and not _UP.search(text):
        ends = [-abs(x) for x in ends]
    return min(ends), max(ends)


def unit_doubt(text: str, unit: str) -> str | None:
    """Say whether the unit shares nothing with what stands behind the number."""
    text = re.sub(r"[个個]?百分[点點]", "pp", unicodedata.normalize("NFKC", text))
    tail = re.sub(r"^.*[\d十百千万亿萬億余餘多几数]", "", text)
    money = tail.endswith(("元", "圆", "圓", "块", "塊")) and re.match(r"[A-Z]{3}", unit)
    if not tail or money or unit_of(tail) == unit or set(unit_of(tail)) & set(unit):
        return None
    if unit == "%" and re.search(r"成|半|分之|倍", text):
        return None
    return f"unit {unit!r} but the text ends in {tail!r}"


def period_faults(text: str, start: str | None, end: str | None) -> Iterator[str]:
    """Say where the ends of a period disagree with each other or with a date that its text states."""
    if start is None or end is None:
        return
    if start[:4] != "XXXX" and end[:4] != "XXXX" and start > end:
        yield f"period {text!r}: {start} is after {end}"
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", unicodedata.normalize("NFKC", text))
    if years and not {start[:4], end[:4]} & set(years):
        yield f"period {text!r}: neither {start} nor {end} is in {', '.join(years)}"
    span = re.search(r"(\d{1,2})月?[-—–~～至到](\d{1,2})月", unicodedata.normalize("NFKC", text))
    if span and (int(start[5:7]), int(end[5:7])) != (int(span[1]), int(span[2])):
        yield f"period {text!r}: months {start[5:7]} to {end[5:7]}"
