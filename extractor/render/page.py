"""One self-contained page: template, style, scripts and data in a single file that opens anywhere."""

import html
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from extractor.contract import dumps

_SCRIPTS = ("text.js", "cards.js", "overview.js", "app.js")
# `</script>` or `<!--` inside a text would end the data; JSON lets any character be written as an escape.
_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


@cache
def asset(name: str) -> str:
    """Return a file of the page."""
    return (files("extractor.render") / "assets" / name).read_text("utf-8")


def embed(data: Any) -> str:
    """Write data as JSON that can stand in a script element."""
    return dumps(data).translate(_ESCAPES)


def page(data: Mapping[str, Any]) -> str:
    """Return the page for a set of documents; `data["title"]` is its heading."""
    script = "\n".join(asset(name) for name in _SCRIPTS)
    return Template(asset("page.html")).substitute(
        title=html.escape(str(data["title"])), style=asset("page.css"), script=script, data=embed(data)
    )
