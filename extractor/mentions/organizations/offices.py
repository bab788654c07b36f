"""Offices that need no place in front, or have one far off: 黄石市驻汉办, 岭州市倍增计划工作领导小组, 分会 that are cited, Hong Kong's own."""

from collections.abc import Iterator
from decimal import Decimal

from extractor.late import late
from extractor.mentions.organizations.lexicon import Lexicon
from extractor.mentions.organizations.model import Candidate
from extractor.patterns import Expression
from extractor.span import Span
from extractor.text.model import CleanText

_ABROAD = late(
    r"(?P<near>[\u4e00-\u9fff]{2,7})驻(?P<seat>[京津沪渝汉穗深蓉宁杭港澳琼昆筑邕并青甬]|[\u4e00-\u9fff]{2,3}?)(?:办事处|联络处|招商处|办(?![事理公好到完成法学]))"
)
_LED = late(r"(?P<before>[\u4e00-\u9fff“”\"]{2,24})领导小组(?:办公室)?")
_ABOVE = ("省", "市", "区", "县", "州", "盟", "旗")
# A part of an association by itself, as the source of figures: 纳入挖掘机械分会统计, 据叉车分会数据.
_CITED = late(
    r"(?:(?<=据)|(?<=纳入)|(?<=列入))(?P<name>[\u4e00-\u9fff]{2,8}?(?:分会|专委会))(?=的?(?:统计|数据|监测|测算|调查|预测|发布))"
)
_HONGKONG = Expression(r"{body-hongkong}")


def find_offices(clean: CleanText, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the offices."""
    view = clean.view
    for m in _ABROAD.finditer(view) if "驻" in view else ():
        near = m["near"]
        place = next((near[i:] for i in range(len(near) - 1) if near[i:] in lexicon.places), "")
        if place and (len(m["seat"]) == 1 or m["seat"] in lexicon.places):
            yield Candidate(
                Span(m.end("near") - len(place), m.end()), "government", Decimal("0.86"), "speech"
            )
    for m in _LED.finditer(view) if "领导小组" in view else ():
        if (start := _owner(m["before"], lexicon)) is not None:
            yield Candidate(Span(m.start() + start, m.end()), "government", Decimal("0.82"), "speech")
    for m in _CITED.finditer(view):
        if all(t.tag in "NFSCEHV" for t in lexicon.words.segment(m["name"])):
            yield Candidate(Span(*m.span("name")), "association", Decimal("0.80"), "speech")
    if clean.script == "traditional" and "香港" in view:
        for m in _HONGKONG.finditer(view):
            yield Candidate(Span(*m.span()), "government", Decimal("0.80"), "speech")


def _owner(before: str, lexicon: Lexicon) -> int | None:
    """Return where the place begins whose group it is, over what the group is for: 岭州市|倍增|计划|工作."""
    tokens = lexicon.words.segment(before)
    i = len(tokens)
    while i > 0 and (tokens[i - 1].tag in "NFSCVE" or tokens[i - 1].word in "“”"):
        i -= 1
    if i in (0, len(tokens)) or tokens[i - 1].tag != "P" or not tokens[i - 1].word.endswith(_ABOVE):
        return None
    i -= 1
    while i > 0 and tokens[i - 1].tag == "P" and tokens[i - 1].word.endswith(_ABOVE):
        i -= 1
    return tokens[i].start
