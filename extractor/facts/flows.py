"""What happens in a period, as against a stock that is there: 新增产能, 销售额 against 拥有企业, 床位."""

import re

from extractor.facts import phrases
from extractor.facts.model import Fact
from extractor.facts.skeleton import head

_DONE = re.compile(r"新增|完成|实现|新建|争取|引进|新签|新认定|改造|发放|建成|投放|获批")
_FLOWS = re.compile(
    r"(?:产值|收入|营收|营业额|毛利|盈利|溢利|纯利|收益|亏损|保费|顺差|逆差|出超|入超|订单金额|产量|销量|销售量|销售额|销售|利润|净利|税收|税|进出口|出口|进口|消费|交易额|成交额|零售额|票房|支出|增加值|生产总值|GDP|"
    r"固定资产投资|用电量|发电量|吞吐量|周转量|客运量|货运量|发送量|流动量|客流|旅客|游客|业务量|花费|总产)$"
)
_PRICES = re.compile("(?:消费|出厂|购进)价格(?:总?指数|总水平)?$")
_RATES = re.compile(r"(?:率|指数|中位数)$")  # measured for the time that the article reports
_STOCK = re.compile(r"(?:已|已经|累计|现有|共有|拥有|目前|如今|已有)")
_COUNTED = frozenset("家个户所座条处名人床张项件根米") | {"公里", "平方公里"}
# For how long a growth went on: 5年增长18.7%, 三年累计提高2个百分点.
OVER_YEARS = re.compile(
    r"(?<![\d一二三四五六七八九十第])[\d一二两三四五六七八九十]{1,2}年(?:间|来|内)?(?:来)?(?:累计|共|总共|合计)?$"
)
_REACH = 8


def flows(fact: Fact, view: str, start: int) -> bool:
    """Tell whether what is measured happens in a period; the words that may say so begin at `start`."""
    name = phrases.text(fact.indicator, view)
    if fact.measure == "contribution":
        return True
    return bool(_FLOWS.search(name) or _RATES.search(name) or _DONE.search(view, start, fact.anchor))


def is_flow(fact: Fact, view: str) -> bool:
    """Tell whether the name itself is of what happens in a period: 收入, 产量, 居民消费价格."""
    name = phrases.text(fact.indicator, view)
    return _FLOWS.search(name) is not None or _PRICES.search(name) is not None


def stands(fact: Fact, view: str, start: int) -> bool:
    """Tell whether the words before a figure say that it is there: 已有, 累计."""
    return _STOCK.search(view, start, fact.anchor) is not None


def is_counted_stock(fact: Fact, view: str) -> bool:
    """Tell whether things are counted that are there at a time: 企业达到1500家."""
    counted = fact.quantity is not None and fact.quantity.unit in _COUNTED
    return counted and not _FLOWS.search(phrases.text(fact.indicator, view))


def over_years(fact: Fact, view: str) -> bool:
    """Tell whether a growth is over several years: 年均增长5.9%, 5年增长18.7%."""
    change = fact.change
    if change is None or fact.quantity is not None:
        return False  # the value is of a year, its growth over many
    return (
        change.basis == "avg"
        or OVER_YEARS.search(view, max(0, head(change) - _REACH), head(change)) is not None
    )
