"""All kinds of mention of one document, found in a single pass each over the whole clean text."""

from extractor.mentions.changes import find_changes
from extractor.mentions.cues import find_cues
from extractor.mentions.model import Mentions
from extractor.mentions.periods import find_periods
from extractor.mentions.places import spread
from extractor.mentions.quantities import find_quantities
from extractor.mentions.regions import find_regions
from extractor.text.model import CleanText, PartialDate


def find_mentions(clean: CleanText, reference: PartialDate | None) -> Mentions:
    """Find quantities, changes, periods, regions and cues."""
    view = clean.view
    quantities = find_quantities(view)
    return Mentions(
        quantities=tuple(quantities),
        changes=tuple(find_changes(view, quantities)),
        periods=tuple(find_periods(view, reference, roc=clean.script == "traditional")),
        regions=tuple(spread(view, find_regions(view))),
        cues=tuple(find_cues(view)),
    )
