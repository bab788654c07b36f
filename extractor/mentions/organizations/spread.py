"""Short names learnt from the document and found again in it."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import dropwhile

from ahocorasick_rs import AhoCorasick, MatchKind

from extractor.late import late
from extractor.mentions.aliases import called
from extractor.mentions.organizations.cores import bare, cores
from extractor.mentions.organizations.lexicon import Lexicon
from extractor.mentions.organizations.model import Candidate
from extractor.mentions.organizations.names import HAN, placelike, whole
from extractor.span import Span

_GIVEN = late("[\u4e00-\u9fff][·•・]\\Z")  # what follows is a person's other name
_FIRM = late("公司(?![债法章治制化级股])")
_UNIONS = ("协会", "商会", "学会", "联合会")
_TOWN = late("[镇乡村县]|街道(?!办)|社区")
_COMPANY = frozenset(("company", "institute"))


def spread(view: str, found: Iterable[Candidate], lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the names again, and the short forms that the text states or the names imply."""
    found = list(found)
    yield from _subjects(view, found, lexicon)
    known = _learn(view, found, lexicon)
    if not known:
        return
    words = tuple(known)
    met = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(view)
    towns = {words[i] for i, _, end in met if _TOWN.match(view, end)}
    for i, start, end in met:
        span = Span(start, end)
        kind, sure, evidence = known[words[i]]
        if evidence in ("core", "half") and words[i] in towns:
            continue  # 岭朗 is a town where 岭朗镇 is spoken of, and 岭朗公司 is named for it
        if (
            not whole(view, span, lexicon)
            or placelike(view, end)
            or _GIVEN.search(view, max(0, start - 2), start)
        ):
            continue
        if evidence == "half" and not (_alone(view, end, lexicon) or _FIRM.match(view, end)):
            continue  # 浩云物联 is no 浩云科技
        if kind == "company" and _FIRM.match(view, end) and not words[i].endswith("公司"):
            span = Span(start, end + 2) if " " not in words[i] else span
        elif kind == "company" and evidence == "again" and not words[i].isascii():
            span = Span(start, _traded(view, end, words[i], lexicon))
        yield Candidate(span, kind, sure, evidence)


def _subjects(view: str, found: Iterable[Candidate], lexicon: Lexicon) -> Iterator[Candidate]:
    """Find everyday words that a list made names of (丰田、本田、日产) where they open a clause and something is said of them."""
    listed = {c.span.cut(view): c.kind for c in found if c.evidence == "list" and c.kind == "company"}
    weak = {name: kind for name, kind in listed.items() if not _distinct(name, lexicon)}
    if not weak:
        return
    for m in re.finditer(
        rf"(?:^|[，。；：“（、\n]|尤其是|其中)(?P<name>{'|'.join(map(re.escape, sorted(weak)))})(?![\d.])",
        view,
    ):
        after = lexicon.words.segment(view[m.end() : m.end() + 4])
        if after and (after[0].tag in "XVT" or after[0].word in ("同比", "环比")):
            yield Candidate(Span(*m.span("name")), weak[m["name"]], Decimal("0.70"), "again")


def _learn(view: str, found: Iterable[Candidate], lexicon: Lexicon) -> dict[str, tuple[str, Decimal, str]]:
    """Say what to look for: each name's kind, how sure it is, and by what evidence."""
    known: dict[str, tuple[str, Decimal, str]] = {}
    for c in found:
        name = c.span.cut(view).strip()  # a tagger may take the blanks of an indent in
        for a, b in called(view, c.span.end, name):
            known[view[a:b]] = (c.kind, Decimal("0.93"), "alias")
        # Plain words that a prospectus made a name of: 红豆面馆.
        filed = c.evidence == "filing" and len(name) > 3
        if c.confidence >= Decimal("0.68") and (filed or _distinct(name, lexicon)):
            known.setdefault(name, (c.kind, min(c.confidence, Decimal("0.85")), "again"))
        if c.kind == "association":
            for title in _titles(name, lexicon):
                known.setdefault(title, (c.kind, Decimal("0.80"), "core"))
        if c.kind == "government" and (short := _unplaced(name, lexicon)):
            known.setdefault(short, (c.kind, Decimal("0.80"), "core"))
        listed = c.evidence == "known"
        if c.kind in _COMPANY and c.confidence >= Decimal("0.7") and not (listed and len(name) != 4):
            for core in cores(name, lexicon):
                # 富耐克 is its own name, though 耐克 stands in a list.
                inside = any(s.cut(core) != core for s, _ in lexicon.known(core))
                sure = Decimal("0.85" if inside else "0.72")
                half = listed or not _distinct(core, lexicon)
                known.setdefault(core, (c.kind, sure, "half" if half else "core"))
    return known


def _traded(view: str, end: int, name: str, lexicon: Lexicon) -> int:
    """Return the end of a trade that the name takes on where it is said again: 银欣、越众等企业, 银欣光伏年产值."""
    trades = lexicon.trades | lexicon.weak_trades
    if name in lexicon.names or lexicon.words.segment(name)[-1].tag in "NFH":
        return end
    ends = (end + n for n in (3, 2) if view[end : end + n] in trades)
    return next((e for e in ends if _alone(view, e, lexicon)), end)


def _alone(view: str, end: int, lexicon: Lexicon) -> bool:
    """Tell whether no word follows that could go on with the name."""
    after = lexicon.words.segment(view[end : end + 4])
    return not after or after[0].tag in "XVLT" or not HAN.match(after[0].word)


def _unplaced(name: str, lexicon: Lexicon) -> str | None:
    """Return a body without its state, or the city or province above it: 光明国资局 for 深圳市光明国资局."""
    first, *rest = lexicon.words.segment(name)
    if first.word in lexicon.countries and name.endswith("部") and len(name) - first.end > 2:
        return name[first.end :]  # 工商部 for 越南工商部
    named = first.tag == "P" and first.word[-1] in "省市" and len(first.word) > 2
    return (
        name[first.end :] if named and rest and rest[0].tag in "PNC" and len(name) - first.end > 4 else None
    )


def _titles(name: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield what an association is called without its place and the last words of what it is for: 零售协会 for 香港零售管理协会."""
    rest = bare(name).removeprefix("中国")  # a listed name would be one word
    words = lexicon.words.segment(rest)
    field = list(dropwhile(lambda t: t.tag == "P", words[:-1]))
    if not words or words[-1].tag != "H" or (len(field) == len(words) - 1 and rest == bare(name)):
        return
    head = words[-1]
    heads = {head.word, *(h for h in _UNIONS if head.word.endswith(h))}
    for n in range(1, len(field) + 1):
        shorts = ("".join(t.word for t in field[:n]) + h for h in heads)
        if not all(t.word in lexicon.common for t in field[:n]):
            yield from (short for short in shorts if short not in lexicon.stops)


def _distinct(name: str, lexicon: Lexicon) -> bool:
    """Tell whether the words say by themselves that this is a name, wherever they stand."""
    return any(t.tag in "SCOREPH" for t in lexicon.words.segment(name)) and not lexicon.words.ordinary(name)
