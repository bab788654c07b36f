"""The chain as a spaCy component: `nlp.add_pipe("zhibiao")` on any Chinese pipeline."""

from collections.abc import Iterable
from typing import Any

import spacy.util
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from extractor.config import Config
from extractor.contract import Document
from extractor.pipeline import Pipeline

GROUPS = ("indicators", "values", "growths", "periods", "subjects", "organizations")


class Zhibiao:
    """Sets `doc._.records`, `doc._.zhibiao` and the span groups; characters that a token splits are widened to it."""

    def __init__(self, name: str, pipeline: Pipeline) -> None:
        self.name, self.pipeline = name, pipeline
        if not Doc.has_extension("zhibiao"):
            Doc.set_extension("zhibiao", default=None)
            Doc.set_extension("records", default=())
            Doc.set_extension("published", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Extract one doc; set `doc._.published` before to give its date."""
        result = self.pipeline.document(doc.text, published=doc._.published)
        data = result.to_dict()
        doc._.zhibiao, doc._.records = data, data["records"]
        for group, spans in _spans(result).items():
            found = (doc.char_span(a, b, label=label, alignment_mode="expand") for a, b, label in spans)
            doc.spans[group] = SpanGroup(doc, name=group, spans=_distinct(found))
        return doc

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


def _spans(result: Document) -> dict[str, list[tuple[int, int, str]]]:
    out: dict[str, list[tuple[int, int, str]]] = {g: [] for g in GROUPS}
    for r in result.records:
        out["indicators"].append((*r.indicator.span, r.indicator.code or "INDICATOR"))
        for group, label, part in (
            ("values", "VALUE", r.value),
            ("growths", "GROWTH", r.growth),
            ("periods", "PERIOD", r.period),
            ("subjects", "SUBJECT", r.subject),
        ):
            if part:
                out[group].append((*part.span, label))
    out["organizations"] = [(*o.span, o.type) for o in result.organizations]
    return out


def _distinct(spans: Iterable[Span | None]) -> list[Span]:
    seen: dict[tuple[int, int, str], Span] = {}
    for s in spans:
        if s is not None:
            seen.setdefault((s.start, s.end, s.label_), s)
    return list(seen.values())


@Language.factory("zhibiao", default_config={"organizations": True})
def make_zhibiao(nlp: Language, name: str, organizations: bool) -> Zhibiao:
    """Make the component."""
    del nlp
    return Zhibiao(name, Pipeline(Config(organizations=organizations)))


def blank(segmenter: str = "char", pkuseg_model: str | None = None) -> Language:
    """Make a blank Chinese pipeline with the component; pkuseg ships no model, so give the path of one."""
    config: dict[str, Any] = {"nlp": {"tokenizer": {"segmenter": segmenter}}}
    nlp = spacy.util.get_lang_class("zh").from_config(config)
    if segmenter == "pkuseg":
        tokenizer: Any = nlp.tokenizer
        tokenizer.initialize(pkuseg_model=pkuseg_model)
    nlp.add_pipe("zhibiao")
    return nlp
