"""Bytes to text: by trial first, by statistics only when that fails."""

import codecs
from dataclasses import dataclass, replace
from typing import Literal

from extractor.errors import DecodingError
from extractor.text.model import TextWarning

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
# Frequent in any Chinese text, of either script; a decoding that is right has many of them.
_COMMON = frozenset(
    "的一是在了不和有为这中大年上个国到说们地出会时要也子生，。、：；年月日亿元万"
    "個國為這說們時會億萬與對於業經產"
)
_CHINESE = 0.05  # the least share of them in a Chinese text that is decoded rightly


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text as its bytes said it: no byte order mark, line ends as they are."""

    text: str
    encoding: str
    warnings: tuple[TextWarning, ...] = ()


def decode(
    data: bytes,
    *,
    encoding: str | None = None,
    errors: Literal["strict", "replace"] = "strict",
    name: str = "<input>",
) -> Decoded:
    """Decode the bytes of a document; raise DecodingError where they fit nothing."""
    for mark, marked in _MARKS:
        if data.startswith(mark) and _same(encoding, marked):
            rest = data[len(mark) :]
            other = None if encoding else _unmarked(rest, marked)
            if other is None:
                return _decode_as(rest, marked, errors, name, len(mark))
            note = TextWarning(
                "wrong-mark", f"the byte order mark is that of {marked}, the bytes are {other}"
            )
            return replace(_decode_as(rest, other, errors, name, len(mark)), warnings=(note,))
    return _decode_as(data, encoding or _guess(data) or _nearest(data), errors, name, 0)


def _unmarked(data: bytes, marked: str) -> str | None:
    """Return the encoding of bytes whose byte order mark is wrong; None if it is right, or nothing fits better."""
    if not _fits(data, marked):
        return _guess(data)
    better = _fits(data, "utf-8") and _commonness(data, "utf-8") > _commonness(data, marked)
    return "utf-8" if better else None


def _same(asked: str | None, marked: str) -> bool:
    """Tell whether a byte order mark agrees with the encoding that was asked for."""
    return asked is None or _known(asked).replace("-sig", "").startswith(marked[:5].rstrip("-"))


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        raise DecodingError(
            f"encoding {encoding!r} is unknown; use one such as utf-8, gb18030, big5 or utf-16"
        ) from None


def _decode_as(
    data: bytes, encoding: str, errors: Literal["strict", "replace"], name: str, before: int
) -> Decoded:
    codec = _known(encoding)
    try:
        return Decoded(data.decode(codec), codec)
    except UnicodeDecodeError as problem:
        at = before + problem.start
        if errors == "strict":
            raise DecodingError(
                f"{name}: byte {at} (0x{data[problem.start]:02x}) fits no {codec} text; "
                f"name the right encoding (--encoding gb18030) or let such bytes be replaced (--errors replace)"
            ) from None
        text = data.decode(codec, "replace")
        count = text.count("\ufffd")
        message = f"{count} byte sequences that are no {codec} were replaced, the first at byte {at}"
        return Decoded(text, codec, (TextWarning("replaced-bytes", message),))


def _guess(data: bytes) -> str | None:
    """Return the encoding that the bytes fit, or None."""
    if _fits(data, "utf-8"):
        return "utf-8"
    if wide := _guess_wide(data):
        return wide
    fitting = [e for e in ("gb18030", "big5", "big5hkscs") if _fits(data, e)]
    if "gb18030" in fitting and "big5" not in fitting and "big5hkscs" not in fitting:
        return "gb18030"
    if fitting:
        return max(fitting, key=lambda e: _commonness(data, e))
    return None


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _guess_wide(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark: line ends, spaces and digits have a zero byte on one side."""
    sample = data[: _SAMPLE & ~1]
    zeros_even, zeros_odd = sample[::2].count(0), sample[1::2].count(0)
    if (
        len(data) % 2
        or zeros_even + zeros_odd == 0
        or min(zeros_even, zeros_odd) * 8 > max(zeros_even, zeros_odd)
    ):
        return None
    encoding = "utf-16-le" if zeros_odd > zeros_even else "utf-16-be"
    return encoding if _fits(data, encoding) else None


def _nearest(data: bytes) -> str:
    """Return the encoding that makes most sense of bytes that fit no Chinese one as a whole."""
    best = max(("utf-8", "gb18030", "big5"), key=lambda e: _commonness(data, e))
    # Statistics come last: they would read a damaged Chinese text as Cyrillic, and nobody would be told.
    return best if _commonness(data, best) > _CHINESE else _by_statistics(data) or "utf-8"


def _commonness(data: bytes, encoding: str) -> float:
    text = data[:_SAMPLE].decode(encoding, "ignore")
    wide = [c for c in text if c > "\u00ff"]
    return sum(c in _COMMON for c in wide) / max(1, len(wide))


def _by_statistics(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 4 * _SAMPLE]).best()
    return best.encoding if best is not None and _fits(data, best.encoding) else None
