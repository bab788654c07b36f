"""What a line of a page is by its own looks: prose, heading, caption, by-line, furniture, navigation and so on."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from extractor.late import late
from extractor.patterns import Expression, PatternBook, current, using

Role = Literal[
    "prose", "short", "head", "number", "item", "dateline", "caption", "credit", "byline", "names",
    "furniture", "navigation", "contact", "infographic", "markup", "row", "date",
]  # fmt: skip
KEPT_OUT = frozenset({"caption", "credit", "byline", "furniture", "navigation", "contact", "markup", "date"})

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"
# Words that begin lines other than prose; a line that begins with none and ends in a full stop is prose.
_SPECIAL = late(
    "[#|>*!\\[(（【●■◆▪•·○◇★►▶▷▲△□◎图摄上左右新来资责编记注声免版特郑①-⑳A-Za-z~=_+-]|[0-9]{1,2}[.．、)）]|本报|本版|原标题"
)
NAME = f"(?:{{surname}})[ \u3000]?[{HAN}](?:[ \u3000]?[{HAN}])?"
_REPORTER = "(?:{reporter})"
# What reporters do in prose: a line that says so is no by-line, though a break may have left it without a stop.
_NO_NAME = (
    "(?!\\s*(?:在|了解|获悉|看到|走进|来到|发现|注意|梳理|采访|查阅|跟随|近日|日前|昨|今|们|追问|提问|见到|拨打|联系|统计|计算|观察"
    "|[从就对向于问随]\\S{3}))"
)
_EDITORS = "(?:{editor})"

_BYLINE = Expression(
    f"[□■►▶▷●◎○◇]?\\s*[^\\s，。；：、（）]{{0,16}}?{_REPORTER}{_NO_NAME}[\\s:：/／]*[^，。；：？！]{{2,40}}$"
    f"|[□►▶▷◎]\\s*{NAME}(?:[ \u3000]{{1,4}}[^，。；\\d]{{2,20}})?$"
    f"|(?:{{author}})\\s*[:：/／|｜丨]\\s*[^，。；？]{{2,30}}$"
    "|[（(](?:本报|特约|通讯员|记者|作者|编辑|文/|完|据|发稿|内容来源|图文|责任编辑|来源)[^。）)]{0,60}[）)]$"
    "|[（(][^，。；（）()]{2,12}(?:记者|通讯员)[^，。；（）()]{2,30}[）)]$"
    f"|[（(]{NAME}(?:[ \u3000、]*{NAME}){{0,4}}[）)]$"
    "|[（(]?(?:发稿|编译|编写|审校)[：:\\s]*\\S{2,12}(?:[；;].{2,20})?[）)]?$"
    "|[^\\s，。；：经由获已向对]{2,26}(?:公司|集团|银行|股份)(?:董事会|监事会)$"
    "|(?:新华社|中新社|人民网|新华网|中新网|本报|本网)[^，。；：\\s]{0,10}记者$"
)
_LONE_NAMES = Expression(f"{NAME}(?:[ \u3000、]{{1,4}}{NAME}){{0,4}}$")
_CREDIT = Expression(
    "(?:图片?|图源|照片|供图|摄影|插图|制图|制表|数据来源|资料来源)(?:来源|提供)?\\s*[:：/／|丨].{1,60}$"
    "|[（(]?(?:本|文中|部分|以上|除署名外)*(?:版|文|组)?(?:部分)?(?:图片|照片)(?:除署名外)?[均皆]?由.{2,40}(?:提供|摄)[）)]?$"
    "|[^，。；：\\s]{2,16}(?:供图|资料图片?|资料照片)$|[（(]?(?:资料|资料图片?|资料照片|IC photo|视觉中国)[）)]?$"
    f"|{NAME}\\s*[/／]?\\s*摄$|[^\\s，。；]{{0,10}}(?:记者|通讯员)\\s*[{HAN}](?:\\s?[{HAN}]){{1,3}}\\s*[/／]?摄$"
)
_TAKER = "(?:[^，。；：]{0,24}[^，。；、拍实\\s]{1,3}\\s?[/／]?摄(?:影)?|[^，。；：\\s]{2,20}(?:供图|提供))"
# Whoever gave a text with figures (市统计局提供) gave no picture.
_FIGURE = "\\d(?:[%％‰亿万千]|个?百分点)"
_CAPTION = Expression(
    "(?:上|下|左|右|本|题)?图(?:为|片为|[①-⑳]|\\d?[：:])|[▲△]|图[一二三四五六七八九十\\d]{1,2}[：:\\s]"
    "|(?=.{2,110}$)(?!.*(?:获悉|同比))(?:"  # a picture that comes with news of its own is read
    "[^。]*[\\s。，；”）)]摄[/／]\\s*[^\\s，。]{2,8}"
    f"|(?!.*{_FIGURE}.*提供$).*[\\s。；”）)]{_TAKER}"
    f"|(?!.*{_FIGURE}.*提供[）)]$).*[（(](?:资料图?片?|资料照片|{_TAKER})[）)]"
    "|.*图/.{2,16}"
    ")$"
)
# The heading of a list of other articles.
RELATED = "【?(?:{related})】?"
# Who printed it and when: 某某证券· 2025-09-18 08:16; 某网 来源: 某报 时间:2018/12/4 【打印】; 来自:某政府 作者:某某 访问量:1274.
_STAMPED = (
    "(?=[^，。；]{8,80}$)(?!.*(?:截[至止]|\\d(?:[%％]|[万亿元人例])))(?:"
    "[^，。；：:\\d]{0,24}\\d{4}[-/年.]\\d{1,2}[-/月.]\\d{1,2}日?\\s*\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?"
    "(?=$|[\\s|·【\\[（(]|来源|作者|编辑|责编|发布|浏览|点击|阅读|字号|字体|分享|打印)"
    "|[^，。；：:\\d]{0,16}(?:来源|来自|作者)\\s*[:：][^，。；]{2,30}(?:时间|日期|访问量|浏览量?|点击量?|阅读量?|作者)\\s*[:：]"
    "|[^，。；：:\\s\\d]{2,14}(?:\\s*[·|丨]\\s*|(?<=[报网社台])\\s+)\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}$)"
)
_FURNITURE = Expression(
    "(?:文章|稿件|本文|信息|内容|行情)?(?:来源|出处|稿源|来源于)\\s*[:：]"
    "|[（(]?(?:发布|更新|发稿|发表|印发|公开)?(?:时间戳?|日期)\\s*[:：]\\s*\\d"
    "|(?:责任编辑|责编|编辑|编 辑|值班编辑|编审|审核|校对|终审|初审|复审|监制|版式|美编|排版|主编|总编|签发)(?:[:：/／|｜丨\\s]|\\S{2,4}$)"
    "|(?:浏览|点击|访问|评论)(?:次数|量|数)?\\s*[:：]|阅读\\s*[\\d.]+万?\\s|(?:原文|来源|详情)链接\\s*[:：]|(?:关键词|关键字|标签|Tags?)\\s*[:：]"
    f"|{RELATED}\\s*(?:[:：>].*)?$"
    "|(?:扫一扫|扫描|扫码|长按|关注)[^，。]{0,12}(?:二维码|公众号|微信|客户端|关注|阅读)|海量资讯|请务必阅读|执业(?:证书)?编号[:：]|打开APP|点击(?:查看|进入|下载|关注|上方|下方|右上角|阅读原文|“在看”)"
    "|(?=[^。]{0,110}$).{0,80}(?:立即开户|点击看详情)|.{0,6}在看.{0,4}(?:点?赞|转发).{0,6}$|登录后.{0,8}评论$|(?:网友|最新|热门|全部)评论$|原创[\\s　].*(?:发表于|\\d{4}-\\d)"
    "|(?:版权(?:所有|声明)|免责声明|特别声明|郑重声明|声明[:：](?:本[网站报文]|转载|凡|以上)|Copyright|ICP|©|【?本文来源|广告(?:许可证|[\\s·:：]))|[^，。；]{0,40}(?:版权所有|Copyright|ICP备|公网安备)"
    "|[①-⑳]\\d{1,2}$|[—–-]\\s*\\d{1,3}\\s*[—–-]$|(?:邮发代号|国内统一|统一刊号)|(?:主办|承办|承印|出版|印刷|总第?\\d+期|第?\\d+版|今日\\d+版|版面)(?:单位)?(?:[:：\\s]|$)|(?:第?\\d+版)单版"
    "|第?[A-Z]?[\\d一二三四五六七八九十]{1,3}\\s*版[\\s|·:：]*[\u4e00-\u9fff· ]{0,12}$|[A-Z]\\d{1,2}[\\s|·]+[\u4e00-\u9fff· ]{2,12}$|\\d{1,3}\\s*/\\s*\\d{1,3}$"
    "|[^，。；]{0,24}\\d{4}\\s?年\\s?\\d{1,2}\\s?月\\s?\\d{1,2}\\s?日[\\s　]*(?:星期|周|农历|总第|第.{1,3}版)[^。；]{0,60}$"
    f"|(?=[^，。；]{{0,110}}$)(?:(?:.{{0,16}}|.*(?:版|日|周|电话|mail|来源).*)[\\s0-9（(]|□)?(?:本版)?{_EDITORS}[\\s:：/／|｜丨]"
    "|\\d{4}[-/年.]\\d{1,2}[-/月.]\\d{1,2}[^，。；]{0,40}(?:来源|作者|记者|点击|字体|浏览)"
    f"|{_STAMPED}"
    "|\\[\\s?(?:索引号|主题分类|发布机构|成文日期|文号)\\s?\\]|主办[:：]|《[^》]{2,16}》\\s*\\d{4}年[^，。]{4,30}总第\\s?\\d+期$|[^，。；\\s]{2,8}\\s+\\d{4}年\\d{1,2}月\\d{1,2}日$"
    "|[（(]?(?:新闻联播|下同|完|未完待续|待续|下转\\S{1,6}版|上接\\S{1,6}版|\\s*相\\s*关\\s*报\\s*道\\s*见.{0,12}版\\s*|转载请注明.*)[）)]?$"
    "|(?:证券代码|股票代码|A股代码|债券代码)[:：]|(?:天气|今日气象)[^。]{0,60}[℃级]|(?=[^。，]{0,30}(?:晴|阴|雨|多云|雪|风|最高|最低|今[日天夜]|明[日天]))[^。，]{0,60}℃[^。，]{0,16}级?$"
)
_NAVIGATION = late(
    "(?:您?(?:现在|当前|所在)?的?(?:当前)?位置|首页|繁体|登录|注册|打印(?:本[页文])?|下载|全屏|收藏|分享|字号|关闭(?:窗口|本页)?|加大|还原|减小|客户端|评论|举报|纠错|微信|微博|扫一扫|》》|[>»】/]|【?字[号体][:：]?|A[+-])(?=$|[\\s:：>》»|】]).{0,80}$"
    "|(?:[【\\[](?:打印|关闭|返回|收藏|分享|纠错)[^】\\]]{0,4}[】\\]]\\s*)+$|[大中小]$|【?\\s*字[号体][:：].{0,16}$|(?:[^\\s，。；]{2,8}\\s*[>›»／]\\s*){2,}[^，。；]{0,20}$|分享(?:[到至].{0,40}|[:：\\s].{0,40})?$"
    "|(?=[^，。；]{0,80}$).*(?:上一版|下一版|上一篇|下一篇|返回目录|打印本版|手机看报|标题导航|版面导航)"
)
# A bare number is a telephone only behind the name of an office.
_PHONE = (
    "(?:(?<!\\d)(?:0\\d{2,3}[-—）) ]{1,2}\\d{3,4} ?\\d{3,4}|0\\d{2,3}-1\\d{4}|400[- ]?\\d{3}[- ]?\\d{4})"
    "|(?<=[部室处科办台社线话真理机编：:/／、])[ ]?[2-8]\\d{6,7})(?!\\d)"
)
_CONTACT = late(
    f"(?:[^。，]{{0,40}}?{_PHONE}){{2,}}[^。]*$|[^。，；\\d]{{0,16}}?{_PHONE}$"
    f"|[^，。；]{{0,10}}(?:电话|热线|传真|邮编|邮箱|社址|地址|发行|E-?mail)\\s*(?:[:：]|[（(]|(?=\\d{{6}}$)|(?={_PHONE}))[^，。；]{{0,90}}$|[^，。；\\d]{{2,4}}(?:电话|热线)$"
)
_MARKUP = late(
    r"(?:[-=_*~—─－]{3,}|[\[【（(]图片?\s?\d*[\]】）)]|!\[[^\]]*\]\([^)]*\)|(?:\s{0,4}\|?\s{0,4}\[[^\]]*\]\([^)]*\))+\s*+|`{3}.*|<!--.*-->|[|×▼▽▲→←↓↑☆★◎□■▷]{1,6})$"
    r"|#{1,6}\s*(?:\[[^\]]*\]\([^)]*\)[\s|]*+)+$|https?://\S+$"
)
_DATE = late(
    r"[（(]?(?P<y>(?:19|20)\d{2})(?:年(?P<m1>\d{1,2})月(?:(?P<d1>\d{1,2})日)?|[/.-](?P<m2>\d{1,2})[/.-](?P<d2>\d{1,2}))"
    r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?(?:\s*\d{1,2}[:：时]\d{2}分?(?:[:：]\d{2})?)?[）)]?$"
)
# 二〇一九年七月三日: the digits of the year one by one, month and day as numbers.
_WRITTEN_DATE = late(
    "[（(]?(?P<y>[一二][〇○零Ｏ一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?:(?P<d>[一二三四五六七八九十]{1,3})日)?[）)]?$"
)
_NUMERALS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "Ｏ": 0}
_HEAD = late(r"#{1,6}\s+\S")
NUMBERED = late(
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}(?:[章节部分、]|[，、](?=.{4})))\s*\S"
)
_ITEM = late(r"(?:[（(]?\d{1,2}[）)、]|\d{1,2}[.．](?!\d)|[①-⑳]|[●■◆▪•·○◇★▷▶➢]|[-*+]\s)\s*\S")
_DATED = "[^\\s，。；：（）()]{0,8}?(?:\\d{1,2}月)?\\d{1,2}日"
_DATELINE = late(
    "[（(【]?(?:"
    "上接[^）)]{1,8}版[）)]|(?<=【)[^】]{2,10}(?:讯|电|报道)(?=】)"
    f"|本[报网刊台社](?:综合)?(?:{_DATED})?(?:讯|电|消息)|本[报网刊台社][{HAN}]{{2,4}}(?:讯|电)(?=[\\s（(])"
    f"|[^\\s，。；：（）()]{{2,12}}?{_DATED}(?:综合)?(?:电|讯|消息|丨|专电)"
    "|[^\\s，。；：（）()]{1,9}(?:报|网|社|台|新闻|财经|快|动力|世界|在线|新华|综合)(?:讯|消息|电(?![池机芯缆商控站网力动源器子]))"
    f"|挖贝网\\s*\\d|(?:路透|[^\\s，。；：（）()]{{2,8}}社){_DATED}\\s*[-—]|\\S{{2,8}}电台消息"
    ")(?=[\\s】）)（(，,:：丨|—-]|\\S)"
)
_OWN_REPORT = late(
    "[（(]上接|[（(【]?本[报网刊台社][^\\s，。]{0,14}(?:讯|电|消息)|[^，。]{2,14}[讯电]\\s?[（(][^）)]*(?:记者|通讯员)"
)
_BARE_DATELINE = late("[^，。；：\\d.]{2,16}(?<!快)(?:讯|电|消息)(?:[（(][^）)]{2,30}[）)])?[：:]?")
_DATELINE_SIGN = late("[讯电息接日](?:(?<!日)|\\s*[-—丨])")
_INFOGRAPHIC = late(r"(?:[^●■◆▪▶]*[●■◆▪▶]){2,}")
_ROW = late(r"\|.*\|$|[^|\n]+(?:\|[^|\n]*){2,}$")

_ROLES: tuple[tuple[Role, re.Pattern[str] | Expression], ...] = (
    ("markup", _MARKUP),
    ("head", _HEAD),
    ("caption", late("(?:图[①-⑳为]|[▲△])")),
    ("row", _ROW),
    ("navigation", _NAVIGATION),
    ("date", _DATE),
    ("date", _WRITTEN_DATE),
    ("credit", _CREDIT),
    ("byline", _BYLINE),
    ("furniture", _FURNITURE),
    ("names", _LONE_NAMES),
    ("caption", _CAPTION),
    ("contact", _CONTACT),
    ("infographic", _INFOGRAPHIC),
)
# The costly patterns are tried only on lines that have a sign of them.
_SIGNS: dict[Role, re.Pattern[str]] = {
    "caption": late("[摄图供提资▲△]"),
    "contact": late("[电热传邮社地发话线]|\\d{4}"),
    "row": late("[|]"),
    "infographic": late("[●■◆▪▶]"),
}
Look = Callable[[str], re.Match[str] | None]
_NUMBER = late(r"[-+－±]?[\d,.，]+\s*[%‰]?$|[-—–－…/]{1,2}$|持平$|\.{3}$")
_LEADS = late("[，。；]|[：:].")
_NUMBERED_HEADING = 60
_LONGEST = 110  # characters: what is longer can only be prose, a dateline, a row or an infographic


def is_dateline(text: str) -> bool:
    """Tell whether a line opens like an agency report (本报讯, 新华社北京1月3日电)."""
    return _DATELINE_SIGN.search(text, 0, 30) is not None and _DATELINE.match(text) is not None


def date_of(text: str) -> tuple[int, int, int | None] | None:
    """Read a line that is nothing but a date."""
    m = _DATE.match(text)
    if m is None:
        m = _WRITTEN_DATE.match(text)
        return (_digits(m["y"]), _small(m["m"]), _small(m["d"]) if m["d"] else None) if m else None
    month, day = m["m1"] or m["m2"], m["d1"] or m["d2"]
    return (int(m["y"]), int(month), int(day) if day else None) if 1 <= int(month) <= 12 else None


def _digits(text: str) -> int:
    return int("".join(str(_NUMERALS[c]) for c in text))


def _small(text: str) -> int:
    """Read a number in words up to thirty-one."""
    tens, ten, ones = text.rpartition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + (_NUMERALS[ones] if ones else 0)


def role_of(text: str) -> Role:
    """Say what a line is by its own looks."""
    if is_dateline(text) and (
        len(text) >= 40
        or text[-1] in "。！？；，…”"
        or _OWN_REPORT.match(text)
        or _BARE_DATELINE.fullmatch(text)
    ):
        return "dateline"
    special = _SPECIAL.match(text) is not None
    if not special and text[-1] in "。！？；" and len(text) > 24 and "|" not in text:
        return "prose"
    if len(text) <= _LONGEST:
        return _short_role(text, current())
    if special or "|" in text:
        roles = _roles(current())
        for role, _, match in (roles[1], roles[2], roles[3], roles[-2], roles[-1]):
            if match(text):
                return role
    return _plain_role(text)


@lru_cache(maxsize=8)
def _roles(book: PatternBook) -> tuple[tuple[Role, Look | None, Look], ...]:
    """Return each role with the search for its sign, if it has one, and the match of its pattern."""
    signs = {role: sign.search for role, sign in _SIGNS.items()}
    with using(book):
        patterns = ((role, p.compiled() if isinstance(p, Expression) else p) for role, p in _ROLES)
        return tuple((role, signs.get(role), pattern.match) for role, pattern in patterns)


# A page whose lines are rejoined is laid out twice: the second time most of its lines are known.
@lru_cache(maxsize=1024)
def _short_role(text: str, book: PatternBook) -> Role:
    for role, sign, match in _roles(book):
        if (sign is None or sign(text)) and match(text):
            return role
    return _plain_role(text)


def _plain_role(text: str) -> Role:
    if _NUMBER.match(text):
        return "number"
    stopped = text[-1] in "。！？；，…" or (text[-1] == "”" and text[-2:-1] in "。！？；…")
    if not stopped and ((len(text) <= 45 and not _LEADS.search(text)) or text.startswith("原标题")):
        return "short"
    if not stopped and len(text) <= _NUMBERED_HEADING and NUMBERED.match(text) and "。" not in text:
        return "short"
    return "item" if _ITEM.match(text) else "prose"
