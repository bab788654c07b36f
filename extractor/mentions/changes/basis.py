"""What a change is measured against: 同比, 环比, 比上年末, 两年平均."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extractor.late import late
from extractor.mentions.model import Basis, Change
from extractor.mentions.quantities.units import Words
from extractor.patterns import PatternBook, load
from extractor.span import Span

_THEN = late(
    "[则，]{0,2}(?:明显|大幅|小幅|略有?|分别|仍|亦|也|均)?(?:实质|實質|名义)?"
)  # not 价格比较稳定，上涨5%
_LISTS = ("、", "和", "与", "及", "以及")
REACH = 40  # characters before the direction word in which its basis may stand
# As far as the last mark; the comma of 3,850万元 ends no clause.
_CLAUSE = late(r"(?s:.*)[。；;！？!?\n，：:（(,](?:(?<!,)|(?![0-9]{3}))")
_DATED_BY = frozenset("0123456789上去前同年")
_DATED = frozenset("0123456789一二三四五六七八九十第末底初前下年")
_MONTH = late(r"(?<![较比\d])(1[0-2]|[1-9])月(?!至|-)")
_QUARTER = late(r"(?<![较比第])第?([一二三四])季")  # what another figure is compared with is not spoken of
_QUARTERS = "一二三四"
_BESIDE = ("相比", "比较")
_WITH = late(f"[与和同跟](?P<object>[^，。；、]{{1,28}}?)(?:{'|'.join(_BESIDE)}|比$)")


# 出口413億美元，年增8.4%，月減1.2%: what 同比 and 環比 are called in Taiwan. 连年增长, 今年增长 say no basis.
_SHORT = late(r"(?<![^A-Za-z、，,（(；;口额額值量率價价收入益润潤])[年月季]$")
# Brokers write 营收同增12%，环降3%: not 合同增3%, 循环降5%.
_BROKERED = late(
    r"(?<=[一-鿿])(?<![合共相不协一陪认等会趋雷伙与和])同$|(?<=[一-鿿％%，,])(?<![循内中外光一二三四五六七])环$"
)
# Before a verb of one character more may stand: 訂單年增12.3%; not 连年增5%, 5月增3%.
_SHORT_VERB = late("[增减升降跌](?![长加收产支效少低幅速])")
_ALONE = late(
    r"(?:(?<=[指人户戶件次][数數])|(?<![0-9一二三四五六七八九十连今去明前后逐每当同历全本上下半近多几数初末]))[年月季]$"
)
_HALVES = ("半", "全", "今", "去")  # 下半年同比: the 年 is the half's
_SHORT_ENDS = frozenset("年月季同环\n")
_SHORT_BASES: dict[str, Basis] = {"年": "yoy", "月": "mom", "季": "qoq", "同": "yoy", "环": "mom"}


_DATED_BASES = ("yoy", "mom", "qoq")
# 资产负债率64.7%，五年下降4.0个百分点; 十年间翻了近四番; not 近三年, 2020年, 第三年.
_OVER_YEARS = late(
    r"(?<![\d第〇○一二三四五六七八九十])(?:[1-9]\d?|[两二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)年(?:间|来|内)?(?:累计|共|总共|合计)?$"
)
_BEFORE_VERB = ("", "分别", "每年", "实现", "递")


# 服务业7年均增长4%: over so many years.
_SOME_YEARS = late(r"(?<![\d近前去这后来第．.年])\d{1,2}$")


@dataclass(frozen=True)
class Bases:
    """The basis words of a book."""

    words: dict[str, Basis]
    ending: Words[Basis]
    objects: Words[Basis]
    pattern: re.Pattern[str]  # of these words and those of comparison
    compare: frozenset[str]
    not_before: tuple[str, ...]

    def find(self, text: str, end: int, floor: int) -> tuple[Basis, Span | None]:
        """Find the basis that stands nearest before a place, in its own clause or set off by one comma."""
        low = max(floor, end - REACH)
        # A break right before the word is none, where a clause began on the line above.
        m = _CLAUSE.match(text, low, end - 1) if text.startswith("\n", end - 1) else None
        m = m or _CLAUSE.match(text, low, end)
        cut = m.end() if m else low
        if cut < end and (found := self._last(text, cut, end)):
            return found
        if text[end - 1 : end] in _SHORT_ENDS and (
            (short := _SHORT.search(text, cut, end))
            or (
                _SHORT_VERB.match(text, end)
                and (short := _ALONE.search(text, cut, end) or _BROKERED.search(text, cut, end))
            )
        ):
            return _SHORT_BASES[short[0]], Span(end - 1, end)
        if text.find("年", cut, end) >= 0 and _OVER_YEARS.search(text, cut, end):
            return "other", None
        if m and text[cut - 1] in "，,":
            if hit := self.ending.before(text, cut - 1, low):
                return hit[0], Span(hit[1], cut - 1)
            if text.endswith(_BESIDE, low, cut - 1):
                for w in _WITH.finditer(text, low, cut - 1):
                    if w.end() == cut - 1:
                        return self.object_of(w["object"]), Span(*w.span())
        return "unspecified", None

    def _last(self, text: str, low: int, end: int) -> tuple[Basis, Span] | None:
        found: tuple[Basis, Span] | None = None
        for m in self.pattern.finditer(text, low, end):
            word, rest = m.group(), text[m.end() : end]
            if word == "年比" and rest[:1] in _DATED_BY:
                found = self.object_of(rest), Span(m.end() - 1, end)  # 2023年比上年产值增长5%
            elif word in self.words:
                # 平均 is a basis only where the direction word follows: not in 比全省平均水平高.
                if word == "平均" and found and found[0] in _DATED_BASES and found[1].end >= m.start():
                    found = found[0], Span(found[1].start, m.end())  # 同比平均下降1.6% over several months
                elif self.words[word] != "avg" or rest in _BEFORE_VERB:
                    # 2023年平均增长5%: the 年 is the year's
                    before = text[m.start() - 1 : m.start()]
                    of_year = word.startswith("年") and (before.isdigit() or before in _HALVES)
                    over = _SOME_YEARS.search(text, low, m.start()) if of_year else None
                    begins = over.start() if over else m.start() + of_year
                    found = self.words[word], Span(begins, m.end())
            elif (
                word in self.compare
                and rest
                and not rest.startswith(self.not_before)
                and (found is None or found[0] == "other")
            ):
                before = text[max(0, m.start() - 2 * REACH) : m.start()]
                found = self.object_of(rest, before), Span(m.start(), end)
        # 与上年同期相比销量增长5%, 和去年同期比增长5%
        open_ = found is None or text.startswith(("相比", "同期比"), found[1].start)
        beside = text.find("比较", low, end) >= 0 or (open_ and text.find("比", low, end) >= 0)
        if beside and (w := _WITH.search(text, low, end)):
            found = self._beside(w, found, text, end)
        return found

    def _beside(
        self, w: re.Match[str], found: tuple[Basis, Span] | None, text: str, end: int
    ) -> tuple[Basis, Span] | None:
        """Take 与去年同期比较 as one, and 按年 of 与2022年比较则按年下跌 with it."""
        if found is None or w.start() <= found[1].start < w.end():
            plain = w[0].endswith("相比") or _THEN.fullmatch(text, w.end(), end)
            before = text[max(0, w.start() - 2 * REACH) : w.start()]
            return (self.object_of(w["object"], before), Span(*w.span())) if plain else found
        then = _THEN.fullmatch(text, w.end(), found[1].start)
        return (found[0], Span(w.start(), found[1].end)) if then else found

    def object_of(self, words: str, before: str = "") -> Basis:
        """Classify what a figure is compared with: 上年, 上月, 上年末, the month before the one spoken of, anything else."""
        hit = self.objects.at(words, 0)
        if hit is None:
            return _previous(words, before)
        dated = words[hit[1] : hit[1] + 1] in _DATED and words[hit[1] :] and words[hit[1] - 1] != "期"
        return "other" if dated else hit[0]  # 去年3月, but 去年同期36%的渗透率


def _previous(words: str, before: str) -> Basis:
    """Take 较8月 for the month before, where the text just spoke of 9月, and 比一季度 likewise."""
    if (m := _MONTH.match(words)) and (last := _MONTH.findall(before)):
        return "mom" if int(last[-1]) == int(m[1]) % 12 + 1 else "other"
    if (m := _QUARTER.match(words)) and (last := _QUARTER.findall(before)):
        return "qoq" if (_QUARTERS.index(m[1]) + 1) % 4 == _QUARTERS.index(last[-1]) else "other"
    return "other"


@lru_cache(maxsize=8)
def bases(book: PatternBook | None = None) -> Bases:
    """Compile the basis words of a book."""
    entries = (book or load()).section("changes")
    words: dict[str, Basis] = {w: e["basis"] for e in entries if e["kind"] == "basis" for w in e["words"]}
    objects: dict[str, Basis] = {
        w: e["basis"] for e in entries if e["kind"] == "basis" for w in e.get("objects", ())
    }
    compare = [e for e in entries if e["kind"] == "compare"]
    not_words = [w for e in compare for w in e.get("not_words", ())]
    known = sorted({*words, *not_words}, key=len, reverse=True)
    marks = {w for e in compare for w in e["words"]}.difference(known)
    # Nothing but words, for which the search is quick; those of comparison last.
    every = [*known, *sorted(marks, key=len, reverse=True)]
    return Bases(
        words,
        Words(words, backwards=True),
        Words(objects),
        re.compile("|".join(map(re.escape, every))),
        frozenset(marks),
        tuple(w for e in compare for w in e.get("not_before", ())),
    )


def share_bases(found: list[Change], text: str) -> None:
    """Let 同比分别增长4.2%、下降7.9%和增长12.5% share the words that stand before the first."""
    for i, (a, b) in enumerate(pairwise(found), 1):
        alone = b.basis == "unspecified" and b.base is None and a.quantity and b.quantity
        if alone and text[a.span.end : b.span.start] in _LISTS:
            found[i] = b._replace(basis=found[i - 1].basis)
