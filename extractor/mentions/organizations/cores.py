"""What a full name is shortened to: 晨光精密机械有限公司 becomes 晨光精密, 晨光机械, 晨光."""

from extractor.late import late
from extractor.mentions.organizations.lexicon import Lexicon
from extractor.mentions.organizations.names import PAIRED
from extractor.mentions.organizations.words import Token

_BRACKETED = late(r"[（(][^（()）]*[)）]")
_WARNED = late(r"S?\*?ST(?=[\u4e00-\u9fff])")  # the exchange's warning: ST岭棉 is 岭棉 too
_LEGAL = ("公司", "集团", "控股", "股份")
_BODIES = frozenset(("government", "university", "hospital"))  # shortened by their duties, not by a core


def bare(name: str) -> str:
    """Drop bracketed parts: 晨光(重庆)电联 is 达丰电联."""
    return _BRACKETED.sub("", name)


def cores(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the short forms of a company's or institute's name, fullest first."""
    if mark := _WARNED.match(name):
        return tuple(n for n in (name[mark.end() :],) if usable(n, lexicon))
    return _forms(name, lexicon)


def _forms(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    head = _BRACKETED.search(name)
    front = [name[: head.start()]] if head else []
    tokens = list(lexicon.words.segment(bare(name)))
    kind = lexicon.heads[tokens[-1].word].kind if tokens and tokens[-1].tag == "H" else "company"
    if kind in _BODIES:
        return ()
    business = any(t.tag == "H" and not t.word.endswith(_LEGAL) for t in tokens)
    while tokens and tokens[-1].tag == "H":
        tokens.pop()
    generic = lexicon.trades | lexicon.weak_trades | lexicon.functions
    trades = _tail(tokens, generic)
    if kind != "company" and tokens and (tokens[-1].tag in "HO" or all(t.tag in "NFVXPR" for t in tokens)):
        return ()  # the laboratory of a university, of a place, of plain words is not called by these
    places, core = _proper(tokens)
    if len(core) == 1 and trades[:1] and len(trades[0]) == 2 and trades[0] not in generic:
        core += trades.pop(0)  # 零重力飞机工业有限公司
    if kind != "company":
        trades = []  # the field of a laboratory is no part of its short name
    # 杭州阿里创业投资有限公司 is no 阿里, a newspaper's department no newspaper.
    listed = len(tokens) == 1 and tokens[0].tag == "O"
    part = listed and (lexicon.names[core] != "company" or business or bool(places and trades))
    if not usable(core, lexicon):
        if not places and name.endswith("有限公司"):
            front += _spelled(core, trades, lexicon.common | generic)
        return tuple(f for f in front if usable(f, lexicon))
    if kind == "company" and len(core) >= 4 and lexicon.words.tag(core[:2]) is None:
        front += [core[:n] for n in _beginnings(tokens)]
    if listed and len(core) == 4 and core[2:] in generic and lexicon.words.tag(core[:2]) in (None, "C", "R"):
        front.append(core[:2])  # 恒瑞 for 恒瑞医药
    forms = [core + "".join(trades[:2]), *(core + t for t in trades[:3]), core, *front]
    if part:
        forms = [f for f in forms if f != core]
    elif places:
        forms += [places + core, places.removesuffix("市").removesuffix("省") + core]
    return tuple(dict.fromkeys(f for f in forms if 2 <= len(f) <= 10 and f != name))


def _tail(tokens: list[Token], generic: frozenset[str]) -> list[str]:
    """Take what a name's last words say of its trade off them."""
    trades: list[str] = []
    while len(tokens) > 1 and (tokens[-1].word in generic or tokens[-1].tag in "NFVX"):
        trades.insert(0, tokens.pop().word)
    return trades


def _proper(tokens: list[Token]) -> tuple[str, str]:
    """Take the places off a name's first words; return them and the rest."""
    places = ""
    while len(tokens) > 1 and tokens[0].tag == "P":
        places += tokens.pop(0).word
    return places, "".join(t.word for t in tokens)


def _spelled(core: str, trades: list[str], plain: frozenset[str]) -> list[str]:
    """Return an everyday word with the trades that make a name of it: 保利能源控股有限公司 is called 保利能源."""
    special = len(core) > 1 and core not in plain
    return [core + "".join(trades[:2]), core + trades[0]] if special and trades else []


def _beginnings(tokens: list[Token]) -> tuple[int, ...]:
    """Say how many characters of a longer core are called by: two, or three where they end a word (金田园薯业)."""
    inset = [len(t.word) for t in tokens[:2]] == [1, 2] and tokens[1].tag in "RCN"
    return (3, 2) if inset else (2,)


def usable(core: str, lexicon: Lexicon) -> bool:
    """Tell whether a short form says enough to be looked for by itself."""
    return (
        2 <= len(core) <= 8
        and not core.isdigit()
        and not lexicon.words.ordinary(core)
        and lexicon.words.tag(core) != "P"
        and not PAIRED.fullmatch(core)
        and core not in lexicon.stops
    )
