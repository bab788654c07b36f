"""Organisation mentions of one document, linked: short names to the full one."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.late import late
from extractor.mentions.aliases import called, within
from extractor.mentions.model import Organization
from extractor.mentions.organizations.cores import cores
from extractor.mentions.organizations.lexicon import Lexicon, lexicon

# Ways of writing one word: 县府, 省人民政府.
_OFFICE = (("人民政府", "政府"), ("县府", "县政府"), ("市府", "市政府"), ("委员会", "委"))
_LEVELS = tuple(level + "政府" for level in "省市区县州镇乡")
_FORM = late(r"(?:集团|公司|股份|控股|总公司|有限公司)+\Z")


@dataclass(frozen=True, slots=True)
class Entity:
    """One organisation of the document with all its mentions."""

    id: str
    name: str
    kind: str
    mentions: tuple[Organization, ...]


def link(found: Sequence[Organization], view: str) -> tuple[Entity, ...]:
    """Group mentions by organisation. A short form that two full names share belongs to neither."""
    kinds = {o.span.cut(view): o.kind for o in reversed(found)}
    names = list(dict.fromkeys(o.span.cut(view) for o in found))
    owner = _owners(names, kinds, lexicon())
    owner |= {short: full for short, full in _stated(found, view).items() if short in owner}
    groups: dict[str, list[Organization]] = {}
    for o in found:
        groups.setdefault(_root(o.span.cut(view), owner), []).append(o)
    ordered = sorted(groups.items(), key=lambda g: g[1][0].span)
    return tuple(
        Entity(
            f"e{i}",
            name,
            next((m.kind for m in mentions if m.span.cut(view) == name), mentions[0].kind),
            tuple(mentions),
        )
        for i, (name, mentions) in enumerate(ordered, 1)
    )


def _stated(found: Sequence[Organization], view: str) -> dict[str, str]:
    """Short names that the text gives in brackets or with 简称; the first statement counts."""
    out: dict[str, str] = {}
    for o in found:
        name = o.span.cut(view)
        for a, b in called(view, o.span.end, name):
            if view[a:b] != name:
                out.setdefault(view[a:b], name)
    return out


def _owners(names: Sequence[str], kinds: Mapping[str, str], words: Lexicon) -> dict[str, str]:
    """Say of each name which other of the document it is short for; itself, where two could be meant."""
    fuller: dict[str, set[str]] = {}
    for short, full in (*_same(names, words), *_cut(names, words), *_bodies(names, kinds, words)):
        fuller.setdefault(short, set()).add(full)
    owner = {n: n for n in names}
    for name in sorted(fuller, key=len, reverse=True):
        # 达林公司 is itself short for 达林电联有限公司: both are one.
        roots = {_root(full, owner) for full in fuller[name]} - {name}
        if len(roots) == 1:
            owner[name] = roots.pop()
    return owner


def _same(names: Sequence[str], words: Lexicon) -> Iterator[tuple[str, str]]:
    """Pairs that the book lists as one body: 央行, 中国人民银行."""
    full: dict[int, str] = {}
    for name in sorted((n for n in names if n in words.same), key=lambda n: words.same[n]):
        group = words.same[name][0]
        if full.setdefault(group, name) != name:
            yield name, full[group]


def _cut(names: Sequence[str], words: Lexicon) -> Iterator[tuple[str, str]]:
    """Short names that a fuller one of the document can be cut down to."""
    ordered = sorted(names)
    for name in names:
        yield from _group(name, ordered, words)
        for form in cores(name, words):
            for short in _beginning(ordered, form):
                if len(short) < len(name) and (
                    short in (form, form + "公司") or _tailed(short, form, name, words)
                ):
                    yield short, name


def _tailed(short: str, core: str, name: str, words: Lexicon) -> bool:
    """Tell whether a core and a shortened word make the short name: 海川新材 for 江城海川新材料股份有限公司."""
    tail, rest = short.removeprefix(core), name[name.find(core) + len(core) :]
    if not tail or tail == short or core not in name or short.endswith("有限公司"):
        return False
    return any(t.word[0] == tail[0] and within(tail, rest[t.start :]) for t in words.words.segment(rest))


def _beginning(ordered: Sequence[str], form: str) -> Sequence[str]:
    """Return those of sorted names that begin with a short one."""
    first = bisect_left(ordered, form)
    return ordered[first : bisect_right(ordered, form, first, key=lambda name: name[: len(form)])]


def _group(name: str, ordered: Sequence[str], words: Lexicon) -> Iterator[tuple[str, str]]:
    """一汽 for 一汽集团; 格力 for 格力集团 only where no 格力电器 stands beside it."""
    stem = _FORM.sub("", name)
    beside = _beginning(ordered, stem) if stem != name else ()
    if stem in beside[:1]:
        trades = words.trades | words.weak_trades
        yield stem, name
        yield from ((stem, other) for other in beside if other[len(stem) :] in trades)


def _bodies(names: Sequence[str], kinds: Mapping[str, str], words: Lexicon) -> Iterator[tuple[str, str]]:
    """Public bodies without their place (市农业局), or with their duties shortened (区经促局)."""
    placed: dict[str, dict[str, list[str]]] = {}  # duty -> place -> names
    for name in names:
        if kinds[name] == "government":
            place, duty = _parted(name, words)
            placed.setdefault(duty, {}).setdefault(place, []).append(name)
    alike: dict[tuple[str, str], list[str]] = {}  # duties that begin and end alike
    for duty in sorted(placed, key=len):
        alike.setdefault((duty[:1], duty[-1:]), []).append(duty)
    for duty, shorts in placed.items():
        beside = alike[duty[:1], duty[-1:]]
        longer = beside[bisect_right(beside, len(duty), key=len) :]
        for whole in (duty, *(w for w in longer if _shorter(duty, w))):
            for place, bodies in placed[whole].items():
                ends = (place[k:] for k in range(duty == whole, len(place) + 1))
                yield from ((short, full) for end in ends for short in shorts.get(end, ()) for full in bodies)


def _shorter(duty: str, whole: str) -> bool:
    """Tell whether longer duties that begin and end alike are shortened, not others': 经促局 for 经济和科技促进局, but 文化局 beside 文化旅游局."""
    return duty[:-1] not in whole and within(duty, whole)


def _parted(name: str, words: Lexicon) -> tuple[str, str]:
    """Part a public body's name into the place or level and what it does."""
    for long, short in _OFFICE:
        name = name.replace(long, short)
    tokens = words.words.segment(name)
    at = next((t.start for t in tokens if t.tag != "P"), len(name))
    if name.startswith(_LEVELS, at):
        at += 1
    if name.startswith("政府", at) and len(name) > at + 3:
        at += 2  # 政府统计处
    return name[:at], name[at:]


def _root(name: str, owner: Mapping[str, str]) -> str:
    seen = {name}
    while (full := owner[name]) != name and full in owner and full not in seen:
        seen.add(full)
        name = full
    return name
