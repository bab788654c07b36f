"""Whom a figure is about: the place or organisation that its clause opens with, carried on; 全市, 公司 get a name."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.facts.model import Fact, Subject
from extractor.facts.skeleton import Clause, Name, Skeleton
from extractor.mentions.indicators import governed, words
from extractor.mentions.model import Organization, Region
from extractor.span import Span, squash

_COMPARED = ("占", "比", "较", "居", "高于", "低于", "快于", "慢于", "超过", "占到", "对", "向")
# Who tells the figures is not whom they are about.
_TELLS = ("government", "media", "association", "university", "institute")
_SPEAKERS = ("据", "来自", "记者从", "从", "由", "根据")
_SAYS = (
    *(
        "获悉",
        "了解到",
        "数据",
        "公布",
        "发布",
        "统计",
        "消息",
        "讯",
        "电",
        "介绍",
        "显示",
        "表示",
        "记者",
        "报道",
        "快报",
    ),
    *("的数据", "局长", "主任", "相关", "有关", "负责人", "副", "新闻", "日前", "近日"),
)
_FUNCTION = frozenset(
    [
        "其中",
        "而",
        "但",
        "但是",
        "同时",
        "此外",
        "另外",
        "并",
        "并且",
        "且",
        "在",
        "于",
        "以",
        "从",
        "由",
        "因此",
        "按照",
        "根据",
        "据",
        "通过",
        "随着",
        "截至",
        "截止",
        "对于",
        "关于",
        "特别是",
        "尤其是",
        "尤其",
        "作为",
        "由于",
        "因为",
        "虽然",
        "尽管",
        "不仅",
        "不但",
        "如果",
        "即使",
        "目前",
        "如今",
        "现在",
        "近日",
        "日前",
        "当前",
        "今后",
        "未来",
        "期间",
        "以来",
        "首先",
        "其次",
        "最后",
        "同期",
        "统计",
        "显示",
        "数据显示",
        "据悉",
        "据了解",
        "据统计",
        "据介绍",
        "该",
        "这",
        "经初步核算",
        "初步核算",
        "记者",
        "随后",
        "至此",
        "具体",
        "具体看",
        "总体看",
        "比如",
        "例如",
        "预计",
        "力争",
        "一是",
        "二是",
        "三是",
        "四是",
    ]
)
# These name their place themselves.
_WHOLE = frozenset(["全国", "我国", "中国", "全球", "世界", "本港", "全港", "本澳", "全澳", "全台"])
# 全国率先, 全球第一: how it ranks, not whom it is about.
_RANKS = re.compile(
    r"(?:首[个家位例创批次座条艘款单推]|率先|第(?![一二三四]季)|前[列茅沿端]|最(?![新近终])|排名|唯一|领先|重要|平均|范围|各地|其他|同|一流|知名|著名|先进|试点|示范|优秀|重点实验室|各|\d+[大强佳]|[一二三四五六七八九十]+[大强佳]|性|化|统一|百强|十强|文明|卫生)"
)
_PLACED = ("在", "从", "到", "于", "入选", "获评", "居", "跻身", "来自", "面向", "走向", "销往")
_OWN_PEOPLE = re.compile(
    r"(?:相关|有关)?(?:负责人|董事|总经理|副总|总裁|厂长|创始人|联合创始人|首席执行官|首席财务官|CEO|CFO|行政经理|销售总监|执行董事|执行总|车间|生产总监|营销总监|老板)"
)
_FAR = 40  # characters into a clause, beyond which nothing opens it
_NEAR = 6  # characters between a name and the indicator that it owns: 科学城已成功引进项目


_TITLE_WEIGHT = 3
_OPENING_WEIGHT = 2
_HOME = frozenset(["全国", "我国", "中国", "本港", "全港", "本澳", "全澳", "全台"])
_DATELINE = re.compile(r"\d{1,2}月\d{1,2}日(?:电|讯)|讯")  # 新华社北京1月3日电
_PLACE_SUFFIX = re.compile(r"(?<=..)(?:省|市|县|区|自治区|自治州|州)$")


@dataclass(slots=True)
class _Role:
    """How much an article speaks of a name."""

    name: Name
    weight: int = 0
    mentions: int = 0


@dataclass(slots=True)
class Stage:
    """Who is being spoken of."""

    view: str
    article: int | None = None
    paragraph: int | None = None
    main: Name | None = None  # the place or body that the article is about
    current: Name | None = None
    spoken: dict[str, Name] = field(default_factory=dict)  # the last mention of each name of the article
    used: set[Span] = field(default_factory=set)  # names of the sentence that figures are about
    named: dict[str, Region] = field(default_factory=dict)  # last named region of each kind
    known: dict[str, Region] = field(default_factory=dict)  # the region of each kind that the page names most
    mains: dict[int, Name] = field(default_factory=dict)  # the main name of each article

    def cast(self, skeletons: Sequence[Skeleton]) -> None:
        """Find whom each article is about: the name it names most, title and opening counting more."""
        casts: dict[int, dict[str, _Role]] = defaultdict(dict)
        opened: set[int] = set()
        for skeleton in skeletons:
            article, kind = skeleton.sentence.article, skeleton.sentence.kind
            opening = kind == "prose" and article not in opened
            opened.update([article] if opening else [])
            times = _TITLE_WEIGHT if kind == "title" else _OPENING_WEIGHT if opening else 1
            for clause in skeleton.clauses:
                for name in clause.names:
                    if self._can_be_subject(name, clause.span) and not self._tells(name):
                        key = _PLACE_SUFFIX.sub("", squash(name.span.cut(self.view)))
                        role = casts[article].setdefault(key, _Role(name))
                        role.weight += times * self._weight(name)
                        role.mentions += times
        regions = [r for roles in casts.values() for r in roles.values() if isinstance(r.name, Region)]
        for role in sorted(regions, key=lambda role: role.weight):
            self.known[role.name.kind] = role.name  # type: ignore[assignment]
        for article, roles in casts.items():
            self._identify(roles)
            # Equal weights go to the name that comes first: a dict keeps the order of the text.
            best = max(roles.values(), key=lambda role: role.weight)
            if best.weight and (best.mentions > 1 or self._is_generic(best.name)):
                self.mains[article] = best.name

    def _identify(self, roles: dict[str, "_Role"]) -> None:
        """Let 全区 count for the zone or district that the article names most."""
        for key in [k for k, role in roles.items() if self._is_generic(role.name)]:
            fits = _LEVELS.get(key[-1], ())
            named = [r for r in roles.values() if isinstance(r.name, Region) and r.name.kind in fits]
            if named:
                whole, best = roles.pop(key), max(named, key=lambda role: role.weight)
                best.weight += whole.weight
                best.mentions += whole.mentions

    def _weight(self, name: Name) -> int:
        """Weigh a mention: a named place counts more than a company or the country, whose name stands in many others."""
        text = name.span.cut(self.view)
        if self._is_generic(name):
            return 2
        if isinstance(name, Organization) or text in _HOME:
            return 2
        return 0 if text in _WHOLE else 1 if name.kind == "country" else 3

    def enter(self, skeleton: Skeleton) -> None:
        """Move to a sentence."""
        s = skeleton.sentence
        if s.article != self.article:
            self.article, self.main, self.named = s.article, self.mains.get(s.article) or self._only(), {}
            self.spoken = {}
        self.used.clear()
        if s.paragraph != self.paragraph:
            self.paragraph, self.current = s.paragraph, None

    def leave(self, skeleton: Skeleton) -> None:
        """Remember the sentence's names."""
        for clause in skeleton.clauses:
            for name in clause.names:
                if not self._can_be_subject(name, clause.span):
                    continue
                self.spoken[self._key(name)] = name
                if self._is_generic(name):
                    continue
                if isinstance(name, Region):
                    self.named[name.kind] = name
                first = clause is skeleton.clauses[0]
                if (first or name.span in self.used) and self._opens(name, clause) and not self._tells(name):
                    self.current = name

    def _only(self) -> Name | None:
        """Return the one name that all articles of the page are about."""
        keys = {squash(name.span.cut(self.view)) for name in self.mains.values()}
        return next(iter(self.mains.values())) if len(keys) == 1 else None

    def main_of(self, article: int) -> Subject | None:
        """Return whom an article is about."""
        return self._resolved(self.mains[article]) if article in self.mains else None

    def _tells(self, name: Name) -> bool:
        return isinstance(name, Organization) and name.kind in _TELLS

    def assign(self, fact: Fact, skeleton: Skeleton) -> None:
        """Give the fact its subject, unless a list already did."""
        if fact.subject:
            return
        at = fact.anchor if fact.indicator_inherited else min(fact.indicator.span.start, fact.anchor)
        near: Name | None = None
        for clause in skeleton.clauses:
            for name in clause.names:
                inside = name.span.end <= at and self._can_be_subject(name, clause.span)
                if inside and (self._opens(name, clause) or self._owns(name, clause, at)):
                    near = name
        if near is not None:
            self.used.add(near.span)
            fact.subject, fact.subject_inherited = self._resolved(near), False
        elif carried := self.current or self.main:
            fact.subject, fact.subject_inherited = self._nearest(carried), True

    def _can_be_subject(self, name: Name, clause: Span) -> bool:
        before = self.view[max(clause.start, name.span.start - 3) : name.span.start]
        after = self.view[name.span.end : name.span.end + 3]
        if before.endswith(_COMPARED) or _DATELINE.match(self.view, name.span.end):
            return False
        whole = name.span.cut(self.view) in _WHOLE
        if whole and (_RANKS.match(self.view, name.span.end) or before.endswith(_PLACED)):
            return False
        if self._speaks_for(name):
            return True
        if isinstance(name, Organization) and (before.endswith(_SPEAKERS) or after.startswith(_SAYS)):
            return False
        return not governed(self.view, name.span.start)

    def _speaks_for(self, name: Name) -> bool:
        """Tell whether its own people speak: what the manager of a company tells is about the company."""
        company = isinstance(name, Organization) and name.kind == "company"
        return company and bool(_OWN_PEOPLE.match(self.view, name.span.end))

    def _opens(self, name: Name, clause: Clause) -> bool:
        """Tell whether only periods and function words stand before the name in its clause."""
        if self._speaks_for(name):
            return True
        if name.span.start - clause.span.start > _FAR:
            return False
        start = max(
            [clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= name.span.start)]
        )
        before = [
            w for w in words(self.view, start, name.span.start) if w.span.cut(self.view).strip('，、 “"（')
        ]
        return all(w.classes & {"link", "head", "join"} or w.span.cut(self.view) in _FUNCTION for w in before)

    def _owns(self, name: Name, clause: Clause, at: int) -> bool:
        return clause.span.start <= at <= clause.span.end and at - name.span.end <= _NEAR

    def _is_generic(self, name: Name) -> bool:
        generic = isinstance(name, Region) and name.kind == "generic"
        return generic and name.span.cut(self.view) not in _WHOLE

    def _nearest(self, carried: Name) -> Subject:
        """Point to the mention that stands nearest: 全市 in the sentence before, not the city in the title."""
        whole = self._resolved(carried)
        name = self.spoken.get(self._key(carried), carried)
        text = whole.name or squash(carried.span.cut(self.view))
        return _subject(name, text) if name is not carried else whole

    def _key(self, name: Name) -> str:
        text = self._resolved(name).name or squash(name.span.cut(self.view))
        return _PLACE_SUFFIX.sub("", text)

    def _resolved(self, name: Name) -> Subject:
        if not self._is_generic(name):
            return _subject(name, None)
        for places in (self.named, self.known):
            for kind in _LEVELS.get(name.span.cut(self.view)[-1], ()):
                if kind in places:
                    return _subject(name, squash(places[kind].span.cut(self.view)))
        place = self.main if isinstance(self.main, Region) else None
        return _subject(name, squash(place.span.cut(self.view)) if place else None)


_LEVELS: dict[str, tuple[str, ...]] = {
    "市": ("city",),
    "省": ("province",),
    "区": ("zone", "county", "province"),
    "县": ("county",),
    "州": ("city",),
    "镇": ("county",),
    "园": ("zone",),
}


def _subject(name: Name, alias: str | None) -> Subject:
    return Subject(name.span, alias, "organization" if isinstance(name, Organization) else "region")
