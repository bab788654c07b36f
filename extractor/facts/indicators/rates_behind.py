"""A rate whose name stands behind its percentage: 国产车在国内市场达到30%的占有率, 实现95%以上的覆盖率."""

from extractor.facts import phrases
from extractor.facts.binding.memory import Memory
from extractor.facts.indicators import measures
from extractor.facts.indicators.gaps import Gap
from extractor.facts.model import Fact
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Indicator, Quantity
from extractor.span import Span

_NAMED = late(
    "(?:以[上内下]|左右)?的(?P<rate>(?:市场|国产|品种|综合|平均)?(?:占有|覆盖|自给|渗透|普及|国产化|本地化|入住|出租|上座|满意|就业|合格|达标|利用|开工|中标|转化|净利|毛利|使用|完成|通过|参保)率)"
    "(?=[，。；、]|$)"
)
_HAS = late(
    "(?:已经?|将|力争|约|近|超过?|高达)*(?:实现|达到?|保持|维持|拥有|取得|有着?|完成|获得)(?:了|着)?(?:约|近|超过?|高达|达)*$"
)
_WHERE = late("在[^，。；在]{2,10}$")


def read(q: Quantity, gap: Gap, memory: Memory) -> Fact | None:
    """Bind a percentage to the rate right behind it, with what has that rate."""
    view = memory.view
    named = _NAMED.match(view, q.span.end, gap.clause.span.end) if q.unit == "%" else None
    verb = _HAS.search(view, gap.left, q.span.start) if named else None
    if named is None or verb is None:
        return None
    rate, end = Span(*named.span("rate")), verb.start()
    if where := _WHERE.search(view, gap.left, end):
        end = where.start()
    marks = [n for n in gap.names if n.end <= end]
    owner, _ = phrase_before(view, gap.left, end, marks)
    if owner is None or owner.end != end or measures.is_measure(owner.cut(view)):
        return Fact(0, Indicator(rate), "clause.number-noun", quantity=q)
    return Fact(0, phrases.join(rate, [owner, rate]), "clause.number-noun", quantity=q)
