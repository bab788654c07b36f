"""Edits of one text after another, told as edits of the first."""

from collections.abc import Sequence

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
        self.edits = _compose(self.edits, edits, self.text) if self.edits else list(edits)
        self.text = after


def _compose(first: Sequence[Edit], then: Sequence[Edit], middle: str) -> list[Edit]:
    """Tell `first` (raw to middle) followed by `then` (middle to clean) as edits of the raw text."""
    out: list[Edit] = []
    shift = 0  # middle position = raw position + shift, behind the edits of `first` that were passed
    i, n, j, m = 0, len(first), 0, len(then)
    while j < m:
        start, end, new, fixer, foreign = then[j]
        # All that ends before this edit stays; a pure deletion at its left edge does, too.
        while i < n and (f := first[i])[0] + shift + len(f[2]) <= start:
            out.append(f)
            shift += len(f[2]) - (f[1] - f[0])
            i += 1
        raw_start, stop = start - shift, end
        if i < n and first[i][0] + shift < start:
            raw_start = first[i][0]
            new = middle[raw_start + shift : start] + new
        # What touches the same characters, of either list, becomes one edit.
        while True:
            if i < n and (f := first[i])[0] + shift < stop:
                stop = max(stop, f[0] + shift + len(f[2]))
                shift += len(f[2]) - (f[1] - f[0])
                i += 1
            elif j + 1 < m and then[j + 1][0] < stop:
                j += 1
                new += middle[end : then[j][0]] + then[j][2]
                end, foreign = then[j][1], foreign or then[j][4]
                stop = max(stop, end)
            else:
                break
        out.append(Edit(raw_start, stop - shift, new + middle[end:stop], fixer, foreign))
        j += 1
    out.extend(first[i:])
    return out


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
