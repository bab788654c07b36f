"""Facts to the contract: every text is cut from the raw text at its span, and checked there."""

import hashlib
from collections.abc import Sequence
from typing import TypedDict

from extractor import __version__, contract
from extractor.facts import phrases
from extractor.facts.model import Doubt, Fact, Subject
from extractor.mentions.model import Change, Period, Quantity
from extractor.mentions.organizations_links import Entity
from extractor.span import Span, hull, quote, squash
from extractor.text.model import Article, CleanText, TextWarning


class Cited(TypedDict):
    """The fields of `contract.Evidence`."""

    text: str
    span: Span
    spans: tuple[Span, ...] | None


class Titled(TypedDict):
    """What an article says of itself."""

    title: str | None
    span: Span
    published: str | None


class Quoter:
    """Quotes clean spans from the raw text, each with its place or pieces."""

    def __init__(self, clean: CleanText) -> None:
        self.clean = clean
        self._cited: dict[Span, Cited] = {}  # records share sentences, periods and subjects

    def evidence(self, span: Span) -> Cited:
        """Return text, span and, around foreign matter, spans."""
        if span in self._cited:
            return self._cited[span]
        pieces = self.clean.to_raw(span)
        cited: Cited = {
            "text": quote(self.clean.raw, pieces),
            "span": hull(pieces),
            "spans": pieces if len(pieces) > 1 else None,
        }
        self._cited[span] = cited
        return cited

    def joined(self, parts: Sequence[Span]) -> Cited:
        """Return the evidence of a text whose pieces stand apart, in reading order."""
        if len(parts) == 1:
            return self.evidence(parts[0])
        pieces = tuple(piece for part in parts for piece in self.clean.to_raw(part))
        return {"text": quote(self.clean.raw, pieces), "span": hull(pieces), "spans": pieces}

    def place(self, span: Span) -> Span:
        """Return the raw hull of a clean span."""
        return self.evidence(span)["span"]

    def name(self, span: Span) -> str:
        """Return the repaired Simplified reading, for names."""
        return squash(span.cut(self.clean.view))


def records(
    facts: Sequence[Fact], clean: CleanText, doc_id: str, entities: dict[Span, str]
) -> list[contract.Record]:
    """Turn the facts of one document into records, in the order of their numbers."""
    cite = Quoter(clean)
    ordered = sorted(facts, key=lambda f: (f.anchor, f.indicator.span))
    ids = {id(f): f"r{i}" for i, f in enumerate(ordered, 1)}
    return [_record(f, cite, doc_id, ids, entities) for f in ordered]


def _record(
    f: Fact, cite: Quoter, doc_id: str, ids: dict[int, str], entities: dict[Span, str]
) -> contract.Record:
    sentence = cite.clean.sentences[f.sentence]
    places = [cite.place(m.span) if m else None for m in (f.quantity, f.change, f.indicator)]
    return contract.Record(
        id=ids[id(f)],
        key=_key(doc_id, places),
        article=f"a{sentence.article + 1}",
        indicator=contract.Indicator(
            **cite.joined(phrases.parts(f.indicator)),
            name=f.indicator.name or "".join(cite.name(p) for p in phrases.parts(f.indicator)),
            code=f.indicator.code,
            inherited=f.indicator_inherited,
        ),
        subject=_subject(f.subject, f.subject_inherited, cite, entities),
        value=_value(f.quantity, f.unit_span, cite),
        growth=_growth(f.change, cite),
        period=_period(f.period, f.period_inherited, cite),
        measure=f.measure,
        status=f.status,
        sentence=contract.Evidence(**cite.evidence(sentence.span)),
        confidence=f.confidence,
        rule=f.rule,
        duplicate_of=ids.get(id(f.duplicate_of)) if f.duplicate_of else None,
    )


def _key(doc_id: str, places: Sequence[Span | None]) -> str:
    parts = [doc_id, *("-" if p is None else f"{p.start}:{p.end}" for p in places)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def _subject(
    s: Subject | None, inherited: bool, cite: Quoter, entities: dict[Span, str]
) -> contract.Subject | None:
    if s is None:
        return None
    return contract.Subject(
        **cite.evidence(s.span),
        name=s.name or cite.name(s.span),
        type=s.type,
        entity=entities.get(s.span),
        inherited=inherited,
    )


def _value(q: Quantity | None, unit_span: Span | None, cite: Quoter) -> contract.Value | None:
    if q is None:
        return None
    return contract.Value(
        **cite.evidence(q.span),
        number=contract.plain(q.number),
        low=contract.plain(q.low),
        high=contract.plain(q.high),
        unit=q.unit or "点",
        unit_text=q.unit_text,
        bound=q.bound,
        unit_span=cite.place(unit_span) if unit_span else None,
    )


def _growth(c: Change | None, cite: Quoter) -> contract.Growth | None:
    if c is None:
        return None
    return contract.Growth(
        **cite.evidence(c.span),
        rate=contract.plain(c.rate),
        low=contract.plain(c.low),
        high=contract.plain(c.high),
        unit=c.unit,
        basis=c.basis,
    )


def _period(p: Period | None, inherited: bool, cite: Quoter) -> contract.Period | None:
    if p is None:
        return None
    return contract.Period(
        **cite.evidence(p.span),
        start=p.start,
        end=p.end,
        point=p.point,
        frequency=p.frequency,
        cumulative=p.cumulative,
        inherited=inherited,
    )


def organizations(entities: Sequence[Entity], clean: CleanText) -> list[contract.Organization]:
    """Turn linked organisation mentions into output, in the order of the text."""
    cite = Quoter(clean)
    mentions = sorted(((m, e) for e in entities for m in e.mentions), key=lambda pair: pair[0].span)
    return [
        contract.Organization(
            id=f"o{i}",
            entity=e.id,
            **cite.evidence(m.span),
            name=e.name,
            type=e.kind,
            confidence=m.confidence,
        )
        for i, (m, e) in enumerate(mentions, 1)
    ]


def articles(clean: CleanText, title: str | None) -> list[contract.Article]:
    """Describe the articles of the page; a title given beside the text is that of a first article without one."""
    cite = Quoter(clean)
    found = [_article(a, cite) for a in clean.articles]
    if found and found[0]["title"] is None:
        found[0]["title"] = title
    return [contract.Article(id=f"a{i}", **a) for i, a in enumerate(found, 1)]


def _article(a: Article, cite: Quoter) -> Titled:
    title = cite.evidence(a.title)["text"] if a.title else None
    return {
        "title": title,
        "span": cite.place(a.span),
        "published": str(a.published) if a.published else None,
    }


def warnings(
    notes: Sequence[TextWarning], clean: CleanText, doubts: Sequence[Doubt]
) -> list[contract.Caution]:
    """Join what the text room and the facts room want a reader to know."""
    cite = Quoter(clean)
    out = [contract.Caution(code=w.code, message=w.message, span=w.span) for w in notes]
    out += [contract.Caution(code=d.code, message=d.message, span=cite.place(d.span)) for d in doubts]
    return sorted(out, key=lambda w: (w.span or (0, 0), w.code, w.message))


def producer(patterns: str) -> contract.Producer:
    """Say who made the result."""
    return contract.Producer(version=__version__, patterns=patterns)
