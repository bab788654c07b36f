"""What a full name is shortened to: 晨光精密机械有限公司 becomes 晨光精密, 晨光机械, 晨光."""

import re

from extractor.mentions.organizations_lexicon import Lexicon
from extractor.mentions.organizations_names import PAIRED

_BRACKETED = re.compile(r"[（(][^（()）]*[)）]")
_QUOTE = r"[“”\"'‘’「『」』]?"
_ALIAS = re.compile(
    rf"[（(](?:(?:以下|下)?(?:简)?称(?:为|作)?|英文简称|简称)[：:]?{_QUOTE}(?P<called>[\w·&-]{{2,12}}?){_QUOTE}(?:或{_QUOTE}(?P<other>[\w·&-]{{2,12}}?){_QUOTE})?[)）]"
    rf"|[（({{]{_QUOTE}(?P<plain>[A-Z][A-Za-z&-]{{1,11}}|[\u4e00-\u9fff]{{2,6}}){_QUOTE}[)）]"
    rf"|[，,]?(?:以下简称|下称){_QUOTE}(?P<bare>[\w·&-]{{2,12}}){_QUOTE}"
)
_LEGAL = ("公司", "集团", "控股", "股份")
_BODIES = frozenset(("government", "university", "hospital"))  # shortened by their duties, not by a core
_GENERIC = frozenset(
    (
        "公司",
        "本公司",
        "集团",
        "上市公司",
        "标的公司",
        "目标公司",
        "发行人",
        "甲方",
        "乙方",
        "本集团",
        "银行",
        "本行",
        "协会",
        "基金",
        "交易所",
        "委员会",
        "大学",
        "学院",
        "医院",
    )
)


def called(view: str, end: int, name: str) -> list[tuple[int, int]]:
    """Return where short names stand that the text itself gives behind a full name."""
    m = _ALIAS.match(view, end)
    if not m:
        return []
    out = []
    for group in ("called", "other", "bare", "plain"):
        text = m.group(group)
        if not text or text in _GENERIC:
            continue
        # Brackets without 简称 must look like the name: an acronym, or characters of it in order.
        if group == "plain" and not text.isascii() and not within(text, name):
            continue
        out.append(m.span(group))
    return out


def shortened(view: str, end: int) -> bool:
    """Tell whether a short form in brackets follows: what stands before is a name then."""
    m = _ALIAS.match(view, end)
    return bool(m and (m["called"] or m["bare"] or (m["plain"] and m["plain"].isascii())))


def within(short: str, name: str) -> bool:
    """Tell whether the characters of the one stand in the other in order."""
    rest = iter(name)
    return all(c in rest for c in short)


def bare(name: str) -> str:
    """Drop bracketed parts: 晨光(重庆)电联 is 达丰电联."""
    return _BRACKETED.sub("", name)


def cores(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the short forms of a company's or institute's name, fullest first."""
    head = _BRACKETED.search(name)
    front = [name[: head.start()]] if head else []
    tokens = list(lexicon.words.segment(bare(name)))
    kind = lexicon.heads[tokens[-1].word].kind if tokens and tokens[-1].tag == "H" else "company"
    if kind in _BODIES:
        return ()
    business = any(t.tag == "H" and not t.word.endswith(_LEGAL) for t in tokens)
    while tokens and tokens[-1].tag == "H":
        tokens.pop()
    trades: list[str] = []
    generic = lexicon.trades | lexicon.weak_trades | lexicon.functions
    while tokens and len(tokens) > 1 and (tokens[-1].word in generic or tokens[-1].tag in "NFVX"):
        trades.insert(0, tokens.pop().word)
    if kind != "company" and tokens and (tokens[-1].tag in "HO" or all(t.tag in "NFVXPR" for t in tokens)):
        return ()  # the laboratory of a university, of a place, of plain words is not called by these
    places = ""
    while len(tokens) > 1 and tokens[0].tag == "P":
        places += tokens.pop(0).word
    core = "".join(t.word for t in tokens)
    if kind != "company":
        trades = []  # the field of a laboratory is no part of its short name
    # 杭州阿里创业投资有限公司 is no 阿里, a newspaper's department no newspaper.
    listed = len(tokens) == 1 and tokens[0].tag == "O"
    part = listed and (lexicon.names[core] != "company" or business or bool(places and trades))
    if not usable(core, lexicon):
        return tuple(f for f in front if usable(f, lexicon))
    if kind == "company" and len(core) >= 4 and lexicon.words.tag(core[:2]) is None:
        front.append(core[:2])
    forms = [core + "".join(trades[:2]), *(core + t for t in trades[:3]), core, *front]
    if part:
        forms = [f for f in forms if f != core]
    elif places:
        forms += [places + core, places.removesuffix("市").removesuffix("省") + core]
    return tuple(dict.fromkeys(f for f in forms if 2 <= len(f) <= 10 and f != name))


def usable(core: str, lexicon: Lexicon) -> bool:
    """Tell whether a short form says enough to be looked for by itself."""
    return (
        2 <= len(core) <= 8
        and not core.isdigit()
        and not lexicon.words.ordinary(core)
        and lexicon.words.tag(core) != "P"
        and not PAIRED.fullmatch(core)
    )
