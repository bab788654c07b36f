"""The names of a list: split at their marks, each with the head, stem or subject that it shares with the others."""

from collections.abc import Sequence

from extractor.facts import phrases
from extractor.facts.indicators import implied_units, measures, views
from extractor.facts.lists import shared_units, shared_words
from extractor.facts.lists.counts import idle, uncounted
from extractor.facts.lists.parts import without_share
from extractor.facts.lists.places import alike, beside_places, compass, peers, short_places, towns
from extractor.facts.lists.splitting import HARD, SOFT, split, split_once, split_tail
from extractor.facts.model import Fact, Item, Subject
from extractor.facts.skeleton import Clause, Name, Number
from extractor.late import late
from extractor.mentions.indicators import governed, phrase_before, words
from extractor.mentions.model import Change, Indicator, Organization
from extractor.patterns import Expression
from extractor.span import Span

# 监测的19种蔬菜中，菠菜、油菜价格涨幅较大，幅度分别为…: among how many they are.
_AMONG = late(r"[^，。；、\d]{0,12}\d{1,3}[种个类家项款只大][^，。；、\d]{1,10}中(?=[一-鿿]{2})")


def only_names(clause: Clause, count: int, view: str) -> bool:
    """Tell whether a clause may name what the next one tells of: its numbers say no more than how many they are."""
    return idle(clause.numbers, count) or _AMONG.match(view, *clause.span) is not None


def items(clauses: Sequence[Clause], at: int, names_end: int, view: str, count: int) -> list[Item] | None:
    """Split the names before 分别 into as many items as there are numbers."""
    names_end = _before_period(clauses[at], names_end, view)
    dates = {p.span.end for p in clauses[at].periods}  # no list of names is one of years
    for back in range(3):
        clause = clauses[at - back] if at >= back else None
        if clause is None or (back and not only_names(clause, count, view)):
            break
        among = _AMONG.match(view, *clause.span) if back else None
        names = [n for c in clauses[at - back : at + 1] for n in c.names if n.span.end <= names_end]
        start = max(
            [
                among.end() if among else clause.span.start,
                *(p.span.end for p in clause.periods if p.span.end <= names_end),
            ]
        )
        if start >= names_end:
            continue
        shared = _measure_of(clauses[at], names_end, view) if back == 1 else None
        stretch = Span(start, _without_price(view, clauses[at - 1].span) if shared else names_end)
        if back == 0 and (done := _done(view, stretch)):
            shared, stretch = done
        for pieces in (
            split(view, stretch, HARD),
            split(view, stretch, SOFT),
            split_tail(view, stretch, count),
            split_once(view, stretch, count),
        ):
            over = any(
                "，" in p.cut(view).rstrip("，") for p in pieces
            )  # 动能续强，10月接单: no name goes over it
            if len(pieces) == count and not over and not any(p.end in dates for p in pieces):
                found = short_places([_item(p, view, names, i == 0) for i, p in enumerate(pieces)], view)
                found = alike([*found[:-1], _uncounted(found[-1], view)], view)
                found = beside_places(towns(found, view), view)
                return peers(
                    compass([_with(i, shared, view) for i in found] if shared else found, view), view
                )
    return _between_commas(clauses, at, names_end, view, count)


# 价格涨幅较大，环比分别上涨…; 降幅前三名的是甲、乙和丙，幅度分别为…: how it is told, and no name.
_SAYS_HOW = late("(?:同比|环比|按[年月季]|的?(?:[增升涨降跌]幅|幅度|增速|增长率)|[均也都则])+")


def says_how(clauses: Sequence[Clause], at: int, end: int, view: str) -> bool:
    """Tell whether the words of a clause before its list name nothing, so that the clause before does."""
    return at > 0 and _SAYS_HOW.fullmatch(view, clauses[at].span.start, end) is not None


def without_how(clauses: Sequence[Clause], at: int, end: int, view: str) -> int:
    """Return where the names end before words that only say how they are told."""
    return clauses[at].span.start if says_how(clauses, at, end, view) else end


def _before_period(clause: Clause, end: int, view: str) -> int:
    """Return where the names end: CPI和PPI，4月分别上涨, 营收和净利润2023年分别为."""
    at = next((p.span.start for p in clause.periods if p.span.end == end), None)
    if at == clause.span.start:
        return at - 1 if clause.opener == "，" else end
    return (
        end if at is None or view[at - 1] in _JOINED or any(p.span.end < at for p in clause.periods) else at
    )


_JOINED = "、和与及至到从比较"


def _uncounted(item: Item, view: str) -> Item:
    """Take 两个市 off the last name where nothing else follows it: 甲和乙两个市增速最高，分别为…"""
    span = uncounted(view, item.span)
    named = item.subject is not None or span.end > span.start
    return Item(span, item.subject, item.name, item.whole) if named else item


def _measure_of(clause: Clause, end: int, view: str) -> Span | None:
    """Find the measure that opens the clause behind its names: 甲业、乙业，综合能源消费量分别上升."""
    opens = next((p.span.end for p in clause.periods if p.span.start == clause.span.start), clause.span.start)
    span, _ = phrase_before(view, opens, end)
    if span is None or not measures.is_measure(span.cut(view)):
        return None
    return span if all("cut" in w.classes for w in words(view, opens, span.start)) else None  # 实现营业收入


# 建材、纺织和轻工行业实现利润分别为a、b和c: each has the measure behind the verb.
_DOES = late(
    "(?<=[一-鿿])(?<![和与及])(?:(?:共|累计|合计)?(?:实现|完成|创造|取得|录得)|累计|合计)(?=[一-鿿]{2,12}$)"
)


def _done(view: str, stretch: Span) -> tuple[Span, Span] | None:
    """Find the measure that the names of a list are said to have come to, and where the names stand."""
    m = _DOES.search(view, *stretch) if measures.is_measure(stretch.cut(view)) else None
    if m is None:
        return None
    names, measure = Span(stretch.start, m.start()), Span(m.end(), stretch.end)
    kinds = not SOFT.search(view, *measure) and not measures.is_measure(names.cut(view))
    return (measure, names) if kinds else None


_PRICE = late("(?:价格)?(?:[涨跌]幅|涨势)$|价格$")


def _without_price(view: str, span: Span) -> int:
    """Return where the names of a clause end whose measure the next one tells: 甲、乙价格涨幅居前，零售价分别为…"""
    end = measures.before_trend(view, span)
    m = _PRICE.search(view, span.start, end)
    return m.start() if m else end


def _with(item: Item, measure: Span, view: str) -> Item:
    """Name the measure of one of the names."""
    counted = _KINDS.search(view, item.span.start + 1, measure.end)  # 服饰三大传统产业稳住了阵脚，产值…
    span = Span(item.span.start, min(item.span.end, counted.start())) if counted else item.span
    measure, _ = implied_units.without_per(view, measure, "CNY")
    whole = phrases.join(span, [span, measure]) if span.end > span.start else Indicator(measure)
    return Item(span, item.subject, whole=whole)


def _between_commas(
    clauses: Sequence[Clause], at: int, names_end: int, view: str, count: int
) -> list[Item] | None:
    """Read 居民服务业，教育，文化、体育和娱乐业营业收入分别增长: commas part what itself has 、."""
    first = at - count + 1
    if first < 0 or any(c.numbers or c.closer != "，" or views.looks(c, view) for c in clauses[first:at]):
        return None
    if any(p.span.start < names_end for c in clauses[first + 1 : at + 1] for p in c.periods):
        return None  # 接单动能续强，10月接单分别增长
    pieces = [*(c.span for c in clauses[first:at]), Span(clauses[at].span.start, names_end)]
    pieces[0] = Span(max([pieces[0].start, *(p.span.end for p in clauses[first].periods)]), pieces[0].end)
    opening, _ = phrase_before(view, *pieces[0])
    if (
        opening is None
        or opening.end != pieces[0].end
        or any(phrase_before(view, *p)[0] != p for p in pieces[1:])
    ):
        return None
    return [
        _item(p, view, [n for c in clauses[first : at + 1] for n in c.names], i == 0)
        for i, p in enumerate(pieces)
    ]


_NOTE = late(r"(?<=[一-鿿])[（(][^（）()]*[)）]$")


def _item(piece: Span, view: str, names: Sequence[Name], first: bool) -> Item:
    # 北京和上海: what joins the names of a list governs none of them.
    inside = [
        n
        for n in names
        if piece.holds(n.span) and (n.span.start == piece.start or not governed(view, n.span.start))
    ]
    own = [n for n in inside if view[n.span.start - 1] != "占"]  # 浙江占全国的比重 is Zhejiang's
    subject = own[-1] if own else None
    begins = next((n.span.end for n in inside if n.span.start == piece.start), piece.start)
    off = _OFF.search(view, *piece)  # 甲、乙增势强劲，分别增长…
    end = measures.before_trend(view, Span(begins, piece.end)) if off else piece.end
    span, _ = phrase_before(view, begins, end, [n.span for n in inside])
    if span is None and subject is None:
        inner = piece.start + 2 if view.startswith("其中", *piece) else piece.start  # 其中内、外贸吞吐量
        span = Span(inner, piece.end)
    if not first and span and subject is None:
        # Only the first item has a left context to cut away; a later one is taken whole.
        start = piece.start + (view.startswith(("和", "与", "及"), *piece) and piece.end - piece.start > 2)
        span = Span(start, max(_until_verb(view, Span(start, span.end)), start + 1))
    return Item(span or Span(piece.end, piece.end), subject)


_OFF = late("，[则也亦]?$")


def _until_verb(view: str, span: Span) -> int:
    """Return where a name's words end: 客运量 in 客运量双双回升."""
    for w in words(view, *span):
        if w.classes & {"cut", "link"} and w.start - span.start > 1:
            return w.start
    return span.end


def facts(items: Sequence[Item], numbers: Sequence[Number], view: str) -> list[Fact]:
    """Make a fact of each item and its number, under as full a name as the list gives."""
    shared = implied_units.before_per(view, items[-1].span)
    numbers = shared_units.priced(numbers, shared.end, view)
    if counted := _counted(items, view):
        items, shared = counted, counted[-1].span
    if isinstance(numbers[0], Change) or measures.is_growth_noun(shared.cut(view)):
        shared = measures.without_growth_noun(view, shared) or shared
    shared = _without_count(view, shared)
    whole = shared.end
    shared, measure = without_share(view, shared, numbers[0])
    cut = whole - shared.end
    if note := _NOTE.search(view, *shared):
        shared = Span(shared.start, note.start())  # 其他能源（水能、核能等）
    has_head = shared.end > shared.start
    facts = []
    for item, number in zip(items, numbers, strict=True):
        own = item.span.end > item.span.start
        span = shared if not own or item is items[-1] else item.span
        if not own and not has_head and not item.whole:
            continue
        told = item.name[: len(item.name) - cut] if item.name else None
        indicator = item.whole or Indicator(span, told)
        if item.name is None and own and item is not items[0] and not item.whole:
            stem = shared_words.stem(item.span.cut(view), items[0].span.cut(view))
            indicator = phrases.join(span, phrases.first([items[0].span], stem), [span])
        bare = indicator == Indicator(span) or shared_words.NUMBERED.fullmatch(item.span.cut(view))
        if bare and own and item is not items[-1] and has_head:
            head = shared_words.head(item.span.cut(view), shared.cut(view))
            indicator = phrases.join(span, phrases.parts(indicator), phrases.last([shared], head))
        rule = "list.growth" if isinstance(number, Change) else "list.level"
        fact = put(Fact(0, indicator, rule, subject=subject_of(item)), number)
        fact.measure = measure
        facts.append(fact)
    return facts


def subject_of(item: Item) -> Subject | None:
    """Return the place or organisation that the item names."""
    if item.subject is None:
        return None
    if isinstance(item.subject, Organization):
        return Subject(item.subject.span, None, "organization")
    side = item.subject.span.end - item.subject.span.start != len(item.subject.name)  # 东、中、西部地区
    return Subject(item.subject.span, item.subject.name if side else None, "region")


_COLLECTIVE = late(
    r"(?:等?[两三四五六七八九十\d]{1,2}个?(?:市|省份?|县|区|地(?!级|区)|国|家|州|大类)(?:企业|地区)?"
    r"|等?(?:[两三四五六七八九十\d]{1,2}[个大]|等)(?:主要|重点|新兴)?(?:地级市|县级市|城市群|城市|省份|省市|地区|国家|经济体|市场))(?=[一-鿿]{2})"
)
_KINDS = Expression(
    r"(?<!第)(?:等 ?)?(?:[两三四五六七八九十]|(?<!\d)\d{1,2})(?:个|大类?|类|种|项)?(?:支柱|主导|重点|传统|主要)?(?:{kinds})(?:累计|合计|全年)?(?=[一-鿿]{2})"
    "|[两三四五六]项(?:社会)?(?=保险)"  # 养老、失业、工伤三项社会保险参保人数
)


def _counted(items: Sequence[Item], view: str) -> list[Item] | None:
    """Read 电子、机械、纺织三个行业产值: each name with what follows the count of them."""
    m = _KINDS.search(view, *items[-1].span)
    if m is None or m.start() == items[-1].span.start or any(i.whole or i.name for i in items):
        return None
    head = Span(m.end(), items[-1].span.end)
    names = [*(i.span for i in items[:-1]), Span(items[-1].span.start, m.start())]
    return [Item(n, i.subject, whole=phrases.join(n, [n, head])) for n, i in zip(names, items, strict=True)]


def _without_count(view: str, span: Span) -> Span:
    """Take 三市 off 三市出口额: it only counts the names before it."""
    m = _COLLECTIVE.match(view, *span)
    return Span(m.end(), span.end) if m else span


_COUNT = late(
    r"(?:等)?(?<![\d.])(?:[两二三四五六七八九十]|\d{1,2})(?![\d.万亿千百%元])(?:个|大|种|类|项)?(?:细分|主要|重点|支柱)?[一-鿿]{0,6}$"
)


def announced(clauses: Sequence[Clause], at: int, names_end: int, view: str, count: int) -> list[Item] | None:
    """Read 新能源车、光伏、锂电池3个行业，增加值分别增长x、y、z: the clause before names whose measure this is."""
    if at == 0:
        return None
    before, clause = clauses[at - 1], clauses[at]
    shared, _ = phrase_before(view, clause.span.start, names_end, [n.span for n in clause.names])
    m = _COUNT.search(view, *before.span)
    if shared is None or m is None:
        return None
    start = max([before.span.start, *(p.span.end for p in before.periods)])
    stretch = Span(start, m.start())
    ways = (
        split(view, stretch, HARD),
        split(view, stretch, SOFT),
        split_once(view, stretch, count),
        split_tail(view, stretch, count),
    )
    pieces = next((p for p in ways if len(p) == count), None)
    if pieces is None:
        return None
    named = [_item(p, view, before.names, i == 0).span for i, p in enumerate(pieces)]
    return [Item(n, None, whole=phrases.join(n, [n, shared])) for n in named]


def put(fact: Fact, number: Number) -> Fact:
    """Give the fact its number."""
    if isinstance(number, Change):
        fact.change = number
    else:
        fact.quantity = number
    return fact
