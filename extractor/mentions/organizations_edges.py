"""Left edges: at which token does a name begin that ends in a certain head word?"""

from extractor.mentions.organizations_lexicon import Head, Lexicon
from extractor.mentions.organizations_words import Token

Tokens = list[Token]

_MEASURES = frozenset("万亿元家名位项次个倍人股吨")
_NUMBERS = frozenset("一二两三四五六七八九十百千多余几数")
_BRACKETS = ("(", ")", "（", "）")
_BRANCHES = frozenset(("分公司", "支行", "分行", "分院", "总部", "党委", "营业部", "办事处", "指挥部"))
_INNER_STOPS = frozenset(("公司", "子公司", "银行", "证券", "基金", "医院", "大学"))
# Heads that stand right behind the place or body that they belong to.
_CLOSE = frozenset(
    (
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
    )
    + ("人大常委会", "政协", "纪委", "监委", "统计处", "法院", "检察院", "办公厅", "人民政府办公厅")
)
_PARTY = frozenset(("党委", "纪委", "政协", "监委"))
# Departments that are named without a place in lists (经济信息委、生态环境局).
_SOLE = frozenset(("局", "厅", "委", "总局", "管理局", "监管局", "促进局", "监督管理局"))
# Parts of a body that are named with it only: 教育部社科司.
_OWNED = frozenset(("司", "领导小组", "领导小组办公室"))
_TOPICAL = frozenset(("实验室", "重点实验室", "创新中心", "研究中心", "工程研究中心"))
_ZONES = frozenset(
    ("区", "新区", "高新区", "经开区", "开发区", "经济开发区", "工业园区", "园区", "新城", "科学城", "科创区")
    + (
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
    )
)
_SOFT = frozenset(
    "都有为和以及到于对从让使也还就并而且其"
)  # function characters that names hold too (佳都新太)
_LANDS = frozenset("湖湾江山河岛洲溪港海")
_NATION = frozenset(("国家", "国际", "全国"))


def _heads(tokens: Tokens, i: int) -> bool:
    return i < len(tokens) and tokens[i].tag == "H"


def stops(tokens: Tokens, i: int) -> bool:
    """Tell whether a name cannot reach over this token."""
    t = tokens[i]
    if t.word == "联合":  # a verb between two names; a part of one at its beginning and in 联合研究院
        return (
            i > 0
            and not _heads(tokens, i + 1)
            and not stops(tokens, i - 1)
            and tokens[i - 1].tag in "HOCSEPR"
        )
    if t.tag == "V" and i > 0 and len(t.word) == 2 and tokens[i - 1].tag in "NF" and _heads(tokens, i + 1):
        return False  # 技术转移研究院
    if t.tag == "T" and i + 1 < len(tokens) and tokens[i + 1].word in _LANDS:
        return False  # 明月湖
    if t.tag in "LVXT":
        return True
    if t.word in _MEASURES and i > 0:
        before = tokens[i - 1]
        return before.word in _NUMBERS or before.word in _MEASURES or before.word[-1:].isdigit()
    return False


def chunk(tokens: Tokens, end: int) -> int:
    """Step left from a head over all that a name may hold."""
    branch = end < len(tokens) and tokens[end].word in _BRANCHES
    i = end
    while i > 0 and not stops(tokens, i - 1):
        t = tokens[i - 1]
        if t.tag == "H" and not branch and (t.word.endswith("有限公司") or t.word in _INNER_STOPS):
            break
        i -= 1
    return i


def is_core(tokens: Tokens, i: int) -> bool:
    """Tell whether the token is proper: a name, Latin letters, unknown characters side by side."""
    t = tokens[i]
    if t.tag == "E":
        return any(c.isalpha() for c in t.word)
    if t.tag in "COR":
        return True
    if i + 1 < len(tokens) and tokens[i + 1].word in _LANDS and len(t.word) == 2 and t.tag in "TN":
        return True
    return (
        t.tag == "S"
        and t.word not in _BRACKETS
        and any(
            0 <= j < len(tokens) and tokens[j].tag in "SCER" and tokens[j].word not in _BRACKETS
            for j in (i - 1, i + 1)
        )
    )


def _kin(t: Token) -> bool:
    """Tell whether an unknown character beside this one belongs to it: 崖州 is a place that no list holds."""
    return t.word not in _BRACKETS and (t.tag in "SCER" or (t.tag == "P" and len(t.word) == 1))


def begin(tokens: Tokens, head: Head, lexicon: Lexicon, *, named: bool) -> int | None:
    """Return the token that a name begins with; `named`: a short form in brackets proves that it is a name."""
    last = len(tokens) - 1
    if head.needs == "function":
        return _body(tokens)
    if head.needs == "place":
        return _placed(tokens)
    if head.needs == "tight":
        return _tight(tokens, lexicon)
    first = chunk(tokens, last)
    if head.needs == "any" or named:
        return _whole(tokens, first, lexicon)
    return _titled(tokens, first, head, lexicon)


def _titled(tokens: Tokens, first: int, head: Head, lexicon: Lexicon) -> int | None:
    """Begin at the first place or proper word; ordinary words before it describe."""
    last = len(tokens) - 1
    inside = [i for i in range(first, last) if tokens[i].word not in _BRACKETS]
    marks = [i for i in inside if tokens[i].tag == "P" or is_core(tokens, i)]
    if not marks:
        return None
    if head.needs == "proper" and all(tokens[i].tag == "P" for i in marks):
        served = last - 1 > marks[0] and all(
            t.word in lexicon.utilities for t in tokens[marks[-1] + 1 : last]
        )
        return marks[0] if served else None
    start = marks[0]
    if head.needs == "listed" and tokens[start].tag != "O":
        start -= 1
        if start < first or tokens[start].word not in lexicon.weak:
            return None
    if head.kind == "media" and not _masthead(tokens[start:last]):
        return None
    if head.kind == "company":
        start = _seat(tokens, start)
    if head.kind == "association":
        start = next((i for i in marks if tokens[i].tag in "PO"), start)
    if tokens[last].word in _TOPICAL and tokens[start].word in _NATION:
        start = _topic(tokens, start, lexicon)
    return start


def _topic(tokens: Tokens, start: int, lexicon: Lexicon) -> int:
    """A national laboratory's topic stands before 国家: 汽车安全与节能国家重点实验室."""
    i = start
    while i > 0 and (
        tokens[i - 1].tag in "NFV" or (tokens[i - 1].word in "与和" and i > 1 and tokens[i - 2].tag in "NF")
    ):
        i -= 1
    while i < start and tokens[i].word in lexicon.cuts:
        i += 1
    return i if i < start and (i == 0 or stops(tokens, i - 1)) else start


def _whole(tokens: Tokens, first: int, lexicon: Lexicon) -> int | None:
    """A full company name takes the whole stretch: ordinary words are names here (联合微电子有限公司)."""
    last = len(tokens) - 1
    if (
        not any(t.tag in "PCOESR" for t in tokens[first:last])
        and first > 0
        and len(tokens[first - 1].word) <= 2
    ):
        longer = chunk(tokens, first - 1)
        if any(t.tag in "PCOESR" for t in tokens[longer:first]):
            first = longer
    seat = next((i for i in range(first, last) if tokens[i].word in lexicon.places), first)
    if all(t.tag in "NFPHV" and t.word not in lexicon.places for t in tokens[first:seat]):
        first = seat  # ordinary words before the place describe: 园区运营方内蒙古朔算科技有限公司
    if first > 1 and tokens[first - 1].word in _SOFT and tokens[first - 2].tag == "S":
        if first == 2 or stops(tokens, first - 3):
            first -= 2
    while first < last and (tokens[first].word in lexicon.cuts or tokens[first].word in lexicon.leads):
        first += 1
    first = _seat(tokens, first)
    return first if first < last and tokens[last].start - tokens[first].start >= 2 else None


def _seat(tokens: Tokens, first: int) -> int:
    """A full address before a company's name is where it sits: 济宁市任城区润时新能源有限公司."""
    i = first
    while (
        i < len(tokens) - 2
        and tokens[i].tag == "P"
        and tokens[i].word[-1] in "省市区县州"
        and len(tokens[i].word) > 2
    ):
        i += 1
    return i if i - first > 1 and tokens[i].tag != "H" else first


def _masthead(tokens: Tokens) -> bool:
    """Tell whether the words can stand in a paper's name: places and at most one word for whom it is."""
    return all(t.tag in "PSCRNF" for t in tokens) and sum(t.tag in "NF" for t in tokens) <= 1


def _tight(tokens: Tokens, lexicon: Lexicon) -> int | None:
    """The proper word stands right before the head, at most a trade between them."""
    i = last = len(tokens) - 1
    trades = lexicon.trades | lexicon.weak_trades
    while i > 0 and last - i < 2 and tokens[i - 1].word in trades:
        i -= 1
    core = i
    while core > 0 and is_core(tokens, core - 1):
        core -= 1
    if core == i:
        return None
    while core > 0 and tokens[core - 1].tag == "P":
        core -= 1
    return core


def _body(tokens: Tokens) -> int | None:
    """A department: place or level, then function words, then 局, 厅, 委."""
    i = last = len(tokens) - 1
    while i > 0 and (
        tokens[i - 1].tag in "FN" or (tokens[i - 1].word in "和与" and i > 1 and tokens[i - 2].tag == "F")
    ):
        i -= 1
    while i < last and tokens[i].tag != "F":
        i += 1
    if i == last and not (i := _coined(tokens)):
        return None
    first = _prefix(tokens, i)
    if tokens[last].word in _OWNED:
        return first if tokens[first].tag == "O" else None
    if first < i:
        return first
    alone = tokens[last].word in _SOLE and tokens[last].start - tokens[i].start >= 2
    return i if alone and (i == 0 or stops(tokens, i - 1)) else None


def _coined(tokens: Tokens) -> int:
    """Return where a function begins that no list holds: place + two or three characters + 局 (区经促局)."""
    i = last = len(tokens) - 1
    while i > 0 and tokens[i - 1].tag == "S" and tokens[i - 1].word not in _BRACKETS:
        i -= 1
    return (
        i if 2 <= last - i <= 4 and i > 0 and tokens[i - 1].tag == "P" and tokens[last].word in _SOLE else 0
    )


def _prefix(tokens: Tokens, i: int, tags: str = "POH") -> int:
    """Step left over places, levels and superior bodies."""
    while i > 0 and (tokens[i - 1].tag in tags or tokens[i - 1].word in (*_BRACKETS, "驻")):
        i -= 1
    while i < len(tokens) - 1 and (tokens[i].tag == "H" or tokens[i].word in (*_BRACKETS, "驻")):
        i += 1
    return _zone(tokens, i)


def _zone(tokens: Tokens, i: int) -> int:
    """Take in the proper name of a zone that the gazetteers do not hold: 灞源科创区管委会."""
    if tokens[i].tag != "P" or tokens[i].word[-1] not in "区城" or tokens[i].word not in _ZONES:
        return i
    first = i
    while first > 0 and not stops(tokens, first - 1) and tokens[i].start - tokens[first - 1].start <= 6:
        first -= 1
    while first < i and not (tokens[first].tag in "PO" or is_core(tokens, first)):
        first += 1
    return first


def _placed(tokens: Tokens) -> int | None:
    """A government or party body: the place stands before it."""
    last = len(tokens) - 1
    word = tokens[last].word
    if word in _CLOSE:
        first = _prefix(tokens, last, "P" if word in _PARTY else "POH")
    else:
        first = chunk(tokens, last)
    while (
        first < last
        and tokens[first].tag not in "PO"
        and not (word == "街道办事处" and is_core(tokens, first))
    ):
        first += 1
    return first if first < last else None
