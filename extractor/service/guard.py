"""What stands before everything: who may ask, how much may come in, what every answer says to browsers."""

import asyncio
import hmac
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.service.metrics import Metrics
from extractor.service.problems import Refused, of
from extractor.service.settings import LOCAL, Settings

BATCH = "/v1/extract/batch"
HEALTH = "/healthz"
ROUTES = frozenset(
    {
        *("/", HEALTH, "/metrics", "/openapi.json", "/v1/schema"),
        *("/v1/extract", BATCH, "/v1/mentions", "/v1/evaluate"),
    }
)
_OPEN = frozenset({"/", HEALTH})  # a page that holds nothing and asks for the token, and a sign of life
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}


class Guard:
    """An ASGI application around another one."""

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics) -> None:
        self.app, self.settings, self.metrics = app, settings, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status, works = time.monotonic(), 500, scope["method"] == "POST"
        route = scope["path"] if scope["path"] in ROUTES else "other"

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        self.metrics.open += works
        try:
            self._admit(route, Headers(scope=scope), works=works)
            await self.app(scope, self._limited(receive, route), answer)
        except Refused as e:
            await of(e)(scope, receive, answer)
        finally:
            self.metrics.open -= works
            self.metrics.observe(route, status, time.monotonic() - begun)

    def _admit(self, route: str, headers: Headers, *, works: bool) -> None:
        self._check_origin(headers, works=works)
        token, most = self.settings.token, self.settings.workers + self.settings.queue
        if token and route not in _OPEN and not _knows(headers.get("authorization", ""), token):
            raise Refused("token", "send it as Authorization: Bearer TOKEN")
        if works and self.metrics.open > most:
            raise Refused("busy", f"{most} requests are open already; try again")
        if int(headers.get("content-length", 0)) > self._most(route):
            raise _too_large(self._most(route))

    def _check_origin(self, headers: Headers, *, works: bool) -> None:
        """Refuse what a page of another origin has a browser send, also under a name that was bent to this address."""
        hosts, host = self.settings.hosts, headers.get("host", "")
        if hosts and _name(host) not in hosts:
            raise Refused("origin", f"the host {host!r} is not served; --allow-host NAME admits a name")
        origin = headers.get("origin")
        known = origin is None or origin.partition("://")[2] in {host, *(hosts - LOCAL)}
        if not known or (works and headers.get("sec-fetch-site", "") in ("cross-site", "same-site")):
            raise Refused("origin", "the request comes from a page of another origin")

    def _most(self, route: str) -> int:
        return self.settings.max_batch if route == BATCH else self.settings.max_bytes

    def _limited(self, receive: Receive, route: str) -> Receive:
        """Count what comes in, and how fast, until the body is whole."""
        settings, most = self.settings, self._most(route)
        begun, got, whole = time.monotonic(), 0, False

        async def counted() -> Message:
            nonlocal got, whole
            if whole:
                return await receive()  # says when the client has gone, and has time until then
            left = begun + settings.slow_start + got / settings.slowest - time.monotonic()
            try:
                async with asyncio.timeout(left):
                    message = await receive()
            except TimeoutError:
                raise Refused("slow", f"less than {settings.slowest} bytes a second") from None
            got += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if got > most:
                raise _too_large(most)
            return message

        return counted


def _too_large(most: int) -> Refused:
    return Refused("too-large", f"more than {most} bytes; --max-bytes and --max-batch move the limits")


def _name(host: str) -> str:
    """Return the name in a Host header, without the port."""
    head, _, port = host.rpartition(":")
    return (head if head and port.isdecimal() else host).lower()


def _knows(authorization: str, token: str) -> bool:
    scheme, _, given = authorization.partition(" ")
    return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())
