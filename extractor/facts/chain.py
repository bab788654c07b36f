"""From mentions to facts, sentence by sentence, in the order of the text."""

from extractor.facts import doubts
from extractor.facts.bind import Memory, bind
from extractor.facts.meaning import give_status
from extractor.facts.model import Doubt, Fact
from extractor.facts.skeleton import skeletons
from extractor.facts.subjects import Stage
from extractor.facts.timing import Calendar
from extractor.mentions.model import Mentions
from extractor.text.model import CleanText, PartialDate


def find_facts(
    clean: CleanText, found: Mentions, reference: PartialDate | None
) -> tuple[tuple[Fact, ...], tuple[Doubt, ...]]:
    """Find the facts of one document, and what is doubtful about it."""
    calendar, stage, memory = Calendar(clean.view), Stage(clean.view), Memory(clean.view)
    facts: list[Fact] = []
    paragraph = -1
    for skeleton in skeletons(clean, found):
        if skeleton.sentence.paragraph != paragraph:
            paragraph, memory.last, memory.topic = skeleton.sentence.paragraph, None, None
        calendar.enter(skeleton)
        stage.enter(skeleton)
        for fact in bind(skeleton, memory):
            calendar.govern(fact, skeleton)
            stage.assign(fact, skeleton)
            give_status(fact, skeleton, reference)
            facts.append(fact)
        calendar.leave(skeleton)
        stage.leave(skeleton)
    doubtful = [*memory.doubts, *doubts.implausible(facts)]
    doubts.link_repeats(facts, clean.view)
    for fact in facts:
        fact.confidence = doubts.rate(fact)
    return tuple(facts), tuple(doubtful)
