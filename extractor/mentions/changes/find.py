"""Growth and fall: 增长5.6%, 增速为6.4%, 5%的增长, 翻番, 分别增长a、b和c."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from extractor.late import late
from extractor.mentions.changes import contributions, distances
from extractor.mentions.changes.basis import share_bases
from extractor.mentions.changes.directions import Direction, Lexis, arrives, lexis
from extractor.mentions.changes.signed import RATIOS, filled, tells_change
from extractor.mentions.changes.whole_changes import whole_changes
from extractor.mentions.model import Basis, Change, Quantity, change_of
from extractor.patterns import PatternBook
from extractor.span import Span, span_of

_BESIDE = 3  # characters between a level and how it moved
_STEPS = 6  # fillers between a direction word and its number
_POINTS = frozenset({"%", "pp", "bp"})
_MOVED = RATIOS | {"点"}  # what may change by a word further off, or by its sign alone
_SEPARATOR = late(r"(?:以上|左右|多)? ?(?:、|和|及|与|以及|，|,|或|[/／])(?:以及)? ?(?:约|近|超|超过)?\+?")
_SEPARATES = frozenset("以左多 、和及与，,或/／")  # what that begins with
_RATES = ("增长", "增速", "增幅", "涨幅", "降幅", "下降")
_AVERAGE = late(r"(?:年均|年平均|平均)(?:复合|递增)?$")
_APART = late("分别|依次")
_AGAINST_ALL = ("反而", "反倒", "反而还", "反倒还")  # 总收入反而多了一成
_SPOKEN = ("多了", "少了", "高了", "低了", "快了", "慢了")
_ENDS = late("(?:左右|上下|以上|之多)?(?:[^\\w、]|$)")
_PER = ("年", "月", "季", "周", "日")
_COMMA = late("，|,(?![0-9])")
_SPANS = frozenset({"年", "个月", "个季度"})
_FROM_WHAT = late("[较比與与][^，。；、的]{1,12}的(?:约|近)?$")
_SET_BESIDE = ("相比", "比较", "对比", "相较")
_RATE_OF = late("的[^，。；、0-9]{1,8}[率重比例度]")  # 较去年同期36%的渗透率提升4个百分点
_AGAINST = late("[比较](?:对上|之前|前)?$")
_PACE = late("([增涨升跌降]幅|增速|增长率)[^，。；、0-9]{0,12}$")
_PLACED = late("[位排稳高]?居(?!民|住)|位列|排名|领[跑先涨跌衔]|拔得|夺[得冠]|跃[居升]")  # 以7%涨幅居首
_NOT_AFTER_NOUN = ("点", "极", "带", "至", "到", "了", "空间", "潜力")


def find_changes(
    text: str, quantities: Sequence[Quantity], *, book: PatternBook | None = None
) -> list[Change]:
    """Find all changes of a text, in order, given its quantities."""
    return _Search(text, quantities, lexis(book)).run()


class _Head(NamedTuple):
    """A direction word found for a number."""

    start: int
    sign: int
    basis: Basis
    base: Span | None
    noun: bool


class _Search:
    """One pass over the quantities of one text."""

    def __init__(self, text: str, quantities: Sequence[Quantity], lexis: Lexis) -> None:
        self.text = text
        self.quantities = filled(text, quantities)
        self.lexis = lexis
        self.found: list[Change] = []

    def run(self) -> list[Change]:
        quantities, i = self.quantities, 0
        while i < len(quantities):
            q = quantities[i]
            if q.unit not in _MOVED and not self.preceded(q.span.start):
                i += 1  # no rate, and no word of change before it
                continue
            head = self.head(i)
            change = self.after(i) or self.arrival(i) if head is None or head.sign == 0 else None
            if change:
                self.found += [*self.shared(i, change), change]
                i += 1
            elif head:
                i = self.series(i, head)
            else:
                i += 1
        self.found += whole_changes(self.text, self.found, quantities, self.lexis)
        self.found.sort(key=lambda c: c.span)
        share_bases(self.found, self.text)
        return self.found

    def preceded(self, start: int) -> bool:
        """Tell whether anything stands before a number over which a word of change may bear on it."""
        last = self.text[start - 1 : start]
        if last not in self.lexis.steps.edges:
            return last in (" ", "+")
        return last in self.lexis.ends or self.text[start - 2 : start] in self.lexis.ends

    def floor(self, i: int) -> int:
        """Return the place that the words of a number may not reach back over: the number before it."""
        return self.quantities[i - 1].span.end if i else 0

    def head(self, i: int) -> _Head | None:
        """Walk back from the number over fillers to a direction word."""
        text, before, q = self.text, self.lexis.steps.before, self.quantities[i]
        floor, at, arrived = self.quantities[i - 1].span.end if i else 0, q.span.start, False
        if at > floor and text[at - 1] == "+":
            at -= 1
        start = at
        for _ in range(_STEPS):
            while at > floor and text[at - 1] == " ":
                at -= 1
            hit = before(text, at, floor)
            if hit is None:
                break
            change, basis, back, arrives = hit[0]
            if change:
                direction, length = change
                return self.directed(i, direction, at - length, arrived) if direction else None
            if basis and basis[0] != "other" and not arrived and q.unit in _POINTS:  # 同比+5.2%
                return _Head(start, 0, basis[0], Span(at - basis[1], at), noun=True)
            if not back:
                break
            arrived = arrived or arrives
            at -= back
            if text.startswith("大约", at) and self.lexis.before.before(text, at + 1, floor):
                at += 1  # 扩大约35.98%
        return (self.gap(i) or self.signed(i, start)) if q.unit in _MOVED else None

    def directed(self, i: int, direction: Direction, start: int, arrived: bool) -> _Head | None:
        """Check a direction word against its number and find its basis."""
        text, unit = self.text, self.quantities[i].unit
        again = self.again(i, start)
        if not self.suits(unit, direction, start, arrived, again=again):
            return None
        close = again and start == self.floor(i)
        if (close or unit == "%") and arrives(text, start, self.quantities[i].span.start, close):
            return None
        if unit not in RATIOS and _COMMA.search(text, start, self.quantities[i].span.start):
            return None  # 企业数量稳步增加，达到120家
        # 增长快于经济增长0.5个百分点 says how far apart two rates are.
        if unit == "pp" and text.startswith(_RATES, start) and (gap := self.gap(i)):
            return gap
        basis, base = self.lexis.bases.find(text, start, self.reach(i, start))
        against = base is not None and basis != "avg"
        if base and base.end == start and text.startswith("新增", start) and base.cut(text) in _PER:
            return None  # 年新增6000万册: what comes in a year, and no comparison
        # 用电多了近27%, 居民生活就多了313亿千瓦时; but 多了3个孩子, 多了300元补贴
        spoken = text.startswith(_SPOKEN, start) and (unit in _POINTS or self.closes(i, unit))
        if direction.compared and not (against or spoken or text.endswith(_AGAINST_ALL, 0, start)):
            return None
        if (
            basis == "mom"
            and base
            and base.cut(text) in ("环比", "环")
            and "季" in text[max(0, start - 30) : start]
        ):
            basis = "qoq"
        if text.startswith(("年均", "复合", "複合"), start):
            basis = "avg"
        if basis == "avg" and base and base.end == start:
            average = _AVERAGE.search(base.cut(text))
            start = base.start + average.start() if average else start
        return _Head(start, direction.sign, basis, base, direction.noun)

    def closes(self, i: int, unit: str | None) -> bool:
        """Tell whether an amount, and no count, ends its clause."""
        return (
            unit not in RATIOS
            and unit not in self.lexis.counters
            and bool(_ENDS.match(self.text, self.quantities[i].span.end))
        )

    def again(self, i: int, start: int) -> bool:
        """Tell whether the number before is the level that moved: 22.6件，提高2.8件; 11.2件，比上年提高2.6件."""
        if not i or self.quantities[i - 1].unit != self.quantities[i].unit:
            return False
        floor = self.floor(i)
        if start - floor <= _BESIDE:
            return True
        base = self.lexis.bases.find(self.text, start, floor)[1]
        return base is not None and base.end == start and base.start - floor <= _BESIDE

    def suits(
        self, unit: str | None, direction: Direction, start: int, arrived: bool, *, again: bool
    ) -> bool:
        """Tell whether a direction word goes with a number of this unit."""
        if direction.noun:
            driven = unit == "pp" and contributions.pace(self.text, start)
            return (unit is None or unit in RATIOS) and not driven
        if arrived or (direction.not_counts and unit in self.lexis.counters and not again):
            return False
        return unit != "pp" or not contributions.change(self.text, start, direction.sign)

    def reach(self, i: int, start: int) -> int:
        """Return how far back the basis may stand: beyond a number that belongs to it (较去年同期的2.9%上升)."""
        floor = self.floor(i)
        close = start == floor or _RATE_OF.fullmatch(self.text, floor, start)
        if not i or not (close or start - floor <= 4):
            return floor
        last = self.quantities[i - 1]
        before = self.text[max(0, last.span.start - 4) : last.span.start]
        # 较上季的2.9%上升, 较112年下降0.1个百分点, 较对上三个月跌0.4%
        if self.text.startswith(_SET_BESIDE, last.span.end):
            return self.floor(i - 1)  # 与去年同期的净利润154亿美元相比增长8%
        if before.endswith("的") or (last.unit in _SPANS and _AGAINST.search(before)):
            return self.floor(i - 1)
        if last.unit in _SPANS and self.text[floor:start] in ("", "均"):
            return last.span.start  # 五年下降4.0个百分点, 服务业7年均增6%
        # 较上年度末874亿元下降5.6%
        base = self.lexis.bases.find(self.text, last.span.start, self.floor(i - 1))[1] if close else None
        return self.floor(i - 1) if base and base.end == last.span.start else floor

    def gap(self, i: int) -> _Head | None:
        """Find 高于全国1.2个百分点, and 超出2019年同期17.3% behind a level."""
        last = self.quantities[i - 1] if i else None
        found = distances.find(self.text, self.quantities[i], last, self.lexis)
        return _Head(*found, noun=False) if found else None

    def signed(self, i: int, start: int) -> _Head | None:
        """Take a percentage with its sign right behind what is measured: 出口+12.6%，进口-0.4%."""
        q, last = self.quantities[i], self.quantities[i - 1] if i else None
        if q.unit not in _POINTS or not tells_change(self.text, self.floor(i), start, q, last):
            return None
        return _Head(start, 0, "unspecified", None, noun=True)

    def series(self, i: int, head: _Head) -> int:
        """Write down a change and those that share its direction word: 分别增长7.8%、6.1%和13.9%."""
        (start, end), unit = self.quantities[i].span, self.quantities[i].unit
        members, j = [i], i + 1
        while j < len(self.quantities):
            q = self.quantities[j]
            if not 0 < q.span.start - end < 8 or self.text[end] not in _SEPARATES:
                break
            between, end = self.text[end : q.span.start], q.span.end
            if not _SEPARATOR.fullmatch(between) or (
                between[0] in "，," and "分别" not in self.text[max(0, head.start - 12) : start]
            ):
                break
            other = unit is not None and q.unit is not None and q.unit != unit
            lead = head.base.start if head.base else head.start  # 分别比2015年增长62%、1.4倍
            apart = {unit, q.unit} <= RATIOS and "分别" in self.text[max(0, lead - 4) : start]
            if other and between != "或" and not apart:
                break  # but 上涨68点或3.07%, 分别下跌5.7%及6.3个百分点
            unit = unit or q.unit
            members.append(j)
            j += 1
        for k in members:
            q = self.quantities[k]
            if change := self.change(q, head, q.unit or unit, first=k == i):
                self.found.append(change)
            elif k == i:
                return i + 1
        return members[-1] + 1

    def change(self, q: Quantity, head: _Head, unit: str | None, *, first: bool) -> Change | None:
        """Build a change from its number; None for a bare number that could be anything."""
        span = span_of((head.start, q.span.end)) if first else q.span
        factor = 1
        if unit == "倍" or (unit is None and self.is_fraction(q)):
            factor, unit = 100, "%"
        elif unit is None and (
            head.sign == 0 or (q.low is None and q.numeral.cut(self.text)[-1:] not in "万亿百千")
        ):
            return None
        low = high = None
        if q.low is not None and q.high is not None:
            low, high = sorted((_signed(q.low, factor, head.sign), _signed(q.high, factor, head.sign)))
        rate = None if q.number is None else _signed(q.number, factor, head.sign)
        return change_of((span, rate, low, high, unit or "", head.basis, q.span, head.base))

    def is_fraction(self, q: Quantity) -> bool:
        """Tell whether the number is 三分之一 or 一半."""
        small = q.number is not None and 0 < abs(q.number) < 1
        return small and any(c in "分半/" for c in q.span.cut(self.text))

    def after(self, i: int) -> Change | None:
        """Find 5%的增长 and 5.6%增长。"""
        q = self.quantities[i]
        if q.unit not in RATIOS or self.text[q.span.end : q.span.end + 1] not in self.lexis.after_heads:
            return None
        m = self.lexis.after.match(self.text, q.span.end)
        if m and not m["of"] and _FROM_WHAT.search(self.text, max(0, q.span.start - 16), q.span.start):
            return None  # 较上月的49.1%回升: where it stood
        if m is None or self.text.startswith(_NOT_AFTER_NOUN, m.end()) or self.takes_next(i, m.end()):
            return None
        following = self.text[m.end() : m.end() + 1]
        goes_on = following and (following.isalnum() or following == "、")
        if not m["of"] and goes_on and not _PLACED.match(self.text, m.end()):
            return None
        basis, base = self.lexis.bases.find(self.text, m.start("noun"), q.span.end)
        if base is None:
            basis, base = self.lexis.bases.find(self.text, q.span.start, self.floor(i))
        head = _Head(q.span.start, self.lexis.signs[m["noun"]], basis, base, noun=True)
        change = self.change(q, head, q.unit, first=False)
        return change and Change(
            Span(q.span.start, m.end()),
            change.rate,
            change.low,
            change.high,
            change.unit,
            basis,
            q.span,
            base,
        )

    def takes_next(self, i: int, at: int) -> bool:
        """Tell whether the word before a place has a number of its own: 较去年同期33%的渗透率提升14个百分点."""
        start = self.quantities[i + 1].span.start if i + 1 < len(self.quantities) else -1
        return at <= start and self.text[at:start] in ("", "为", "达", "达到", "是")

    def shared(self, i: int, change: Change) -> list[Change]:
        """Find those that share the noun behind the last of a list: 分别录得41.7%、31.1%及52.2%的减幅."""
        first = i
        while first and self.quantities[first - 1].unit == self.quantities[i].unit:
            before = self.quantities[first - 1]
            if not _SEPARATOR.fullmatch(self.text, before.span.end, self.quantities[first].span.start):
                break
            first -= 1
        start = self.quantities[first].span.start
        if (
            first == i
            or change.span.end == self.quantities[i].span.end
            or not _APART.search(self.text, max(0, start - 8), start)
        ):
            return []
        sign = -1 if (change.rate or change.high or 0) < 0 else 1
        head = _Head(start, sign, change.basis, change.base, noun=True)
        made = (self.change(q, head, q.unit, first=False) for q in self.quantities[first:i])
        return [c for c in made if c]

    def arrival(self, i: int) -> Change | None:
        """Find the rate that a pace arrives at: 涨幅回落0.3个百分点至2.1%."""
        last, q = self.found[-1] if self.found else None, self.quantities[i]
        if last is None or last.unit != "pp" or q.unit != "%":
            return None
        if self.text[last.span.end : q.span.start] not in ("至", "到"):
            return None
        pace = _PACE.search(self.text, max(0, last.span.start - 16), last.span.start)
        if pace is None:
            return None
        basis, base = self.lexis.bases.find(self.text, pace.start(), 0)
        head = _Head(last.span.end, self.lexis.signs.get(pace[1], 1), basis, base, noun=True)
        return self.change(q, head, q.unit, first=True)


def _signed(x: Decimal, factor: int, sign: int) -> Decimal:
    """Give a number its direction; a fraction that does not end is cut at six decimals."""
    if factor != 1:
        x = round(x * factor, 6).normalize()
        x = x.quantize(Decimal(1)) if x == x.to_integral_value() else x
    return -abs(x) if sign < 0 else x
