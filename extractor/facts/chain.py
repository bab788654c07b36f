"""From mentions to facts, sentence by sentence, in the order of the text."""

from collections.abc import Iterator, Sequence

from extractor.facts import phrases
from extractor.facts.binding import both, ratios
from extractor.facts.binding.bind import bind
from extractor.facts.binding.memory import Memory
from extractor.facts.growth import bases, rates_first
from extractor.facts.indicators import implied_units
from extractor.facts.layout import headlines, tables
from extractor.facts.layout.box_sources import Sources
from extractor.facts.model import Doubt, Fact, Subject
from extractor.facts.periods import aims, impossible, undated
from extractor.facts.periods.calendar import enclosing
from extractor.facts.periods.timing import Timing
from extractor.facts.review import confidence, plausible, repeats
from extractor.facts.skeleton import Shelf, Skeleton, skeletons
from extractor.facts.status.meaning import Outlook
from extractor.facts.subjects.roles import is_firm
from extractor.facts.subjects.seats import seats
from extractor.facts.subjects.subjects import Stage
from extractor.late import late
from extractor.mentions.model import Mentions, Region
from extractor.mentions.names import standard
from extractor.span import squash
from extractor.text.model import CleanText, PartialDate


def find_facts(
    clean: CleanText, found: Mentions, reference: PartialDate | None
) -> tuple[tuple[Fact, ...], tuple[Doubt, ...]]:
    """Find the facts of one document, and what is doubtful about it."""
    reader = _Reader(clean, found, reference)
    sentences = list(skeletons(clean, found))
    reader.stage.cast(sentences)
    if reference is None:
        reader.timing.all_months = undated.reported(sentences, clean.view)
    telling = sentences if clean.tables or reader.with_ratios else _until_last_number(sentences)
    facts = [fact for skeleton in telling for fact in reader.read(skeleton)]
    headlines.complete(facts, clean.sentences, clean.view)
    facts += _in_tables(clean, found, reader, Sources(facts, clean.view))
    doubtful = [*reader.memory.doubts, *plausible.implausible(facts, clean.view)]
    doubtful += plausible.far_ahead(facts, found.changes, clean.view)
    repeats.link_repeats(facts, clean.view)
    for fact in facts:
        whole = fact.indicator.name or squash(phrases.text(fact.indicator, clean.view))
        text = _NOTE.sub("", whole)
        if text != whole:
            fact.indicator = fact.indicator._replace(name=text)
        fact.indicator = standard(fact.indicator, text, fact.quantity.unit if fact.quantity else None)
        fact.confidence = confidence.rate(fact, clean.view)
    return tuple(facts), tuple(doubtful)


class _Reader:
    """Reads one document, sentence by sentence, with what those before have said."""

    def __init__(self, clean: CleanText, found: Mentions, reference: PartialDate | None) -> None:
        self.view, self.reference = clean.view, reference
        self.timing = Timing(clean.view, reference=reference, tabled=bool(clean.tables))
        self.stage = Stage(clean.view)
        self.stage.seats = seats(clean.view, found.organizations, found.regions)
        self.stage.firms = any(is_firm(o) for o in found.organizations)
        self.stage.homes = _homes(clean, found)
        self.memory, self.outlook = Memory(clean.view, found.yuan), Outlook(clean.view, reference)
        self.with_ratios, self.yearly = ratios.occur(clean.view), bases.declared(clean.view)
        # 公司 and 3.9：59.5：36.6 are no mentions, but say something.
        self.speak = self.stage.firms or self.with_ratios
        self.article = self.paragraph = -1

    def read(self, skeleton: Skeleton) -> Sequence[Fact]:
        """Read the facts of one sentence, and remember what it hands on."""
        s, view = skeleton.sentence, self.view
        if s.paragraph != self.paragraph:
            self.paragraph = s.paragraph
            self.memory.new_paragraph()
        elif skeleton.silent and not self.speak and view[s.span.end - 1] not in _GO_ON:
            self.outlook.leave(skeleton)
            return ()
        if s.article != self.article:
            self.article, self.memory.whole = s.article, None
        steps = (self.timing, self.stage, self.outlook)
        for step in steps:
            step.enter(skeleton)
        facts = both.apart(bind(skeleton, self.memory), skeleton, view)
        if self.with_ratios:
            facts = [*facts, *ratios.read(skeleton, view)]
        for fact in facts:
            self._complete(fact, skeleton)
        rates_first.settle(facts)
        for step in steps:
            step.leave(skeleton)
        return facts

    def _complete(self, fact: Fact, skeleton: Skeleton) -> None:
        """Give a fact its period, subject, status and base."""
        self.timing.govern(fact, skeleton)
        self.stage.assign(fact, skeleton)
        if self.outlook.give_status(fact, skeleton):
            self.timing.look_ahead(fact)
        fact.period = impossible.year_that_is_over(fact, self.reference, self.view)
        fact.period = aims.that_is_past(fact, skeleton.sentence.span, self.reference, self.view)
        self.timing.plan_for(fact)
        implied_units.settle_growth(fact, self.view)
        bases.settle(fact, self.memory.sentence, skeleton.sentence.span, self.view, self.yearly)


def _until_last_number(sentences: Sequence[Skeleton]) -> Iterator[Skeleton]:
    """Leave out what stands behind the last number of each article: nothing there is for a figure to learn."""
    last = {s.sentence.article: s.index for s in sentences if s.counts}
    return (s for s in sentences if s.index <= last.get(s.sentence.article, -1))


_GO_ON = "；;：:"
_NOTE = late(r"\[\d{1,2}\]|［\d{1,2}］")  # 谷物[1]播种面积: the mark of a footnote
_STATION = late("电台|电视|广播")  # its news are its place's, as those of an agency are not


def _homes(clean: CleanText, found: Mentions) -> dict[int, Region]:
    """Find where the stations are whose news the articles are: （澳门电台消息）."""
    places = Shelf(found.regions)
    lines = [(i, a.dateline) for i, a in enumerate(clean.articles) if a.dateline]
    told = [(i, line) for i, line in lines if _STATION.search(clean.view, *line)]
    return {i: first for i, line in told if (first := next(iter(places.inside(*line)), None))}


def _in_tables(clean: CleanText, found: Mentions, reader: _Reader, sources: Sources) -> list[Fact]:
    """Read the tables; what they do not say themselves, the text above them does."""
    out, timing = [], reader.timing
    every_period, every_region = Shelf(found.periods), Shelf(found.regions)
    for table in clean.tables:
        start = min(s.start for s in (table.span, table.caption, table.unit) if s)
        periods = every_period.inside(start, table.span.end)
        regions = every_region.inside(start, table.span.end)
        named = every_region.inside(*table.caption) if table.caption else ()
        sole = named[0] if len(named) == 1 and named[0].kind != "generic" else None
        of_caption = Subject(sole.span, None, "region") if sole else None
        for fact in tables.read(clean, table, periods, regions):
            fact.sentence = enclosing(clean.sentences, fact.anchor)
            told = sources.of(fact) if not table.body_row else None
            of_text = told.subject if told else reader.stage.main_of(table.article)
            if fact.subject is None and (whose := of_caption or of_text):
                fact.subject, fact.subject_inherited = whose, True
            if told and fact.period is None:
                fact.period, fact.period_inherited = told.period, told.period is not None
                out.append(fact)
                continue
            standing = timing.standing_at(table.span.start, table.article)
            fact.period = timing.reported(fact.period, standing) if fact.period else standing
            fact.period_inherited = fact.period is not None
            out.append(fact)
    return out
