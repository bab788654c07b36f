"""Names known from the book, wherever they stand as a whole."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.late import late
from extractor.mentions.organizations.lexicon import Lexicon
from extractor.mentions.organizations.model import Candidate
from extractor.patterns import listed
from extractor.span import Span

# What follows makes a place, prize or product of the name.
AFTER = late(
    r"(?:[\u4e00-\u9fffA-Za-z]{0,8}?(?:产业园|科技园|软件园|工业园|创业园|物流园|产业城|科技城|信息港|科技港|示范园|孵化园|创新园|文化园|名园|名城))"
    r"|[\u4e00-\u9fff]{2,10}(?:混合(?!所有|动力|经济)|联接|ETF|LOF)|(?:[\u4e00-\u9fff]{0,4}价格|[\u4e00-\u9fff]{0,2}运价|综合|商品|科技|工业平均|股票|全球|中国|国企|成份|蓝筹)*指数|\d{2,4}(?:指数|ETF|成份|期货|期权)|[\u4e00-\u9fff]{1,14}指数(?=[」”])"
    r"|(?:(?<=纳斯达克)|(?<=道琼斯)|(?<=标普))(?:反弹|回[升落]|[大小微急劲暴续收]?[涨跌升挫])|(?<=[铁高]路)(?:全线|沿线|全程|列车|客流)|(?<=高[铁速])(?:全线|沿线|全程|列车|客流|投入运营|通车|开通|建成)"
    r"|银行部| ?0[1-9](?=[\u4e00-\u9fff、，])(?![年月日])|(?<=部)门|(?<=联想)[到起]|系列|论坛|博览会|艺术节|旅游节|文化节|条约|协定|枢纽|胡同|园(?![区林艺丁地])|谷(?![歌物类])|山(?![东西水区])|杯|庄|村|镇|市(?![场值占面民])|广场|大厦|大桥|路(?!透|桥)|街|站(?!点)|机场|公园|球场|体育馆|商圈|比率|手机(?!银行|淘宝)|音箱|城(?!商)|时间\d|ETF"
)
HAN = late(r"[\u4e00-\u9fff]")
_LATIN = late(r"[A-Za-z0-9]")
MARK = late(r"\*?S?ST\Z")  # the exchange's warning before a share's name
# The commonest surnames that few firms begin with: one character behind them is a given name.
PEOPLE = frozenset("李王张刘陈杨赵黄周吴徐孙朱胡郭林郑梁谢宋许韩冯邓曹彭曾萧董潘袁蔡蒋魏薛")
_PERSONS = frozenset(
    ("总统", "总理", "首相", "国王", "议长", "大臣", "部长", "市长", "先生", "教授", "院士", "博士")
)
_PRODUCT = late(
    r" (?!Inc|Corp|Co\b|Ltd|Group|Holdings?|Electronics|Motors?|China\b|CHINA\b|SA\b|AG\b|SE\b|NV\b)[A-Z][A-Za-z]+"
)
_TITLE = late("(?:[总副]裁|[经总]理|席|官|[总统首]统|首相|[学专作科]家|师|博士|教授|先生|女士|书长|长)\\Z")
_STATES = "美英法德俄日韩印乌伊以澳"
# 沙国央行, 欧央行, and no 昨日央行, 中美央行.
_STATE = late(
    r"(?:[沙菲印星越缅柬寮巴阿埃土乌伊葡西瑞挪芬丹荷比波捷匈罗俄法德美英韩泰]国|(?<![中美欧英韩俄澳])[美欧英韩俄澳]|(?<![\u4e00-\u9fff\d])日)\Z"
)
# Two or three places by their short names: 京鲁科技合作, 美伊签署.
PAIRED = late(
    "[京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳台]{2,3}|[中美俄英法德日韩印乌伊以欧朝]{2,3}"
)
_TECH = late("技(?![术能改师校])")
FIRMS = ("公司", "集团", "企业", "银行", "大学", "学院", "医院")
_LONGER = {
    "media": late("(?<=报)网(?=[讯电记消，。）)]|报道)"),  # 经济日报网讯
    "company": late("(?<=造船)厂(?![房商家区])"),
}
_BREAK = late(r"[^\w·&]")


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
        firm = a >= start and view[end:b] in ("公司", "集团")  # 富耐克|公司, though 耐克公司 is a word
        if len(t.word) > 1 and not firm and not (a <= start and end <= b and t.tag == "O"):
            return False
    return True


def placelike(view: str, end: int) -> bool:
    """Tell whether what follows makes a place, prize or product of a name that ends here."""
    return AFTER.match(view, end) is not None


_SPECIAL_REGIONS = ("香港特别行政区", "澳门特别行政区", "香港特区", "澳门特区", "香港", "澳门")
# The state before its own ministry: 中国商务部, 国家工业和信息化部, and no 发展中国家商务部.
_NATIONAL = late(r"(?:中国|(?<![中个各多员界外他帝洲])国家)\Z")


def find_known(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find listed names."""
    listed = list(lexicon.known(view))
    # Who is a president in one sentence is none's firm in the next: 总统阿里.
    persons = {
        s.cut(view)
        for s, kind in listed
        if s.end - s.start == 2 and kind != "government" and _personal(view, s.start, lexicon)
    }
    for span, kind in listed:
        short = span.end - span.start <= 4
        whose = _whose(view, span, lexicon) if kind == "government" else ""
        whose = _region(view, span.start) if kind == "media" else whose
        start = span.start - len(whose)
        if view[span.end - 1] == "科" and _TECH.match(view, span.end):
            continue  # 联发|科技
        inside = short or span.cut(view).isascii()
        if placelike(view, span.end) or (inside and not whole(view, Span(start, span.end), lexicon)):
            continue
        if span.cut(view) in persons or (kind != "media" and _branded(view, span)):
            continue
        if kind == "government" and view[span.end - 1] == "部" and view.endswith(FIRMS, 0, start):
            continue  # 公司人事部
        if m := MARK.search(view, max(0, span.start - 3), span.start):
            start = m.start()
        if (
            kind == "company"
            and view[span.end : span.end + 2] not in lexicon.trades
            and seated(view, start, lexicon)
        ):
            start -= 2
        longer = _LONGER.get(kind)
        end = span.end + (longer is not None and longer.match(view, span.end) is not None)
        yield Candidate(Span(start, end), kind, Decimal("0.93") if not short else Decimal("0.88"), "known")


def linked(view: str, end: int, lexicon: Lexicon) -> bool:
    """Tell whether the name is a verb here: 高铁联通江城和岭州, 联通了两地, and no 联通上海公司."""
    place = next((n for n in (4, 3, 2) if view[end : end + n] in lexicon.places), 0)
    house = view.startswith(("公司", "分公司", "省分公司", "市分公司", "总经理", "负责人"), end + place)
    verb = (
        view.startswith(tuple("了着起全各内外两东西南北"), end) or view[end - 3 : end - 2] == "等"
    )  # 公路、航空等联通
    return (place > 0 and not house) or verb


def seated(view: str, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a province or city right before a listed name is part of it: 湖南赛隆药业, and no 在北京万科."""
    return view[max(0, at - 2) : at] in lexicon.seats and view[max(0, at - 3) : at - 2] not in tuple(
        "在于到赴入往驻抵"
    )


def _whose(view: str, span: Span, lexicon: Lexicon) -> str:
    """Return the state or special region whose body it is: 俄罗斯国防部, 俄国防部, 香港特别行政区商务及经济发展局."""
    if country := lexicon.abroad(view, span.start):
        return country
    named = span.cut(view)
    if named[-1] in "部委局署会办行" and not named.startswith(("中", "全国")):
        state = _NATIONAL.search(view, max(0, span.start - 3), span.start)
        if state and not (state[0] == "国家" == named[:2]):
            return state[0]
    if own := next((r for r in _SPECIAL_REGIONS if view.endswith(r, 0, span.start)), None):
        return own
    if span.cut(view) == "央行" and (m := _STATE.search(view, max(0, span.start - 3), span.start)):
        return m[0]
    before = view[max(0, span.start - 1) : span.start]
    ministry = view[span.end - 1] in "部院会" and "国家" not in span.cut(view) and "中" not in span.cut(view)
    return before if before in _STATES and before and ministry else ""


def _region(view: str, at: int) -> str:
    """Return Hong Kong or Macau right before a paper of theirs: 香港文汇网."""
    before = view[max(0, at - 2) : at]
    return before if before in ("香港", "澳门", "澳門") else ""


def _branded(view: str, span: Span) -> bool:
    """Tell whether a Latin name is part of a product's (Google Play), a short one part of a person's (丹·罗森菲尔德, 总裁史丹利·迈尔斯)."""
    if view[span.end - 1].isascii() and _PRODUCT.match(view, span.end):
        return True
    if view[span.end : span.end + 1] == "·" and _TITLE.search(view, max(0, span.start - 2), span.start):
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
    return (last.tag == "S" and last.word in listed("surname")) or last.word in _PERSONS
