"""What the three sectors give: 三次产业占GDP的比重为8.3:41.6:50.1，对经济增长的贡献率分别为6%、41.4%、52.6%."""

from collections.abc import Sequence

from extractor.facts.lists import continued
from extractor.facts.lists.items import put
from extractor.facts.lists.parts import contributed
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause, Number
from extractor.late import late
from extractor.mentions.model import Change, Indicator
from extractor.span import Span

SECTORS = late("三[次大]产业")
NAMES = ("第一产业", "第二产业", "第三产业")
_GIVES = late("(?:对[^，。；、]{1,14}的?贡献率|拉动[^，。；、]{1,12})")
_PULLS = late("分别(?:拉动|带动|贡献)")


def given(
    clauses: Sequence[Clause],
    at: int,
    word: int,
    numbers: Sequence[Number],
    earlier: Sequence[Fact],
    view: str,
) -> list[Fact] | None:
    """Read what each of a list just told, or each sector that the sentence names, gives to the growth of the whole."""
    if not _GIVES.fullmatch(view, clauses[at].span.start, word) and not _PULLS.match(view, word):
        return None
    if any(n.unit not in ("%", "pp") for n in numbers):
        return None
    given = [contributed(n, drags=False) if isinstance(n, Change) else n for n in numbers]
    group = [f for f in earlier if f.rule.startswith("list.")][-len(numbers) :]
    if len(group) == len(numbers):
        return continued.parts(group, given, "contribution")
    m = SECTORS.search(view, clauses[0].span.start, clauses[at].span.start)
    if m is None or len(numbers) != len(NAMES):
        return None
    return [_of(Span(*m.span()), name, n) for name, n in zip(NAMES, given, strict=True)]


def _of(sectors: Span, name: str, number: Number) -> Fact:
    fact = put(Fact(0, Indicator(sectors, name), "list.again", indicator_inherited=True), number)
    fact.measure = "contribution"
    return fact
