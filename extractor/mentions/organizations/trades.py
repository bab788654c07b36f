"""Names made with a trade: a listed name that takes one on (双汇国际), a proper word before one (奥岚半导体)."""

from collections.abc import Iterator
from decimal import Decimal

from extractor.late import late
from extractor.mentions.organizations.latin import common
from extractor.mentions.organizations.lexicon import Lexicon
from extractor.mentions.organizations.model import Candidate
from extractor.mentions.organizations.names import HAN, PAIRED, placelike, seated, whole
from extractor.mentions.organizations.reach import is_core, stops
from extractor.mentions.organizations.words import Token
from extractor.span import Span

_HANS = late(r"[\u4e00-\u9fff]+")
# Trades that a listed name takes on as another company's name; 汽车 or 芯片 behind it are its products.
_JOINED = late(
    "中国(?![最第唯人商及和与区市大])|国际|电器|电气|化学|化工|机器人|新材料|农业|置业|地产|国际控股|环境|金融|食品|水泥|电力|工程|重工"
)
# Before its price's move any trade is part of a share's name: 中广核新能源跌超2%.
_ACTS = late(
    "已|拟|与|签署|签订|受让|收购|增持|减持|公告|宣布|将持有|持有|出资|增资|领投|跟投|创始|董事|总裁|总经理|首席|合伙人|C[ETFO]O"
)
_LISTED = late("[、和与及等为]")
_GOODS = late(
    "芯片|电[池源缆]|轮胎|家具|服装|[啤白红]酒|饮料|玩具|食品|燃料|激光|显示|软件|[设装]备|[元器]件|服务"
)
_PRICED = late("(?:国际)?(?:新能源|科技|电力|医药|控股|发展|集团|股份|电子|健康|服务)(?=(?:股价)?[涨跌升挫])")


def find_joined(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find listed names with a trade behind them: 双汇国际."""
    for span, kind in lexicon.known(view):
        if kind != "company":
            continue
        m = _PRICED.match(view, span.end) or _JOINED.match(view, span.end)
        sure = m.end() if m else _acting(view, span.end, lexicon) or _item(view, span, lexicon)
        end = sure or _pair_after(view, span, lexicon) or _branch_after(view, span, lexicon)
        if end is None or not whole(view, Span(span.start, end), lexicon) or placelike(view, end):
            continue
        after = lexicon.words.segment(view[end : end + 4])
        said = sure and not (m and m.re is _JOINED)
        if said or not after or after[0].tag in "XVLT" or not HAN.match(after[0].word):
            start = span.start - 2 * seated(view, span.start, lexicon)
            yield Candidate(Span(start, end), kind, Decimal("0.86" if sure else "0.80"), "trade")


_ABROAD = late("[（(](?:香港|国际|亚太|亚洲|中国|新加坡)[)）](?:融资|资本|证券|金融|控股|投资|期货)?")


def find_abroad(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the houses that listed firms have elsewhere: 中信证券（香港）, 星展（亚洲）资本."""
    for span, kind in lexicon.known(view):
        m = _ABROAD.match(view, span.end) if kind in ("company", "bank") else None
        if m:
            yield Candidate(Span(span.start, m.end()), kind, Decimal("0.88"), "trade")


def _item(view: str, span: Span, lexicon: Lexicon) -> int | None:
    """Return the end of any trade that makes an item of a list with a listed name: 中粮肉食、, and no 宁德时代电池、."""
    if span.start and view[span.start - 1] not in "，。、；：的\n和及与以":
        return None
    ends = (span.end + n for n in (3, 2) if _LISTED.match(view, span.end + n))
    words = lexicon.trades | lexicon.weak_trades
    return next((e for e in ends if view[span.end : e] in words and not _GOODS.match(view, span.end)), None)


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
    """Return the end of a place, and a trade, behind a listed name: 国网江西电力, 联影北京负责人."""
    if m := _BRANCH.match(view, span.end):
        return m.end() if m[1] in lexicon.places else None
    house = _HOUSE.match(view, span.end)
    return house.end() if house and house.group() in lexicon.seats | lexicon.countries else None


# 壳牌香港也宣布, 联影北京负责人
_HOUSE = late(
    "[\u4e00-\u9fff]{2}(?=(?:也|还|将|区|大区|地区)?(?:宣布|表示|总裁|总经理|董事长|首席|执行|(?:相关)?负责人|CEO))"
)
_BRANCH = late("([\u4e00-\u9fff]{2,4}?)(?:省|市)?(?:电力|移动|电信|联通|石油|石化|销售公司|烟草)")


def find_trades(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find short names: an unknown or proper word with a trade behind it."""
    for m in lexicon.trade_anchor.finditer(view):
        at = m.start()
        plain = at < 2 or not _PAIR.match(view, at - 2, at) or lexicon.words.ordinary(view[at - 2 : at])
        three, two = view[max(0, at - 3) : at], view[max(0, at - 2) : at]
        known = (
            three in lexicon.names  # 新大陆生物
            or (m.group() in _FUNDS and two in lexicon.weak)  # 平安资管
            or (m.group() in _LAST and not lexicon.weak_trades.isdisjoint((three, two)))  # 岭拓智能科技
        )
        if plain and not known:
            continue
        # 晶成光电宿州产业园: whose the park is, and no park's name.
        zoned = view[m.end() : m.end() + 2] not in lexicon.seats and placelike(view, m.end())
        if (found := _trade(view, at, m.end(), lexicon)) and not zoned:
            yield found


def _trade(view: str, at: int, end: int, lexicon: Lexicon) -> Candidate | None:
    left, right = at, end
    while left > max(0, at - 8) and _WORD.match(view[left - 1]):
        left -= 1
    while right < min(len(view), end + 5) and HAN.match(view[right]):
        right += 1
    tokens = list(lexicon.words.segment(view[left:right]))
    i = next((i for i, t in enumerate(tokens) if left + t.start == at), None)
    if i is None or left + tokens[i].end != end:
        return None  # 剩余劳|动力
    if i > 1 and tokens[i - 1].word in lexicon.weak_trades and tokens[i].word in _LAST:
        i, at = i - 1, left + tokens[i - 1].start  # 岭拓智能科技
    elif tokens[i + 1 :] and tokens[i + 1].word in _LAST and not _goes_on(tokens[i + 2 : i + 3]):
        end = left + tokens[i + 1].end  # 浩岭生物科技
    first = _first(tokens, i)
    if first == i > 0 and tokens[i].word in _FUNDS and tokens[i - 1].word in lexicon.weak:
        return Candidate(
            Span(left + tokens[i - 1].start, end), "company", Decimal("0.75"), "trade"
        )  # 平安资管
    core = view[left + tokens[first].start : at]
    if PAIRED.fullmatch(core) or (tokens[first].tag == "E" and not _latin(tokens, first, i)):
        return None
    sort = tokens[first].tag == "S" and core[-1:] in tuple("级型用式")  # 核级|阀门
    if len(core) < 2 or core.isdigit() or sort or lexicon.words.ordinary(core):
        return None
    if tokens[first].tag == "S" and lexicon.words.tag(view[at - 1 : at + 1]) == "V":
        return None  # 大体量|拉动|力强劲
    seat = tokens[first - 1].word if first > 0 and tokens[first].tag != "O" else ""
    if (seat in lexicon.places and seat not in lexicon.countries) or seat in lexicon.weak:
        first -= 1
    if tokens[first].tag == "O" and lexicon.names.get(tokens[first].word) != "company":
        return None
    clear = first == 0 or tokens[first - 1].tag in "XVLP"
    sure = "0.88" if tokens[first].tag == "O" else "0.75" if clear else "0.62"
    return Candidate(Span(left + tokens[first].start, end), "company", Decimal(sure), "trade")


def _first(tokens: list[Token], trade: int) -> int:
    """Step left over the proper words before a trade, at most four characters of them."""
    first = trade
    while first > 0 and tokens[first - 1].tag in "SCERO" and not stops(tokens, first - 1):
        first -= 1
        if tokens[trade].start - tokens[first].start >= 4 or tokens[first].tag == "O":
            break
    if first == trade - 1 and first > 0 and tokens[first].tag == "S" and tokens[first - 1].word == "和":
        # 据和铂医药, 、和铂医药: what joins nothing is a name's.
        joins = first > 1 and tokens[first - 2].tag not in "XVL" and tokens[first - 2].word not in _MARKS
        first -= not joins
    return first


def _goes_on(after: list[Token]) -> bool:
    """Tell whether the words go on behind a name's last word: 生物科技|创新能力."""
    return bool(after) and after[0].tag not in "XVLT"


def _latin(tokens: list[Token], first: int, trade: int) -> bool:
    """Tell whether Latin letters before a trade are a name, and no technique of the thing behind it (PCR检测能力)."""
    goes_on = trade + 1 < len(tokens) and tokens[trade + 1].tag in "NFHV"
    return (
        is_core(tokens, first)
        and not common(tokens[first].word)
        and not (goes_on and tokens[trade - 1].word.isupper())
    )


_FUNDS = frozenset(("资管", "信托", "证券", "期货", "人寿", "财险"))
_LAST = frozenset(("科技", "医药", "制药", "电子", "传媒"))
_MARKS = frozenset("，。、；：（“《！？ \n")
_WORD = late(r"[\u4e00-\u9fffA-Za-z0-9]")
_PAIR = late(r"[\u4e00-\u9fffA-Za-z0-9]{2}")
