"""Places that a preposition further off governs, as partners of trade: 对美国、欧盟和|东盟出口, 对最大贸易伙伴|欧盟进出口."""

from extractor.late import late

_LINKS = frozenset("、和及与")
_PARTNERS_REACH = 48
_PARTNERS = late(
    r"(?:(?<![应针绝相面核反派一])对(?![外口比照应])|(?<![方面趋动走取意去流倾])向|(?<![各独亲出源])自(?![主营贸产])|从|输往|销往)"
    r"(?:(?!的|[出进]口)[一-鿿]){2,8}(?:[、和及与](?:(?!的|[出进]口)[一-鿿]){2,8}){0,5}[、和及与]$"
)
_TRADED = late(r"(?:(?!等[一-鿿])[^，。；：\d]){2,24}?(?:进出口|出口|进口|贸易|投资|订单)")
# 对最大贸易伙伴|欧盟进出口: what the partner is called stands between.
_CALLED = late(
    "[对自向从](?:其|我国|全省|全市)?(?:第[一二三四五]大|最大|主要|重要|传统|首要|的)*(?:贸易伙伴|(?:出口|进口|外贸|贸易)?市场|(?:进口|客源|外资)?来源[国地]|目的[国地])$"
)


def is_called(text: str, at: int) -> bool:
    """Tell whether what the partner is called stands between the preposition and the place."""
    near = text[at - 1 : at] in ("伴", "场", "地", "国")
    return near and _CALLED.search(text, max(0, at - 16), at) is not None


def is_listed(text: str, at: int) -> bool:
    """Tell whether a preposition stands before the first of a list: 对美国、欧盟和|东盟出口."""
    if text[at - 1 : at] not in _LINKS or at == 0:
        return False
    trades = _TRADED.match(text, at) is not None
    return trades and _PARTNERS.search(text, max(0, at - _PARTNERS_REACH), at) is not None
