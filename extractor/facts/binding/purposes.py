"""Money that nothing names but what it is spent on: 筹措7亿元实施惠民工程, 拿出6亿元，建透析耗材生产线."""

from extractor.facts.indicators.gaps import Gap
from extractor.facts.model import Fact
from extractor.late import late
from extractor.mentions.indicators import phrase_after
from extractor.mentions.model import Indicator, Quantity
from extractor.patterns import Expression
from extractor.span import Span

_SPENDS = Expression("(?<![棉鲜烟种])(?:{spends})(?:了|出)?(?:约|近|超过?|逾|共计?|累计)*$")
_SPENT_ON = Expression(
    "(?:以上|左右|余元)?[，,]?(?:专门|专项|重点|主要|全部|用来|着力)?(?>{spent-on})(?:了|起|起了)?(?=[一-鿿“])(?!资金|经费|费|债|基金)"
)
_CLAUSE = late(r"[^，。；：！？\n]{2,24}")
_SO_MANY = late("[一两二三四五六七八九十几]{1,2}[条个座家台套栋所处](?=[一-鿿]{2})")  # 上了两条切割流水线
_NUMBER = late(r"\d")
_REACH = 8
_SHORTEST = 3


def spent(q: Quantity, gap: Gap, view: str) -> Fact | None:
    """Bind an amount to what the verb behind it does with it."""
    if q.unit is None or not q.unit.isupper():
        return None
    if not _SPENDS.search(view, max(gap.left, q.span.start - _REACH), q.span.start):
        return None
    m = _SPENT_ON.match(view, q.span.end)
    if m is None:
        return None
    until = _CLAUSE.match(view, m.end())
    end = until.end() if until else m.end()
    what = phrase_after(view, m.end(), end, [n.span for n in gap.clause.names])
    if until and (what is None or what.end - what.start < _SHORTEST):
        what = Span(*until.span())  # 实施十大为民办实事工程
    if what is None or _NUMBER.search(view, *what):
        return None  # 筹集资金3亿元，建成道路30公里
    if few := _SO_MANY.match(view, *what):
        what = Span(few.end(), what.end)
    return Fact(0, Indicator(what), "clause.level", quantity=q)
