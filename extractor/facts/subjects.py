"""Whom a figure is about: the nearest place or organisation before it, carried on; 全市, 该区, 公司 go by their name."""

from dataclasses import dataclass, field

from extractor.facts.model import Fact, Subject
from extractor.facts.skeleton import Name, Skeleton
from extractor.mentions.indicators import governed
from extractor.mentions.model import Organization, Region
from extractor.span import Span

_COMPARED = ("占", "比", "较", "居", "高于", "低于", "快于", "慢于", "超过", "占到", "全国", "对", "向", "在")
_TELLS = ("government", "media", "association", "university", "institute")
_SPEAKERS = ("据", "来自", "记者从", "从", "由", "根据")
_SAYS = (
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
    "的数据",
    "局长",
    "主任",
    "相关",
    "有关",
    "负责人",
    "副",
    "新闻",
    "最新",
    "日前",
    "近日",
    "今日",
    "昨日",
)


@dataclass(slots=True)
class Stage:
    """Who is being spoken of."""

    view: str
    article: int = -1
    main: Name | None = None  # the place or body that the article is about
    current: Name | None = None
    paragraph: int = -1
    named: dict[str, Region] = field(default_factory=dict)  # last named region of each kind
    mains: dict[int, Name] = field(default_factory=dict)  # the main name of each article

    def enter(self, skeleton: Skeleton) -> None:
        """Move to a sentence."""
        s = skeleton.sentence
        if s.article != self.article:
            self.article, self.main, self.current, self.named = s.article, None, None, {}
        if s.paragraph != self.paragraph:
            self.paragraph = s.paragraph

    def leave(self, skeleton: Skeleton) -> None:
        """Remember the sentence's names."""
        for clause in skeleton.clauses:
            for name in clause.names:
                if not self._can_be_subject(name, clause.span):
                    continue
                if isinstance(name, Region) and name.kind != "generic":
                    self.named[name.kind] = name
                if _is_generic(name) or (isinstance(name, Organization) and name.kind in _TELLS):
                    continue  # who tells the figures is not whom they are about
                if self.main is None:
                    self.main = self.mains[self.article] = name
                self.current = name

    def _can_be_subject(self, name: Name, clause: Span) -> bool:
        before = self.view[max(clause.start, name.span.start - 3) : name.span.start]
        after = self.view[name.span.end : name.span.end + 3]
        if before.endswith(_COMPARED) and not before.endswith("全国"):
            return False
        if isinstance(name, Organization) and (before.endswith(_SPEAKERS) or after.startswith(_SAYS)):
            return False
        return not governed(self.view, name.span.start)

    def assign(self, fact: Fact, skeleton: Skeleton) -> None:
        """Give the fact its subject, unless a list already did."""
        if fact.subject:
            return
        at = fact.indicator.span.end if not fact.indicator_inherited else fact.anchor
        at = min(at, fact.anchor) if fact.indicator.span.start < fact.anchor else fact.anchor
        near: Name | None = None
        for clause in skeleton.clauses:
            for name in clause.names:
                if name.span.end <= at and self._can_be_subject(name, clause.span):
                    near = name
        if near is not None:
            fact.subject, fact.subject_inherited = self._resolved(near)
            return
        carried = self.current or self.main
        if carried is not None:
            fact.subject, fact.subject_inherited = _subject(carried, None), True

    def main_of(self, article: int) -> Subject | None:
        """Return whom an article is about."""
        return _subject(self.mains[article], None) if article in self.mains else None

    def _resolved(self, name: Name) -> tuple[Subject, bool]:
        if not _is_generic(name):
            return _subject(name, None), False
        wanted = _LEVELS.get(name.span.cut(self.view)[-1], ())
        for kind in wanted:
            if kind in self.named:
                return _subject(self.named[kind], None), True
        if self.main is not None:
            return _subject(self.main, None), True
        return _subject(name, None), False


_LEVELS: dict[str, tuple[str, ...]] = {
    "市": ("city",),
    "省": ("province",),
    "区": ("zone", "county", "province"),
    "县": ("county",),
    "州": ("city",),
    "镇": ("county",),
    "园": ("zone",),
}


def _is_generic(name: Name) -> bool:
    return isinstance(name, Region) and name.kind == "generic"


def _subject(name: Name, alias: str | None) -> Subject:
    return Subject(name.span, alias, "organization" if isinstance(name, Organization) else "region")
