"""The default tagger: LAC-small out of jieba's package, decoded with numpy."""

from collections.abc import Iterator, Sequence

from extractor.ner import lac_network
from extractor.ner.model import Tagged
from extractor.span import Span

_BATCH = 64
_LONGEST = 200
_DOUBT = 320  # what beginning a name costs, in 1/256: an odds of about two to one is asked for
_NAMES = ("ORG", "nt")


class LacTagger:
    """Finds organisations; numpy and the weights are loaded when they are first needed."""

    def __init__(self, *, doubt: int = _DOUBT, probability: float = 0.7) -> None:
        self._doubt = doubt
        self._probability = probability  # the best path has none of its own

    def spans(self, sentences: Sequence[str]) -> Sequence[Sequence[Tagged]]:
        """Return the organisations of each sentence."""
        pieces = [
            (i, k, s[k : k + _LONGEST]) for i, s in enumerate(sentences) for k in range(0, len(s), _LONGEST)
        ]
        pieces.sort(key=lambda p: -len(p[2]))
        out: list[list[Tagged]] = [[] for _ in sentences]
        for n in range(0, len(pieces), _BATCH):
            part = pieces[n : n + _BATCH]
            for (i, k, _), found in zip(part, self._tag([p[2] for p in part]), strict=True):
                out[i] += (Tagged(Span(a + k, b + k), "other", self._probability) for a, b in found)
        return [sorted(found) for found in out]

    def _tag(self, texts: Sequence[str]) -> Iterator[list[tuple[int, int]]]:
        import numpy as np

        net = lac_network.load()
        packed = lac_network.pack([len(t) for t in texts])
        ids = np.empty(len(packed.turned), np.int32)
        for row, text in zip(packed.rows, texts, strict=True):
            ids[row] = lac_network.encode(net, text)
        scores = lac_network.emissions(net, ids, packed)
        scores[:, [net.tags.index(f"{name}-B") for name in _NAMES]] -= self._doubt
        path = lac_network.decode(net, scores, packed)
        for row in packed.rows:
            yield list(_cut([net.tags[t] for t in path[row].tolist()]))


def _cut(tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Cut the tags into spans of organisations."""
    start = 0
    for i in range(1, len(tags) + 1):
        if i < len(tags) and tags[i] == tags[start][:-2] + "-I":
            continue
        if tags[start][:-2] in _NAMES:
            yield start, i
        start = i
