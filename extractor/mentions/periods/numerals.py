"""The small numbers of dates: digits of either width, 十二, 二〇二四."""

from extractor.late import late

ZERO_TO_NINE = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "元": 1,
    "首": 1,
}
NUMBERS = late("[0-9０-９]+|[零〇○一二三四五六七八九十百两]+")


def number(text: str) -> int:
    """Read one number."""
    if text[0] in "0123456789０１２３４５６７８９":
        return int(text)
    if "十" not in text and "百" not in text:
        return int("".join(str(ZERO_TO_NINE[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c in "十百":
            total += (digit or 1) * (10 if c == "十" else 100)
            digit = 0
        else:
            digit = ZERO_TO_NINE[c]
    return total + digit


def numbers(text: str) -> list[int]:
    """Read all numbers of a token."""
    return [number(n) for n in NUMBERS.findall(text)]
