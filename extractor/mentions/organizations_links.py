"""Organisation mentions of one document, linked: short names to the full one."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.mentions.model import Organization
from extractor.mentions.organizations_cores import called, cores
from extractor.mentions.organizations_lexicon import lexicon


@dataclass(frozen=True, slots=True)
class Entity:
    """One organisation of the document with all its mentions."""

    id: str
    name: str
    kind: str
    mentions: tuple[Organization, ...]


def link(found: Sequence[Organization], view: str) -> tuple[Entity, ...]:
    """Group mentions by organisation. A short form that two full names share belongs to neither."""
    names = list(dict.fromkeys(o.span.cut(view) for o in found))
    stated = _stated(found, view)
    implied = _implied(names)
    owner = {n: n for n in names}
    for name in sorted(names, key=len):
        full = stated.get(name) or implied.get(name)
        if full and full != name:
            owner[name] = full
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
            out.setdefault(view[a:b], name)
    return out


def _implied(names: Sequence[str]) -> dict[str, str]:
    """Short names that exactly one fuller name of the document can be cut down to."""
    words = lexicon()
    owners: dict[str, set[str]] = {}
    present = set(names)
    for name in names:
        for core in cores(name, words):
            for form in (core, core + "公司"):
                if form in present and len(form) < len(name):
                    owners.setdefault(form, set()).add(name)
    return {form: next(iter(full)) for form, full in owners.items() if len(full) == 1}


def _root(name: str, owner: dict[str, str]) -> str:
    seen = {name}
    while (full := owner[name]) != name and full in owner and full not in seen:
        seen.add(full)
        name = full
    return name
