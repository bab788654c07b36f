"""The firm that a text goes on about without its name: 公司, 该行, 总经理某某介绍."""

from dataclasses import dataclass

from extractor.facts.skeleton import Clause, Name
from extractor.facts.subjects.roles import is_firm
from extractor.late import late
from extractor.mentions.aliases import called_firm
from extractor.patterns import Expression

_LEAD = "(?:{opener}|[，、“” 　]){0,3}+"
# 公司2024年营业收入, but no 公司债 and no 公司贷款, which are kinds of debt.
_FIRM = "(?:该|本)?(?:公司|集团)(?!{firm-compound})|(?:该|这家)(?:企业|行|厂)|[本我](?:行(?!业|我)|司(?!机))|它(?!们)"
# 总经理某某介绍: the people of the firm spoken of.
_PEOPLE = "(?:{own-people})[^，。；、“”]{0,10}(?:{speaks})"
# One expression, as every clause is asked, and most begin with none of them.
_AGAIN = Expression(f"{_LEAD}(?:(?P<firm>{_FIRM})|(?P<people>{_PEOPLE}))")
_SPEAKS_AGAIN = Expression(f"”(?:{_FIRM})?{_PEOPLE}")  # “产值将突破亿元。”该公司总经理某某表示
_SIGHT = 40  # characters before a firm that may call it a client
_THAT = ("该", "这家", "它")
# 岳阳林纸(600963.SH)公布: a firm that publishes goes on about itself.
_PUBLISHES = Expression(r"(?:[（(][^（）()]{1,16}[)）])?(?:晚间)?(?:{announces})")


@dataclass(frozen=True, slots=True)
class Again:
    """A word for a firm that was named before."""

    at: int
    nearest: bool  # it can only be the last one named


def called_again(view: str, clause: Clause) -> Again | None:
    """Find the word for a firm that a clause opens with, or opens with behind a period."""
    start = clause.span.start
    for p in (None, *clause.periods):
        at = start if p is None else p.span.end
        if m := _AGAIN.match(view, at, clause.span.end):
            firm = m["firm"]
            return Again(m.start("firm" if firm else "people"), firm is None or firm.startswith(_THAT))
    return None


def speaks_again(view: str, close: int) -> bool:
    """Tell whether the people of the firm spoken of are told behind a quotation to have said it."""
    return _SPEAKS_AGAIN.match(view, close) is not None


def publishes(view: str, name: Name) -> bool:
    """Tell whether a firm tells of itself, so that 公司 behind its name is itself whatever else is named."""
    return bool(_PUBLISHES.match(view, name.span.end)) or called_firm(view, name.span.end)


_CLIENTS = late("(?:客户|用户|买家|供应商|对手|采购商|订单)[^，。；：]{0,10}$")


def is_client(view: str, firm: Name, clause: Clause) -> bool:
    """Tell whether it is one whom another firm deals with: 客户名单里有宜家."""
    return (
        _CLIENTS.search(view, max(clause.span.start, firm.span.start - _SIGHT), firm.span.start) is not None
    )


_AND_SO_ON = late("(?:、[^，。；、]{1,12}){0,6}等(?!于)[一-鿿]")


def is_one_of(view: str, firm: Name) -> bool:
    """Tell whether it is an example of a kind: 格力、美的等空调厂商."""
    return _AND_SO_ON.match(view, firm.span.end) is not None


# 走进位于高新区的|某公司|生产车间，: where the reporter is, and whom the next figures are about.
_COMES_TO = late("”?(?:走进|来到|步入|踏入|走访|探访|驱车|在|位于)[^，。；“”0-9]{0,30}$")
_WORKSHOP = late(
    "的?(?:[一-鿿]{0,8}(?:车间|厂区|厂房|生产线|产线|工厂|展厅|仓库|现场|基地|园区|实验室|研发中心|大厅|门口))?(?:内|里|外)?(?:，|。)"
)


def visits(view: str, firm: Name, clause: Clause) -> bool:
    """Tell whether a clause without figures only comes to a firm: 在某公司生产车间，工人正在忙碌."""
    if clause.numbers or not _WORKSHOP.match(view, firm.span.end):
        return False
    return _COMES_TO.match(view, clause.span.start, firm.span.start) is not None


def introduces(view: str, name: Name) -> bool:
    """Tell whether a sentence comes to a firm at its end: 另一家叫得响的企业是某公司。"""
    return (
        is_firm(name) and view.startswith("是", name.span.start - 1) and view.startswith("。", name.span.end)
    )


_SIGHT_OF_PERSON = 400
_PERSON = late(
    "(?:“[^“”]{1,400}”)?(?P<who>[他她]|[一-鿿]{2,3}?)(?:[一-鿿]{1,3}地)?(?:介绍|说|告诉|表示|坦言|透露|算了|回忆|感慨)(?!书)"
)


def speaks_on(view: str, start: int, firm: Name | None) -> bool:
    """Tell whether a paragraph begins with the words of one who was named with a firm: 张某介绍，去年订单65万副."""
    m = _PERSON.match(view, start, start + _SIGHT_OF_PERSON) if is_firm(firm) else None
    if m is None or firm is None or start - firm.span.end > _SIGHT_OF_PERSON:
        return False
    return m["who"] in ("他", "她") or view.find(m["who"], firm.span.end, start) >= 0
