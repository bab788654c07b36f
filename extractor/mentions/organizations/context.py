"""Names that only their surroundings give away: a stock code, a list of companies, an announcement, an apposition."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.late import late
from extractor.mentions.aliases import called, within
from extractor.mentions.organizations.heads import window
from extractor.mentions.organizations.latin import common
from extractor.mentions.organizations.lexicon import Lexicon
from extractor.mentions.organizations.model import Candidate
from extractor.mentions.organizations.names import FIRMS, HAN, MARK, PAIRED, PEOPLE, placelike
from extractor.mentions.organizations.reach import is_core, stops
from extractor.mentions.organizations.words import Token
from extractor.patterns import Expression, listed
from extractor.span import Span

_CODE = late(
    r"(?:[（(]-?[\d.]{1,12}[，,]-?[\d.]{1,12}[，,]-?[\d.%]{1,12}[)）])?[（(]?(?:(?<=[（(])(?:(?:股票|证券)代码[：:为]?)?(?:SH|SZ|HK|NYSE[：:]|NASDAQ[：:])?\s?"
    r"(?:(?:60|68|00|30|83|87|43|92|90|20)\d{4}(?!\d)|0\d{4}(?=[)）.,，-])|\d{4}(?=[.-]?(?:HK|TW|JP|US|T)\b)|[A-Z]{2,5}(?=\.(?:US|N|O)))(?:[.，,-]?(?:SH|SZ|HK|BJ|US|OQ|N|O))?\b)"
    r"|[（(]-?[\d.]{1,12}[，,]-?[\d.]{1,12}[，,]-?[\d.]{1,12}%[)）]",
    re.IGNORECASE,
)
# 鸿海（2317）, 臻鼎-KY（4958）, 臻鼎-KY今年营收: four digits alone prove little, they may be a year or a figure.
_SHORT_CODE = late(
    r"(?P<mark>-(?:KY|DR|SS|SW))?(?=[（(](?:(?!19|20)\d{4}(?:-TW)?|(?P<three>\d{3}))[)）])"
    r"|(?<=[\u4e00-\u9fff])(?P<listed>-KY)(?![A-Za-z0-9])|(?<=[\u4e00-\u9fff]{3})(?P<share>-[BWSP])(?![A-Za-z0-9.-])"
)
# What sort of share it is, and blanks: 联德 - KY (4912-TW), 和岭精机 (1586-TW).
_SHARE = late(r"(?P<sort>\s?-\s?(?:KY|DR|SS|SW|[BWSP]))\s?\Z|\s\Z")
_NAMED = late(
    r"(?:证券|股票|公司)简称[：:]\s*([\u4e00-\u9fffA-Za-z0-9]{2,8})(?=\s|[，,;；（(]|$)", re.MULTILINE
)
_SPEECH = Expression(
    r"(?<=[\u4e00-\u9fffA-Za-z])(?:(?:\d+月)?\d+日)?(?:今日|昨日|今天|昨天|近日|日前)?(?:晚间|早间|午间|早|晚)?"
    r"(?:{announces}|公告称|宣布|发布(?=[^会])|(?:接受|近日接受)机构调研|在[\u4e00-\u9fff]{0,6}(?:说明会|互动平台|互动易|调研|港交所|上交所|深交所|投资者关系))"
)
_HEADS = Expression(r"(?<=[\u4e00-\u9fffA-Za-z])(?:联合)?(?:{firm-posts})")
_PARTNER = Expression(
    r"(?<=[\u4e00-\u9fffA-Za-z])(?={firm-deals}|(?:拟|计划|将)?总?投资[约超近逾]?\d[\d.]*[万亿]+美?元(?:建设|新建|扩建|打造|实施|设立)|为(?:龙头|链主)(?:的|[，、])|(?:成功|正式)?(?:登陆|挂牌)(?:{markets})|在(?:{markets})(?:成功|正式)?(?:挂牌|上市|敲钟)|（(?:领投|跟投|财务顾问)）|[（(](?:以下)?[下简]称)"
)
# Shares in a report on the day's trade: 百济神州跌超8%. 沪指, 沪铜 and 欧元 are none.
_PRICE = late(
    r"(?<=[\u4e00-\u9fff][\u4e00-\u9fff])(?<!沪.)(?<![指上下价大小微略急劲暴续再走季月年期幅收盘元圆镑郎币铢])(?=(?:股价)?(?:[大小微略急劲暴续再收走]|夜盘收|尾盘)?[涨跌升挫](?:[超近逾约]过?)?\d[\d.]*%)"
)
_HEADLINE = late(r"^[ \u3000]*([\u4e00-\u9fffA-Za-z*]{3,8})[：:](?!//)", re.MULTILINE)
LIST = Expression(
    r"等(?:多家|一批|一大批|\d+[多余]?家|[一二三四五六七八九十百]+[多余]?家|众多|几家|各)?(?:[\u4e00-\u9fff\d]{0,8})?"
    r"(?:{firm-listed})"
)
_SORT = Expression(r"(?:{firm-sort})[“「]?(?P<name>[\u4e00-\u9fff]{2,8})(?=[”」]?[（(](?:以下)?[下简]称)")
_SOURCE = Expression(
    r"(?:(?<=据)|(?<=[。；：，！？\n])|^)(?P<name>{bare-body})"
    r"(?=统计|(?:最新)?数据|最新发布|(?:[昨今][天日]?|近日|日前)?(?:[（(]\d{1,2}[）)]日?)?(?:公布|宣布))"
)
_RUN = late(r"[\w·&]+")
_ITEM = late(r"[、和及与]")
_QUOTED = late(r"[（(](?:(?:S[HZ][ .:：]?)?\d{6}\b|\d{4,5}\.HK\b)")
TITLE = late(r"(?:长|裁|经理|人|师|教授|院士|记者|员|主任|书记|C[A-Z]O)\Z")
ROADS = ("高速", "高铁", "铁路", "公路")  # 独岭高速 is a road, where no list knows a firm of that name
_OPENERS = frozenset("超同新大今每天日")  # adverbs and the like that short names begin with (同景新能源)
_LEAD = Expression(
    r"(?:{firm-lead})"
    r"[”]?(?:企业|公司)?[“”]?(?=[\u4e00-\u9fffA-Z])"
    r"|(?:平台|企业|公司|机构|初创公司|服务商)“(?=[\u4e00-\u9fffA-Z])"
)


def find_context(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find names by their surroundings."""
    yield from _coded_names(view, lexicon)
    for pattern in (_SPEECH, _PARTNER, _PRICE, _HEADS):
        for m in pattern.finditer(view):
            yield from before(view, m.start(), lexicon, "0.68", "speech")
    for m in _HEADLINE.finditer(view):
        fits = acceptable(view, Span(*m.span(1)), lexicon) and not given(m[1], lexicon)
        if fits and _coined(m[1], lexicon):
            yield Candidate(Span(*m.span(1)), "company", Decimal("0.68"), "speech")
    for m in _LEAD.finditer(view):
        yield from _after(view, m.end(), lexicon)
    yield from _introduced(view, lexicon)
    for m in _SOURCE.finditer(view):
        yield Candidate(Span(*m.span("name")), "government", Decimal("0.80"), "speech")
    for m in LIST.finditer(view):
        yield from _list(view, m.start(), lexicon)


def _coded_names(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Names that a share's code or 证券简称 gives away."""
    for m in _CODE.finditer(view):
        share = _SHARE.search(view, max(0, m.start() - 8), m.start())
        for c in before(view, share.start() if share else m.start(), lexicon, "0.92", "code"):
            yield c._replace(span=Span(c.span.start, share.end("sort"))) if share and share["sort"] else c
    for m in _SHORT_CODE.finditer(view):
        if (m["three"] or m["share"]) and "港" not in view:
            continue  # Hong Kong's papers leave the zeros out: 恒地（012）; and say what share it is: 劲方医药-B
        proof = ("0.92", "code") if m["mark"] or m["listed"] or m["share"] else ("0.68", "speech")
        for c in before(view, m.start(), lexicon, *proof):
            yield c._replace(span=Span(c.span.start, m.end()))
    for m in _NAMED.finditer(view):
        yield Candidate(Span(*m.span(1)), "company", Decimal("0.92"), "code")


def _introduced(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Plain words between what sort of firm it is and the short form that the text gives: 平台欢聚之家（下称…）."""
    for m in _SORT.finditer(view):
        name = m["name"]
        short = [view[a:b] for a, b in called(view, m.end("name"), name)]
        fits = name not in lexicon.stops and all(t.tag in "NFCRSPEV" for t in lexicon.words.segment(name))
        if fits and short and within(short[0], name):
            yield Candidate(Span(*m.span("name")), "company", Decimal("0.72"), "alias")


def _coined(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a heading is a made-up name and no place or thing that heads a list."""
    return text.endswith("国际") or not all(t.tag in "CPR" for t in lexicon.words.segment(text))


def before(view: str, end: int, lexicon: Lexicon, sure: str, evidence: str) -> Iterator[Candidate]:
    """The name that ends here, if its words can be one."""
    floor = window(view, end, lexicon)
    tokens = list(lexicon.words.segment(view[floor:end]))
    coded = evidence == "code"
    edge = _coded(view, floor, tokens, lexicon) if coded else _edge(tokens)
    if coded and 0 < edge < len(tokens) and _begins(tokens, edge - 1):
        edge -= 1
    if edge == len(tokens) or tokens[-1].word == "共":
        return  # 招聘会上共达成意向
    first: int | None = edge
    if not coded or end - floor - tokens[edge].start > 8:
        first = _core(view, floor, tokens, edge)
    if first is None or (not coded and _addressed(view, floor + tokens[first].start, end, tokens[first:])):
        return
    span = Span(floor + tokens[first].start, end)
    if mark := MARK.search(view, max(0, span.start - 3), span.start):
        span = Span(mark.start(), end)
    elif view[span.start - 1 : span.start] == "*" and view.startswith("ST", span.start):
        span = Span(span.start - 1, end)
    # A share's code makes a name of an everyday word (向日葵).
    if lexicon.names.get(span.cut(view)) == "government":
        return  # 公司人事部; what is a body is found as one
    quoted = coded and len(tokens) == 1 and _plain(tokens, lexicon) and _QUOTED.match(view, end)
    if quoted or acceptable(view, span, lexicon, strict=not coded):
        yield Candidate(span, "company", Decimal(sure), evidence)


def _addressed(view: str, start: int, end: int, tokens: list[Token]) -> bool:
    """Tell whether a person's name stands between where he works and his title: 事业部张某某总经理."""
    person = end - start == 3 and view[start] in listed("surname") and tokens[0].end - tokens[0].start == 1
    return person and bool(HAN.match(view[max(0, start - 1) : start]))


def given(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a common surname and two characters are a person's name: 王某某：咱们……"""
    single = all(len(t.word) == 1 for t in lexicon.words.segment(text))
    return len(text) == 3 and text[0] in PEOPLE and single


def _edge(tokens: list[Token]) -> int:
    """Step left over all that a short name may hold."""
    first = len(tokens)
    while first > 0 and not stops(tokens, first - 1) and tokens[first - 1].tag != "H":
        first -= 1
    return first


def _begins(tokens: list[Token], i: int) -> bool:
    """Tell whether 和 joins nothing, so that a name begins with it: 包括|和岭精机 (1586-TW)."""
    joins = i == 0 or tokens[i - 1].tag not in "XVL"
    return tokens[i].word == "和" and tokens[i + 1].tag == "S" and not joins


def _coded(view: str, floor: int, tokens: list[Token], lexicon: Lexicon) -> int:
    """Return where the name before a stock code begins; a rater's verb is none of it (：降时代天使)."""
    rated = (
        i
        for i, t in enumerate(tokens[:-1], 1)
        if t.word in ("降", "升", "予") and _rater(view, floor, tokens, i - 1)
    )
    if at := next(rated, 0):
        return at
    if not tokens or _plain(tokens, lexicon) or _headed(view, floor, tokens, lexicon):
        return 0
    first = _edge(tokens)
    listed = [i for i in range(first, len(tokens)) if tokens[i].tag == "O"]
    return listed[-1] if listed and first else first


def _rater(view: str, floor: int, tokens: list[Token], i: int) -> bool:
    """Tell whether a broker stands before a verb: 星展|升|中银香港（02388.HK）, 瑞信：|降|时代天使."""
    return tokens[i - 1].tag == "O" if i else view[floor - 1 : floor] in ("：", ":")


def _core(view: str, floor: int, tokens: list[Token], edge: int) -> int | None:
    """Return the first proper word, or the place before it: 南京诚瑞. Behind a title it is a person's name."""
    first = next((i for i in range(edge, len(tokens)) if is_core(tokens, i)), None)
    if first is None:
        return None
    if first == edge + 1 and tokens[edge].tag == "P" and tokens[first].tag != "O":
        first = edge
    titled = edge > 0 and TITLE.search(tokens[edge - 1].word)
    return None if titled and view[floor + tokens[first].start] in listed("surname") else first


def _headed(view: str, floor: int, tokens: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether a headline's first words, before a stock code, are a name with a verb in it (迪生创建)."""
    start = floor == 0 or view[floor - 1] in "：:\n"
    first = tokens[0].word
    if not start or len(tokens) < 2 or not 3 <= tokens[-1].end <= 6 or any(t.tag in "LT" for t in tokens):
        return False
    return first in _OPENERS or not (first in lexicon.cuts or first in lexicon.leads)


def _plain(tokens: list[Token], lexicon: Lexicon) -> bool:
    """Tell whether all between a boundary and a stock code is one short name, ordinary words or not (今天国际)."""
    size = tokens[-1].end
    if not 2 <= size <= 6 or (tokens[-1].word in lexicon.places and len(tokens) == 1):
        return False
    if len(tokens) == 1 and tokens[0].tag not in "OCR":
        plain = lexicon.leads | lexicon.cuts | lexicon.common | lexicon.headings | lexicon.trades
        return tokens[0].tag in "NTP" and tokens[0].word not in plain
    # 利时集团: one character between two others is no word of its own.
    inset = len(tokens) > 2 and tokens[0].tag == "S" and len(tokens[1].word) == 1
    inner = tokens[2:] if inset else tokens[1:] if tokens[0].word in _OPENERS else tokens
    return not any(t.word in lexicon.cuts or (t.word in lexicon.leads and t.tag != "H") for t in inner)


def acceptable(view: str, span: Span, lexicon: Lexicon, *, strict: bool = True) -> bool:
    """Tell whether the span could be a short name: 2 to 10 characters, with a proper part."""
    text = span.cut(view)
    if text in lexicon.weak and strict:
        return not placelike(view, span.end)
    if (
        not (3 if text.isascii() else 2) <= len(text) <= 10
        or text.isdigit()
        or "“" in text
        or text in lexicon.stops
        or lexicon.words.ordinary(text)
        or (strict and common(text))
    ):
        return False
    if not strict:
        return True
    if (len(text) == 2 and text[0] in PEOPLE) or PAIRED.fullmatch(text):
        return False
    tokens = list(lexicon.words.segment(text))
    trades = lexicon.trades | lexicon.weak_trades
    person = all(t.tag in "RS" for t in tokens) and any(t.tag == "R" for t in tokens)
    if (
        text[-1] in "村镇乡县市区省州路街湖山河岛园"
        or text.endswith(ROADS)
        or (person and not view.endswith(FIRMS, 0, span.start))
    ):
        return False
    fits = all(
        is_core(tokens, i)
        or t.tag in "PH"
        or t.word in trades
        or (i > 1 and len(t.word) == 1 and t.tag == "N")
        for i, t in enumerate(tokens)
    )
    first = next((i for i, t in enumerate(tokens) if t.tag != "P"), 0)
    return (
        fits
        and not _site(tokens[-1].word, lexicon)
        and is_core(tokens, first)
        and not placelike(view, span.end)
    )


def _site(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a name would end as a place or a zone does (万洋科技城); 国际 ends firms' names too."""
    return word in lexicon.places or (word in lexicon.levels and word not in lexicon.weak_trades)


def _after(view: str, start: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """The name that begins here, behind 龙头企业."""
    run = _RUN.match(view, start, start + 14)
    tokens = list(lexicon.words.segment(run.group())) if run else []
    end, i = 0, 0
    for i, t in enumerate(tokens):
        seat = i == 0 and t.tag == "P" and len(t.word) == 2 and len(tokens) > 1 and is_core(tokens, 1)
        if not (
            seat or is_core(tokens, i) or (i and (t.word in lexicon.trades or t.word in lexicon.weak_trades))
        ):
            break
        end = t.end
    bounded = bool(tokens) and (end == tokens[-1].end or stops(tokens, i))
    span = Span(start, start + end)
    if bounded and 3 <= end <= 8 and not common(span.cut(view)) and acceptable(view, span, lexicon):
        yield Candidate(span, "company", Decimal("0.62"), "speech")


def _list(view: str, end: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """The items of A、B、C等企业."""
    floor = max(0, end - 120)
    left = max(view.rfind(c, floor, end) for c in "。，；：\n！？")
    left = max(left + 1, floor)
    left = end - len(view[left:end].lstrip())  # the blanks of an indent
    at = end
    for part in reversed(_ITEM.split(view[left:end])):
        start = at - len(part)
        last = start == left
        span = Span(start, at)
        tokens = list(lexicon.words.segment(part)) if part else []
        if tokens and (last or len(part) > 6):
            first = len(tokens)
            while first > 0 and not stops(tokens, first - 1):
                first -= 1
            first = next(
                (i for i in range(first, len(tokens)) if is_core(tokens, i) or tokens[i].tag == "P"), first
            )
            span = Span(start + (tokens[first].start if first < len(tokens) else len(part)), at)
        if span.start < span.end and acceptable(view, span, lexicon):
            yield Candidate(span, "company", Decimal("0.78"), "list")
        at = start - 1
