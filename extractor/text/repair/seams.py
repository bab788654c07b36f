"""What the characters on both sides of a break say: words, numbers and brackets that it cuts in two."""

from collections.abc import Callable

from extractor.late import late
from extractor.text.repair.words import crossing_word
from extractor.text.structure.lines import BARE_UNIT
from extractor.text.structure.roles import HAN

CERTAIN = 5
_LETTER = late(f"[{HAN}A-Za-z]")
# What cannot open a sentence.
_NO_OPENER = late(
    "[，、。；：）》”’」』％%,;:)]|[的了着们等及与或曾已也还就都则又均仍便却才且]|[内中][^国部央心小东共华年，外]|者[，、的]|(?:达到?|占到?|至|为|约为|增至|升至|降至|比重|(?:增加|减少|提高|下降|增长|扩大|上升)(?:到|至))[\\d一二三四五六七八九两]"
)
# One last character of a word; suffixes such as 线 may follow any word.
DANGLING = late(
    f"(?![线区园厂店机器品率额量值价费税款社所院校馆站场港岸路桥城镇村市县省国人者师家户群带圈面期段类种型级层])[{HAN}][，、。；：）”]"
)
_UNIT_HEAD = late(
    "[%％‰.·:：/]|\\d|[亿万千百十兆余多来几]|(?:个|多|余)?(?:百分点|基点)"
    "|[元吨家户人台辆件次倍位项名平公亩美年月日季届条公岁分个只枚支块颗头架列艘座所处套笔场批片栋层间期级度号时天周小秒毫微里米升克斤点条种类张份部款例宗门口羽株尾棵标英港欧日韩单千兆吉瓦][^，。]?"
)
_POINTS = late("个?百分点")
_CHANGED_BY = late(
    "(?:[增降高低加减落升快慢近约超达了出窄大缩扩涨跌少多和、点于为至]\\D{0,2})[\\d.]+个?$|几个?$|[一二三四五六七八九十两]个?$"
)
_ENDS_IN_NUMBER = late("(?:[\\d.]|\\d[万亿千百]|[一二三四五六七八九十百千万亿两半数几多])$")
_FULL_NUMBER = late("\\d[万亿]$")
_NUMBER_VERB = late(
    "(?:增长|下降|增加|减少|提高|降低|上升|上涨|下跌|回升|回落|下滑|达到?|突破|超过?|高|低|快|慢|约|近|至|到|为|占|分别|共计|累计|总计|总投资|产值|收入|[量额值数率价]|第|共|有|\\d[^，。]{0,4}[和、]|[，、])$"
)
_SHARE = (
    late("占[^，。；]{0,12}$"),
    late("[^，。；]{0,10}(?:的(?:\\d|比重|[一二三四五六七八九两半近约])|比重|\\d)"),
)
_YEAR_ENDS = late(r"(?:^|\D)(?:19|20)\d\d$")  # 2020 / 年前三季度
_PAUSE = late("[，、。；》”’」』]")  # no line begins with one of these
_DATE_PARTS = {"年": late(r"\d{1,2}(?:月|-\d)"), "月": late(r"\d{1,2}日")}
# A number in words that has lost its text.
_LABEL = late(
    "(?:[一二三四五六七八九十]{1,3}[、，]|[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]{1,3}[，、])$"
)
_NEVER_TWICE = frozenset("在的和与及对将把被是")
_PAIRS = (("（", "）"), ("《", "》"), ("“", "”"), ("「", "」"))
# With these a character stands beside any other: that the page says both together is no sign of a word.
_FUNCTION = frozenset("的了和在与及是将把被对为从到于也都就这那其有不一")
_FORMULA = late("(?:[A-Z][A-Za-z]{0,3}$)")  # PM, CO, M: its index stands lower, on a line of its own
_INDEX = late("\\d(?:[.]\\d)?(?![\\d.年月])")


def seam(a: str, b: str, says: Callable[[str], bool]) -> int:
    """Count what speaks for `b` going on where `a` breaks off; `says` tells what the page says elsewhere."""
    number = number_seam(a, b)
    if number < 0:
        return number
    points = number
    if (a[-1] == b[0] and a[-1] in _NEVER_TWICE) or _opens_twice(a, b):
        return -2
    if _PAUSE.match(b) or is_label(a) or a[-1] == "《":
        return CERTAIN
    if _NO_OPENER.match(b):
        points += 2
    if _closes(a, b) or (a[-1].isascii() and _FORMULA.search(a[-4:]) and _INDEX.match(b)):
        points += 2
    if _SHARE[0].search(a[-16:]) and _SHARE[1].match(b):
        points += 2
    word = _word_points(a, b, says)
    if DANGLING.match(b) and len(a) > 1:
        # A last character of a word that wants it, and nothing else, goes on for certain.
        if word == 0 and points == 0:
            return -2
        word *= 2
    return points + word


def _word_points(a: str, b: str, says: Callable[[str], bool]) -> int:
    """Count what speaks for a word that the break cuts in two."""
    if a[-1].isascii() and a[-1].islower() and b[0].isascii() and b[0].islower():
        return CERTAIN
    if not (_LETTER.match(b) and _LETTER.match(a, len(a) - 1)):
        return 0
    if (len(a) > 1 and (says(a[-2:] + b[0]) or says(a[-1] + b[:2]))) or crossing_word(a[-3:], b[:3]):
        return 2
    return 1 if _FUNCTION.isdisjoint(a[-1] + b[0]) and says(a[-1] + b[0]) else 0


_SURPASSES = frozenset("超逾破过近数")


def number_seam(a: str, b: str) -> int:
    """Look for a number parted from its unit, or from the verb before it."""
    if _POINTS.match(b) and not _CHANGED_BY.search(a[-12:]):
        return -2
    if a[-1].isdigit() and (BARE_UNIT.match(b) or (b[0] == "年" and _YEAR_ENDS.search(a[-5:]))):
        return CERTAIN
    if a[-1].isdigit() or a[-1] == ".":
        whole = b[0] in "，。、；：）》”" or _INDEX.fullmatch(
            a
        )  # nothing is wanting, or the index of a formula
        return 3 if _UNIT_HEAD.match(b) else 2 if whole else -2
    if b[0] in "万亿" and a[-1] in _SURPASSES:
        return 3  # 税收超 / 亿元大厦12座
    if BARE_UNIT.match(b) and not (_ENDS_IN_NUMBER.search(a[-3:]) or (b[0] == "百" and a[-1] == "个")):
        return -2
    if _FULL_NUMBER.search(a[-3:]) and not _UNIT_HEAD.match(b):
        return -2
    if BARE_UNIT.match(b):
        return 3
    if b[0].isdigit() and (
        _NUMBER_VERB.search(a[-8:]) or (a[-1] in _DATE_PARTS and _DATE_PARTS[a[-1]].match(b))
    ):
        return 2
    return 0


def _opens_twice(a: str, b: str) -> bool:
    """Tell whether a quotation that the first part left open is opened again before it closes."""
    if a.count('"') % 2 and len(a) - a.rfind('"') <= 20 and "“" in b[:20]:
        return True
    return 0 <= len(a) - a.rfind("“") <= 20 and a.rfind("“") > a.rfind("”") and 0 <= b.find("“") < b.find("”")


def _closes(a: str, b: str) -> bool:
    """Tell whether the second part closes a bracket or quotation that the first left open."""
    if a.count('"') % 2 and b.count('"') % 2:
        return True
    for opening, closing in _PAIRS:
        if a.rfind(opening) > a.rfind(closing):
            end, begin = b.find(closing), b.find(opening)
            if 0 <= end <= 60 and (begin < 0 or end < begin):
                return True
    return False


def is_label(text: str) -> bool:
    """Tell whether a line is a number in words that has lost its text."""
    return len(text) <= 5 and _LABEL.match(text) is not None
