"""What the finders hand to the resolver."""

from decimal import Decimal
from typing import NamedTuple

from extractor.span import Span


class Candidate(NamedTuple):
    """A possible mention, with how sure its evidence is."""

    span: Span
    kind: str
    confidence: Decimal
    evidence: str  # head, known, trade, code, list, speech, alias, core, tagger
