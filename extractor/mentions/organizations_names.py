"""Names known from the book, and short names made of a proper word and a trade (奥岚半导体)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.mentions.organizations_edges import is_core, stops
from extractor.mentions.organizations_lexicon import Lexicon
from extractor.mentions.organizations_model import Candidate
from extractor.mentions.organizations_words import Token
from extractor.span import Span

# What follows makes a place, prize or product of the name.
AFTER = re.compile(
    r"(?:[\u4e00-\u9fffA-Za-z]{0,8}?(?:产业园|科技园|软件园|工业园|创业园|物流园|产业城|科技城|示范园|孵化园|创新园|文化园|名园|名城))"
    r"|[\u4e00-\u9fff]{2,10}(?:混合(?!所有|动力|经济)|联接|ETF|LOF)|(?:[\u4e00-\u9fff]{0,4}价格|[\u4e00-\u9fff]{0,2}运价|综合|商品|科技|工业平均|股票|全球|中国|国企|成份|蓝筹)*指数|\d{2,4}(?:指数|ETF|成份|期货|期权)"
    r"|(?<=部)门|(?<=联想)[到起]|论坛|博览会|艺术节|旅游节|文化节|条约|协定|枢纽|胡同|园(?![区林艺丁地])|谷(?![歌物类])|山(?![东西水区])|杯|庄|村|镇|市(?![场值占面民])|广场|大厦|大桥|路(?!透|桥)|街|站(?!点)|机场|公园|球场|体育馆|商圈|比率|手机|音箱|城(?!商)|时间\d|ETF"
)
_HANS = re.compile(r"[\u4e00-\u9fff]+")
HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z0-9]")
MARK = re.compile(r"\*?S?ST\Z")  # the exchange's warning before a share's name
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严魏陶姜戚谢邹喻苏潘葛范彭郎鲁韦马苗方俞任袁柳唐罗薛雷贺倪汤殷郝安常乐傅齐康伍余顾孟黄萧尹姚邵汪毛戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾江郭梅林徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房解应丁邓洪包石崔程陆翁靳段侯宁仇甘武符刘景詹龙叶黎白蒲卓池乔闻党翟谭温庄柴阎连习艾向古易廖终耿匡文寇欧利师聂关辛佟查冉冼曲宫巫敖桂隋卞"
)
# The commonest surnames that few firms begin with: one character behind them is a given name.
PEOPLE = frozenset("李王张刘陈杨赵黄周吴徐孙朱胡郭林郑梁谢宋许韩冯邓曹彭曾萧董潘袁蔡蒋魏薛")
_PERSONS = frozenset(
    ("总统", "总理", "首相", "国王", "议长", "大臣", "部长", "市长", "先生", "教授", "院士", "博士")
)
_PRODUCT = re.compile(
    r" (?!Inc|Corp|Co\b|Ltd|Group|Holdings?|Electronics|Motors?|China\b|CHINA\b|SA\b|AG\b|SE\b|NV\b)[A-Z][A-Za-z]+"
)
_STATES = "美英法德俄日韩印乌伊以澳"
# Two or three places by their short names: 京鲁科技合作, 美伊签署.
PAIRED = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳台]{2,3}|[中美俄英法德日韩印乌伊以欧朝]{2,3}"
)
_TECH = re.compile("技(?![术能改师校])")
_FIRMS = ("公司", "集团", "企业", "银行", "大学", "学院", "医院")
_BREAK = re.compile(r"[^\w·&]")


def whole(view: str, span: Span, lexicon: Lexicon) -> bool:
    """Tell whether the words around leave the span whole: 北大 is not in 东北大学, IDC not in BIDCO."""
    start, end = span
    if _LATIN.match(view[start]) and start > 0 and _LATIN.match(view[start - 1]):
        return False
    if _LATIN.match(view[end - 1]) and end < len(view) and _LATIN.match(view[end]):
        return False
    left, right = max(0, start - 4), end + 4
    while left < start and (m := _BREAK.search(view, left, start)):
        left = m.end()
    if m := _BREAK.search(view, end, right):
        right = m.start()
    for t in lexicon.words.segment(view[left:right]):
        a, b = left + t.start, left + t.end
        if b <= start or a >= end or (a >= start and b <= end):
            continue
        if len(t.word) > 1 and not (a <= start and end <= b and t.tag == "O"):
            return False
    return True


def placelike(view: str, end: int) -> bool:
    """Tell whether what follows makes a place, prize or product of a name that ends here."""
    return AFTER.match(view, end) is not None


def find_known(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find listed names."""
    listed = list(lexicon.known(view))
    # Who is a president in one sentence is none's firm in the next: 总统阿里.
    persons = {s.cut(view) for s, _ in listed if s.end - s.start == 2 and _personal(view, s.start, lexicon)}
    for span, kind in listed:
        short = span.end - span.start <= 4
        whose = _whose(view, span, lexicon) if kind == "government" else ""
        start = span.start - len(whose)
        if view[span.end - 1] == "科" and _TECH.match(view, span.end):
            continue  # 联发|科技
        inside = short or span.cut(view).isascii()
        if placelike(view, span.end) or (inside and not whole(view, Span(start, span.end), lexicon)):
            continue
        if span.cut(view) in persons or (kind != "media" and _branded(view, span)):
            continue
        if kind == "government" and view[span.end - 1] == "部" and view.endswith(_FIRMS, 0, start):
            continue  # 公司人事部
        if m := MARK.search(view, max(0, span.start - 3), span.start):
            start = m.start()
        yield Candidate(
            Span(start, span.end), kind, Decimal("0.93") if not short else Decimal("0.88"), "known"
        )


def _whose(view: str, span: Span, lexicon: Lexicon) -> str:
    """Return the state whose body it is: 俄罗斯国防部, 俄国防部."""
    if country := lexicon.abroad(view, span.start):
        return country
    before = view[max(0, span.start - 1) : span.start]
    ministry = view[span.end - 1] in "部院会" and "国家" not in span.cut(view) and "中" not in span.cut(view)
    return before if before in _STATES and before and ministry else ""


def _branded(view: str, span: Span) -> bool:
    """Tell whether a Latin name is part of a product's (Google Play), a short one part of a person's (丹·罗森菲尔德)."""
    if view[span.end - 1].isascii() and _PRODUCT.match(view, span.end):
        return True
    return (
        view[span.start - 1 : span.start] == "·"
        and HAN.match(view[span.start - 2 : span.start - 1]) is not None
    )


def _personal(view: str, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a surname or a title makes a person's name of what follows (杨德龙, 总统阿里)."""
    before = re.search(r"[\u4e00-\u9fff]{1,5}\Z", view[max(0, at - 5) : at])
    if not before:
        return False
    last = lexicon.words.segment(before.group())[-1]
    return (last.tag == "S" and last.word in SURNAMES) or last.word in _PERSONS


# Trades that a listed name takes on as another company's name; 汽车 or 芯片 behind it are its products.
_JOINED = re.compile(
    "国际|电器|电气|化学|化工|机器人|新材料|农业|置业|地产|国际控股|环境|金融|食品|水泥|电力|工程|重工"
)
# Before its price's move any trade is part of a share's name: 中广核新能源跌超2%.
_ACTS = re.compile("已|拟|与|签署|签订|受让|收购|增持|减持|公告|宣布|将持有|持有|出资|增资|领投|跟投")
_PRICED = re.compile(
    "(?:国际)?(?:新能源|科技|电力|医药|控股|发展|集团|股份|电子|健康|服务)(?=(?:股价)?[涨跌升挫])"
)


def find_joined(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find listed names with a trade behind them: 双汇国际."""
    for span, kind in lexicon.known(view):
        if kind != "company":
            continue
        m = _PRICED.match(view, span.end) or _JOINED.match(view, span.end)
        sure = m.end() if m else _acting(view, span.end, lexicon)
        end = sure or _pair_after(view, span, lexicon) or _branch_after(view, span, lexicon)
        if end is None or not whole(view, Span(span.start, end), lexicon) or placelike(view, end):
            continue
        after = lexicon.words.segment(view[end : end + 4])
        said = sure and not (m and m.re is _JOINED)
        if said or not after or after[0].tag in "XVLT" or not HAN.match(after[0].word):
            yield Candidate(Span(span.start, end), kind, Decimal("0.86" if sure else "0.80"), "trade")


def _acting(view: str, at: int, lexicon: Lexicon) -> int | None:
    """Return the end of any trade that is followed by what a firm does: 阿里网络拟收购."""
    ends = (at + n for n in (4, 3, 2) if _ACTS.match(view, at + n))
    return next((e for e in ends if view[at:e] in lexicon.trades | lexicon.weak_trades), None)


def _pair_after(view: str, span: Span, lexicon: Lexicon) -> int | None:
    """Return the end of two unknown characters behind a short listed name: 中冶京诚."""
    if span.end - span.start != 2:
        return None
    run = _HANS.match(view, span.end, span.end + 5)
    tokens = lexicon.words.segment(run.group()) if run else ()
    if (
        len(tokens) > 1
        and tokens[0].tag == tokens[1].tag == "S"
        and (len(tokens) < 3 or tokens[2].tag != "S")
    ):
        return span.end + 2
    return None


def _branch_after(view: str, span: Span, lexicon: Lexicon) -> int | None:
    """Return the end of a place and a trade behind a listed name: 国网江西电力."""
    m = _BRANCH.match(view, span.end)
    return m.end() if m and m[1] in lexicon.places else None


_BRANCH = re.compile("([\u4e00-\u9fff]{2,4}?)(?:省|市)?(?:电力|移动|电信|联通|石油|石化|销售公司|烟草)")


def find_trades(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find short names: an unknown or proper word with a trade behind it."""
    for m in lexicon.trade_anchor.finditer(view):
        at = m.start()
        plain = at < 2 or not _PAIR.match(view, at - 2, at) or lexicon.words.ordinary(view[at - 2 : at])
        listed = view[max(0, at - 3) : at] in lexicon.names and m.group() != "股权"
        if plain and not listed:  # 新大陆生物
            continue
        if (found := _trade(view, at, m.end(), lexicon)) and not placelike(view, m.end()):
            yield found


def _trade(view: str, at: int, end: int, lexicon: Lexicon) -> Candidate | None:
    left, right = at, end
    while left > max(0, at - 8) and _WORD.match(view[left - 1]):
        left -= 1
    while right < min(len(view), end + 3) and HAN.match(view[right]):
        right += 1
    tokens = list(lexicon.words.segment(view[left:right]))
    i = next((i for i, t in enumerate(tokens) if left + t.start == at), None)
    if i is None:
        return None  # 剩余劳|动力
    first = i
    while first > 0 and tokens[first - 1].tag in "SCERO" and not stops(tokens, first - 1):
        first -= 1
        if at - left - tokens[first].start >= 4 or tokens[first].tag == "O":
            break
    if first == i - 1 and first > 0 and tokens[first].tag == "S" and tokens[first - 1].word == "和":
        # 据和铂医药, 、和铂医药: what joins nothing is a name's.
        joins = first > 1 and tokens[first - 2].tag not in "XVL" and tokens[first - 2].word not in _MARKS
        first -= not joins
    core = view[left + tokens[first].start : at]
    if PAIRED.fullmatch(core) or (tokens[first].tag == "E" and not _latin(tokens, first, i)):
        return None
    if left + tokens[i].end != end or len(core) < 2 or core.isdigit() or lexicon.words.ordinary(core):
        return None
    if tokens[first].tag == "S" and lexicon.words.tag(view[at - 1 : at + 1]) == "V":
        return None  # 大体量|拉动|力强劲
    seat = tokens[first - 1].word if first > 0 and tokens[first].tag != "O" else ""
    if seat in lexicon.places and seat not in lexicon.countries:
        first -= 1
    if tokens[first].tag == "O" and lexicon.names.get(tokens[first].word) != "company":
        return None
    clear = first == 0 or tokens[first - 1].tag in "XVLP"
    sure = "0.88" if tokens[first].tag == "O" else "0.75" if clear else "0.62"
    return Candidate(Span(left + tokens[first].start, end), "company", Decimal(sure), "trade")


def _latin(tokens: list[Token], first: int, trade: int) -> bool:
    """Tell whether Latin letters before a trade are a name, and no technique of the thing behind it (PCR检测能力)."""
    goes_on = trade + 1 < len(tokens) and tokens[trade + 1].tag in "NFHV"
    return is_core(tokens, first) and not (goes_on and tokens[trade - 1].word.isupper())


_MARKS = frozenset("，。、；：（“《！？ \n")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_PAIR = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2}")
