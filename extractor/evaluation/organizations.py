"""Organisation mentions: exact places, types, and which mentions are one organisation."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.evaluation.gold import GoldDocument, GoldOrganization, pieces
from extractor.evaluation.judge import Told, grounded, places
from extractor.span import Span, hull

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Gold and predicted mentions of one document by their place."""

    want: Mapping[Key, GoldOrganization]
    got: Mapping[Key, Told]

    @property
    def exact(self) -> list[Key]:
        """Return the places that both have."""
        return sorted(self.want.keys() & self.got.keys())

    @property
    def missed(self) -> list[Key]:
        """Return the places that only gold has."""
        return sorted(self.want.keys() - self.got.keys())

    @property
    def spurious(self) -> list[Key]:
        """Return the places that only the result has."""
        return sorted(self.got.keys() - self.want.keys())


def _trim(raw: str, span: Span) -> Key:
    """Leave out white space at the edges: it is no part of a name."""
    text = span.cut(raw)
    return span.start + len(text) - len(text.lstrip()), span.end - len(text) + len(text.rstrip())


def mentions(raw: str, gold: GoldDocument, told: Sequence[Told]) -> Mentions:
    """Collect the mentions that count: those over a `maybe` are left out, unproved ones count as spurious."""
    want = {_trim(raw, hull(pieces(o))): o for o in gold.organizations}
    maybe = [hull(pieces(m)) for m in gold.maybe]
    got: dict[Key, Told] = {}
    for o in told:
        spans = places(o)  # none where it is no mention at all
        if not spans:
            continue
        span = hull(spans)
        if not grounded(raw, o):
            got[-span.start - 1, span.end] = o  # a key that no gold mention has
            continue
        key = _trim(raw, span)
        if key in want or not any(span.meets(m) for m in maybe):
            got[key] = o
    return Mentions(want, got)


def link_counts(m: Mentions) -> tuple[float, float, int]:
    """Return B-cubed precision and recall, summed over the mentions found, and how many these are."""
    wanted, told = (
        _clusters({k: m.want[k].entity for k in m.exact}),
        _clusters({k: _entity(m.got[k]) for k in m.exact}),
    )
    precision = sum(len(wanted[k] & told[k]) / len(told[k]) for k in m.exact)
    recall = sum(len(wanted[k] & told[k]) / len(wanted[k]) for k in m.exact)
    return precision, recall, len(m.exact)


def _entity(told: Told) -> Any:
    return told.get("entity") or told.get("name") or told.get("text")


def _clusters(entity: Mapping[Key, Any]) -> dict[Key, set[Key]]:
    groups: dict[Any, set[Key]] = defaultdict(set)
    for key, name in entity.items():
        groups[name].add(key)
    return {key: groups[name] for key, name in entity.items()}
