"""One word for two: in 产销分别完成136.6万辆和136.7万辆 the first number is of what was made, the second of what was sold."""

import re
from collections.abc import Sequence

from extractor.facts import naming, phrases
from extractor.facts.list_items import Item
from extractor.facts.skeleton import Clause
from extractor.mentions.indicators import phrase_before
from extractor.span import Span

# One word for two: each number is of one of them, and the words stay whole in the text.
_PAIRS = (
    (re.compile("产销$"), "产量", "销量"),
    (re.compile("收支$"), "收入", "支出"),
    (re.compile("存贷款"), "存款", "贷款"),
    (re.compile("进出口(?!银行)"), "进口", "出口"),
    (re.compile("城乡(?!融合|建设|社区)"), "城镇", "农村"),
    (re.compile("男女"), "男", "女"),
)


def two_in_one(
    clauses: Sequence[Clause], at: int, names_end: int, view: str, count: int
) -> list[Item] | None:
    """Read 产销分别完成136.6万辆和136.7万辆, 产销持续增长，分别完成…: 产 is one name, 销 the other."""
    if count != 2:
        return None
    clause = clauses[at]
    names = [n.span for n in clause.names if n.span.end <= names_end]
    start = max([clause.span.start, *(p.span.end for p in clause.periods if p.span.end <= names_end)])
    span, _ = phrase_before(view, start, names_end, names)
    if span is None and at and not clauses[at - 1].numbers:
        span = naming.opening_noun(view, clauses[at - 1])
    if span is None:
        return None
    if view.endswith("产销量", span.start, span.end):
        made = phrases.join(span, [Span(span.start, span.end - 2), Span(span.end - 1, span.end)])
        sold = phrases.join(span, [Span(span.start, span.end - 3), Span(span.end - 2, span.end)])
        return [Item(span, None, whole=made), Item(span, None, whole=sold)]
    text = span.cut(view)
    for word, first, second in _PAIRS:
        if word.search(text):
            return [Item(span, None, word.sub(part, text, count=1)) for part in (first, second)]
    return None
