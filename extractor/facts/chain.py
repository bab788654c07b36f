"""From mentions to facts, sentence by sentence, in the order of the text."""

import re

from extractor.facts import (
    bases,
    both,
    confidence,
    headlines,
    impossible,
    phrases,
    plausible,
    ratios,
    repeats,
    tables,
)
from extractor.facts.bind import bind
from extractor.facts.calendar import enclosing
from extractor.facts.meaning import Outlook
from extractor.facts.memory import Memory
from extractor.facts.model import Doubt, Fact
from extractor.facts.name_roles import is_firm
from extractor.facts.seats import seats
from extractor.facts.skeleton import Shelf, skeletons
from extractor.facts.subjects import Stage
from extractor.facts.timing import Timing
from extractor.mentions.model import Mentions, Region
from extractor.mentions.names import standard
from extractor.span import squash
from extractor.text.model import CleanText, PartialDate


def find_facts(
    clean: CleanText, found: Mentions, reference: PartialDate | None
) -> tuple[tuple[Fact, ...], tuple[Doubt, ...]]:
    """Find the facts of one document, and what is doubtful about it."""
    timing, stage = Timing(clean.view, reference=reference, tabled=bool(clean.tables)), Stage(clean.view)
    memory, outlook = Memory(clean.view, found.yuan), Outlook(clean.view, reference)
    facts: list[Fact] = []
    article = paragraph = -1
    sentences = list(skeletons(clean, found))
    stage.seats = seats(clean.view, found.organizations, found.regions)
    stage.firms = any(is_firm(o) for o in found.organizations)
    stage.cast(sentences)
    stage.homes = _homes(clean, found)
    with_ratios, yearly = ratios.occur(clean.view), bases.declared(clean.view)
    for skeleton in sentences:
        if skeleton.sentence.paragraph != paragraph:
            paragraph = skeleton.sentence.paragraph
            memory.new_paragraph()
        if skeleton.sentence.article != article:
            article, memory.whole = skeleton.sentence.article, None
        timing.enter(skeleton)
        stage.enter(skeleton)
        outlook.enter(skeleton)
        bound = both.apart(bind(skeleton, memory), skeleton, clean.view)
        for fact in (*bound, *ratios.read(skeleton, clean.view)) if with_ratios else bound:
            timing.govern(fact, skeleton)
            stage.assign(fact, skeleton)
            if outlook.give_status(fact, skeleton):
                timing.look_ahead(fact)
            fact.period = impossible.year_that_is_over(fact, reference, clean.view)
            bases.settle(fact, memory.sentence, skeleton.sentence.span, clean.view, yearly)
            facts.append(fact)
        timing.leave(skeleton)
        stage.leave(skeleton)
        outlook.leave(skeleton)
    headlines.complete(facts, clean.sentences, clean.view)
    facts += _in_tables(clean, found, stage, timing)
    doubtful = [*memory.doubts, *plausible.implausible(facts, clean.view)]
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


_NOTE = re.compile(r"\[\d{1,2}\]|［\d{1,2}］")  # 谷物[1]播种面积: the mark of a footnote
_STATION = re.compile("电台|电视|广播")  # its news are its place's, as those of an agency are not


def _homes(clean: CleanText, found: Mentions) -> dict[int, Region]:
    """Find where the stations are whose news the articles are: （澳门电台消息）."""
    places = Shelf(found.regions)
    lines = [(i, a.dateline) for i, a in enumerate(clean.articles) if a.dateline]
    told = [(i, line) for i, line in lines if _STATION.search(clean.view, *line)]
    return {i: first for i, line in told if (first := next(iter(places.inside(*line)), None))}


def _in_tables(clean: CleanText, found: Mentions, stage: Stage, timing: Timing) -> list[Fact]:
    """Read the tables; what they do not say themselves, the text above them does."""
    out = []
    every_period, every_region = Shelf(found.periods), Shelf(found.regions)
    for table in clean.tables:
        start = min(s.start for s in (table.span, table.caption, table.unit) if s)
        periods = every_period.inside(start, table.span.end)
        regions = every_region.inside(start, table.span.end)
        for fact in tables.read(clean, table, periods, regions):
            fact.sentence = enclosing(clean.sentences, fact.anchor)
            if fact.subject is None and stage.main_of(table.article):
                fact.subject, fact.subject_inherited = stage.main_of(table.article), True
            standing = timing.standing_at(table.span.start, table.article)
            fact.period = timing.reported(fact.period, standing) if fact.period else standing
            fact.period_inherited = fact.period is not None
            out.append(fact)
    return out
