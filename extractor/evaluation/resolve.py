"""How a reader's marks become gold: every text gets its place, every number is read again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from extractor.evaluation import reread
from extractor.evaluation.gold import Alternative, GoldOrganization, GoldRecord, Quoted, pieces
from extractor.evaluation.locate import Folded, Place, fold, nearest
from extractor.evaluation.reading import Part, ReadAlternative, Reading, ReadRecord
from extractor.late import late
from extractor.span import Span, hull, quote, squash
from extractor.wire import dumps


@dataclass(slots=True)
class Resolved:
    """A reading with places; a fault must be mended, a doubt is worth a look."""

    reading: Reading
    records: list[GoldRecord] = field(default_factory=list)
    organizations: list[GoldOrganization] = field(default_factory=list)
    maybe: list[Quoted] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    turns: list[int] = field(default_factory=list)  # which occurrence of its sent each record took, from 1


class _FaultError(Exception):
    """A record that cannot be placed."""


def _quoted(folded: Folded, place: Place) -> dict[str, Any]:
    spans = folded.spans(place)
    body: dict[str, Any] = {"text": quote(folded.raw, spans), "span": hull(spans)}
    return body | ({"spans": spans} if len(spans) > 1 else {})


def _window(place: Place) -> tuple[int, int]:
    return place[0][0], place[-1][1]


class _Placer:
    """Finds the fields of one record around its sentence."""

    def __init__(self, folded: Folded, sentence: Place, where: dict[Part, str]) -> None:
        self.folded, self.sentence, self.where = folded, sentence, where
        self.anchor = sentence[-1][1]
        self.doubts: list[str] = []

    def number(self, part: Part, text: str) -> Place:
        """Place value or growth: once inside the sentence."""
        low, high = self._context(part) or _window(self.sentence)
        found = self.folded.places(text, low, high)
        # A cut sentence may enclose foreign matter that says the same.
        found = [p for p in found if _covered(p, self.sentence)] or found
        if not found:
            raise _FaultError(f"{part} {text!r} is not in sent")
        if len(found) > 1:
            raise _FaultError(
                f"{part} {text!r} stands {len(found)} times in sent; shorten sent or add where.{part}"
            )
        return found[0]

    def name(self, part: Part, text: str) -> Place | None:
        """Place indicator, subject or period: as near before the number as it can be."""
        context = self._context(part)
        low, high = context or (0, None)
        return nearest(self.folded.places(text, low, high), self.anchor, context or _window(self.sentence))

    def _context(self, part: Part) -> tuple[int, int] | None:
        if part not in self.where:
            return None
        found = nearest(self.folded.places(self.where[part]), self.anchor, _window(self.sentence))
        if found is None:
            raise _FaultError(f"where.{part} {self.where[part]!r} is not in the text")
        return _window(found)

    def fields(self, r: ReadRecord | ReadAlternative) -> dict[str, Any]:
        """Place what the reader gave; of an alternative only that."""
        out: dict[str, Any] = {}
        given = r.model_fields_set
        parts: tuple[Part, Part] = ("value", "growth")
        numbers = [(part, getattr(r, part)) for part in parts if getattr(r, part)]
        placed = {part: self.number(part, body.text) for part, body in numbers}
        if placed:
            self.anchor = min(p[0][0] for p in placed.values())
        for part, body in numbers:
            dumped = body.model_dump() | _quoted(self.folded, placed[part])
            out[part] = dumped | {"unit": reread.unit_of(body.unit)}
        if r.indicator:
            place = self.name("indicator", r.indicator)
            if place is None and not self.folded.composes(r.indicator):
                raise _FaultError(f"indicator {r.indicator!r} is not in the text, nor are its parts")
            if place is None and not r.composed:
                self.doubts.append(f"indicator {r.indicator!r} is put together (then add composed: true)")
            composed = {"text": squash(r.indicator), "span": None}
            out["indicator"] = _quoted(self.folded, place) if place else composed
        if r.subject:
            place = self.name("subject", r.subject)
            if place is None:
                raise _FaultError(f"subject {r.subject!r} is not in the text")
            out["subject"] = _quoted(self.folded, place)
        if r.period:
            place = self.name("period", r.period.text)
            if place is None:
                raise _FaultError(f"period {r.period.text!r} is not in the text")
            out["period"] = r.period.model_dump() | _quoted(self.folded, place)
        plain = {k: getattr(r, k) for k in ("measure", "status") if getattr(r, k)}
        empty: dict[str, Any] = dict.fromkeys(("subject", "value", "growth", "period"))
        if isinstance(r, ReadAlternative):
            empty = {k: None for k in empty if k in given}
        return empty | out | plain


def _covered(inner: Place, outer: Place) -> bool:
    return all(any(a <= c and d <= b for a, b in outer) for c, d in inner)


def _record(folded: Folded, r: ReadRecord, turn: int) -> tuple[GoldRecord, list[str]]:
    places = folded.places(r.sent)
    if not places:
        raise _FaultError(f"sent is not in the text: {r.sent!r}")
    if turn >= len(places):
        raise _FaultError(f"sent stands {len(places)} times in the text, not {turn + 1}: {r.sent!r}")
    placer = _Placer(folded, places[turn], r.where)
    body = placer.fields(r)
    others = []
    for other in r.alternatives:
        also = _Placer(folded, places[turn], other.where or r.where)
        also.anchor = placer.anchor
        others.append(Alternative.model_validate(also.fields(other)))
    body |= {"tier": r.tier, "sentence": _quoted(folded, places[turn]), "alternatives": others}
    return GoldRecord.model_validate(body), placer.doubts


def _reread(r: ReadRecord | ReadAlternative, out: Resolved, label: str) -> None:
    if isinstance(r, ReadRecord) and not r.value and not r.growth:
        out.faults.append(f"{label}: neither value nor growth")
    if r.value:
        v, unit = r.value, reread.unit_of(r.value.unit)
        wanted = [v.low, v.high] if v.bound == "range" else [v.number]
        if None in wanted or (v.bound == "range" and v.number is not None):
            out.faults.append(f"{label}: a range has low and high, anything else has number")
        out.faults += (f"{label}: {f}" for f in reread.number_faults(v.text, wanted, unit))
        doubt = reread.unit_doubt(v.text, unit)
        out.doubts += [f"{label}: {doubt}"] if doubt else []
    if r.growth:
        g = r.growth
        if g.rate is None and None in (g.low, g.high):
            out.faults.append(f"{label}: growth has a rate, or low and high")
        out.faults += (f"{label}: {f}" for f in reread.rate_faults(g.text, g.rate, g.unit))
    if r.period:
        p = r.period
        out.faults += (f"{label}: {f}" for f in reread.period_faults(p.text, p.start, p.end))


def resolve(reading: Reading, folded: Folded) -> Resolved:
    """Give every mark of a reading its place, and collect what is wrong."""
    out = Resolved(reading)
    turns: Counter[str] = Counter()
    for i, r in enumerate(reading.records):
        label = f"record {i} ({r.indicator})"
        turn = _turn(r, folded, turns)
        try:
            record, doubts = _record(folded, r, turn)
            out.records.append(record)
            out.doubts += (f"{label}: {doubt}" for doubt in doubts)
        except (_FaultError, ValidationError) as e:
            out.faults.append(f"{label}: {e}")
        out.turns.append(turn + 1)
        each: tuple[ReadRecord | ReadAlternative, ...] = (r, *r.alternatives)
        for one in each:
            _reread(one, out, label)
    _organizations(reading, folded, out)
    return out


def _turn(r: ReadRecord, folded: Folded, turns: Counter[str]) -> int:
    """Return which occurrence of its sentence a record takes: the next after one that says the same."""
    if r.nth:
        return r.nth - 1
    said = {"sent", "indicator", "value", "growth"}
    # Items of one list may differ in nothing but the subject; then there is no next occurrence to take.
    keys = [fold(dumps(r.model_dump(include=fields))) for fields in (said, said | {"subject"})]
    turn = next((turns[k] for k in keys if turns[k] < len(folded.places(r.sent))), turns[keys[-1]])
    turns.update(keys)
    return turn


def _occurrences(folded: Folded, names: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, Place]]:
    """Yield every occurrence of the names, longest names first, none inside another or a barred stretch."""
    taken = bytearray(len(folded.text))
    for text in sorted(names, key=lambda t: (-len(t), t)):
        barred = [(_window(b),) for stretch in names[text] for b in folded.places(stretch)]
        for place in folded.places(text):
            a, b = _window(place)
            if not any(taken[a:b]) and not any(_covered(place, stretch) for stretch in barred):
                taken[a:b] = b"\1" * (b - a)
                yield text, place


def _organizations(reading: Reading, folded: Folded, out: Resolved) -> None:
    """Mark every occurrence of the organisations, and apart from them of what may be one."""
    known = {fold(o.text): o for o in reading.orgs}
    doubtful: dict[str, tuple[str, ...]] = {fold(t): () for t in reading.maybe}
    for text in (*(o.text for o in reading.orgs), *reading.maybe):
        if not folded.places(text):
            out.faults.append(f"organisation {text!r} is not in the text")
    for text, place in _occurrences(folded, {t: o.not_in for t, o in known.items()}):
        org = known[text]
        entity = squash(org.entity or org.text)
        out.organizations.append(GoldOrganization(**_quoted(folded, place), type=org.type, entity=entity))
    out.maybe += (Quoted(**_quoted(folded, place)) for _, place in _occurrences(folded, doubtful))
    out.organizations.sort(key=lambda o: o.span)
    out.maybe.sort(key=lambda o: o.span)


_NUMBER = late(
    r"(?<![\d,])\d[\d,]*(?:\.\d+)?[十百千万亿]*[余多]?"
    r"(?:%|个百分点|[^\d\s，。、；：（）()《》“”\-—.年月日号时分第]{1,3})"
)


def unmarked(folded: Folded, resolved: Resolved) -> Iterator[str]:
    """Quote the numbers with a unit that no record holds, for a last look."""
    held = [s for r in resolved.records for f in (r.value, r.growth, r.period) if f for s in pieces(f)]
    for m in _NUMBER.finditer(folded.raw):
        if not any(s.meets(Span(m.start(), m.end())) for s in held):
            around = folded.raw[max(0, m.start() - 12) : m.end() + 4]
            yield f"…{squash(around)}…"
