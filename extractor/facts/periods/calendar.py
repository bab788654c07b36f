"""The periods that a sentence, paragraph, heading or title hands on to what follows it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.facts.model import Fact
from extractor.facts.periods import asides, steps
from extractor.facts.periods.events import begins, is_born, is_event, is_held, is_story
from extractor.facts.periods.other_times import glosses, origin, passed
from extractor.facts.periods.roles import (
    bare_year,
    is_all,
    is_stated_part,
    lasting,
    opens,
    part_of_year,
    runs_years,
    sums_up,
    weak,
    years,
)
from extractor.facts.periods.undated import Reported
from extractor.facts.periods.years import Years, is_name
from extractor.facts.skeleton import Skeleton, bullet, heads_part
from extractor.late import late
from extractor.mentions.model import Period
from extractor.patterns import Expression
from extractor.span import Span
from extractor.text.model import Sentence

# What lies ahead governs its own sentence only.
_AHEAD = late(r"未来|今后|明年|后年|将来|[\d一二两三四五六七八九十]{1,2}(?:年|个月)(?:之|以)?内")
_NOW = late("(?:截[至止]|到)?(?:目前|现在|当前|如今|眼下|时下)(?:为止)?|至今|迄今")
# Vague, but a stretch of time: 过去一年, 五年间, 投产以来.
_LASTS = late(r"[年月]间?$|以来|期间|时期|假期$|假日$|长假$|黄金周$")
# A report's period holds for all that it reports.
_BULLETIN = Expression("{bulletin}")
# A report is named by the year in which it is given; what it tells happened before.
_GIVEN_IN = late(r"年?[^，。；]{0,12}(?:工作报告|工作要点|工作会议)")
_MARKET = Expression("{market-day}")
_ITEM = late("[一二三四五六七八九]是")
_BY_ITSELF = ("当季", "当月", "单季", "单月")
_LAST = ("上年", "去年", "上月", "上季")
THIS_YEAR = ("今年", "本年", "全年")
_OPENING = 8  # characters that may stand before the period that opens an article


@dataclass(slots=True)
class Calendar(Years):
    """The periods that later sentences inherit."""

    all_months: Mapping[int, Reported] = field(default_factory=dict)  # by article
    tabled: bool = False  # whether the text has tables, which ask what holds where they stand
    part: bool = False  # the heading is that of a numbered part, with headings below it
    alone: bool = False  # the heading is a time and nothing else
    mark: str = ""  # the mark of the heading
    trades: bool = False  # the sentence tells of a day on the market, of which all its quotes are
    market: Period | None = None  # the day on the market that this paragraph tells of
    headed: Period | None = None  # the one that opens this paragraph, if it tells of no other
    borne: bool = False  # the paragraph's period has governed a figure, and does not only tell a story
    article: int = -1
    paragraph_index: int = -1
    begun: bool = False  # a sentence of prose has been read
    figured: bool = False  # a sentence before this one has told a figure
    latest_at: int = -1
    aim: Period | None = None  # by when this paragraph's aims shall be reached: 到2027年，…；…
    stretch: Period | None = None  # the last one of several years
    announced: Period | None = None  # several years that a sentence without figures opened with
    counted: tuple[Period, str | None] | None = None  # when things of that unit were counted
    before_list: Period | None = None  # what held in the paragraph before 一是
    day: Period | None = None  # the last day on which something was counted
    event: Period | None = None  # the day of what was held, which this paragraph tells of
    opening: Period | None = None  # the day on which works began: 9月28日，甲项目开工
    whole: Period | None = None  # the same, over paragraphs too: 其中 goes on with it
    going: Period | None = None  # what holds before a semicolon and no further: 目前…；…
    born: int | None = None  # where this sentence has told since when something exists
    last: Fact | None = None  # the last figure of this paragraph
    row: tuple[Period, str | None] | None = None  # when the figure before a semicolon was, and its unit
    used: set[Span] = field(default_factory=set)  # periods that govern a figure of this sentence
    levels: set[Span] = field(default_factory=set)  # those of which it tells more than a growth
    parted: set[Span] = field(default_factory=set)  # runs whose years are told one by one: 2025/2026/2027年
    pair: list[Period] = field(default_factory=list)  # from when to when the sentence tells of changes
    weakly: dict[Span, bool] = field(default_factory=dict)  # which only help to tell the story
    pair_before: list[Period] = field(default_factory=list)  # the last of them in this paragraph
    states: list[tuple[int, int, Period | None]] = field(default_factory=list)  # as each sentence leaves it

    def enter(self, skeleton: Skeleton) -> None:
        """Move to a sentence; an article or section end stops what is carried."""
        s = skeleton.sentence
        self.business.enter(skeleton)
        self.born = next((p.span.end for p in skeleton.periods if is_born(self.view, p)), None)
        self.figured = s.article == self.article and (self.figured or self.last is not None)
        if s.article != self.article:
            self.article = s.article
            self.title = self.lead = self.heading = self.paragraph = self.latest = self.report = None
            self.given = self.stretch = self.announced = self.told = self.whole = self.counted = None
            self.year, self.bulletin, self.begun, self.part = None, False, False, False
            self.mark, self.day, self.opening, self.alone = "", None, None, False
            self.stated.clear()
            self.years.clear()
            self.months = self.all_months.get(s.article)
        self.used.clear()
        self.levels.clear()
        self.pair_before, self.pair = self.pair or self.pair_before, []
        self.said = []
        if skeleton.periods:
            self.trades = _MARKET.search(self.view, *s.span) is not None
            stated = (p for p in skeleton.periods if p.frequency == "Y" and p.year_from == "stated")
            whole = (p for p in stated if p.kind == "span" and years(p) == 1 and not self._weak(p))
            self.said = [(p.span.end, int((p.start or "")[:4])) for p in whole]
            if self.view.find("称", *s.span) >= 0:
                self.call(skeleton.periods)
        if s.paragraph != self.paragraph_index:
            self.pair_before, self.paragraph_index, self.year = [], s.paragraph, None
            self.headed = self.headed if asides.goes_by_parts(self.view, s.span.start) else None
            self.paragraph = self.headed
            self.event = self.told = self.last = self.aim = self.before_list = None
        if m := _ITEM.match(self.view, s.span.start):
            # 前三季度，…。二是…，三季度各月均增长。三是…: each item goes on with the time before the first.
            if m[0][0] == "一":
                self.before_list = self.paragraph
            else:
                self.paragraph = self.before_list or self.paragraph
        goes_on = self.view[s.span.start - 1 : s.span.start] in ("；", ";")
        q = self.last.quantity if goes_on and self.last else None
        self.row = (self.whole, q.unit) if q and self.whole and self.whole.start else None
        self.going = self.told if goes_on and self.told and self._is_now(self.told) else None

    def leave(self, skeleton: Skeleton) -> None:
        """Remember the sentence's own period for those that follow."""
        own: list[Period] = []
        if periods := skeleton.periods:
            self.aim = self._aims(skeleton, periods)
            self.stretch = next((p for p in reversed(periods) if p.span in self.parted), self.stretch)
            self.stated |= {
                part_of_year(p): int(p.start[:4]) for p in periods if p.start and is_stated_part(p)
            }
            # 从2020年的5.2万元提高到2025年的7.4万元: both years are of that change alone.
            own = [
                p for p in periods if self._carries(p) and p not in self.pair and p.span not in self.parted
            ]
            own = [] if asides.looked_at_by_parts(self.view, skeleton.sentence.span) else own
            # 收益9.01亿元（2023年上半年：8.17亿元）: what a bracket recalls is not what goes on.
            inner = [c for c in skeleton.clauses if c.depth]
            aside = {p.span for c in inner for p in c.periods} if any(c.numbers for c in inner) else ()
            own = [p for p in own if p.span not in aside]
            own = [p for p in own if not self._aside(p, skeleton.sentence.span)]
            own = [p for p in own if not asides.from_then_on(self.view, p, skeleton)]
            told = (p for p in own if p.year_from == "stated" and p.start and p.span in self.used)
            self.years.update(int(p.start[:4]) for p in told if years(p) == 1 and p.start)
            own = [p for p in own if not asides.only_compared(self.view, p, own, self.used)]
            own = [p for p in own if not self._is_until(p, periods)]
            own = [p for p in own if not (self._alone_beside(p, skeleton) or self._looks_back(p, skeleton))]
            if len(own) > 1 or self.paragraph:
                grown = self.used - self.levels
                own = [p for p in own if p.span not in grown or not asides.sums_growth(p, skeleton)]
        kind, mark = skeleton.sentence.kind, bullet(self.view, skeleton.sentence.span)
        if kind == "heading" and mark and mark != self.mark and (self.mark or self.heading) and not own:
            pass  # ■ 2025年目标 ● 经济增长6%左右 ● 粮食产量500亿斤; 过去五年 ● 经济发展再上新台阶
        elif kind == "title" or (kind == "heading" and not self._in_parts(own, skeleton.sentence, mark)):
            bare = bare_year(self.view, skeleton.sentence.span)  # 2018政府工作报告
            named = own or ([bare] if bare else [])
            given = [p for p in named if p.frequency == "Y" and _GIVEN_IN.match(self.view, p.span.end)]
            self.given = self.given or (given[0] if given else None)
            own = [p for p in own if p not in given]
            one = kind == "title" or len(own) == 1
            self.title = self.title or (self.dated(own[0]) if own and one else None)
            stated = _BULLETIN.search(self.view, *skeleton.sentence.span)
            self.bulletin = self.bulletin or self.title is not None or stated is not None
        elif kind == "heading":
            # “十四五”时期和2025年工作回顾: what follows will say which.
            said = (
                (own[0] if len(own) == 1 else None) if own else bare_year(self.view, skeleton.sentence.span)
            )
            if not (said or own):
                said = steps.year_before(periods, self.title or self._standing(), self.view)
            # 三、2026年主要工作 holds for all headings below it, up to 四、; 过去五年 up to 今后五年.
            part = heads_part(self.view, skeleton.sentence.span)
            if said or (part and not self.alone) or not self.part:
                self.mark, self.alone = mark, bool(said and is_all(self.view, skeleton.sentence.span, said))
                self.heading, self.latest, self.part = said and self.dated(said), None, part or self.alone
                self.announced = None
        else:
            governing = [p for p in own if p.span in self.used or opens(self.view, p, skeleton)]
            governing = governing or [p for p in own if self.trades and p.frequency in ("D", "W")]
            # The first sentence with a period gives it in any place, if none of its own governs.
            self._leave_prose(skeleton, periods, governing if governing or self.lead else own)
        if self.tabled:
            self.states.append((skeleton.sentence.span.end, skeleton.sentence.article, self._standing()))

    def _in_parts(self, own: Sequence[Period], heading: Sentence, mark: str) -> bool:
        """Tell whether a heading stands within the text and not at its head: 过去一年 … 过去五年 …"""
        parts = len(own) == 1 and is_all(self.view, heading.span, own[0]) and self.title not in (None, *own)
        return self.begun or bool(mark) or parts

    def _aims(self, skeleton: Skeleton, periods: Sequence[Period]) -> Period | None:
        """Return by when the sentence opens with saying that something shall be reached."""
        told = [p for p in periods if p.span in self.used]
        if not told:
            return self.aim
        last = told[-1]
        ahead = last.kind == "target" and last.year_from == "stated" and opens(self.view, last, skeleton)
        return last if ahead else None

    def _leave_prose(self, skeleton: Skeleton, periods: list[Period], own: list[Period]) -> None:
        if skeleton.sentence.kind == "prose" and not self.begun:
            # An article that opens with its period is about that period.
            self.begun = True
            first = bool(own) and own[0].span.start - skeleton.sentence.span.start <= _OPENING
            self.bulletin = self.bulletin or (first and lasting(own[0]))
        if periods and self.title is None and (found := asides.announced(self.view, periods)):
            self.title, self.bulletin = self.dated(found), True
        if periods:
            days = (p for p in periods if is_event(self.view, p, skeleton.sentence.span.end))
            self.event = next(days, self.event)
        own = [p for p in own if p.span in self.used or not asides.to_come(p, self.reference)]
        own = asides.without_hopes(self.view, own, alone=self.paragraph is None)
        if self.paragraph and len(own) == 1 and self._inside(own[0], skeleton):
            return
        if not own:
            if not self.borne and any(p.span in self.used and self._is_now(p) for p in periods):
                self._come_to_now()
            return
        self._announce(skeleton, own)
        if self.view.startswith("其中", skeleton.sentence.span.start) and self._is_part(self.dated(own[-1])):
            return
        held, self.paragraph = self.paragraph, self.dated(own[-1])
        alone = held is None and len(own) == 1 and asides.heads(self.view, own[0], skeleton)
        self.headed = self.paragraph if alone else self.headed if held == self.paragraph else None
        self.borne = own[-1].span in self.used
        self.market = self.paragraph if self.trades else None
        self.stretch = next((p for p in reversed(own) if runs_years(self.view, p)), self.stretch)
        if not lasting(self.paragraph) and begins(self.view, own[-1], skeleton.sentence.span.end):
            self.opening = self.paragraph
            return
        self.opening = None
        part = asides.named_for_itself(self.view, own) and self._is_part(self.paragraph)
        if not part and (years(self.paragraph) == 1 or not (self.title or self.latest)):
            self.latest_at = self.paragraph_index
            self.latest = self.paragraph  # 五年间 in a bulletin of one year is a look back
        if lasting(own[0]) or own[0].point:  # what happened on a day is told beside it
            self.lead = self.lead or self.dated(own[0])
        first = not self.figured and own[0].span in self.used
        if self.title and first and sums_up(self.dated(own[0]), self.title):
            self.title = self.dated(own[0])
        self._keep_year(own[-1], self.paragraph)

    def _keep_year(self, last: Period, read: Period) -> None:
        """Keep the year that a paragraph states: 2019年，…。今年一季度，…。一季度，… is of neither."""
        if last.year_from == "stated" and last.start:
            self.year, self.over = int(last.start[:4]), (last.end or "").endswith("-12-31")
        elif self.over and read.year_from == "unknown":
            self.year = None

    def _is_part(self, p: Period) -> bool:
        """Tell whether it is a part of the time before, which what follows goes on with: 前三季度…。其中，9月份…."""
        whole = self.latest
        if whole is None or p.frequency == "D" or not (whole.start and whole.end and p.start and p.end):
            return False
        start = f"{whole.start[:4]}-01-01" if whole.point else whole.start  # 截至7月底…。其中，7月份…
        return start <= p.start and p.end <= whole.end and whole[1:3] != p[1:3]

    def _inside(self, p: Period, skeleton: Skeleton) -> bool:
        """Tell whether a period only says when one of several things was done: 7个项目在一、二季度开工；….13个竣工."""
        return self.view[p.span.start - 1] == "在" and not opens(self.view, p, skeleton)

    def _come_to_now(self) -> None:
        """End a story: 2008年，园区整合了…。目前入驻企业400家。软件企业150家."""
        self.latest = None if self.latest == self.paragraph else self.latest
        self.lead = None if self.lead == self.paragraph else self.lead
        self.paragraph = None

    def _announce(self, skeleton: Skeleton, own: Sequence[Period]) -> None:
        """Take 五年来，我们牢记嘱托 for the years that the paragraphs behind it report on, until another period opens one."""
        first = own[0]
        if not opens(self.view, first, skeleton):
            return
        if years(first) == 1:
            self.announced = None
        elif first.span not in self.used and self.view.startswith("，", first.span.end):
            self.announced = self.dated(first)

    def _is_now(self, p: Period) -> bool:
        return _NOW.fullmatch(self.view, *p.span) is not None

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
            and ((lasting(p) and not is_held(self.view, p)) or p.span in self.used or self.trades)
            and not _AHEAD.match(self.view, p.span.start)
            and not self._weak(p)
            and not origin(self.view, p)
            and not glosses(self.view, p)
            and not passed(self.view, p)
            and not is_story(self.view, p)
        )

    def _weak(self, p: Period) -> bool:
        """Tell whether the period only helps to tell the story; asked for every figure of its sentence."""
        known = self.weakly.get(p.span)
        if known is None:
            known = weak(self.view, p) or asides.stands_aside(self.view, p) or is_name(self.view, p)
            self.weakly[p.span] = known
        return known

    def _alone_beside(self, p: Period, skeleton: Skeleton) -> bool:
        """Tell whether one quarter or month is set beside the figure of all: 零售总额1344亿元，三季度当季增长9.1%."""
        if not self.view.endswith(_BY_ITSELF, *p.span) and not self.view.startswith(_BY_ITSELF, p.span.end):
            return False
        if self.view[p.span.start - 1] in "和、与及":
            return False  # 1月份和3月份单月
        # …；5月当月出口30亿元
        return bool(self.row and self._is_part(p)) or asides.follows_number(p, skeleton)

    def _looks_back(self, p: Period, skeleton: Skeleton) -> bool:
        """Tell whether the year before is recalled behind a figure of this one: 水电98亿度，上年全年为531亿度；风电142亿度."""
        held, row = self.paragraph, self.view[skeleton.sentence.span.end - 1] in "；;"
        if not row or not self.view.startswith(_LAST, p.span.start) or held is None:
            return False
        return (held.start or "") > (p.start or "") and asides.follows_number(p, skeleton)

    def _is_until(self, p: Period, periods: Sequence[Period]) -> bool:
        """Tell whether a figure was counted up to the day before it: 截至7月末，今年新增就业27.8万人."""
        days = (q for q in periods if q.point and q.span in self.used)
        return p.span.cut(self.view) in THIS_YEAR and any(0 <= p.span.start - q.span.end <= 1 for q in days)

    def _aside(self, p: Period, sentence: Span) -> bool:
        """Tell whether a year behind a report's own is named in mid-sentence: 今年建成两条高铁，2028年建成第三条."""
        later = self.given is not None and (p.start or "")[:4] > (self.given.start or "")[:4]
        return later and p.span.start - sentence.start > _OPENING


def enclosing(sentences: Sequence[Sentence], at: int) -> int:
    """Return the index of the sentence that holds a place, or of the last before it."""
    return max(0, bisect_right(sentences, at, key=lambda s: s.span.start) - 1)
