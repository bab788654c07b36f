"""Which period governs a number: the nearest before it, else what the sentence, paragraph, heading or title carries."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.facts import flows, impossible, steps
from extractor.facts.model import Fact
from extractor.facts.period_roles import (
    bare_year,
    came_about,
    ends,
    happens,
    is_event,
    news_day,
    opens,
    origin,
    signs,
    stands,
    weak,
    whole_year,
    years,
)
from extractor.facts.skeleton import Clause, Skeleton, heads_part
from extractor.mentions.model import Period
from extractor.mentions.periods import with_year
from extractor.span import Span
from extractor.text.model import Sentence

GOVERNING = ("span", "point", "target", "vague")
_ONCE_BUILT = re.compile(
    r"(?:达产|投产|建成|满产|满负荷|建成投用|投用|竣工|完工|达效)(?:投产|达产|投用)?(?:运营)?(?:后|之后|以后)|届时"
)
# What lies ahead governs its own sentence only.
_AHEAD = re.compile(r"未来|今后|明年|后年|将来")
# What is reported, or its end: 本财季营收, 期末资产负债率.
_REPORTED = re.compile(r"(?:报告|本)期(?:内|末)?|期[内末]|本(?:财)?季(?:度)?(?:末)?|报告期(?:内|末)")
# Vague, but a stretch of time: 过去一年, 五年间, 投产以来.
_LASTS = re.compile(r"[年月]间?$|以来|期间|时期|假期$|假日$|长假$|黄金周$")
# A report's period holds for all that it reports.
_BULLETIN = re.compile(r"公报|统计|普查|快报|月报|工作报告|经济运行|运行情况|主要数据|主要指标")
# A report is named by the year in which it is given; what it tells happened before.
_GIVEN_IN = re.compile(r"年?[^，。；]{0,12}(?:工作报告|工作要点|工作会议)")
_STARTS = re.compile(r"(?:由|从|自)(?:约|近|原来的)?$")
_OF = re.compile(r"的(?:人民币|约|近)?")  # 由2018年同期的14亿元
_SIGHT = 400  # characters that a word may stand before the figure that it tells of
_OPENING = 8  # characters that may stand before the period that opens an article
_THIS_YEAR = ("今年", "本年", "全年")
_UNTIL = ("到", "至", "截至")


@dataclass(slots=True)
class Calendar:
    """The periods that later sentences inherit."""

    view: str
    tabled: bool = False  # whether the text has tables, which ask what holds where they stand
    title: Period | None = None
    lead: Period | None = None
    heading: Period | None = None
    part: bool = False  # the heading is that of a numbered part, with headings below it
    paragraph: Period | None = None
    article: int = -1
    paragraph_index: int = -1
    begun: bool = False  # a sentence of prose has been read
    bulletin: bool = False  # the title names the period, or hardly any other is named
    latest: Period | None = None  # the last period of this section
    stretch: Period | None = None  # the last one of several years
    announced: Period | None = None  # several years that a sentence without figures opened with
    year: int | None = None  # a year that this paragraph states
    stated: dict[tuple[str, str], int] = field(
        default_factory=dict
    )  # the year that the article last gave to a part
    given: Period | None = None  # the year in which a report is given: what it aims at lies there
    event: Period | None = None  # the day of what was held, which this paragraph tells of
    told: Period | None = None  # what the last figure was of
    used: set[Span] = field(default_factory=set)  # periods that govern a figure of this sentence
    pair: list[Period] = field(default_factory=list)  # from when to when the sentence tells of changes
    states: list[tuple[int, int, Period | None]] = field(default_factory=list)  # as each sentence leaves it

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
            self.latest, self.year, self.bulletin, self.begun = None, None, False, False
            self.given = self.stretch = self.announced = self.told = None
            self.part = False
            self.stated.clear()
        self.used.clear()
        self.pair = []
        if s.paragraph != self.paragraph_index:
            self.paragraph_index, self.paragraph, self.year = s.paragraph, None, None
            self.event = None

    def leave(self, skeleton: Skeleton) -> None:
        """Remember the sentence's own period for those that follow."""
        own: list[Period] = []
        if periods := skeleton.periods:
            self.stated |= {_part(p): int(p.start[:4]) for p in periods if p.start and _is_stated(p)}
            # 从2020年的5.2万元提高到2025年的7.4万元: both years are of that change alone.
            own = [p for p in periods if self._carries(p) and p not in self.pair]
            own = [p for p in own if not self._aside(p, skeleton.sentence.span)]
        kind = skeleton.sentence.kind
        if kind == "title" or (kind == "heading" and not self.begun):
            given = [p for p in own if p.frequency == "Y" and _GIVEN_IN.match(self.view, p.span.end)]
            self.given = self.given or (given[0] if given else None)
            own = [p for p in own if p not in given]
            one = kind == "title" or len(own) == 1
            self.title = self.title or (own[0] if own and one else None)
            stated = _BULLETIN.search(self.view, *skeleton.sentence.span)
            self.bulletin = self.bulletin or self.title is not None or stated is not None
        elif kind == "heading":
            # “十四五”时期和2025年工作回顾: what follows will say which.
            said = (
                (own[0] if len(own) == 1 else None) if own else bare_year(self.view, skeleton.sentence.span)
            )
            # 三、2026年主要工作 holds for all headings below it, up to 四、.
            part = heads_part(self.view, skeleton.sentence.span)
            if said or part or not self.part:
                self.heading, self.latest, self.part = said, None, part
                self.announced = None
        else:
            governing = [p for p in own if p.span in self.used or opens(self.view, p, skeleton)]
            # The first sentence with a period gives it in any place, if none of its own governs.
            self._leave_prose(skeleton, periods, governing if governing or self.lead else own)
        if self.tabled:
            self.states.append((skeleton.sentence.span.end, skeleton.sentence.article, self._standing()))

    def _leave_prose(self, skeleton: Skeleton, periods: list[Period], own: list[Period]) -> None:
        if skeleton.sentence.kind == "prose" and not self.begun:
            # An article that opens with its period is about that period.
            self.begun = True
            opens = bool(own) and own[0].span.start - skeleton.sentence.span.start <= _OPENING
            self.bulletin = self.bulletin or opens
        if periods:
            days = (p for p in periods if is_event(self.view, p, skeleton.sentence.span.end))
            self.event = next(days, self.event)
        if not own:
            return
        self._announce(skeleton, own)
        self.paragraph = self._dated(own[-1])
        self.stretch = next((p for p in reversed(own) if years(p) > 1), self.stretch)
        if years(self.paragraph) == 1 or not (self.title or self.latest):
            self.latest = self.paragraph  # 五年间 in a bulletin of one year is a look back
        self.lead = self.lead or self._dated(own[0])
        if own[-1].year_from == "stated" and own[-1].start:
            self.year = int(own[-1].start[:4])

    def _announce(self, skeleton: Skeleton, own: Sequence[Period]) -> None:
        """Take 五年来，我们牢记嘱托 for the years that the paragraphs behind it report on, until another period opens one."""
        first = own[0]
        if not opens(self.view, first, skeleton):
            return
        if years(first) == 1:
            self.announced = None
        elif first.span not in self.used and self.view.startswith("，", first.span.end):
            self.announced = self._dated(first)

    def _standing(self) -> Period | None:
        near = self.paragraph if self.paragraph and years(self.paragraph) == 1 else self.announced
        return near or self.heading or self.latest or self.title or self.lead

    def standing_at(self, at: int, article: int) -> Period | None:
        """Return the period that holds where a table stands."""
        i = bisect_right(self.states, at, key=lambda state: state[0]) - 1
        return self.states[i][2] if i >= 0 and self.states[i][1] == article else None

    def _carries(self, p: Period) -> bool:
        """Tell whether a period reaches beyond its sentence: no single day, no 目前, no base."""
        told = p.frequency is not None or p.span in self.used  # 封关以来，新增企业…。其中，…
        lasts = p.kind == "vague" and told and _LASTS.search(p.span.cut(self.view))
        return (
            (p.kind in ("span", "point") or bool(lasts))
            and (_lasting(p) or p.span in self.used)
            and not _AHEAD.match(self.view, p.span.start)
            and not weak(self.view, p)
            and not origin(self.view, p)
        )

    def _aside(self, p: Period, sentence: Span) -> bool:
        """Tell whether a year behind a report's own is named in mid-sentence: 今年建成两条高铁，2028年建成第三条."""
        later = self.given is not None and (p.start or "")[:4] > (self.given.start or "")[:4]
        return later and p.span.start - sentence.start > _OPENING

    def govern(self, fact: Fact, skeleton: Skeleton) -> None:
        """Give the fact its period."""
        if fact.period:  # a list of periods gave it
            self.used.add(fact.period.span)
            return
        if fact.rule == "ticker.before":
            fact.period = steps.month_before(fact, self.told, self.view)
            return
        at = fact.anchor
        clause = next(c for c in skeleton.clauses if c.span.start <= at <= c.span.end)
        if _ONCE_BUILT.search(self.view, max(skeleton.sentence.span.start, at - _SIGHT), at):
            return  # 达产后年产值可达10亿元: a time that nobody dates
        own = near = self._own(fact, skeleton, clause)
        if near and self.stretch and flows.over_years(fact, self.view) and self._short(near):
            near = near if clause.span.holds(near.span) else self.stretch
        near = self._paired(fact, clause, near) if near else None
        dated = steps.before_told(self._dated(near), self.told, self.view) if near else None
        fact.period = dated or self._carried(fact, clause)
        if fact.period and fact.period.point:
            spans = (self.heading, self.latest, self.title, self.lead)
            fact.period = impossible.span_for_flow(fact, fact.period, spans, self.view)
        if not (near and steps.BEFORE.fullmatch(self.view, *near.span)):
            self.told = fact.period or self.told
        fact.period = self._at_its_end(fact)
        fact.period_inherited = own is None and fact.period is not None
        if own:
            self.used.add(own.span)

    def _own(self, fact: Fact, skeleton: Skeleton, clause: Clause) -> Period | None:
        """Find the last period before the number, in its sentence, that can govern it."""
        at, compares = fact.anchor, fact.rule.startswith(("base", "from"))
        before = (
            p
            for c in reversed(skeleton.clauses)
            if c.depth <= clause.depth
            for p in reversed(c.periods)
            if p.span.end <= at
        )
        for p in before:
            governs = (
                p.kind in GOVERNING
                or stands(self.view, p)
                or _OF.fullmatch(self.view, p.span.end, at)
                or (compares and p.span.start >= clause.span.start)
            )
            if (
                governs
                and (not news_day(self.view, p) or happens(self.view, p, at))
                and (fact.rule.startswith("base") or not weak(self.view, p))
                and not self._ended(p, skeleton, at)
                and not came_about(self.view, p, at)
            ):
                return self._as_of(p, skeleton)
        return None

    def _as_of(self, p: Period, skeleton: Skeleton) -> Period:
        """Let 截至6月30日，今年 be counted up to that day."""
        if p.span.cut(self.view) not in _THIS_YEAR:
            return p
        ends_at = (q for q in skeleton.periods if q.point and 0 <= p.span.start - q.span.end <= 1)
        return next(ends_at, p)

    @staticmethod
    def _short(p: Period) -> bool:
        return years(p) == 1 and p.kind != "target"

    def _at_its_end(self, fact: Fact) -> Period | None:
        """Read 到2027年企业达到1500家 as a point: what is counted then, not what happens in that year."""
        p, q = fact.period, fact.quantity
        if (
            p is None
            or q is None
            or p.kind != "target"
            or p.point
            or not p.span.cut(self.view).startswith(_UNTIL)
        ):
            return p
        return p._replace(start=p.end, point=True) if flows.is_counted_stock(fact, self.view) else p

    def _paired(self, fact: Fact, clause: Clause, near: Period) -> Period:
        """Read 从2020年的51%提升到2025年的70%，另一率从15%升至22%: the second change runs between the same years."""
        q = fact.quantity
        if q is None:
            return near
        begins = _STARTS.search(self.view, max(clause.span.start, q.span.start - 4), q.span.start)
        arrives = fact.rule.startswith("clause.second-level")
        if origin(self.view, near) and clause.span.holds(near.span):
            self.pair = [near]
        elif len(self.pair) == 1 and clause.span.holds(near.span):
            self.pair.append(near)
        elif (both := ends(self.view, near)) and (begins or arrives):
            return both[0] if begins else both[1]
        elif begins and len(self.pair) == 2 and not clause.span.holds(near.span):
            return self.pair[0]
        return near

    def look_ahead(self, fact: Fact) -> None:
        """Give what a report aims at the year in which it is given, not the one that it looks back on."""
        past = fact.period is None or (fact.period.end or "") < ((self.given and self.given.start) or "")
        if self.given and fact.status == "target" and past and (fact.period_inherited or fact.period is None):
            fact.period, fact.period_inherited = self.given, True

    def _ended(self, p: Period, skeleton: Skeleton, at: int) -> bool:
        """Tell whether a change starts from the period, whose number stands before this one."""
        numbers = (n.span.start for c in skeleton.clauses for n in c.numbers)
        return origin(self.view, p) and any(p.span.end <= n < at for n in numbers)

    def _carried(self, fact: Fact, clause: Clause) -> Period | None:
        if self.stretch and flows.over_years(fact, self.view):
            return self.stretch
        start = max(clause.span.start, fact.anchor - _SIGHT)
        # An earlier paragraph's period reaches figures of flow and growth; a bare count stands for itself.
        flow = fact.change is not None or flows.flows(fact, self.view, start)
        if self.paragraph and (flow or _lasting(self.paragraph) or self.paragraph.point):
            return self.paragraph
        if self.event and signs(self.view, self.event, fact.anchor):
            return self.event  # 5月10日，恳谈会举行。会上，38个项目签约，总投资214亿元
        if self.announced:
            return self.announced
        if fact.change is None and not self.bulletin and flows.stands(fact, self.view, start):
            return None
        return self.heading or self.title or ((self.latest or self.lead) if flow or self.bulletin else None)

    def reported(self, period: Period, known: Period | None) -> Period:
        """Give 期末 the end of the period that is reported on."""
        text = period.span.cut(self.view)
        if known is None or known.end is None or not _REPORTED.fullmatch(text):
            return period
        start = known.end if period.point or text.endswith("末") else known.start
        return period._replace(start=start, end=known.end)

    def _dated(self, period: Period) -> Period:
        period = self.reported(period, self.latest or self.lead or self.title)
        period = whole_year(self.view, period, self.heading or self.paragraph)
        if period.year_from != "unknown":
            return period
        # 2022年一季度 … 一季度: without a date, the same part of a year is that of the year last stated for it.
        year = self.year or (self.stated.get(_part(period)) if period.shift == 0 else None)
        return with_year(period, year) if year else period


def _is_stated(p: Period) -> bool:
    return p.year_from == "stated" and p.kind in ("span", "point") and p.frequency in ("M", "Q", "H")


def _part(p: Period) -> tuple[str, str]:
    return (p.start or "")[4:], (p.end or "")[4:]


def _lasting(p: Period) -> bool:
    """Tell a stretch of time from a single day, which holds only for what happens."""
    return p.frequency != "D" or p.start != p.end


def enclosing(sentences: Sequence[Sentence], at: int) -> int:
    """Return the index of the sentence that holds a place, or of the last before it."""
    return max(0, bisect_right(sentences, at, key=lambda s: s.span.start) - 1)
