"""Names that end in a head word (有限公司, 大学, 局): where each begins."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.mentions.organizations_lexicon import Head, Lexicon
from extractor.mentions.organizations_model import Candidate
from extractor.mentions.organizations_words import Token
from extractor.span import Span

REACH = 30  # characters that a name can stand left of its head
_INSIDE = re.compile(r"[\w·&]")
_BRACKET = re.compile(r"[（(]([\u4e00-\u9fff]{2,8})[)）]\Z")
# Single function characters that names do not hold; the others count when an unknown character follows (中科, 大疆).
_HARD = frozenset(
    "在对与由向被将把从是的了等于至到给让使而且但也还就都已曾又再其该此这那各某每及并不未个称说和为以有年月日元万亿约近逾超达"
)
_FOLLOW = {
    "大学": "城生堂科",
    "学院": "派路",
    "银行": "业卡间家存系股账",
    "证券": "市化法业代简交账登投监",
    "基金": "会经业份管产净合规投项",
    "保险": "业费金柜责产资箱",
    "信托": "业计产公",
    "期货": "市价合公",
    "股份": "有公数总比回转减增质占制",
    "资本": "市金化运开充公支管",
    "控股": "股子公有权",
    "政府": "部采工债性机引投补网",
    "公司": "债法章治制化级",
    "集团": "军化",
    "实业": "家界",
    "海关": "监特总",
    "纪委": "书",
}
_SOLE = frozenset(("局", "厅", "委", "总局", "管理局", "监管局", "促进局", "招商局", "监督管理局"))


def window(view: str, at: int) -> int:
    """Return how far left a name that ends here could reach: no punctuation, but 达丰（重庆）电联."""
    start, floor = at, max(0, at - REACH)
    while start > floor:
        c = view[start - 1]
        if _INSIDE.match(c):
            start -= 1
        elif c in ")）" and (m := _BRACKET.search(view, max(0, start - 10), start)) and m.start() > 0:
            if not _INSIDE.match(view[m.start() - 1]):
                break
            start = m.start()
        elif c in "—-–" and start > 1 and _INSIDE.match(view[start - 2]) and "联合" in view[start:at]:
            start -= 1
            while start > floor and view[start - 1] in "—-–":
                start -= 1
        else:
            break
    return start


def find_heads(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find names by their head words."""
    for m in lexicon.head_anchor.finditer(view):
        if found := _name(view, m.start(), m.end(), lexicon):
            yield found


def _name(view: str, at: int, end: int, lexicon: Lexicon) -> Candidate | None:
    word = view[at:end]
    head = lexicon.heads[word]
    if view[end : end + 1] in _FOLLOW.get(word, ()) and end < len(view):
        return None
    ahead = lexicon.words.segment(view[at : end + 3])
    if ahead[0].end != len(word) and not _splits(ahead[0], word, lexicon):
        return None
    start = window(view, at)
    if start == at:
        return None
    tokens = list(lexicon.words.segment(view[start:end]))
    if tokens[-1].word != word and not _resplit(tokens, word, lexicon):
        return None
    rule = {"function": _body, "place": _placed}.get(head.needs, _titled)
    first = rule(tokens, head, lexicon)
    if first is None:
        return None
    span = Span(start + tokens[first].start, end)
    text = span.cut(view)
    if text in lexicon.stops or len(text) > REACH + 10:
        return None
    sure = {"any": "0.96", "function": "0.90", "place": "0.90"}.get(head.needs, "0.85")
    return Candidate(span, head.kind, Decimal(sure), "head")


def _splits(token: Token, word: str, lexicon: Lexicon) -> bool:
    """A listed name that begins with the head (银行 in 银行间) hides it; a longer head does not."""
    return token.word.startswith(word) and token.tag == "H"


def _resplit(tokens: list[Token], word: str, lexicon: Lexicon) -> bool:
    """Cut the last token before the head, where the dictionary holds the two as one (科技局, 上海交通大学)."""
    last = tokens[-1]
    if not last.word.endswith(word) or last.tag in "XV":
        return False
    at = last.start + len(last.word) - len(word)
    if last.tag in "CO":
        stem = [Token(last.start, at, last.word[: -len(word)], "C")]
    else:
        stem = [
            Token(last.start + t.start, last.start + t.end, t.word, t.tag)
            for t in lexicon.words.segment(last.word[: -len(word)])
        ]
    tokens[-1:] = [*stem, Token(at, last.end, word, "H")]
    return bool(stem)


def stops(tokens: list[Token], i: int) -> bool:
    """Tell whether a name cannot reach over this token."""
    t = tokens[i]
    if t.tag in "LV":
        return True
    if t.tag != "X":
        return False
    follower = tokens[i + 1].tag if i + 1 < len(tokens) else "H"
    return len(t.word) > 1 or t.word in _HARD or follower != "S"


def _chunk(tokens: list[Token]) -> int:
    i = len(tokens) - 1
    while i > 0 and not stops(tokens, i - 1):
        i -= 1
    return i


def is_core(tokens: list[Token], i: int) -> bool:
    t = tokens[i]
    if t.tag in "COE":
        return not t.word.isdigit()
    return t.tag in "SX" and any(
        0 <= j < len(tokens) and tokens[j].tag in "SC" and j != i for j in (i - 1, i + 1)
    )


def _titled(tokens: list[Token], head: Head, lexicon: Lexicon) -> int | None:
    """Begin a company's or institute's name at its first place or proper word."""
    last = len(tokens) - 1
    first = _chunk(tokens)
    if head.needs == "any":
        return _strict(tokens, first, lexicon)
    marks = [i for i in range(first, last) if tokens[i].tag == "P" or is_core(tokens, i)]
    marks = [i for i in marks if tokens[i].word not in "()（）"]
    cores = [i for i in marks if tokens[i].tag != "P"]
    if not marks or (head.needs == "proper" and not cores):
        return None
    if head.needs == "listed" and tokens[marks[0]].tag != "O":
        return None
    return marks[0]


def _strict(tokens: list[Token], first: int, lexicon: Lexicon) -> int | None:
    """A full company name takes the whole chunk: even ordinary words are names here (联合微电子有限公司)."""
    last = len(tokens) - 1
    if (
        not any(t.tag in "PCOES" for t in tokens[first:last])
        and first > 0
        and len(tokens[first - 1].word) <= 2
    ):
        longer = first - 1
        while longer > 0 and not stops(tokens, longer - 1):
            longer -= 1
        if any(t.tag in "PCOES" for t in tokens[longer:first]):
            first = longer
    while first < last and (tokens[first].word in lexicon.cuts or tokens[first].word in lexicon.leads):
        first += 1
    return first if first < last and tokens[last].start - tokens[first].start >= 2 else None


def _body(tokens: list[Token], _head: Head, lexicon: Lexicon) -> int | None:
    """A department: place or level, then function words, then 局, 厅, 委."""
    i = len(tokens) - 1
    while i > 0 and (
        tokens[i - 1].tag in "FN" or (tokens[i - 1].word in "和与" and 1 < i and tokens[i - 2].tag == "F")
    ):
        i -= 1
    while i < len(tokens) - 1 and tokens[i].tag != "F":
        i += 1
    if i == len(tokens) - 1:
        return None
    first = _prefix(tokens, i)
    bare = first == i
    size = tokens[-1].start - tokens[first].start
    if bare and (
        tokens[-1].word not in _SOLE or size < 2 or not (first == 0 or tokens[first - 1].tag in "XLV")
    ):
        return None
    return first


def _prefix(tokens: list[Token], i: int) -> int:
    """Step left over places, levels and superior bodies."""
    while i > 0 and (tokens[i - 1].tag in "PO" or tokens[i - 1].word in "()（）" or tokens[i - 1].tag == "H"):
        i -= 1
    while i < len(tokens) and tokens[i].tag == "H":
        i += 1
    return i


def _placed(tokens: list[Token], head: Head, _lexicon: Lexicon) -> int | None:
    """A government or party body: the place stands before it."""
    last = len(tokens) - 1
    close = head.kind == "government" and tokens[last].word in _CLOSE
    first = _prefix(tokens, last) if close else _chunk(tokens)
    while first < last and tokens[first].tag not in "PO":
        first += 1
    return first if first < last else None


_CLOSE = frozenset(
    "人民政府 政府 党委 县委 市委 省委 区委 海关 税务局 公安局 党工委 管委会 人大常委会 政协 纪委 监委 统计处 法院 检察院".split()
)
