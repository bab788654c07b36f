"""Facts to the fields of the contract: every text is cut from the raw text at its span."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from extractor import __version__
from extractor.facts import phrases
from extractor.facts.model import Doubt, Fact, Subject
from extractor.mentions.model import Change, Mentions, Period, Quantity
from extractor.mentions.places.regions import full_name
from extractor.span import Span, hull, quote, squash
from extractor.text.model import Article, CleanText, TextWarning
from extractor.wire import plain

if TYPE_CHECKING:
    from extractor.mentions.organizations.links import Entity

Data = dict[str, Any]  # the fields of a model of the contract


class Quoter:
    """Quotes clean spans from the raw text: fields of `contract.Evidence`, `spans` only where a text lies in pieces."""

    def __init__(self, clean: CleanText) -> None:
        self.clean = clean
        self._cited: dict[Span, Data] = {}  # records share sentences, periods and subjects

    def evidence(self, span: Span) -> Data:
        """Return the text and its place."""
        cited = self._cited.get(span)
        if cited is None:
            cited = self._cited[span] = self._quoted(self.clean.to_raw(span))
        return cited

    def joined(self, parts: Sequence[Span]) -> Data:
        """Return the evidence of a text whose pieces stand apart, in reading order."""
        if len(parts) == 1:
            return self.evidence(parts[0])
        return self._quoted(tuple(piece for part in parts for piece in self.clean.to_raw(part)), apart=True)

    def _quoted(self, pieces: tuple[Span, ...], *, apart: bool = False) -> Data:
        if len(pieces) == 1 and not apart:
            return {"text": squash(pieces[0].cut(self.clean.raw)), "span": pieces[0]}
        return {"text": quote(self.clean.raw, pieces), "span": hull(pieces), "spans": pieces}

    def place(self, span: Span) -> Span:
        """Return the raw hull of a clean span."""
        place: Span = self.evidence(span)["span"]
        return place

    def name(self, span: Span) -> str:
        """Return the repaired Simplified reading, for names."""
        return squash(span.cut(self.clean.view))


def records(facts: Sequence[Fact], cite: Quoter, doc_id: str, entities: Mapping[Span, str]) -> list[Data]:
    """Turn the facts of one document into records, in the order of their numbers."""
    ordered = sorted(facts, key=lambda f: (f.anchor, f.indicator.span))
    ids = {id(f): f"r{i}" for i, f in enumerate(ordered, 1)}
    writer = _Writer(cite, doc_id, entities)
    return [writer.record(f, ids) for f in ordered]


class _Writer:
    """Writes the records of one document; the sentence, subject or period that many share is written once."""

    def __init__(self, cite: Quoter, doc_id: str, entities: Mapping[Span, str]) -> None:
        self.cite, self.doc_id, self.entities = cite, doc_id, entities
        self._subjects: dict[tuple[Subject, bool], Data] = {}
        self._periods: dict[tuple[Period, bool], Data] = {}

    def record(self, f: Fact, ids: Mapping[int, str]) -> Data:
        """Write one record; `ids` are those of all facts."""
        cite, sentence = self.cite, self.cite.clean.sentences[f.sentence]
        value, growth = _value(f.quantity, f.unit_span, cite), _growth(f.change, cite)
        return {
            "id": ids[id(f)],
            "key": _key(self.doc_id, (value, growth, cite.evidence(f.indicator.span))),
            "article": f"a{sentence.article + 1}",
            "indicator": _indicator(f, cite),
            "subject": f.subject and self.subject(f.subject, f.subject_inherited),
            "value": value,
            "growth": growth,
            "period": f.period and self.period(f.period, f.period_inherited),
            "measure": f.measure,
            "status": f.status,
            "sentence": cite.evidence(sentence.span),
            "confidence": f.confidence,
            "rule": f.rule,
            "duplicate_of": ids.get(id(f.duplicate_of)) if f.duplicate_of else None,
        }

    def subject(self, s: Subject, inherited: bool) -> Data:
        """Write a subject, with its entity where it is an organisation that was linked."""
        known = self._subjects.get((s, inherited))
        if known is None:
            name = s.name or self.cite.name(s.span)
            known = self._subjects[s, inherited] = {
                **self.cite.evidence(s.span),
                "name": full_name(name) or name,
                "type": s.type,
                "entity": self.entities.get(s.span),
                "inherited": inherited,
            }
        return known

    def period(self, p: Period, inherited: bool) -> Data:
        """Write a period."""
        known = self._periods.get((p, inherited))
        if known is None:
            known = self._periods[p, inherited] = {
                **self.cite.evidence(p.span),
                "start": p.start,
                "end": p.end,
                "point": p.point,
                "frequency": p.frequency,
                "cumulative": p.cumulative,
                "inherited": inherited,
            }
        return known


def _key(doc_id: str, places: Sequence[Mapping[str, Any] | None]) -> str:
    spans = [None if p is None else p["span"] for p in places]
    parts = [doc_id, *["-" if s is None else f"{s[0]}:{s[1]}" for s in spans]]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def _indicator(f: Fact, cite: Quoter) -> Data:
    parts = phrases.parts(f.indicator)
    return {
        **cite.joined(parts),
        "name": f.indicator.name or "".join([cite.name(p) for p in parts]),
        "code": f.indicator.code,
        "inherited": f.indicator_inherited,
    }


def _value(q: Quantity | None, unit_span: Span | None, cite: Quoter) -> Data | None:
    if q is None:
        return None
    return {
        **cite.evidence(q.span),
        "number": plain(q.number),
        "low": plain(q.low),
        "high": plain(q.high),
        "unit": q.unit or "点",
        "unit_text": q.unit_text,
        "bound": q.bound,
        "unit_span": cite.place(unit_span) if unit_span else None,
    }


def _growth(c: Change | None, cite: Quoter) -> Data | None:
    if c is None:
        return None
    return {
        **cite.evidence(c.span),
        "rate": plain(c.rate),
        "low": plain(c.low),
        "high": plain(c.high),
        "unit": c.unit,
        "basis": c.basis,
    }


def organizations(entities: "Sequence[Entity]", cite: Quoter) -> list[Data]:
    """Turn linked organisation mentions into output, in the order of the text."""
    mentions = sorted(((m, e) for e in entities for m in e.mentions), key=lambda pair: pair[0].span)
    return [
        {
            **cite.evidence(m.span),
            "id": f"o{i}",
            "entity": e.id,
            "name": e.name,
            "type": e.kind,
            "confidence": m.confidence,
        }
        for i, (m, e) in enumerate(mentions, 1)
    ]


def articles(cite: Quoter, title: str | None) -> list[Data]:
    """Describe the articles of the page; a title given beside the text is that of a first article without one."""
    found = [_article(a, f"a{i}", cite) for i, a in enumerate(cite.clean.articles, 1)]
    if found and found[0]["title"] is None:
        found[0]["title"] = title
    return found


def _article(a: Article, name: str, cite: Quoter) -> Data:
    return {
        "id": name,
        "title": cite.evidence(a.title)["text"] if a.title else None,
        "span": hull(cite.clean.to_raw(a.span)),
        "published": str(a.published) if a.published else None,
    }


def warnings(notes: Sequence[TextWarning], cite: Quoter, doubts: Sequence[Doubt]) -> list[Data]:
    """Join what the text room and the facts room want a reader to know."""
    out: list[Data] = [{"code": w.code, "message": w.message, "span": w.span} for w in notes]
    out += [{"code": d.code, "message": d.message, "span": cite.place(d.span)} for d in doubts]
    return sorted(out, key=lambda w: (w["span"] or (0, 0), w["code"], w["message"]))


def producer(patterns: str) -> Data:
    """Say who made the result."""
    return {"name": "zhibiao", "version": __version__, "patterns": patterns}


def mentions(found: Mentions, cite: Quoter) -> Data:
    """Write the mentions of one text, before any of it becomes a record; spans are raw."""
    return {
        "quantities": [
            {
                **cite.evidence(q.span),
                "numeral_span": cite.place(q.numeral),
                "number": plain(q.number),
                "low": plain(q.low),
                "high": plain(q.high),
                "unit": q.unit,
                "bound": q.bound,
            }
            for q in found.quantities
        ],
        "changes": [
            {
                **cite.evidence(c.span),
                "rate": plain(c.rate),
                "unit": c.unit,
                "basis": c.basis,
            }
            for c in found.changes
        ],
        "periods": [
            {**cite.evidence(p.span), "start": p.start, "end": p.end, "point": p.point} for p in found.periods
        ],
        "organizations": [{**cite.evidence(o.span), "type": o.kind} for o in found.organizations],
    }
