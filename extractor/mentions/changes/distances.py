"""Changes that name between word and number what is compared with: 高于上月1.8个百分点, 超出2019年同期17.3%."""

from extractor.late import late
from extractor.mentions.changes.directions import Lexis
from extractor.mentions.changes.signed import RATIOS
from extractor.mentions.model import Basis, Quantity
from extractor.span import Span

_REACH = 24
_PUNCTUATION = late(r"[，。；、：！？,;\n]")
_INDICES = ("指数", "指标")  # 领先指数报182.5点
# 旅游收入21.7亿元，超出疫情前17.3%: by so much a level passes what another time had.
_PASSES = late(
    "[，,](?:已经?|还|仍|也|均|都|甚至|大幅|略|明显)*(?P<word>超出|超过|高出|高于|多于|低于|少于)(?:了)?"
    "(?P<time>[^，。；、的]{0,8}?(?:同期|[去上前]年|上月|上季|年[初末底]|以?前)(?:同期|水平|全年|平均)*)(?:近|约|逾|超过?)?"
)
_FALLS = ("低于", "少于")

Found = tuple[int, int, Basis, Span | None]  # where it begins, its sign, against what, and the words for that


def find(text: str, q: Quantity, last: Quantity | None, lexis: Lexis) -> Found | None:
    """Find the word before a number that tells how far it is from what stands between them."""
    floor = last.span.end if last else 0
    if q.unit == "%":
        return _passed(text, q, last, lexis) if last and last.unit not in RATIOS else None
    if q.unit not in ("pp", "点"):
        return None
    low = max(floor, q.span.start - _REACH)
    if not lexis.gap.search(text, low, q.span.start):
        return None
    window = text[low : q.span.start]
    window = window[max((m.end() for m in _PUNCTUATION.finditer(window)), default=0) :]
    for word, sign in lexis.gaps:
        at = window.rfind(word)
        object_ = window[at + len(word) :]
        if at >= 0 and not object_.startswith(_INDICES):
            start = q.span.start - len(window) + at
            basis = lexis.bases.object_of(object_) if object_ else "other"
            return start, sign, basis, Span(start + len(word), q.span.start) if object_ else None
    return None


def _passed(text: str, q: Quantity, last: Quantity, lexis: Lexis) -> Found | None:
    """Find by how much a level told right before passes that of another time."""
    at = text.find("，", last.span.end, last.span.end + 3)
    at = at if at >= 0 else text.find(",", last.span.end, last.span.end + 3)
    m = _PASSES.fullmatch(text, at, q.span.start) if at >= 0 else None
    if m is None or text.startswith("的", q.span.end):
        return None
    sign = -1 if m["word"] in _FALLS else 1
    return m.start("word"), sign, lexis.bases.object_of(m["time"]), Span(*m.span("time"))
