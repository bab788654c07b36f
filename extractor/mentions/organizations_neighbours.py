"""Names beside names: what stands in one list with known organisations is one too (华为、小米、锐元方青)."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.mentions.organizations_context import TITLE, acceptable, given
from extractor.mentions.organizations_edges import stops
from extractor.mentions.organizations_lexicon import Lexicon
from extractor.mentions.organizations_model import Candidate
from extractor.mentions.organizations_names import SURNAMES
from extractor.span import Span

_ROLE = r"(?:[（(](?:联合)?(?:领投|跟投|财务顾问)[）)])?"
_JOIN = re.compile(rf"[”」』]?{_ROLE}(?:、|和|与|及|以及|/)[“「『]?")
_PART = re.compile(rf"{_ROLE}\Z")
# Names of funds are of plain words too, and stand in one list with other funds: 火山石资本.
_KINDS = "(?:资本|创投|资产|投资|基金|证券)"
_FUND_END = re.compile(rf"{_KINDS}\Z")
_FUND = re.compile(rf"(?P<name>[\u4e00-\u9fffA-Za-z]{{2,6}}{_KINDS})(?=[、，,。；（()）\s]|$|领投|跟投|等)")
_FUND_BEFORE = re.compile(
    rf"(?:^|[、，,。：:；（()）\s由])(?P<name>[\u4e00-\u9fffA-Za-z]{{2,6}}?{_KINDS}){_ROLE}[、和及与]\Z"
)
_PHRASE = re.compile(r"[A-Za-z]\s\Z")
_WORD = re.compile(r"[\w·&]+")
REACH = 10
_COMPANY = frozenset(("company", "bank", "institute", "media"))


# Departments by what the list's others are: 商务委、文化旅游委、投促中心等单位.
_BODY = r"[\u4e00-\u9fff]{1,10}(?:局|(?<!常)委|办|厅|署|部(?!门|分|队)|管委会|总队|支队|中心(?=等(?:单位|部门)|(?:相关|有关)?负责人))"
_BODY_AFTER = re.compile(rf"(?:、|和|与|及|以及)(?P<name>{_BODY})(?=[、，。；）)等和与及联相有]|$)")
_BODY_BEFORE = re.compile(rf"(?:^|[、，。：:；（(\s由])(?P<name>{_BODY})(?:、|和|与|及|以及)\Z")


def find_bodies(view: str, found: Iterable[Candidate], lexicon: Lexicon) -> Iterator[Candidate]:
    """Step from each public body to departments on both sides of it that no list of duties holds."""
    queue = [c.span for c in found if c.kind == "government"]
    seen = {place for span in queue for place in span}
    while queue:
        known = queue.pop()
        after = _BODY_AFTER.match(view, known.end, known.end + 16)
        before = _BODY_BEFORE.search(view, max(0, known.start - 16), known.start)
        for span in (Span(*m.span("name")) for m in (after, before) if m):
            if seen.isdisjoint(span) and _departmental(span.cut(view), lexicon):
                seen.update(span)
                queue.append(span)
                yield Candidate(span, "government", Decimal("0.72"), "list")


def _departmental(text: str, lexicon: Lexicon) -> bool:
    """Tell whether the words can be a department's: duties or what they are cut to, and no everyday word."""
    tokens = lexicon.words.segment(text)
    plain = text in lexicon.stops or lexicon.words.ordinary(text) or text in lexicon.weak
    return not plain and len(tokens) > 1 and all(t.tag in "PFNSHC" for t in tokens)


def find_neighbours(view: str, found: Iterable[Candidate], lexicon: Lexicon) -> Iterator[Candidate]:
    """Step from each company to the items on both sides of it, and on from those."""
    queue = [c for c in found if c.kind in _COMPANY]
    seen = {place for c in queue for place in c.span}  # where names begin and end
    while queue:
        c = queue.pop()
        for fund in _funds(view, c.span):
            if _fund(
                fund.cut(view), alike=bool(_FUND_END.search(c.span.cut(view))), lexicon=lexicon
            ) and seen.isdisjoint(fund):
                seen.update(fund)
                queue.append(Candidate(fund, "company", Decimal("0.72"), "list"))
                yield queue[-1]
        for span in (_right(view, c.span.end, lexicon), _left(view, c.span.start, lexicon)):
            if span is None or not seen.isdisjoint(span):
                continue
            seen.update(span)
            text = span.cut(view)
            if text[0].isdigit() or (
                text.isascii() and _PHRASE.search(view, max(0, span.start - 2), span.start)
            ):
                continue  # App Store和谷歌
            if _person(view, span, lexicon):
                continue
            if text in lexicon.weak or acceptable(view, span, lexicon) or _seated(view, span, lexicon):
                item = Candidate(span, lexicon.weak.get(text, "company"), Decimal("0.72"), "list")
                yield item
                queue.append(item)


def _person(view: str, span: Span, lexicon: Lexicon) -> bool:
    """Tell whether an item is a person's name: 董事长卢某某及小鹏汽车, or a common surname and a given name."""
    text = span.cut(view)
    if text[0] not in SURNAMES or len(text) > 3:
        return False
    return given(text, lexicon) or TITLE.search(view, max(0, span.start - 4), span.start) is not None


def _seated(view: str, span: Span, lexicon: Lexicon) -> bool:
    """Tell whether a place and a trade are a firm's name, as they stand inside a list: 沙钢集团、南京钢铁、中信特钢."""
    tokens = lexicon.words.segment(span.cut(view))
    trades = lexicon.trades | lexicon.weak_trades
    inside = view[span.start - 1 : span.start] == "、" and view.startswith(("、", "和", "等"), span.end)
    return inside and len(tokens) == 2 and tokens[0].tag == "P" and tokens[1].word in trades


def _fund(name: str, *, alike: bool, lexicon: Lexicon) -> bool:
    """Tell whether a fund's name stands beside another fund's; beside another firm's it must be coined (云峰基金)."""
    tokens = lexicon.words.segment(name)
    coined = any(t.tag in "SR" for t in tokens) and not any(t.tag in "XVLP" for t in tokens)
    return name not in lexicon.stops and (alike or coined)


def _funds(view: str, known: Span) -> Iterator[Span]:
    """Yield what ends as a fund on both sides of a name in a list."""
    joint = _JOIN.match(view, known.end)
    after = _FUND.match(view, joint.end()) if joint else None
    before = _FUND_BEFORE.search(view, max(0, known.start - 16), known.start)
    yield from (Span(*m.span("name")) for m in (after, before) if m)


def _right(view: str, at: int, lexicon: Lexicon) -> Span | None:
    joint = _JOIN.match(view, at)
    word = _WORD.match(view, joint.end(), joint.end() + REACH) if joint else None
    if not joint or not word:
        return None
    tokens = list(lexicon.words.segment(word.group()))
    n = 0
    while n < len(tokens) and not stops(tokens, n) and tokens[n].tag != "H":
        n += 1
    if n == len(tokens) and _WORD.match(view, word.end(), word.end() + 1):
        return None  # the reach ends inside it
    if n < len(tokens) and tokens[n].tag not in "XLT":
        return None
    return Span(joint.end(), joint.end() + tokens[n - 1].end) if n else None


def _left(view: str, at: int, lexicon: Lexicon) -> Span | None:
    end = at
    while end > 0 and view[end - 1] in "“「『":
        end -= 1
    if end == 0 or view[end - 1] not in "、和与及/":
        return None
    end -= 1
    if part := _PART.search(view, max(0, end - 8), end):
        end = part.start()
    while end > 0 and view[end - 1] in "”」』以":
        end -= 1
    start = end
    while start > max(0, end - REACH) and _WORD.match(view[start - 1]):
        start -= 1
    tokens = list(lexicon.words.segment(view[start:end]))
    n = len(tokens)
    while n > 0 and not stops(tokens, n - 1) and tokens[n - 1].tag != "H":
        n -= 1
    return Span(start + tokens[n].start, end) if n < len(tokens) else None
