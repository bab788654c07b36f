"""Which indicator a number belongs to: the phrase before it, after it, or one that an earlier clause named."""

import re
from dataclasses import dataclass, field, replace

from extractor.facts import gaps, lists, measures, phrases
from extractor.facts.gaps import Gap
from extractor.facts.model import Doubt, Fact
from extractor.facts.skeleton import Clause, Number, Skeleton, head
from extractor.mentions.indicators import phrase_before
from extractor.mentions.model import Change, Indicator, Quantity
from extractor.span import Span


@dataclass(slots=True)
class Memory:
    """What earlier clauses and sentences leave behind."""

    view: str
    yuan: str = "CNY"  # what a bare 元 is
    last: Fact | None = None  # the last fact of the paragraph
    whole: Fact | None = None  # the last fact of the article that may be split into parts: 分城乡看，…
    topic: Span | None = None  # a measure named by a clause without a number: 投资增速前三名：
    share: Span | None = None  # the part whose share a clause without a number announces: 甲占乙比重，由…
    owner: Span | None = None  # what a clause without a number is about: 立式加工中心仍是主业，收入…
    sentence: list[Fact] = field(default_factory=list)  # the facts of this sentence
    doubts: list[Doubt] = field(default_factory=list)

    def new_paragraph(self) -> None:
        """Forget what does not reach over paragraphs."""
        self.last, self.topic, self.share, self.owner = None, None, None, None

    def keep(self, fact: Fact, skeleton: Skeleton) -> None:
        """Take a fact up."""
        fact.sentence = skeleton.index
        self.sentence.append(fact)
        self.last, self.topic = fact, None
        if fact.measure == "level" and measures.is_measure(fact.indicator.span.cut(self.view)):
            self.whole = fact

    def settled(self) -> Fact | None:
        """Return the last fact of the sentence that growth may belong to, which a base of comparison is not."""
        return next((f for f in reversed(self.sentence) if not f.rule.startswith(("base", "from"))), None)

    def measured(self) -> Fact | None:
        """Return the level that a growth behind its share belongs to: 投资193.5亿元，占71.2%，增速23.1%."""
        if len(self.sentence) < 2 or self.sentence[-1].measure != "share" or self.sentence[-1].change:
            return None
        level, share = self.sentence[-2:]
        open_ = level.quantity and level.change is None and level.measure == "level"
        return level if open_ and level.indicator.span == share.indicator.span else None


def bind(skeleton: Skeleton, memory: Memory) -> list[Fact]:
    """Bind the numbers of one sentence."""
    memory.sentence = []
    if _DEFINES.match(memory.view, *skeleton.sentence.span):
        return []
    clauses = skeleton.clauses
    if (
        len(clauses) == 1
        and not clauses[0].numbers
        and not memory.view.endswith(("：", ":"), 0, clauses[0].span.end)
    ):
        memory.owner = None
        return []
    at = 0
    while at < len(clauses):
        clause = clauses[at]
        if not clause.numbers:
            _remember_topic(clause, memory)
            at += 1
        elif listed := lists.read(clauses, at, memory.view, memory.sentence):
            memory.doubts += listed.doubts
            for fact in listed.facts:
                memory.keep(fact, skeleton)
            at += listed.clauses
        else:
            bound = len(memory.sentence)
            _bind_clause(clause, skeleton, memory)
            memory.share = None
            if len(memory.sentence) == bound:
                colon = clause.closer in ("：", ":")
                first = clause.numbers[0]
                if colon or first.unit is None:  # 首次突破万亿，达到1.1万亿元
                    _remember_topic(clause, memory, None if colon else first.span.start)
            at += 1
    return memory.sentence


# A footnote defines words: 注：规模以上工业指年主营业务收入2000万元及以上的企业.
_DEFINES = re.compile(r"(?:注|注释|说明|备注|附注)[：:]|\[\d+\]")
_RANKED = re.compile(r"[前后]?[一二三四五六七八九十\d]{1,4}[名位]$|排名$|排序$")


_BASED_ON = re.compile(r"在[^，。；]{0,24}基础上$")  # 粮食产量在上年增长的基础上，又增产291亿斤


def _remember_topic(clause: Clause, memory: Memory, end: int | None = None) -> None:
    """Remember what a clause without a figure (or before a number that is none) announces."""
    marks = sorted(m.span for m in (*clause.names, *clause.periods))
    end = clause.span.end if end is None else end
    if m := _RANKED.search(memory.view, *clause.span) or _BASED_ON.search(memory.view, *clause.span):
        end = m.start()
    span, _ = phrase_before(memory.view, clause.span.start, end, marks)
    memory.owner = None
    opening = measures.opening_noun(memory.view, clause)
    memory.share = measures.share_phrase(clause, clause.span.start, clause.span.end, memory.view)
    if span and measures.is_measure(span.cut(memory.view)):
        memory.topic = measures.without_growth_noun(memory.view, span)
    elif opening and measures.is_measure(opening.cut(memory.view)):
        memory.topic = opening  # 出厂价格却是另一番光景：同比涨16.5%
    else:
        memory.owner = opening


def _bind_clause(clause: Clause, skeleton: Skeleton, memory: Memory) -> None:
    left, limited = clause.span.start, None
    numbers = [
        n
        for n in clause.numbers
        if isinstance(n, Change) or not measures.is_no_statistic(n, memory.view, clause)
    ]
    for i, number in enumerate(numbers):
        more = i + 1 < len(numbers)
        right = numbers[i + 1].span.start if more else clause.span.end
        if (
            more
            and isinstance(number, Quantity)
            and (name := measures.threshold(number, right, memory.view, clause))
        ):
            limited = name
            continue
        gap = Gap(clause, left, number, right)
        if limited is not None and isinstance(number, Quantity):
            memory.keep(_limited(limited, number, memory), skeleton)
        elif fact := _bind_number(number, gap, memory):
            _hand_on(fact, memory)
            memory.keep(fact, skeleton)
        left, limited = number.span.end, None
        if (
            more
            and memory.last
            and memory.last.quantity is number
            and memory.last.rule == "clause.number-noun"
        ):
            end = memory.last.indicator.span.end
            if memory.view[end:right] in ("、", "和", "与", "及", "以及"):
                left = end  # 2个中心、40个专科: each has its noun behind it


_ARRIVES = re.compile(r"(?:至|到)[^，。；]{0,24}$")


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


def _limited(name: Span, q: Quantity, memory: Memory) -> Fact:
    """Count what a limit names: 超10亿元项目12个, or after 亿元企业320家 just 超10亿元21家."""
    text = name.cut(memory.view)
    noun = None
    if text[-1] in "元下上" and memory.last:
        whole = memory.last.indicator.span.cut(memory.view)
        noun = next((text + n for n in ("企业", "项目", "产品", "园区") if whole.endswith(n)), None)
    return Fact(0, Indicator(name, noun), "clause.limit-name", quantity=q)


def _bind_number(number: Number, gap: Gap, memory: Memory) -> Fact | None:
    if isinstance(number, Change):
        return _bind_change(number, gap, memory)
    return _bind_quantity(number, gap, memory)


def _name(span: Span, gap: Gap, memory: Memory) -> Indicator:
    last = memory.last
    known = last is not None and measures.is_measure(phrases.text(last.indicator, memory.view))
    whole = last if known else memory.whole or last
    return gaps.name(span, gap, memory.view, memory.sentence, whole, memory.owner)


def _bind_change(change: Change, gap: Gap, memory: Memory) -> Fact | None:
    view = memory.view
    if not change.unit:
        span, _ = gap.before(view)
        return _bind_unitless(change, gap, span, memory)
    alone = change.quantity is None and not _may_stand_alone(change, gap, memory)
    before = memory.settled()
    same = before is not None and before.quantity is not None and before.quantity.unit == change.unit
    lasts = same or measures.lasts(view, gap.clause, change.span.start)
    if alone or (change.unit in measures.DURATIONS and not lasts):
        return None  # 倍增发展; 工期缩短10天
    if gap.number is not gap.clause.numbers[-1] and (m := _FROM.search(view, gap.left, change.span.start)):
        return _bind_from(change, gap, m.start(), memory)
    if part := measures.share_phrase(gap.clause, gap.left, head(change), view):
        return Fact(0, Indicator(part), "clause.share-growth", change=change, measure="share")
    span, _ = gap.before(view)
    if span and measures.is_growth_noun(span.cut(view)):
        if change.unit in ("pp", "bp"):
            return None  # growth of growth
        span = measures.without_growth_noun(view, span)
    if span and span.end - span.start > 1:
        return Fact(0, _name(span, gap, memory), "clause.growth", change=change)
    own = change.unit == "%" and change.basis != "avg"
    last = (memory.measured() if own else None) or memory.settled()
    if gap.names and _QUOTED.match(view, change.span.start) and gap.names[-1].end == head(change):
        return Fact(0, Indicator(gap.names[-1]), "clause.quote", change=change)  # 比亚迪电子跌近8%
    if gap.names or (memory.topic and not last):
        return _inherit(memory, "list.growth", change=change)
    if last is None:
        return _inherit(memory, "sentence.growth", change=change) if change.unit == "%" else None
    return _attach(last, change)


_QUOTED = re.compile(r"[收大暴急劲微]?[涨跌]")


def _bind_unitless(change: Change, gap: Gap, span: Span | None, memory: Memory) -> Fact | None:
    """Read 消费按季少76亿: the unit is that of the indicator."""
    last = memory.settled()
    unit = measures.implied_unit(span.cut(memory.view), memory.yuan) if span else None
    if unit is None and last is not None and last.quantity is not None:
        unit = last.quantity.unit
    return _bind_change(replace(change, unit=unit), gap, memory) if unit else None


_FROM = re.compile(r"(?:由|从|自)[^，。；]{0,12}$")


def _bind_from(change: Change, gap: Gap, start: int, memory: Memory) -> Fact | None:
    """Read the first half of 由去年同期下降5%转为增长21.5%."""
    names = [n for n in gap.names if n.end <= start]
    span, _ = phrase_before(memory.view, gap.left, start, names)
    if span:
        return Fact(0, _name(span, gap, memory), "from.growth", change=change)
    return _inherit(memory, "from.growth", change=change)


def _may_stand_alone(change: Change, gap: Gap, memory: Memory) -> bool:
    """Tell whether 翻番, 持平 or 倍增 says something of a measure, and is no figure of speech (倍增发展)."""
    if change.rate is None:
        return False
    span, _ = gap.before(memory.view)
    return measures.is_measure(span.cut(memory.view)) if span else bool(memory.sentence)


def _attach(last: Fact, change: Change) -> Fact | None:
    """Give a bare growth to the fact before it, or make it a second growth of the same indicator."""
    if change.unit in ("pp", "bp"):
        rate = last.quantity is not None and last.quantity.unit == "%"
        sloppy = change.base is not None and change.basis == "yoy"  # 收入260亿元，比去年同期下降6.8个百分点
        if last.change is None and (rate or sloppy):
            last.change = change
        return None  # otherwise 增速比上半年加快0.3个百分点: growth of growth
    if last.change is None and last.measure == "level":
        last.change = change
        last.rule = f"{last.rule}+growth"
        return None
    return Fact(0, last.indicator, "clause.second-growth", change=change, indicator_inherited=True)


def _inherit(
    memory: Memory, rule: str, quantity: Quantity | None = None, change: Change | None = None
) -> Fact | None:
    last = memory.sentence[-1] if memory.sentence else memory.last
    indicator = Indicator(memory.topic) if memory.topic else last.indicator if last else None
    if indicator is None:
        return None
    fact = Fact(0, indicator, rule, quantity=quantity, change=change, indicator_inherited=True)
    if rule in ("clause.second-level", "pronoun.level") and last:
        fact.measure = last.measure  # 占比由1%上升到5%
    return fact


def _bind_quantity(q: Quantity, gap: Gap, memory: Memory) -> Fact | None:
    view = memory.view
    if _THIS_FIGURE.search(view, gap.left, q.span.start):
        return _inherit(memory, "pronoun.level", quantity=q)
    if memory.share and q.unit == "%" and not gap.names:
        return Fact(
            0, Indicator(memory.share), "topic.share", quantity=q, measure="share", indicator_inherited=True
        )
    if share := measures.share(q, gap.clause, gap.left, gap.right, view) or measures.part(
        q, gap.clause, gap.right, view
    ):
        return _bind_share(q, share, memory)
    span, verb = gap.before(view)
    if span and (status := measures.expects(span.cut(view))):
        fact = _inherit(memory, "ticker.level", quantity=q)
        if fact:
            fact.status = status
        return fact
    if span and measures.is_pronoun(span.cut(view)):
        return _inherit(memory, "pronoun.level", quantity=q)
    after = gap.after(view)
    if after and (span is None or verb or measures.may_be_verb(view, span, q)):
        if span is None and not verb and view.startswith("的", q.span.end):
            return None  # 超10亿元的项目: a threshold inside a name
        return (
            None
            if measures.is_specification(q)
            else Fact(0, Indicator(after), "clause.number-noun", quantity=q)
        )
    if span is None:
        return _bind_bare(q, gap, memory)
    return _bind_level(q, span, gap, memory)


# 上一年这一比例为22.5%.
_THIS_FIGURE = re.compile(r"(?:这一|该|这个|此)(?:数字|数据|比例|比重|占比|指标|数值)[^，。；]{0,8}$")
# 失业率较第一季的4.2%: the number is what is compared with.
_COMPARED = re.compile(r"(?:比|较)[^，。；]{1,12}的$")


def _bind_level(q: Quantity, span: Span, gap: Gap, memory: Memory) -> Fact | None:
    span, per = measures.without_per(memory.view, span)
    phrase = span.cut(memory.view)
    if q.unit is None and (unit := measures.implied_unit(phrase, memory.yuan)):
        q = replace(q, unit=unit)
    if per and q.unit:
        q = replace(q, unit=f"{q.unit}/{per}")
    if not measures.may_measure(phrase, q) or (q.unit is None and not measures.is_index(phrase)):
        return None
    rule = "base.level" if _COMPARED.search(memory.view, gap.left, q.span.start) else "clause.level"
    return Fact(0, _name(span, gap, memory), rule, quantity=q)


def _bind_bare(q: Quantity, gap: Gap, memory: Memory) -> Fact | None:
    """Bind a number without a phrase: the level of a growth that came first, or one of a series."""
    last = memory.sentence[-1] if memory.sentence else None
    linked = measures.links(memory.view, gap.left, q.span.start, [p.span for p in gap.clause.periods])
    same = last is not None and last.quantity is not None and last.quantity.unit == q.unit
    if same and gap.clause.depth and q.span.start == gap.clause.span.start:
        return _inherit(memory, "base.bracket", quantity=q)  # 自2003年第三季（5.5%）以来最高
    if gap.names and (memory.topic or same):
        return _inherit(memory, "list.level", quantity=q)
    rate = last is not None and last.change is not None and last.change.unit == "pp"
    if last and last.quantity is None and linked and (q.unit != "%" or rate):
        last.quantity = q
        last.rule = f"{last.rule}+level"
        return None
    if memory.topic and not gap.names and (linked or gap.clause.opener in ("：", ":")):
        return _inherit(memory, "topic.level", quantity=q)
    if same and any(p.kind == "base" and gap.left <= p.span.start < q.span.start for p in gap.clause.periods):
        return _inherit(memory, "base.level", quantity=q)  # 去年同期为2650万颗
    if same and linked:
        return _inherit(memory, "clause.second-level", quantity=q)
    return None


def _bind_share(q: Quantity, share: "measures.Share", memory: Memory) -> Fact | None:
    last = memory.settled() or memory.last
    if share.indicator:
        fact = Fact(0, Indicator(share.indicator), f"clause.{share.measure}", quantity=share.signed(q))
    elif last:
        fact = Fact(
            0, last.indicator, f"clause.{share.measure}", quantity=share.signed(q), indicator_inherited=True
        )
    else:
        return None
    fact.measure = share.measure
    return fact
