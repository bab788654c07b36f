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
    with _listen(host, port) as listening:
        asyncio.run(_serve(settings, listening, say))


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
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
    await pool.start()
    try:
        for name in (signal.SIGTERM, signal.SIGINT):
            # Uvicorn raises the signal once more when it has ended in good order; nobody needs to hear that.
            signal.signal(name, lambda *_: None)
        at, port, *_ = listening.getsockname()
        shown = f"[{at}]" if ":" in at else at
        say(f"zhibiao: http://{shown}:{port}/ with {settings.workers} workers")
        await uvicorn.Server(config).serve(sockets=[listening])
    finally:
        await pool.stop()
