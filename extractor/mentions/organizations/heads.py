"""Names that end in a head word: 有限公司, 大学, 局."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.late import late
from extractor.mentions.aliases import shortened
from extractor.mentions.organizations.bodies import begin_body
from extractor.mentions.organizations.edges import begin
from extractor.mentions.organizations.lexicon import Head, Lexicon
from extractor.mentions.organizations.model import Candidate
from extractor.mentions.organizations.reach import stops
from extractor.mentions.organizations.words import Token
from extractor.span import Span

REACH = 30  # characters that a name can stand left of its head
_INSIDE = late(r"[\w·&]")
_LATIN = late(r"[A-Za-z0-9]")
_BRACKET = late(r"[（(]([\u4e00-\u9fff]{2,8})[)）]\Z")
_PARTS = frozenset(("集团", "控股", "股份", "中国", "国际", "有限合伙", "特殊普通合伙"))
_COUNT = late(r"\d[\d,]*[余多]?[家个所座间](?=[，。；、）\s]|$)")
_SEVERAL = late(r"[\d一两二三四五六七八九十几多数][家名所]\Z")
_FORM = late(r"[（(](?:有限|普通|特殊普通)合伙[）)]")
_PRICE = late(r"[（(]-?\d[\d.,%，\s-]{0,28}[)）]\Z")
# What stands before makes no name of it: 发展大局, 犯罪集团, 增持某证券股份.
_BEFORE = {
    head: late(rf"(?:{before})\Z")
    for head, before in {
        "政府": "各(?:级|地|地级以上市|[省市区县乡镇州旗、]{1,5})",
        "人民政府": "各(?:级|地|地级以上市|[省市区县乡镇州旗街、]{1,5})",
        "党委": "(?:\\d|[一二三四五六七八九十几多两各])[位名个]?(?:乡镇|[镇乡]|街道)",  # 8位镇党委书记
        "联盟": "反党|攻守|军事|价格",
        "厂": "[出整分船进全本该我各老新原两建级设办工大]",
        "局": "[大好变全格僵布结残危骗战时定]|(?<!创)新",
        "集团": "反党|反革命|卖国|侵略|战争|防务|领导|犯罪|诈骗|贩毒|走私|反动|利益|军事",
        "银行": "电子|手机|网上|私人|直销",  # what a bank does there: 光大电子银行部
        "小学": "大中|(?<!华)中",
        "股份": r"[ABH]?股|(?:增持|减持|质押|回购|持有|买入|卖出|抛售)[\u4e00-\u9fff]{2,6}(?:证券|银行|集团|科技|控股)",
    }.items()
}
_SAID = late(
    "(?:的|最新|发布的|公布的)?(?:数据|统计|研报|监测)|数据显示|(?:院长|主任|创始人|首席|研究员|分析师|高级分析师)(?!们)|(?:认为|指出|预[计测])"
)
_POSTS = late("副?书记|常委|委员")
# 各省、自治区、|直辖市教育厅
_EVERY = late("各(?:(?:省|自治区|直辖市|计划单列|设区|新区|[市区县州旗])+[、和及])*(?:计划单列|设区)?\\Z")
_PARTY = frozenset(
    ("省委", "市委", "区委", "县委", "县府", "市府", "自治区党委")
)  # named without their place, as 市政府 is
_BRANCHES = frozenset(("支行", "分行", "分院", "分校", "总部", "局"))
_SURE = {"any": "0.96", "function": "0.90", "place": "0.90", "tight": "0.80"}


def window(view: str, at: int, lexicon: Lexicon, *, priced: bool = False) -> int:
    """Return how far left a name that ends here could reach: no punctuation, but 晨光（重庆）电联."""
    start, floor = at, max(0, at - REACH)
    while start > floor:
        c = view[start - 1]
        between = c == " " and 1 < start < at and _LATIN.match(view[start - 2]) and _LATIN.match(view[start])
        if between or _INSIDE.match(c):
            start -= 1
        elif c in ")）":
            opening = _opening(view, start, lexicon, priced=priced)
            if opening is None:
                break
            start = opening
        elif c in "—-–" and start > 1 and _INSIDE.match(view[start - 2]) and "联合" in view[start:at]:
            start -= 1
            while start > floor and view[start - 1] in "—-–":
                start -= 1
        else:
            break
    return start


def _opening(view: str, end: int, lexicon: Lexicon, *, priced: bool) -> int | None:
    """Return where brackets open that stand inside a name: a place, or a quotation that a site put in."""
    m = _BRACKET.search(view, max(0, end - 10), end)
    if m and not (m[1] in _PARTS or all(t.tag == "P" for t in lexicon.words.segment(m[1]))):
        return None
    if not m and priced:
        m = _PRICE.search(view, max(0, end - 30), end)
    return m.start() if m and m.start() > 0 and _INSIDE.match(view[m.start() - 1]) else None


def find_heads(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find names by their head words."""
    for m in lexicon.head_anchor.finditer(view):
        if found := _name(view, m.start(), m.end(), lexicon):
            yield found


def _name(view: str, at: int, end: int, lexicon: Lexicon) -> Candidate | None:
    word = view[at:end]
    head = lexicon.heads[word]
    start = window(view, at, lexicon, priced=head.needs == "any" or head.kind == "bank")
    before = _BEFORE.get(word)
    other = view.startswith(head.not_before, end) or not _ends(view, at, end, lexicon)
    if other or (before and before.search(view, max(0, at - 8), at)):
        return None
    bare = Candidate(Span(at, end), head.kind, Decimal("0.70"), "head")
    alone = bare if word in _PARTY and not _POSTS.match(view, end) else None
    if start == at:
        return alone
    tokens = list(lexicon.words.segment(view[start:end]))
    if any(t.tag == "O" and start + t.start < at < start + t.end < end for t in tokens):
        # 沙钢股份 is listed, and yet the company's full name is 江苏沙钢 + 股份有限公司.
        tokens = [*lexicon.words.segment(view[start:at]), Token(at - start, end - start, word, "H")]
    _place(tokens, word, lexicon)
    inner = tokens[-1].word
    if inner in lexicon.heads and inner != word and word.endswith(inner):
        return _name(view, end - len(inner), end, lexicon)  # 国有资产监督管理 + 委员会
    if tokens[-1].word != word and not _resplit(tokens, word, lexicon):
        return None
    named = head.kind not in ("government", "university") and shortened(view, end)
    if word == "政府" and tokens[-2:-1] and tokens[-2].word.endswith("公司"):
        return None  # 某某有限公司政府事务总监
    public = head.needs in ("function", "place")
    first = begin_body(tokens, head, lexicon) if public else begin(tokens, head, lexicon, named=named)
    if first is None:
        return alone or (_studied(view, start, end, tokens, lexicon) if head.kind == "institute" else None)
    name = tokens[first:-1]
    if head.needs != "function" and not any(t.tag in "COE" or t.word in lexicon.places for t in name):
        edge = start + tokens[first].start
        if _COUNT.match(view, end) or _SEVERAL.search(view, max(0, edge - 3), edge):
            return None  # 区域养老服务中心100家, 5家欧洲航空公司
    form = _FORM.match(view, end) if head.needs == "any" or word.endswith("事务所") else None
    span = Span(start + tokens[first].start, form.end() if form else end)
    every = public and _EVERY.search(view, max(0, span.start - 16), span.start)  # 各功能区管委会
    if every or span.cut(view) in lexicon.stops:
        return None
    return Candidate(
        span, _kind(tokens[first:], head, lexicon), Decimal(_SURE.get(head.needs, "0.85")), "head"
    )


def _studied(view: str, start: int, end: int, tokens: list[Token], lexicon: Lexicon) -> Candidate | None:
    """Take a plain word before 研究院 for its name, where it counts or says something: 投中研究院的数据."""
    last = len(tokens) - 1
    if last < 1 or not _SAID.match(view, end):
        return None
    word = tokens[last - 1]
    sorts = (lexicon.trades, lexicon.weak_trades, lexicon.functions, lexicon.common, lexicon.headings)
    coined = word.tag in "NV" and len(word.word) in (2, 3) and not any(word.word in sort for sort in sorts)
    if not coined or not (last == 1 or stops(tokens, last - 2)):
        return None
    return Candidate(Span(start + word.start, end), "institute", Decimal("0.75"), "speech")


def _place(tokens: list[Token], word: str, lexicon: Lexicon) -> None:
    """Cut a place off its committee (广陵 + 区委), and know a county by its bare name before its bank (三门农商银行)."""
    if len(tokens) < 2:
        return
    seat, last = tokens[-2:]
    if word in _PARTY and last.word == "委" and len(seat.word) > 2:
        tokens[-2] = Token(seat.start, seat.end - 1, seat.word[:-1], seat.tag)
        tokens[-1] = Token(seat.end - 1, last.end, word, "H")
    for i, (t, zone) in enumerate(pairwise(tokens)):  # 仙游经济开发区管委会
        zoned = zone.tag == "P" and zone.word[-1] in "区园" and len(t.word) == 2 and t.tag in "NV"
        if zoned and any(t.word + level in lexicon.places for level in "县市区"):
            tokens[i] = t._replace(tag="P")
    banked = word == last.word and len(seat.word) > 1 and lexicon.heads[word].kind == "bank"
    if banked and any(seat.word + level in lexicon.places for level in "县市区"):
        tokens[-2] = seat._replace(tag="P")


def _kind(tokens: list[Token], head: Head, lexicon: Lexicon) -> str:
    """A branch is of its owner's kind: 人行大连市中心支行, 人民医院园区分院, 南方电网楚雄供电局."""
    if tokens[-1].word in _BRANCHES:
        for t in reversed(tokens[:-1]):
            if t.tag == "O":
                return lexicon.names[t.word]
            if t.tag == "H":
                return lexicon.heads[t.word].kind
    return head.kind


def _ends(view: str, at: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether the head ends a word here: 局 does not in 局面; a longer head takes over (银行支行)."""
    first = lexicon.words.segment(view[at : end + 3])[0]
    posted = view[at:end] in _PARTY and _POSTS.match(view, end)  # 深圳市委常委 is one word of the dictionary
    return first.end == end - at or first.tag == "H" or bool(posted)


def _resplit(tokens: list[Token], word: str, lexicon: Lexicon) -> bool:
    """Cut the last token before the head, where the dictionary holds the two as one (科技局, 浙江省政府)."""
    last = tokens[-1]
    if not last.word.endswith(word) or last.tag in "XVL":
        return False
    at = last.start + len(last.word) - len(word)
    stem = [
        Token(last.start + t.start, last.start + t.end, t.word, t.tag)
        for t in lexicon.words.segment(last.word[: -len(word)])
    ]
    if last.tag == "N" and any(t.tag in "VX" for t in stem):
        stem = [Token(last.start, at, last.word[: -len(word)], "N")]  # 洗煤 + 厂
    if last.tag in "COR" and not any(t.tag in "PF" for t in stem):
        stem = [Token(last.start, at, last.word[: -len(word)], "C")]
    tokens[-1:] = [*stem, Token(at, last.end, word, "H")]
    return bool(stem)
