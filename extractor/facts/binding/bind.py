"""The numbers of a sentence, clause by clause, each bound to what it measures."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.facts.binding import (
    beside,
    bracket_remarks,
    brackets,
    no_statistics,
    partners,
    ranked,
    shares,
    shares_brought,
    standings,
    thresholds,
)
from extractor.facts.binding.changes import bind_change
from extractor.facts.binding.memory import Memory
from extractor.facts.binding.quantities import bind_quantity
from extractor.facts.growth import former, moving, pace_moves
from extractor.facts.growth.compared import others_pace
from extractor.facts.indicators import implied_units, limits, measures, naming, rates_behind, trades, views
from extractor.facts.indicators.gaps import Gap
from extractor.facts.lists import ranked_rows, shared, shared_units
from extractor.facts.lists.unmarked import Listed
from extractor.facts.model import Fact
from extractor.facts.skeleton import Clause, Number, Skeleton, head
from extractor.late import late
from extractor.mentions.indicators import phrase_after, phrase_before
from extractor.mentions.model import Change, Indicator
from extractor.patterns import Expression
from extractor.span import Span


def bind(skeleton: Skeleton, memory: Memory) -> list[Fact]:
    """Bind the numbers of one sentence."""
    view, span = memory.view, skeleton.sentence.span
    goes_on = view[span.start - 1 : span.start] in ("；", ";") and _SHARED.match(view, span.start)
    memory.before = memory.sentence if goes_on else []
    memory.sentence, memory.pace, memory.over, memory.remark = [], None, None, None
    memory.explained, memory.row = None, (0, None)
    clauses = skeleton.clauses
    if not skeleton.counts and view[span.end - 1] not in "：:":
        return []
    if _DEFINES.match(view, *span) or (view.find("指", *span) >= 0 and _MEANS.search(view, *span)):
        return []
    at = 0
    while at < len(clauses):
        clause = clauses[at]
        if at and clause.depth < clauses[at - 1].depth:
            memory.explained = _explained(clauses, at, memory)
        if row := _beside_brackets(clauses, at, memory):
            for fact in row.facts:
                memory.keep(fact, skeleton)
            memory.topic = row.topic or memory.topic
            at += row.clauses
        elif not clause.numbers:
            _remember_topic(clause, memory)
            if at + 1 < len(clauses) and (of := _leads(clause, clauses[at + 1], memory)):
                memory.ranked, memory.remark = of, None
            at += 1
        elif listed := shared.read(
            clauses,
            at,
            view,
            memory.sentence or memory.before,
            memory.spoken_of(),
            memory.listed,
            memory.topic,
        ):
            memory.doubts += listed.doubts
            memory.listed = listed.facts or memory.listed
            implied_units.fill(listed.facts, view, memory.yuan)
            shared_units.cite(listed.facts, view)
            for fact in listed.facts:
                memory.keep(fact, skeleton)
            at += listed.clauses
        else:
            bound = len(memory.sentence)
            _bind_clause(clause, skeleton, memory)
            memory.share = memory.pace = None
            if len(memory.sentence) == bound:
                _remember_unbound(clause, memory)
            at += 1
    return memory.sentence


def _beside_brackets(clauses: Sequence[Clause], at: int, memory: Memory) -> Listed | None:
    """Read what brackets hold or part, what has one share in common, and how many pass a mark."""
    if counted := bracket_remarks.read(clauses, at, memory):
        return counted
    if not clauses[at].numbers:
        return None
    if shared := shares_brought.row(clauses[at], memory.view):
        return Listed(shared, 1)
    return (
        thresholds.row(clauses[at], memory)
        or brackets.read(clauses, at, memory)
        or thresholds.read(clauses[at], memory)
        or ranked_rows.read(clauses[at], memory.of_whole(), memory.view)
    )


def _leads(clause: Clause, following: Clause, memory: Memory) -> Indicator | None:
    """Find what a clause without a figure leaves for the figure of the next."""
    view, said = memory.view, memory.topic or memory.ranked or memory.pace or memory.share
    beside = ranked.beside(clause, following, memory.of_whole(), view)
    return beside or (None if said else moving.read(clause, following, view, told=bool(memory.sentence)))


def _remember_unbound(clause: Clause, memory: Memory) -> None:
    """Remember what a clause announces whose number says nothing: 首次突破万亿，达到1.1万亿元."""
    memory.pace = ranked.of_growth(clause, memory.last, memory.view)
    colon = clause.closer in ("：", ":")
    first = clause.numbers[0]
    said = isinstance(first, Change) and first.quantity is None  # 出口由负转正，同比增长0.6%
    if first.unit == "倍":  # 净利润是上年同期的2.3倍，达3.2亿元
        starts = (p.span.start for p in clause.periods if clause.span.start < p.span.start < first.span.start)
        _remember_topic(clause, memory, next(starts, first.span.start))
    elif colon or said or first.unit is None or no_statistics.is_step(first, memory.view):
        _remember_topic(clause, memory, None if colon else first.span.start)


# 香港10万人次、台湾5万人次；分别增加8.8倍及5.6倍.
_SHARED = late(r"\s*(?:到?20\d\d年[底末]?[，,])?(?:同比|环比|按[年月季])?分别")
# A footnote defines words: 注：规模以上工业指年主营业务收入2000万元及以上的企业.
_DEFINES = late(r"(?:注|注释|说明|备注|附注)[：:]|\[\d+\]")
_MEANS = late(r"是指|系指|指的是")
# What follows a measure and names none: how it ranks, what it was before (粮食产量在上年增长的基础上，又增产).
_STANDINGS = tuple("名位序上高低大小多少快慢降减跌")
_STANDING = late(
    r"[前后]?[一二三四五六七八九十\d]{1,4}[名位]$|[位高]?居于?首位$|排名$|排序$|(?:最|较|偏|更|相对|略|稍)[高低大小多少快慢]$|[一二三四五六七八九十两]{1,2}[增升涨][一二三四五六七八九十两]{1,2}[降减跌]$|在[^，。；]{0,24}基础上$"
)
_AGAINST = late(r"(?:较|比(?!亚迪|特币|利时|例|重|率|值)|与|同(?!店|业|行|类))[^，。；较比]{2,10}$")
_BESIDE = late("[与和同跟][^，。；、]{2,12}(?:相比|相较|比较|对比)$")
_CAME_TO = late(
    r"(?:恢复|增长|回升|上涨|下降|表现|[涨跌增降走])得[^，。；\d]{1,10}[，,]?$|(?:首次|首度|再次|连续|历史性)?地?(?:实现|出现|迎来)[^，。；\d]{0,12}[，,]?$"
)
# 业务量增速仍保持较高水平
_LEVELS = late("(?:上年|去年)?(?:同期)?基数|(?:较高|较低|[高低]|合理|历史)(?:水平|位)")


def _ruled(clause: Clause, memory: Memory) -> bool:
    """Remember what a whole clause sets over the figures behind it: a superlative, what is looked at, what moves."""
    view = memory.view
    if most := ranked.read(clause, view):
        memory.ranked, grows = most
        if memory.last and any(n.span == memory.ranked.span for n in clause.names):
            # 以越南升幅最为显著 behind 输往亚洲的货值
            memory.ranked = partners.framed(memory.last.indicator, memory.ranked.span, view) or memory.ranked
        memory.pace, memory.share, memory.topic = memory.ranked if grows else None, None, None
    elif over := views.seen(clause, view):
        memory.over, memory.remark, memory.pace = over, None, None
        memory.topic, memory.share = (None, over.span) if over.share else (over.span, None)
    elif moved := naming.because(view, clause):
        memory.remark, memory.pace = None, ranked.of_growth(clause, memory.last, memory.view)
        memory.ranked, memory.topic, memory.share = Indicator(moved), None, None
    else:
        return False
    return True


def _remember_topic(clause: Clause, memory: Memory, end: int | None = None) -> None:
    """Remember what a clause without a figure (or before a number that is none) announces."""
    if end is None and (clause.depth or views.only_tells(clause, memory.view)):
        return  # 性别比为105（女性为100）; 社会融资规模方面，初步统计，7月增量为…
    view, memory.ranked = memory.view, None
    if end is None and _ruled(clause, memory):
        return
    before, memory.remark, memory.pace = (
        memory.remark,
        None,
        ranked.of_growth(clause, memory.last, memory.view),
    )
    memory.share = shares.share_phrase(clause, clause.span.start, clause.span.end, view)
    if whence := views.whence(clause, view):
        memory.topic = whence
        return
    if measures.may_name_measure(view, clause.span):
        marks = sorted([m.span for m in (*clause.names, *clause.periods)])
        end = _told_until(clause, view, end)
        span, _ = phrase_before(view, clause.span.start, end, marks)
        if span and measures.is_measure(span.cut(view)) and not _LEVELS.fullmatch(view, *span):
            memory.topic = measures.without_growth_noun(view, span)
            return
        opening = naming.affected(view, clause) or naming.opening_noun(view, clause)
        if opening and measures.is_measure(opening.cut(view)):
            memory.topic = measures.without_growth_noun(view, opening)  # 出厂价格却是另一番光景：同比涨16.5%
            return
    if thriving := naming.thrives(view, clause):
        memory.ranked, memory.remark = Indicator(thriving), clause
        return
    row = memory.last is not None and memory.last.change is not None and memory.last.quantity is None
    if row and (kind := naming.affected(view, clause) or naming.kind(view, clause)):
        memory.ranked = Indicator(kind)
        return
    memory.remark = before if before and trades.goes_on(view, before, clause) else clause


def _told_until(clause: Clause, view: str, end: int | None) -> int:
    """Return where what is measured ends: behind it stand how it went, against what, and how it ranks."""
    end = measures.before_trend(view, clause.span) if end is None else end
    m = end < clause.span.end and _AGAINST.search(view, clause.span.start, end)
    if m := m or _BESIDE.search(view, clause.span.start, end):
        end = m.start()  # 毛利率较去年同期明显改善，为23%; 净利润与上年同期相比，将增加2亿元
    if (m := _CAME_TO.search(view, clause.span.start, end)) and m.start() > clause.span.start:
        end = m.start()  # 粮食总产实现“十二连增”，去年达到…; 民间投资恢复得比预想的快，同比增长…
    if view.endswith(_STANDINGS, *clause.span) and (m := _STANDING.search(view, *clause.span)):
        end = min(end, m.start())
    return end


def _explained(clauses: Sequence[Clause], at: int, memory: Memory) -> Fact | None:
    """Find whose parts the bracket before told: 公司73家（中资51家，外资22家），增加7家."""
    k = at - 1
    while k > 0 and clauses[k].depth > clauses[at].depth:
        k -= 1
    for fact in reversed(memory.sentence):
        if fact.anchor < clauses[k].span.start:
            break
        if fact.quantity and fact.quantity.span.end == clauses[k].span.end and fact is not memory.last:
            return fact
    return None


def _bind_clause(clause: Clause, skeleton: Skeleton, memory: Memory) -> None:
    left, limited = clause.span.start, None
    last = memory.sentence[-1].quantity if memory.sentence else None
    like = last.unit if last else None
    numbers = [
        n
        for n in clause.numbers
        if isinstance(n, Change) or not no_statistics.is_no_statistic(n, memory.view, clause, like)
    ]
    such = _counted(numbers, memory.view, clause)
    numbers = [n for n in numbers if such.get(n.span.start, n)]
    for i, number in enumerate(numbers):
        more = i + 1 < len(numbers)
        right = numbers[i + 1].span.start if more else clause.span.end
        if more and (name := _limit(number, numbers[i + 1], memory.view, clause)):
            limited = name
            continue
        limited = such.get(number.span.start) or limited
        if not more and (name := limits.closes(number, memory.view, clause)):
            memory.ranked = Indicator(name)
            continue
        parted = more and limits.parts_off(number, numbers[i + 1], memory.view)
        if parted or no_statistics.counts_priced(number, memory.view):
            left = number.span.end
            memory.topic = memory.topic if more else phrase_after(memory.view, left, clause.span.end)
            continue
        gap = Gap(clause, left, number, right)
        if limited is not None and number.unit:
            memory.keep(_limited(limited, number, memory), skeleton)
        elif fact := _bind_number(number, gap, memory):
            _hand_on(fact, memory)
            memory.keep(fact, skeleton)
        elif isinstance(number, Change) and number.rate is None and number.quantity is None:
            continue  # 净利润扭亏为盈至1.2亿元
        what = such.get(number.span.start)
        left, limited = what.end if what else number.span.end, None
        if (
            more
            and memory.last
            and memory.last.quantity is number
            and memory.last.rule == "clause.number-noun"
        ):
            end = memory.last.indicator.span.end
            apart = _NEXT.fullmatch(memory.view, end, right) or memory.view.startswith("、", end, right)
            counts = more and numbers[i + 1].unit in limits.COUNTERS
            if apart or (counts and memory.view.endswith(_ZONES, left, end)):
                left = end  # 2个中心、40个专科: each has its noun behind it
    if numbers and memory.last and memory.last.quantity is numbers[-1] and memory.counts_places(memory.last):
        end = memory.last.indicator.span.end
        what = phrase_after(memory.view, end, clause.span.end) if end < clause.span.end else None
        if what and measures.is_measure(what.cut(memory.view)):
            memory.topic = what  # 9座城市成交量增加，温州以7%涨幅居首


def _counted(numbers: Sequence[Number], view: str, clause: Clause) -> dict[int, Span | None]:
    """Find the counts that a limit behind them names, and, without a name, the limits themselves."""
    such: dict[int, Span | None] = {}
    for q, mark in pairwise(numbers):
        if q.span.start not in such and (what := limits.counted(q, mark, view, clause)):
            such |= {q.span.start: what, mark.span.start: None}
        elif limits.either(q, mark, view):
            such[q.span.start] = None
    return such


def _limit(number: Number, following: Number, view: str, clause: Clause) -> Span | None:
    """Find what the number only helps to name, which the next one counts."""
    if isinstance(number, Change):
        return limits.paced(number, following, view, clause)
    part = limits.limited_part(number, following, view, clause)
    return part or limits.threshold(number, head(following), view, clause)


_ZONES = ("区", "区县", "镇街", "乡镇")
_NEXT = Expression("(?:[和与及]|以及)(?:{next-deed})?")
_ARRIVES = late(r"(?:至|到)[^，。；]{0,24}$")


def _hand_on(fact: Fact, memory: Memory) -> None:
    """Give the growth between two levels to the later one: 由14亿元增长102.8%至29亿元."""
    before, q = memory.sentence[-1] if memory.sentence else None, fact.quantity
    if before is None or q is None or not before.change or not before.quantity or fact.change:
        return
    follows = before.quantity.span.end <= before.change.span.start < q.span.start
    same = before.indicator.span == fact.indicator.span and before.quantity.unit == q.unit
    if follows and same and _ARRIVES.match(memory.view, before.change.span.end, q.span.start):
        fact.change, before.change = before.change, None
        before.rule, fact.rule = before.rule.partition("+")[0], f"{fact.rule}+growth"


def _limited(name: Span, number: Number, memory: Memory) -> Fact:
    """Count what a limit names: 超10亿元项目12个, or after 亿元企业320家 just 超10亿元21家."""
    text = name.cut(memory.view)
    noun = None
    if text[-1] in "元下上" and memory.last:
        whole = memory.last.indicator.span.cut(memory.view)
        noun = next((text + n for n in ("企业", "项目", "产品", "园区") if whole.endswith(n)), None)
    if isinstance(number, Change):
        return Fact(0, Indicator(name, noun), "clause.limit-name", change=number)
    fact = Fact(0, Indicator(name, noun), "clause.limit-name", quantity=number)
    fact.measure = "share" if number.unit == "%" else "level"
    return fact


def _bind_number(number: Number, gap: Gap, memory: Memory) -> Fact | None:
    if isinstance(number, Change):
        if former.speaks(gap, memory):
            return former.grown(number, gap, memory)
        within = standings.grown(number, memory)
        if within and others_pace(number, gap, memory.view):
            return None
        fact = Fact(0, within, "clause.growth", change=number) if within else bind_change(number, gap, memory)
    else:
        fact = beside.read(number, gap, memory) or pace_moves.read(number, gap, memory)
        fact = fact or standings.read(number, gap, memory)
        fact = fact or rates_behind.read(number, gap, memory) or bind_quantity(number, gap, memory)
    if fact and memory.over and memory.over.share and memory.over.span in fact.indicator.parts:
        fact.measure = "share"
    return fact
