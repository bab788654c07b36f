"""Towns and villages, which no list holds: known by the county before them, 清丰县韩村镇, by what they do, 岭口镇立足, and by that name again."""

import re
from collections.abc import Sequence

from extractor.late import late
from extractor.mentions.model import Region
from extractor.span import Span

_COUNTY = ("市", "县", "区", "旗")
# 城镇, 各乡镇, 中心镇, 工业重镇 are kinds of towns, 农村 and 贫困村 of villages.
_FIRST = (
    "(?!和(?!平))(?![城乡集各小中重特建全与及等的在为有是了到从向对农居村两三四五六七八九十])[^\\W\\d_A-Za-z]"
)
_MORE = "[^\\W\\d_A-Za-z的在为有是了到从向对各乡镇]"
_TOWN = late(rf"{_FIRST}{_MORE}{{0,2}}?(?:(?<![重古名强城乡小市业])镇|街道)(?![化域区企居上里村长])")
_VILLAGE = late(rf"{_FIRST}{_MORE}{{1,3}}?(?<![农乡全该本山困范政然兴])村(?![民级镇庄屯口容务干里])")
_MOST = 30  # names that one text may bring
# 岭口镇立足实体经济, 石塘村党支部: a local paper need not say in which county.
_ALONE = late(
    rf"(?<![^\W\d_A-Za-z])(?![该我本此这那其某原老]|近年|目前|如今|今年|去年|随着|走进|来到)(?:{_FIRST}{_MORE}{{1,2}}?(?:(?<![重古名强城小市业])镇|乡|街道)"
    rf"(?=党委|党政|党工委|人大|镇长|乡长|地处|位于|立足|坚持|依托|围绕|紧扣|紧紧|充分|积极|大力|因地制宜|累计|现有|实施|举办|全力|聚焦|以|将|把|通过|党员|实现|完成|引进|新增|共有|拥有|投入|建成|今年|去年|上半年|前三季度|一季度)"
    rf"|{_FIRST}{_MORE}{{1,2}}?村(?=党支部|党总支|两委|“两委”|村委|党委|村集体|位于|地处))"
)


def _alone(text: str, found: Sequence[Region]) -> dict[str, None]:
    """Find the towns that open a clause by themselves and do what a town does, each named at least twice."""
    taken = {r.span.start for r in found}
    names = dict.fromkeys(m[0] for m in _ALONE.finditer(text) if m.start() not in taken)
    return {n: None for n in list(names)[:_MOST] if text.count(n) > 1}


def with_towns(text: str, found: Sequence[Region]) -> list[Region]:
    """Add the towns that stand behind their county, the villages behind their town, and both where they stand again."""
    learned: dict[str, None] = {}
    own: list[Region] = []
    for region in found:
        if region.kind not in ("county", "city") or region.name[-1:] not in _COUNTY or len(learned) >= _MOST:
            continue
        at = region.span.end
        for pattern in (_TOWN, _VILLAGE):
            if m := pattern.match(text, at):
                own.append(Region(Span(*m.span()), m[0], "zone"))
                learned[m[0]] = None
                at = m.end()
    if "镇" in text or "乡" in text or "村" in text or "街道" in text:
        learned.update(_alone(text, found))
    if not learned:
        return list(found)
    taken = {s for r in (*found, *own) for s in range(*r.span)}
    again = re.compile("|".join(re.escape(n) for n in sorted(learned, key=len, reverse=True)))
    for m in again.finditer(text):
        if taken.isdisjoint(range(*m.span())):
            own.append(Region(Span(*m.span()), m[0], "zone"))
            village = _VILLAGE.match(text, m.end()) if m[0].endswith("镇") else None
            if village and taken.isdisjoint(range(*village.span())):
                own.append(Region(Span(*village.span()), village[0], "zone"))
    return sorted((*found, *own), key=lambda r: r.span)
