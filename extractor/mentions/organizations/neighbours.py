"""Names beside names: what stands in one list with known organisations is one too (华为、小米、锐元方青)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from extractor.late import late
from extractor.mentions.organizations.context import LIST, ROADS, TITLE, acceptable, given
from extractor.mentions.organizations.latin import common
from extractor.mentions.organizations.lexicon import Lexicon
from extractor.mentions.organizations.model import Candidate
from extractor.mentions.organizations.reach import stops
from extractor.patterns import listed
from extractor.span import Span

_ROLE = r"(?:[（(][^（()）\n]{2,14}[）)])?"  # （领投）, （4800万部）
_JOIN = late(rf"[”」』]?{_ROLE}(?:、|和|与|及|以及|/)[“「『]?")
_PART = late(rf"{_ROLE}\Z")
# Names of funds are of plain words too, and stand in one list with other funds: 火山石资本.
_KINDS = "(?:资本|创投|资产|投资|基金|证券)"
_FUND_END = late(rf"{_KINDS}(?:[（(][\u4e00-\u9fff]{{2,3}}[)）])?\Z")
_FUND = late(rf"(?P<name>[\u4e00-\u9fffA-Za-z]{{2,6}}{_KINDS})(?=[、，,。；（()）\s]|$|领投|跟投|等)")
_FUND_BEFORE = late(
    rf"(?:^|[、，,。：:；（()）\s由])(?P<name>[\u4e00-\u9fffA-Za-z]{{2,6}}?{_KINDS}){_ROLE}[、和及与]\Z"
)
_ITEM_AFTER = late("、(?P<name>[\u4e00-\u9fff]{4,9}?)(?=[、等，。；])")
_ITEM_BEFORE = late("(?:^|[、，。：；以])(?P<name>[\u4e00-\u9fff]{4,9})、\\Z")
_SIGLUM = late("[A-Z]{2,4}")
# Latin items of more words than one: AMD和Jane Street等.
_LATIN_WORD = "[A-Z][A-Za-z0-9&'.-]*"
_LATIN = rf"(?P<name>{_LATIN_WORD}(?: (?:of|and|&|{_LATIN_WORD})){{1,4}})"
_LATIN_AFTER = late(rf"{_LATIN}(?=[、，,。；和与及以等）)两三]|$)")
_LATIN_BEFORE = late(rf"(?:^|[、，。：由和与及]){_LATIN}{_ROLE}[、和及与]\Z")
_PHRASE = late(r"[A-Za-z]\s\Z")
_WORD = late(r"[\w·&]+")
REACH = 10
_COMPANY = frozenset(("company", "bank", "institute", "media"))


# Departments by what the list's others are: 商务委、文化旅游委、投促中心等单位.
_BODY = r"[\u4e00-\u9fff]{1,10}(?:局|(?<!常)委|办|厅|署|部(?!门|分|队)|管委会|总队|支队|(?:种子|推广|监测|监督|检验|检疫|管理|水文)站|中心(?=等(?:单位|部门)|(?:相关|有关)?负责人))"
_INSTITUTE = r"[\u4e00-\u9fff]{2,8}所"  # 中科院自动化所、海洋所等
_AFTER, _BEFORE = (
    {kind: late(side.format(name)) for kind, name in (("government", _BODY), ("institute", _INSTITUTE))}
    for side in (
        "(?:、|和|与|及|以及)(?P<name>{})(?=[、，。；）)等和与及联相有]|$)",
        r"(?:^|[、，。：:；（(\s由])(?P<name>{})(?:、|和|与|及|以及)\Z",
    )
)


def find_bodies(view: str, found: Iterable[Candidate], lexicon: Lexicon) -> Iterator[Candidate]:
    """Step from each public body to departments on both sides of it that no list of duties holds; so with 所."""
    queue = [
        (c.span, c.kind)
        for c in found
        if c.kind == "government" or (c.kind == "institute" and view[c.span.end - 1] == "所")
    ]
    seen = {place for span, _ in queue for place in span}
    while queue:
        known, kind = queue.pop()
        after = _AFTER[kind].match(view, known.end, known.end + 16)
        before = _BEFORE[kind].search(view, max(0, known.start - 16), known.start)
        for span in (Span(*m.span("name")) for m in (after, before) if m):
            if seen.isdisjoint(span) and _departmental(span.cut(view), lexicon):
                seen.update(span)
                queue.append((span, kind))
                yield Candidate(span, kind, Decimal("0.72"), "list")


def _departmental(text: str, lexicon: Lexicon) -> bool:
    """Tell whether the words can be a department's: duties or what they are cut to, and no everyday word."""
    tokens = lexicon.words.segment(text)
    headed = len(tokens) == 1 and tokens[0].tag == "H"  # 投促中心
    ordinary = lexicon.words.ordinary(text) and not headed
    plain = text in lexicon.stops or ordinary or text in lexicon.weak
    fits = all(t.tag in "PFNSHC" or (t.word == "所" and t is tokens[-1]) for t in tokens)
    return not plain and (len(tokens) > 1 or headed) and fits


def find_neighbours(view: str, found: Iterable[Candidate], lexicon: Lexicon) -> Iterator[Candidate]:
    """Step from each company to the items on both sides of it, and on from those."""
    queue = [c for c in found if c.kind in _COMPANY]
    seen = {place for c in queue for place in c.span}  # where names begin and end
    while queue:
        c = queue.pop()
        for fund in _funds(view, c.span, lexicon):
            if _fund(
                fund.cut(view), alike=bool(_FUND_END.search(c.span.cut(view))), lexicon=lexicon
            ) and seen.isdisjoint(fund):
                seen.update(fund)
                queue.append(Candidate(fund, "company", Decimal("0.72"), "list"))
                yield queue[-1]
        for traded in (*_traded(view, c.span, lexicon), *_latin(view, c.span)):
            if seen.isdisjoint(traded):
                seen.update(traded)
                queue.append(Candidate(traded, "company", Decimal("0.72"), "list"))
                yield queue[-1]
        for span in (_right(view, c.span.end, lexicon), _left(view, c.span.start, lexicon)):
            if span is None or not seen.isdisjoint(span):
                continue
            seen.update(span)
            text = span.cut(view)
            phrase = text.isascii() and _PHRASE.search(view, max(0, span.start - 2), span.start)
            if (
                text[0].isdigit()
                or text.endswith(ROADS)
                or phrase
                or _SIGLUM.fullmatch(text)
                or (text.isascii() and common(text))
            ):
                continue  # App Store和谷歌, 在LNG、鞍钢
            if _person(view, span, lexicon):
                continue
            named = (
                acceptable(view, span, lexicon) or _seated(view, span, lexicon) or _odd(view, span, lexicon)
            )
            if text in lexicon.weak or named:
                item = Candidate(span, lexicon.weak.get(text, "company"), Decimal("0.72"), "list")
                yield item
                queue.append(item)


def _person(view: str, span: Span, lexicon: Lexicon) -> bool:
    """Tell whether an item is a person's name: 董事长卢某某及小鹏汽车, or a common surname and a given name."""
    text = span.cut(view)
    if text[0] not in listed("surname") or len(text) > 3:
        return False
    return given(text, lexicon) or TITLE.search(view, max(0, span.start - 4), span.start) is not None


def _seated(view: str, span: Span, lexicon: Lexicon) -> bool:
    """Tell whether a place and a trade are a firm's name, as they stand inside a list: 沙钢集团、南京钢铁、中信特钢."""
    tokens = lexicon.words.segment(span.cut(view))
    trades = lexicon.trades | lexicon.weak_trades
    inside = view[span.start - 1 : span.start] == "、" and view.startswith(("、", "和", "等"), span.end)
    return inside and len(tokens) == 2 and tokens[0].tag == "P" and tokens[1].word in trades


def _odd(view: str, span: Span, lexicon: Lexicon) -> bool:
    """Tell whether an item inside a list is of single characters that make no word: 华飞电子、科美特、江苏先科，."""
    tokens = lexicon.words.segment(span.cut(view))
    rest = tokens[1:] if tokens[0].tag == "P" else tokens
    inside = view[span.start - 1 : span.start] == "、" and view[span.end : span.end + 1] in tuple(
        "、，。；等和与"
    )
    return inside and 2 + (rest is tokens) <= len(rest) <= 4 and all(len(t.word) == 1 for t in rest)


def _fund(name: str, *, alike: bool, lexicon: Lexicon) -> bool:
    """Tell whether a fund's name stands beside another fund's; beside another firm's it must be coined (云峰基金)."""
    tokens = lexicon.words.segment(name)
    coined = any(t.tag in "SR" for t in tokens) and not any(t.tag in "XVLP" for t in tokens)
    return name not in lexicon.stops and (alike or coined)


def _funds(view: str, known: Span, lexicon: Lexicon) -> Iterator[Span]:
    """Yield what ends as a fund on both sides of a name in a list."""
    joint = _JOIN.match(view, known.end)
    after = _FUND.match(view, joint.end()) if joint else None
    before = _FUND_BEFORE.search(view, max(0, known.start - 16), known.start)
    for m in filter(None, (after, before)):
        words = lexicon.words.segment(m["name"])
        first = next((t.start for t in words if t.tag not in "XL"), 0)  # 机构包括|清科资本
        yield Span(m.start("name") + first, m.end("name"))


def _traded(view: str, known: Span, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the whole items beside a firm that are no plain word and a trade: 戴盛电子、赐百年生物、海光电子等."""
    after = _ITEM_AFTER.match(view, known.end)
    before = _ITEM_BEFORE.search(view, max(0, known.start - REACH), known.start)
    for m in filter(None, (after, before)):
        name = m["name"]
        trades = lexicon.trades | lexicon.weak_trades
        if (form := view[known.end - 2 : known.end]) in ("公司", "集团"):
            trades |= {form}  # 摇杆舵公司、内华达山脉公司
        trade = next((name[-n:] for n in (3, 2) if name[-n:] in trades), name)
        core = name.removesuffix(trade)
        strong = (trade in lexicon.trades and len(core) == 2) or LIST.match(view, m.end("name")) is not None
        led = m is before and view[m.start()] != "、" and _led(core, lexicon)
        if (
            len(core) > 1
            and trade not in ROADS
            and not led
            and not _plain(core, trade, lexicon, strong=strong)
        ):
            yield Span(*m.span("name"))


def _latin(view: str, known: Span) -> Iterator[Span]:
    """Yield the names of several Latin words on both sides of a name in a list."""
    joint = _JOIN.match(view, known.end)
    after = _LATIN_AFTER.match(view, joint.end()) if joint else None
    before = _LATIN_BEFORE.search(view, max(0, known.start - 40), known.start)
    yield from (Span(*m.span("name")) for m in (after, before) if m and not common(m["name"]))


def _led(core: str, lexicon: Lexicon) -> bool:
    """Tell whether a verb or the like stands before the first item of a list: 继济南钢铁、."""
    return bool(core) and lexicon.words.segment(core)[0].tag in "XVL"


def _plain(core: str, trade: str, lexicon: Lexicon, *, strong: bool) -> bool:
    """Tell whether the words before a trade say what sort of trade it is, or where; an everyday word may name a 制药."""
    words = lexicon.words.segment(core)
    if len(words) > 1 and words[0].tag == "P" and trade == "集团":
        plain = all(t.word in lexicon.common for t in words[1:])
        return plain or any(t.tag in "XLP" for t in words[1:])  # 四川城市更新集团, and no 四川民营集团
    sorts = (lexicon.trades, lexicon.weak_trades, lexicon.functions, lexicon.common, lexicon.places)
    if len(words[0].word) > 1 and (words[0].tag in "XL" or any(words[0].word in sort for sort in sorts)):
        return True
    return lexicon.words.ordinary(core) if not strong else any(t.tag == "P" for t in words)


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
    if part := _PART.search(view, max(0, end - 16), end):
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
