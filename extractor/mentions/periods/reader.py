"""Wordings of time read once for one reference date, and kept."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from extractor.late import late
from extractor.mentions.periods.forms import Form, Side, Spoken
from extractor.mentions.periods.grammar import Grammar
from extractor.mentions.periods.parse import parse
from extractor.mentions.periods.resolve import Resolved, resolve
from extractor.text.model import PartialDate

KEPT = 1 << 15  # wordings remembered for one reference date


class Reading(NamedTuple):
    """One wording, read: where in the hit it stands, what it says, and its days where they need no context."""

    start: int
    end: int  # 0: says no time after all
    form: Form
    fixed: Resolved | None  # None where it leans on what was said
    ahead: Resolved | None  # the same after a word of the future, where that differs
    alone: bool = False  # its days are fixed whatever stands around it


NOTHING = Reading(0, 0, Form(Side()), None, None)
_LISTED = late(r"[一二三四五六七八九十]{1,3}、(?=\d)")  # 四、2月份货币市场: the number of a heading


@dataclass(slots=True, eq=False)
class Reader:
    """Reads wordings for one reference date, each once."""

    grammar: Grammar
    reference: PartialDate | None
    known: dict[str, Reading] = field(default_factory=dict)

    def read(self, run: str) -> Reading:
        """Read a hit of the scanner that was not seen before."""
        if len(self.known) >= KEPT:
            self.known.clear()
        reading = NOTHING
        listed = m.end() if (m := _LISTED.match(run)) else 0
        if parsed := parse(run[listed:], self.grammar):
            start, end, form = listed + parsed[0], listed + parsed[1], parsed[2]
            fixed = None if form.hangs else resolve(form, self.reference, None, future=False)
            ahead = resolve(form, self.reference, None, future=True) if form.loose and fixed else None
            ahead = None if ahead == fixed else ahead
            whole = form.loose and run.startswith("全年", start)
            sums = form.special in ("near", "gone") and form.a.unit == "Y"
            alone = not (ahead or whole or form.back or sums or form.special == "ahead")
            reading = Reading(start, end, form, fixed, ahead, alone)
        self.known[run] = reading
        return reading


@lru_cache(maxsize=4096)
def fields(form: Form, reference: PartialDate | None, spoken: Spoken | None) -> Resolved:
    """Work out the days of an expression in its context."""
    return resolve(form, reference, spoken, future=False)


@lru_cache(maxsize=32)
def reader(g: Grammar, reference: PartialDate | None) -> Reader:
    """Return the reader for a reference date."""
    return Reader(g, reference)
