"""Where the bodies that tell figures sit: 鲅鱼圈区统计局 speaks of 鲅鱼圈区, and its 全区 is that; 韩国统计厅 of 韩国."""

from collections.abc import Sequence

from extractor.facts.skeleton import Name, Shelf
from extractor.late import late
from extractor.mentions.model import Organization, Region

# A customs house keeps the books of more than its town.
_WIDER = late("海关|检察院|法院|铁路")
# 国网衡水供电公司, 国家统计局常州调查队: what the nation keeps in a place is named behind it.
_OF_NATION = late(
    "(?:国网|国家电网|南方电网|南网|国家统计局|国家税务总局|(?:中国)?人民银行|人行|国家外汇管理局|国家金融监督管理总局)"
    "(?=[^，。；、]{2,10}(?:供电(?:分?公司|局)|电力(?:有限)?公司|调查总?队|税务局|[分支]行|营业管理部|[监分]局))"
)
_TELLS = late(
    "[^，。；]{0,24}?(?:公布|发布|发表|数据|统计|报告|宣布|预计|预测|预估|显示|调查|披露|通报|[：:])"
)
# 中国人民银行, 中国海关: whose figures those are, the text says.
_HOME = ("中国", "中华人民共和国")
_UNION = "欧盟"


def _can_house(region: Region) -> bool:
    """Tell whether figures that a body of the place tells are the place's own."""
    if region.kind == "country":
        return region.name not in _HOME
    return region.kind not in ("generic", "zone") or region.name == _UNION


def speaks_for_country(view: str, body: Name, seat: Region) -> bool:
    """Tell whether a body of another country tells what that country has: 韩国统计厅10日公布."""
    return seat.kind in ("country", "zone") and _TELLS.match(view, body.span.end) is not None


_SOURCE = late(r"(?:根?据|按照?|来自|援引|从|电|讯|报道|消息|[\s）)】])$")


def is_source(view: str, start: int, body: int) -> bool:
    """Tell whether what stands before a body in its clause says that it tells: 根据韩国统计厅数据, 5月3日电 韩国统计厅."""
    return _SOURCE.search(view, start, body) is not None


def seats(view: str, organizations: Sequence[Organization], regions: Sequence[Region]) -> dict[int, Region]:
    """Return the place that a public body's name begins with, by where the name begins."""
    shelf, out = Shelf(regions), dict[int, Region]()
    for body in organizations:
        of_nation = _OF_NATION.match(view, *body.span)
        if not of_nation and (body.kind != "government" or _WIDER.search(view, *body.span)):
            continue
        at = of_nation.end() if of_nation else body.span.start
        for region in shelf.inside(*body.span):
            if region.span.start != at or not _can_house(region):
                break
            out[body.span.start], at = region, region.span.end
    return out
