"""Media where an article names them: 来源：江城晚报, 滇中网记者."""

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.late import late
from extractor.mentions.organizations.lexicon import Lexicon
from extractor.mentions.organizations.model import Candidate
from extractor.patterns import Expression
from extractor.span import Span

_SOURCE = late(
    r"(?:(?:信息|文章|稿件|内容|图片|资料|新闻)?来源[：:]|文章来源于|来自[：:]|注明(?:来源|出处)(?:[：:]|(?=[“《])))\s*[“《]?(?P<name>[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9·-]{1,14}?)[”》]?"
    r"(?=[\s，。；）)（(|]|作者|记者|编辑|责编|发布|时间|日期|\d|$)"
)
_REPORTER = late(
    r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{1,7}(?:报|网|台|社|刊|新闻|融媒|客户端|在线|(?:财经|科技|港股|美股|证券)(?=讯)))(?=[ \u3000]?[╱／/]?(?:见习|首席|全媒体|特约)?(?:记者|通讯员)|(?:[\u4e00-\u9fff]{2,3})?讯[】 \u3000（(，,：:\d]|[ \u3000]?\d{1,2}月\d{1,2}日(?:[讯电]|消息))"
)
# （海外网） at the end of a report, 据央广网消息 within it.
_SIGNED = late(
    r"[（(](?P<name>[\u4e00-\u9fff]{2,7}(?:网|报|社|新闻|财经|周刊|电视台|电台))(?: [\u4e00-\u9fff]{2,3})?[）)](?=\s*(?:$|[】”])|[ \u3000]{2})",
    re.MULTILINE,
)
_CITED = late(
    r"据(?P<name>[\u4e00-\u9fff]{2,8}?(?:网|报|通讯社|新闻社|新闻|电视台|电台|周刊)|[A-Z]{3,5})(?=(?:当地时间)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:报道|消息|援引))"
)
_DATED = late(
    r"^[ \u3000]*(?!据)(?P<name>[\u4e00-\u9fff]{2,6}?(?:社|报|网|财讯|新闻))(?=[\u4e00-\u9fff]{2,4}\d{1,2}月\d{1,2}日(?:电|讯| ?[-—]))",
    re.MULTILINE,
)
# 江苏台报道: a place's station; a masthead, which stands alone or before the day.
_STATION = late(
    r"(?<![\u4e00-\u9fff])(?P<name>(?P<place>[\u4e00-\u9fff]{2,3})(?:卫视|电视台|电台|台))(?=报道|消息[，,])"
)
_MASTHEAD = late(
    r"^[ \u3000]*(?P<name>[\u4e00-\u9fff]{2,8}(?:周刊|周报|日报|晚报|时报|晨报|早报|月刊))(?=\s+(?:第?[\d０-９]+[年期]|星期))",
    re.MULTILINE,
)
_TITLED = late("《(?P<name>[\u4e00-\u9fff]{2,8}(?:周刊|周报|日报|晚报|时报|晨报|早报|月刊))》")
# A journal by who asks or is told: 接受《江城观察》采访, 《江城观察》记者; a Latin one by what it reported.
_JOURNAL = late(
    "(?:告诉|接受|原载于?)《(?P<told>[\u4e00-\u9fff]{2,8}(?<![法例议同款约]))》|(?<!央视)(?<!卫视)(?<![之新]声)(?<![电总]台)(?<!视台)(?<!频道)《(?P<asks>[\u4e00-\u9fff]{2,8})》(?=记者|杂志|专访|报道)"
)
# A site's channel, where nothing goes on with it: 岭图汽车讯, the whole line 岭图汽车. Its house's research: 岭图见闻·岭智研究.
_CHANNEL = Expression(
    r"(?<![\u4e00-\u9fff])(?P<name>(?:{portal})(?:{channel}))(?=[讯】”》」_|｜]|频道|记者|报道|消息|综合|整理|编辑|[ \u3000]+[\u4e00-\u9fff]{2,4}(?:\s|$)|[ \u3000]*$)",
    re.MULTILINE,
)
_HOUSE = late(
    r"(?P<owner>[\u4e00-\u9fff]{2,6})·[\u4e00-\u9fff]{2,4}(?:研究院?|智库|数据)(?=认为|指出|表示|数据|统计|显示|发布|预计|报告|[，。：、\s])"
)
_COMMON = late(
    "(?:[年月季周中简预申汇通快公财海情]|电子|申请|上|战)报$|(?:联|电|路|管|官|渔|物联|互联|局域|外|内|天|法|骨干)网$|(?:合作|旅行|供销|公|信用|出版|报)社$"
)
_NOT_MEDIA = late(
    "本报|本网|本台|本社|网络|综合|数据|公开|互联网|官网|网站|作者|摄影|笔者|公告|公司|企业|资料|统计年鉴|知名|独立|资深|自由"
)
_SHORT = late("[^大各日晚早晨时快商周月季年简电海汇情警通预申公]报")  # 星报讯
_BODY = late("[局厅委部院会署办所校]$|公司$|大学$|集团$|政府$|中心$")


def find_media(view: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the media that an article names as its source or its reporter's house."""
    for m in _JOURNAL.finditer(view) if "》" in view else ():
        yield Candidate(Span(*m.span(m.lastgroup or 0)), "media", Decimal("0.86"), "source")
    for m in _CHANNEL.finditer(view):
        yield Candidate(Span(*m.span("name")), "media", Decimal("0.86"), "source")
    for m in _HOUSE.finditer(view) if "·" in view else ():
        owner = next((m["owner"][i:] for i in range(5) if m["owner"][i:] in lexicon.names), None)
        if owner:
            yield Candidate(
                Span(m.end("owner") - len(owner), m.end()), "institute", Decimal("0.90"), "source"
            )
    for pattern, sure in (
        (_SOURCE, "0.82"),
        (_REPORTER, "0.86"),
        (_SIGNED, "0.80"),
        (_CITED, "0.80"),
        (_DATED, "0.86"),
        (_TITLED, "0.86"),
        (_STATION, "0.80"),
        (_MASTHEAD, "0.86"),
    ):
        for m in pattern.finditer(view):
            name = m["name"]
            if pattern is _SOURCE and (end := _first_of(name, lexicon)):
                yield Candidate(
                    Span(m.start("name"), m.start("name") + end), "media", Decimal(sure), "source"
                )
                continue
            if pattern in (_SIGNED, _CITED) and _COMMON.search(name):
                continue
            if any(s.start and s.end == len(name) for s, _ in lexicon.known(name)):
                continue  # 来看总台记者: what is listed is found by itself
            if pattern is _STATION and m["place"] not in lexicon.places:
                continue
            plain = lexicon.words.ordinary(name) and not (pattern is _REPORTER and _SHORT.fullmatch(name))
            if not plain and not _NOT_MEDIA.search(name) and not _BODY.search(name):
                yield Candidate(Span(*m.span("name")), "media", Decimal(sure), "source")


def _first_of(name: str, lexicon: Lexicon) -> int:
    """Return where a site's name ends before the house that it took the text from: 江城新闻网-江城日报."""
    site, dash, house = name.partition("-")
    return len(site) if dash and house in lexicon.names and site.endswith(("网", "在线", "新闻")) else 0
