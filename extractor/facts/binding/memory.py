"""What earlier clauses and sentences leave behind for the numbers that follow."""

from dataclasses import dataclass, field

from extractor.facts import phrases
from extractor.facts.binding import partners
from extractor.facts.indicators import measures, naming, views
from extractor.facts.indicators.gaps import Gap
from extractor.facts.model import Doubt, Fact
from extractor.facts.skeleton import Clause, Skeleton
from extractor.late import late
from extractor.mentions.model import Change, Indicator, Quantity
from extractor.span import Span

_PLACE_UNITS = ("个", "座")
_PASSES = late(
    "，(?:也|并|已|再次|连续|首次|首度|首个?年|历史上?|历史性|历史性地|一举|成功|正式|顺利)*"
    "(?:突破|首破|站上|迈上|迈过|迈入|跨过|跨越|跨上|跨入|跃过|跃上|冲破|冲上|越过|超过|踏上)了?"
)


_GOES_ON = ("；", ";")
_SHARES = ("份额", "占有率", "市占率")
_PER_TIME = ("日均", "月均", "周均", "年均", "季均")


@dataclass(slots=True)
class Memory:
    """What earlier clauses and sentences leave behind."""

    view: str
    yuan: str = "CNY"  # what a bare 元 is
    last: Fact | None = None  # the last fact of the paragraph
    level: Fact | None = None  # the last fact of the paragraph that has a value
    whole: Fact | None = None  # the last fact of the article that may be split into parts: 分城乡看，…
    topic: Span | None = None  # a measure named by a clause without a number: 投资增速前三名：
    share: Span | None = None  # the part whose share a clause without a number announces: 甲占乙比重，由…
    remark: Clause | None = None  # a clause without a number, perhaps on whom: 立式加工中心仍是主业，收入…
    pace: Indicator | None = None  # whose growth a clause without a number ranks: 工业增速居全省首位，达9.8%
    over: views.Seen | None = None  # the measure that a clause sets over the sentence: 从营收来看，…
    ranked: Indicator | None = None  # what a superlative names: 失业率最高的是建造业，达到11.2%
    explained: Fact | None = None  # whose parts a bracket has just told: 公司73家（中资51家，外资22家），
    sentence: list[Fact] = field(default_factory=list)  # the facts of this sentence
    row: tuple[int, Span | None] = (0, None)  # to which clause a row of brackets goes, and what it is of
    listed: list[Fact] = field(default_factory=list)  # the last list of the paragraph
    before: list[Fact] = field(default_factory=list)  # the facts before the semicolon that it follows
    doubts: list[Doubt] = field(default_factory=list)

    def new_paragraph(self) -> None:
        """Forget what does not reach over paragraphs."""
        self.last = self.level = self.topic = self.share = self.remark = self.pace = self.ranked = None
        self.listed = []

    def keep(self, fact: Fact, skeleton: Skeleton) -> None:
        """Take a fact up."""
        fact.sentence = skeleton.index
        self.sentence.append(fact)
        self.last, self.topic, self.ranked, self.explained = fact, None, None, None
        self.level = fact if fact.quantity else self.level
        if fact.measure == "level" and measures.is_measure(fact.indicator.span.cut(self.view)):
            self.whole = fact

    def spoken_of(self) -> Fact | None:
        """Return what was announced, else what was measured last: whose parts a list may name."""
        return Fact(0, Indicator(self.topic), "topic") if self.topic else self.measured_last()

    def measured_last(self) -> Fact | None:
        """Return what was measured last: 7座城市环比上涨 only says how many places there were."""
        counted = self.last is not None and self.counts_places(self.last)
        return self.whole if counted else self.last

    def counts_places(self, fact: Fact) -> bool:
        """Tell whether the fact counts places, of which growth is told and not of their number."""
        q = fact.quantity
        placed = q is not None and q.unit in _PLACE_UNITS and fact.rule.startswith("clause.number-noun")
        return placed and measures.is_place_kind(fact.indicator.span.cut(self.view))

    def told(self) -> Quantity | None:
        """Return the value that was told last, also where a second growth of the same stands behind it."""
        last, level = self.last, self.level
        if last is None or level is None or last.quantity:
            return last.quantity if last else None
        return level.quantity if level.indicator.span == last.indicator.span else None

    def of_whole(self) -> Fact | None:
        """Return the last fact that is of no part that only a clause before its number names."""
        whole = (f for f in reversed(self.sentence) if f.rule != "topic.level")
        return next(whole, self.last)

    def settled(self) -> Fact | None:
        """Return the last fact of the sentence that growth may belong to, which no base and no mark passed is."""
        if self.explained:
            return self.explained
        for at in range(len(self.sentence) - 1, -1, -1):
            fact = self.sentence[at]
            if fact.rule.startswith(("base", "from")) or self.counts_places(fact) or self._is_aim(fact):
                continue
            if not at or not self._is_mark(fact, self.sentence[at - 1]):
                return fact
        return None

    def _is_aim(self, fact: Fact) -> bool:
        """Tell whether it is the aim of which so much is done: 完成年度目标589亿元的37%，增长8%."""
        q = fact.quantity if fact.rule == "target.level" else None
        return q is not None and self.view.startswith("的", q.span.end)

    def _is_mark(self, fact: Fact, before: Fact) -> bool:
        """Tell whether it is only the mark that the figure before has passed: 产值10.3亿元，首次突破10亿元，增长15%."""
        level, mark = before.quantity, fact.quantity
        if level is None or mark is None or fact.rule != "clause.second-level":
            return False
        if level.unit != mark.unit or None in (level.number, mark.number):
            return False
        return bool(
            level.number >= mark.number  # type: ignore[operator]
            and _PASSES.fullmatch(self.view, level.span.end, mark.span.start)
        )

    def first_of(self, last: Fact) -> Fact:
        """Return the first growth of the indicator that a second growth repeats."""
        if last.rule != "clause.second-growth" or len(self.sentence) < 2:
            return last
        before = self.sentence[-2]
        open_ = before.quantity is None and before.change is not None
        return before if open_ and before.indicator.span == last.indicator.span else last

    def open(self, last: Fact, q: Quantity) -> bool:
        """Tell whether the last growth still lacks its level: not 库存2.02亿吨，减少…，下降…，但仍保持在2亿吨以上."""
        told = (f.quantity for f in self.sentence if f.quantity and f.indicator.span == last.indicator.span)
        again = last.rule == "clause.second-growth" and any(t.unit == q.unit for t in told)
        return last.quantity is None and not again

    def measured(self) -> Fact | None:
        """Return the level that a growth behind its share belongs to: 投资193.5亿元，占71.2%，增速23.1%."""
        own = [f for f in self.sentence if not f.rule.startswith("base")]
        if len(own) < 2 or own[-1].measure != "share" or own[-1].change:
            return None
        level, share = own[-2:]
        open_ = level.quantity and level.change is None and level.measure == "level"
        # 出货量1810万台，市场份额18.3%，同比下降18.9%: a share moves by points, what was sold by percent.
        of_it = level.indicator.span == share.indicator.span
        of_it = of_it or phrases.text(share.indicator, self.view).endswith(_SHARES)
        return level if open_ and of_it else None


def name(span: Span, gap: Gap, memory: Memory) -> Indicator:
    """Name what is measured as fully as the text does."""
    last = memory.last
    if of_partner := partners.again(span, gap.names, last, memory.view):
        return of_partner
    if lent := views.lends(memory.over, span, gap.number, memory.view):
        return lent
    if summed := _per_time(span, gap, memory):
        return phrases.join(span, [span], phrases.parts(summed))
    known = last is not None and measures.is_measure(phrases.text(last.indicator, memory.view))
    whole = last if known else memory.whole or last
    goes_on = not memory.sentence and memory.view.startswith(_GOES_ON, gap.clause.span.start - 1)
    beside = last if goes_on else None  # 小学招生…；在校生…
    return naming.name(span, gap, memory.view, memory.sentence, whole, memory.remark, beside)


def _per_time(span: Span, gap: Gap, memory: Memory) -> Indicator | None:
    """Find what is averaged over days or months: 发送旅客17.7亿人次，日均976万人次."""
    each = span.cut(memory.view)
    if each not in _PER_TIME or not memory.sentence:
        return None
    before = memory.sentence[-1]
    like = before.quantity is not None and before.quantity.unit == gap.number.unit
    named = phrases.text(before.indicator, memory.view)
    return before.indicator if like and before.measure == "level" and each not in named else None


def inherit(
    memory: Memory, rule: str, quantity: Quantity | None = None, change: Change | None = None
) -> Fact | None:
    """Make a fact of the topic that was announced, else of what was measured last."""
    last = memory.sentence[-1] if memory.sentence else memory.last
    if change and last and memory.counts_places(last):
        last = memory.settled() or memory.measured_last()
    named = memory.ranked or (Indicator(memory.topic) if memory.topic else None)
    indicator = named or (last.indicator if last else None)
    if indicator is None:
        return None
    fact = Fact(0, indicator, rule, quantity=quantity, change=change, indicator_inherited=True)
    if (
        rule in ("clause.second-level", "pronoun.level")
        and last
        and quantity
        and quantity.unit in ("%", "pp")
    ):
        fact.measure = last.measure  # 占比由1%上升到5%
    return fact
