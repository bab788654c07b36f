"""Numbers with their units: 145.9亿元, 近三成, 3-5亿元, 8000多万吨."""

import re
from decimal import Decimal

from extractor.mentions import proportions, ranges, refusals
from extractor.mentions import surroundings as around
from extractor.mentions.glance import OPEN, glance
from extractor.mentions.items import Item, read
from extractor.mentions.model import Bound, Quantity
from extractor.mentions.numerals import usual
from extractor.mentions.units import YUAN, Lexicon, lexicon
from extractor.patterns import PatternBook
from extractor.span import Span

_FIRST = re.compile(f"[{refusals.FIRST}]")
_ARABIC = frozenset("0123456789０１２３４５６７８９.．")
_TO = re.compile(ranges.TO)
_AND = re.compile(ranges.AND)
_FRACTION = re.compile(r"分之 ?(负?)")
_HALVES = {"一半": 0, "半数": 0, "过半": 1, "半壁": 0}


def find_quantities(text: str, *, yuan: str = "CNY", book: PatternBook | None = None) -> list[Quantity]:
    """Find all quantities of a text, in order; `yuan` is the currency of a bare 元."""
    return Finder(text, yuan, lexicon(book)).run()


def percent(quantity: Quantity) -> Quantity:
    """Give a plain fraction (三分之一, 一半) as the percentage that a record shows, to six decimals."""

    def shown(x: Decimal | None) -> Decimal | None:
        return None if x is None else round(x * 100, 6)

    number, low, high = map(shown, (quantity.number, quantity.low, quantity.high))
    return quantity._replace(number=number, low=low, high=high, unit="%", unit_text=None)


class Finder:
    """One pass over one text."""

    def __init__(self, text: str, yuan: str, lexicon: Lexicon) -> None:
        self.text = text
        self.yuan = yuan
        self.lexicon = lexicon
        self.floor = 0  # end of the last quantity: nothing may reach back over it
        self.shared: Bound = "exact"  # what a word before the last number said, for those listed after it
        self.found: list[Quantity] = []
        self.glance = glance(lexicon)

    def run(self) -> list[Quantity]:
        """Find all quantities."""
        at = 0
        blocks = iter(refusals.blocks(self.text, self.lexicon))
        block = next(blocks, None)
        search = refusals.starts(self.lexicon).search
        while m := search(self.text, at):
            start = m.start()
            while block and block[1] <= start:
                block = next(blocks, None)
            if block and block[0] <= start:
                at = block[1]
            elif m.lastindex == 1:
                at = m.end(1)
            else:
                at = max(self.step(m), start + 1)
        return self.found

    def step(self, m: re.Match[str]) -> int:
        """Try the numeral that begins here; return where to go on."""
        text, start = self.text, m.start()
        hit = m if m.lastindex else None
        arabic = hit is not None or text[start] in _ARABIC
        blocked = self.lexicon.is_blocked(text, start)
        if not arabic:
            following = text[start + 1 : start + 2]
            if blocked and following not in refusals.NUMERIC and following not in ("半", "分"):
                return start + 1  # 一律, 五一
            if text[start] == "半" or text.startswith("一半", start):
                return self.half(start)
            if self.glance.in_word(text, start):
                return start + 1
        led = text[start - 1 : start] in self.glance.leads and self.glance.led(text, start)
        if hit and not (led or blocked) and (end := self.plain(hit)):
            return end
        item = read(text, start, self.lexicon, hit)
        if item is None:
            return refusals.numeral_end(text, start)
        item.led = led
        item.trailed = (
            self.glance.trailed(text, item.end)
            or (item.unit is None and text[item.end : item.end + 1] in OPEN)
            or text.startswith("分之", item.numeral)
        )
        if item.trailed:
            refused = self.joined(item, arabic=arabic, blocked=blocked)
        else:
            refused = item.numeral if blocked else None
        if refused is None:
            refused = refusals.refuse(text, item, arabic, self.lexicon)
        return self.add(item) if refused is None else refused

    def plain(self, m: re.Match[str]) -> int | None:
        """Write down digits with a plain unit and nothing around them that bears on them, as most numbers are."""
        text, start, numeral = self.text, m.start(), m.end(m.lastindex or 0)
        hit = self.glance.unit(text, numeral)
        if hit is None:
            return None
        unit, end = hit
        number, _ = usual(m)
        if unit.kind == "count" and refusals.is_listed(text, end, number, self.lexicon):
            return None
        self.shared = self.shared if self.continues(start) else "exact"
        name = self.yuan if unit.name == YUAN else unit.name
        span, digits = Span(start, end), Span(start, numeral)
        return self.write(Quantity(span, digits, number, None, None, name, text[numeral:end], self.shared))

    def joined(self, item: Item, *, arabic: bool, blocked: bool) -> int | None:
        """Try what takes more than one numeral: 百分之五, 三又二分之一, 3-5亿元, 1/3."""
        text = self.text
        if text.startswith("分之", item.numeral) and item.number and (end := self.fraction(item)):
            return end
        if item.unit is None and item.number is not None and text.startswith("又", item.end):
            return self.mixed(item)
        if blocked:
            return item.numeral
        if (other := self.second(item)) and (end := self.range(item, other)):
            return end
        return self.pair(item) if arabic and item.unit is None else None

    def half(self, start: int) -> int:
        """Take 一半, 半数 and 过半 for a half."""
        text = self.text
        for word, back in _HALVES.items():
            begin, end = start - back, start - back + 2
            if begin < self.floor or not text.startswith(word, begin):
                continue
            if word == "过半" and text[end : end + 1] in refusals.AFTER_HALF:
                continue
            bound: Bound = "ge" if word == "过半" else self.bounds(begin, end)
            span = Span(begin, end)
            return self.write(Quantity(span, span, Decimal("0.5"), None, None, None, None, bound))
        return self.half_unit(start) if text[start] == "半" else start + 2

    def half_unit(self, start: int) -> int:
        """Take 半斤, 半公里, 半成 for half a unit, and 半个 where it ends there."""
        text = self.text
        hit = self.lexicon.units.at(text, start + 1)
        if hit is None or (start and text[start - 1] in refusals.BEFORE_HALF):
            return start + 1
        unit, end = hit
        whole = unit.kind in ("measure", "ratio") and unit.name not in refusals.NOT_HALVED
        if not whole and not (unit.name == "个" and refusals.is_open(text, end)):
            return start + 1
        numeral = end if unit.name == "个" else start + 1
        return self.add(
            Item(start, numeral, end, unit.factor / 2, unit=unit, unit_start=start + 1, unit_end=end)
        )

    def bounds(self, start: int, end: int) -> Bound:
        """Look for a bound behind, then before."""
        return around.bound_after(self.text, end, self.lexicon) or around.bound_before(
            self.text, start, self.floor, self.lexicon
        )

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
        m = _TO.match(self.text, above.numeral)
        left = self.text[max(0, below.start - 4) : below.start]
        if m is None or not bare or above.number is None or any(c in left for c in "由从自"):
            return None
        other = read(self.text, m.end(), self.lexicon)
        if other and other.number == below.number and self.text.startswith("分之", other.numeral):
            other = read(self.text, other.numeral + 2, self.lexicon)
        elif other and (other.unit or not refusals.may_follow(self.text, other.numeral)):
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

    def second(self, item: Item) -> Item | None:
        """Read what may be the upper end of a range."""
        m = _TO.match(self.text, item.end)
        if m is None:
            m = _AND.match(self.text, item.end)
            if m and not ranges.between(self.text, item.start):
                return None
        if m is None or not (m.end() < len(self.text) and _FIRST.match(self.text, m.end())):
            return None
        return read(self.text, m.end(), self.lexicon)

    def range(self, a: Item, b: Item) -> int | None:
        """Join two items to one range if they make one; scale and unit may stand on one side."""
        if ranges.dated(self.text, a, b, self.lexicon):
            return b.numeral
        if (
            a.number is None
            or b.number is None
            or (a.unit and (b.unit is None or a.unit.name != b.unit.name))
        ):
            return None
        if ranges.is_no_range(self.text, a, b):
            return None
        low = a.number
        if not a.unit and b.scale and not a.scale.endswith(b.scale[-1]):
            scaled = ranges.carried(self.text, a, b)
            if scaled is not None and scaled < b.number:
                low = scaled
        if not a.unit and b.unit and b.unit.factor != 1:
            low *= b.unit.factor
        if low >= b.number:
            return None
        start, negative = around.sign(self.text, a.start, self.floor)
        start, currency = around.currency(self.text, start, self.floor, b, self.lexicon)
        if negative:
            return None
        b.low, b.high, b.number, b.start = low, b.number, None, a.start
        return self.put(b, start, a.start, currency, "range")

    def add(self, item: Item) -> int:
        """Add a single number with its bounds."""
        if not item.led:
            self.shared = self.shared if self.continues(item.start) else "exact"
            return self.put(item, item.start, item.start, None, self.settled(self.shared, item))
        start, currency = item.start, None
        if self.text[start - 1] in around.SIGNS:
            start, negative = around.sign(self.text, start, self.floor)
            if negative and item.unit and item.unit.kind == "count" and self.text[start] != "负":
                start, negative = item.start, False
            if negative:
                item.times(-1)
        numeral = start
        if item.unit is None or item.unit.kind == "money":
            start, currency = around.currency(self.text, start, self.floor, item, self.lexicon)
        bound = around.bound_before(self.text, currency[1] if currency else start, self.floor, self.lexicon)
        if bound == "exact" and self.continues(start):
            bound = self.shared
        else:
            self.shared = bound
        return self.put(item, start, numeral, currency, self.settled(bound, item))

    def settled(self, bound: Bound, item: Item) -> Bound:
        """Settle what stands before, inside and after: 以上 and 左右 have the last word, 不到 keeps its own."""
        if item.low is not None:
            return "range"
        after = around.bound_after(self.text, item.end, self.lexicon) if item.trailed else None
        if after and (bound in ("exact", "approx") or after == "approx"):
            return after
        if bound != "exact":
            return bound
        if item.inside:
            return item.inside
        bare = (
            item.unit is None
            and item.numeral - item.start == len(item.scale)
            and self.text[item.start] != "十"
        )
        return "approx" if bare else "exact"  # 千亿级 names an order of magnitude

    def continues(self, start: int) -> bool:
        """Tell whether the number goes on with the list of the one before, whose 突破 or 约 it shares."""
        return (
            start - self.floor == 1
            and self.text[self.floor] in "、和及与"
            and bool(self.found)
            and self.found[-1].bound == self.shared
        )

    def put(
        self, item: Item, start: int, numeral: int, currency: tuple[str, int] | None, bound: Bound
    ) -> int:
        """Write a number with its unit down, given where it and its numeral begin."""
        unit = unit_text = None
        if item.unit:
            unit = item.unit.name
            unit_text = self.text[item.unit_start : item.end if item.denominator else item.unit_end]
            if unit == YUAN:
                unit = currency[0] if currency else self.yuan
        elif currency:
            unit, unit_text = currency[0], self.text[currency[1] : item.start].strip()
        if item.denominator:
            unit = f"{unit}/{item.denominator}"
        if unit == "pp":
            ranges.share_points(self.text, self.found, start)
        span, digits = Span(start, item.end), Span(numeral, item.numeral)
        return self.write(Quantity(span, digits, item.number, item.low, item.high, unit, unit_text, bound))

    def write(self, quantity: Quantity) -> int:
        """Write a quantity down: nothing may reach back over it. Return where to go on."""
        self.found.append(quantity)
        self.floor = quantity.span.end
        return self.floor
