"""Which period governs a number: the nearest before it, else what the sentence, paragraph, heading or title carries."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause, Skeleton
from extractor.mentions.model import Period
from extractor.mentions.periods import with_year
from extractor.text.model import Sentence

GOVERNING = ("span", "point", "target", "vague")
# A stock counted up to now has no period of its own, and takes none from an earlier paragraph.
# The day on which something was told: 10月24日，记者从……获悉.
_NEWS = re.compile(
    r"[，,]?(?:上午|下午|晚|晚间)?[，,]?(?:本报)?(?:记者|从|据|由|在|发布|公布|公告|消息|讯|电|举行|召开|获悉)"
)
_TELLING = frozenset("年初 同日 当日 当天 日前 近日 当时 那时 昨日 昨天".split())
# What happens in a period, as against a stock that is there: 新增, 完成.
_FLOW = re.compile(r"新增|完成|实现|新建|争取|引进|新签|新认定|改造|发放|建成|投放|获批")
_ONCE_BUILT = re.compile(
    r"(?:达产|投产|建成|满产|满负荷|建成投用|投用|竣工|达效)(?:投产|达产)?(?:运营)?(?:后|之后|以后)"
)
# 由2009年的3家增至11家: the first year reaches no further than its number.
_ORIGIN = re.compile(r"(?:由|从|自)(?:上年|去年)?$")
# A record's reach, no period of a figure: 2003年以来最高, 近十年来的新低.
_RECORD = re.compile(r"(?:以来|来)?(?:的|同期)?(?:最[高低大快好多少]|新[高低]|首次|历史|第[一二三]|纪录)")
# A report's period holds for all that it reports.
_BULLETIN = re.compile(r"公报|统计|普查|快报|月报|工作报告|经济运行|运行情况|主要数据|主要指标")
_OPENING = 8  # characters that may stand before the period that opens an article
_STOCK = re.compile(r"(?:已|已经|累计|现有|共有|拥有|目前|如今|已有)")


@dataclass(slots=True)
class Calendar:
    """The periods that later sentences inherit."""

    view: str
    title: Period | None = None
    lead: Period | None = None
    heading: Period | None = None
    paragraph: Period | None = None
    article: int = -1
    paragraph_index: int = -1
    begun: bool = False  # a sentence of prose has been read
    bulletin: bool = False  # the title names the period, or hardly any other is named
    year: int | None = None  # a year that this paragraph states
    _used: list[Period] = field(default_factory=list)

    def enter(self, skeleton: Skeleton) -> None:
        """Move to a sentence; an article or section end stops what is carried."""
        s = skeleton.sentence
        if s.article != self.article:
            self.article, self.title, self.lead, self.heading, self.paragraph = (
                s.article,
                None,
                None,
                None,
                None,
            )
            self.year, self.bulletin, self.begun = None, False, False
        if s.paragraph != self.paragraph_index:
            self.paragraph_index, self.paragraph, self.year = s.paragraph, None, None

    def leave(self, skeleton: Skeleton) -> None:
        """Remember the sentence's own period for those that follow."""
        own = [
            p
            for p in skeleton.periods
            if p.kind in ("span", "point") and not self._is_weak(p) and not self._is_origin(p)
        ]
        kind = skeleton.sentence.kind
        if kind == "title" or (kind == "heading" and not self.begun):
            self.title = self.title or (own[0] if own else None)
            stated = _BULLETIN.search(self.view, *skeleton.sentence.span)
            self.bulletin = self.bulletin or self.title is not None or stated is not None
            return
        if kind == "heading":
            self.heading = own[0] if own else None
            return
        if kind == "prose" and not self.begun:
            # An article that opens with its period is about that period.
            self.begun = True
            opens = (
                bool(own)
                and own[0].span.start - skeleton.sentence.span.start <= _OPENING
                and own[0].frequency != "D"
            )
            self.bulletin = self.bulletin or opens
        if own:
            spans = [p for p in own if p.frequency != "D"]
            self.paragraph = self._dated(spans[-1]) if spans else self.paragraph
            if self.lead is None and spans:
                self.lead = self._dated(spans[0])
            if own[-1].year_from == "stated" and own[-1].start:
                self.year = int(own[-1].start[:4])

    def govern(self, fact: Fact, skeleton: Skeleton) -> None:
        """Give the fact its period."""
        at = fact.anchor
        clause = next(c for c in skeleton.clauses if c.span.start <= at <= c.span.end)
        if _ONCE_BUILT.search(self.view, skeleton.sentence.span.start, at):
            return  # 达产后年产值可达10亿元: a time that nobody dates
        own = [
            p
            for c in skeleton.clauses
            for p in c.periods
            if (p.kind in GOVERNING or (fact.rule == "from.growth" and p.span.start >= clause.span.start))
            and p.span.end <= at
            and c.depth <= clause.depth
            and not self._is_news_day(p)
        ]
        own = self._without_origins(own, skeleton, at)
        fact.period = self._dated(own[-1]) if own else self._carried(fact, clause)
        fact.period_inherited = not own and fact.period is not None

    def _is_weak(self, period: Period) -> bool:
        """Tell whether the period only helps to tell the story: 年初确定的目标, 2003年以来最高."""
        return period.span.cut(self.view) in _TELLING or bool(_RECORD.match(self.view, period.span.end))

    def _is_origin(self, period: Period) -> bool:
        return bool(
            _ORIGIN.search(self.view, max(0, period.span.start - 3), period.span.start)
        ) and self.view.startswith("的", period.span.end)

    def _without_origins(self, own: list[Period], skeleton: Skeleton, at: int) -> list[Period]:
        numbers = [n.span.start for c in skeleton.clauses for n in c.numbers]
        return [p for p in own if not self._is_origin(p) or not any(p.span.end <= n < at for n in numbers)]

    def _is_news_day(self, period: Period) -> bool:
        return period.frequency == "D" and bool(_NEWS.match(self.view, period.span.end))

    def _carried(self, fact: Fact, clause: Clause) -> Period | None:
        if self.paragraph:
            return self.paragraph
        stock = (
            fact.change is None
            and not self.bulletin
            and _STOCK.search(self.view, clause.span.start, fact.anchor)
        )
        if stock:
            return None
        # A lead's period reaches figures of flow and growth; a bare count in a later paragraph stands for itself.
        flows = (
            fact.change is not None
            or self.bulletin
            or _FLOW.search(self.view, clause.span.start, fact.anchor)
        )
        return self.heading or self.title or (self.lead if flows else None)

    def _dated(self, period: Period) -> Period:
        return with_year(period, self.year) if period.year_from == "unknown" and self.year else period


def enclosing(sentences: Sequence[Sentence], at: int) -> int:
    """Return the index of the sentence that holds a place, or of the last before it."""
    return max(0, bisect_right(sentences, at, key=lambda s: s.span.start) - 1)
