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
    told: set[tuple[str, str, str | None]] = field(default_factory=set)

    def keep(self, fact: Fact) -> None:
        """Remember of when a forecast was, and of what kind."""
        p = fact.period if fact.status == "forecast" else None
        if p and p.start and p.end and not p.point and p.frequency == "Y":
            self.told.add((p.start, p.end, _unit(fact)))

    def going_on(self, fact: Fact, now: str, *, ahead: bool) -> Status | None:
        """Read a figure of a year that was forecast before, or of one that is still to come, as a forecast too."""
        p = fact.period
        if not (self.told and now and p and p.start and p.end) or p.kind == "target" or p.point:
            return None
        if _DONE.search(self.view, max(0, fact.anchor - _NEAR), fact.anchor):
            return None
        unit = _unit(fact)
        again = (p.start, p.end, unit) in self.told and p.end[:7] > now
        later = ahead and p.frequency == "Y" and any(unit == of for _, _, of in self.told)
        return "forecast" if again or later else None


def _unit(fact: Fact) -> str | None:
    """Return what the figure is counted in: what is told of the same kind is forecast with it."""
    return fact.quantity.unit if fact.quantity else fact.change.unit if fact.change else None
