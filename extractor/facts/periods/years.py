"""The year of a period that names none: as the text has given it, never guessed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.facts.periods.business import Business
from extractor.facts.periods.plans import Plans
from extractor.facts.periods.roles import is_whole, part_of_year, whole_year, years
from extractor.facts.periods.undated import Reported
from extractor.late import late
from extractor.mentions.model import Period
from extractor.mentions.periods import with_year
from extractor.mentions.periods.reference import is_report
from extractor.text.model import PartialDate

# What is reported, or its end: 本财季营收, 期末资产负债率.
_REPORTED = late(r"(?:报告|本)期(?:内|末)?|本年|期[内末]|本(?:财)?季(?:度)?(?:末)?|报告期(?:内|末)")
# Who writes 今年 tells by a year in figures what is long past.
_LEANS = late("今年|去年|明年|本年(?!度)")
# 关于2009年决算的报告: who gives it speaks of 2009 as 去年.
_OF_YEAR = late(
    r"((?:19|20)\d\d)年度?(?:[^，。；\d《》]{0,12})(?:决算|预算执行|计划执行)(?:情况)?(?:（草案）|\(草案\))?(?:的|审查|审计)*报告"
)
_MEANT = late("[，,]?(?:力争|争取|计划|拟|将|确保)")
_YEARS_BETWEEN = late(r"(\d{1,2})年(?:间|来)")
_YEAR_EDGES = ("年底", "年末")
_YEAR_ENDS = tuple("年来间里中")
# 这一年 is the year that the text has named, 过去一年 the one before that of the report.
_THAT_YEAR = late("(?:过去的?)?(?P<this>这)?一年(?:以来|[来间里中])?")

_DATES = ("start", "end", "point", "frequency", "cumulative", "kind", "year_from")
_CALLED = late('(?:简称|统称|下称|合称)[为：:]?[“‘「"]?$')
_CALLED_REACH = 4


@dataclass(slots=True)
class Years:
    """What the text has said of years."""

    view: str
    title: Period | None = None
    lead: Period | None = None
    heading: Period | None = None
    paragraph: Period | None = None
    latest: Period | None = None  # the last period of this section
    told: Period | None = None  # what the last figure was of
    named: dict[str, Period] = field(default_factory=dict)  # what the text calls a period from then on
    given: Period | None = None  # the year in which a report is given: what it aims at lies there
    report: Period | None = None  # what 报告期 is
    year: int | None = None  # a year that this paragraph states
    over: bool = False  # to its end: 今年 is a later one
    said: list[tuple[int, int]] = field(default_factory=list)  # the years that this sentence states, by place
    stated: dict[tuple[str, str], int] = field(
        default_factory=dict
    )  # the last year given to a part of a year
    years: Counter[int] = field(
        default_factory=Counter
    )  # that the article has told figures of, and how often
    months: Reported | None = None  # of an article without a date: the months of what year it reports on
    bulletin: bool = False  # the title names the period, or hardly any other is named
    reference: PartialDate | None = None
    business: Business = field(init=False)
    plans: Plans = field(init=False)
    given_in: int | None = field(init=False)  # the year in which a report on the year before is given
    reports: bool = field(init=False)  # to a congress
    leans: bool = field(init=False)  # it speaks of 今年 somewhere

    def __post_init__(self) -> None:
        self.plans = Plans(self.view)
        told = _OF_YEAR.findall(self.view) if self.reference is None else []
        self.given_in = int(told[0]) + 1 if len(set(told)) == 1 else None
        self.leans = _LEANS.search(self.view) is not None
        self.reports = is_report(self.view)
        self.business = Business(self.view)

    def reported(self, period: Period, known: Period | None) -> Period:
        """Give 期末 the end of the period that is reported on."""
        text = period.span.cut(self.view)
        if known is None or known.end is None or not _REPORTED.fullmatch(text):
            return period
        if text == "本年" and (known.frequency != "Y" or known.year_from != "stated" or years(known) > 1):
            return period
        if "季" in text and known.frequency != "Q":
            return period  # 全年每股纯益66元……本季营收将落在346亿
        if "报告期" in text:
            # One report is of one period, whatever else is told in it: 2018年度业绩承诺未完成…报告期内….
            titled = self.title if self.title and self.title.start and not self.title.point else None
            known = self.report = self.report or titled or known
        start = known.end if period.point or text.endswith("末") else known.start
        return period._replace(start=start, end=known.end)

    def dated(self, period: Period) -> Period:
        """Give a period that names no year the one that the text has given for it."""
        if self.named and (meant := self.named.get(period.span.cut(self.view))):
            return period._replace(**{f: getattr(meant, f) for f in _DATES})
        period = self._that_year(self.business.read(period))
        period = self.reported(period, self.latest or self.lead or self.title)
        period = whole_year(self.view, self._between(period), self.heading or self._about())
        if self.reports and is_whole(self.view, period) and (year := self._looked_back_on()):
            return period._replace(start=f"{year}-01-01", end=f"{year}-12-31")
        if period.year_from == "reference" and (older := self._older(period)):
            return period._replace(start=f"{older}-01-01", end=f"{older}-12-31", year_from="stated")
        if period.year_from == "reference" and (named := self._year_end(period) or self._older_end(period)):
            return period._replace(start=f"{named}-12-31", end=f"{named}-12-31", year_from="stated")
        if period.year_from != "unknown":
            return period
        # 2022年一季度 … 一季度: without a date, the same part of a year is that of the year last stated for it.
        if _MEANT.match(self.view, period.span.end):
            return period  # 2017年签约33个。一月份力争再签3个
        leans = _LEANS.match(self.view, period.span.start) is not None
        if leans and self.given_in:
            return with_year(period, self.given_in)
        if leans and len(self.years) > 1:
            year = self._titled_year()  # 今年 is the writer's, whatever years the figures before were of
            return with_year(period, year) if year else period
        said = next(
            (year for end, year in reversed(self.said) if end <= period.span.start and not leans), None
        )
        year = (
            said
            or (None if leans and self.over else self.year)
            or (self.stated.get(part_of_year(period)) if period.shift == 0 else None)
            or self._only_year()
            or (self.months.year(period) if self.months and not leans else None)
        )
        return with_year(period, year) if year else period

    def call(self, periods: Sequence[Period]) -> None:
        """Learn what a text calls its period: 2019年12月30日-2020年1月3日（以下简称本周）."""
        for p, name in pairwise(periods):
            if is_name(self.view, name) and p.start:
                self.named[name.span.cut(self.view)] = self.dated(p)

    def _about(self) -> Period | None:
        """Return what the paragraph is about, unless the last figure was of another year: 今年前三季度…，全年有望…."""
        about, told = self.paragraph or self._year_before(), self.told
        if about and told and told.span.start > about.span.start and told.year_from == "reference":
            return about if (about.start or "")[:4] == (told.start or "")[:4] else None
        return about

    def _year_before(self) -> Period | None:
        """Return the year on which a report looks back, as long as nothing else is told of: 2004年，….\n全年支出共2626亿元."""
        p = self.latest
        over = p and self.reference and (p.start or "")[:4] == str(self.reference.year - 1)
        return p if over and p and p.year_from == "stated" else None

    def _that_year(self, period: Period) -> Period:
        """Read 2017年是…的第一年。…这一年，… and 过去一年 in a report of 2018, whenever that was put online."""
        ends = self.view.endswith(_YEAR_ENDS, *period.span)
        m = _THAT_YEAR.fullmatch(self.view, *period.span) if ends else None
        if m is None:
            return period
        given = int(self.given.start[:4]) - 1 if self.given and self.given.start else None
        named = self._named_year(period)
        over = named == self.reference.year - 1 if self.reference else self.bulletin
        year = named or given if m["this"] else given or (named if over else self._year_reported())
        if year is None:
            return period
        return period._replace(
            start=f"{year}-01-01", end=f"{year}-12-31", frequency="Y", kind="span", year_from="stated"
        )

    def _year_reported(self) -> int | None:
        """Return the year on which a report looks back of which only the year is known in which it is given."""
        r = self.reference
        return r.year - 1 if r and r.month is None else None

    def _looked_back_on(self) -> int | None:
        """Return the year that a bare 全年 of a report is of, as long as it has not come to the aims."""
        near, year = self.heading or self.paragraph or self.latest, self._year_reported()
        return year if near is None or (near.start or "")[:4] == str(year) else None

    def _named_year(self, period: Period) -> int | None:
        """Return the year that the text has named last before a period."""
        said = next((year for end, year in reversed(self.said) if end <= period.span.start), None)
        before = (p for p in (self.paragraph, self.latest) if p and p.start and years(p) == 1)
        carried = next((p.start[:4] for p in before if p.start and p.start[:4].isdigit()), None)
        return said or self.year or (int(carried) if carried else None)

    def _between(self, period: Period) -> Period:
        """Read 从2018年的1万亿元，到2023年的2万亿元，5年间增长1倍 as the years between those two."""
        m = _YEARS_BETWEEN.fullmatch(self.view, *period.span)
        told = [year for end, year in self.said if end <= period.span.start]
        if m is None or len(told) < 2 or told[-1] - told[-2] not in (int(m[1]), int(m[1]) - 1):
            return period
        return period._replace(start=f"{told[-2]}-01-01", end=f"{told[-1]}-12-31", year_from="stated")

    def _year_end(self, period: Period) -> int | None:
        """Return the year that the sentence has named right before 年底: 2024年新增1200万千瓦，年底总装机达6400万千瓦."""
        if period.span.cut(self.view) not in _YEAR_EDGES or not self.said:
            return None
        end, year = next((s for s in reversed(self.said) if s[0] <= period.span.start), (-1, 0))
        return year if end >= 0 and not _LEANS.search(self.view, end, period.span.start) else None

    def _older_end(self, period: Period) -> int | None:
        """Return the same of a bare 年末: in a bulletin of 2015 it is the end of that year."""
        return self._reported_in(period) if period.span.cut(self.view) in _YEAR_EDGES else None

    def _older(self, period: Period) -> int | None:
        """Return the year that an article is of which was put online years later: a bulletin of 2015 from 2023."""
        bare = is_whole(self.view, period) or period.span.cut(self.view) == "当年"
        return self._reported_in(period) if bare else None

    def _reported_in(self, period: Period) -> int | None:
        this = (period.start or "")[:4]
        if not this.isdigit():
            return None
        t = self.title
        if (titled := self._titled_year()) and t and t.frequency == "Y":
            return titled if titled < int(this) else None
        year, times = next(iter(self.years.items()), (0, 0))
        alone = len(self.years) == 1 and times > 1 and not self.leans and self._opens_with_year()
        return year if alone and year < int(this) else None

    def _opens_with_year(self) -> bool:
        """Tell whether the first period of the text is a whole year in figures."""
        p = self.lead
        return p is not None and p.year_from == "stated" and p.frequency == "Y" and years(p) == 1

    def _titled_year(self) -> int | None:
        """Return the year that the title states."""
        t = self.title
        if t is None or t.year_from != "stated" or not (t.start and t.end):
            return None  # “十三五”以来发展纪实
        return int(t.start[:4]) if t.start[:4] == t.end[:4] else None

    def _only_year(self) -> int | None:
        """Return the year of the title, the only one that the article has told figures of, or that it opens with."""
        if year := self._titled_year():
            return year
        if self.leans or len(self.years) > 1:
            return None
        opening = self.lead if self.bulletin and self.lead and self.lead.year_from == "stated" else None
        if not self.years and opening and opening.start and years(opening) == 1:
            return int(opening.start[:4])  # 2021年，全县经济稳中向好。…全年生产总值235亿元
        return next(iter(self.years), None)


def is_report_period(p: Period, view: str) -> bool:
    """Tell whether it is 期内, 本期: what is reported, or its end."""
    return p.start is None and _REPORTED.fullmatch(view, *p.span) is not None


def is_name(view: str, p: Period) -> bool:
    """Tell whether it is only what another period is called from then on: （以下简称“报告期”）."""
    return _CALLED.search(view, max(0, p.span.start - _CALLED_REACH), p.span.start) is not None
