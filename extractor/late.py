"""Patterns compiled when they are first needed.

There are some 750, most of them small; together they take longer to compile than a short article takes to read, and two
thirds of them a short article never needs.
"""

import re
from typing import Any, cast

_USED = (
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "sub",
    "subn",
    "split",
    "pattern",
    "flags",
    "groupindex",
)


class Late:
    """Stands for a pattern until it is used; from then on its methods are the pattern's own, at the cost of those."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        # Called only for what is not there yet.
        if name not in _USED:
            raise AttributeError(f"a pattern has no attribute {name!r}")
        compiled = re.compile(self._source, self._flags)
        for each in _USED:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """Write down a pattern as `re.compile` does, and leave the compiling to whoever first matches with it."""
    return cast("re.Pattern[str]", Late(source, flags))
