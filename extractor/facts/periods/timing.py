"""Which period governs a number: the nearest before it, else what the sentence, paragraph, heading or title carries."""

from dataclasses import dataclass

from extractor.facts.binding import ratios, shares, thresholds
from extractor.facts.lists.continued import OF_PERIODS
from extractor.facts.model import Fact
from extractor.facts.periods import aims, flows, impossible, steps, summed
from extractor.facts.periods.asides import included
from extractor.facts.periods.calendar import THIS_YEAR, Calendar
from extractor.facts.periods.events import came_about, happens, news_day, signs
from extractor.facts.periods.other_times import glosses, had, origin, passed, stands
from extractor.facts.periods.roles import ends, lasting, years
from extractor.facts.periods.years import is_report_period
from extractor.facts.skeleton import Clause, Skeleton, upto
from extractor.late import late
from extractor.mentions.model import Period, Quantity
from extractor.patterns import Expression, listed
from extractor.span import Span

GOVERNING = ("span", "point", "target", "vague")
_ONCE_BUILT = Expression(
    "(?:{once-built}){1,2}(?:运营)?(?:后|之后|以后)|届时|达产(?:年)?(?:产值|营收|税收|销售)"
    "|全[部面](?:投产|达产|建成)[，,]?可"
    # 计划总投资23亿元，预计实现产值24亿元
    "|投资[^。；]{2,40}[，,][^，。；]{0,6}(?:预计|年可|每年可)[^，。；全今明内]{0,10}(?:产值|销售收入|销售额|营收|营业收入|利税|税收|就业)[^，。；]{0,4}$"
)
_OF_THEM = late(r"\s{0,4}(?:其中|在?这[一些几]?批|在?这些|在?上述|在\d{1,4}个|\d{1,4}个[^，。；\d]{0,8}项目)")
_TURNS = late(
    r"的?(?:同比|环比)?(?:高|大幅|小幅|快速|较快|两位数)?[增升涨降跌减回持上下][^，。；\d]{1,3}(?:转为|变为|转成|转)"
)
_AT_FIRST = late(
    r"(?:由|从)([^，。；\d]{0,8}(?:之初|初期|建立时|成立时|之前|以前)|最初|起初|当初|原来|原先|过去|此前|以往|以前)"
    r"的?(?:日均|年均|人均|平均|约|不足|不到|仅)?$"
)
_FIRST_REACH = 18
_INDENT = 8  # blanks at most before a paragraph
_STARTS = late(r"(?:由|从|自)(?:约|近|原来的)?$")
_OF = late(r"的(?:人民币|约|近)?")  # 由2018年同期的14亿元
_ABOUT = late(r"(?:人民币|约|近)*")  # 由去年同期约35亿元
_WHO_CAME = late(r"[^，。；：、的\d]{0,10}的")
_HAS = late(r"(?:拥有|现有|建有)[^，。；\d的而]{0,12}$")
_LISTED = late(r"的(?:[约近]?[\d.,]{1,12}[^，。；、\d和与及到至为]{1,5}[、和与及])+[约近]?")
_HAS_REACH = 16
_BUILT_ON = late("[^，。；]{0,40}?基础上")
_SIGHT = 400  # characters that a word may stand before the figure that it tells of
_DONE = late("已|现有|目前|了$")  # and no aim


@dataclass(slots=True)
class Timing(Calendar):
    """The calendar, asked for the period of each figure."""

    summed: Period | None = None  # the months from January on that were told last

    def govern(self, fact: Fact, skeleton: Skeleton) -> None:
        """Give the fact its period."""
        if fact.period:  # a list of periods gave it
            if fact.rule == OF_PERIODS and fact.period.span in self.used:
                self.parted.add(fact.period.span)
            self.used.add(fact.period.span)
            return
        if fact.rule == "ticker.before":
            fact.period = steps.month_before(fact, self.told, self.view)
            return
        at = fact.anchor
        clause = skeleton.clause_at(at)
        if first := self._at_first(fact, clause):
            fact.period = first
            return
        if _ONCE_BUILT.search(self.view, max(skeleton.sentence.span.start, at - _SIGHT), at):
            return  # 达产后年产值可达10亿元: a time that nobody dates
        own = near = self._own(fact, skeleton, clause)
        if near and self.stretch and flows.over_years(fact, self.view) and self._short(near):
            near = near if self._spans_growth(near, clause, skeleton, at) else self.stretch
        near = self._paired(fact, clause, near) if near else None
        near = near and steps.end_of_told(near, self.told, skeleton, self.view)
        near = near and steps.start_of_told(near, self.told or self.paragraph or self.latest, self.view)
        if near and self._is_had(fact, near):
            return
        dated = (
            steps.before_told(self.dated(near), self._step_from(), self.last, fact, self.view)
            if near
            else None
        )
        ended = None if skeleton.periods else self._ends_before(fact)
        fact.period = dated or ended or self._carried(fact, clause, skeleton)
        self._suit(fact, told=near is not None)
        if not (near and steps.BEFORE.fullmatch(self.view, *near.span)):
            self.told = fact.period or self.told
        self.last = fact
        self.whole = self.whole if fact.rule.startswith(("base", "from")) else fact.period
        self.summed = summed.latest(fact.period, self.summed)
        fact.period = (
            aims.of_year(fact, self.view)
            or summed.again(fact, self.summed, clause, self.view)
            or summed.from_january(fact, self.view)
            or aims.at_its_end(fact, self.view)
        )
        fact.period_inherited = own is None and fact.period is not None
        bodies = fact.quantity and fact.quantity.unit != "人"  # people are helped, trained, placed too
        if own and own.point and fact.quantity and bodies and flows.is_counted_stock(fact, self.view):
            self.counted = (self.dated(own), fact.quantity.unit)
        if own:
            self.used.add(own.span)
            if fact.quantity:
                self.levels.add(own.span)

    def _step_from(self) -> Period | None:
        """Count 上月 from what is being told, not from the month that it was just compared with."""
        aside = self.last is not None and self.last.rule.startswith(("base", "from"))
        return self.whole if aside else self.told

    def _at_first(self, fact: Fact, clause: Clause) -> Period | None:
        """Name the time before all that is told: 由开通初期的131列增加到568列, whenever that was."""
        if fact.quantity is None:
            return None
        at = fact.quantity.span.start
        m = _AT_FIRST.search(self.view, max(clause.span.start, at - _FIRST_REACH), at)
        return Period(Span(*m.span(1)), None, None, False, None, False, "vague", "unknown") if m else None

    def _suit(self, fact: Fact, *, told: bool) -> None:
        """Let a balance be of the day told before it, and a flow of the stretch that ends on a day."""
        if fact.period and not told:
            fact.period = impossible.day_for_stock(fact, fact.period, self.day, self.view)
        if fact.period and fact.period.point:
            self.day = fact.period
            spans = (self.heading, self.latest, self.title, self.lead)
            meant = impossible.span_for_flow(fact, fact.period, spans, self.view)
            if self.paragraph == fact.period != meant:
                self.paragraph = meant  # and so is what follows: 其中城镇居民33017元
            fact.period = meant

    def _own(self, fact: Fact, skeleton: Skeleton, clause: Clause) -> Period | None:
        """Find the last period before the number, in its sentence, that can govern it."""
        at, compares = fact.anchor, fact.rule.startswith(("base", "from"))
        at = ratios.begin(self.view, at) if fact.rule == ratios.RULE else at
        if fact.rule == thresholds.RULE:
            at = max(at, clause.numbers[-1].span.start)  # 有42家公司上半年净利润超百亿元
        before = (
            p
            for c in reversed(upto(skeleton.dated, at))
            if c.depth <= clause.depth
            for p in reversed(c.periods)
            if p.span.end <= at
        )
        for p in before:
            if p.kind == "vague" and p.start is None and (day := self._day_beside(p, skeleton)):
                return day  # 截至6月29日，运营3年，旅客突破2.2亿人次
            governs = (
                p.kind in GOVERNING
                or stands(self.view, p)
                or _OF.fullmatch(self.view, p.span.end, at)
                or (self.view[p.span.start - 1] in "由从自" and _ABOUT.fullmatch(self.view, p.span.end, at))
                or (compares and p.span.start >= clause.span.start)
                or had(self.view, p, fact)
            )
            if (
                governs
                and not glosses(self.view, p)
                and not included(self.view, p)
                and (not news_day(self.view, p) or happens(self.view, p, at))
                and (fact.rule.startswith("base") or not self._weak(p))
                and not self._ended(p, skeleton, at)
                and (not came_about(self.view, p, at) or self._came_then(fact, p))
                and (
                    clause.span.holds(p.span)
                    or p.span.end == fact.indicator.span.start
                    or not passed(self.view, p)
                )
                and not shares.of_other_whole(self.view, p, clause, skeleton.periods)
            ):
                return self._as_of(p, skeleton)
        return None

    @staticmethod
    def _spans_growth(near: Period, clause: Clause, skeleton: Skeleton, at: int) -> bool:
        """Tell whether the growth of years is told of a year itself: 2017年比1978年增长33倍，年均增长9.5%."""
        since = (q for q in skeleton.periods if near.span.end <= q.span.start and q.span.end <= at)
        long_ago = any(
            q.kind == "base" and q.year_from == "stated" and (q.end or "")[:4] < (near.start or "")[:4]
            for q in since
        )
        return long_ago or clause.span.holds(near.span)

    def _day_beside(self, p: Period, skeleton: Skeleton) -> Period | None:
        """Find the day up to which is counted, named right before for how long something has run."""
        days = (q for q in skeleton.periods if q.point and q.start and q.kind == "point")
        return next((q for q in days if self.view[q.span.end : p.span.start] == "，"), None)

    def _is_had(self, fact: Fact, p: Period) -> bool:
        """Tell whether things are there now, at the end of the years: 十年间，全国形成了拥有21个园区的格局."""
        has = (
            years(p) > 1
            and not p.point
            and _HAS.search(self.view, max(p.span.end, fact.anchor - _HAS_REACH), fact.anchor)
        )
        return bool(has) and flows.is_counted_stock(fact, self.view)

    def _came_then(self, fact: Fact, p: Period) -> bool:
        """Tell whether those are counted that came about in the period: 今年引进的项目达到30个."""
        counted = fact.quantity is not None and fact.quantity.unit in listed("stock-unit")
        return counted and _WHO_CAME.fullmatch(self.view, p.span.end, fact.indicator.span.start) is not None

    def _as_of(self, p: Period, skeleton: Skeleton) -> Period:
        """Let 截至6月30日，今年 be counted up to that day."""
        if is_report_period(p, self.view):
            # 截至9月30日止6个月业绩，期内营业额…: the one that the sentence has named.
            named = [q for q in skeleton.periods if q.span.end <= p.span.start and q.start and not q.point]
            return self.reported(p, named[-1]) if named else p
        if p.span.cut(self.view) not in THIS_YEAR:
            return p
        ends_at = (q for q in skeleton.periods if q.point and 0 <= p.span.start - q.span.end <= 1)
        return next(ends_at, p)

    @staticmethod
    def _short(p: Period) -> bool:
        return years(p) == 1 and p.kind != "target"

    def _paired(self, fact: Fact, clause: Clause, near: Period) -> Period:
        """Read 从2020年的51%提升到2025年的70%，另一率从15%升至22%: the second change runs between the same years."""
        q = fact.quantity
        if q is None:
            return near
        begins = self._starts(q, clause.span.start)
        if begins and len(self.pair_before) == 2 and self.view.startswith("同期", near.span.start):
            return self.pair_before[0]  # 由7月至9月的…人下跌至8月至10月的…人。同期的总劳动人口亦由…
        before = self.last.quantity if self.last and self.last.sentence == fact.sentence else None
        arrives = fact.rule.startswith("clause.second-level") and before and self._starts(before, 0)
        if origin(self.view, near) and clause.span.holds(near.span):
            self.pair = [near]
        elif len(self.pair) == 1 and clause.span.holds(near.span):
            self.pair.append(near)
        elif (both := ends(self.view, near)) and (begins or arrives):
            return both[0] if begins else both[1]
        elif begins and self.pair and not clause.span.holds(near.span):
            return self.pair[0]
        return near

    def _ends_before(self, fact: Fact) -> Period | None:
        """Read 人均生产总值从2020年的10万元提高到2025年的14万元。财政收入从7000亿元提高到8000亿元 between the same years."""
        q = fact.quantity
        if q is None or not self.pair_before:
            return None
        if _STARTS.search(self.view, max(0, q.span.start - 4), q.span.start):
            return self.pair_before[0]
        begun = self.last and len(self.pair_before) > 1 and self.last.period == self.pair_before[0]
        return self.pair_before[1] if begun and fact.rule.startswith("clause.second-level") else None

    def _beside(self, fact: Fact, begins: int, *, flow: bool) -> Period | None:
        """Give a count the time of the one before it in its sentence: 新增病例855例，其中境外输入104例，本土751例."""
        last, q = self.last, fact.quantity
        if self.counted and self.counted == (self.latest, q and q.unit) and not flow:
            return self.latest  # 截至年底，共有194家: so are its kinds, counted below
        if last is None or last.anchor < begins or last.quantity is None or q is None or fact.change:
            return None
        grows = fact.rule.startswith("clause.second-level") or (
            last.period and origin(self.view, last.period)
        )
        return last.period if last.quantity.unit == q.unit not in ("%", "pp") and not grows else None

    def _stood(self, fact: Fact, begins: int, start: int) -> Period | None:
        """Go on over a semicolon with a day: 到年末，不良贷款余额22亿元；不良贷款率1.27%."""
        last = self.last if self.view[begins - 1 : begins] in ("；", ";") else None
        if last is None or last.sentence != fact.sentence - 1 or fact.quantity is None:
            return None
        day = last.period if last.period and last.period.point else None
        return None if day is None or flows.happened(fact, self.view, start) else day

    def _starts(self, q: Quantity, left: int) -> bool:
        """Tell whether a change starts from the number."""
        return _STARTS.search(self.view, max(left, q.span.start - 4), q.span.start) is not None

    def look_ahead(self, fact: Fact) -> None:
        """Give what a report aims at the year in which it is given, not the one that it looks back on."""
        past = fact.period is None or (fact.period.end or "") < ((self.given and self.given.start) or "")
        if self.given and fact.status == "target" and past and (fact.period_inherited or fact.period is None):
            fact.period, fact.period_inherited = self.given, True

    def plan_for(self, fact: Fact) -> None:
        """Give what a plan aims at, and nobody dates, the years of the plan."""
        if fact.status == "target" and fact.period is None and (planned := self.plans.before(fact.anchor)):
            fact.period, fact.period_inherited = planned, True

    def _ended(self, p: Period, skeleton: Skeleton, at: int) -> bool:
        """Tell whether a change starts from the period, whose number stands before this one."""
        if (m := _BUILT_ON.match(self.view, p.span.end)) and m.end() <= at:
            return True  # 在去年突破5000亿元的基础上，增长8%
        if not origin(self.view, p):
            return False
        if _TURNS.match(self.view, p.span.end):
            return True  # 由上月下降转为上涨0.1%
        if _LISTED.fullmatch(self.view, p.span.end, at):
            return False  # 从2005年的43%、34%和23%调整为…
        return any(p.span.end <= n.span.start < at for c in skeleton.clauses for n in c.numbers)

    def _begins_paragraph(self, at: int) -> bool:
        return self.view[max(0, at - _INDENT) : at].rstrip(" \u3000")[-1:] in ("", "\n")

    def _carried(self, fact: Fact, clause: Clause, skeleton: Skeleton) -> Period | None:
        begins = skeleton.sentence.span.start
        # 银行成立于1998年，注册资本31亿元: what it is, whatever was reported above.
        born = self.born is not None and self.born <= fact.anchor
        undated = (
            born
            or flows.is_undated(self.view, begins, fact.anchor)
            or flows.is_own_works(fact, clause, self.view)
        )
        if fact.change is None and undated:
            return None
        if self.stretch and flows.over_years(fact, self.view):
            return self.stretch
        aim = self.aim and not _DONE.search(self.view, clause.span.start, fact.anchor)
        start = max(clause.span.start, fact.anchor - _SIGHT)
        if near := self.going or (self.aim if aim else None) or self._stood(fact, begins, start):
            return near
        # An earlier paragraph's period reaches figures of flow and growth; a bare count stands for itself.
        flow = fact.change is not None or flows.flows(fact, self.view, start)
        held = self.paragraph and (lasting(self.paragraph) or self.paragraph.point)
        if self.paragraph and (flow or held or self.paragraph == self.market):
            self.borne = True
            return self.paragraph
        if self.event and signs(self.view, self.event, fact.anchor):
            return self.event  # 5月10日，恳谈会举行。会上，38个项目签约，总投资214亿元
        # 从同比看，八大类涨跌互现。其中，…: of the paragraph's own, where one stands before it in its paragraph
        goes_on = self.last is not None or self._begins_paragraph(begins)
        among = self.whole if goes_on and self.view.startswith("其中", begins) else None
        if self.row and fact.quantity and fact.quantity.unit == self.row[1] not in ("%", "pp"):
            among = self.row[0]  # 服装125亿元；鞋70亿元
        if self.announced or among:
            return self.announced or among
        if fact.change is None and not self.bulletin and flows.stands(fact, self.view, start):
            return None
        if beside := self._beside(fact, begins, flow=flow):
            return beside
        counted = fact.change is None and fact.quantity and fact.quantity.unit in listed("stock-unit")
        far = counted and not self.bulletin and self.paragraph_index - self.latest_at > 1
        last = self.latest or self.lead
        if self.opening and (self.view[begins - 1] in "；;" or _OF_THEM.match(self.view, begins)):
            last = self.opening  # of one of the works, told further below: not the day on which they began
        if (
            self.told
            and self._is_now(self.told)
            and (fact.change is None or self._begins_paragraph(self.told.span.start))
        ):
            # 目前充电桩6万个。共享率达97%: of no time before
            before = self.told if flow and fact.change is None else None
        else:
            before = last if (flow and not far) or self.bulletin else None
        return self.heading or self.title or before
