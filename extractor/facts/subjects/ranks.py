"""Places that only say among whom something ranks: 全国率先, 全省排名第3位, 在泉州各县中排在前列."""

from extractor.facts.skeleton import Name
from extractor.late import late
from extractor.mentions.model import Region
from extractor.patterns import Expression, listed

# 全国率先, 全球第一: how it ranks, not whom it is about.
_RANKS = Expression(
    r"(?:{ranks}|[^，。；、]{1,8}(?:指数|榜单?)[中上]?(?:综合)?(?:排名|排|位列|位居|居|第)|首[个家位例创批次座条艘款单推]|第(?![一二三四]季|[一二三、]{1,5}次?产业)|前[列茅沿端]|最(?![新近终])|同|各[族地界级]|性|化"
    r"|[^，。；、最]{0,4}(?:规模|数量|总量|占比)[^，。；、最]{0,4}最[大高多]|\d+[大强佳]|[一二三四五六七八九十]+[大强佳])"
)
_TITLE = late("[^“”，。；、\\d]{1,10}(?:之[乡都城]|名[城镇村])”")  # “中国起重机之乡”长垣
_PLACED = Expression("(?:{placed})$")
# 全省排名第3位, 全市第二: among whom one has its rank; 全省第三产业 and 全市前三季度 are of the whole itself.
_STANDS_AT = late(
    r"(?:综合)?(?:排[名位行序第]|位[次居列]|第(?:[一二三四五六七八九十]{1,3}|\d{1,3})(?:[位名，。；、）)的])"
    r"|前(?:[列茅]|(?:[三五十]|\d{1,2})(?:[位名强，。；、）)的]))|首位|领先|倒数第)"
)
# 在泉州各县中排在前列: with whom one is compared.
_RANKED_AMONG = late(
    r"[^，。；、]{0,8}(?:（[^（）]{1,8}）)?[^，。；、]{0,6}[中里内](?:综合)?(?:排名|排在|位居|位列|名列|居|领先|靠前)"
)


def only_ranks(view: str, name: Name, before: str) -> bool:
    """Tell whether a name is only that of the whole in which something has its rank; `before` stands before it."""
    behind = name.span.end
    if before.endswith("在") and _RANKED_AMONG.match(view, behind):
        return True
    if name.span.cut(view) in listed("whole"):
        return bool(_RANKS.match(view, behind) or _PLACED.search(before) or _TITLE.match(view, behind))
    generic = isinstance(name, Region) and name.kind == "generic"
    return generic and _STANDS_AT.match(view, behind) is not None
