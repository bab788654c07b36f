"""Left edges: at which token does a name begin that ends in a certain head word?"""

from extractor.late import late
from extractor.mentions.organizations.lexicon import Head, Lexicon
from extractor.mentions.organizations.reach import BRACKETS, Tokens, chunk, is_core, stops

_ORDINAL = late("第[一二三四五六七八九十]{1,2}")
_TOPICAL = frozenset(("实验室", "重点实验室", "创新中心", "研究中心", "工程研究中心"))
_SOFT = frozenset(
    "都有为和以及到于对从让使也还就并而且其"
)  # function characters that names hold too (佳都新川)
_FOUNDING = frozenset(
    (
        "成立",
        "设立",
        "组建",
        "注册",
        "创办",
        "收购",
        "并购",
        "入股",
        "参股",
        "引进",
        "转让",
        "签约",
        "新增",
        "以及",
    )
)
_FIRM = frozenset(("公司", "集团"))
_DAYS = frozenset("日月年同超大")  # and these, behind a place (江苏日盈电子)
_SCHOOLS = ("学校", "幼儿园")
_SEVERAL = late("[两三四五六七八九十]大|[两三多几][家个所]")
_SITES = frozenset(
    [
        "村",
        "镇",
        "园区",
        "工业园",
        "产业园",
        "科技园",
        "工业园区",
        "开发区",
        "高新区",
        "经开区",
        "新区",
        "集聚区",
        "集中区",
        "基地",
        "街道",
    ]
)
_LEVELS = frozenset((*"区镇乡县", "街道"))
_TECHNIQUE = late("[A-Z]{2,5}")
_WORLD = frozenset(("国际", "世界", "全国", "全球"))
_NATION = frozenset(("国家", "国际", "全国"))
_CONTINENTS = frozenset(("欧洲", "欧盟", "亚洲", "亚太", "非洲", "世界"))


def begin(tokens: Tokens, head: Head, lexicon: Lexicon, *, named: bool) -> int | None:
    """Return the token that a name begins with; `named`: a short form in brackets proves that it is a name."""
    last = len(tokens) - 1
    if head.needs == "tight":
        return _tight(tokens, lexicon)
    first = chunk(tokens, last, topical=head.kind in ("association", "institute", "other"))
    if head.needs == "any" or named:
        return _declared(tokens, lexicon) if named and first == last else _whole(tokens, first, lexicon)
    return _titled(tokens, first, head, lexicon)


def _declared(tokens: Tokens, lexicon: Lexicon) -> int | None:
    """Take the verb before a company's form for its name, where a short form follows: 起步股份有限公司（简称“ST起步”）."""
    verb = len(tokens) - 2
    named = verb >= 0 and len(tokens[verb].word) == 2 and tokens[verb].tag == "V"
    return (
        verb
        if named
        and (verb == 0 or stops(tokens, verb - 1))
        and tokens[verb].word not in _FOUNDING | lexicon.fillers
        else None
    )


def _titled(tokens: Tokens, first: int, head: Head, lexicon: Lexicon) -> int | None:
    """Begin at the first place or proper word; ordinary words before it describe."""
    last = len(tokens) - 1
    inside = [i for i in range(first, last) if tokens[i].word not in BRACKETS]
    marks = [i for i in inside if tokens[i].tag == "P" or is_core(tokens, i)]
    if not marks:
        return _unmarked(tokens, inside, head, lexicon)
    if _generic(tokens, inside, marks) or _unnamed(tokens, marks, head):
        return None
    if head.needs == "proper" and all(tokens[i].tag == "P" for i in marks):
        return marks[0] if _owned(tokens, marks, lexicon) else None
    start = marks[0]
    if head.needs == "listed" and tokens[start].tag != "O":
        start -= 1
        if start < first or tokens[start].word not in lexicon.weak:
            return None
    if tokens[last].word == "智库" and all(t.word in lexicon.countries for t in tokens[start:last]):
        return None  # 美国智库
    if head.kind == "media" and not _masthead(tokens[start:last]):
        return None
    start = _towned(tokens, first, start)
    if head.kind == "company":
        start = _seat(tokens, start)
    if head.kind == "association":
        start = next((i for i in marks if tokens[i].tag in "PO" and tokens[i].word != "街道"), start)
    if tokens[last].word in _TOPICAL and tokens[start].word in _NATION:
        start = _topic(tokens, start, lexicon)
    return start


def _unnamed(tokens: Tokens, marks: list[int], head: Head) -> bool:
    """Tell whether a place alone makes no name: 重庆厂 is the plant that its owner has there, 欧洲银行 are many."""
    words = {tokens[i].word for i in marks}
    if head.kind in ("hospital", "university", "other", "company") and words <= _WORLD:
        return True  # 国际医院, 全国博物馆
    if head.kind == "hospital" and words <= _NATION:
        return True  # 国家中医药特色重点医院
    word, before = tokens[-1].word, tokens[marks[0] : -1]
    if word == "银行":
        return all(t.word in _CONTINENTS | _WORLD for t in before)
    return word == "厂" and all(t.tag == "P" for t in before)


def _unmarked(tokens: Tokens, inside: list[int], head: Head, lexicon: Lexicon) -> int | None:
    """Begin where no place or proper word stands: 第四人民医院, whose town is understood; 光明公司, 敏捷集团."""
    last = len(tokens) - 1
    if head.kind == "hospital":
        return next((i for i in inside if _ORDINAL.fullmatch(tokens[i].word)), None)
    if head.kind == "institute":  # 去哪儿大数据研究院
        weak = (i for i in inside if len(tokens[i].word) > 2 and tokens[i].word in lexicon.weak)
        return next(weak, None)
    if tokens[last].word not in _FIRM or last < 1:
        return None
    word = tokens[last - 1]
    sole = word.tag == "N" and len(word.word) in (2, 3) and (last == 1 or stops(tokens, last - 2))
    group = sole and tokens[last].word == "集团" and word.word + "集团" not in lexicon.weak
    if word.word not in lexicon.weak and not group:
        return None
    plain = lexicon.trades | lexicon.weak_trades | lexicon.utilities | lexicon.common | lexicon.functions
    return last - 1 if word.word not in plain | lexicon.headings else None


def _towned(tokens: Tokens, first: int, start: int) -> int:
    """Take in the name of a district or town that no list holds: 火炬区第九小学, 土门镇初级中学."""
    if start == first or tokens[start].word not in _LEVELS:
        return start
    before = tokens[start - 1]
    if before.tag in "NCR" and len(before.word) == 2:
        return start - 1
    while start > first and tokens[start - 1].tag == "S" and tokens[start - 1].word not in BRACKETS:
        start -= 1
    return start


def _generic(tokens: Tokens, inside: list[int], marks: list[int]) -> bool:
    """Tell whether several are meant (合肥两大国家科学中心), or what is done there (PCR实验室)."""
    words = "".join("|" if tokens[i].tag in "POC" else tokens[i].word for i in inside)
    sole = tokens[-1].word == "实验室" and marks == [len(tokens) - 2]
    twice = len(tokens) > 1 and tokens[-2].word == tokens[-1].word  # 中学中学部
    return (
        twice
        or bool(_SEVERAL.search(words))
        or (sole and _TECHNIQUE.fullmatch(tokens[marks[0]].word) is not None)
    )


def _owned(tokens: Tokens, marks: list[int], lexicon: Lexicon) -> bool:
    """A place's own company needs no proper word: 江城轨道公司, 省产业投资集团."""
    if tokens[-1].word.endswith("事务所"):  # 北京京师（兰州）律师事务所
        return any(t.tag in "NF" for t in tokens[marks[0] + 1 : -1])
    between = tokens[marks[-1] + 1 : -1]
    if tokens[-1].word.endswith(_SCHOOLS):  # 东城第二幼儿园, 江城实验学校, and no 江城民办学校
        special = tokens[-1].word not in _SCHOOLS
        return (special or bool(between)) and not any(t.word in lexicon.common for t in between)
    if not between or tokens[marks[0]].word in _NATION | _CONTINENTS:
        return False
    if tokens[-1].word == "集团":
        return all(
            t.tag in "NF" and (t.word not in lexicon.common or t.word in lexicon.utilities) for t in between
        )
    return all(t.word in lexicon.utilities for t in between)


def _topic(tokens: Tokens, start: int, lexicon: Lexicon) -> int:
    """A national laboratory's topic stands before 国家: 船舶安全与节能国家重点实验室."""
    i = start
    while i > 0 and (
        tokens[i - 1].tag in "NFVS" or (tokens[i - 1].word in "与和" and i > 1 and tokens[i - 2].tag in "NF")
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
        and (first < last or tokens[first - 1].word not in "及和与或暨")
        and tokens[first - 1].tag == "X"
        and len(tokens[first - 1].word) == 1
    ):
        longer = chunk(tokens, first - 1)
        if any(t.tag in "PCESR" for t in tokens[longer:first]) and tokens[first].word != "联合":
            first = longer
    first = _over(tokens, first)
    seat = next((i for i in range(first, last) if tokens[i].word in lexicon.places), first)
    if all(t.tag in "NFPHV" and t.word not in lexicon.places for t in tokens[first:seat]):
        first = seat  # ordinary words before the place describe: 园区运营方内蒙古朔算科技有限公司
    soft = first > 1 and (
        (tokens[first - 1].word in _SOFT and tokens[first - 2].tag == "S")
        or (tokens[first - 1].word in _DAYS and tokens[first - 2].tag == "P")
    )
    if soft and (first == 2 or stops(tokens, first - 3)):
        first -= 2
    while first < last and tokens[first].word in lexicon.fillers:
        first += 1
    plain = all(t.tag == "N" for t in tokens[first:last]) and any(
        t.word in lexicon.common for t in tokens[first:last]
    )
    trade = all(t.word in lexicon.trades or t.word in lexicon.weak_trades for t in tokens[first:last])
    if trade if tokens[last].word.endswith("有限公司") else plain:
        return None  # 国有独资大型集团公司, …|煤业股份有限公司
    first = _seat(tokens, first)
    return first if first < last and tokens[last].start - tokens[first].start >= 2 else None


def _over(tokens: Tokens, first: int) -> int:
    """Step over one verb or the like if a name would have no proper word without (江河创建集团股份有限公司)."""
    last = len(tokens) - 1
    proper = any(t.tag in "PCOESR" and t.word != "国际" for t in tokens[first:last])
    if first < 2 or len(tokens[last].word) < 4 or proper:
        return first
    verb = first - 1
    twice = verb > 1 and tokens[verb].tag == tokens[verb - 1].tag == "V" and len(tokens[verb].word) == 2
    verb -= twice  # 江苏省苏合农副产品展示展销中心有限公司
    stepped, before = tokens[verb], tokens[verb - 1]
    further = tokens[verb - 2].tag if verb > 1 else "X"
    named = before.tag in "CPRO" or (before.tag == "S" and further in "SCPN")
    # 深圳市赛格导航科技股份有限公司
    named |= before.tag == "N" and (further == "P" or (twice and further in "SC"))
    steps = stepped.tag in "XVT" or stepped.word == "企业"
    if len(stepped.word) != 2 or not steps or stepped.word in _FOUNDING or not named:
        return first
    return chunk(tokens, verb)


def _seat(tokens: Tokens, first: int) -> int:
    """An address before a company's name is where it sits: 济宁市任城区润林新能源有限公司, 工业村福建旭成科技公司."""
    first = max(
        (
            i
            for i in range(first + 1, len(tokens) - 2)
            if tokens[i].tag == "P" and tokens[i - 1].word in _SITES
        ),
        default=first,
    )
    i = first
    while (
        i < len(tokens) - 2
        and tokens[i].tag == "P"
        and tokens[i].word[-1] in "省市区县州"
        and len(tokens[i].word) > 2
    ):
        i += 1
    proper = any(t.tag in "SCORE" for t in tokens[i:-1])
    return i if i - first > 1 and tokens[i].tag != "H" and proper else first


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
    while core > 0 and is_core(tokens, core - 1) and not stops(tokens, core - 1):
        core -= 1
    if core == i:
        return None
    while core > 0 and tokens[core - 1].tag == "P":
        core -= 1
    return core
