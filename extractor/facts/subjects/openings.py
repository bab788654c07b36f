"""Names that open their clauses: behind periods and function words, what describes them, or what leads to them."""

from extractor.facts.skeleton import Clause, Name
from extractor.facts.subjects.roles import FAR, builds, is_firm, speaks_for
from extractor.late import late
from extractor.mentions.indicators import words
from extractor.mentions.model import Organization, Region
from extractor.patterns import Expression

_MARKS = late(r"(?:\d{1,2}[:：]\d{2}|[\W_])*")  # ★, 10:18【
# What may stand before a name that opens its clause.
_FUNCTION = Expression("{opener}|[一二三四]是")
# What may stand between a clause's beginning and the name that opens it.
_LEADS_IN = frozenset({"link", "head", "join"})
# 中国综合性企业--海航集团: what it is, then its name.
_NAMED_SO = Expression(
    "(?:{firm-word}|企业|集团)(?<!子公司)(?<!附属)(?<!母公司)(?<!目标公司)(?<!供应商)(?<!对手)(?:-+|—+|“)?$"
)
_LED_TO = late(
    r"(?:的|[则就正]|还有的?|企业|公司|厂家?)是$|(?:旗下|下属|控股)的?$|(?:成立|设立|组建|创办)了$|(?:改名|更名)为?$"
)  # 体量最大的是某公司, 某集团旗下某公司, 成立了某公司, 更名为某公司
_AS = late(r"作为[^，。；]{2,30}，$")  # 作为龙头，某公司…
_AMONG = late("(?:包括|其中)[和与]?$")


def opens(view: str, name: Name, clause: Clause) -> bool:
    """Tell whether only periods and function words stand before the name in its clause."""
    if speaks_for(view, name):
        return True
    if name.span.start - clause.span.start > FAR:
        return False
    if isinstance(name, Organization) and _NAMED_SO.search(view, clause.span.start, name.span.start):
        return not clause.numbers or clause.numbers[0].span.start > name.span.start
    start = max([clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= name.span.start)])
    outer = next((n for n in clause.names if n.span.end == name.span.start), None)
    if (
        isinstance(name, Region)
        and isinstance(outer, Region)
        and outer.kind in ("province", "city", "county")
    ):
        return opens(view, outer, clause)  # 佛山市顺德区
    if is_firm(name):
        if _is_led_to(view, name, clause, start):
            return True
        if _is_described(view, name, clause):
            return True
        seat = next((n for n in clause.names if n.span.end == name.span.start - 1), None)
        if seat and view[seat.span.end] == "的":  # 启东的江苏沧隆重工有限公司
            return opens(view, seat, clause)
    for word in words(view, start, name.span.start):
        known = not word.classes.isdisjoint(_LEADS_IN) or _MARKS.fullmatch(view, word.start, word.end)
        if not known and not _FUNCTION.fullmatch(view, word.start, word.end):
            return False
    return True


# 负责运营的某码头公司，营业收入…: a firm that a clause only introduces; 法国独资的某公司.
_DESCRIBED = late(
    r"(?![向对为由把将与和从给以被让使在到于如像据按经因])(?:(?!收购|引进|引入|入股|支持|参观|走访|走进|来到|访问|联合|牵手|携手|签约|组建|成立)"
    r"[^了过，。；：、\d]){2,12}的$"
)
_OWNED = late(r"[一-鿿]{2,8}(?:独资|全资|控股|合资)的$")


def _is_described(view: str, firm: Name, clause: Clause) -> bool:
    """Tell whether all that stands before a firm in its clause describes it."""
    before = clause.span.start, firm.span.start
    if _OWNED.fullmatch(view, *before):
        return True
    return view.startswith("，", firm.span.end) and _DESCRIBED.fullmatch(view, *before) is not None


def _is_led_to(view: str, firm: Name, clause: Clause, start: int) -> bool:
    """Tell whether the words before a firm lead to it, or it begins the next of several told in one clause."""
    at = firm.span.start
    if builds(view, firm):
        return True
    if _LED_TO.search(view, start, at) or _AS.search(view, clause.span.start, at):
        return True
    told = clause.numbers[0].span.start if clause.numbers else clause.span.start
    if told > at and _AMONG.search(view, start, at):
        return True  # 包括甲公司投资4亿元
    return any(view[n.span.end : at] in ("、", "和") for n in clause.numbers)  # 、乙公司投资6亿元
