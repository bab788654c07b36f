"""What a tagger proposes, and which of it could be an organisation: no place, zone, product, event or plain word."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extractor.late import late
from extractor.mentions.organizations.context import TITLE
from extractor.mentions.organizations.lexicon import Lexicon
from extractor.mentions.organizations.model import Candidate
from extractor.mentions.organizations.names import FIRMS, PAIRED, PEOPLE, placelike
from extractor.mentions.organizations.reach import is_core, stops
from extractor.mentions.organizations.words import Token
from extractor.ner import Tagger
from extractor.span import Span
from extractor.text.model import CleanText

# What a place, a zone, an event or a prize ends with; a people, a team, an army, a row of states.
_OTHER = late(
    r"(?:大?中小学|(?:反党|反革命|犯罪|诈骗|走私)(?:集团|联盟)|[区市县省镇乡村路港湖湾山河岛园城街杯奖节桥站祠族教军]|会议|论坛|大会|峰会|博览会|年会|[贸博交奥运展洽谈晚乐]会|计划|行动|工程|项目|国际(?:航运|金融|贸易|消费|会展|物流)中心"
    r"|机场|铁路|高速|高铁|班列|品牌|系列|指数|枢纽|航线|联运|联合体|(?<!救援)(?<!消防)(?<!服务)(?<!医疗)队|武装|代表团|司令部|政治部|舰队|(?:工程|生产|销售|市场|技术|研发|财务|人事)部|(?<!研究)(?<!交易)(?<!事务)(?<!设计)(?<!派出)(?<!检测)所|[两三各贵]国|[女男][足篮排]|[夜早午尾]盘收?|[铜铝锌铅镍锡金银油]收)\Z"
)
_TAILS = {
    "报": "media",
    "部": "government",
    "委": "government",
    "党": "other",
    "会": "other",
    "馆": "other",
    "院": "other",
    "盟": "other",
}
_MEMBER = late("(?:成员|负责人|发言人|创始人|当选人)\\Z")
_SLOGANS = frozenset(("平安", "法治", "数字", "美丽", "健康", "文明", "清廉", "幸福"))
# Two states, as what stands between them says: 中毛建交.
_STATES = late(
    "[中美俄英法德日韩印乌伊以欧][\u4e00-\u9fff](?=建交|关系|两国|双方|友好|友谊|元首|经贸|合作|谈判|会谈|关税|外长|首脑|贸易|签署)"
)
_MADE = late("产[销量值业]|销[量售]|出口|进口|行业|市场|消费|投资|企业|项目|增加值|总[量值额]|价格|用量")
_SORT = late("(?:[公私]募|基金|上市|小贷|外资|民营|国有|跨国|融资|租赁)+公司")
_LATIN = late("[A-Za-z0-9]{2}")  # both sides of an edge
_OPEN = late(r"\A[^（(]*[）)]|[（(][^）)]*\Z")  # half of a pair of brackets: 毛织（贸易中心
_NATIONWIDE = late("(?:全国|全球).*(?:厂|公司|集团|银行|企业)\\Z")  # 全国直供电厂
_WIDE = frozenset(("全国", "全球", "欧洲", "欧盟", "亚洲", "非洲"))
_QUOTED = late("[A-Za-z“「]")
_PLAIN = late(r"[\w·&（）()-]+(?: [A-Za-z&][\w&-]*)*\Z")


def asked(clean: CleanText) -> list[Span]:
    """Return the sentences that a tagger is asked about, in their order."""
    return [s.span for s in clean.sentences] or [Span(0, len(clean.view))]


def find_tagged(
    clean: CleanText, tagger: Tagger, found: Iterable[Candidate], lexicon: Lexicon
) -> Iterator[Candidate]:
    """Yield a tagger's spans, carried from its sentences into the text, that lie clear of what is found."""
    taken, view = sorted(c.span for c in found), clean.view
    told = []
    sentences = asked(clean)
    for at, spans in zip(sentences, tagger.spans([s.cut(view) for s in sentences]), strict=True):
        for t in spans:
            span = t.span.shift(at.start)
            i = bisect_left(taken, span)
            beside = taken[max(0, i - 1) : i + 1]
            cut = view.endswith("“", 0, span.start) != view.startswith("”", span.end)
            cut |= view.endswith("以上", 0, span.start)  # 各地级以上|市人民政府
            if not cut and not any(span.meets(s) for s in beside):
                told.append(t._replace(span=span))
    # Who has a rank in one sentence is a person in the next.
    none = {t.span.cut(view) for t in told if _person(view, t.span, lexicon)} | set(_STATES.findall(view))
    for t in told:
        if (name := t.span.cut(view)) not in none and possible(view, t.span, lexicon):
            kind = _kind(name, lexicon) if t.kind == "other" else t.kind
            yield Candidate(t.span, kind, Decimal(str(round(t.probability, 2))), "tagger")


def _kind(name: str, lexicon: Lexicon) -> str:
    """Say what a name is by the longest head that it ends in; one without is most often a firm."""
    heads = (lexicon.heads.get(name[i:]) for i in range(1, len(name)))
    return next((h.kind for h in heads if h), _TAILS.get(name[-1], "company"))


def _affair(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether a place's affairs are meant: 青海发展, 中原文化, 平安青海."""
    if tokens[0].word in _SLOGANS:
        return len(tokens) > 1 and tokens[1].word in lexicon.places
    places = next((i for i, t in enumerate(tokens) if t.word not in lexicon.places and t.tag != "P"), 0)
    return 0 < places < len(tokens) and all(t.word in lexicon.affairs for t in tokens[places:])


def _abroad(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether a state stands before what no head ends (a town of its own, 沙特利雅得), or a place does something."""
    plain = lexicon.trades | lexicon.weak_trades
    if len(tokens) > 2 and tokens[0].tag == "P" and tokens[1].word in ("建设", "打造", "发展"):
        return True  # 香港建设国际创科中心
    return tokens[0].word in lexicon.countries and tokens[-1].tag != "H" and tokens[-1].word not in plain


def _described(view: str, end: int, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether it is said what sort of firm the name behind belongs to (瑞典房地产公司K2A), or how many there are."""
    if tokens[-1].tag != "H" or any(t.tag not in "PNF" for t in tokens[:-1]):
        return False
    named = _QUOTED.match(view, end) or any(s.start == 0 for s, _ in lexicon.known(view[end : end + 8]))
    return tokens[0].word in _WIDE or (tokens[0].word in lexicon.countries and bool(named))


def _person(view: str, span: Span, lexicon: Lexicon) -> bool:
    """Tell whether a surname alone or a rank beside it makes a person of the name."""
    if span.end - span.start == 2 and view[span.start] in PEOPLE:
        return True
    text = span.cut(view)
    if (
        len(text) < 4
        and lexicon.names.get(text) is None
        and _MEMBER.search(view, max(0, span.start - 3), span.start)
    ):
        return True  # 董事会成员凯礼
    if len(text) < 4 and text[0] in PEOPLE and TITLE.search(view, max(0, span.start - 4), span.start):
        return True  # 实控人陈某某
    ranked = (
        view[span.start - 2 : span.start] in lexicon.ranks or view[span.end : span.end + 2] in lexicon.ranks
    )
    return span.end - span.start < 6 and ranked


def possible(view: str, span: Span, lexicon: Lexicon) -> bool:
    """Tell whether the span could be a name: a proper word or a place's body, by itself no everyday word."""
    text = span.cut(view)
    if (
        len(text) < (3 if text.isascii() else 2)
        or text.isdigit()
        or view.startswith("://", span.end)
        or not _PLAIN.match(text)
        or _OTHER.search(text)
        or PAIRED.fullmatch(text)
        or _OPEN.search(text)
        or _NATIONWIDE.match(text)
        or (len(text) == 2 and text[0] == text[1] and view.endswith("一", 0, span.start))
        or _LATIN.search(view[span.start - 1 : span.start + 1])
        or _LATIN.search(view[span.end - 1 : span.end + 1])
    ):
        return False
    if text in lexicon.stops or text in lexicon.places or text in lexicon.countries:
        return False
    heads = (h for i in range(1, len(text)) if (h := lexicon.heads.get(text[i:])))
    other = any(view.startswith(h.not_before, span.end) for h in heads)  # 浙江银行|业
    if other or lexicon.words.ordinary(text) or placelike(view, span.end):
        return False
    office = text in lexicon.names and view.endswith(FIRMS, 0, span.start)  # 集团商务部
    if office or any(text[-n:] + level in lexicon.places for n in (2, 3) for level in "区县"):
        return False  # 赣州章贡
    around = view[max(0, span.start - 3) : span.start + 2]
    lead = [t for t in lexicon.words.segment(around) if t.tag == "L"]
    if any(t.end > min(3, span.start) > t.start for t in lead):
        return False  # 解决方案提供|商诺信创联
    tokens = list(lexicon.words.segment(text))
    last = tokens[-1].word
    if last in lexicon.common and last not in lexicon.trades | lexicon.weak_trades:
        return False  # 泰丰先行磷酸铁锂
    sort = tokens[0].tag == "P" and _SORT.fullmatch(text, tokens[0].end)
    if sort or _abroad(tokens, lexicon):
        return False  # 深圳私募基金公司
    core = any(is_core(tokens, i) for i in range(len(tokens)))
    if not core and _described(view, span.end, tokens, lexicon):
        return False
    # 江苏新能源汽车产销 is about what is made in a place, and no firm.
    goods = (
        not core and tokens[-1].word in lexicon.trades | lexicon.weak_trades and _MADE.match(view, span.end)
    )
    proper = (core or any(t.tag == "P" for t in tokens)) and not goods and not _affair(tokens, lexicon)
    return proper and not any(stops(tokens, i) for i, t in enumerate(tokens) if i == 0 or len(t.word) > 1)
