"""The chain as a spaCy component: `nlp.add_pipe("zhibiao")` on any Chinese pipeline.

The result lies in the doc as one line of JSON: so a Doc goes through bytes, pickles, DocBin and other processes.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import spacy.util
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from extractor.config import Config
from extractor.contract import Document
from extractor.mentions.organizations.tagged import asked
from extractor.ner import Tagged, Tagger, named
from extractor.ner.spacy_tagger import KINDS
from extractor.pipeline import Pipeline, Work, organizations_by, parse_date
from extractor.span import Span as Place
from extractor.span import hull
from extractor.text.model import CleanText
from extractor.wire import loads

RESULT, PUBLISHED = "zhibiao", "zhibiao.published"  # keys of doc.user_data
# The label of each kind in the group `zhibiao`, which holds all of them; in a group of its own an indicator is
# labelled with its code and an organisation with its type.
LABELS = {
    "indicators": "INDICATOR",
    "values": "VALUE",
    "growths": "GROWTH",
    "periods": "PERIOD",
    "subjects": "SUBJECT",
    "organizations": "ORG",
}
ALL = "zhibiao"
_COLORS = ("#ffd166", "#9ad1f5", "#b5e48c", "#d7c4f2", "#f7b2a8", "#c9d6df")
_PROBABILITY = 0.8  # spaCy's NER gives none
Found = Iterable[tuple[Place, str]]


def _result(doc: Doc) -> dict[str, Any] | None:
    line = doc.user_data.get(RESULT)
    return loads(line) if line else None


def _records(doc: Doc) -> list[dict[str, Any]]:
    result = _result(doc)
    return result["records"] if result else []


def _published(doc: Doc) -> str | None:
    day: str | None = doc.user_data.get(PUBLISHED)
    return day


def _publish(doc: Doc, day: str | date | None) -> None:
    doc.user_data[PUBLISHED] = None if day is None else str(parse_date(day))


_EXTENSIONS: dict[str, dict[str, Any]] = {
    "zhibiao": {"getter": _result},
    "records": {"getter": _records},
    "published": {"getter": _published, "setter": _publish},
}
# Here and not in the component: whoever reads stored docs needs no pipeline.
for _name, _how in _EXTENSIONS.items():
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, **_how)


class Zhibiao:
    """Sets `doc._.zhibiao`, `doc._.records` and the span groups; a span is widened to the tokens that it cuts."""

    def __init__(self, name: str, config: Config, entities: bool) -> None:
        self.name, self.config, self.entities = name, config, entities
        self._pipeline = Pipeline(config)

    def __call__(self, doc: Doc) -> Doc:
        """Extract one doc; set `doc._.published` before to give its date."""
        mark = int(doc.text.startswith("\ufeff"))  # the doc has it, the contract's text has not
        result = self._chain(doc, mark).document(doc.text, published=doc._.published)
        doc.user_data[RESULT] = result.to_json()
        every: list[Span] = []
        for group, found in _spans(result).items():
            spans = _distinct(_tokens(doc, mark, found))
            every += _distinct(_tokens(doc, mark, ((place, LABELS[group]) for place, _ in found)))
            doc.spans[group] = SpanGroup(doc, name=group, spans=spans)
        doc.spans[ALL] = SpanGroup(doc, name=ALL, spans=sorted(every))
        return doc

    def _chain(self, doc: Doc, mark: int) -> Pipeline:
        """Return the chain for one doc: organisations among its entities are heard beside the tagger."""
        found = [
            (Place(e.start_char - mark, e.end_char - mark), KINDS[e.label_])
            for e in doc.ents
            if e.label_ in KINDS
        ]
        if not (found and self.entities and self.config.organizations):
            return self._pipeline
        return Pipeline(self.config, replace={"organizations": partial(_heard, found)})

    def __reduce__(self) -> tuple[type["Zhibiao"], tuple[str, Config, bool]]:
        # The chain is made anew in a process that does not inherit it.
        return Zhibiao, (self.name, self.config, self.entities)

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing is learnt: the configuration alone makes the component."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> "Zhibiao":
        """Nothing to read."""
        return self

    def to_disk(self, path: Any, **_: Any) -> None:
        """Nothing to write."""

    def from_disk(self, path: Any, **_: Any) -> "Zhibiao":
        """Nothing to read."""
        del path
        return self


def _heard(entities: Found, work: Work) -> None:
    organizations_by(work, _Entities(work.clean, entities, named(work.config.ner)))


class _Entities:
    """A tagger that says what a doc's entities say, and clear of them what another one says."""

    def __init__(self, clean: CleanText, entities: Found, other: Tagger | None) -> None:
        self.clean, self.other = clean, other
        self.found = [(place, kind) for raw, kind in entities if (place := _repaired(clean, raw))]

    def spans(self, sentences: Sequence[str]) -> Sequence[Sequence[Tagged]]:
        """Return the organisations of each sentence."""
        others = self.other.spans(sentences) if self.other else [()] * len(sentences)
        out = []
        for at, more in zip(asked(self.clean), others, strict=True):
            here = [
                Tagged(place.shift(-at.start), kind, _PROBABILITY)
                for place, kind in self.found
                if at.holds(place)
            ]
            out.append(here + [t for t in more if not any(t.span.meets(h.span) for h in here)])
        return out


def _repaired(clean: CleanText, raw: Place) -> Place | None:
    """Carry a raw span into the repaired text; None where it does not stand there whole."""
    characters = range(len(clean.text))
    start, end = (bisect_left(characters, at, key=clean.raw_start) for at in raw)
    pieces = clean.to_raw(Place(start, end))
    return Place(start, end) if pieces and hull(pieces) == raw else None


def _spans(result: Document) -> dict[str, list[tuple[Place, str]]]:
    out: dict[str, list[tuple[Place, str]]] = {group: [] for group in LABELS}
    for r in result.records:
        out["indicators"].append((Place(*r.indicator.span), r.indicator.code or "INDICATOR"))
        parts = {"values": r.value, "growths": r.growth, "periods": r.period, "subjects": r.subject}
        for group, part in parts.items():
            if part:
                out[group].append((Place(*part.span), LABELS[group]))
    out["organizations"] = [(Place(*o.span), o.type) for o in result.organizations]
    return out


def _tokens(doc: Doc, mark: int, found: Found) -> Iterator[Span | None]:
    for (start, end), label in found:
        yield doc.char_span(start + mark, end + mark, label=label, alignment_mode="expand")


def _distinct(spans: Iterable[Span | None]) -> list[Span]:
    seen: dict[tuple[int, int, str], Span] = {}
    for s in spans:
        if s is not None:
            seen.setdefault((s.start, s.end, s.label_), s)
    return list(seen.values())


@Language.factory(
    "zhibiao",
    default_config={
        "organizations": True,
        "ner": "default",
        "entities": True,
        "min_confidence": 0.0,
        "patterns": None,
    },
    assigns=["doc._.zhibiao", "doc._.records", "doc.spans"],
)
def make_zhibiao(
    nlp: Language,
    name: str,
    organizations: bool,
    ner: str,
    entities: bool,
    min_confidence: float,
    patterns: str | None,
) -> Zhibiao:
    """Make the component; with `entities` it hears what the pipeline before it has found, with `ner` its own tagger."""
    del nlp
    config = Config(
        organizations=organizations,
        ner=ner,
        min_confidence=Decimal(str(min_confidence)),
        patterns=Path(patterns) if patterns else None,
    )
    return Zhibiao(name, config, entities)


def blank(segmenter: str = "char", pkuseg_model: str | None = None) -> Language:
    """Make a blank Chinese pipeline with the component; pkuseg ships no model, so give the path of one."""
    config: dict[str, Any] = {"nlp": {"tokenizer": {"segmenter": segmenter}}}
    nlp = spacy.util.get_lang_class("zh").from_config(config)
    if segmenter == "pkuseg":
        tokenizer: Any = nlp.tokenizer
        tokenizer.initialize(pkuseg_model=pkuseg_model)
    nlp.add_pipe("zhibiao")
    return nlp


def displacy_options(group: str = ALL) -> dict[str, Any]:
    """Return options for `displacy.render(doc, style="span", options=…)`: the group and a colour for each label."""
    colors = dict(zip(LABELS.values(), _COLORS, strict=True))
    return {"spans_key": group, "colors": colors}
