"""Run the finder of a section over an example and give what it finds as plain fields."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields as fields_of
from typing import Any

from extractor.config import Config
from extractor.mentions.changes.find import find_changes
from extractor.mentions.cues import find_cues
from extractor.mentions.indicators import phrase_after, phrase_before
from extractor.mentions.model import Change, Cue, Indicator, Organization, Period, Quantity, Region
from extractor.mentions.names import standard
from extractor.mentions.organizations.find import find_organizations
from extractor.mentions.periods import find_periods
from extractor.mentions.places.regions import find_regions
from extractor.mentions.quantities.find import find_quantities
from extractor.patterns import PatternBook, using
from extractor.pipeline import Pipeline
from extractor.span import Span
from extractor.text.clean import clean
from extractor.text.model import PartialDate
from extractor.text.structure.roles import role_of

Found = Mapping[str, Any]
Runner = Callable[[str, Mapping[str, Any], PatternBook], Iterator[Found]]
INPUTS = frozenset(
    {"published", "yuan", "roc"}
)  # fields of an example that are given to the finder, not compared


def _plain(mention: Any, text: str) -> Found:
    shown = {name: getattr(mention, name) for name in _names(type(mention))}
    return shown | {"text": mention.span.cut(text)}


def _names(model: type) -> tuple[str, ...]:
    """Return the fields of a named tuple or of a dataclass."""
    return getattr(model, "_fields", None) or tuple(f.name for f in fields_of(model))


def _quantities(text: str, given: Mapping[str, Any], book: PatternBook) -> Iterator[Found]:
    for q in find_quantities(text, yuan=given.get("yuan", "CNY"), book=book):
        yield _plain(q, text)


def _changes(text: str, given: Mapping[str, Any], book: PatternBook) -> Iterator[Found]:
    quantities = find_quantities(text, yuan=given.get("yuan", "CNY"), book=book)
    for c in find_changes(text, quantities, book=book):
        yield _plain(c, text)


def _periods(text: str, given: Mapping[str, Any], book: PatternBook) -> Iterator[Found]:
    published = given.get("published")
    reference = PartialDate(*map(int, str(published).split("-"))) if published else None
    for p in find_periods(text, reference, roc=bool(given.get("roc")), book=book):
        yield _plain(p, text)


def _regions(text: str, _: Mapping[str, Any], book: PatternBook) -> Iterator[Found]:
    for r in find_regions(text, book=book):
        yield _plain(r, text)


def _cues(text: str, _: Mapping[str, Any], book: PatternBook) -> Iterator[Found]:
    for c in find_cues(text, book=book):
        yield _plain(c, text)


def _organizations(text: str, _: Mapping[str, Any], book: PatternBook) -> Iterator[Found]:
    cleaned = clean(text)
    for o in find_organizations(cleaned, book=book):
        yield _plain(o, cleaned.view)


def _indicators(text: str, _: Mapping[str, Any], book: PatternBook) -> Iterator[Found]:
    names = sorted(
        [r.span for r in find_regions(text, book=book)]
        + [p.span for p in find_periods(text, None, book=book)]
    )
    at = 0
    for q in find_quantities(text, book=book):
        phrase, _verb = phrase_before(text, at, q.span.start, names)
        for span in (phrase, phrase_after(text, q.span.end, len(text), names)):
            if span:
                yield {"text": span.cut(text), "span": span}
        at = q.span.end


def _standard(text: str, _given: Mapping[str, Any], book: PatternBook) -> Iterator[Found]:
    with using(book):
        span = Span(0, len(text))
        found = standard(Indicator(span), text)
    if found.code:
        yield _plain(found, text)


def _figures(text: str, given: Mapping[str, Any], book: PatternBook) -> Iterator[Found]:
    """Run the whole chain: what a word of the vocabulary does shows in the records and organisations only."""
    document = Pipeline(_RULES, book=book).document(text, published=given.get("published"))
    for o in document.organizations:
        yield {"text": o.text, "type": o.type}
    for r in document.records:
        value, growth, period = r.value, r.growth, r.period
        yield {
            "text": r.indicator.text,
            "name": r.indicator.name,
            "subject": r.subject and r.subject.text,
            "number": value and value.number,
            "rate": growth and growth.rate,
            "start": period and period.start,
            "end": period and period.end,
            "status": r.status,
        }
    for w in document.warnings:
        if w.span:
            yield {"text": text[slice(*w.span)], "warning": w.code}


_RULES = Config(ner="none")


def _lines(text: str, _: Mapping[str, Any], book: PatternBook) -> Iterator[Found]:
    """Say what each line of a page looks like, and which are titles of articles."""
    with using(book):
        for line in filter(None, map(str.strip, text.split("\n"))):
            yield {"text": line, "role": role_of(line)}
        cleaned = clean(text)
    for a in cleaned.articles:
        if a.title:
            yield {"text": a.title.cut(cleaned.view), "role": "title"}


def _of(*models: type) -> frozenset[str]:
    return INPUTS | {name for model in models for name in _names(model)} - {"span"}


# What an example of each file may ask for.
FIELDS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("units", "bounds", "not_numbers"), _of(Quantity)),
    "changes": _of(Change),
    "periods": _of(Period),
    "regions": _of(Region),
    "cues": _of(Cue),
    "organizations": _of(Organization),
    "indicators": INPUTS,
    "names": _of(Indicator),
    "vocabulary": INPUTS | {"type", "name", "subject", "number", "rate", "start", "end", "status", "warning"},
    "page": INPUTS | {"role"},
}
RUNNERS: Mapping[str, Runner] = {
    "units": _quantities,
    "bounds": _quantities,
    "not_numbers": _quantities,
    "changes": _changes,
    "periods": _periods,
    "regions": _regions,
    "cues": _cues,
    "organizations": _organizations,
    "indicators": _indicators,
    "names": _standard,
    "vocabulary": _figures,
    "page": _lines,
}
