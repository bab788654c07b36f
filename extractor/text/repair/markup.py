"""Markup that was left in a text: HTML tags, bold and links of Markdown."""

from extractor.late import late
from extractor.text.model import Edit
from extractor.text.repair.edits import Draft

_TAG = late(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,9})(?:\s[^<>\n]{0,400})?/?>|<!--[^<>]{0,400}-->")
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "blockquote",
        "td",
        "th",
    ]
)
_STRONG = late(
    r"(?<![*\\])\*{1,3}(?=[^\s*])(?P<text>[^*\n]{1,200}?)(?<=[^\s])\*{1,3}(?!\*)|__(?=\S)(?P<under>[^_\n]{1,200}?)(?<=\S)__"
)
_LINK = late(r"(?<!!)\[(?P<text>[^\[\]\n]{1,200})\]\([^()\s]{1,500}\)")


def drop_markup(draft: Draft, *, markdown: bool) -> None:
    """Take out tags, and the signs of bold text and links."""
    if "<" in draft.text and _TAG.search(draft.text):
        draft.take(_tags(draft.text))
    if "**" in draft.text or (markdown and ("*" in draft.text or "__" in draft.text)):
        draft.take(_strong(draft.text))
    if "](" in draft.text:
        draft.take(_links(draft.text))


def _tags(text: str) -> list[Edit]:
    edits: list[Edit] = []
    for m in _TAG.finditer(text):
        new = "\n" if m["name"] and m["name"].lower() in _BLOCKS else ""
        edits.append(Edit(m.start(), m.end(), new, "markup"))
    return edits


def _strong(text: str) -> list[Edit]:
    edits: list[Edit] = []
    for m in _STRONG.finditer(text):
        start, end = m.span("text" if m["text"] is not None else "under")
        edits += (Edit(m.start(), start, "", "markup"), Edit(end, m.end(), "", "markup"))
    return edits


def _links(text: str) -> list[Edit]:
    edits: list[Edit] = []
    for m in _LINK.finditer(text):
        line = text[text.rfind("\n", 0, m.start()) + 1 : m.start()]
        if not line.strip(" #|") and text[m.end() : m.end() + 1] in ("", "\n", " "):
            continue  # a line of nothing but links is furniture, and is told by its looks
        edits += (Edit(m.start(), m.start("text"), "", "markup"), Edit(m.end("text"), m.end(), "", "markup"))
    return edits
