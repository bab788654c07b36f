"""Organisations of one document: every finder proposes, one resolver decides."""

from collections.abc import Iterator, Sequence

from extractor.late import late
from extractor.mentions.model import Organization
from extractor.mentions.organizations.context import find_context
from extractor.mentions.organizations.deals import find_deals
from extractor.mentions.organizations.divisions import find_divisions
from extractor.mentions.organizations.filings import find_filings
from extractor.mentions.organizations.heads import find_heads
from extractor.mentions.organizations.latin import find_latin
from extractor.mentions.organizations.lexicon import Lexicon, lexicon
from extractor.mentions.organizations.links import link
from extractor.mentions.organizations.longer import find_longer, national
from extractor.mentions.organizations.media import find_media
from extractor.mentions.organizations.model import Candidate
from extractor.mentions.organizations.names import find_known, linked
from extractor.mentions.organizations.neighbours import find_bodies, find_neighbours
from extractor.mentions.organizations.offices import find_offices
from extractor.mentions.organizations.resolve import resolve
from extractor.mentions.organizations.spread import spread
from extractor.mentions.organizations.tagged import find_tagged
from extractor.mentions.organizations.trades import find_abroad, find_joined, find_trades
from extractor.ner import Tagger
from extractor.patterns import Expression, PatternBook
from extractor.span import Span
from extractor.text.model import CleanText

__all__ = ["find_organizations", "link"]
# Who is appointed (聘任王某为公司…), and who reports from where (记者林某／太保报导).
_PERSONS = late(
    r"(?:聘任|聘请|选举|任命|提名|推选|增补)(?P<appointed>[\u4e00-\u9fff]{2,4}为公司)"
    r"|记者\s?(?P<reporter>[\u4e00-\u9fff]{2,4}\s?[/／][\u4e00-\u9fff]{2,6})报[导道]"
)
_SLOGAN = late("“(?![新原老])(?P<rest>[\u4e00-\u9fff]{1,3})\\Z")  # “科|融信”, “创业|齐鲁”
_DATED = late("第[1-4一二三四]季|按[年季月周]")  # 第3季资本设备, 按季亦升2%
_SHARED = ("各国", "多国", "各国的", "全球主要")  # 各国央行
_FUTURES = Expression("(?:{futures-goods})(?:期货|期权|现货)$")  # COMEX黄金期货
_WHOLE = frozenset(["全国", "我国", "各国", "外国"])


def find_organizations(
    clean: CleanText, *, book: PatternBook | None = None, tagger: Tagger | None = None
) -> tuple[Organization, ...]:
    """Find named organisations; spans are in the clean text. A tagger is heard where the rules find nothing."""
    words = lexicon(book)
    found = [*propose(clean.view, words), *find_offices(clean, words)]
    if tagger is not None:
        found += find_tagged(clean, tagger, kept(found), words)
    found += find_divisions(clean.view, kept(found), words)
    found += find_neighbours(clean.view, kept(found), words)
    found += find_bodies(clean.view, kept(found), words)
    found += spread(clean.view, kept(found), words)
    persons = [Span(*m.span(m.lastgroup or 0)) for m in _PERSONS.finditer(clean.view)]
    return resolve(c for c in found if not _other(clean.view, c, persons, words))


def _other(view: str, c: Candidate, persons: Sequence[Span], words: Lexicon) -> bool:
    """Tell whether what stands around makes something else of a name."""
    start, end = c.span
    # 内蒙古自治区政府工作报告 names a report, and the place that it is about. 全国新办涉税企业 names no 国新办.
    if view.startswith("工作报告", end) or view[start - 1 : start + 1] in _WHOLE:
        return True
    if national(view, c.span, words) or _FUTURES.search(view, *c.span):
        return True
    if c.span.cut(view) == "联通" and linked(view, end, words):
        return True
    if c.kind != "media" and view[start - 1 : start] == "《" and view.startswith("》", end):
        return True  # a game, a book
    if c.kind == "company" and end - start == 2 and view.startswith("”", end):
        said = _SLOGAN.search(view, max(0, start - 4), start)
        if said and said["rest"] not in words.places:
            return True
    return (
        any(m.end() > start for m in _DATED.finditer(view, max(0, start - 2), start + 3))
        or view.endswith(_SHARED, max(0, start - 4), start)
        or any(p.meets(c.span) for p in persons)
    )


def kept(found: list[Candidate]) -> list[Candidate]:
    """Return the candidates that would stand if the rest were decided now."""
    spans = {o.span for o in resolve(found)}
    return [c for c in found if c.span in spans]


def propose(view: str, words: Lexicon) -> Iterator[Candidate]:
    """Yield the candidates of every finder that reads the text itself."""
    yield from find_known(view, words)
    yield from find_heads(view, words)
    yield from find_joined(view, words)
    yield from find_trades(view, words)
    yield from find_longer(view, words)
    yield from find_abroad(view, words)
    yield from find_context(view, words)
    yield from find_deals(view, words)
    yield from find_filings(view, words)
    yield from find_media(view, words)
    yield from find_latin(view)
