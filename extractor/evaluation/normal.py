"""Normal forms in which gold and results are compared: texts, units, numbers, dates."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from extractor.evaluation.reread import unit_of
from extractor.late import late
from extractor.mentions.quantities.units import same
from extractor.patterns import current

_TOLERANCE = Decimal("1e-6")


@lru_cache(maxsize=65536)
def plain_text(text: str) -> str:
    """Fold width and case and drop white space."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def unit(text: str | None) -> str:
    """Return one name for a unit however it is written; index levels (点) are bare numbers."""
    one = same(current())
    plain = unit_of(text or "")
    return "" if plain == "点" else "/".join(one.get(u, u) for u in plain.split("/"))


def number(value: Any) -> Decimal | None:
    """Read a number; what is none is None."""
    if value is None or isinstance(value, bool):
        return None
    try:
        out = Decimal(str(value))
    except InvalidOperation:
        return None
    return out if out.is_finite() else None


def same_number(a: Any, b: Any) -> bool:
    """Tell whether two numbers are equal, up to the sixth decimal of a fraction that does not end."""
    x, y = number(a), number(b)
    if x is None or y is None:
        return x is None and y is None
    return abs(x - y) <= _TOLERANCE * max(Decimal(1), abs(x), abs(y))


def same_date(gold: str | None, told: str | None) -> bool:
    """Compare as exactly as gold is: a month, or a day where the text gives one."""
    if gold is None or told is None:
        return gold is told
    return str(told) == gold if len(gold) == 10 else str(told)[:7] == gold[:7]


_VAGUE = late(r"(截至|截止|到|至)?(目前|当前|现在|如今|近日|日前|近年来|多年来|启动建设至今|迄今)(为止)?")


def vague(text: str | None) -> bool:
    """Tell whether a period says no more than now (目前, 近年来)."""
    return bool(text) and _VAGUE.fullmatch(plain_text(text or "")) is not None


def names(text: str | None) -> set[str]:
    """Return a name as it stands, without its brackets, and what stands in them: 采购经理指数（PMI）."""
    whole = plain_text(text or "")
    bare = re.sub(r"[(（][^()（）]*[)）]", "", whole)
    return {n for n in (whole, bare, *re.findall(r"[(（]([^()（）]+)[)）]", whole)) if n}


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(c in rest for c in short)


@lru_cache(maxsize=65536)
def akin(a: str, b: str) -> bool:
    """Tell whether one name is the other with a few characters left out, never with others put in.

    进口额 is no 出口额 and 产值 no 汽车产值, but 工业增加值 may stand for 全部工业增加值.
    """
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    # All characters of the short one are shared: F1 of 0.6 means at least 3/7 of the long one's length.
    return 2 * len(short) >= 0.6 * (len(short) + len(long)) and _in_order(short, long)
