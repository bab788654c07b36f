"""What companies call their time: the quarters of a business year, and what is paid out of the year so far."""

from dataclasses import dataclass, field

from extractor.facts.skeleton import Skeleton
from extractor.late import late
from extractor.mentions.model import Period
from extractor.mentions.periods.numerals import numbers

_PART = (
    r"(?:(?P<so_far>[首前](?=[二两三23]))?(?P<nth>[首第]?[一二两三四1-4]?)个?季度?|(?P<half>[上下])半年度?)"
)
_ENDED = late(f"止的?{_PART}$")
_BARE = late(_PART)
_NEAR = 2  # paragraphs over which a company's quarters are told on
_THIRD = "三季度"
_PAYS = "的?(?:现金)?(?:分红|利润分配|权益分派)"
_PAID_OUT = late(_PAYS)
_SPEAKS = late(f"止的?[首前第一二两三四1-4上下全年]|{_THIRD}{_PAYS}")
# 截至3月底止全年业绩…，全年派22仙，上年度派15仙: of the firm's own years.
_YEAR_ENDED = late("止的?(?:全年度?|年度|一年|财政?年度?)$")
_YEAR = "year"
_THIS, _BEFORE = ("全年", "全年度", "本年度"), ("上年度", "上一年度", "前一年度", "去年度")


@dataclass(slots=True)
class Business:
    """The parts of a business year that the article has told the ends of: 截至6月底止首季."""

    view: str
    article: int = -1
    paragraph: int = -1
    told: dict[str, tuple[Period, int]] = field(default_factory=dict)  # with the paragraph
    speaks: bool = field(init=False)  # of such parts at all, which few texts do

    def __post_init__(self) -> None:
        self.speaks = _SPEAKS.search(self.view) is not None

    def enter(self, skeleton: Skeleton) -> None:
        """Learn the parts that a sentence tells the ends of."""
        if not self.speaks:
            return
        s = skeleton.sentence
        if s.article != self.article:
            self.told.clear()
        self.article, self.paragraph = s.article, s.paragraph
        for p in skeleton.periods:
            if p.start and (m := _ENDED.search(self.view, *p.span)):
                self.told[_part(m["so_far"], m["nth"], m["half"])] = p, s.paragraph
            elif p.start and p.end and not p.end.endswith("12-31") and _YEAR_ENDED.search(self.view, *p.span):
                self.told[_YEAR] = p, s.paragraph

    def read(self, period: Period) -> Period:
        """Read 首季 as the one that ends in June, where that was told shortly before, and 三季度分红 as of three quarters."""
        if not self.speaks:
            return period
        if _YEAR in self.told and (own := self._year(period)):
            return own
        if self.told and period.year_from != "stated" and (m := _BARE.fullmatch(self.view, *period.span)):
            p, paragraph = self.told.get(_part(m["so_far"], m["nth"], m["half"])) or (None, 0)
            if p and self.paragraph - paragraph <= _NEAR:
                return period._replace(start=p.start, end=p.end, year_from=p.year_from)
        thirds = period.start and self.view.endswith(_THIRD, *period.span)
        if thirds and period.start and _PAID_OUT.match(self.view, period.span.end):
            return period._replace(start=f"{period.start[:4]}-01-01", cumulative=True)
        return period

    def _year(self, period: Period) -> Period | None:
        """Read 全年 and 上年度 as the business year told last, and the one before it."""
        (p, paragraph), text = self.told[_YEAR], period.span.cut(self.view)
        if self.paragraph - paragraph > _NEAR or text not in (*_THIS, *_BEFORE) or not (p.start and p.end):
            return None
        if not (p.start[:4] + p.end[:4]).isdigit():
            return None
        back = text in _BEFORE
        start, end = (f"{int(d[:4]) - back:04d}{d[4:]}" for d in (p.start, p.end))
        return period._replace(start=start, end=end.replace("02-29", "02-28"), year_from=p.year_from)


def _part(so_far: str | None, nth: str | None, half: str | None) -> str:
    """Return one name for 首季, 第一季 and 一季度."""
    if half:
        return half
    found = numbers((nth or "").lstrip("第"))
    return f"{'-' if so_far else ''}{found[0] if found else ''}"
