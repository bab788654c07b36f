"""What 全市, 该县, 园区 and a bare 高新区 are called where they stand: the place that is being spoken of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from extractor.facts.skeleton import Clause, Name, Skeleton, upto
from extractor.facts.subjects.cast import AMONG, LEVELS, REGIONS, Cast, is_of_level, stem
from extractor.facts.subjects.roles import is_generic
from extractor.late import late
from extractor.mentions.model import Region
from extractor.mentions.places.regions import is_bare_zone, zone_forms
from extractor.patterns import listed
from extractor.span import squash

# 北京市统计局数据显示
_TELLS_OF = late("的?(?:最新)?(?:公布的?|发布的?)?(?:统计|监测)?(?:数据|资料|统计)(?:显示)?")
_JUST = 8  # clauses of the sentence in which 全省 may have been named


@dataclass(slots=True)
class Wholes(Cast):
    """The places that a text has come by, from which 全市 gets its name."""

    article: int | None = None
    here: Skeleton | None = None  # the sentence
    main: Name | None = None  # the place or body that the article is about
    current: Name | None = None
    spoken: dict[str, Name] = field(default_factory=dict)  # the last mention of each name of the article
    named: dict[str, Region] = field(default_factory=dict)  # last named region of each kind
    near: dict[str, Region] = field(default_factory=dict)  # the same of this paragraph
    seat: Region | None = None  # where the body sits whose figures the sentence tells

    def _sit(self, skeleton: Skeleton) -> None:
        """Let a body that tells figures bring in its own place: what 全区 is, and whom they are about."""
        for clause in skeleton.clauses:
            for name in clause.names:
                if region := self.seats.get(name.span.start):
                    if self._whose(name, clause) is region:
                        self.current = region
                        continue
                    self.named[region.kind] = self.near[region.kind] = region
                    whose = _TELLS_OF.match(self.view, name.span.end)
                    self.seat = region if whose else self.seat

    def alias(self, name: Name) -> str | None:
        """Return what 全市 or 高新区 is called elsewhere."""
        if not is_generic(self.view, name) or name.span.cut(self.view) == "各地":
            return None
        current, text = self.current, name.span.cut(self.view)
        if is_bare_zone(text):
            return self._of_sort(text)
        level = next((e for e in _ENDINGS if text.endswith(e)), "市" if text in _TOWNS else text[-1])
        kinds = LEVELS.get(level, ())
        place = squash(self.main.span.cut(self.view)) if isinstance(self.main, Region) else ""
        if level == "区" and not text.startswith("该") and place.removesuffix("自治区") in REGIONS:
            return place  # 全区 in a report on 内蒙古自治区, whatever zones it names
        if housed := self._housed_here(name, level):
            return housed
        spoken_of = [] if text.startswith("该") else [self.near[k] for k in kinds if k in self.near]
        own = (n.span.cut(self.view) for n in (current, self.main) if n and level in ("区", "园区"))
        if zone := next(filter(is_bare_zone, own), None):
            return zone  # 高新区…。园区新开工项目17个
        # No other article's zone is this one's 园区.
        seen = (self.named,) if level == "园区" else (self.named, self.known)
        lists = [places[kind] for places in seen for kind in kinds if kind in places]
        lists += [self.named["zone"]] if "zone" in self.named and level in ("县", "市") else []
        whole = (self.main,) if text.startswith("该") or self.article in self.leading else ()
        for that in (*self._just_named(name, level), *spoken_of, *whole, current, *lists):
            if isinstance(that, Region) and (alias := self._at_level(that, level, kinds)):
                return alias
        fits = (
            not kinds
            or place.endswith(level)
            or (level == "园区" and isinstance(self.main, Region) and self.main.kind == "zone")
            or (level == "市" and place in _CITIES)
        )
        return place if place and fits else None

    def _just_named(self, whole: Name, level: str) -> list[Name]:
        """Return the places that the sentence itself speaks of before 全省 (for 园区: names), the last one first."""
        clauses = upto(self.here.clauses, whole.span.start)[-_JUST:] if self.here else ()
        said = [(n, c) for c in clauses for n in c.names if n.span.end <= whole.span.start]
        if level == "园区":
            return [n for n, _ in reversed(said)]
        return [n for n, c in reversed(said) if self.stands_first(n, c)]

    def _housed_here(self, whole: Name, level: str) -> str | None:
        """Return the place whose own body the sentence names before: 全市 behind 昆山市商务局 is that county's."""
        clauses = upto(self.here.clauses, whole.span.start)[-_JUST:] if self.here and self.seats else ()
        before = [n for c in clauses for n in c.names if n.span.end <= whole.span.start]
        sitting = [self.seats[n.span.start] for n in before if n.span.start in self.seats]
        last = squash(sitting[-1].span.cut(self.view)) if sitting else ""
        return last if last.endswith(level) else None

    def _at_level(self, place: Region, level: str, kinds: Sequence[str]) -> str | None:
        """Return a place's name if it can be what 全区 or 全市 means: no port and no province is a 区."""
        text = squash(place.span.cut(self.view))
        if place.kind == "zone" and level in ("县", "市"):
            return text[: text.find(level, 1) + 1] or None  # 旺苍县 in 旺苍县工业园区
        return text if place.kind in kinds and is_of_level(self.view, place, level) else None

    def _of_sort(self, text: str) -> str | None:
        """Return the zone that a bare 高新区 is short for: the last one named whose own name ends so."""
        forms = zone_forms(text)
        zones = chain(reversed(self.spoken.values()), reversed(self.known.values()))
        names = (squash(z.span.cut(self.view)) for z in zones if isinstance(z, Region))
        return next((n for n in names if n.endswith(forms) and not is_bare_zone(n)), None)

    def _key(self, name: Name) -> str:
        return stem(self.alias(name) or squash(name.span.cut(self.view)))

    def _is_main(self, name: Name) -> bool:
        return self.main is not None and self._key(name) == self._key(self.main)

    def _is_part(self, name: Name, clause: Clause) -> bool:
        """Tell whether 其中 brings in a name that the article is not about: 其中，高新区增长5%."""
        among = clause.cue("among") or self.view.endswith(AMONG, 0, clause.span.start)
        return bool(among) and name.span.cut(self.view) not in listed("whole") and not self._is_main(name)


_ENDINGS = ("自治区", "园区")
_TOWNS = frozenset(["市区", "主城区", "中心城区"])
_CITIES = frozenset(["北京", "天津", "上海", "重庆"])
