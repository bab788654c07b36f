"""The lines that stand at the head or foot of every page, where a text has kept them between its own."""

from collections import Counter
from collections.abc import Sequence

from extractor.late import late
from extractor.text.structure.lines import Line

_FOLIO = late("[—–－-]{1,2}\\s*\\d{1,3}\\s*[—–－-]{1,2}|第\\s*\\d{1,3}\\s*页(?:\\s*共\\s*\\d{1,3}\\s*页)?")
_FOLIO_LENGTH = 20  # characters
_LONGEST = 60  # characters


def settle_running_heads(lines: Sequence[Line], known: set[str]) -> None:
    """Take for furniture what stands beside the numbers of two pages and more; what is known stays known."""
    folios = [
        i for i, line in enumerate(lines) if len(line.text) <= _FOLIO_LENGTH and _FOLIO.fullmatch(line.text)
    ]
    beside = [lines[k] for i in folios for k in (i - 1, i + 1) if 0 <= k < len(lines)]
    able = [line for line in beside if len(line.text) <= _LONGEST and line.role in ("short", "head")]
    times = Counter(line.text for line in able)
    known |= {text for text, n in times.items() if n > 1}
    for line in able:
        if line.text in known:
            line.role = "furniture"
