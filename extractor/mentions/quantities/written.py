"""The quantities of a text as they are found: each with its bound, currency and unit written down."""

from decimal import Decimal

from extractor.late import late
from extractor.mentions.model import Bound, Quantity, quantity_of
from extractor.mentions.quantities import surroundings as around
from extractor.mentions.quantities.items import Item
from extractor.mentions.quantities.units import YUAN, Lexicon
from extractor.span import span_of

_CENTS = late(" ?分(?![钟之配别公店校类期行部局红])")
# 上升0.2个、下降0.1个和下降0.8个百分点
_POINTS_GO_ON = late(r" ?[、和及与，,] ?(?P<verb>[^、，,。；;0-9]{0,4})")


class Written:
    """What has been found so far; nothing may reach back over it."""

    def __init__(self, text: str, yuan: str, lexicon: Lexicon) -> None:
        self.text = text
        self.yuan = yuan
        self.lexicon = lexicon
        self.floor = 0  # end of the last quantity: nothing may reach back over it
        self.shared: Bound = "exact"  # what a word before the last number said, for those listed after it
        self.found: list[Quantity] = []

    def bounds(self, start: int, end: int) -> Bound:
        """Look for a bound behind, then before."""
        return around.bound_after(self.text, end, self.lexicon) or around.bound_before(
            self.text, start, self.floor, self.lexicon
        )

    def add(self, item: Item) -> int:
        """Add a single number with its bounds."""
        if not item.led:
            bound = self.listed(item.start)
            return self.put(item, item.start, item.start, None, self.settled(bound, item))
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
        bound = self.led(start, currency[1] if currency else start)
        return self.put(item, start, numeral, currency, self.settled(bound, item))

    def led(self, start: int, words: int) -> Bound:
        """Look for a bound before the words that a number begins with; in a list the first one's holds."""
        bound = around.bound_before(self.text, words, self.floor, self.lexicon)
        if bound == "exact":
            return self.listed(start)
        self.shared = bound
        return bound

    def listed(self, start: int) -> Bound:
        """Return the bound that a number without a word before it has from the one before in a list."""
        if self.shared != "exact" and not self.continues(start):
            self.shared = "exact"
        return self.shared

    def settled(self, bound: Bound, item: Item) -> Bound:
        """Settle what stands before, inside and after: 以上 and 左右 have the last word, 不到 keeps its own."""
        if item.low is not None:
            return "range"
        if item.trailed:
            bound = self.outdone(bound, item.end)
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

    def outdone(self, bound: Bound, end: int) -> Bound:
        """Let a word behind the quantity have the last word."""
        after = around.bound_after(self.text, end, self.lexicon)
        return after if after and (bound in ("exact", "approx") or after == "approx") else bound

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
        elif currency and (cents := _CENTS.match(self.text, item.end)):
            item.divide(Decimal(100))  # 人民币10.73分
            unit, unit_text, item.end = currency[0], cents[0].strip(), cents.end()
            start = item.start
        elif currency:
            unit, unit_text = currency[0], self.text[currency[1] : item.start].strip()
        if item.denominator:
            unit = f"{unit}/{item.denominator}"
        if unit == "pp":
            self.share_points(start)
        span, digits = span_of((start, item.end)), span_of((numeral, item.numeral))
        return self.write(
            quantity_of((span, digits, item.number, item.low, item.high, unit, unit_text, bound))
        )

    def write(self, quantity: Quantity) -> int:
        """Write a quantity down: nothing may reach back over it. Return where to go on."""
        self.found.append(quantity)
        self.floor = quantity.span.end
        return self.floor

    def share_points(self, start: int) -> None:
        """Give 0.5个 and 1.2个 in 0.5个、1.2个和2.3个百分点 their unit."""
        for i in range(len(self.found) - 1, -1, -1):
            q = self.found[i]
            m = _POINTS_GO_ON.match(self.text, q.span.end, start)
            exact = q.number is not None and q.number == q.number.to_integral_value()
            if q.unit != "个" or m is None or m.end() < start or (m["verb"] and exact):
                break
            self.found[i] = q._replace(unit="pp")
            start = q.span.start
