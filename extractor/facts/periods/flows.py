"""What happens in a period, as against a stock that is there: 新增产能, 销售额 against 拥有企业, 床位."""

from extractor.facts import phrases
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause, head
from extractor.late import late
from extractor.mentions.model import Organization
from extractor.patterns import Expression, listed

_DONE = Expression("{done}")
_FLOWS = Expression("(?:{flow})$")
_PRICES = late("(?:消费|出厂|购进)价格(?:总?指数|总水平)?$")
_ADDED = late("^(?:城镇|全社会)?新增(?:城镇)?[^，。；]{0,6}(?:就业|贷款|存款|人数)$")
_RATES = late(r"(?:率|指数|中位数)$")  # measured for the time that the article reports
_THERE = Expression("{there}")
# For how long a growth went on: 5年增长18.7%, 三年累计提高2个百分点.
OVER_YEARS = late(
    r"(?<![\d一二三四五六七八九十第])[\d一二两三四五六七八九十]{1,2}年(?:间|来|内)?(?:来)?(?:累计|共|总共|合计)?$"
)
_REACH = 8
_HABIT = Expression(
    r"(?:每|(?<![\d一二两三四五六七八九十今去上本全半前近同当多几学整财青])年(?:均)?(?:可|能)?)"
    r"(?![一-鿿]{2,8}?(?:过|超过?|达到?|突破|在)?[\d.]+[万亿]*元(?:以上)?的?[一-鿿]{0,6}?(?:企业|项目|公司|大户|农户))(?:{habit})"
    r"|每年(?:可|能)?"
)


_TO_COME = late("即将|在谈|洽谈中|待签约|待建|拟引进|拟签约|(?:未来|今后|下一步|接下来)，")


def is_undated(view: str, start: int, end: int) -> bool:
    """Tell whether the words before a figure say what is done every year, or has not happened yet.

    公司年产电池3万组; 近期即将签约6个项目，在谈项目28个.
    """
    habit = view.find("年", start, end) >= 0 and _HABIT.search(view, start, end) is not None
    return habit or _TO_COME.search(view, start, end) is not None


def is_own_works(fact: Fact, clause: Clause, view: str) -> bool:
    """Tell whether a firm's works are told with what they cost: 甲公司投资3000万元，新上了热电三期, whenever that was."""
    what = fact.indicator.span
    return what.cut(view) == "投资" and any(
        isinstance(n, Organization) and n.span.end == what.start for n in clause.names
    )


def flows(fact: Fact, view: str, start: int) -> bool:
    """Tell whether what is measured happens in a period; the words that may say so begin at `start`."""
    name = phrases.text(fact.indicator, view)
    unit = (fact.quantity.unit or "") if fact.quantity else ""
    if fact.measure == "contribution" or (len(unit) > 1 and unit.endswith("次")):
        return True  # 架次, 人次: what flew, who came
    traded = name.startswith(("出口", "进口", "进出口"))
    return bool(
        traded or _FLOWS.occurs(name) or _RATES.search(name) or _DONE.search(view, start, fact.anchor)
    )


def is_flow(fact: Fact, view: str) -> bool:
    """Tell whether the name itself is of what happens in a period: 收入, 产量, 居民消费价格."""
    name = phrases.text(fact.indicator, view)
    return _FLOWS.occurs(name) or _PRICES.search(name) is not None or _ADDED.search(name) is not None


def happened(fact: Fact, view: str, start: int) -> bool:
    """Tell whether it can be of no day: a flow by its name, or what was done."""
    return is_flow(fact, view) or _DONE.search(view, start, fact.anchor) is not None


def stands(fact: Fact, view: str, start: int) -> bool:
    """Tell whether the words before a figure say that it is there: 已有, 累计."""
    return _THERE.search(view, start, fact.anchor) is not None


def is_counted_stock(fact: Fact, view: str) -> bool:
    """Tell whether things are counted that are there at a time: 企业达到1500家."""
    counted = fact.quantity is not None and fact.quantity.unit in listed("stock-unit")
    return counted and not _FLOWS.occurs(phrases.text(fact.indicator, view))


def over_years(fact: Fact, view: str) -> bool:
    """Tell whether a growth is over several years: 年均增长5.9%, 5年增长18.7%."""
    change = fact.change
    if change is None or fact.quantity is not None:
        return False  # the value is of a year, its growth over many
    return (
        change.basis == "avg"
        or OVER_YEARS.search(view, max(0, head(change) - _REACH), head(change)) is not None
    )
