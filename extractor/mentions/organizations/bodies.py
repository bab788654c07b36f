"""Left edges of public bodies: place or level, function, then 局, 厅, 委; a place before 政府, 海关, 法院."""

from extractor.late import late
from extractor.mentions.organizations.lexicon import Head, Lexicon
from extractor.mentions.organizations.reach import BRACKETS, chunk, is_core, stops
from extractor.mentions.organizations.words import Token

Tokens = list[Token]

# Heads that stand right behind the place or body that they belong to.
_CLOSE = frozenset(
    [
        "人民政府",
        "政府",
        "党委",
        "县委",
        "市委",
        "省委",
        "区委",
        "海关",
        "税务局",
        "公安局",
        "党工委",
        "管委会",
        "人大常委会",
        "政协",
        "纪委",
        "监委",
        "统计处",
        "办公厅",
        "人民政府办公厅",
    ]
)
_PARTY = frozenset(("党委", "纪委", "政协", "监委"))
# Departments that are named without a place in lists (经济信息委、生态环境局).
_SOLE = frozenset(("局", "厅", "委", "总局", "管理局", "监管局", "促进局", "监督管理局"))
# Parts of a body that are named with it only: 教育部社科司; or with their place: 全国经济普查领导小组.
_OWNED = {"司": "O", "领导小组": "PO", "领导小组办公室": "PO"}
_ORDINAL = late("第.{1,3}次")
# These say their function themselves.
_SPEAKING = frozenset(
    [
        "管理局",
        "监督管理局",
        "监管局",
        "促进局",
        "服务局",
        "教委",
        "科委",
        "农委",
        "计委",
        "经委",
        "建委",
        "编办",
        "台办",
        "侨办",
    ]
)
_AREAS = frozenset("区县市镇乡城州盟旗")
_COMMITTEES = frozenset(("省委", "市委", "区委", "县委", "党委", "党工委"))
_TOWNS = frozenset(("镇", "乡", "街道"))
_SIDES = frozenset("上下里前后中大小")  # 里水镇
_CITIES = frozenset(("市", "州"))
_ZONES = frozenset(
    [
        "区",
        "新区",
        "高新区",
        "经开区",
        "开发区",
        "经济开发区",
        "工业园区",
        "园区",
        "新城",
        "科学城",
        "科创区",
        "科技园",
        "产业园",
        "软件园",
        "工业园",
        "合作区",
        "示范区",
        "先行区",
        "港区",
        "工业区",
        "产业新城",
        "空港区",
        "度假区",
        "景区",
        "风景区",
        "片区",
        "新片区",
    ]
)


def begin_body(tokens: Tokens, head: Head, lexicon: Lexicon) -> int | None:
    """Return the token that a public body's name begins with."""
    if tokens[-1].word == "部" and (ministry := _ministry(tokens, lexicon)) is not None:
        return ministry
    return _body(tokens) if head.needs == "function" else _placed(tokens)


def _ministry(tokens: Tokens, lexicon: Lexicon) -> int | None:
    """Return where a state stands before what its ministry is for: 越南计划与投资部, 印尼能源和矿产资源部."""
    i = len(tokens) - 1
    while i > 0 and (tokens[i - 1].tag in "FN" or (tokens[i - 1].word in "和与" and 1 < i < len(tokens) - 1)):
        i -= 1
    state = 0 < i < len(tokens) - 1 and tokens[i - 1].word in lexicon.countries
    return i - 1 if state and any(t.tag == "F" for t in tokens[i:-1]) else None


def _body(tokens: Tokens) -> int | None:
    """A department: place or level, then function words, then 局, 厅, 委."""
    i = last = len(tokens) - 1
    while i > 0 and (
        tokens[i - 1].tag in "FN" or (tokens[i - 1].word in "和与" and i > 1 and tokens[i - 2].tag == "F")
    ):
        i -= 1
    while i < last and tokens[i].tag != "F":
        i += 1
    if i == last and tokens[last].word in _SPEAKING:
        i = chunk(tokens, last)
        while i < last and tokens[i].tag != "P":
            i += 1
        return i if i < last else None
    if i == last and not (i := _coined(tokens)):
        return None
    first = _prefix(tokens, i)
    if owners := _OWNED.get(tokens[last].word):
        return first if first < i and tokens[first].tag in owners else None
    if tokens[last].word == "部" and not (first < i and tokens[i - 1].word[-1] in _AREAS):
        return None  # 高新区组织人事部, and no firm's 市场部
    if first < i:
        return first
    # 科技成果体验厅 is no department.
    duty = tokens[last].word in _SOLE and tokens[last - 1].tag == "F"
    alone = duty and tokens[last].start - tokens[i].start >= 2
    return i if alone and (i == 0 or stops(tokens, i - 1)) else None


def _coined(tokens: Tokens) -> int:
    """Return where a function begins that no list holds: place + two or three characters + 局 (区经促局)."""
    i = last = len(tokens) - 1
    while i > 0 and tokens[i - 1].tag == "S" and tokens[i - 1].word not in BRACKETS:
        i -= 1
    return (
        i if 2 <= last - i <= 4 and i > 0 and tokens[i - 1].tag == "P" and tokens[last].word in _SOLE else 0
    )


def _prefix(tokens: Tokens, i: int, tags: str = "POH") -> int:
    """Step left over places, levels and superior bodies."""
    while i > 0 and (
        tokens[i - 1].tag in tags
        or tokens[i - 1].word in (*BRACKETS, "驻")
        or _ORDINAL.fullmatch(tokens[i - 1].word)
    ):
        if i < len(tokens) - 1 and tokens[i].word == "中国" and tokens[i - 1].tag in "OH":
            break  # 中国商务部|中国农业部
        i -= 1
    while i < len(tokens) - 1 and (
        tokens[i].tag not in tags or tokens[i].tag == "H" or tokens[i].word in BRACKETS
    ):
        i += 1
    return _zone(tokens, i)


def _zone(tokens: Tokens, i: int) -> int:
    """Take in the proper name of a zone that the gazetteers do not hold: 灞源科创区管委会."""
    if i and tokens[i].word in _TOWNS:
        return _town(tokens, i)
    if i and tokens[i].word in _CITIES:
        return _city(tokens, i)
    if tokens[i].tag != "P" or tokens[i].word[-1] not in "区城园" or tokens[i].word not in _ZONES:
        return i
    first = i
    while first > 0 and not stops(tokens, first - 1) and tokens[i].start - tokens[first - 1].start <= 8:
        first -= 1
    while first < i and not (tokens[first].tag in "PO" or is_core(tokens, first)):
        first += 1
    # 光明区发改委: an everyday word of two characters is a district's name there.
    plain = (
        first == i > 0
        and tokens[i].word == "区"
        and tokens[i - 1].tag in "NV"
        and len(tokens[i - 1].word) == 2
    )
    return i - 1 if plain and (i == 1 or stops(tokens, i - 2)) else first


def _city(tokens: Tokens, i: int) -> int:
    """Take in the name of a foreign city: 奥埃拉什市政府."""
    first = i
    while first > 0 and tokens[first - 1].tag in "SRC" and tokens[first - 1].word not in BRACKETS:
        first -= 1
    clear = first == 0 or stops(tokens, first - 1) or tokens[first - 1].tag == "P"
    return first if clear and tokens[i].start - tokens[first].start >= 3 else i


def _town(tokens: Tokens, i: int) -> int:
    """Take in the name of a town that no list holds, and the place it is in: 张浦镇经济促进局."""
    first = i
    if first > 1 and tokens[first - 1].word.endswith("族"):
        first -= 2  # 红旗满族乡
    elif first and tokens[first - 1].tag == "N" and len(tokens[first - 1].word) == 2:
        first -= 1  # 西郊街道
    while (
        first > 0
        and (tokens[first - 1].tag in "SC" or tokens[first - 1].word in _SIDES)
        and tokens[i].start - tokens[first - 1].start <= 3
    ):
        first -= 1
    if tokens[i].start - tokens[first].start < 2 and not (first and tokens[first - 1].tag == "P"):
        return i
    while first > 0 and first < i and tokens[first - 1].tag == "P":
        first -= 1
    return first


def _placed(tokens: Tokens) -> int | None:
    """A government or party body: the place stands before it."""
    last = len(tokens) - 1
    word = tokens[last].word
    tags = "P" if word in _PARTY else "POH"
    small = word == "海关" and last > 1 and tokens[last - 1].tag == "S"  # of a town that no list holds
    close = word in _CLOSE and not small
    first = _prefix(tokens, last, tags) if close else chunk(tokens, last, topical=word.endswith("指挥部"))
    if word.endswith("中心"):
        first = _duties(tokens, first)
    small = word == "海关" and any(
        is_core(tokens, i) for i in range(first, last)
    )  # of a town that no list holds
    if word != "街道办事处" and not small and not any(_based(t) for t in tokens[first:last]):
        return None
    while first < last and not (_based(tokens[first]) or is_core(tokens, first) or _sided(tokens, first)):
        first += 1
    if first and first < last and tokens[first].word in _TOWNS:
        first = _town(tokens, first)
    return first if first < last else None


def _sided(tokens: Tokens, i: int) -> bool:
    """Tell whether 里 or the like begins a town's name: 里水镇, and no 仪式上|晋中市."""
    return tokens[i].word in _SIDES and any(t.word in _TOWNS for t in tokens[i + 1 : i + 3])


def _duties(tokens: Tokens, first: int) -> int:
    """Step over 和 between two duties of one centre, up to the place: 县招商引资和营商环境服务中心."""
    if first < 3 or tokens[first - 1].word not in "和与" or tokens[first - 2].tag not in "NF":
        return first
    wider = chunk(tokens, first - 1)
    return wider if tokens[wider].tag == "P" else first


def _based(t: Token) -> bool:
    return t.tag in "PO" or t.word in _COMMITTEES
