"""spaCy DocBin: one token a character, so that every span has tokens; organisations are the entities."""

from pathlib import Path
from typing import Any

from extractor.errors import InputError
from extractor.evaluation.convert_graph import Graph, Region
from extractor.span import Span
from extractor.wire import dumps, loads

KEY = "zhibiao"


def write(graphs: list[Graph], path: Path) -> None:
    """Write the articles: regions in `doc.spans["zhibiao"]`, notes and links in `doc.user_data`."""
    from spacy.tokens import Doc, DocBin, SpanGroup
    from spacy.tokens import Span as Tokens
    from spacy.vocab import Vocab

    vocab = Vocab()
    out = DocBin(store_user_data=True)
    for graph in graphs:
        doc = Doc(vocab, words=list(graph.text), spaces=[False] * len(graph.text))
        spans = [Tokens(doc, *r.span, label=r.label) for r in graph.regions]
        doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=spans)
        doc.set_ents([s for s in spans if s.label_ == "ORG"])
        body = {"head": graph.head, "notes": [dict(r.notes) for r in graph.regions], "links": graph.links}
        doc.user_data[KEY] = dumps(body)
        out.add(doc)
    out.to_disk(path)


def _graph(doc: Any) -> Graph:
    body = loads(doc.user_data[KEY])
    spans = [(s.label_, Span(s.start, s.end)) for s in doc.spans[KEY]]
    regions = [Region(*s, n) for s, n in zip(spans, body["notes"], strict=True)]
    return Graph(doc.text, body["head"], regions, [(a, b, role) for a, b, role in body["links"]])


def read(path: Path) -> list[Graph]:
    """Read a DocBin that was written here."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    try:
        docs = list(DocBin().from_disk(path).get_docs(Vocab()))
        return [_graph(doc) for doc in docs]
    except (OSError, ValueError, KeyError) as e:
        raise InputError(f"{path}: not a DocBin of this gold: {e!r}") from e
