"""How dates are written. The same sources build the scanner (one pass over the text) and the lexer (over one hit)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.mentions.periods.words import Words, words
from extractor.patterns import PatternBook

D, CN = "[0-9０-９]", "一二三四五六七八九"
DASHES = "-－–―—─~～〜"
SEP = r"(?:[起始]?[至到]| ?(?:[-－–―~～〜]|[—─]{1,2}|--) ?)"
LINK = rf"(?:{SEP}|、)"
Y4, YC = "[12１２][0-9０-９]{3}", f"[一二][零〇○{CN}]{{3}}"
N = f"(?:{D}{{1,3}}|[{CN}]?十[{CN}]?|[{CN}两半])"
MONTH = rf"(?:[1１][0-2０-２]|[0０]?[1-9１-９]|十[一二]?|[{CN}元])"
DAY = rf"(?:[3３][01０１]|[12１２]{D}|[0０]?[1-9１-９]|[二三]?十[{CN}]?|[{CN}])"
Q = "[1-4１-４一二三四]"
NOT_WORD = r"(?![0-9A-Za-z])"
FIRST = f"0-9０-９{CN}十元上下前后半周星礼次末QH第首头全年月季同近过未最今接从到民“\"「『‘岁这"
SECOND = f" .．/／、至{DASHES[1:]}日天期旬内初底末终中个财来去后国五零〇○百两”-"
# 年初步核算, 月底薪, 年末端: the edge of a period, not the beginning of another word.
EDGE = "(?:初(?!步|级|中|具|期|审|始|次|创|见|稿|心|衷|裁|选|赛|训|评|探|筛|夏|秋|冬|春|[一二三四五六七八九十])|底(?!部|层|薪|线|蕴|价|气|色|座|盘|板|数)|末(?!端|尾|梢|位|代))"
MONTH_END = "(?!球|亮|饼|租|薪|嫂|票|息|供|龄|余(?!额)|光|色|桂|子|坛|均线|季|期(?!间))"
DAY_END = "(?!均|内|游|线|龄|间|报(?!道|告|价|出|称|名|送|案)|元|产|夜|常|型|生|薪|处理|志|历|用|量|K)"
PART = (
    rf"(?:的?(?:第{Q}季|第{N}个月|[上下]半年|前{N}|{MONTH} ?月|{MONTH}{SEP}{MONTH} ?月|{Q}季|半年度|中期)|年?{EDGE}|全年|[QH][1-4])"
)

AFTER = "[以之目此提日期到职产后]"  # 以前, 日前, 到期前三个月: not the first months of a year

KINDS = {
    "iso": rf"{Y4}(?:[-/.]{MONTH}[-/.]|\.(?=0|1[0-2]){MONTH}-){DAY}(?![0-9A-Za-z_/]|[-.]{D})",
    "ym": rf"{Y4}[-/](?:0[1-9]|1[0-2])(?!{D}|年|[-/.]{D})",
    "fiscal": rf"{Y4}(?:[/／-](?:{Y4}|{D}{{2}}))? ?年?(?:财年|财政年度|会计年度)|{Y4}[/／](?:{Y4}|{D}{{2}})年度",
    "years": rf"从{Y4}[到至]{Y4}(?!{D}|年)",
    "plan": rf"[“\"「『‘]?(?:十?[{CN}]五|十五)[”\"」』’]? ?(?:规划|计划)?(?:时?期间?|(?=以来|至今)|[初末]期?|期末)",
    "year": rf"(?:{Y4}|{YC}) ?年(?:年?度(?!假|过|数|量))?(?!代(?!表|理|码))"
    rf"|{Y4}(?={SEP}{Y4} ?(?:年|财年)| ?[QH][1-4]{NOT_WORD}|全年|[上下]半年|[一二三四]季度)|{YC}(?={SEP}{YC}年)",
    "short": rf"(?:{D}{{2}}|[零〇○{CN}]{{2}})年(?={PART})|{D}{{2}}(?=[QH][1-4]{NOT_WORD})",
    "lone": rf"(?:{D}{{2}}|[零〇○{CN}]{{2}})年(?=[\n\t|）)]|\Z)",
    "rocyear": rf"民国 ?(?:{D}{{1,3}}|[{CN}十百零〇]{{1,5}}|元) ?年(?:度(?!假|过|数|量))?",
    "rocshort": rf"(?:[89]{D}|1[0-2]{D}) ?年(?:度(?!假|过|数|量))?(?!来|间|前|后|内|以|期|的历史|历史)",
    "half": "[上下前后]半年度?|半年度",
    "interim": "中期(?!票据|借贷|选举|评估|规划|国债|协议|目标)",
    "half2": rf"H[12]{NOT_WORD}",
    "qhy": rf"(?:[1-4]Q|[12]H)(?:{Y4}|{D}{{2}}){NOT_WORD}",
    "quarter": rf"(?:第 ?)?{Q}(?: ?{LINK}第?{Q}){{0,3}}+ ?(?:财?季度|财季)|[一二三四]{{2,3}}季度|第(?<!》第) ?{Q}(?:{LINK}第?{Q}){{0,3}}+ ?季(?!节|军|风|刊|赛)",
    "quarter2": rf"Q[1-4]{NOT_WORD}",
    "lonequarter": rf"Q(?<![A-Za-z0-9迪]Q)[1-4]{NOT_WORD}",
    "named": "次(?<!每次)季度?|末(?<![期年]末)季度?",
    "season": rf"{Q}(?:{LINK}{Q}){{0,3}}+季(?={EDGE}|报)",
    "seasons": rf"{Q}(?:{LINK}{Q}){{0,3}}+季(?!节|军|风|刊|赛|度|花|如|常)",
    "cumq": f"前(?<!{AFTER}前) ?[二两三四2-4] ?个?季度?|首[两二三23]?个?季度?|头[两二三23]个?季度?",
    "cumm": rf"[前头首](?<!{AFTER}[前头首]) ?(?!一|1个){N} ?个?月份?(?!之|{DAY} ?日)",
    "nth": rf"第 ?{N} ?个月",
    "month": rf"{MONTH}(?: ?{LINK}{MONTH}){{0,5}}+ ?月份?{MONTH_END}",
    "day": rf"{DAY}(?: ?{LINK}{DAY}){{0,5}}+ ?[日号](?!线|楼|院|店)(?:[、，]{DAY} ?[日号](?=[、，和]|\Z)){{0,7}}+(?:、{DAY} ?[日号])?",
    "bareday": r"[0-9]{1,2}(?=[\n，。；、）)]|\Z)",
    "lonely": rf"{DAY}(?: ?{LINK}{DAY})? ?日{DAY_END}",
    "xun": "[上中下]旬|[上下]半月",
    "loosexun": "[上下]旬|[上下]半月",
    "weekname": "(?:周(?<![一两二三四五六七八九十每逢上下本这]周)|星期|礼拜)[一二三四五六日天](?![一-鿿]{1,2}(?:先生|女士)|[家岁边围])",
    "edge": f"年?{EDGE}",
    "yedge": f"年(?<![{CN}十百半几数多0-9０-９]年){EDGE}|岁末|年终(?!奖|总结|决算|考核)|年中(?=[，。；、）)\n]|前)",
    "medge": f"月{EDGE}",
    "qedge": f"季{EDGE}",
    "whole": "全(?<![安健完]全)年度?",
    "inside": f"年(?<![{CN}十百半几数多0-9０-９]年)内",
    "same": "同(?<![合不本]同)(?:期(?!声|录|群)|月份?|季度?)",
    "near": rf"(?:近(?<![附接将靠邻临新]近)|最近|过去|未来|今后|接下来)的?这? ?{N}(?:{LINK}{N})? ?(?:年|个月|个季度|周|天)(?:以来|来|内|间|里|时间)?",
    "gone": rf"这?{N} ?年(?:以?来(?!自|源|访|到)|累计)",
    "ago": rf"{N} ?(?:年|个月|天)[之以]?前(?!夕|期|景|往|后|列|[一二三四五六七八九十])",
    "ahead": rf"{N} ?(?:年|个月)(?:以内|之内|内)(?!到期)",
    "between": f"[与和](?=(?:{Y4}|{YC}) ?年之?间(?!接|断|隔))",
    "while": "之?间",
    "stop": rf"止(?:{N}个月(?:中期)?|年度|财年|财政年度|半年度?|季度|中期)",
    "clock": rf"{D}{{1,2}} ?[时点](?:{D}{{1,2}}分)?",
    "gloss": rf" ?[（(] ?(?:{Y4} ?年(?:{MONTH} ?月(?:{DAY} ?日)?)?|{MONTH} ?月(?:{DAY} ?日|份)?|{DAY} ?日) ?[）)]",
    "weekday": "[一二三四五六日天](?!共|起|直|样|些|度|次|季|级|年|部|大|本|成)",
    "glue": rf"的(?={PART})| (?={MONTH} ?月|第|[上下前])",
    "at": "当[月季]",
}
DIGIT = ("iso", "ym", "fiscal", "gone", "ago", "ahead", "year", "short", "quarter", "season", "qhy", "month", "lonely")
CHINESE = ("plan", "gone", "ago", "ahead", "year", "short", "quarter", "season", "month")
OTHER = ("named", "lonequarter", "loosexun", "weekname", "quarter", "years", "rocyear", "half", "cumq", "cumm", "whole", "inside", "same", "near", "yedge", "medge", "qedge", "plan")
# After a date: what can only continue it. After a dash: a date again, with the freedoms of a continuation.
CONTINUED = (
    "while", "gloss", "glue", "at", "same", "half", "interim", "half2", "named", "quarter", "quarter2", "seasons", "cumq", "cumm", "nth", "month", "clock", "day", "bareday", "xun",
    "edge", "whole", "stop", "weekday",
)  # fmt: skip
AFTER_DASH = (
    "iso", "ym", "fiscal", "rocyear", "plan", "year", "short", "half", "quarter", "quarter2", "seasons", "cumq", "nth", "month", "day", "weekname", "yedge",
    "medge", "qedge", "whole", "same",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The scanner, the three states of the lexer, and the vocabulary they are made of."""

    words: Words
    scan: re.Pattern[str]
    head: re.Pattern[str]
    dash: re.Pattern[str]
    more: re.Pattern[str]


def _any(kinds: tuple[str, ...], table: dict[str, str]) -> str:
    return "|".join(f"(?:{table[k]})" for k in kinds)


def _named(kinds: tuple[str, ...], table: dict[str, str]) -> str:
    return "|".join(f"(?P<{k}>{table[k]})" for k in dict.fromkeys(kinds))


@lru_cache(maxsize=4)
def grammar(book: PatternBook, *, roc: bool) -> Grammar:
    """Compile the grammar, on first use."""
    vocabulary = words(book)
    w = vocabulary.sources
    table = KINDS | {k: w[f"{k}.inner"] for k in ("rel", "now", "until", "since", "holiday", "report")} | {"from": "从", "to": "到", "sep": SEP}
    shorts: tuple[str, ...] = ("rocshort",) if roc else ()
    digit = tuple(k for d in DIGIT for k in ((*shorts, d) if d == "short" else (d,)))
    dash = tuple(k for d in AFTER_DASH for k in ((*shorts, d) if d == "short" else (d,)))
    dash = ("rel", *dash, "holiday")
    inner = _any(dash, table)
    heads = "|".join(
        (
            f"(?=[0-9０-９])(?<![0-9０-９.．/第近前后每满共逾超约过历])(?={D}{{1,4}}[ 年月日天季财QH个/／.、至到全上下一二三四{DASHES[1:]}-])(?:{_any(digit, table)})",
            f"(?=[{CN}十元])(?<![{CN}十百千万亿零〇两几数每第近满正这那半闰前后])(?:{_any(CHINESE, table)})",
            w["rel"], w["now"], w["holiday"], w["report"], _any(OTHER, table),
            f"(?:{w['until']}|从|到(?<![达收看回得拿遇感直迟遭受找谈提升加高长降少增]到)) ?(?:{inner})",
            rf"(?<![^\n\t|（(])(?:{table['lone']})",
        )
    )  # fmt: skip
    run = f"(?>{heads})(?>{table['since']}|(?:{SEP}|{table['between']})(?:{inner})|{_any(CONTINUED, table)}){{0,14}}"
    # Most first characters stand in other words: the second one tells. The look-behind holds the whole expression in a
    # group, so that the search itself runs on two character sets.
    scan = re.compile(f"[{FIRST}{vocabulary.firsts}](?=[{FIRST}{vocabulary.firsts}{vocabulary.seconds}{SECOND}])(?<=(?=({run})).)")
    head = ("now", "years", "until", "from", "to", "rel", "holiday", "report", *digit, *CHINESE, *OTHER, "lone")
    return Grammar(
        words=vocabulary,
        scan=scan,
        head=re.compile(_named(head, table)),
        dash=re.compile(_named(dash, table)),
        more=re.compile(_named(("since", "sep", "between", *CONTINUED), table)),
    )

