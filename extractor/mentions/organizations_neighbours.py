"""Names beside names: what stands in one list with known organisations is one too (华为、小米、锐元方青)."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.mentions.organizations_context import acceptable
from extractor.mentions.organizations_edges import stops
from extractor.mentions.organizations_lexicon import Lexicon
from extractor.mentions.organizations_model import Candidate
from extractor.span import Span

_JOIN = re.compile(r"[”」』]?(?:、|和|与|及|以及|/)[“「『]?")
_WORD = re.compile(r"[\w·&]+")
REACH = 10
_COMPANY = frozenset(("company", "bank", "institute", "media"))


def find_neighbours(view: str, found: Iterable[Candidate], lexicon: Lexicon) -> Iterator[Candidate]:
    """Step from each company to the items on both sides of it, and on from those."""
    queue = [c for c in found if c.kind in _COMPANY]
    seen = {place for c in queue for place in c.span}  # where names begin and end
    while queue:
        c = queue.pop()
        for span in (_right(view, c.span.end, lexicon), _left(view, c.span.start, lexicon)):
            if span is None or not seen.isdisjoint(span):
                continue
            seen.update(span)
            text = span.cut(view)
            if text[0].isdigit():
                continue
            if text in lexicon.weak or acceptable(view, span, lexicon):
                item = Candidate(span, lexicon.weak.get(text, "company"), Decimal("0.72"), "list")
                yield item
                queue.append(item)


def _right(view: str, at: int, lexicon: Lexicon) -> Span | None:
    joint = _JOIN.match(view, at)
    word = _WORD.match(view, joint.end(), joint.end() + REACH) if joint else None
    if not joint or not word:
        return None
    tokens = list(lexicon.words.segment(word.group()))
    n = 0
    while n < len(tokens) and not stops(tokens, n) and tokens[n].tag != "H":
        n += 1
    if n < len(tokens) and tokens[n].tag not in "XLT":
        return None
    return Span(joint.end(), joint.end() + tokens[n - 1].end) if n else None


def _left(view: str, at: int, lexicon: Lexicon) -> Span | None:
    end = at
    while end > 0 and view[end - 1] in "“「『":
        end -= 1
    if end == 0 or view[end - 1] not in "、和与及/":
        return None
    end -= 1
    while end > 0 and view[end - 1] in "”」』以":
        end -= 1
    start = end
    while start > max(0, end - REACH) and _WORD.match(view[start - 1]):
        start -= 1
    tokens = list(lexicon.words.segment(view[start:end]))
    n = len(tokens)
    while n > 0 and not stops(tokens, n - 1) and tokens[n - 1].tag != "H":
        n -= 1
    return Span(start + tokens[n].start, end) if n < len(tokens) else None
