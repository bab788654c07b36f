"""Edits of one text after another, told as edits of the first."""

from collections.abc import Iterable, Sequence

from extractor.text.model import Edit, apply


class Draft:
    """A text under repair: the raw text, the text as it is now, and the edits between the two."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw
        self.edits: list[Edit] = []

    def take(self, edits: Sequence[Edit]) -> None:
        """Carry out edits of the text as it is now; they are in order and do not overlap."""
        if not edits:
            return
        after = apply(self.text, edits)
        self.edits = list(_compose(self.edits, edits, self.text)) if self.edits else list(edits)
        self.text = after


def _compose(first: Sequence[Edit], then: Sequence[Edit], middle: str) -> Iterable[Edit]:
    """Tell `first` (raw to middle) followed by `then` (middle to clean) as edits of the raw text."""
    shift = 0  # raw position = middle position - shift, behind the edits of `first` that were passed
    i, n = 0, len(first)
    for edit in then:
        start, end = edit.start, edit.end
        # All that ends before this edit stays; a pure deletion at its left edge does, too.
        while i < n and first[i].start + shift + len(first[i].new) <= start:
            yield first[i]
            shift += len(first[i].new) - (first[i].end - first[i].start)
            i += 1
        raw_start, begin, stop = start - shift, start, end
        head = tail = ""
        if i < n and first[i].start + shift < start:
            begin, raw_start = first[i].start + shift, first[i].start
            head = middle[begin:start]
        while i < n and first[i].start + shift < end:
            reach = first[i].start + shift + len(first[i].new)
            shift += len(first[i].new) - (first[i].end - first[i].start)
            stop = max(stop, reach)
            i += 1
        tail = middle[end:stop]
        yield Edit(raw_start, stop - shift, head + edit.new + tail, edit.fixer, edit.foreign)
    yield from first[i:]


def merge(*groups: Sequence[Edit]) -> list[Edit]:
    """Put edits of one text in order; where two touch the same characters, the earlier group wins."""
    kept = [e for g in groups for e in g]
    if sum(1 for g in groups if g) < 2:
        return kept
    kept.sort(key=lambda e: e.start)  # stable: the earlier group comes first
    out: list[Edit] = []
    for e in kept:
        if not out or e.start >= out[-1].end:
            out.append(e)
    return out
