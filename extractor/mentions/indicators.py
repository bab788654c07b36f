"""Indicators: open vocabulary. A noun phrase beside a number, its edges found by boundary words.

The words of the book cut a stretch of text into known words and what stands between them. A phrase runs from the
last word that cuts to the last word that is not a mere link to the number; what no list knows belongs to it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from extractor import patterns
from extractor.late import late
from extractor.mentions.places import partners
from extractor.mentions.remarks import behind_remark
from extractor.span import Span, span_of

MAX = 36  # a phrase longer than this is a clause, not a name
Class = Literal["cut", "link", "tail", "head", "join", "keep", "lead"]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The boundary words, and the automaton that finds the leftmost longest of them."""

    automaton: object
    classes: tuple[frozenset[Class], ...]
    splits: tuple[int, ...]  # how many characters of what was found are the word, 0 for all: 有|机器人
    about_to: tuple[str, ...]


class Word(NamedTuple):
    """A stretch of the text: a known word with its classes, or what stands between known words."""

    start: int
    end: int
    classes: frozenset[Class]

    @property
    def span(self) -> Span:
        """Return the place of the word; made when asked for, as most words are only passed over."""
        return Span(self.start, self.end)


def lexicon() -> Lexicon:
    """Return the boundary words of the book in use."""
    return _compiled(patterns.current())


@lru_cache(maxsize=8)
def _compiled(book: patterns.PatternBook) -> Lexicon:
    from ahocorasick_rs import AhoCorasick, MatchKind

    table: dict[str, set[Class]] = {}
    kinds: tuple[Class, ...] = ("cut", "link", "tail", "head", "join", "keep", "lead")
    for kind in kinds:
        for word in _words(book, kind):
            table.setdefault(word, set()).add(kind)
    # A word that belongs to phrases is never cut, whatever other list holds it.
    split = {first + rest: first for first, _, rest in (w.partition("|") for w in _words(book, "split"))}
    table |= {whole: table.get(first, {"cut"}) for whole, first in split.items()}
    classes = tuple(frozenset(c & _KEPT if "keep" in c and "tail" not in c else c) for c in table.values())
    automaton = AhoCorasick(list(table), matchkind=MatchKind.LeftmostLongest)
    splits = tuple(len(split.get(w, "")) for w in table)
    return Lexicon(automaton, classes, splits, tuple(_words(book, "about_to")))


def _words(book: patterns.PatternBook, entry: str) -> list[str]:
    found = (e["words"] for e in book.section("indicators") if e["id"].partition(".")[0] == entry)
    return " ".join(found).split()


def words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """Cut a stretch into known words and the stretches between them."""
    return _words_by(lexicon(), text, start, end) if start < end else ()


@lru_cache(maxsize=2048)
def _words_by(book: Lexicon, text: str, start: int, end: int) -> tuple[Word, ...]:
    # `_make` takes half the time of the constructor, and a text has more words than anything else.
    out, at, word = [], start, Word._make
    hits = book.automaton.find_matches_as_indexes(text[start:end])  # type: ignore[attr-defined]
    opened = _OPENS.search(text, start, end) if hits else None
    inner = [m.span() for m in _BRACKETED.finditer(text, opened.start(), end)] if opened else []
    if hits and text.find("岁", start, end) >= 0:
        inner += [m.span() for m in _AGES.finditer(text, start, end)]
    for which, begins, ends in hits:
        a, b = start + begins, start + (begins + book.splits[which] if book.splits[which] else ends)
        if inner and any(i <= a < j for i, j in inner):
            continue  # what brackets or quotes hold is one name, and so are those of 25至44岁
        if a > at:
            out.append(word((at, a, _FREE)))
        nominal = text.startswith(_NOMINAL, b) and not _NOT_NOMINAL.match(text, b)
        nominal = nominal and text[b - 1] != "了"
        out.append(word((a, b, _FREE if nominal else book.classes[which])))
        at = b
    if at < end:
        out.append(word((at, end, _FREE)))
    return tuple(out)


# A verb with one of these behind it is a noun: 建成率, 完成额.
_NOMINAL = ("率", "额", "量", "费", "数")
_NOT_NOMINAL = late("率先|率领|额外|量子|量产|数字|数据|数智|数控|数百|数千|数万|数十|费用")
_AREA = late(
    r"(?:地区|区域)(?!生产总值|[间内外级])|(?:内地|沿江|沿海|沿线)?[两三四五六七八九十\d]{1,2}个?(?:省区市|省市区|省份|省市|省区|州市|市州|县区|县市|区县|[省市县])(?=[一-鿿]{2})(?![级场政委长道属直])"
)  # 长三角地区
_IN_A_ROW = late(r"(?:已)?连续?第?[\d一二三四五六七八九十]{1,3}(?:年|个月|个季度|天)[^，。；]{0,6}$")
# When a mark was passed, and after how long: 进出口规模在历史同期首次|突破, 时隔两年再度|站上, 票房用324天|突破.
_AT_LAST = late(
    r"(?:时隔[\d一二三四五六七八九十两多余]{1,4}(?:年|个月|个季度|月|天)(?:多|之?后)?"
    r"|(?<![公民日商军农使作通专利费应引信试服适占])[仅只]?用时?了?[\d一二三四五六七八九十两多余]{1,4}(?:年|个月|天|个?小时)(?:多|时间)?"
    r"|(?:在|为|创)?(?:历史上?|历年|往年|史上)(?:的)?(?:同期|以来)?(?:中|里)?(?=首次|首度|再次|再度|第[一二三]次))[^，。；、的\d]{0,8}$"
)
_AT_LAST_HAS = "时用史年"
_DESCRIBES = frozenset(["的", "内", "中", "里", "上"])
_FREE: frozenset[Class] = frozenset()  # of what stands between known words
_CUTS: frozenset[Class] = frozenset({"cut", "link"})
_ENDS: frozenset[Class] = _CUTS | {"tail"}
_BEGINS: frozenset[Class] = _CUTS | {"head"}
_KEPT: frozenset[Class] = frozenset({"keep", "lead"})
_BRACKETED = late(r"（[^（）]{0,40}）|\([^()]{0,40}\)|“[^“”]{0,20}”|《[^《》]{0,40}》|「[^「」]{0,20}」")
_REMARK = late(r"（[^（）]{0,40}）|\([^()]{0,40}\)")
_ROUND = late("[（(]")
_OPENS = late(r"[（(“《「]")
_AGES = late("[0-9一二三四五六七八九十]{1,3}(?:周?岁)?[至到][0-9一二三四五六七八九十]{1,3}周?岁")
_FARED = late("[预略首续减增][增减亏盈喜]|扭亏|亏损|盈利|报喜")  # 393家公司预增
_BEFORE_DEEDS = ("新", "年", "日")  # 新筹集保障性住房, 年培训学员
_SUFFIXES = tuple("型性类版员者方商期局部站率器链剂品费区卡书表案额量数件")
_IN_QUOTES = late("[一-鿿][“「][^“”「」]{1,12}[”」]的")  # 主品牌“远泽”的收入
_TO_WHOM = late(r"(?<![方面趋动走取意去流])向$|(?<![绝相针应])对$")  # 两千名原告向法院起诉
_PURE = late(r"总?(?:面积|投资|收入|支出|费用|资金|成本|价格|总额|金额|额|量|数量|规模|能力|强度|利润)")
_TAIL_BRACKET = late(r"(?:（[^（）]{0,40}）|\([^()]{0,40}\))$")
_TAIL_NOTE = late(r"[\[［]\d{1,2}[\]］]?$|(?<=[一-鿿])\d{1,2}[:：][0-5]\d$")
# 某市（不含某区）计划投资, 某集团（MSG）营收: of whom, not of what.
_SCOPE = late(r"[（(](?:不?含|不?包[括含]|不计|扣除|剔除)[^（）()]{1,30}[)）]|[（(][A-Z][A-Za-z]{1,9}[)）]")
_NUMBERED = late(
    r"\s*(?:\d{1,2}[．.、]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[)）])(?!\d)"
)
_PUNCTUATION = "，。；：、！？（）()“”‘’《》〈〉【】[]…·—-－~ \t\n\u3000,;:!?\"'/|*#●◆■▲★►▶○◎"
_FIGURES = late(r"[\d\s.,+、，年月日至和%-]*")
_MARK = late(f"[.．{re.escape(_PUNCTUATION)}]")
_SETS_UP = frozenset(("新开", "新开设", "开设", "关闭", "开办", "兴建", "新建", "扩建", "增设", "增开"))


def phrase_before(text: str, start: int, end: int, names: Sequence[Span] = ()) -> tuple[Span | None, bool]:
    """Find the noun phrase that ends, but for linking words, where a number begins; and whether a verb links them.

    `names` are the places and organisations named in the stretch: the phrase begins after the last of them, unless
    it is what a preposition governs (对美国出口).
    """
    start = max(start, end - 4 * MAX)
    for name in reversed(names):
        listed = text[name.start - 1] == "和" and any(n.end == name.start - 1 for n in names)
        listed = listed and not partners.is_listed(text, name.start)
        inside = name.start >= start and name.end <= end and not _in_remark(text, name, start, end)
        kept = governed(text, name.start) or text.startswith("中国品牌", name.start)
        kept = kept or _IN_QUOTES.fullmatch(text, max(start, name.start - 2), name.end + 2) is not None
        if inside and (listed or not kept):
            m = _AREA.match(text, name.end, end)
            start = m.end() if m else min(end, behind_remark(text, name.end))
            break
    if (dash := text.rfind("——", start, end)) >= 0:
        start = dash + 2
    if text.find("连", start, end) >= 0 and (m := _IN_A_ROW.search(text, start, end)):
        end = m.start()  # 优良天数连续6年稳定在325天
    if any(text.find(c, start, end) >= 0 for c in _AT_LAST_HAS) and (m := _AT_LAST.search(text, start, end)):
        end = m.start()
    if start >= end:
        return None, False
    found = words(text, start, end)
    bare = _trim_right(found, text)
    off = found[len(bare) :]
    # 行业内50余家企业, 新材料等领域的137个项目: what stands before only describes the noun behind.
    verb = bool(off) and (
        any("cut" in w.classes and "link" not in w.classes for w in off)
        or any(text[w.start : w.end] in _DESCRIBES for w in off[-2:])
    )
    for i in range(len(bare) - 1, -1, -1):
        if not bare[i].classes.isdisjoint(_CUTS):
            bare = bare[i + 1 :]
            break
    span = _bare(text, _trim_left(bare, text))
    if span and text[span.start - 1] == "有" and _WHO_HAVE.match(text, span.start - 1, end):
        return Span(span.start - 1, span.end), verb
    if span is None and bare and text[bare[-1].start : bare[-1].end] in _SETS_UP:
        verb = True  # 集团下半年再关闭约120间店铺
    return span and _behind_examples(text, span), verb


def _in_remark(text: str, name: Span, start: int, end: int) -> bool:
    """Tell whether the name stands in brackets: 业务收入（不包括邮政储蓄银行）累计完成."""
    if not _ROUND.search(text, start, name.start):
        return False
    return any(a < name.start < b for a, b in (m.span() for m in _REMARK.finditer(text, start, end)))


def phrase_after(text: str, start: int, end: int, names: Sequence[Span] = ()) -> Span | None:
    """Find the noun phrase that follows a number (267家大数据企业)."""
    end = min([start + MAX, end, *(n.start for n in names if n.start >= start)])
    if m := _NEW.match(text, start):
        start = m.end()  # 报告10例新增病例, 13%的新增市场主体
    if text.startswith("用于", start):
        start += 2  # 拿出1.6亿元用于茶园生态改造
    if m := _WHAT_FOR.search(text, start, end):
        end = m.start()
    found = words(text, start, end)
    for i, word in enumerate(found):
        if not word.classes.isdisjoint(_CUTS):
            end = word.start
            found = (
                words(text, start, end - 1) if text.startswith("正", end - 1) else found[:i]
            )  # 油菜正陆续成熟
            break
    left = _trim_left(found, text)
    firms = text.startswith("公司", start, end)
    span = _bare(text, _trim_right(left, text))
    if firms and span is None:
        return Span(start, start + 2)  # 215家公司披露了预案, 45家公司中
    if firms and span and span.start == start + 2 and _FARED.fullmatch(text, *span):
        return Span(start, start + 2)
    if span and (m := _TO_WHOM.search(text, *span)):
        return Span(span.start, m.start()) if m.start() > span.start else None
    return span


def governed(text: str, at: int) -> bool:
    """Tell whether a preposition stands before the place, so that it belongs to what is measured."""
    return (
        text.endswith(lexicon().about_to, max(0, at - 2), at)
        or partners.is_listed(text, at)
        or partners.is_called(text, at)
    )


def _trim_right(found: tuple[Word, ...], text: str) -> tuple[Word, ...]:
    last = len(found)
    for start, end, classes in reversed(found):
        if classes.isdisjoint(_ENDS) or "keep" in classes:
            break
        last -= 1
        if text[start:end] == "等":
            return ()  # 锟元方青等12家企业: what stands before 等 is an example of what follows the number
    return found[:last]


def _trim_left(found: tuple[Word, ...], text: str) -> tuple[Word, ...]:
    if len(found) > 1 and text[found[0].start : found[0].end] in _QUOTES:
        found = found[1:]  # “孵化200家企业
    while found and not found[0].classes.isdisjoint(_BEGINS):
        rest = text[found[1].start : found[-1].end] if len(found) > 1 else ""
        if "head" in found[0].classes and "join" not in found[0].classes and _PURE.fullmatch(rest):
            return found  # 销售面积, 开发投资: nothing but the measure would be left
        found = found[1:]
    return _trim_left(found[1:], text) if len(found) > 1 and _leads(found, text) else found


def _leads(found: tuple[Word, ...], text: str) -> bool:
    """Tell whether the first word only governs the name: 新筹集保障性住房, 供应国有建设用地, but not 供应能力."""
    following = found[1].classes
    if text[found[0].start : found[0].end] in _BEFORE_DEEDS:
        return "head" in following
    rest = found[-1].end - found[1].start
    whole = rest >= 3 and not text.startswith(_SUFFIXES, found[1].start)
    return "lead" in found[0].classes and whole and following.isdisjoint(_BEGINS)


def _bare(text: str, found: tuple[Word, ...]) -> Span | None:
    """Take the hull of the words without punctuation at its ends."""
    if not found:
        return None
    start, end = found[0].start, found[-1].end
    if _SUCH_AS.match(text, start, end) and text[start - 1 : start] in _STOPS:
        start += 1  # 如服务价格同比涨幅回落
    if text.find("的", start, end) > 0 and (m := _FOREMOST.match(text, start, end)):
        start = m.end()
    if _MARK.search(text, start, end):
        start, end = _without_marks(text, start, end)
        if m := _EXAMPLES.match(text, start, end):
            start = m.end()
    if not 0 < end - start <= MAX or _FIGURES.fullmatch(text, start, end):
        return None  # 2024—2026年营收为12.5、15.8、19.2亿元: figures name nothing
    return span_of((start, end))


def _behind_examples(text: str, span: Span) -> Span:
    """Take the last example off: 恒华新能源、东方客车等低效企业, 全国文明县、生猪大县等荣誉."""
    if not text.endswith("、", 0, span.start) and text.rfind("、", max(0, span.start - 4), span.start) < 0:
        return span
    m = _EXAMPLE.match(text, *span)
    return Span(m.end(), span.end) if m else span


def _without_marks(text: str, start: int, end: int) -> tuple[int, int]:
    for pattern in (_NUMBERED, _COLUMN):
        if m := pattern.match(text, start, end):
            start = m.end()
    for lead in (_LEFT_OVER, _SUPERLATIVES):
        if m := lead.match(text, start, end):
            start = m.end()
    for close, open_ in _CLOSERS:
        at = text.rfind(close, start, end)
        if at >= 0 and text.find(open_, start, at) < 0:
            start = at + 1  # 24隧”、城市道路: the end of what stands before
    while start < end and text[start] in _PUNCTUATION and not _opens(text, start, end):
        start += 1
    while start < end and text[end - 1] in _PUNCTUATION and not _closes(text, start, end):
        end -= 1
    if (m := _SCOPE.match(text, start, end)) and m.end() < end:
        start = m.end()
    if text[end - 1] in "]］0123456789" and (m := _TAIL_NOTE.search(text, start, end)):
        end = m.start()  # 人均地区生产总值[2], 在岸人民币兑美元16:30
    if text[end - 1] in "）)" and (m := _TAIL_BRACKET.search(text, start, end)):
        end = m.start()  # 较去年同期（下同）增长: a remark alone is no name
    return start, end


# 金意、爱笛等智能制造项目: what stands before 等 are examples.
_EXAMPLES = late(r"[^，。；等]{1,30}、[^，。；、等]{1,14}等(?=[一-鿿]{5})")
_EXAMPLE = late(r"[^，。；、等]{1,14}(?<![高平中初优同对特])等(?![级额值候同比外高])(?=[一-鿿]{2})")
# 有出口实绩的企业
_WHO_HAVE = late(
    "有[^，。；、的有\\d]{0,8}(?:[实业]绩|活动|记录|申请|需求|意愿|能力|资[质格]|业务|许可|交易|困难)的(?=企业|单位|机构|家庭|农户|人|居民|商户|主体)"
)
# 占比最高的制造业指数: by what it stands out is no part of its name.
_FOREMOST = late(
    r"[^，。；、的\d]{1,8}(?:最[大高多快好强重]|[较更][大高多快强好])的(?=[一-鿿]{3})(?![一二两三四五六七八九十])"
)
_SUCH_AS = late("如(?![东皋意家新期果何今此])[一-鿿]{3}")
_STOPS = ("，", "。", "；", "：", "（")
_COLUMN = late(r"【[^【】]{1,12}】(?=[一-鿿])")  # 【楼市】新盘
# 47.63万户（套）、老旧小区改造; 32个实现增长、增长面
_LEFT_OVER = late(r"（[^（）]{1,4}）[、，]|(?:增长|下降|上升|上涨|下跌|回升|回落|提升|提高)、")
# 电源规模最大、新能源占比最高、总投资: what only describes the thing.
_SUPERLATIVES = late(r"(?:[^、“”（）]{1,12}(?:最[大高多长快优先强新]|第[一二三四五])[、，])+")
_CLOSERS = (("”", "“"), ("」", "「"), ("》", "《"), ("）", "（"), (")", "("))
_NEW = late("的?新增")
_WHAT_FOR = late("用于|围绕|关于")  # 3000亿元国债用于以旧换新, 13位委员围绕生态保护发言
_QUOTES = ("“", "‘", "「", "『")
_PAIRS = {"“": "”", "《": "》", "（": "）", "‘": "’", "(": ")", "【": "】"}


def _opens(text: str, start: int, end: int) -> bool:
    return text[start] in _PAIRS and _PAIRS[text[start]] in text[start + 1 : end]


def _closes(text: str, start: int, end: int) -> bool:
    return any(text[end - 1] == close and open_ in text[start : end - 1] for open_, close in _PAIRS.items())
