"""What an expression of time says before a reference date turns it into days."""

from typing import Literal, NamedTuple

from extractor.mentions.model import Frequency
from extractor.mentions.periods.calendar import read_day
from extractor.text.model import PartialDate

Edge = Literal["", "start", "end", "middle"]
Special = Literal["", "now", "event", "report", "near", "ago", "ahead", "gone", "ending"]


class Side(NamedTuple):
    """One end of an expression, or all of it: a year, said in some way, and a part of it."""

    unit: Frequency = "Y"
    year: int | None = None  # stated
    short: bool = False  # two digits: the century follows from the reference
    shift: int | None = None  # years from the reference: 去年 is -1
    hang: int | None = None  # years from the year last spoken of: 上年 is -1
    years: int = 1  # a stretch of years from `year` on
    fiscal: bool = False  # 2023/24年度 names one year by two: its parts are read as the first one's
    months: tuple[int, int] | None = None
    days: tuple[int, int] | None = None  # a last day of 0 is the month's last
    step: tuple[Frequency, int] | None = None  # 上月 is ("M", -1)
    spoken: bool = False  # the step counts from what was last spoken of: 当月
    prior: bool = False  # 前一年: the one before what was spoken of, and of nothing else
    weekday: int | None = None
    edge: Edge = ""
    same: bool = False  # 同期
    cumulative: bool = False
    feast: tuple[tuple[int, ...], ...] = ()  # year, month, day, month, day: the days of a feast that moves

    @property
    def dated(self) -> bool:
        """Tell whether the expression itself binds the year."""
        return (
            self.year is not None or self.shift is not None or self.hang is not None or self.step is not None
        )

    @property
    def hangs(self) -> bool:
        """Tell whether it leans on a period said before."""
        return self.hang is not None or self.spoken or self.same

    @property
    def ranges(self) -> bool:
        """Tell whether it covers several days, months or quarters by itself: 19到20日."""
        if self.days:
            return self.days[0] != self.days[1]
        return self.unit == "M" and self.months is not None and self.months[0] != self.months[1]


class Form(NamedTuple):
    """A whole expression."""

    a: Side
    b: Side | None = None
    lead: Literal["", "until", "to"] = ""
    since: bool = False
    special: Special = ""
    length: int = 0  # of a stretch, in years, months or days
    loose: bool = False  # no year: a word of the future near by decides
    complete: bool = False  # of whole years: 最近三个会计年度

    @property
    def hangs(self) -> bool:
        """Tell whether it leans on a period said before."""
        return self.a.hangs or (self.b is not None and self.b.hangs)

    @property
    def back(self) -> bool:
        """Tell whether it is a month or a quarter before another: 上季."""
        return self.a.step is not None and self.a.step[0] in "MQ" and self.a.step[1] < 0

    @property
    def counts(self) -> bool:
        """Tell whether it has to be counted from something: 上季, and 7月份 without a year."""
        return self.loose or (self.a.step is not None and self.a.step[0] in "MQ")


class Spoken(NamedTuple):
    """The stretch last spoken of, on which 当月, 上年 and 同期 lean."""

    start: str
    end: str
    cumulative: bool
    frequency: Frequency | None

    def bears(self, side: Side) -> bool:
        """Tell whether 当月 or 当日 can lean on it: on 上半年 as its last month."""
        unit = side.step[0] if side.spoken and side.step else ""
        fits = {"D": "D", "W": "WD", "M": "MD", "Q": "QMD"}.get(unit, "")
        ends = self.frequency in ("H", "Q") and self.end != self.start
        return (self.frequency or "-") in fits or (unit == "M" and ends)

    def as_reference(self, otherwise: PartialDate | None) -> PartialDate | None:
        """Return its last day as a reference date; a year that is not known leaves the other."""
        day = read_day(self.end)
        return otherwise if day.year is None else PartialDate(day.year, day.month, day.day)
