"""Whom a figure is about: the place or organisation that its clause opens with, carried on; 全市, 公司 get a name."""

from dataclasses import dataclass, field

from extractor.facts import phrases
from extractor.facts.model import Fact, Subject
from extractor.facts.skeleton import Clause, Name, Skeleton, upto
from extractor.facts.subjects import carrying
from extractor.facts.subjects.called import Called
from extractor.facts.subjects.cast import stem
from extractor.facts.subjects.firms import (
    introduces,
    is_client,
    is_one_of,
    speaks_on,
    visits,
)
from extractor.facts.subjects.roles import (
    acts_itself,
    begins_facility,
    begins_flash,
    belongs_to_place,
    grants,
    heads,
    in_full,
    is_class,
    is_firm,
    is_generic,
    is_listed,
    is_tier,
    is_works,
    owns,
    speaks_for,
    tells,
)
from extractor.facts.subjects.settings import sort_of
from extractor.late import late
from extractor.mentions.aliases import called_firm
from extractor.mentions.model import Organization, Region
from extractor.mentions.places.regions import full_name
from extractor.patterns import listed
from extractor.span import Span, squash


@dataclass(slots=True)
class Stage(Called):
    """Who is being spoken of."""

    paragraph: int | None = None
    opening: bool = False  # whether the sentence is the first of its paragraph
    since: int = 0  # where it is named first
    used: set[Span] = field(default_factory=set)  # names of the sentence that figures are about
    measured: set[Span] = field(default_factory=set)  # what is put into the names of its indicators
    tier: Name | None = None  # 一线城市, which a semicolon goes on with and no full stop
    section: Name | None = None  # the name that is the whole of the last heading
    mark: str = ""  # what the title begins with, where that is no word
    namers: list[Clause] | None = None  # the clauses of the sentence that name somebody, or say 公司
    told: carrying.Told | None = None  # of what a body tells since it was named in the paragraph
    homes: dict[int, Region] = field(default_factory=dict)  # where the station that reports an article is

    def enter(self, skeleton: Skeleton) -> None:
        """Move to a sentence."""
        s, self.here = skeleton.sentence, skeleton
        if s.article != self.article:
            self.article, self.main = s.article, self._main_of(s.article)
            self.since = self._first_of(self.main, s.span.start) if self.main else 0
            self.named = dict(self.housed.get(s.article, {}))
            self.spoken, self.firm, self.own, self.section, self.mark = {}, None, None, None, ""
        self.tier = self.tier if self.view[s.span.start - 1 : s.span.start] in ("；", ";") else None
        if s.kind in ("title", "heading"):
            self._head(skeleton)
        self.used.clear()
        self.measured.clear()
        self.namers = None
        self.opening = s.paragraph != self.paragraph
        if self.opening:
            self.near, self.told = {}, None
            if begins_flash(self.view, s.span):
                self.main = None  # 09:05【…】: each flash is a piece of its own
            # A report on a firm goes on with the firm that the paragraph before was about.
            goes_on = isinstance(self.main, Organization) and isinstance(self.current, Organization)
            goes_on = goes_on or speaks_on(self.view, s.span.start, self.current)
            self.paragraph, self.current = s.paragraph, self.current if goes_on else self.section
        if told := carrying.told_by(self.view, skeleton):
            self.told = told
            self.current = self.current if carrying.can_be_main(self.current, told) else None
        self.seat = None
        if self.seats:
            self._sit(skeleton)

    def _head(self, skeleton: Skeleton) -> None:
        """Read a heading that is a name: what stands below it is about that name, in a digest about no other."""
        span = skeleton.sentence.span
        mark = self.view[span.start]
        if skeleton.sentence.kind == "title":
            self.mark = "" if mark.isalnum() else mark
            return
        if mark == self.mark:
            self.main = None  # ★ 甲公司 … ★ 乙公司: the first was the title only by its place
        named = [(n, c) for c in skeleton.clauses for n in c.names]
        whole = next((n for n, _ in named if heads(self.view, n, span)), None)
        told = [n for n, c in named if isinstance(n, Region) and self.stands_first(n, c)]
        self.current = self.section = whole or (told[0] if len(named) == 1 and told else None)

    def leave(self, skeleton: Skeleton) -> None:
        """Remember the sentence's names."""
        for clause in skeleton.clauses:
            again = self._again(clause) if self.firms else None
            if again and self.article not in self.titled and (firm := self._meant(again, skeleton)):
                self.current = firm
            for name in clause.names:
                if is_firm(name) and self.article not in self.titled and visits(self.view, name, clause):
                    self.firm = self.current = name
                    continue
                if name.span in self.measured or not self.is_able(name, clause):
                    continue
                passing = is_listed(self.view, name) or is_client(self.view, name, clause)
                if is_firm(name) and not passing:
                    self.firm = name
                    self.own = name if called_firm(self.view, name.span.end) else self.own
                if is_tier(self.view, name):
                    self.tier = name
                    continue
                predicate = self.view.startswith("是", name.span.start - 1)  # 开发区是我区的主战场
                if name.span.cut(self.view) != "各地" and not predicate:
                    self.spoken[self._key(name)] = name
                if is_generic(self.view, name):
                    # 全区完成生产总值…；预算收入…: who said 全区 goes on with it.
                    whole = self.article not in self.titled or self._is_main(name)
                    first = next(n for c in skeleton.clauses for n in c.names) is name
                    acts = self.opening and first and acts_itself(self.view, name)
                    acts = acts and self.comes_first(name, clause)  # 下阶段，开发区将加快建设。
                    told = (acts or name.span in self.used) and not self._is_part(name, clause)
                    self.current = name if whole and told else self.current
                    continue
                if isinstance(name, Region) and (name.span in self.used or not is_listed(self.view, name)):
                    self.named[name.kind] = self.near[name.kind] = name
                takes = self._takes_over(name, clause, skeleton)
                divided = (
                    is_firm(name)
                    and name.span in self.used
                    and self.view.startswith(("（", "("), name.span.end)
                )
                if takes and (divided or self.comes_first(name, clause)) and not tells(name):
                    self.current = name

    def _takes_over(self, name: Name, clause: Clause, skeleton: Skeleton) -> bool:
        """Tell whether what follows is about the name: in a report on a place, only where its paragraph opens so."""
        if self.article in self.titled and not self._is_main(name):
            return False  # what a report tells of one town or firm it tells in a sentence
        if begins_facility(self.view, name) or (is_class(name) and not carrying.is_wide(self.main)):
            return False
        if isinstance(self.main, Region) and self._is_part(name, clause):
            return False  # 其中某公司年产值超20亿元: one of those spoken of
        among = is_listed(self.view, name) and name.span not in self.used
        places = isinstance(self.main, Region) or isinstance(name, Region)
        if among and (places or is_one_of(self.view, name)):
            return False  # 呼和浩特、通辽2个试点城市; 来自台湾（3万人次）、香港（2万人次）及韩国
        if (
            name.span.cut(self.view) in listed("whole")
            and isinstance(self.main, Region)
            and not self._is_main(name)
        ):
            return name.span in self.used  # what the country has is told in passing
        if clause is not skeleton.clauses[0]:
            # 国能哈密400万吨煤制油: a firm among a place's works, named with its own only.
            passing = isinstance(self.main, Region) and self.view[name.span.end : name.span.end + 1].isdigit()
            return name.span in self.used and not passing
        if not isinstance(self.main, Region) or speaks_for(self.view, name) or introduces(self.view, name):
            return True
        return self.opening or bool(clause.numbers) or name.span in self.used or self._is_main(name)

    def _main_of(self, article: int) -> Name | None:
        # An article that speaks of places of its own is not about that of the one beside it.
        apart = article in self.elsewhere and len(self.mains) == 1
        return self.mains.get(article) or (None if apart else self._only()) or self.homes.get(article)

    def _first_of(self, main: Name, start: int) -> int:
        """Return where an article's main name stands first, be it as a part of another: 全国 is of no other article."""
        text = main.span.cut(self.view)
        names = _COUNTRY if full_name(text) == _COUNTRY[0] else (self._key(main), squash(text))
        if self.article in self.titled:
            return start  # a report is its place's from the first word
        begin = start if is_generic(self.view, main) or names is _COUNTRY else max(0, start - _PAGE)
        first = [at for n in names if (at := self.view.find(n, begin, main.span.start)) >= 0]
        return min(first, default=main.span.start)

    def _only(self) -> Name | None:
        """Return the one name that all articles of the page are about."""
        keys = {squash(name.span.cut(self.view)) for name in self.mains.values()}
        return next(iter(self.mains.values())) if len(keys) == 1 else None

    def main_of(self, article: int) -> Subject | None:
        """Return whom an article is about."""
        return self._resolved(self.mains[article]) if article in self.mains else None

    def assign(self, fact: Fact, skeleton: Skeleton) -> None:
        """Give the fact its subject, unless a list already did."""
        self.measured.update(fact.indicator.parts or (fact.indicator.span,))
        if fact.subject:
            return
        if quoted := self._quoted(fact, skeleton) or self._rated(fact, skeleton):
            fact.subject = quoted
            return
        at = fact.anchor if fact.indicator_inherited else min(fact.indicator.span.start, fact.anchor)
        near = self._near(fact, skeleton, at) or self._speaker(fact, skeleton)
        if isinstance(near, Organization) and carrying.is_of_countries(
            phrases.text(fact.indicator, self.view)
        ):
            if seat := self.seats.get(near.span.start):
                fact.subject = Subject(seat.span, None, "region")  # 土耳其央行加息，6月通胀率为71.6%
                return
            if is_firm(near) or near.kind == "other":
                # 某证券：6月M1同比下降5%: who only tells what the country has.
                self.main, near = None if self.main is near else self.main, None
        if (
            near is not None
            and is_class(near)
            and isinstance(self.main, Region)
            and not carrying.is_wide(self.main)
        ):
            fact.indicator, near = carrying.with_class(self.view, fact.indicator, near), None
        if near is not None:
            self.used.add(near.span)
            fact.subject = self._resolved(near)
            fact.subject_inherited = near.span.start < skeleton.sentence.span.start
        elif not carrying.is_nobodys(self.view, fact.indicator.span) and (carried := self._carried(fact)):
            fact.subject, fact.subject_inherited = self._nearest(carried), True

    def _quoted(self, fact: Fact, skeleton: Skeleton) -> Subject | None:
        """A share's price is that of its own company: 中广核电力跌超3%."""
        if not fact.rule.startswith("clause.quote"):
            return None
        names = (n for c in skeleton.clauses for n in c.names if n.span == fact.indicator.span)
        own = next(names, None)
        return self._subject(own, None) if isinstance(own, Organization) else None

    def _rated(self, fact: Fact, skeleton: Skeleton) -> Subject | None:
        """A target price is that of the firm named last, whoever tells it: 花旗维持腾讯“买入”评级，目标价703港元."""
        if not phrases.text(fact.indicator, self.view).endswith("目标价"):
            return None
        firms = [n for c in skeleton.clauses for n in c.names if is_firm(n) and n.span.end <= fact.anchor]
        return self._subject(firms[-1], None) if len(firms) > 1 else None

    def _carried(self, fact: Fact) -> Name | None:
        """Return whom the paragraph, else the article, is about; a firm has no GDP."""
        what = phrases.text(fact.indicator, self.view)
        if isinstance(self.current or self.main, Organization) or is_class(self.current or self.main):
            if isinstance(self.main, Region) and not is_class(self.main) and belongs_to_place(what):
                return self.main
            if carrying.is_of_countries(what):
                return None
            clauses = upto(self.here.clauses, fact.anchor) if self.here else ()
            if carrying.of_several(self.view, clauses, fact.anchor) or carrying.counts_peers(
                fact.quantity, what
            ):
                return None
        # What is named only further on is not whom the beginning is about.
        main = self.main if self._begun(fact.anchor) and carrying.can_be_main(self.main, self.told) else None
        return self.tier or self.current or main or self.seat

    def _begun(self, at: int) -> bool:
        """Tell whether the article has come to its main name, be it only at the end of the clause."""
        if self.here is None or self.since < self.here.sentence.span.start:
            return True
        return self.since < upto(self.here.clauses, at)[-1].span.end

    def _near(self, fact: Fact, skeleton: Skeleton, at: int) -> Name | None:
        """Find the last name before the figure that opens its clause or owns the indicator."""
        if self.namers is None:
            self.namers = [c for c in skeleton.clauses if c.names or self._again(c)]
        for clause in reversed(upto(self.namers, at)):
            told = not clause.numbers and at > clause.span.end
            again = self._again(clause)
            for name in reversed(clause.names):
                if again and name.span.start > again.at and not (is_firm(name) and owns(name, clause, at)):
                    continue  # 公司广东地区收入
                if (
                    name.span.end > at
                    or carrying.is_whole(self.view, name, fact)
                    or (told and self._passing(name, fact))
                ):
                    continue
                if grants(self.view, name) and self._is_granted(name, skeleton):
                    continue
                opening = self.comes_first(name, clause) or owns(name, clause, at)
                if opening and self.is_able(name, clause) and not self._is_site(name, clause):
                    return self._whose(in_full(self.view, name, clause), clause)
            if again and again.at <= at:
                return self._meant(again, skeleton)
        return None

    def _passing(self, name: Name, fact: Fact) -> bool:
        """Tell whether what happened there, in a clause without figures, is another matter."""
        if is_listed(self.view, name) or begins_facility(self.view, name):
            return True
        titled = self.article in self.titled
        if not isinstance(name, Organization):
            return titled and is_works(self.view, name)
        return titled or belongs_to_place(phrases.text(fact.indicator, self.view))

    def _nearest(self, carried: Name) -> Subject:
        """Point to the mention that stands nearest: 全市 in the sentence before, not the city in the title."""
        alias = self.alias(carried)
        text = alias or squash(carried.span.cut(self.view))
        name = self.spoken.get(stem(text), carried)
        return self._subject(name, text if name is not carried else alias)

    def _resolved(self, name: Name) -> Subject:
        return self._subject(name, self.alias(name))

    def _subject(self, name: Name, alias: str | None) -> Subject:
        seat = self.seats.get(name.span.start) if isinstance(name, Organization) else None
        if seat and _RULES.search(self.view, *name.span):
            return Subject(seat.span, None, "region")
        span = Span(self.wider.get(name.span.start, name.span.start), name.span.end)
        return Subject(span, alias, sort_of(name))


_RULES = late(
    "(?:[省市县区州旗镇乡党]委|[省市县区州旗镇乡](?:人民)?政府|管委会|党工委)$"
)  # 保康县委县政府 speaks of 保康县
_PAGE = 20_000  # characters before an article in which its main name may stand
_COUNTRY = ("中国", "中华人民共和国", "我国", "全国")
