"""What goes on behind a listed name: a longer brand that the text keeps to (岭图云音乐), or the trade of a country (中国移动支付)."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from extractor.late import late
from extractor.mentions.organizations.lexicon import Lexicon
from extractor.mentions.organizations.model import Candidate
from extractor.mentions.organizations.names import HAN, placelike
from extractor.patterns import Expression
from extractor.span import Span

_GOODS = late(
    "芯片|电[池源缆]|轮胎|[啤白红]酒|饮料|玩具|软件|[设装]备|[元器]件|服务|产品|发展|投资|建设|创新"
)
_SECTOR = Expression("(?:{sector})")
_BUSINESS = late("业[务绩]")  # of the firm
_LEAST = 3  # times that a text says a longer name before it is one


def national(view: str, span: Span, lexicon: Lexicon) -> bool:
    """Tell whether the trade of a country or place is meant and no firm: 中国移动|支付, 中国银行|业, 山东能源|消费."""
    place, trade = view[span.start : span.start + 2], view[span.start + 2 : span.end]
    if len(trade) != 2 or not (place == "中国" or place in lexicon.seats) or _BUSINESS.match(view, span.end):
        return False
    sorts = (lexicon.trades, lexicon.weak_trades, lexicon.utilities, lexicon.functions, lexicon.common)
    plain = any(trade in sort for sort in sorts) or (place == "中国" and lexicon.words.ordinary(trade))
    return plain and _SECTOR.match(view, span.end) is not None


def find_longer(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the longer brands that most of the places name where a listed firm's name stands, three of them at least."""
    spans = [span for span, kind in lexicon.known(view) if kind == "company"]
    times = Counter(span.cut(view) for span in spans)
    longer = [
        Span(span.start, _brand(view, span.end, lexicon)) for span in spans if times[span.cut(view)] >= _LEAST
    ]
    said = Counter(span.cut(view) for span in longer)
    clear = {span.cut(view) for span in longer if _bounded(view, span.end, lexicon)}
    for short, span in zip((s for s in spans if times[s.cut(view)] >= _LEAST), longer, strict=True):
        name = span.cut(view)
        if (
            span != short
            and name in clear
            and _LEAST <= said[name] > times[short.cut(view)] // 2
            and not placelike(view, span.end)
        ):
            yield Candidate(span, "company", Decimal("0.88"), "trade")


def _brand(view: str, at: int, lexicon: Lexicon) -> int:
    """Return the end of one or two trades that stand here, and are no goods: 云|音乐."""
    for _ in range(2):
        ends = (
            at + n
            for n in (4, 3, 2, 1)
            if view[at : at + n] in lexicon.trades or view[at : at + n] in lexicon.weak_trades
        )
        end = next(ends, at)
        if end == at or _GOODS.match(view, at):
            break
        at = end
    return at


def _bounded(view: str, end: int, lexicon: Lexicon) -> bool:
    """Tell whether no word follows that could go on with the name."""
    after = lexicon.words.segment(view[end : end + 4])
    return not after or after[0].tag in "XVLT" or not HAN.match(after[0].word)
