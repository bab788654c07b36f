"""The service as a process: it listens, says so, and ends when it is told to."""

import asyncio
import logging
import math
import signal
import socket
from collections.abc import Callable

import uvicorn

from extractor.errors import InputError
from extractor.service.app import application
from extractor.service.pool import Pool
from extractor.service.settings import Settings


def serve(settings: Settings, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve until SIGTERM or Ctrl-C; what is being answered then is finished."""
    logging.basicConfig(format="zhibiao: %(message)s", level=logging.WARNING)
    logging.getLogger("python_multipart").setLevel(logging.ERROR)  # what clients send is no news to us
    with _listen(host, port) as listening:
        asyncio.run(_serve(settings, listening, say))


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server(address[:2], family=family)
        # Connections inherit it; asyncio sets it only on sockets that it made itself. Without it the body of an answer
        # waits 40 ms for the client to acknowledge the head.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except (OSError, OverflowError) as e:
        raise InputError(
            f"cannot listen at {host} port {port}: {e}; choose others with --host, --port"
        ) from e


async def _serve(settings: Settings, listening: socket.socket, say: Callable[[str], None]) -> None:
    pool = Pool(settings)
    config = uvicorn.Config(
        application(pool),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=math.ceil(settings.time_limit + settings.grace),
    )
    server = uvicorn.Server(config)

    def end(*_: object) -> None:
        server.should_exit = True

    try:
        await pool.start()
        # Heard before uvicorn listens to signals itself, and once more when it has ended and raises them again.
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, end)
        at, port, *_ = listening.getsockname()
        shown = f"[{at}]" if ":" in at else at
        say(f"zhibiao: http://{shown}:{port}/ with {settings.workers} workers")
        await server.serve(sockets=[listening])
    finally:
        await pool.stop()
