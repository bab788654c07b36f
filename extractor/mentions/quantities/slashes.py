"""Numbers side by side that share the last one's unit: 12.34/16.87/21.36亿元, 20/18/15倍."""

from extractor.late import late
from extractor.mentions.model import Quantity
from extractor.mentions.quantities.items import Item, read
from extractor.mentions.quantities.numerals import parse
from extractor.mentions.quantities.units import YUAN, Lexicon
from extractor.span import Span

_NUMBER = r"-?[0-9]{1,7}(?:\.[0-9]{1,4})?"
_RUN = late(rf"{_NUMBER}(?: ?[/／] ?\+?{_NUMBER}){{1,5}}(?![0-9.年月日])")
_EACH = late(_NUMBER)
_SHARED = ("ratio", "money")


def run(text: str, start: int, lexicon: Lexicon, yuan: str) -> tuple[list[Quantity], Item] | None:
    """Read the numbers before the last, with its scale and unit, and the last; 1/3 and 24/7 are no such run."""
    m = _RUN.match(text, start)
    places = [Span(*n.span()) for n in _EACH.finditer(text, *m.span())] if m else []
    if len(places) < 2 or (len(places) == 2 and "." not in text[start : places[-1].end]):
        return None
    last = read(text, places[-1].start + text.startswith("-", places[-1].start), lexicon)
    if last is None or last.unit is None or last.unit.kind not in _SHARED or last.denominator:
        return None
    unit = yuan if last.unit.name == YUAN else last.unit.name
    worth = last.unit.factor if last.unit.scaled else 1
    numbers = [(p, parse(p.cut(text) + last.scale)) for p in places[:-1]]
    return [Quantity(p, p, n * worth, None, None, unit, None, "exact") for p, n in numbers if n], last
