"""Numbers inside names: 总投资超10亿元的项目, 220千伏及以上输电线路."""

from extractor.facts.indicators.measures import is_measure
from extractor.facts.skeleton import Clause, Number, head
from extractor.late import late
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change, Quantity
from extractor.patterns import Expression, listed
from extractor.span import Span

_NAMED_BY_LIMIT = Expression("(?:{limited})$")
_OF_LIMITED = Expression("[一-鿿]{0,6}?(?:{limited})[一-鿿]{2,10}$")
_LIMIT = late(
    r"(?P<what>(?:每月|每年|月|(?<![全去今前上明当本])年)?(?:票房|总投资|投资额|投资|授信额度|授信总额|授信|销售收入|销售额|税收|纳税额?|利税|市值|估值|交易额|成交额|产值|营收|主营业务收入|营业收入|收入|入息|薪酬|月薪|年薪|薪资|工资|售价|面积|用电量))?(?:额)?"
    r"(?:在|超过|超|达到|达|突破|不低于|不少于|不超过|不足|低于|少于|高于|多于|逾|过|破)?$"
)


COUNTERS = frozenset("个家项名户人座栋幢处条台辆所件只场次种款部")
# 新签约亿元以上项目, 50亿元或5亿美元以上项目: what else tells which projects they are.
_STAGE = late(
    "(?:新|拟|已|在)(?:签约|开工|落地|投产|竣工|入库|落户|建)$|(?<![一-鿿])(?:签约|开工|落地|竣工)$"
)
_OR = late(r"\d[\d.~～—至-]{0,11}[万亿]{0,2}[美港]?元或$")
_AND = late("[和与及、]")
_LIMITED = late("及?以[上下]")
_HAS = late("(?:则|也|还|已经?|共|总共|一共|只|仅|目前|现)*(?:有|达到?|为)(?:约|近|超过?)?")  # …的企业有30家
_LIMITS = late(r"(?:超过|超|逾|突破|不足|(?<=[额值入润房资产])过|(?<=[额值入润房资产])破)$")


# 10万千瓦以上的储能电站占比超5成: so large a part of the whole.
_PART = late(
    r"(?P<limits>及?以[上下内])?的?(?P<who>[^，。；、\d]{1,16}?)(?:所)?(?:占比|占|比重|比例)[^，。；\d]{0,10}$"
)


def limited_part(q: Quantity, following: Number, view: str, clause: Clause) -> Span | None:
    """Find the name of a part that a limit tells: 经营性收入50万元以上的行政村 (占比达68%)."""
    if following.unit != "%" or q.unit in ("%", "pp", None):
        return None
    m = _PART.match(view, q.span.end, following.span.start)
    if m is None:
        return None
    if m["limits"]:
        return Span(_begins(q.span.start, view, clause), m.end("who"))
    # 投资超亿元的制造业项目占比达62%
    said = _passed(q.span.start, view, clause)
    return Span(said, m.end("who")) if said is not None and _NAMED_BY_LIMIT.search(m["who"]) else None


def _passed(at: int, view: str, clause: Clause) -> int | None:
    """Return where 固定资产投资超 begins before a limit."""
    m = _LIMIT.search(view, max(clause.span.start, at - 12), at)
    if m is None or not m["what"] or m.end("what") == at:
        return None
    names = [n.span for n in clause.names_between(clause.span.start, m.start())]
    limited, _ = phrase_before(view, clause.span.start, m.end("what"), names)
    start = max([m.start(), *(p.span.end for p in clause.periods if p.span.start < m.start())])  # 全|年产值
    return min(limited.start, start) if limited and limited.end == m.end("what") else start


def _begins(at: int, view: str, clause: Clause) -> int:
    """Return where the name begins that the limit stands in: 新签合同额|5000万美元以上的项目数."""
    names = [n.span for n in clause.names_between(clause.span.start, at)]
    limited, _ = phrase_before(view, clause.span.start, at, names)
    close = limited is not None and limited.end == at and is_measure(limited.cut(view))
    return limited.start if limited and close else at


_PACES = late(
    r"(?:及?以[上下内]|之间)的(?P<who>[一-鿿]{2,12}?)??(?:则|也|还|已经?|共|总共|只|仅)*(?:有|达到?|为)?(?:约|近)?"
)


def paced(change: Change, following: Number, view: str, clause: Clause) -> Span | None:
    """Find the name that a pace is part of: 增幅在200%-300%之间的机场有5个."""
    m = _PACES.fullmatch(view, change.span.end, following.span.start)
    if m is None or following.unit not in COUNTERS:
        return None
    begins = _begins(head(change), view, clause)
    return Span(begins, m.end("who") if m["who"] else m.start() + m[0].index("的"))


_CLOSES = Expression("的(?:[一-鿿]{0,6}?(?:{limited}|人数|户数|数量?|[一-鿿]者|群体|人口|居民|劳工))?")


def closes(q: Number, view: str, clause: Clause) -> Span | None:
    """Find what a clause names by a limit and measures in the next: 月薪在2万元以下的劳工数，维持在100万人."""
    limits = _LIMITED.match(view, q.span.end) if isinstance(q, Quantity) else None
    if limits is None or clause.closer not in ("，", ",") or q.unit in COUNTERS or q.unit in ("%", "pp"):
        return None
    m = _LIMIT.search(view, max(clause.span.start, q.span.start - 12), q.span.start)
    if m is None or not m[0] or not _CLOSES.fullmatch(view, limits.end(), clause.span.end):
        return None
    return Span(m.start(), clause.span.end)


_OF_SUCH = Expression(
    "(?P<limits>及?以[上下])?的?(?P<noun>[一-鿿]{0,8}?(?:{limited}))(?!家|数|总?量|名单|库|总?投资|产值|用地)"
)


def counted(q: Number, mark: Number, view: str, clause: Clause) -> Span | None:
    """Find what is counted where a limit behind the count names it: 5家产值过10亿元的企业."""
    if not isinstance(q, Quantity) or not isinstance(mark, Quantity) or q.unit not in COUNTERS:
        return None
    if mark.unit in COUNTERS or mark.unit in ("%", "pp", None):
        return None
    said = _LIMIT.fullmatch(view, q.span.end, mark.span.start)
    m = _OF_SUCH.match(view, mark.span.end, clause.span.end) if said else None
    if said is None or m is None or not (m["limits"] or (said[0] and view[mark.span.end] == "的")):
        return None
    return Span(q.span.end, m.end("noun"))


_SIZED_BEHIND = late("(?:及?以上)?的?[^，。；、\\d]{0,8}(?:项目|企业|产业|集群|园区)")
_SIZED = late("项目|企业|产业|集群|园区|大户")


def only_names(q: Quantity, noun: Span, view: str, left: int) -> bool:
    """Tell whether the limit only names what stands behind it: 超50亿美元项目取得突破."""
    limits = _LIMITS.search(view, left, q.span.start) or _LIMITED.match(view, q.span.end)
    return q.unit not in COUNTERS and bool(limits) and bool(_SIZED.fullmatch(view, *noun))


def _is_limited(name: str, *, limited: bool) -> bool:
    """Tell whether a limit may be part of the name: 5000万元以上项目, 500万元以上项目投资."""
    of = limited and is_measure(name) and _OF_LIMITED.match(name)
    return bool(of or _NAMED_BY_LIMIT.search(name))


_OF_WHOM = late("的(?:[也则还共就已仅只]|分别)*有?(?:约|近)?")


def _so_many(q: Quantity, counted: Number, view: str) -> bool:
    """Tell whether nothing names those that are counted but their limit: 年营业收入超1000亿元的2个."""
    ends = not view[counted.span.end : counted.span.end + 1].isalpha()
    return (
        ends
        and _OF_WHOM.fullmatch(view, q.span.end, head(counted)) is not None
        and bool(_LIMITS.search(view, max(0, q.span.start - 2), q.span.start))
    )


# 出租率超过80%的有85家, 增速10%以上的12户: the rate parts off those that are counted.
_THAT_ARE = late("(?:及?以[上下])?的(?:[^，。；、的有]{0,6}(?:共|就|已|仅|只|分别)?有)?(?:近|超|约|逾|超过)?")


def parts_off(mark: Number, count: Number, view: str) -> bool:
    """Tell whether a rate only says which ones the next number counts."""
    rate = mark.unit == "%" and isinstance(count, Quantity) and count.unit in COUNTERS
    return rate and _THAT_ARE.fullmatch(view, mark.span.end, head(count)) is not None


def _first_of_two(q: Quantity, view: str) -> int:
    """Return where the limit begins of which this is the second wording: 超30亿元或3亿美元项目."""
    m = _OR.search(view, max(0, q.span.start - 16), q.span.start)
    return m.start() if m else q.span.start


def either(q: Number, other: Number, view: str) -> bool:
    """Tell whether a limit is told in two currencies: 30亿元 in 投资超30亿元或3亿美元项目6个."""
    money = isinstance(q, Quantity) and isinstance(other, Quantity) and other.unit not in COUNTERS
    said = money and view[q.span.end : other.span.start] == "或"
    return said and _SIZED_BEHIND.match(view, other.span.end) is not None


def threshold(q: Quantity, following: int, view: str, clause: Clause) -> Span | None:
    """Find the name that a limit is part of: 总投资超10亿元的项目 12个. `following` is where the next number begins."""
    limits = _LIMITED.match(view, q.span.end)
    bare = q.unit is None and not view.endswith(("亿", "万"), q.span.start, q.span.end)  # 超千亿企业3家
    if q.unit in ("%", "pp") or bare or (q.unit in COUNTERS and not limits):
        return None
    if q.span.end == following and (m := _LIMITS.search(view, clause.span.start, q.span.start)):
        return Span(m.start(), q.span.end)  # 其中超10亿元21家
    at = _first_of_two(q, view)
    counted = next((n for n in clause.numbers if head(n) == following), None)
    if counted and counted.unit in COUNTERS and _so_many(q, counted, view):
        m = _LIMIT.search(view, max(clause.span.start, q.span.start - 12), q.span.start)
        return Span(m.start(), q.span.end) if m else None
    end = limits.end() if limits else q.span.end
    passes = _LIMITS.search(view, clause.span.start, at)
    said = _LIMIT.search(view, max(clause.span.start, at - 12), at)
    span, verb = phrase_before(view, end, following, [n.span for n in clause.names_between(end, following)])
    ranged = q.low is not None and q.high is not None  # 产值1-5亿元企业有36家
    limited = limits is not None or ranged
    parted = limited or (said and said[0] and view[q.span.end] == "的")  # 总投资达4亿元的项目有2个
    many = verb and counted and counted.unit in COUNTERS and parted and span
    has = bool(many) and span is not None and _HAS.fullmatch(view, span.end, following) is not None
    if span is None or (verb and not has) or view[end : span.start] not in ("", "的"):
        return None
    if q.unit in COUNTERS and _AND.search(view, span.end, following):
        return None  # 100家以上企业和100个模型: two counts
    # 220千伏及以上输电线路总长, 6000千瓦及以上电厂
    grade = limits and (q.unit in listed("grade") or (q.unit == "千瓦" and limits[0] == "及以上"))
    if not grade and not has and not _is_limited(span.cut(view), limited=limited):
        return None
    begins = min(said.start() if said else at, _begins(at, view, clause) if limited else at)
    if passes and said and said.start() == passes.start():
        begins = _begins(passes.start(), view, clause)  # 货物吞吐量超过亿吨的港口
    elif said and said["what"] and not limits:
        begins = _passed(at, view, clause) or begins  # 固定资产投资达3亿元的项目
    for more in (_OR, _STAGE):
        m = more.search(view, max(clause.span.start, begins - 12), begins)
        begins = m.start() if m else begins
    return Span(begins, span.end)
