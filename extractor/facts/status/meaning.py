"""How a figure is meant: done, aimed at, or expected."""

from dataclasses import dataclass, field

from extractor.facts.indicators.limits import COUNTERS
from extractor.facts.model import Fact, Status
from extractor.facts.periods.roles import plans
from extractor.facts.skeleton import Skeleton, bullet, heads_part
from extractor.facts.status import prospects
from extractor.facts.status.foreseen import Foreseen
from extractor.late import late
from extractor.mentions.model import Cue, Period
from extractor.patterns import Expression
from extractor.span import Span
from extractor.text.model import PartialDate

# 今年发展的主要预期目标是：… holds for all that the list goes on to name.
# 主要目标任务完成情况, 年度计划执行情况: how it went.
_CARRIED_OUT = "(?:任务|计划|指标|数|任务指标)?(?:的)?(?:完成|执行|落实|实现|达成|进展|兑现)"
_GOALS = late(rf"目标(?:是|为|任务)?[：:]|预期目标(?:是|为)|路线图是|主要预期|目标任务(?!{_CARRIED_OUT})")
_GOALS_AHEAD = late(
    rf"(?:目标(?!价|公司|客户|市场|群体)|预期|工作安排|工作打算|重点工作|工作任务|总体要求|工作思路|今年要|预算草案|预算安排|计划)(?!{_CARRIED_OUT})"
)
# 三、2026年主要工作 in a report of that year: all below it is still to be done.
_WORK_AHEAD = late(r"(20\d\d|今)年的?(?:主要|重点)?(?:工作|任务)(?!回顾|总结|情况|完成|成效|报告)")

# 实现这些目标，要下更大功夫——: what follows, up to the next heading, is how.
_WORK_BEGINS = late(
    r"(?:为)?(?:实现|完成|围绕)(?:好)?(?:这些|上述|以上|今年|全年|新一年)(?:的)?(?:[一-鿿]{0,4}目标|各项[一-鿿]{0,4}任务)[^。；]{0,24}"
    r"(?:要|需|重点|着力|抓|做|下[^。；]{0,4}功夫)"
)
# A sentence with none of these matches neither; few have one.
_AIM_WORD = late("目标|任务|路线图是|主要预期")
_BARE_YEAR = late(r"(20\d\d)(?![\d.年%-])")
_SEASON_OF_PLANS = 3  # the month up to which a heading of the year itself looks ahead

_SET = late("(?:确定|提出|制定|确立|明确|定下|锚定|设定)(?:了)?[^。；]{0,120}$")
_AS_AIM = late("的(?:总体|奋斗|发展|工作|年度|预期|宏伟)?目标(?!已|完成|如期|任务)")
# 全年增长6%左右的目标不变: what is kept up is an aim still.
_KEPT_UP = late("[^，。；]{0,80}?目标(?:任务)?(?:保持|始终)?(?:不变|不动摇|不放松|不调整|没有?变|没有?改变)")
# 超出市场预期并创下新高: what was expected is only surpassed.
_BEATS = late("(?:超出|超过|超|高于|低于|不及|符合|好于|优于|逊于|胜|差于|大幅超)$")
_SURPLUS = ("出超", "入超")
_FISCAL = late("[财財](?:年|季|政年)|FY")
_NEAR = 12
_SEVERAL = late(r"\d[E年]?[-–—~～至到/／]\d")  # 预计2024-2026年收入…: the first of them too
_SIGHT = 400  # characters before a figure in which its paragraph may say what the year shall bring
_SHALL = late(r"(?:今年|本年度?)[^，。；\d]{0,12}?(?:将|拟|计划)(?!近|士|军|领|来|的|内|外)")
_PAUSES = ("，", "：")
_AT_HEAD = 3  # characters: 据预测，
# What is striven for goes on over a semicolon; what is only expected or planned may be told of one thing.
_STRIVES = late("力争|力求|确保|争取|拟(?!建|在)")
_NOW = ("当前", "目前", "现在", "眼下", "如今", "时下", "现阶段")
_DONE = late(r"已|累计完成|了|现有|目前")
# 实现年初确定的主要目标: what was aimed at is reached.
_ALREADY = late(
    r"[，；](?:(?:年度|年内)?累计(?:已)?完成|(?:目前|现|截至[^，]{1,10})(?:实际)?已|已|实际(?:已|增长|完成|达到|为))"
)  # 力争引进120个，目前已引进76个
_REACHED = late(r"(?:实现|完成|达到|兑现)(?!率)(?:了)?[^，。；：:]{0,28}$")

# 争取中央资金237亿元 got it; 争取到2027年引进 aims at it.
_GETS = Expression(
    r"(?:到|了|得)?(?!20\d\d年|今年|明年|全年|年内|年底|实现|达到|完成|突破)[^，。；]{0,24}?(?:{funds})"
)
_SLOGAN = 30  # characters before 目标 that name it
_GUIDED = late(r"(?:围绕|按照|根据|锚定|聚焦|紧扣|瞄准|对照|朝着|坚持)[^，。；\d]{0,26}$")
_OF_PLAN = late(r"占[^，。；\d]{0,7}$")
_ON_SALE = late("推出|成交|出让|供应|挂牌|拿地")
_LAID_OUT = (
    "规划面积",
    "规划用地",
    "规划占地",
    "规划建筑",
)  # how large it shall be says nothing of what it has
# 年度计划投资30亿元，项目数增长5%: what it plans is said of its own number alone.
_PLANNED = late("(?<=年度)计划(?:总)?投资|(?<=年)计划(?:总)?投资")
# 10个计划投产项目实现投产7个: what was planned is done.
_PLANNED_DONE = late("计划(?:新?开工?|投产|竣工|完工|建设|实施)的?项目[^，。；]{0,6}(?:实际|实现|已)")
# 国家培养计划, 重大科技计划项目, “双高计划”: a programme's name.
_PROGRAMME = Expression("(?:{programme}|[三五十]年)$")


@dataclass(slots=True)
class Outlook:
    """What headings and leading sentences say of those that follow."""

    view: str
    reference: PartialDate | None
    article: int = -1
    paragraph: int = -1
    section: Status | None = None
    listed: Status | None = None
    part: bool = False  # the section is a numbered part, with headings below it
    mark: str = ""  # the mark of the heading of the section
    next_aim: int = -1  # where the next word of an aim stands
    aims: list[Cue] | None = None  # the words of the sentence that look ahead
    aimed: Fact | None = None  # the last figure, if its sentence aimed at it
    run: Fact | None = None  # the same of the sentence before a semicolon, which goes on with it
    foreseen: Foreseen = field(init=False)
    now: str = field(init=False)  # the month of the day of publication

    def __post_init__(self) -> None:
        r, self.foreseen = self.reference, Foreseen(self.view)
        self.now = f"{r.year}-{r.month or 12:02d}" if r else ""

    def enter(self, skeleton: Skeleton) -> None:
        """Move to a sentence."""
        s, self.aims = skeleton.sentence, None
        goes_on = self.view[s.span.start - 1 : s.span.start] in ("；", ";")
        self.run, self.aimed = self.aimed if goes_on else None, None
        if s.article != self.article:
            self.article, self.section, self.part, self.mark = s.article, None, False, ""
        if s.paragraph != self.paragraph:
            self.paragraph, self.listed = s.paragraph, None
            self.foreseen.told.clear()

    def leave(self, skeleton: Skeleton) -> None:
        """Remember what the sentence says of those that follow."""
        s = skeleton.sentence
        if s.kind == "heading":
            goals = (
                _GOALS_AHEAD.search(self.view, *s.span)
                or self._work_ahead(s.span)
                or self._year_ahead(s.span)
            )
            part, mark = heads_part(self.view, s.span), bullet(self.view, s.span)
            within = mark and self.mark and mark != self.mark
            if goals or part or not (self.part or within):
                self.section, self.part, self.mark = ("target" if goals else None), part, mark
        elif self.next_aim < s.span.end and self._names_aim(s.span):
            self._set_aims(s.span)

    def _names_aim(self, sentence: Span) -> bool:
        """Tell whether a sentence has a word for an aim; asked in the order of the text."""
        if self.next_aim < sentence.start:
            m = _AIM_WORD.search(self.view, sentence.start)
            self.next_aim = m.start() if m else len(self.view)
        return self.next_aim < sentence.end

    def _set_aims(self, sentence: Span) -> None:
        """See whether the sentences that follow list aims, or how they shall be reached."""
        if (m := _GOALS.search(self.view, *sentence)) and not _REACHED.search(
            self.view, sentence.start, m.start()
        ):
            self.listed = "target"
        if _WORK_BEGINS.search(self.view, *sentence):
            self.section = "target"

    def _year_ahead(self, heading: Span) -> bool:
        """Tell whether a heading names by a bare year what has hardly begun: 【2026 · 我们出发】 in January 2026."""
        m, now = _BARE_YEAR.search(self.view, *heading), self.reference
        if m is None or now is None or now.month is None:
            return False
        return int(m[1]) > now.year or (int(m[1]) == now.year and now.month <= _SEASON_OF_PLANS)

    def _work_ahead(self, heading: Span) -> bool:
        m = _WORK_AHEAD.search(self.view, *heading)
        return m is not None and (
            m[1] == "今" or (self.reference is not None and int(m[1]) >= self.reference.year)
        )

    def give_status(self, fact: Fact, skeleton: Skeleton) -> bool:
        """Read the cues before the number, then the calendar, then what the section is about; tell whether it was that."""
        if fact.rule.startswith("ticker"):
            return False
        if fact.rule == "target.level":
            fact.status = "target"
            return False
        cued = self._by_cue(fact, skeleton)
        going = None if cued else self._go_on(fact, skeleton)
        self.aimed = fact if going or self._reaches_on(cued, skeleton.sentence.span.start) else None
        free = not (cued or going or self.listed or self.section or self._to_be_done(fact))
        foreseen = self.foreseen.going_on(fact, self.now, ahead=self._ahead(fact)) if free else None
        stated = cued or going or foreseen or self._by_calendar(fact) or self._as_set(fact, skeleton)
        stated = stated or ("target" if self._to_be_done(fact) else None)
        around = self.listed or self.section
        own = fact.period is not None and not fact.period_inherited
        if around and own and not self._ahead(fact) and not self._this_year(fact):
            around = None  # it is over
        status, own = stated or around or "actual", own and self._ahead(fact)
        fact.status = prospects.corrected(fact, status, skeleton.sentence.span, self.view, own_time=own)
        self.foreseen.keep(fact)
        return around is not None

    def _reaches_on(self, cued: Status | None, begins: int) -> bool:
        """Tell whether what is striven for, or expected at the head of a row, goes on over a semicolon."""
        aims = self.aims or ()
        if cued == "forecast":
            told = [c.span for c in aims if c.kind == "forecast"]
            # 协会预计，全年用电量增长6%；年底装机将达26亿千瓦
            return any(self._at_head(c, begins) for c in told)
        return cued == "target" and any(_STRIVES.match(self.view, c.span.start) for c in aims)

    def _at_head(self, cue: Span, begins: int) -> bool:
        pauses = self.view.startswith(_PAUSES, cue.end) or prospects.announced(self.view, begins, cue.start)
        return pauses or cue.start - begins <= _AT_HEAD

    def _go_on(self, fact: Fact, skeleton: Skeleton) -> Status | None:
        """Go on with an aim over a semicolon: 力争全年引进企业10家；培育“小巨人”20家."""
        run, begins = self.run, skeleton.sentence.span.start
        told = fact.period is not None and not fact.period_inherited
        if run is None or told or _DONE.search(self.view, begins, fact.anchor):
            return None
        if run.status == "forecast":
            return "forecast" if fact.period else None  # 预计全年营收100亿元；净利润10亿元
        if fact.period is None or fact.period.kind != "target":
            fact.period, fact.period_inherited = run.period, run.period is not None
        return run.status

    def _to_be_done(self, fact: Fact) -> bool:
        """Tell whether the paragraph says before what this year shall bring: 今年本市将完善政策，全年培训3万人."""
        if not self._this_year(fact):
            return False
        sight = max(0, fact.anchor - _SIGHT)
        begins = max(sight, self.view.rfind("\n", sight, fact.anchor) + 1)
        return _SHALL.search(self.view, begins, fact.anchor) is not None

    def _this_year(self, fact: Fact) -> bool:
        """Tell whether it is the whole year that still runs, so that a plan may speak of it: 今年建成高铁3条."""
        r, p = self.reference, fact.period
        whole = r is not None and p is not None and (p.start, p.end) == (f"{r.year}-01-01", f"{r.year}-12-31")
        return whole and not _DONE.search(self.view, max(0, fact.anchor - _NEAR), fact.anchor)

    def _by_calendar(self, fact: Fact) -> Status | None:
        """Tell what lies ahead of the publication date: no fact yet."""
        p = fact.period
        if p is None:
            return None
        if p.kind == "target":
            year = str(self.reference.year) if self.reference else None
            if year is None or not p.end or p.end[:4] >= year:
                return "target"
        if self.view[p.span.end - 1] == "E":
            return "forecast"  # 2026E
        return "target" if self._ahead(fact) or plans(self.view, p) else None

    def _ahead(self, fact: Fact) -> bool:
        """Tell whether the period has not begun, or is a plan's and runs on into later years."""
        r, p = self.reference, fact.period
        if r is None or p is None or p.start is None or not p.start[:4].isdigit():
            return False
        if _FISCAL.search(self.view, *p.span):
            return False  # its year need not be the calendar's
        if p.start[:7] > self.now:
            return True
        runs_on = p.end is not None and int(p.end[:4]) > r.year and int(p.end[:4]) > int(p.start[:4])
        return runs_on and not _DONE.search(self.view, max(0, fact.anchor - _NEAR), fact.anchor)

    def _is_name(self, cue: Span) -> bool:
        """Tell whether the word is in a name, or of what guides or was got: “三项计划”, 围绕“一县一园”目标，, 争取资金."""
        beats = _BEATS.search(self.view, max(0, cue.start - 3), cue.start) and not self.view.endswith(
            _SURPLUS, 0, cue.start
        )
        if self.view.startswith("”", cue.end) or beats:
            return True
        word = cue.cut(self.view)
        if prospects.is_mood(self.view, cue):
            return True
        if word == "目标" and self.view.startswith(("，", ","), cue.end):
            return _GUIDED.search(self.view, max(0, cue.start - _SLOGAN), cue.start) is not None
        if word[-2:] in ("计划", "目标", "任务") and _OF_PLAN.search(
            self.view, max(0, cue.start - 8), cue.start
        ):
            return True  # 占年计划投资的40.4%
        if word in ("计划", "规划") and self.view[cue.start - 1] in "该此本这一":
            return True  # 该计划实施12年来
        programme = word == "计划" and (
            (self.view.endswith("”", 0, cue.start) and not self.view.endswith("五”", 0, cue.start))
            or _PROGRAMME.search(self.view, max(0, cue.start - 2), cue.start)
        )
        return bool(programme) or (word == "争取" and _GETS.match(self.view, cue.end) is not None)

    def _as_set(self, fact: Fact, skeleton: Skeleton) -> Status | None:
        """Read what aims are set, or kept up: 确定了发展烟叶6万亩、蔬菜10万亩的目标."""
        start, end = skeleton.sentence.span
        if self.view.find("目标", fact.anchor, end) < 0:
            return None
        if _KEPT_UP.match(self.view, fact.anchor, end):
            return "target"
        if not _SET.search(self.view, start, fact.anchor):
            return None
        return "target" if _AS_AIM.search(self.view, fact.anchor, end) else None

    def _past(self, p: Period) -> bool:
        r = self.reference
        over = r is not None and p.end is not None and p.end[:7] < self.now
        now = self.view.startswith(_NOW, p.span.start)  # 目标价82元，当前股价72元
        day = r is not None and p.frequency == "D" and p.start == p.end and p.end is not None
        return p.kind == "base" or over or now or (day and not self._later(p))

    def _later(self, p: Period) -> bool:
        """Tell whether a day lies behind the publication."""
        r = self.reference
        return r is None or r.day is None or (p.end or "") > f"{r.year}-{r.month or 0:02d}-{r.day:02d}"

    def _by_cue(self, fact: Fact, skeleton: Skeleton) -> Status | None:
        """Read the last cue before the number, but for one that a past period of its own stands behind."""
        if self.aims is None:
            self.aims = [cue for clause in skeleton.clauses for cue in clause.cues if self._looks_ahead(cue)]
        if not self.aims:
            return None
        # The number itself, where its growth noun stands first: GDP增长目标为5.5%.
        at = (
            fact.change.quantity.start
            if fact.change and fact.change.quantity and not fact.quantity
            else fact.anchor
        )
        p = fact.period
        told = p is not None and not fact.period_inherited and self._past(p)
        own = p if told and p and not _SEVERAL.search(self.view, *p.span) else None
        will = False
        for kind, cue in ((c.kind, c.span) for c in reversed(self.aims) if c.span.start < at):
            # What ends one cue ends all before it.
            if (own and own.span.start > cue.end) or _ALREADY.search(self.view, cue.end, at):
                break
            if self.view.startswith(_LAID_OUT, cue.start) and fact.indicator.span.start > cue.end:
                continue
            if self.view.startswith(("规划建筑", "规划建面"), cue.start) and self._on_sale(cue, fact):
                continue  # 成交规划建筑面积1872万平方米
            if _PLANNED.match(self.view, cue.start) and fact.indicator.span.start > cue.end:
                continue
            if self._sums_up(cue, fact) or _PLANNED_DONE.match(self.view, cue.start, at):
                continue
            if kind == "forecast":
                return "forecast"
            if not self.view.startswith("将", cue.start):
                return "target"
            will = True  # 预计到年底将达到: what is expected stays so.
        if will and self.run and self.run.status == "forecast":
            return "forecast"
        return "target" if will else None

    def _sums_up(self, cue: Span, fact: Fact) -> bool:
        """Tell whether it is only in the name of a sum told before a count: 计划总投资78亿元，其中10亿元以上项目3个."""
        counts = fact.quantity is not None and fact.quantity.unit in COUNTERS
        counts = counts or (fact.measure == "share" and fact.indicator_inherited)
        named = self.view.startswith(("计划总投资", "预计总投资", "规划总投资"), cue.start)
        return counts and named and self.view.find("其中", cue.end, fact.anchor) >= 0

    def _on_sale(self, cue: Span, fact: Fact) -> bool:
        """Tell whether land is spoken of by what may be built on it: 推出用地68宗，规划建面642万平方米."""
        start = max(0, cue.start - _SLOGAN)
        return (
            fact.indicator.span.start < cue.start or _ON_SALE.search(self.view, start, cue.start) is not None
        )

    def _looks_ahead(self, cue: Cue) -> bool:
        """Tell whether the word says of figures behind it that they are aimed at or expected."""
        ahead = cue.kind in ("target", "forecast") and not self._is_name(cue.span)
        return ahead and not _REACHED.search(self.view, max(0, cue.span.start - 12), cue.span.start)
