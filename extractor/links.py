"""Organisation mentions of one document, linked: short names to the full one."""

from extractor.mentions.organizations_links import Entity, link

__all__ = ["Entity", "link"]
