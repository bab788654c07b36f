"""All kinds of mention of one document, found in a single pass each over the whole clean text."""

from extractor.late import late
from extractor.mentions.changes.find import find_changes
from extractor.mentions.cues import find_cues
from extractor.mentions.model import Mentions
from extractor.mentions.periods import find_periods
from extractor.mentions.places.regions import find_regions
from extractor.mentions.places.short_names import spread
from extractor.mentions.quantities.find import find_quantities
from extractor.mentions.quantities.units import lexicon
from extractor.patterns import PatternBook
from extractor.text.model import CleanText, PartialDate

_MONEY_OF = {
    # Where a paper of Hong Kong reports on a place of the mainland, its money is meant.
    "CNY": late(
        r"人民币|全省|[省市区县]委(?!员)|人民政府|人民代表大会|党[委校]|规模以上|规上|固定资产投资|公共预算|可支配收入|国务院|发改委"
        r"|高新区|经开区|开发区|五年规划"
    ),
    "HKD": late(r"港元|港币|香港(?!商报)|本港|全港|港府|[访抵留]港|恒生指数|九龙|新界|(?<!人民)政府统计处"),
    "MOP": late(r"澳门元|澳门币|澳门|本澳|全澳|博彩|统计暨普查局"),
    # 年增8.4% and 民国114年 are said only there.
    "TWD": late(
        r"新台币|台币|台湾|全台|(?<![平舞站讲柜阳后前])台[北中南]|新北|高雄|云林|嘉义|彰化|屏东|花莲|宜兰|县府|行政院|主计总?处|民国\d"
        r"|(?<![按今去本当前同明每上该\d一二三四五六七八九十])[年月季][增减]\d"
    ),
}


# 14.3亿元（澳门元，下同）: the text says it itself.
_DECLARED = late(r"[（(](?:单位[：:])?(?P<name>[^（）()，,、\d]{2,4})[，,、]?(?:以)?下同[）)]")


def money_of(clean: CleanText, book: PatternBook) -> str:
    """Say which currency a bare 元 is: the one declared; in a text of Hong Kong, Macau or Taiwan its own."""
    if clean.view.find("下同") >= 0:
        names = lexicon(book).currencies.words
        told = (names.get(m["name"]) for m in _DECLARED.finditer(clean.view))
        if unit := next(filter(None, told), None):
            return unit
    if clean.script == "simplified":
        return "CNY"
    signs = {unit: len(words.findall(clean.view)) for unit, words in _MONEY_OF.items()}
    unit, count = max(signs.items(), key=lambda item: item[1])
    return unit if count else "CNY"


def find_mentions(clean: CleanText, reference: PartialDate | None, book: PatternBook) -> Mentions:
    """Find quantities, changes, periods, regions and cues."""
    view = clean.view
    yuan = money_of(clean, book)
    quantities = find_quantities(view, yuan=yuan, book=book)
    return Mentions(
        quantities=tuple(quantities),
        changes=tuple(find_changes(view, quantities, book=book)),
        periods=tuple(find_periods(view, reference, roc=clean.script == "traditional", book=book)),
        regions=tuple(spread(view, find_regions(view, book=book))),
        cues=tuple(find_cues(view, book=book)),
        yuan=yuan,
    )
