"""What one look at a number tells, so that most need no second one: 12.5%, 3.4亿元 and 57家 are plain, 一路 and 两国 are none."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_letters, digits
from typing import NamedTuple

from extractor.late import late
from extractor.mentions.quantities.fractions import TO
from extractor.mentions.quantities.items import EXTENDS, GOES_ON, UNIT_GOES_ON
from extractor.mentions.quantities.refusals import CHAINED, FIRST, UP_TO_ONE
from extractor.mentions.quantities.surroundings import SIGNS
from extractor.mentions.quantities.units import Lexicon, Unit

OPEN = frozenset("又./:·：∶+")  # behind a number without unit: a mixed number, a fraction, a ratio, a code
# The upper end of a range.
_GOES_ON = late(f"(?:{TO.pattern}|[及与和])[{FIRST}]")
_JOINS = frozenset(" -－–—~～〜−至到及与和")  # what that begins with
_LEADS = SIGNS | frozenset(ascii_letters + "_@#数几〔")
_PASSED = frozenset(" \u3000了")  # a word before these still bears on the number
_BLANKS = frozenset(" \u3000\xa0")
_SMALL = frozenset("一二三四五六七八九十两零")
_PIECES = frozenset("块塊")  # money or pieces, as what follows tells


_SIGNED = ("/+", "/-")  # +6.8/-1.2pct


class Plain(NamedTuple):
    """A unit that is what it seems, unless one of some characters stands right behind it."""

    unit: Unit
    breaks: frozenset[str]


@dataclass(frozen=True, eq=False)
class Glance:
    """What is looked for right before and right behind a number."""

    lexicon: Lexicon
    bounds: frozenset[str]  # how words of a bound before a number end: two characters, or the only one
    others: frozenset[str]  # how all other words end that bear on it
    before: frozenset[str]  # both
    leads: frozenset[str]  # the last characters of all that
    after: frozenset[str]  # words of one character behind a number, and the first two of longer ones
    trails: frozenset[str]  # what can begin anything behind a number that bears on it
    heard: frozenset[
        str
    ]  # what can be a unit behind digits or the like, or begin anything that bears on them
    chains: frozenset[str]  # of that what does so before a digit only: a decimal point, a colon
    plain: Mapping[str, Plain]
    longer: frozenset[str]  # the first two characters of those that are longer
    weighed: frozenset[str]  # what behind a numeral of one character calls for a full reading

    def led(self, text: str, start: int) -> bool:
        """Tell whether a word before the number may bear on it; of all others nothing need be looked up."""
        at = start
        while (last := text[at - 1 : at]) in self.leads:
            if last in self.before or text[at - 2 : at] in self.before:
                return True
            if last not in _PASSED:
                # 约占全市的12%
                return last in "的为达到" and text.find("约占", max(0, at - 18), at) >= 0
            at -= 1
        return False

    def bounded(self, text: str, start: int) -> bool:
        """Tell whether nothing but a bound bears on the number from before: 约, 超过."""
        last, two = text[start - 1 : start], text[start - 2 : start]
        others = self.others
        return (last in self.bounds or two in self.bounds) and last not in others and two not in others

    def trailed(self, text: str, end: int) -> bool:
        """Tell whether what stands behind the number may bear on it."""
        c = text[end : end + 1]
        return c in self.trails and (
            c in self.after or text[end : end + 2] in self.after or self.joined(text, end)
        )

    def joined(self, text: str, end: int) -> bool:
        """Tell whether the number may be the lower end of a range."""
        return text[end] in _JOINS and _GOES_ON.match(text, end) is not None

    def goes_on(self, text: str, end: int) -> bool:
        """Tell whether what stands behind digits may be their unit, or bear on them."""
        c, following = text[end : end + 1], text[end + 1 : end + 2]
        if c in _BLANKS:
            return following in self.heard
        if c not in self.heard:
            return False
        return c not in self.chains or following.isdigit() or text.startswith(_SIGNED, end)

    def unit(self, text: str, end: int) -> tuple[Unit, int] | None:
        """Return the unit behind a numeral and its end, if it is plain."""
        plain = self.plain
        if (hit := plain.get(text[end : end + 1])) and text[end + 1 : end + 2] not in hit[1]:
            return hit[0], end + 1
        two = text[end : end + 2]
        if (hit := plain.get(two)) and text[end + 2 : end + 3] not in hit[1]:
            return hit[0], end + 2
        if two in self.longer and (found := self.lexicon.units.at(text, end)):
            hit = plain.get(text[end : found[1]])
            if hit and text[found[1] : found[1] + 1] not in hit[1]:
                return found
        return None

    def in_word(self, text: str, start: int) -> bool:
        """Tell that a Chinese numeral of one character is no number: 一路, 两国, 第三次, 一个重要的."""
        head, following = text[start], text[start + 1 : start + 2]
        if head not in _SMALL or following in self.weighed or not following.isalnum():
            return False
        if self.trailed(text, start + 1):
            return False
        hit = self.lexicon.units.at(text, start + 1)
        if hit is None:
            return following not in "不这的"
        unit, end = hit
        after = text[end : end + 1]
        if after in self.weighed or self.trailed(text, end):
            return False
        article = head == "一" and unit.kind == "count" and after.isalnum()
        if unit.arabic_only or (article and text[start - 1 : start] not in UP_TO_ONE):
            return True
        ordinal = self.lexicon.ordinal_before.before(text, start)
        return ordinal is not None and ordinal[0]


@lru_cache(maxsize=8)
def glance(lexicon: Lexicon) -> Glance:
    """Prepare the look for the words of a lexicon."""
    bounds = frozenset(w[-2:] for w in lexicon.before.words)
    others = _LEADS.union(w[-2:] for w in (*lexicon.currencies.words, *lexicon.ordinal_before.words))
    plain = _plain(lexicon)
    trails, weighed = _JOINS | lexicon.after.edges, OPEN | GOES_ON | EXTENDS | UNIT_GOES_ON | _PIECES
    words = trails.union("又分", EXTENDS, lexicon.inside, lexicon.units.edges, lexicon.ordinal_after.edges)
    return Glance(
        lexicon=lexicon,
        bounds=bounds,
        others=others,
        before=bounds | others,
        leads=_PASSED.union("的为达到", (w[-1] for w in bounds | others)),
        after=frozenset(w[:2] for w in lexicon.after.words),
        trails=trails,
        heard=words | weighed | CHAINED,
        chains=(OPEN | CHAINED) - words,
        plain=plain,
        longer=frozenset(w[:2] for w in plain if len(w) > 2),
        weighed=weighed | {*lexicon.inside, "分"},
    )


def _plain(lexicon: Lexicon) -> dict[str, Plain]:
    """Choose the units about which nothing but the next character need be asked."""
    rivals = {*lexicon.units.words, *lexicon.ordinal_after.words}
    longer: dict[str, set[str]] = {}
    for word in rivals:
        for n in range(1, len(word)):
            longer.setdefault(word[:n], set()).add(word[n])
    asked = EXTENDS | _PIECES | {*lexicon.inside, "分"}
    return {
        word: Plain(
            unit,
            UNIT_GOES_ON.union(
                longer.get(word, ()),
                (w[0] for w in unit.not_before),
                ascii_letters + digits if unit.latin else (),
            ),
        )
        for word, unit in lexicon.units.words.items()
        if word[0] not in asked
        and not (unit.scaled or unit.name in ("点", "年", "日"))
        and not any(word.startswith(o) for o in lexicon.ordinal_after.words)
    }
