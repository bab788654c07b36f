"""What goes on with a forecast: 预计2024年增长3.2%，2025年增速为3.3%. 其中美国增长2.6%."""

from dataclasses import dataclass, field

from extractor.facts.model import Fact, Status
from extractor.late import late

_DONE = late("已|现有|目前|截至|[实完][际成]")
_NEAR = 12  # characters before a figure in which such a word may stand


@dataclass(slots=True)
class Foreseen:
    """The years of which a paragraph has told what is expected, as long as they are not over."""

    view: str
    told: set[tuple[str, str]] = field(default_factory=set)

    def keep(self, fact: Fact) -> None:
        """Remember of when a forecast was."""
        p = fact.period
        if p and p.start and p.end and not p.point and p.frequency == "Y":
            self.told.add((p.start, p.end))

    def going_on(self, fact: Fact, now: str, *, ahead: bool) -> Status | None:
        """Read a figure of a year that was forecast before, or of one that is still to come, as a forecast too."""
        p = fact.period
        if not self.told or p is None or p.kind == "target" or not (p.start and p.end) or p.point:
            return None
        if _DONE.search(self.view, max(0, fact.anchor - _NEAR), fact.anchor):
            return None
        again = (p.start, p.end) in self.told and p.end[:7] > now
        return "forecast" if again or (ahead and p.frequency == "Y") else None
