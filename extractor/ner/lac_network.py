"""LAC-small, whose weights jieba brings (Apache-2.0), computed so that the same text gives the same bits on any machine.

Two layers of gated recurrent units in both directions, a linear layer, and scores from tag to tag. What a matrix
product adds up is held to few bits: weights to eight and a power of two a column, activations to ten. So every sum
is exact, in whatever order a linear algebra library adds; all else is done element by element, where IEEE 754
leaves no choice, and the two curves are read from tables.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractor.errors import ZhibiaoError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int32]

WIDE = 128
_FINE = 1024  # steps of an activation from 0 to 1, which is its range
_COARSE = 128  # steps of an embedding from 0 to 1: it ranges to 8
_STEPS = 256  # steps of the curves' argument from 0 to 1, and of a score
_REACH = 8  # beyond it the curves are flat
# The weights were trained on half-width punctuation.
_HALF = str.maketrans("，。：；！？（）", ",.:;!?()")


class Layer(NamedTuple):
    """One layer in both directions, which are the first axis; all in the steps of what it is read into."""

    feed: "tuple[Floats, ...]"  # one matrix for each 128 inputs
    bias: "Floats"
    gates: "Floats"
    state: "Floats"


class Network(NamedTuple):
    """Tables and layers."""

    ids: dict[str, int]
    tags: tuple[str, ...]
    embedding: "Floats"
    layers: tuple[Layer, ...]
    last: "tuple[Floats, ...]"
    bias: "Floats"
    first: "Ints"
    end: "Ints"
    step: "Ints"
    sigmoid: "Floats"
    tanh: "Floats"


def _held(w: "Floats") -> "Floats":
    """Hold each column to eight bits."""
    import numpy as np

    top = np.maximum(np.abs(w).max(axis=0), np.float32(1e-6))
    unit = np.ldexp(np.float32(1), np.frexp(127 / top)[1] - 1)
    return np.ascontiguousarray(np.clip(np.rint(w * unit), -127, 127) / unit, np.float32)


def _curve(function: Callable[[float], float], unit: int) -> "Floats":
    """Tabulate a curve in steps of 1/1024 of its range; no value lies near enough to a half to be rounded two ways."""
    import numpy as np

    reach = _REACH * _STEPS
    steps = [round(function(i / _STEPS) * _FINE) for i in range(-reach, reach + 1)]
    return np.array(steps, np.float32) / np.float32(unit)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


@lru_cache(maxsize=1)
def load() -> Network:
    """Read the weights from jieba's folder, as data."""
    import numpy as np

    spec = find_spec("jieba")
    folder = Path(spec.origin).parent / "lac_small" if spec and spec.origin else None
    if folder is None or not (folder / "model_baseline").is_dir():
        raise ZhibiaoError(
            "jieba's folder lac_small is missing: pip install jieba==0.42.1, or work with --ner none"
        )

    def matrix(name: str, *shape: int) -> "Floats":
        data = (folder / "model_baseline" / name).read_bytes()
        return np.frombuffer(data, "<f4", offset=len(data) - 4 * math.prod(shape)).reshape(shape)

    def pairs(name: str) -> Iterator[tuple[int, str]]:
        for line in (folder / name).read_text("utf-8").split("\n"):
            number, tab, word = line.partition("\t")
            if tab:
                yield int(number), word

    def layer(k: int) -> Layer:
        """Read both directions; their parameters are numbered on."""
        units = (2 * k, 2 * k + 1)
        fed = [matrix(f"fc_{i}.w_0", (k + 1) * WIDE, 3 * WIDE) for i in units]
        bias = [matrix(f"fc_{i}.b_0", 3 * WIDE) + matrix(f"gru_{i}.b_0", 3 * WIDE) for i in units]
        packed = [matrix(f"gru_{i}.w_0", 3 * WIDE * WIDE) for i in units]
        gates = [_held(p[: 2 * WIDE * WIDE].reshape(WIDE, 2 * WIDE)) for p in packed]
        state = [_held(p[2 * WIDE * WIDE :].reshape(WIDE, WIDE)) for p in packed]
        scale = np.float32(_STEPS / _FINE)
        return Layer(
            tuple(
                np.stack([_held(f[i : i + WIDE]) for f in fed]) * scale for i in range(0, len(fed[0]), WIDE)
            ),
            # A curve's table begins at -8, and a number is cut to a whole one by truncation.
            np.stack(bias)[:, None] * np.float32(_STEPS) + np.float32(_REACH * _STEPS + 0.5),
            np.stack(gates) * scale,
            np.stack(state) * scale,
        )

    tags = tuple(tag for _, tag in sorted(pairs("tag.dic")))
    ids = {word: i for i, word in pairs("word.dic")}
    last, crf = matrix("fc_4.w_0", 2 * WIDE, len(tags)), matrix("crfw", len(tags) + 2, len(tags))
    scores = np.rint(crf * _STEPS).astype(np.int32)
    return Network(
        ids,
        tags,
        matrix("word_emb", max(ids.values()) + 1, WIDE),
        (layer(0), layer(1)),
        tuple(_held(last[i : i + WIDE]) * np.float32(_STEPS / _FINE) for i in (0, WIDE)),
        matrix("fc_4.b_0", len(tags)) * np.float32(_STEPS),
        scores[0],
        scores[1],
        scores[2:],
        _curve(_logistic, _FINE),
        _curve(math.tanh, 1),
    )


class Packed(NamedTuple):
    """Sentences side by side, the longest first, and character after character: no padding."""

    sizes: list[int]  # how many sentences reach so far
    starts: list[int]  # where the characters of a place begin
    turned: "Ints"  # where a sentence that is turned round has the character
    rows: "list[Ints]"  # of each sentence, where its characters are


def pack(lengths: Sequence[int]) -> Packed:
    """Say where the characters of sentences go; the lengths must fall."""
    import numpy as np

    sizes = [sum(n > t for n in lengths) for t in range(lengths[0])]
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int32)
    rows = [starts[:n] + np.int32(i) for i, n in enumerate(lengths)]
    turned = np.empty(sum(sizes), np.int32)
    for row in rows:
        turned[row] = row[::-1]
    return Packed(sizes, starts.tolist(), turned, rows)


def _run(net: Network, layer: Layer, x: "Sequence[Floats]", packed: Packed) -> "Floats":
    """Run a layer in both directions, which are the first axis."""
    import numpy as np

    fed = np.empty((2, len(x[0]), 3 * WIDE), np.float32)
    for d in (0, 1):
        # The product comes before the turning: it does not mind the order.
        y = sum(part @ weight[d] for part, weight in zip(x, layer.feed, strict=True)) + layer.bias[d]
        fed[d] = y[packed.turned] if d else y
    h = np.zeros((2, packed.sizes[0], WIDE), np.float32)
    out = np.empty((2, len(x[0]), WIDE), np.float32)
    for size, start in zip(packed.sizes, packed.starts, strict=True):
        here, h = fed[:, start : start + size], h[:, :size]
        gates = (here[:, :, : 2 * WIDE] + h @ layer.gates).astype(np.int32)
        both = net.sigmoid.take(gates, mode="clip")
        kept = np.rint(both[:, :, WIDE:] * h)
        fresh = net.tanh.take((here[:, :, 2 * WIDE :] + kept @ layer.state).astype(np.int32), mode="clip")
        fresh -= h
        fresh *= both[:, :, :WIDE]
        fresh += h
        h = np.rint(fresh, out=fresh)
        out[:, start : start + size] = h
    out[1] = out[1][packed.turned]
    return out


def emissions(net: Network, ids: "Ints", packed: Packed) -> "Ints":
    """Score every tag for every character."""
    import numpy as np

    coarse = np.rint(net.embedding[ids] * _COARSE)
    x = [np.clip(coarse, -_FINE, _FINE, out=coarse) * np.float32(_FINE / _COARSE)]
    for layer in net.layers:
        x = list(_run(net, layer, x, packed))
    z = sum(part @ weight for part, weight in zip(x, net.last, strict=True)) + net.bias
    return np.rint(z).astype(np.int32)


def decode(net: Network, scores: "Ints", packed: Packed) -> "Ints":
    """Find the best tags."""
    import numpy as np

    best = net.first + scores[: packed.sizes[0]]
    back = np.zeros(scores.shape, np.int8)
    arrive = np.ascontiguousarray(net.step.T)
    ends = np.empty(packed.sizes[0], np.int64)
    sizes = [*packed.sizes, 0]
    for t, start in enumerate(packed.starts):
        size, after = sizes[t], sizes[t + 1]
        if t:
            ways = best[:, None, :] + arrive
            back[start : start + size] = last = ways.argmax(axis=2)
            best = np.take_along_axis(ways, last[:, :, None], axis=2)[:, :, 0] + scores[start : start + size]
        ends[after:size] = (best[after:] + net.end).argmax(axis=1)
        best = best[:after]
    path = np.empty(len(scores), np.int32)
    for t in range(len(packed.starts) - 1, -1, -1):
        size, start = sizes[t], packed.starts[t]
        path[start : start + size] = ends[:size]
        ends[:size] = back[start + np.arange(size), ends[:size]]
    return path


def encode(net: Network, text: str) -> list[int]:
    """Number the characters."""
    unknown = net.ids["OOV"]
    return [net.ids.get(c, unknown) for c in text.translate(_HALF)]
