"""HTML and SVG written by hand-in-glove calls: text is always escaped, only elements are not."""

import html
from collections.abc import Iterable


class Markup(str):
    """A piece of HTML that is safe as it is."""

    __slots__ = ()


def el(tag: str, *children: object, **attributes: object) -> Markup:
    """Write an element; `class_` stands for class, an underscore in a name for a hyphen, None leaves one out."""
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{html.escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    inner = "".join(c if isinstance(c, Markup) else html.escape(str(c)) for c in children if c is not None)
    return Markup(f"<{tag}{said}>{inner}</{tag}>")


def join(pieces: Iterable[Markup]) -> Markup:
    """Put elements one behind the other."""
    return Markup("".join(pieces))
