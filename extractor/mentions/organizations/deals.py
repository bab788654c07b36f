"""Names that a deal gives away: a stake in them, money raised, a headline before a colon, a list that says how many it holds."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.late import late
from extractor.mentions.organizations.context import acceptable, before, given
from extractor.mentions.organizations.lexicon import Lexicon
from extractor.mentions.organizations.model import Candidate
from extractor.mentions.organizations.names import PEOPLE, placelike
from extractor.mentions.organizations.reach import is_core, stops
from extractor.patterns import Expression
from extractor.span import Span

_STAKE = late(
    r"(?<=[\u4e00-\u9fffA-Za-z])(?=(?:全部|剩余|其余|合计|各|约|不超过)?\d[\d.]{0,6}%(?:的)?(?:股权|股份|权益)|全部股权|全部股份)"
)
_RAISED = late(
    r"(?<=[\u4e00-\u9fffA-Za-z])(?=(?:已|近日|日前|正式|宣布)?(?:完成|获得?|再获)(?:了)?(?:近|超|数|约|逾|新一轮|首轮|首笔|\d|[A-D]\+*\d?轮|Pre|天使|种子|战略)"
    r"[\w+. -]{0,16}?(?:融资|投资)|完成了?\d+次融资|获投)"
)
_HEADLINE = Expression(
    r"^[ \u3000【]*([\u4e00-\u9fffA-Za-z*]{3,6})[：:](?=[^。\n]{0,12}?(?:{firm-news}))", re.MULTILINE
)
# What only a listed firm does: the line that begins so begins with its short name, plain words or not.
_LISTED = Expression(
    r"^[ \u3000【]*([\u4e00-\u9fffA-Za-z*]{3,5}?)(?:"
    r"(?=(?:\d+月[\d-]+日)?(?:今日|近日|日前)?(?:晚间|早间)?(?:公告[，,：:]|在(?:投资者)?互动平台|在业绩说明会|接受机构调研))"
    r"|[：:](?={listed-news}))",
    re.MULTILINE,
)
# Only a firm has a net profit: the clause that begins so begins with its name.
_EARNED = Expression(
    r"(?:^|[。；])[ \u3000【]*([\u4e00-\u9fff]{3,6}?)(?=(?:20\d\d年)?(?:第?[一二三四1-4]季度?|上半年|前三季度|全年|年度)(?:实现|录得)?的?"
    r"(?:{firm-profit})\D{0,6}\d|是一[家间]|是[^，。；]{2,20}?(?:提供商|服务商|制造商|供应商|运营商|生产商|开发商)[，。；])",
    re.MULTILINE,
)
# 京沪高铁发布2022年报: who gives a report of its results is a firm, though its name be that of a line or a port.
_REPORTS = Expression(
    r"^[ \u3000【]*([\u4e00-\u9fff]{3,6}?)(?=(?:\d+月\d+日)?(?:今日|昨日|近日|日前)?(?:晚间|早间)?(?:发布|公布|披露)了?(?:其)?(?:20\d\d)?年?(?:财年)?"
    r"(?:第?[一二三四]季度?|半年度?|年度|上半年|前三季度)?的?(?:{firm-report}))",
    re.MULTILINE,
)
# Who plans to buy or sell shares is a firm, though its name be of plain words and a trade: 中山通用投资拟减持.
_PLANS = Expression(
    r"(?:^|[。；：，\s]|股东|子公司|孙公司)(?P<name>[\u4e00-\u9fff]{4,8})(?=(?:及其一致行动人)?拟(?:{firm-plans}))",
    re.MULTILINE,
)
# ★ 某某股份, and on the next line what the firm expects.
_BULLET = Expression(
    r"^[ \u3000]*[★☆●■□▲△◆◇※•·][ \u3000]*([\u4e00-\u9fffA-Z]{3,6})[ \u3000]*\n(?=[ \u3000]*(?:公司)?(?:20\d\d年)?(?:年?度|上半年|前三季度|第?[一二三四]季度)?(?:预计|盈利|亏损|修正|实现|{firm-profit}))",
    re.MULTILINE,
)
_KINDS = Expression("(?:{firm-kinds})$")
_COUNTED = Expression(
    r"(?<=[\u4e00-\u9fffA-Za-z])(?P<n>\d{1,2}|[二三四五六七八九十两])家(?:[\u4e00-\u9fffA-Z]{0,4})?(?:{firm-counted})"
)
# 企业2家（甲、乙）: what the brackets hold is counted.
_HELD = Expression(
    r"(?:{firm-counted})[”]?(?P<n>\d{1,2})家[（(](?P<items>[\u4e00-\u9fffA-Za-z]{2,10}(?:、[\u4e00-\u9fffA-Za-z]{2,10}){0,15})(?P<etc>等?)[)）]"
)
# 客户包括甲、乙、丙等: what is listed is firms, as the word before says.
_NAME = r"[\u4e00-\u9fffA-Za-z]{2,8}?"
_MEMBERS = Expression(
    rf"(?:{{firm-members}})(?:有|为|如|[^。；：！？、\n]{{0,20}}?(?:包括|涵盖|包含|分别[为是]))了?[：:]?(?P<items>{_NAME}(?:、{_NAME}){{1,12}})(?:(?:以及|及|和)(?P<last>{_NAME}))?(?=等|[。；，\n]|$)",
    re.MULTILINE,
)
# Whose view a line of Hong Kong's news gives, and what only a broker says: 中金将恒指目标定在, where 中金 alone is no name.
_HOUSE = Expression(
    r"《大行》(?P<name>[\u4e00-\u9fff]{2,6}?)(?=[：:]|[升降料]|(?:{firm-rated}))"
    r"|(?:^|[；。，：、\s])(?P<weak>[\u4e00-\u9fff]{2,4})(?=(?:亦|也|则)?(?:将|料|预计|预期|预测|{firm-rated})[^，。；]{0,14}?(?:目标|评级|盈测))",
    re.MULTILINE,
)
# A row of prices: what stands beside a firm's is a firm's, and no fruit's: 苹果跌3.2%，谷歌跌1.5%.
_ROW = late(
    r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,4}?)(?:股价)?[大小微急暴收]{0,2}[涨跌升挫][超逾近约]?\d[\d.]*%[、，,；](?=(?P<next>[\u4e00-\u9fffA-Za-z]{2,8}))"
)
_WORDS = late("[^、]+")
_HAN_NUMBERS = {c: i for i, c in enumerate("二三四五六七八九十", 2)} | {"两": 2}
_ITEM = late("[、和及与]|以及")
_END = late(r"[。，；：！？\n （(]|(?:已有|包括|其中|分别为|分别是|包含)")


def find_deals(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the names."""
    for pattern in (_STAKE, _RAISED):
        for m in pattern.finditer(view):
            yield from before(view, m.start(), lexicon, "0.70", "speech")
    for m in _HEADLINE.finditer(view):
        if _named(view, Span(*m.span(1)), lexicon):
            yield Candidate(Span(*m.span(1)), "company", Decimal("0.80"), "speech")
    for m in (*_LISTED.finditer(view), *_EARNED.finditer(view), *_BULLET.finditer(view)):
        if _plain(m[1], lexicon) and not _KINDS.search(m[1]):
            yield Candidate(Span(*m.span(1)), "company", Decimal("0.75"), "speech")
    for m in _REPORTS.finditer(view):
        if m[1] not in lexicon.places | lexicon.stops and not _KINDS.search(m[1]):
            yield Candidate(Span(*m.span(1)), "company", Decimal("0.80"), "speech")
    for m in _PLANS.finditer(view) if "拟" in view else ():
        if _traded(m["name"], lexicon) and not _KINDS.search(m["name"]):
            yield Candidate(Span(*m.span("name")), "company", Decimal("0.75"), "speech")
    yield from _told(view, lexicon)
    yield from _members(view, lexicon)
    yield from _priced(view, lexicon)
    for m in _COUNTED.finditer(view):
        yield from _counted(view, m, lexicon)


def _priced(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Everyday words that are firms' names in a row of prices."""
    for m in _ROW.finditer(view):
        if m["name"] in lexicon.weak and any(
            s.start == 0 and kind == "company" for s, kind in lexicon.known(m["next"])
        ):
            yield Candidate(Span(*m.span("name")), "company", Decimal("0.86"), "speech")


def _told(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Brokers by what they say, and firms by the brackets that say how many they are."""
    for m in _HOUSE.finditer(view):
        if m["name"] or m["weak"] in lexicon.weak:
            yield Candidate(Span(*m.span(m.lastgroup or 0)), "company", Decimal("0.86"), "speech")
    for m in _HELD.finditer(view):
        items = list(_WORDS.finditer(view, *m.span("items")))
        if not m["etc"] and not m["items"].endswith("等") and len(items) != int(m["n"]):
            continue  # 养老机构7家（含公建民营）
        for item in items:
            if not _common(item.group(), lexicon):
                yield Candidate(Span(*item.span()), "company", Decimal("0.80"), "list")


def _members(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield the items of a list of firms, where most of them could be names: a list of sorts of firms names none."""
    for m in _MEMBERS.finditer(view):
        items = [Span(*item.span()) for item in _WORDS.finditer(view, *m.span("items"))]
        items += [Span(*m.span("last"))] if m["last"] else []
        names = [s for s in items if _coined(view, s, lexicon)]
        if len(names) >= 2 and 2 * len(names) >= len(items):
            yield from (Candidate(s, "company", Decimal("0.75"), "list") for s in names)


def _coined(view: str, span: Span, lexicon: Lexicon) -> bool:
    """Tell whether an item can be a firm's name: proper, or begun with a proper word (摩登岭空), and no one's name."""
    text = span.cut(view)
    if text in lexicon.stops or given(text, lexicon) or (len(text) == 2 and text[0] in PEOPLE):
        return False
    tokens = lexicon.words.segment(text)
    begun = len(text) < 6 and tokens[0].tag in "SCRO" and all(t.tag in "SCRON" for t in tokens)
    return text in lexicon.weak or acceptable(view, span, lexicon) or (begun and not _common(text, lexicon))


def _named(view: str, span: Span, lexicon: Lexicon) -> bool:
    """Tell whether a heading before a firm's news is its short name: a place or proper word, and no one's name."""
    text = span.cut(view)
    tokens = list(lexicon.words.segment(text))
    if text in lexicon.places or text in lexicon.stops or any(t.tag in "XLTH" for t in tokens):
        return False
    if all(t.tag == "P" for t in tokens) or (all(t.tag in "RS" for t in tokens) and tokens[0].tag == "R"):
        return False
    trades = lexicon.trades | lexicon.weak_trades
    first = tokens[0].tag == "P" and tokens[-1].word in trades
    return first or any(is_core(tokens, i) for i in range(len(tokens)))


def _plain(text: str, lexicon: Lexicon) -> bool:
    """Tell whether the beginning of a line can be a listed firm's name: no place, no heading, no function word."""
    tokens = lexicon.words.segment(text)
    if text in lexicon.places or text in lexicon.stops or lexicon.words.ordinary(text):
        return False
    inner = tokens[:-1] if len(tokens) > 1 and tokens[-1].tag == "H" else tokens
    if any(t.tag in "XLTHV" or t.word in lexicon.headings for t in inner) or all(
        t.tag == "P" for t in tokens
    ):
        return False
    return not (tokens[0].tag == "R" and all(t.tag in "RS" for t in tokens))


def _traded(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a name is of other words and a trade behind them: 波长光电, and no 产业资本."""
    *tokens, last = lexicon.words.segment(name)
    if not tokens or name in lexicon.stops or any(t.tag in "XLTH" for t in tokens):
        return False
    seated = tokens[0].tag == "P"
    if last.word not in lexicon.trades and not (seated and last.word in lexicon.weak_trades):
        return False
    sorts = lexicon.trades | lexicon.weak_trades | lexicon.common | lexicon.functions | lexicon.places
    return any(t.word not in sorts for t in tokens) or (seated and last.word == "资本")


def _counted(view: str, m: re.Match[str], lexicon: Lexicon) -> Iterator[Candidate]:
    """The items of A、B、C三家企业: as many as the number says, so that plain words are names too."""
    count = _HAN_NUMBERS.get(m["n"]) or int(m["n"])
    floor = max(0, m.start() - 80)
    left = max((e.end() for e in _END.finditer(view, floor, m.start())), default=floor)
    left = m.start() - len(view[left : m.start()].lstrip())  # the blanks of an indent
    parts = _ITEM.split(view[left : m.start()])
    if not 2 <= count == len(parts):
        return
    at = m.start()
    for i, item in enumerate(reversed(parts)):
        span = Span(at - (len(item) if i < count - 1 else _trimmed(item, lexicon)), at)
        part = span.cut(view)
        whole = 2 <= len(part) <= 6 and not placelike(view, at) and not _common(part, lexicon)
        if whole and (i < count - 1 or acceptable(view, span, lexicon)):
            listed = lexicon.words.segment(part)[0].tag == "O"  # 唐钢炉料 is no 唐钢
            yield Candidate(span, "company", Decimal("0.85" if listed else "0.72"), "list")
        at = span.start - 1
        while at > left and not _ITEM.match(view, at):
            at -= 1


def _trimmed(part: str, lexicon: Lexicon) -> int:
    """Return the length of the first item without the verb before it: 深入首秦金属."""
    tokens = list(lexicon.words.segment(part))
    first = next((i for i in range(len(tokens), 0, -1) if stops(tokens, i - 1)), 0)
    return len(part) - tokens[first].start if first < len(tokens) else len(part)


def _common(text: str, lexicon: Lexicon) -> bool:
    """Tell whether an item cannot be a firm: a place, a trade, a word that the book calls plain."""
    plain = lexicon.places | lexicon.stops | lexicon.common | lexicon.weak_trades | lexicon.trades
    tokens = lexicon.words.segment(text)
    if text in plain or text.isdigit() or any(t.tag in "XLT" for t in tokens):
        return True
    return all(t.tag == "P" for t in tokens) or (len(tokens) == 1 and tokens[0].tag == "N")
