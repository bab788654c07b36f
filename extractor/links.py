"""Organisation mentions of one document, linked: short names to the full one."""

from dataclasses import dataclass

from extractor.mentions.model import Organization


@dataclass(frozen=True, slots=True)
class Entity:
    """One organisation of the document with all its mentions."""

    id: str
    name: str
    kind: str
    mentions: tuple[Organization, ...]
