"""One self-contained page: template, styles, scripts and data in a single file that opens anywhere."""

import base64
import hashlib
import html
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from extractor.wire import dumps

_ERRORS = ("dom.js", "text.js", "cards.js", "overview.js", "app.js")
# `</script>` or `<!--` inside a text would end the data; JSON lets any character be written as an escape.
_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
_POLICY = '<meta name="color-scheme" content="light dark">\n<meta http-equiv="Content-Security-Policy" content="{}">\n'


@cache
def asset(name: str) -> str:
    """Return a file of the page."""
    return (files("extractor.render") / "assets" / name).read_text("utf-8")


def embed(data: Any) -> str:
    """Write data as JSON that can stand in a script element."""
    return dumps(data).translate(_ESCAPES)


def shell(title: str, styles: Sequence[str], body: str, *, policy: str = "") -> str:
    """Put a body, a template of ours filled in, under the head of all pages; `policy` says what the page may load."""
    return Template(asset("shell.html")).substitute(
        title=html.escape(title),
        style="".join(asset(name) for name in styles),
        policy=_POLICY.format(policy) if policy else "",
        body=body,
    )


def assemble(
    template: str, styles: Sequence[str], scripts: Sequence[str], data: Mapping[str, Any], *, policy: str = ""
) -> str:
    """Put a page with scripts together; `data["title"]` is its heading, $digest in the policy stands for its scripts."""
    script = "\n".join(asset(name) for name in scripts)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    title = str(data["title"])
    body = Template(asset(template)).substitute(title=html.escape(title), script=script, data=embed(data))
    return shell(title, styles, body, policy=Template(policy).substitute(digest=f"sha256-{digest}"))


def page(data: Mapping[str, Any]) -> str:
    """Return the error browser for a set of documents."""
    return assemble("page.html", ("base.css", "page.css"), _ERRORS, data)
