"""Whom the articles of a page are about: the name that each names most, its title and opening counting more."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from extractor.facts.skeleton import Clause, Name, Skeleton
from extractor.facts.subjects.openings import opens
from extractor.facts.subjects.roles import (
    can_be_subject,
    is_generic,
    is_listed,
    is_tier,
    is_works,
    tells,
)
from extractor.facts.subjects.seats import is_source, speaks_for_country
from extractor.late import late
from extractor.mentions.model import Organization, Region
from extractor.mentions.places.regions import is_bare_zone, zone_forms
from extractor.patterns import listed
from extractor.span import Span, squash

_TITLE_WEIGHT = 3
_OPENING_WEIGHT = 2
_FEW = 5  # a place with less than one of so many mentions is one of many, whether it opens the article or not
_REPORT = late(r"(?:政府工作报告|统计公报|发展公报)[^，。]{0,6}$")
_REPORT_ALONE = late(
    r"(?:20\d\d)?年?(?:度)?(?:政府)?工作报告"
)  # the title of a report that does not say whose
_RULER = late(r"(?:^|[，。；\s])(省|市|县|区|州|旗|镇|乡)(?:人民)?政府")  # 市政府认真贯彻省委省政府部署
_CONGRESS = "届人民代表大会"  # without it there is nothing to look for
_GIVEN_TO = late(
    r"在[^，。]{2,14}第[一二三四五六七八九十]{1,3}届人民代表大会第[一二三四五六七八九十]{1,2}次会议上?[^，。]{0,4}$"
)
_PLACE_SUFFIX = late(r"(?<=..)(?:省|市|县|区|自治区|自治州|州)$")
AMONG = ("其中", "其中，", "其中,")
_OWNS = ("旗下", "旗下的", "下属", "下属的", "控股子公司", "全资子公司", "子公司")
_SUFFIXES = frozenset("省市县区州")


@lru_cache(maxsize=4096)
def stem(place: str) -> str:
    """Take 市 off 佛山市."""
    return _PLACE_SUFFIX.sub("", place) if place[-1:] in _SUFFIXES else place


@dataclass(slots=True)
class _Role:
    """How much an article speaks of a name."""

    name: Name
    weight: int = 0
    mentions: int = 0
    leads: bool = False  # it stands in the title or the opening
    paragraphs: set[int] = field(default_factory=set)  # where it is named
    alone: bool = (
        False  # it is not only one of a list or a part: 香港（58万人次）、台湾及日本旅客; 其中，上海…
    )


@dataclass(slots=True)
class Cast:
    """What is known of the names of a page before its figures are read."""

    view: str
    leading: set[int] = field(default_factory=set)  # articles that name their main place more than all others
    known: dict[str, Region] = field(default_factory=dict)  # the region of each kind that the page names most
    mains: dict[int, Name] = field(default_factory=dict)  # the main name of each article
    seats: dict[int, Region] = field(
        default_factory=dict
    )  # the place of a public body, by where its name begins
    housed: dict[int, dict[str, Region]] = field(
        default_factory=dict
    )  # the first of each kind, of an article
    titled: set[int] = field(default_factory=set)  # articles whose title says whom they report on
    elsewhere: set[int] = field(default_factory=set)  # articles that speak of a place as their own
    wider: dict[int, int] = field(default_factory=dict)  # where 佛山市顺德区 begins, by where 顺德区 does
    able: dict[Span, bool] = field(default_factory=dict)  # which names can be subjects
    first: dict[Span, bool] = field(default_factory=dict)  # which names open their clauses

    def cast(self, skeletons: Sequence[Skeleton]) -> None:
        """Find whom each article is about: the name it names most, title and opening counting more."""
        casts: dict[int, dict[str, _Role]] = defaultdict(dict)
        opened: set[int] = set()
        for skeleton in skeletons:
            article, kind = skeleton.sentence.article, skeleton.sentence.kind
            opening = kind == "prose" and article not in opened
            if opening:
                opened.add(article)
            if reports := None if skeleton.silent else self._reported_on(skeleton):
                self.mains.setdefault(article, reports)
                self.titled.add(article)
            times = _TITLE_WEIGHT if kind == "title" else _OPENING_WEIGHT if opening else 1
            if not skeleton.silent:
                self._count(skeleton, times, casts)
        every = (r for roles in casts.values() for r in roles.values())
        regions = [r for r in every if isinstance(r.name, Region) and r.alone]
        for role in sorted(regions, key=lambda role: role.weight):
            self.known[role.name.kind] = role.name  # type: ignore[assignment]
        for article, roles in casts.items():
            self._identify(roles)
            if any(
                isinstance(r.name, Region) and r.weight and r.name.kind not in ("country", "class")
                for r in roles.values()
            ):
                self.elsewhere.add(article)
            if article not in self.titled and not self._reports_alone(article, skeletons, roles.values()):
                self._lead(article, roles.values())

    def _count(self, skeleton: Skeleton, times: int, casts: dict[int, dict[str, _Role]]) -> None:
        """Count the names of one sentence, each so many times."""
        article = skeleton.sentence.article
        for clause in skeleton.clauses:
            if not clause.names:
                continue
            self._widen(clause.names)
            if self.seats:
                self._house(clause.names, article)
            for said in clause.names:
                name = self._whose(said, clause)
                if name is said and (
                    tells(name) or not self.is_able(name, clause) or self._only_owns(name, clause)
                ):
                    continue
                role = casts[article].setdefault(stem(squash(name.span.cut(self.view))), _Role(name))
                role.weight += times * self._weight(name)
                role.mentions += times
                role.leads = role.leads or times > 1
                role.paragraphs.add(skeleton.sentence.paragraph)
                role.alone = role.alone or not (
                    self.view.endswith(AMONG, 0, name.span.start) or is_listed(self.view, name)
                )

    def _whose(self, name: Name, clause: Clause) -> Name:
        """Return the country whose own body tells what it has: 韩国统计厅公布, but not 受美国商务部调查影响."""
        seat = self.seats.get(name.span.start) if isinstance(name, Organization) else None
        if seat is None or not speaks_for_country(self.view, name, seat):
            return name
        told = self.comes_first(name, clause) or is_source(self.view, clause.span.start, name.span.start)
        return seat if told else name

    def _only_owns(self, name: Name, clause: Clause) -> bool:
        """Tell whether the firm named right behind belongs to it, and is spoken of: 甲集团旗下乙公司."""
        if not self.view.startswith(_OWNS, name.span.end):
            return False
        begins = {name.span.end + len(owns) for owns in _OWNS}
        return any(isinstance(n, Organization) and n.span.start in begins for n in clause.names)

    def _lead(self, article: int, roles: Collection[_Role]) -> None:
        """Take the name of the greatest weight as whom the article is about, if it is more than named in passing."""
        # Equal weights go to the name that comes first: a dict keeps the order of the text.
        best = max(roles, key=lambda role: role.weight)
        if not best.leads:
            # 美国 in title and lead, 欧元区 further below: who opens the article and is named as often
            ahead = [
                r for r in roles if r.leads and isinstance(r.name, Region) and r.mentions > best.mentions
            ]
            best = max(ahead, key=lambda role: role.weight, default=best)
        places = sum(r.weight for r in roles if isinstance(r.name, Region))
        if 2 * best.weight > places:
            self.leading.add(article)
        if isinstance(best.name, Region):
            passing = _FEW * best.weight < places or _has_rivals(best, roles)
        else:
            passing = not best.leads and len(best.paragraphs) == 1  # one of many that a round-up comes to
        if (
            best.weight
            and best.alone
            and not passing
            and (best.mentions > 1 or is_generic(self.view, best.name) or _is_sole(best, roles))
        ):
            self.mains[article] = best.name

    def _reported_on(self, skeleton: Skeleton) -> Name | None:
        """Return the one place in the title of a report on a place: 2026年新疆维吾尔自治区政府工作报告.

        Where the title names none, the line below it does: 2026年1月27日在青海省第十四届人民代表大会第四次会议上.
        """
        title, span = skeleton.sentence.kind == "title", skeleton.sentence.span
        if not title and self.view.find(_CONGRESS, *span) < 0:
            return None
        names = [n for c in skeleton.clauses for n in c.names if isinstance(n, Region)]
        line = _REPORT if title else _GIVEN_TO
        if not names or not line.search(self.view, *span):
            return None
        return None if is_generic(self.view, names[-1]) else names[-1]

    def _reports_alone(self, article: int, skeletons: Sequence[Skeleton], roles: Collection[_Role]) -> bool:
        """Find whose a report is that only says 市政府: that of the city that it names most."""
        own = [s.sentence for s in skeletons if s.sentence.article == article]
        title = next((s for s in own if s.kind == "title"), None)
        if title is None or not _REPORT_ALONE.fullmatch(squash(title.span.cut(self.view))):
            return False
        ruler = _RULER.search(self.view, title.span.end, own[-1].span.end)
        level = ruler[1] if ruler else ""
        named = [
            r for r in roles if r.name.kind in LEVELS.get(level, ()) and is_of_level(self.view, r.name, level)
        ]
        if not named:
            return False
        self.mains[article] = max(named, key=lambda r: r.weight).name
        self.titled.add(article)
        return True

    def _house(self, names: Sequence[Name], article: int) -> None:
        """See where the bodies sit that an article names: 鲅鱼圈区统计局 in 鲅鱼圈区."""
        for name in names:
            if seat := self.seats.get(name.span.start):
                self.housed.setdefault(article, {}).setdefault(seat.kind, seat)

    def _widen(self, names: Sequence[Name]) -> None:
        """See which places are named with the place that they lie in: 佛山市 in 佛山市顺德区."""
        for a, b in pairwise(names):
            if a.span.end != b.span.start:
                continue
            places = isinstance(a, Region) and isinstance(b, Region) and "generic" not in (a.kind, b.kind)
            part = a.kind != "country" and not is_works(self.view, a)
            if places and part:
                self.wider[b.span.start] = self.wider.get(a.span.start, a.span.start)

    def _identify(self, roles: dict[str, "_Role"]) -> None:
        """Let 全区 count for the zone or district that the article names most, else 我县 and 全县 for one another."""
        wholes: dict[str, _Role] = {}
        for key in [k for k, role in roles.items() if is_generic(self.view, role.name)]:
            text = squash(roles[key].name.span.cut(self.view))
            named = [r for r in roles.values() if self._may_be(text, r.name)]
            best = (
                max(named, key=lambda role: role.weight) if named else wholes.setdefault(text[-1], roles[key])
            )
            if best is not roles[key]:
                whole = roles.pop(key)
                best.weight += whole.weight
                best.mentions += whole.mentions

    def _may_be(self, text: str, name: Name) -> bool:
        """Tell whether 全区 can mean a place, or 高新区 a zone that is called so."""
        if not isinstance(name, Region) or is_generic(self.view, name):
            return False
        if is_bare_zone(text):
            return squash(name.span.cut(self.view)).endswith(zone_forms(text))
        level = next((e for e in ("自治区", "园区") if text.endswith(e)), text[-1])
        return name.kind in LEVELS.get(level, ()) and is_of_level(self.view, name, level)

    def _weight(self, name: Name) -> int:
        """Weigh a mention: a named place counts more than a company or the country, whose name stands in many others."""
        text = name.span.cut(self.view)
        if is_generic(self.view, name):
            return (
                0 if text == "各地" or is_listed(self.view, name) else 2
            )  # 自贸区、高新区等平台: kinds of zones, and none of them
        if isinstance(name, Organization) or text in listed("home"):
            return 2
        return (
            0
            if text in listed("whole") or is_tier(self.view, name)
            else 1
            if name.kind in ("country", "class")
            else 3
        )

    def is_able(self, name: Name, clause: Clause) -> bool:
        """Tell whether a name can be a subject; asked of each again and again."""
        able = self.able.get(name.span)
        if able is None:
            able = self.able[name.span] = can_be_subject(self.view, name, clause.span)
        return able

    def comes_first(self, name: Name, clause: Clause) -> bool:
        """Tell whether a name opens its clause; asked of each for every figure of its sentence."""
        first = self.first.get(name.span)
        if first is None:
            first = self.first[name.span] = opens(self.view, name, clause)
        return first

    def stands_first(self, name: Name, clause: Clause) -> bool:
        """Tell whether a clause opens with a name that figures can be about."""
        return self.is_able(name, clause) and self.comes_first(name, clause)


def is_of_level(view: str, place: Name, level: str) -> bool:
    """Tell whether 全区 can mean a place: a district, a zone or an autonomous region, no port and no other province."""
    text = squash(place.span.cut(view))
    if level in ("镇", "乡", "村"):
        return text.endswith(level)
    if level == "县":
        return not text.endswith(("市", "区"))  # 临湘市 is no 县, though of its rank
    if level not in ("区", "园区"):
        return True
    county = isinstance(place, Region) and place.kind == "county"
    return county or text.endswith(_DISTRICTS) or text.removesuffix("自治区") in REGIONS


def _is_sole(best: _Role, roles: Collection[_Role]) -> bool:
    """Tell whether it is the one place that the article names, whatever countries it speaks of, and of no firm."""
    others = [r for r in roles if r is not best and r.weight]
    seat = isinstance(best.name, Region) and best.name.kind in ("province", "city", "county")
    return seat and all(_is_country(r.name) for r in others)


def _is_country(name: Name) -> bool:
    return isinstance(name, Region) and name.kind == "country"


def _has_rivals(best: _Role, roles: Collection[_Role]) -> bool:
    """Tell whether two like places are named as often, and neither title nor opening says which it is about."""
    kind = best.name.kind
    like = [r for r in roles if r is not best and isinstance(r.name, Region) and r.name.kind == kind]
    return not best.leads and sum(2 * r.weight >= best.weight for r in like) > 1


REGIONS = frozenset(("内蒙古", "广西壮族", "广西", "西藏", "宁夏回族", "宁夏", "新疆维吾尔", "新疆"))
_DISTRICTS = ("区", "城", "园", "谷")
LEVELS: dict[str, tuple[str, ...]] = {
    "市": ("city",),
    "省": ("province",),
    "自治区": ("province",),
    "区": ("zone", "county", "province"),
    "县": ("county",),
    "州": ("city",),
    "镇": ("zone", "county"),
    "乡": ("zone", "county"),
    "村": ("zone",),
    "园": ("zone",),
    "园区": ("zone",),
}
