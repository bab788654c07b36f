"""Items behind bullets, whose lines a page breaks where they are full."""

from collections.abc import Sequence

from extractor.late import late
from extractor.text.structure.lines import Line, is_closed

_BULLET = late("[·•‧∙\uf06c\uf0b7]")
_SAYS = late("[\\d，。；、：）)]")  # a heading has none of them
_REACH = 5  # lines
_SLACK = 4  # characters
_SHORTEST = 16  # characters of a line that may be full


def hangs(lines: Sequence[Line], i: int) -> bool:
    """Tell whether an item fills its line and goes on in the next one, behind which the next item begins."""
    if not _BULLET.match(lines[i].text) or i + 2 >= len(lines):
        return False
    rest, following = lines[i + 1], lines[i + 2]
    if rest.gap or following.gap or is_closed(lines[i].text) or not _SAYS.search(rest.text):
        return False
    if following.text[0] != lines[i].text[0] or _BULLET.match(rest.text):
        return False
    near = lines[max(0, i - _REACH) : i + _REACH]
    full = max(len(line.text) for line in near if line.text[0] == lines[i].text[0])
    return (
        len(lines[i].text) >= max(_SHORTEST, full - _SLACK) and len(rest.text) <= len(lines[i].text) + _SLACK
    )
