"""The firm that a text goes on about without its name: 公司, 该行, 总经理某某介绍."""

from dataclasses import dataclass

from extractor.facts.skeleton import Clause, Name
from extractor.late import late
from extractor.mentions.aliases import called_firm
from extractor.patterns import Expression

_LEAD = "(?:{opener}|[，、“” 　]){0,3}+"
# 公司2024年营业收入, but no 公司债 and no 公司贷款, which are kinds of debt.
_FIRM = "(?:该|本)?(?:公司|集团)(?!{firm-compound})|该(?:企业|行|厂)|[本我](?:行(?!业|我)|司(?!机))|它(?!们)"
# 总经理某某介绍: the people of the firm spoken of.
_PEOPLE = "(?:{own-people})[^，。；、“”]{0,10}(?:{speaks})"
# One expression, as every clause is asked, and most begin with none of them.
_AGAIN = Expression(f"{_LEAD}(?:(?P<firm>{_FIRM})|(?P<people>{_PEOPLE}))")
_SPEAKS_AGAIN = Expression(f"”(?:{_FIRM})?{_PEOPLE}")  # “产值将突破亿元。”该公司总经理某某表示
_SIGHT = 40  # characters before a firm that may call it a client
_THAT = ("该", "它")
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
