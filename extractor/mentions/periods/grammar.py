"""The scanner (one pass over the text) and the lexer (over one hit), built from the same tokens."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractor.mentions.periods.tokens import CN, DASHES, DEED, KINDS, SEP, D
from extractor.mentions.periods.words import Words, words
from extractor.patterns import PatternBook

# Which characters begin a date, come second in one, or go on after one: cheap tests before dear ones.
FIRST = f'0-9０-９{CN}两十元上下前后半周星礼次末QHF第首头全年月季同近过未最今接从到民中“"「『‘岁这开'
SECOND = f" （(YE.．/／、至日天期旬内初底末终中个财来去后国五零〇○百两报”{DASHES}"
EDGE_FIRST, EDGE_SECOND = "年月季中", "初底末终中内报"  # 年末, 季初, 中报
MORE = f"0-9０-９{CN}十元春夏秋日天国五劳“ （(的上下前后半中首头第QH年初底末月季同全与和之间起始至到止当次{DASHES}"
# What comes behind the numerals of a date or a plan.
COUNTED = f' .年月日天季号财规计时期以初末前起始至到、”"」』’{DASHES}'
# What the last digit of a number in a date stands before: not a decimal point, 个 of a count, 亿.
NUMBERED = (
    rf"(?: ?(?:[年月日天季财QHE/／、起始至到全上下一二三四{DASHES}]|个[月季])|\.\w{{1,2}} ?[-./—–~至到])"
)


def _kinds(names: str) -> tuple[str, ...]:
    return tuple(names.split())


YEARLY = _kinds("iso ym fiscal run spanned year qhy")
DIGIT = _kinds("dotted gone ago ahead short reported quarter season month lonely")
CHINESE = _kinds("plan gone ago ahead year short reported quarter season month")
OTHER = _kinds(
    "fy named loneinterim prior lonequarter loosexun weekname quarter years rocyear half cumq cumm whole "
    "inside same near these spell yedge medge qedge plan"
)
# After a date: what can only continue it. After a dash: a date again, with the freedoms of a continuation.
CONTINUED = _kinds(
    "ofplan while holiday festival feastname gloss glue at same half interim half2 named reported quarter quarter2 seasons "
    "cumq cumm nth nthday month clock day bareday xun edge warm whole stop weekday"
)
AFTER_DASH = _kinds(
    "rel iso ym fiscal rocyear plan year short half reported quarter quarter2 seasons cumq nth month "
    "day weekname yedge medge qedge whole same holiday festival feastname"
)
LEADING = _kinds("glossed now event years until from to rel holiday festival report")


@dataclass(frozen=True, eq=False)
class Grammar:
    """The scanner, the three states of the lexer, and the vocabulary they are made of."""

    words: Words
    scan: re.Pattern[str]
    heads: str
    dashes: str
    mores: str

    # Each compiled on first use, as it takes as long as reading some articles: many texts have no date, few a range.
    @cached_property
    def head(self) -> re.Pattern[str]:
        """What a date begins with."""
        return re.compile(self.heads)

    @cached_property
    def dash(self) -> re.Pattern[str]:
        """What stands behind a dash."""
        return re.compile(self.dashes)

    @cached_property
    def more(self) -> re.Pattern[str]:
        """What goes on after a date."""
        return re.compile(self.mores)


def _any(kinds: Sequence[str], table: Mapping[str, str]) -> str:
    return "|".join(f"(?:{table[k]})" for k in kinds)


def _named(kinds: Sequence[str], table: Mapping[str, str]) -> str:
    return "|".join(f"(?P<{k}>{table[k]})" for k in dict.fromkeys(kinds))


@lru_cache(maxsize=4)
def grammar(book: PatternBook, *, roc: bool) -> Grammar:
    """Compile the grammar, on first use; `roc` reads 113年 as a year of the Republic."""
    w = words(book)
    table = KINDS | {
        k: w.sources[f"{k}.inner"]
        for k in ("rel", "now", "until", "since", "holiday", "festival", "event", "report")
    }

    def read(kinds: tuple[str, ...]) -> tuple[str, ...]:
        at = kinds.index("short")
        return (*kinds[:at], "rocshort", *kinds[at:]) if roc else kinds

    digit, chinese, dash = read(DIGIT), read(CHINESE), read(AFTER_DASH)
    return Grammar(
        words=w,
        scan=_scanner(w, table, digit, chinese, dash),
        heads=_named((*LEADING, *YEARLY, *digit, *CHINESE, *OTHER, "lone"), table),
        dashes=_named(dash, table),
        mores=_named(("since", "sep", "between", *CONTINUED), table),
    )


def _scanner(
    w: Words, table: Mapping[str, str], digit: Sequence[str], chinese: Sequence[str], dash: Sequence[str]
) -> re.Pattern[str]:
    """Build one expression that holds a whole date in its group 1."""
    inner = _any(dash, table)
    numbered = (
        f"(?=[0-9０-９])(?<![0-9０-９.．/])"
        f"(?:{_any(YEARLY, table)}|(?<![第近前每满共逾超约过历])(?<!(?<![之以此])后)(?:{_any(digit, table)}))"
    )
    written = (
        f"(?=[{CN}两十元])(?<![{CN}十百千万亿零〇两几数每第近满正这那半闰前后])(?:{_any(chinese, table)})"
    )
    lead = f"(?:{w.sources['until']}|从|到(?<![达收看回得拿遇感直迟遭受找谈提升加高长降少增减大展缩落低]到))"
    named = [
        table["glossed"],
        *(w.sources[k] for k in ("rel", "now", "event", "holiday", "festival", "report")),
    ]
    lone = rf"(?<![^\n\t|（(])(?:{table['lone']})"
    spell = rf"(?<=[，。；：\n\u3000 ])[{CN}两十]{{1,2}}年(?={DEED})"
    others = "|".join((_any(OTHER, table), f"{lead} ?(?:{inner})", lone))
    heads = "|".join(
        (
            f"(?=[0-9０-９{CN}两十元])(?:{spell}|{numbered}|{written})",
            *named,
            f"(?=[{FIRST}{w.leads}])(?:{others})",
        )
    )
    more = f"{table['since']}|(?:{SEP}|{table['between']})(?:{inner})|{_any(CONTINUED, table)}"
    run = f"(?>{heads})(?>(?=[{w.more}{MORE}])(?:{more})){{0,14}}"
    return re.compile(f"{_gate(w)}(?<=(?=({run})).)")


def _gate(w: Words) -> str:
    """Consume the first character of what may be a date: most stand in other words, as those behind them tell.

    It is one set of characters, for which the search is quick; the date itself is looked at from behind it.
    """
    firsts, seconds = "".join(w.heads), "".join(w.heads.values())
    words = [c for c in w.heads if not re.match(f"[{FIRST}{w.leads}]", c)]  # begin words only
    others = "（(" + "".join(w.heads[c] for c in words)  # 去（114）年
    edges = EDGE_SECOND + "".join(w.heads.get(c, "") for c in EDGE_FIRST)
    counted = "".join(w.heads.get(c, "") for c in f"{CN}十两")
    return (
        f"[{FIRST}{firsts}](?=[{FIRST}{firsts}{seconds}{SECOND}])"
        f"(?>(?<![0-9０-９{CN}十两{EDGE_FIRST}{''.join(words)}])"
        f"|(?<=[{''.join(words)}])(?=[{others}])|(?<=[{EDGE_FIRST}])(?=[{edges}])"
        # A numeral stands before 年, 月 and the like: not 2 in 2.5倍, not 一 in 一个重要的.
        f"|(?<={D})(?<!{D}{D})(?={D}{{0,3}}{NUMBERED})"
        f"|(?<=[{CN}十两])(?:(?={NUMBERED})|(?=[{CN}十两零〇○百]{{0,4}}(?:[{counted}{COUNTED}]|个[月季]))))"
    )
