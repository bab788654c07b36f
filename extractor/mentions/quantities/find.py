"""Numbers with their units: 145.9亿元, 近三成, 3-5亿元, 8000多万吨."""

import re
from decimal import Decimal

from extractor.late import late
from extractor.mentions.model import Quantity, quantity_of
from extractor.mentions.quantities import bare_numbers, ranges, refusals, slashes
from extractor.mentions.quantities import surroundings as around
from extractor.mentions.quantities.fractions import TO, Fractions
from extractor.mentions.quantities.glance import OPEN, glance
from extractor.mentions.quantities.items import Item, read
from extractor.mentions.quantities.numerals import usual
from extractor.mentions.quantities.units import YUAN, Lexicon, lexicon
from extractor.patterns import PatternBook
from extractor.span import span_of

_FIRST = late(f"[{refusals.FIRST}]|○(?=[点點．])")
_SPELLED = late("[零〇一二三四五六七八九]{3}")  # 五四 is no number, but 五四二．五亿 is
_ARABIC = frozenset("0123456789０１２３４５６７８９.．")
_ALSO = frozenset("及与和")


def find_quantities(text: str, *, yuan: str = "CNY", book: PatternBook | None = None) -> list[Quantity]:
    """Find all quantities of a text, in order; `yuan` is the currency of a bare 元."""
    return Finder(text, yuan, lexicon(book)).run()


def percent(quantity: Quantity) -> Quantity:
    """Give a plain fraction (三分之一, 一半) as the percentage that a record shows, to six decimals."""

    def shown(x: Decimal | None) -> Decimal | None:
        return None if x is None else round(x * 100, 6)

    number, low, high = map(shown, (quantity.number, quantity.low, quantity.high))
    return quantity._replace(number=number, low=low, high=high, unit="%", unit_text=None)


class Finder(Fractions):
    """One pass over one text."""

    def __init__(self, text: str, yuan: str, lexicon: Lexicon) -> None:
        super().__init__(text, yuan, lexicon)
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
            elif m.lastgroup == "date":
                at = m.end("date")
            else:
                at = max(self.step(m), start + 1)
        return self.found

    def step(self, m: re.Match[str]) -> int:
        """Try the numeral that begins here; return where to go on."""
        text, start, look = self.text, m.start(), self.glance
        group = m.lastgroup
        hit, blocked = m if group and group != "blocked" else None, group == "blocked"
        led = text[start - 1 : start] in look.leads and look.led(text, start)
        if hit and (not led or look.bounded(text, start)) and (end := self.plain(hit, led=led)):
            return end
        arabic = hit is not None or text[start] in _ARABIC
        if not arabic:
            following = text[start + 1 : start + 2]
            if blocked and following not in refusals.NUMERIC and following not in ("半", "分"):
                return start + 1  # 一律, 五一
            if text[start] == "半" or text.startswith("一半", start):
                return self.half(start)
            if look.in_word(text, start):
                return start + 1
        item = read(text, start, self.lexicon, hit)
        if item is None:
            return refusals.numeral_end(text, start)
        blocked = blocked and not (item.scale and _SPELLED.match(text, start))
        item.led = led
        item.trailed = (
            look.trailed(text, item.end)
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

    def plain(self, m: re.Match[str], *, led: bool) -> int | None:
        """Write down digits with a plain unit on which at most a bound bears, as most numbers are."""
        text, start, numeral, look = self.text, m.start(), m.end(m.lastindex or 0), self.glance
        hit = look.unit(text, numeral)
        if hit is None:
            return None if led or look.goes_on(text, numeral) else self.bare(m)
        unit, end = hit
        number, _ = usual(m)
        if unit.kind == "count" and (
            refusals.is_listed(text, end, number, self.lexicon) or refusals.is_rank(text, start, unit.name)
        ):
            return None
        trailed = text[end : end + 1] in look.trails and end < len(text)
        if trailed and look.joined(text, end) and (text[end] not in _ALSO or ranges.between(text, start)):
            return None
        bound = self.led(start, start) if led else self.listed(start)
        if trailed:
            bound = self.outdone(bound, end)
        if unit.name == "pp":
            self.share_points(start)
        name = self.yuan if unit.name == YUAN else unit.name
        span, digits = span_of((start, end)), span_of((start, numeral))
        return self.write(quantity_of((span, digits, number, None, None, name, text[numeral:end], bound)))

    def bare(self, m: re.Match[str]) -> int:
        """Write down digits that no unit and nothing else follows, if they are a value."""
        start, end = m.start(), m.end(m.lastindex or 0)
        number, scale = usual(m)
        item = Item(start, end, end, number, None, None, scale)
        if bare_numbers.arabic(self.text, item):
            return end
        return self.put(item, start, start, None, self.listed(start))

    def joined(self, item: Item, *, arabic: bool, blocked: bool) -> int | None:
        """Try what takes more than one numeral: 百分之五, 三又二分之一, 3-5亿元, 1/3."""
        text = self.text
        if text.startswith("分之", item.numeral) and item.number and (end := self.fraction(item)):
            return end
        slashed = arabic and item.unit is None and text.startswith(("/", " /"), item.numeral)
        if slashed and (end := self.side_by_side(item)):
            return end
        if item.unit is None and item.number is not None and text.startswith("又", item.end):
            return self.mixed(item)
        if blocked:
            return item.numeral
        if (other := self.second(item)) and (end := self.range(item, other)):
            return end
        return self.pair(item) if arabic and item.unit is None else None

    def side_by_side(self, item: Item) -> int | None:
        """Read 12.34/16.87/21.36亿元: each has the unit of the last."""
        start, _ = around.sign(self.text, item.start, self.floor)
        found = slashes.run(self.text, start, self.lexicon, self.yuan)
        if found is None:
            return None
        for quantity in found[0]:
            self.write(quantity)
        return self.add(found[1])

    def second(self, item: Item) -> Item | None:
        """Read what may be the upper end of a range."""
        text = self.text
        if m := TO.match(text, item.end):
            at = m.end()
        elif text[item.end : item.end + 1] in _ALSO and ranges.between(text, item.start):
            at = item.end + 1
        else:
            return None
        return read(text, at, self.lexicon) if _FIRST.match(text, at) else None

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
