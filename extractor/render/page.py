"""One self-contained page: template, styles, scripts and data in a single file that opens anywhere."""

import base64
import hashlib
import html
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from extractor.contract import dumps

_ERRORS = ("dom.js", "text.js", "cards.js", "overview.js", "app.js")
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


def assemble(template: str, styles: Sequence[str], scripts: Sequence[str], data: Mapping[str, Any]) -> str:
    """Put a page together; `data["title"]` is its heading, and no script but ours may run where it says so."""
    script = "\n".join(asset(name) for name in scripts)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return Template(asset(template)).substitute(
        title=html.escape(str(data["title"])),
        style="".join(asset(name) for name in styles),
        script=script,
        digest=f"sha256-{digest}",
        data=embed(data),
    )


def page(data: Mapping[str, Any]) -> str:
    """Return the error browser for a set of documents."""
    return assemble("page.html", ("base.css", "page.css"), _ERRORS, data)
