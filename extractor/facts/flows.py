"""Stocks and flows: what happens in a period, and what is there at its end."""

import re
from dataclasses import replace

from extractor.facts import phrases
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause
from extractor.mentions.model import Period

SIGHT = 400  # characters that a word may stand before the figure that it tells of
# What happens in a period, as against a stock that is there: 新增, 完成.
_FLOW = re.compile(r"新增|完成|实现|新建|争取|引进|新签|新认定|改造|发放|建成|投放|获批")
_FLOWS = re.compile(
    r"(?:产值|收入|产量|销量|销售量|销售额|销售|利润|净利|税收|税|进出口|出口|进口|消费|交易额|成交额|零售额|票房|支出|增加值|生产总值|GDP|"
    r"固定资产投资|用电量|发电量|吞吐量|周转量|客流|旅客|游客|业务量|花费|总产)$"
)
_RATES = re.compile(r"(?:率|指数|中位数)$")  # measured for the time that the article reports
_UNTIL = ("到", "至", "截至")
_COUNTED = frozenset(
    [
        "家",
        "个",
        "户",
        "所",
        "座",
        "条",
        "处",
        "名",
        "人",
        "公里",
        "平方公里",
        "床",
        "张",
        "项",
        "件",
        "根",
        "米",
    ]
)
_STOCK = re.compile(r"(?:已|已经|累计|现有|共有|拥有|目前|如今|已有)")


def flows(fact: Fact, clause: Clause, view: str) -> bool:
    """Tell whether the figure is of what happens in a period, or is measured for it."""
    name = phrases.text(fact.indicator, view)
    start = max(clause.span.start, fact.anchor - SIGHT)
    return bool(_FLOWS.search(name) or _RATES.search(name) or _FLOW.search(view, start, fact.anchor))


def is_there(fact: Fact, clause: Clause, view: str) -> bool:
    """Tell whether the figure counts what there is by now: 已有, 现有, 累计."""
    return bool(_STOCK.search(view, max(clause.span.start, fact.anchor - SIGHT), fact.anchor))


def at_its_end(fact: Fact, view: str) -> Period | None:
    """Read 到2027年企业达到1500家 as a point: what is counted then, not what happens in that year."""
    p, q = fact.period, fact.quantity
    if p is None or q is None or p.kind != "target" or p.point or not p.span.cut(view).startswith(_UNTIL):
        return p
    stock = q.unit in _COUNTED and not _FLOWS.search(phrases.text(fact.indicator, view))
    return replace(p, start=p.end, point=True) if stock else p
