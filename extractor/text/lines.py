"""Lines of a page, and what each of them is by its own looks."""

import re
from collections.abc import Iterator
from typing import Literal

from extractor.text.characters import HAN

Role = Literal[
    "prose", "short", "head", "number", "item", "dateline", "caption", "credit", "byline",
    "furniture", "navigation", "contact", "infographic", "markup", "row", "date",
]  # fmt: skip
KEPT_OUT = frozenset({"caption", "credit", "byline", "furniture", "navigation", "contact", "markup", "date"})


class Line:
    """One line without its surrounding white space, as it is read further on."""

    __slots__ = ("end", "gap", "joined", "level", "role", "start", "text", "title", "torn")

    def __init__(self, start: int, text: str, gap: int, role: Role) -> None:
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.gap = gap  # blank lines before it
        self.role = role
        self.level = 0  # of a Markdown heading
        self.joined = False  # continues the prose line before it
        self.title = False  # belongs to the title of an article
        self.torn = False  # cut, and not rejoined


_STOPS = "。！？；"
# A line that begins with none of these and ends in a full stop is prose: nothing else needs to be looked at.
_SPECIAL = re.compile("[#|>*!\\[(（【●■◆▪•·○◇★►▶▷▲△□◎·图摄上左右本新来资责编记原注①-⑳0-9A-Za-z~=_-]")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧雍盛乔阮施左倪戚喻章鲁葛柯齐庞裴霍温甘耿关"
    "焦詹牟纪舒符翁游路柳芦竺闻简束劉陳楊黃趙吳孫馬羅鄭許韓馮鄧葉蘇魏呂盧鍾譚陸賈龍閻龔萬錢嚴戚艾祁席尚管康单费季虞凌池冉易蓝文"
)
_NAME = f"(?:欧阳|司马|上官|诸葛|[{_SURNAMES}])[{HAN}]{{1,2}}"
_REPORTER = (
    "(?:(?:首席|见习|实习|特约|驻[^\\s，。]{1,6}|全媒体)?(?:记者|記者|通讯员|通訊員|评论员|特派员|实习生))"
)

_BYLINE = re.compile(
    f"[□■►▶▷●◎○◇]?\\s*(?:[^\\s，。；：、（）]{{0,16}}?{_REPORTER})[\\s:：/／]*[^，。；：]{{2,30}}(?:文/?图|报道|摄影报道)?$"
    f"|[□►▶▷]\\s*[^，。；]{{2,30}}$"
    f"|{_NAME}(?:[ \u3000、]{{1,4}}{_NAME}){{1,4}}$"
    "|(?:作者|撰文|撰稿|文|记者|文字|执笔|采写|整理|策划|统筹)\\s*[:：/／|丨]\\s*[^，。；]{2,30}$"
    "|[（(](?:本报|特约|通讯员|记者|記者|作者|编辑|文/|完|据)[^。）)]{0,60}[）)]$"
    f"|[（(]{_NAME}(?:[ \u3000、]*{_NAME}){{0,4}}[）)]$"
    "|(?:发稿|编译|编写|审校)\\s*\\S{2,12}(?:[；;].{2,20})?$"
)
_CREDIT = re.compile(
    "(?:图片?|图源|照片|圖片?|供图|摄影|攝影|插图|制图)(?:来源|來源|提供)?\\s*[:：/／|丨].{1,40}$"
    "|(?:本?(?:版|文|组))?(?:图片|照片|本版图片)(?:除署名外)?[均皆]?由.{2,40}(?:提供|摄)$"
    "|[^，。；：]{2,16}(?:供图|供圖|资料图片?|资料照片)$|[（(]?(?:资料|资料图片?|资料照片|IC photo|视觉中国)[）)]?$"
)
_CAPTION = re.compile(
    "(?:(?:上|下|左|右|本|题)?图(?:为|①|②|③|\\d?[：:])|▲|△|图[一二三四五六七八九十\\d]{1,2}[：:\\s])"
    "|(?=.{2,90}$)(?:.*[\\s。，；”）)](?:摄[/／]\\s*[^\\s，。]{2,8}|[^\\s，。；]{0,18}[^\\s，。；、拍]{2,4}\\s?[/／]?摄影?)|.*\\s(?:[^\\s，。]{2,12}/摄)|.*图/.{2,16}|.*[（(](?:资料图片?|[^（）()。]{2,12}(?:摄|供图))[）)])$"
)
_FURNITURE = re.compile(
    "(?:文章|稿件|本文|信息)?(?:来源|來源|出处|稿源|来源于)\\s*[:：]"
    "|(?:发布|發佈|更新|发稿|发表|时间|日期|發布|印发|公开)?(?:时间|時間|日期)\\s*[:：]\\s*\\d"
    "|(?:责任编辑|責任編輯|责编|编辑|编 辑|值班编辑|编审|审核|校对|校審|终审|初审|复审|监制|版式|美编|排版|主编|总编|签发)(?:[:：/／\\s]|\\S{2,4}$)"
    "|(?:浏览|点击|阅读|访问)(?:次数|量|数)?\\s*[:：]|(?:原文|来源|相关|详情)?链接\\s*[:：]|(?:关键词|关键字|标签|Tags?)\\s*[:：]"
    "|(?:上一篇|下一篇|上一条|下一条|相关(?:报道|阅读|新闻|链接|文章)|延伸阅读|推荐阅读|热门推荐|更多(?:精彩|新闻|内容)?|返回(?:首页|顶部|列表)?|为您推荐|猜你喜欢)\\s*(?:[:：>].*)?$"
    "|(?:扫一扫|扫码|长按|关注)[^，。]{0,12}(?:二维码|公众号|微信|客户端|关注|阅读)|海量资讯|打开APP|点击(?:查看|进入|下载|关注)"
    "|(?:版权(?:所有|声明)|免责声明|风险提示|特别声明|郑重声明|Copyright|ICP|©|【?本文来源)"
    "|(?:主办|承办|承印|出版|印刷|邮发代号|国内统一|统一刊号|总第?\\d+期|第?\\d+版|今日\\d+版|版面|新闻热线)(?:[:：\\s单版]|$)"
    "|第?[A-Z]?\\d{1,2}\\s*版[\\s|·]*[\u4e00-\u9fff]{0,6}$|[A-Z]\\d{1,2}[\\s|·]+[\u4e00-\u9fff]{2,6}$|\\d{1,3}\\s*/\\s*\\d{1,3}$"
    "|(?:\\S{2,10}\\s+)?\\d{4}年\\d{1,2}月\\d{1,2}日\\s*(?:星期|周)[一二三四五六日天].{0,30}$"
    "|[（(]?(?:新闻联播|下同|完|未完待续|待续|下转第?\\d*版|上接第?\\S{1,4}版|转载请注明.*)[）)]?$"
)
_NAVIGATION = re.compile(
    "(?:您?的?(?:当前)?位置|当前位置|首页|繁體|繁体|登录|注册|打印|下载|全屏|收藏|分享|字号|关闭|加大|还原|减小|客户端|评论|举报|纠错|微信|微博|扫一扫|[>》»】|/]|【?字[号体][:：]?|A[+-])(?=$|[\\s:：>》»|】]).{0,60}$"
    "|[大中小]$|【?\\s*字[号体][:：].{0,16}$|(?:[^\\s，。；]{2,8}\\s*[|>»›／]\\s*){2,}[^，。；]{0,20}$|分享到?[:：]?.{0,20}$"
)
_CONTACT = re.compile(
    r"(?:.*(?:电话|热线|传真|邮编|地址|邮箱|部|室|办)[^，。]{0,8}[:：]?\s*)?(?:.*?(?<!\d)(?:\d{3,4}[-—])?[2-8]\d{6,7}(?!\d)[^。]*){2,}$|(?:联系|咨询|服务|新闻|举报|订阅|广告|发行)?(?:电话|热线|传真|邮编|邮箱|E-?mail)\s*[:：]\s*[\w@.()（）/、 -]{5,60}$"
)
_MARKUP = re.compile(
    r"(?:[-=_*~—─－]{3,}|!\[[^\]]*\]\([^)]*\)|(?:\s*\|?\s*\[[^\]]*\]\([^)]*\)\s*)+|`{3}.*|<!--.*-->|■)$|#{1,6}\s*(?:\[[^\]]*\]\([^)]*\)[\s|]*)+$|https?://\S+$"
)
_DATE = re.compile(
    r"[（(]?(?P<y>(?:19|20)\d{2})(?:年(?P<m1>\d{1,2})月(?:(?P<d1>\d{1,2})日)?|[/.-](?P<m2>\d{1,2})[/.-](?P<d2>\d{1,2}))(?:\s*[（(]?(?:星期|周)[一二三四五六日天][）)]?)?(?:\s*\d{1,2}[:：时]\d{2}分?(?:[:：]\d{2})?)?[）)]?$"
)
_HEAD = re.compile(r"#{1,6}\s+\S")
_NUMBERED = re.compile(
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部分])\s*\S"
)
_ITEM = re.compile(r"(?:[（(]?\d{1,2}[）)、]|\d{1,2}[.．](?!\d)|[①-⑳]|[●■◆▪•·○◇★▷➢]|[-*+]\s)\s*\S")
_DATELINE = re.compile(
    "[（(【]?(?:"
    "本[报报网刊台](?:综合)?(?:[^\\s，。（）()]{0,10}?(?:\\d{1,2}月)?\\d{1,2}日)?(?:讯|訊|电|消息)"
    "|[^\\s，。；：（）()]{2,10}?(?:社|网|报|台|新闻|讯社|AI|时报|客户端|在线)?[^\\s，。；：（）()]{0,8}(?:\\d{1,2}月)?\\d{1,2}日(?:综合)?(?:电|讯|訊|消息|丨|专电)"
    "|(?:[^\\s，。；：（）()]{1,9}(?:报|网|社|台|新闻|财经|快|AI快|动力|世界|在线))(?:讯|訊|消息|电)"
    "|挖贝网\\s*\\d|路透\\S{1,8}\\d{1,2}月\\d{1,2}日|\\S{2,8}電台消息"
    ")(?=[\\s】）)（(，,:：丨|—-]|[^\\s，。]{0,3}记者|\\S)"
)  # fmt: skip
_INFOGRAPHIC = re.compile(r"(?:.*?[●■◆▲▪]){2,}")


def is_dateline(text: str) -> bool:
    """Tell whether a line opens like an agency report (本报讯, 新华社北京1月3日电)."""
    return _DATELINE.match(text) is not None


def date_of(text: str) -> tuple[int, int, int | None] | None:
    """Read a line that is nothing but a date."""
    m = _DATE.match(text)
    if m is None:
        return None
    month, day = m["m1"] or m["m2"], m["d1"] or m["d2"]
    return (int(m["y"]), int(month), int(day) if day else None) if 1 <= int(month) <= 12 else None


def role_of(text: str) -> Role:
    """Say what a line is by its own looks."""
    special = _SPECIAL.match(text) is not None
    if not special and text[-1] in "。！？；" and len(text) > 24:
        return "prose"
    if len(text) <= 90 or special:
        for role, pattern in _ROLES:
            if pattern.match(text):
                return role
    return _plain_role(text)


_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("markup", _MARKUP),
    ("head", _HEAD),
    ("row", re.compile(r"\|.*\|$|[^|\n]+(?:\|[^|\n]*){2,}$")),
    ("date", _DATE),
    ("navigation", _NAVIGATION),
    ("furniture", _FURNITURE),
    ("credit", _CREDIT),
    ("dateline", _DATELINE),
    ("byline", _BYLINE),
    ("caption", _CAPTION),
    ("contact", _CONTACT),
    ("infographic", _INFOGRAPHIC),
)
_NUMBER = re.compile(r"[-+－±]?[\d,.，]+\s*[%‰]?$|[-—–－…/]{1,2}$|持平$|\.{3}$")
_LEADS = re.compile("[，。；]|[：:].")


def _plain_role(text: str) -> Role:
    if _NUMBER.match(text):
        return "number"
    stopped = text[-1] in "。！？；，…”"
    if len(text) <= 45 and not stopped and not _LEADS.search(text):
        return "short"
    if _ITEM.match(text) or (_NUMBERED.match(text) and not stopped and len(text) <= 45):
        return "item" if _ITEM.match(text) else "short"
    return "prose"


_WIDE_GAP = re.compile("(?<=[。！？”…）])[ \u3000]{2,}(?=[^\\s])")


def split_lines(text: str) -> Iterator[Line]:
    """Yield the lines that hold something; a wide gap behind a full stop parts paragraphs, too."""
    at, gap = 0, 0
    for piece in text.split("\n"):
        body = piece.strip()
        if not body:
            gap += 1
        else:
            start = at + piece.index(body[0])
            if ("  " in body or "\u3000\u3000" in body) and _WIDE_GAP.search(body):
                last = 0
                for m in _WIDE_GAP.finditer(body):
                    yield Line(start + last, part := body[last : m.start()], gap, role_of(part))
                    last, gap = m.end(), 0
                yield Line(start + last, part := body[last:], gap, role_of(part))
            else:
                yield Line(start, body, gap, role_of(body))
            gap = 0
        at += len(piece) + 1
