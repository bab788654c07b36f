"""Numerals, Arabic, Chinese and mixed, read exactly: 6.06亿, 一百二十万三, 壹拾壹, 25万6千, 三点五."""

import re
from decimal import Decimal
from functools import lru_cache

from extractor.late import late

# More digits than any statistic has: a code, or junk that must not cost time.
MAX_DIGITS = 24

_FOLD = str.maketrans(
    "０１２３４５６７８９，．﹒壹贰貳叁參肆伍陆陸柒捌玖〇○两兩俩倆拾佰仟萬億點負－−",
    "0123456789,..一二二三三四五六六七八九零零二二二二十百千万亿点负--",
)
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")}
_POWER = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}

ARABIC = "0-9０-９"
CHINESE = "零〇○一二三四五六七八九两兩俩倆壹贰貳叁參肆伍陆陸柒捌玖"
SCALES = "十百千万亿拾佰仟萬億廿卅"

# A full-width comma before exactly three digits separates thousands: a list of numbers has 、 between them.
_wide = r"[1-9][0-9]{0,2}+(?:，[0-9]{3}(?![0-9]))++(?![%％年月日])"
_digits = rf"(?:[0-9]{{1,3}}+(?:,[0-9]{{3}}(?![0-9]))++|{_wide}|[０-９]{{1,3}}+(?:[，,][０-９]{{3}}(?![0-9０-９]))++|[{ARABIC}]++)"
_arabic = rf"(?:{_digits}(?:[.．﹒][{ARABIC}]++)?+|[.．][{ARABIC}]++)"
_chinese = rf"[{CHINESE}{SCALES}]++"
# 两 is no digit after the point: 一点两小时 is an hour and a length. Papers of Taiwan print 六四〇．五億.
_fraction = rf"(?:(?:[点點](?:(?![两兩俩倆])[{CHINESE}{ARABIC}])++|．(?:(?![两兩俩倆])[{CHINESE}])++)(?![十百千拾佰仟]))?+"
_tail = rf"(?:[{SCALES}]++(?:零?+[{ARABIC}]{{1,4}}+(?![.．,，%％{ARABIC}]|周?岁)|[0-9]{{1,3}}+(?:,[0-9]{{3}})++(?=[万萬])|[1-9],[0-9]{{3}}(?![0-9,，.])|[{CHINESE}]++)?+)*+"
# One numeral as far as it goes; possessive throughout, so that no input can make it back up.
PATTERN = rf"(?:{_arabic}|{_chinese}{_fraction}){_tail}"

_SIMPLE = late(r"([0-9]+)(?:\.([0-9]+))?([十百千万亿]*)")
# What most numbers are: digits, 1,234 or 1234, with or without 万 or 亿, and nothing behind that a numeral could go on with.
USUAL_PATTERN = (
    r"(?P<digits>[0-9]{1,12}+(?:,(?<![0-9]{4},)[0-9]{3}){0,4}+(?:\.[0-9]{1,6})?)(?P<scale>万亿?|萬億?|[亿億])?"
    rf"(?![{ARABIC}{CHINESE}{SCALES}]|[.．﹒,，][{ARABIC}])"
)
USUAL = late(USUAL_PATTERN)
# 八零四亿: digit by digit, as years are written; two (七八亿) stand for about so many.
_SPELLED = late(r"([零一二三四五六七八九]{3,})(万亿?|亿)")
_USUAL_POWERS = {"万": 4, "亿": 8, "万亿": 12, "萬": 4, "億": 8, "萬億": 12}
_TOKEN = late(r"[0-9]+|.")


def usual(m: re.Match[str]) -> tuple[Decimal, str]:
    """Return the value and the scale word of what `USUAL_PATTERN` matched."""
    digits, scale = m["digits"], m["scale"]
    if "," in digits:
        digits = digits.replace(",", "")
    if not scale:
        return Decimal(digits), ""
    whole, _, part = digits.partition(".")
    return _shift(whole, part, _USUAL_POWERS[scale]), scale


def parse(text: str) -> Decimal | None:
    """Read a whole text as one number; None if it is none, or not one exact number (七八百)."""
    if m := USUAL.fullmatch(text):
        return usual(m)[0]
    return _in_words(text) if len(text) <= 64 else None


@lru_cache(maxsize=1024)  # 一, 两 and 三十 come again and again
def _in_words(text: str) -> Decimal | None:
    text = text.translate(_FOLD).replace("廿", "二十").replace("卅", "三十").strip()
    negative = text[:1] in ("负", "-")
    number = _read(text[1:] if negative else text)
    return -number if negative and number is not None else number


def _read(text: str) -> Decimal | None:
    text = text.replace(",", "")
    if not text or sum(c.isdigit() or c in _DIGIT for c in text) > MAX_DIGITS:
        return None
    if text[0] == ".":
        text = "0" + text
    if m := _SIMPLE.fullmatch(text):
        whole, part, scales = m.groups()
        exponent = _exponent(scales)
        return None if exponent is None else _shift(whole, part or "", exponent)
    if "点" in text or "." in text:
        return _with_fraction(text)
    if m := _SPELLED.fullmatch(text):
        return _shift("".join(str(_DIGIT[c]) for c in m[1]), "", _USUAL_POWERS[m[2]])
    return _sections(text)


def _exponent(scales: str) -> int | None:
    """Return the power of ten of chained scale words (千万, 万亿); None for 万十 and the like."""
    power = last = 0
    for c in scales:
        p = _POWER[c]
        if p < last:
            return None
        power, last = power + p, p
    return power


def _shift(whole: str, part: str, exponent: int) -> Decimal:
    """Move the decimal point by text, so that no rounding and no exponent notation can come in."""
    if len(part) <= exponent:
        return Decimal(whole + part.ljust(exponent, "0"))
    return Decimal(f"{whole}{part[:exponent]}.{part[exponent:]}")


def _with_fraction(text: str) -> Decimal | None:
    """Read 一点二万亿, 一百点123, 25.5万: one point, digits after it, scale words last."""
    m = re.fullmatch(r"([^点.]+)[点.]([零一二三四五六七八九0-9]+)([十百千万亿]*)", text)
    if not m:
        return None
    whole = _read(m[1])
    exponent = _exponent(m[3])
    if whole is None or exponent is None:
        return None
    part = "".join(str(_DIGIT.get(c, c)) for c in m[2])
    return _shift(str(int(whole)), part, exponent)


def _sections(text: str) -> Decimal | None:
    """Read digits and scale words by folding sums under every scale: 三百五十万亿, 一亿五千万零六."""
    if all(c in _DIGIT for c in text):
        return Decimal("".join(str(_DIGIT[c]) for c in text))
    done: list[tuple[int, int]] = []  # value and power of what is read, powers falling
    pending: int | None = None
    zero = arabic = False
    for token in _TOKEN.findall(text):
        power = _POWER.get(token)
        if power is None:
            digit = _DIGIT.get(token)
            if pending is not None or (digit is None and not token.isdigit()):
                return None
            if digit == 0:
                zero = True
                continue
            zero = zero or token[0] == "0"
            pending, arabic = (int(token), True) if digit is None else (digit, False)
            continue
        if not _fold(done, pending, power, zero):
            return None
        pending, zero = None, False
    return _total(done, pending, zero, arabic)


def _fold(done: list[tuple[int, int]], pending: int | None, power: int, zero: bool) -> bool:
    """Take up one scale word: it multiplies whatever stands below it."""
    chained = pending is None and bool(done) and not zero
    total = pending or 0
    while done and (done[-1][1] < power or (chained and done[-1][1] == power)):
        total += done.pop()[0]
    if chained and total and power < 4:
        return False  # 五十千
    if not total:
        # 一百十六 and 一万零十二 leave out the 一; 一亿万 is no number.
        if power >= 4 if zero else bool(done) and (power, done[-1][1]) != (1, 2):
            return False
        total = 1
    if done and total * 10**power >= 10 ** done[-1][1]:
        return False
    done.append((total * 10**power, power))
    return True


def _total(done: list[tuple[int, int]], pending: int | None, zero: bool, arabic: bool) -> Decimal | None:
    if pending is None:
        return Decimal(sum(v for v, _ in done)) if done else Decimal(0) if zero else None
    if not done:
        return Decimal(pending)
    last = done[-1][1]
    if not zero and last >= 2 and pending < 10:
        pending *= 10 ** (last - 1)  # 一百二 is 120, 三万五 is 35000
    elif pending >= 10**last and not (arabic and pending < 10**last):
        return None
    return Decimal(sum(v for v, _ in done) + pending)
