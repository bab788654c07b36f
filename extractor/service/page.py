"""The workbench as the service sends it: one page, with a policy that lets nothing else run in it."""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache

from starlette.responses import HTMLResponse, Response

from extractor.render import workbench


def page() -> Response:
    """Answer with the workbench."""
    html, policy = _workbench()
    return HTMLResponse(html, headers={"Content-Security-Policy": policy})


@cache
def _workbench() -> tuple[bytes, str]:
    html = workbench.page()
    return html, policy(html.decode())


def policy(html: str) -> str:
    """Allow the scripts that stand in a page, by their hashes, and requests to where it came from; nothing else."""
    allowed = " ".join(f"'sha256-{_hash(text)}'" for text in _scripts(html)) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _scripts(html: str) -> Iterator[str]:
    for part in html.split("<script")[1:]:
        yield part.partition(">")[2].partition("</script>")[0]


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
