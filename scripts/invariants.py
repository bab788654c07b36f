"""What must hold for any input whatever: the fuzzer, the property tests and the kept finds all check the same."""

# ruff: noqa: S101, PT017 - assertions are what this is about

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Any

from extractor import patterns
from extractor.config import Config
from extractor.contract import Document
from extractor.errors import DecodingError
from extractor.mentions.all import find_mentions
from extractor.mentions.changes.find import find_changes
from extractor.mentions.quantities.find import find_quantities, percent
from extractor.pipeline import Pipeline
from extractor.span import Span, unproved
from extractor.text.clean import clean
from extractor.text.model import CleanText, PartialDate, apply
from extractor.text.readers.decode import decode
from extractor.wire import loads

DAY = PartialDate(2024, 10, 20)
_BARE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_pipelines: dict[bool, Pipeline] = {}


def pipeline(*, organizations: bool = True) -> Pipeline:
    """Return a pipeline; the tagger's weights are loaded once."""
    if organizations not in _pipelines:
        _pipelines[organizations] = Pipeline(Config(organizations=organizations))
    return _pipelines[organizations]


def check_decode(data: bytes) -> None:
    """Bytes become a text that can be written, twice the same, or an error that names the byte."""
    try:
        first = decode(data)
    except DecodingError as e:
        assert "byte" in str(e), e
        first = decode(data, errors="replace")
        assert any(w.code == "replaced-bytes" for w in first.warnings), first.encoding
    else:
        assert decode(data) == first
    first.text.encode()


def check_repair(text: str) -> None:
    """Edits replay, spans are in order and inside, and every sentence leads back to the raw text."""
    result = clean(text)
    assert apply(text, result.edits) == result.text, "the edits do not replay"
    assert len(result.view) == len(result.text)
    assert all(a.end <= b.start for a, b in pairwise(result.edits)), "edits overlap"
    assert clean(text) == result, "not the same twice"
    _in_order([s.span for s in result.sentences], len(result.text), "sentences")
    _in_order([a.span for a in result.articles], len(result.text), "articles")
    for sentence in result.sentences:
        assert all(0 <= a < b <= len(text) for a, b in result.to_raw(sentence.span)), (
            "a sentence leads nowhere"
        )
    assert all(0 <= a.span.start < a.span.end <= len(text) for a in result.asides), "an aside lies outside"


def _in_order(spans: Iterable[Span], length: int, what: str) -> None:
    at = 0
    for start, end in spans:
        assert at <= start < end <= length, f"{what}: {start}-{end} after {at} of {length}"
        at = end


def check_mentions(text: str) -> None:
    """Each kind stands in order, inside the text, says something, and is the same twice."""
    book = patterns.load()
    as_it_is = CleanText(text, text, text, (), (), ())
    found = find_mentions(as_it_is, DAY, book)
    assert found == find_mentions(as_it_is, DAY, book), "not the same twice"
    _in_order([q.span for q in found.quantities], len(text), "quantities")
    _in_order([p.span for p in found.periods], len(text), "periods")
    _in_order([r.span for r in found.regions], len(text), "regions")
    for kind in (found.changes, found.cues):
        assert all(0 <= m.span.start < m.span.end <= len(text) for m in kind), "a mention lies outside"
    for q in found.quantities:
        assert q.span.holds(q.numeral), "a quantity without its numeral"
        assert (q.number is None) == (q.bound == "range"), "neither number nor range"
        assert q.number is not None or (q.low is not None and q.high is not None and q.low < q.high)


def check_chain(text: str, *, organizations: bool = True) -> None:
    """All is proved by the raw text, in order, valid, the same twice, and no number says else than its text."""
    run = pipeline(organizations=organizations)
    doc = run.document(text, doc_id="x", published="2024-10-20")
    line = doc.to_json()
    assert run.document(text, doc_id="x", published="2024-10-20").to_json() == line, "not the same twice"
    assert not list(unproved(text.removeprefix("\ufeff"), doc.to_dict() | {"articles": []})), "not proved"
    assert Document.model_validate(loads(line)).to_json() == line, "does not read back"
    keys = [min(p.span[0] for p in (r.value, r.growth) if p) for r in doc.records]
    assert keys == sorted(keys), "records out of order"
    assert not (faults := list(misread(doc))), faults


def check_rules(text: str) -> None:
    """Check the chain without the tagger, which has no branches to find and takes most of the time."""
    check_chain(text, organizations=False)


def misread(doc: Document) -> Iterable[str]:
    """Name each number of a record that its own text, read alone, does not give; the sign may stand elsewhere."""
    for r in doc.records:
        told: list[Any] = [r.value, r.growth]
        if r.value and r.value.unit_span:  # the head of a table scales the value, and an increase in its unit
            told = [r.growth] if r.growth and r.growth.unit != r.value.unit else []
        for part in filter(None, told):
            said = [part.number if part is r.value else part.rate, part.low, part.high]
            if not {n if n is None else abs(n) for n in said} <= numbers(part.text):
                yield f"{r.id}: {part.text!r} is no {said}"


def numbers(text: str) -> set[Decimal | None]:
    """Read all numbers of a text, without their signs; a share also as a percentage, a bare number as it stands."""
    view = clean(f"國。{text}").view[2:]  # read as Traditional where it is, short as it may be
    quantities = find_quantities(view) or find_quantities(f"一{view}")  # 突破亿吨
    if view.endswith("分"):
        quantities += find_quantities(f"人民币{view}")  # 每股亏损为人民币10.73分
    read: list[Any] = [
        *quantities,
        *(percent(q) for q in quantities if q.number and q.number < 100),
    ]
    said = [n for q in read for n in (q.number, q.low, q.high)]
    changes = find_changes(view, quantities) or find_changes(f"与去年{view}", [])  # 相若
    said += [n for c in changes for n in (c.rate, c.low, c.high)]
    if not quantities:
        said += [Decimal(m[0].replace(",", "")) for m in _BARE.finditer(view)]
    return {None, *(abs(n) for n in said if n is not None)}


CHECKS: dict[str, Callable[[Any], None]] = {
    "decode": check_decode,
    "repair": check_repair,
    "mentions": check_mentions,
    "chain": check_chain,
}
