"""Firms by what only a listed one bears or a coming one does: the exchange's warning (ST岭棉), a prospectus (红豆面馆向港交所递交招股书); and everyday words by the product behind them (苹果iPhone)."""

from collections.abc import Iterator
from decimal import Decimal

from extractor.late import late
from extractor.mentions.organizations.lexicon import Lexicon
from extractor.mentions.organizations.model import Candidate
from extractor.mentions.organizations.names import HAN, whole
from extractor.patterns import Expression
from extractor.span import Span

# An exchange's short name has four characters: two are left behind the warning. A word for a firm stands before, or what a share does behind.
_MARKED = late(r"(?<![A-Za-z])S?\*?ST(?![股类板])(?P<core>[\u4e00-\u9fff]{2})")
_FIRM = late("(?:企业|公司|龙头|股东|客户|巨头|厂商)\\Z")
_SHARE = late(
    "(?:今日|昨日|晚间|股价)?(?:公告|披露|宣布|[涨跌]停|[涨跌][超逾近]?\\d|[停复]牌|摘帽|收到|在互动平台)"
)
_FILES = Expression(
    r"(?:^|[。；：，！？”—\s])(?P<name>[\u4e00-\u9fff]{3,8}?)(?=[”」]?(?:再次|首次|再度|重新|正式|已|近日|日前|第[二三四]次)?(?:{files-prospectus}))"
)
_KINDS = Expression("(?:{firm-kinds})$")
_PRODUCT = Expression(
    r"(?P<name>[\u4e00-\u9fff]{2})(?= ?(?:{maker-product})(?![遇制械构会关组场]))"
)  # 新机, and no 新机遇


def find_filings(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the names."""
    for m in _MARKED.finditer(view) if "ST" in view else ():
        proved = _FIRM.search(view, max(0, m.start() - 2), m.start()) or _SHARE.match(view, m.end())
        if proved and _marked(view, Span(*m.span("core")), lexicon):
            yield Candidate(Span(*m.span()), "company", Decimal("0.92"), "code")
    for m in _FILES.finditer(view):
        if _named(m["name"], lexicon):
            yield Candidate(Span(*m.span("name")), "company", Decimal("0.80"), "filing")
    for m in _PRODUCT.finditer(view):
        # 红苹果|发布会: what goes on to the left is no name of the list.
        if lexicon.weak.get(m["name"]) == "company" and whole(view, Span(*m.span("name")), lexicon):
            yield Candidate(Span(*m.span("name")), "company", Decimal("0.80"), "speech")


def _marked(view: str, core: Span, lexicon: Lexicon) -> bool:
    """Tell whether a name stands behind the warning: ST岭棉, and no ST板块, ST后股价."""
    text = core.cut(view)
    plain = lexicon.words.ordinary(text) or text in lexicon.stops
    return (
        not plain
        and whole(view, core, lexicon)
        and all(t.tag in "SCREOP" for t in lexicon.words.segment(text))
    )


def _named(name: str, lexicon: Lexicon) -> bool:
    """Tell whether the words before a filing are a name, plain or not, and no sort of firm or place."""
    tokens = lexicon.words.segment(name)
    if name in lexicon.places | lexicon.stops or _KINDS.search(name) or not HAN.match(name):
        return False
    return all(t.tag in "NCRSEPO" for t in tokens) and not all(t.word in lexicon.common for t in tokens)
