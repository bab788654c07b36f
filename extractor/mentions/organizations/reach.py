"""How far left a name can reach, and which words are proper ones."""

from extractor.late import late
from extractor.mentions.organizations.words import Token

Tokens = list[Token]

BRACKETS = ("(", ")", "（", "）")
_MEASURES = frozenset("万亿元家名位项次个倍人股吨间所座")
_NUMBERS = frozenset("一二两三四五六七八九十百千多余几数")
_BRANCHES = frozenset(("分公司", "支行", "分行", "分院", "总部", "党委", "营业部", "办事处", "指挥部"))
_INNER_STOPS = frozenset(("公司", "子公司", "投资公司", "银行", "证券", "基金", "医院", "专科医院", "学校"))
_DEEDS = frozenset(("建设", "投资", "服务", "促进", "合作", "组织"))
_FIRMS = frozenset(("银行", "证券", "基金", "医院"))
_OBJECTS = frozenset(("企业", "项目", "品牌", "市场", "产业", "平台", "医院", "酒店", "学校"))
_FORMS = ("集团", "有限", "股份有限")
_OWNERS = frozenset(
    ("国有", "民营", "外资", "龙头", "骨干", "重点", "知名", "上市", "中央")
)  # 国有企业|有限公司
_LANDS = frozenset("湖湾江山河岛洲溪港海")
_WHOLES = ("公司", "集团", "控股")  # of a bank, of a fund
_ERAS = frozenset(("百年", "世纪", "新世纪", "千禧", "明天"))
_AMOUNT = late(r"\d[\d.]*(?:[kKMG]?[Ww]h?|[kK]?[Vvm]|[munc]m|m?Ah|[GTM]B?|t|kg)\Z")  # 660MW
_SERVICES = frozenset(
    ("管理", "咨询", "服务", "孵化器", "顾问", "策划", "营销", "投资", "发展", "运营", "承销保荐")
)


def _heads(tokens: Tokens, i: int) -> bool:
    return i < len(tokens) and tokens[i].tag == "H"


def stops(tokens: Tokens, i: int) -> bool:
    """Tell whether a name cannot reach over this token."""
    t = tokens[i]
    if t.word == "联合":
        return _allies(tokens, i)
    before, after = tokens[i - 1 : i] if i else [], tokens[i + 1 : i + 2]
    if before and after and t.tag == "F" and t.word in _DEEDS and before[0].tag in "HOC":
        return after[0].tag == "P"  # 钱塘大学|建设世界一流大学
    if before and t.word == "商":
        return before[0].tag in "NF" and len(before[0].word) > 1  # 内河航运商|永升航运
    if t.tag in "LVXT":
        return not (after and _inside(t, before, after[0]))
    if before and t.word in _MEASURES:
        word = before[0].word
        if word in _MEASURES:  # 5亿元, and no 位元堂
            word = tokens[i - 2].word if i > 1 else ""
        return word in _NUMBERS or word in _MEASURES or word[-1:].isdigit()
    return False


def _inside(t: Token, before: Tokens, after: Token) -> bool:
    """Tell whether a word that else ends names stands in one: 企业管理, 上海相栖企业集团, 技术转移研究院, 清明湖."""
    if t.word == "企业" and before and before[0].tag in "SCERO" and after.word.startswith(_FORMS):
        return True
    if t.word == "企业" and before and before[0].tag in "NPF" and after.word.endswith("有限公司"):
        return before[0].word not in _OWNERS  # 鸿岭塑胶企业有限公司
    if t.word in _ERAS:
        return bool(before) and before[0].tag == "P" and after.tag in "HNF"  # 苏州百年职业学院
    if t.tag == "L" and t.word in _OBJECTS:
        return after.word[:2] in _SERVICES | {"孵化"}
    if t.tag == "V" and before:
        return len(t.word) == 2 and before[0].tag in "NF" and after.tag == "H"
    return t.tag == "T" and after.word in _LANDS


def _allies(tokens: Tokens, i: int) -> bool:
    """Tell whether 联合 is a verb between two names; it begins a name too, and stands in 江苏联合水务, 联合研究院."""
    if _heads(tokens, i + 1):
        return False
    if i == 0 or stops(tokens, i - 1):
        return i + 1 < len(tokens) and tokens[i + 1].tag in "PO"
    plain = i + 1 < len(tokens) and tokens[i + 1].tag in "NF"
    return tokens[i - 1].tag in "HOCSER" or (tokens[i - 1].tag == "P" and not plain)


def chunk(tokens: Tokens, end: int, *, topical: bool = False) -> int:
    """Step left from a head over all that a name may hold."""
    branch = end < len(tokens) and tokens[end].word in _BRANCHES
    i = end
    while i > 0 and (not stops(tokens, i - 1) or (topical and _deed(tokens, i - 1))):
        t = tokens[i - 1]
        if t.word in ("电", "讯") and i > 1 and tokens[i - 2].word.endswith("社"):
            break  # 新华社电中国汽车工业协会
        if t.tag == "H" and not branch and (t.word.endswith("有限公司") or t.word in _INNER_STOPS):
            served = end - i < 3 and all(s.word in _SERVICES for s in tokens[i:end])
            trade = served and end < len(tokens) and t.word in _FIRMS and tokens[end].word.endswith(_WHOLES)
            if not trade:  # 申万宏源证券股份有限公司, 岭拓基金管理有限公司
                break
        i -= 1
    return i


def _deed(tokens: Tokens, i: int) -> bool:
    """Tell whether a verb names what an association is for: 电影发行放映协会."""
    t = tokens[i]
    if t.tag == "L":
        return i > 0 and t.word != "代表" and _heads(tokens, i + 1)  # 汽车制造商协会
    if t.word in "与和" and i > 1 and _national(tokens, i):
        return True  # 中国玩具和婴童用品协会
    if t.word in "与和" and i > 1:  # 中国科学院遗传与发育生物学研究所
        subject = tokens[i - 1].tag in "NFSC" and tokens[i + 1].tag in "NFSC"
        owner = any(tokens[j].tag == "O" or tokens[j].word == "国家" for j in range(max(0, i - 6), i - 1))
        return subject and (owner or any(o.tag == "P" and o.word[-1] == "省" for o in tokens[i + 2 : i + 5]))
    return (
        t.tag == "V"
        and len(t.word) == 2
        and i > 0
        and tokens[i - 1].tag in "NFVP"
        and tokens[i + 1].tag in "NFVHP"
    )


def _national(tokens: Tokens, i: int) -> bool:
    """Tell whether 与 joins two subjects behind 中国 or another state, nothing but such words between."""
    j = i
    while j > 0 and tokens[j - 1].tag in "NFSVC":
        j -= 1
    k = i + 1
    while k < len(tokens) and tokens[k].tag in "NFSVC":
        k += 1
    return 0 < j < i and i - j < 5 and k > i + 1 and tokens[j - 1].word == "中国" and _heads(tokens, k)


def is_core(tokens: Tokens, i: int) -> bool:
    """Tell whether the token is proper: a name, Latin letters, unknown characters side by side."""
    t = tokens[i]
    if t.tag == "E":
        return any(c.isalpha() for c in t.word) and not _AMOUNT.match(t.word)
    if t.tag in "COR":
        return True
    if i + 1 < len(tokens) and tokens[i + 1].word in _LANDS and len(t.word) == 2 and t.tag in "TN":
        return True
    beside = [tokens[j] for j in (i - 1, i + 1) if 0 <= j < len(tokens)]
    return t.tag == "S" and t.word not in BRACKETS and any(_kin(b) for b in beside)


def _kin(t: Token) -> bool:
    """Tell whether an unknown character beside this one belongs to it: 崖州 is a place that no list holds."""
    return t.word not in BRACKETS and (t.tag in "SCER" or (t.tag == "P" and len(t.word) == 1))
