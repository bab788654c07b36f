"""Zones under the short names that a text gives them: 西岭科技创新示范区（以下简称西岭科创区）."""

import re

from extractor.mentions.aliases import called
from extractor.mentions.model import Region
from extractor.span import Span

_SAYS_SO = "称"
_SHORTEST = 3


def with_aliases(text: str, found: list[Region], bare: frozenset[str]) -> list[Region]:
    """Add the short names of zones; `bare` are those that name a sort of zone and are read by themselves."""
    short: set[str] = set()
    for zone in found:
        if zone.kind != "zone" or text.find(_SAYS_SO, *_bracket(zone)) < 0:
            continue
        for start, end in called(text, zone.span.end, zone.name):
            name = text[start:end]
            if len(name) >= _SHORTEST and name not in bare and text.find(_SAYS_SO, zone.span.end, start) >= 0:
                short.add(name)
    return _with(text, short, found) if short else found


_REACH = 10  # characters in which 以下简称 stands behind a name


def _bracket(zone: Region) -> tuple[int, int]:
    return zone.span.end, zone.span.end + _REACH


def _with(text: str, short: set[str], found: list[Region]) -> list[Region]:
    """Take every mention of the names that no longer name holds, over the places in them."""
    at = {i: r for r in found for i in range(*r.span)}
    own, gone = [], set[Span]()
    for m in re.finditer("|".join(sorted(map(re.escape, short), key=len, reverse=True)), text):
        span = Span(*m.span())
        inside = {at[i] for i in range(*span) if i in at}
        if all(span.holds(r.span) for r in inside):
            own.append(Region(span, m[0], "zone"))
            gone.update(r.span for r in inside)
    return sorted([*(r for r in found if r.span not in gone), *own], key=lambda r: r.span)
