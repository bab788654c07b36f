"""Fractions, halves and ratios: 百分之五, 三分之一, 三又二分之一, 一半, 半公里, 1/3, 2.36：1."""

from decimal import Decimal

from extractor.late import late
from extractor.mentions.model import Bound, Quantity
from extractor.mentions.quantities import proportions
from extractor.mentions.quantities import surroundings as around
from extractor.mentions.quantities.items import Item, read
from extractor.mentions.quantities.refusals import BEFORE_HALF
from extractor.mentions.quantities.written import Written
from extractor.span import Span

TO = late(r" ?(?:——|--|[-－–—~～〜−]|至|到) ?[约近]?")
_FRACTION = late(r"分之 ?(负?)")
_HALVES = {"一半": 0, "半数": 0, "过半": 1, "半壁": 0}
_AFTER_HALF = frozenset("年导数径岛场决成程山固自天夜月机封球日路途")
_NOT_HALVED = frozenset({"点", "方", "转", "度", "箱", "架", "艘", "班列", "码", "里", "寸"})


class Fractions(Written):
    """What takes more than one numeral, or none."""

    def half(self, start: int) -> int:
        """Take 一半, 半数 and 过半 for a half."""
        text = self.text
        for word, back in _HALVES.items():
            begin, end = start - back, start - back + 2
            if begin < self.floor or not text.startswith(word, begin):
                continue
            if word == "过半" and text[end : end + 1] in _AFTER_HALF:
                continue
            bound: Bound = "ge" if word == "过半" else self.bounds(begin, end)
            span = Span(begin, end)
            return self.write(Quantity(span, span, Decimal("0.5"), None, None, None, None, bound))
        return self.half_unit(start) if text[start] == "半" else start + 2

    def half_unit(self, start: int) -> int:
        """Take 半斤, 半公里, 半成 for half a unit, and 半个 where it ends there."""
        text = self.text
        hit = self.lexicon.units.at(text, start + 1)
        if hit is None or (start and text[start - 1] in BEFORE_HALF):
            return start + 1
        unit, end = hit
        whole = unit.kind in ("measure", "ratio") and unit.name not in _NOT_HALVED
        if not whole and not (unit.name == "个" and around.is_open(text, end)):
            return start + 1
        numeral = end if unit.name == "个" else start + 1
        half = Item(start, numeral, end, unit.factor / 2)
        half.unit, half.unit_start, half.unit_end = unit, start + 1, end
        return self.add(half)

    def fraction(self, below: Item) -> int | None:
        """Read 百分之五 as a percentage and 三分之一 as a plain fraction."""
        m = _FRACTION.match(self.text, below.numeral)
        above = read(self.text, m.end(), self.lexicon) if m else None
        if m is None or above is None or not below.number:
            return None
        bare = self.text[below.start : below.numeral].rstrip("百千万亿佰仟") == ""
        above.times((-100 if m[1] else 100) if bare else -1 if m[1] else 1)
        above.divide(below.number)
        upper = None if m[1] else self.upper(below, above, bare=bare)
        start, negative = around.sign(self.text, below.start, self.floor)
        numeral = Span(m.end(1) if bare else start, above.numeral)
        if negative:
            above.times(-1)
        if upper:
            above.low, above.high, above.number, above.numeral = (
                above.number,
                upper.number,
                None,
                upper.numeral,
            )
        span = Span(start, above.numeral)
        bound = self.bounds(start, span.end)
        if above.low is not None:
            bound = "range"
        unit, unit_text = ("%", "分之") if bare else (None, None)
        return self.write(
            Quantity(span, numeral, above.number, above.low, above.high, unit, unit_text, bound)
        )

    def upper(self, below: Item, above: Item, *, bare: bool) -> Item | None:
        """Read the upper end of 百分之三至百分之五 and 百分之三到五; 由百分之三到百分之五 is a rise."""
        m = TO.match(self.text, above.numeral)
        left = self.text[max(0, below.start - 4) : below.start]
        if m is None or not bare or above.number is None or any(c in left for c in "由从自"):
            return None
        other = read(self.text, m.end(), self.lexicon)
        if other and other.number == below.number and self.text.startswith("分之", other.numeral):
            other = read(self.text, other.numeral + 2, self.lexicon)
        elif other and (other.unit or not around.may_follow(self.text, other.numeral)):
            return None
        if other is None or other.number is None or not below.number:
            return None
        other.times(100)
        other.divide(below.number)
        return other if other.number > above.number else None

    def mixed(self, whole: Item) -> int:
        """Read 三又二分之一: a whole number and a fraction."""
        below = read(self.text, whole.end + 1, self.lexicon)
        above = read(self.text, below.end + 2, self.lexicon) if below and below.number else None
        if not below or not above or not self.text.startswith("分之", below.end):
            return whole.numeral
        if whole.number is None or not below.number or above.number is None or above.number >= below.number:
            return whole.numeral
        start, negative = around.sign(self.text, whole.start, self.floor)
        number = whole.number + above.number / below.number
        number = -number if negative else number
        span = Span(start, above.numeral)
        bound = around.bound_before(self.text, start, self.floor, self.lexicon)
        return self.write(Quantity(span, span, number, None, None, None, None, bound))

    def pair(self, item: Item) -> int | None:
        """Take 1/3 for a fraction and 收入比为2.36：1 for so many times."""
        found, unit = proportions.slash(self.text, item), None
        if found is None:
            found, unit = proportions.ratio(self.text, item), "倍"
        if found is None:
            return None
        span, number = found
        bound = self.bounds(span.start, span.end)
        return self.write(Quantity(span, span, number, None, None, unit, None, bound))
