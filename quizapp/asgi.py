"""One process, one port: Flask behind ASGI, served by uvicorn."""

import errno
import gc
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from typing import Any, cast

import uvicorn
from a2wsgi import WSGIMiddleware
from flask import Flask

from quizapp.db import db

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
AsgiApp = Callable[[Scope, Receive, Send], Coroutine[Any, Any, None]]

WORKERS = 10
"""Threads for pages: as many requests wait for the database at once."""

GRACE = 10
"""Seconds that requests under way have to finish once the process is told to stop."""


class CannotListen(OSError):  # noqa: N818 -- reads as what it is
    """The address cannot be listened on. The message is one sentence for the operator."""


def create_asgi(app: Flask) -> AsgiApp:
    """Serve the pages of `app`. No WebSocket is open here: one is closed before it is accepted (403)."""
    # The cast: a2wsgi has types of its own for what the standards describe.
    pages = cast("AsgiApp", WSGIMiddleware(cast("Any", app), workers=WORKERS))

    async def asgi(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await pages(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await _lifespan(app, receive, send)

    return asgi


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on the address; port 0 picks a free one. Raises CannotListen.

    Who connects from now on waits until the server serves, and is not refused.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        both = family == socket.AF_INET6 and host in {"", "::"} and socket.has_dualstack_ipv6()
        return socket.create_server(address[:2], family=family, backlog=2048, dualstack_ipv6=both)
    except socket.gaierror as error:
        raise CannotListen(f"HOST={host} 不是这台机器上的地址。") from error
    except PermissionError as error:
        raise CannotListen(f"没有权限监听端口 {port}，请换一个 1024 以上的 PORT。") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotListen(f"端口 {port} 已被别的程序占用，请换一个 PORT，或先停掉那个程序。") from error
        raise CannotListen(f"无法在 HOST={host}、PORT={port} 上监听：{error.strerror or error}。") from error


def serve(app: Flask, listener: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT; requests under way finish first. Ends the process with exit code 0 then."""
    for number in (signal.SIGTERM, signal.SIGINT):
        # uvicorn stops gracefully and then raises the signal once more, for whoever had it before: here that
        # means an orderly exit. Before uvicorn listens to signals, it means to stop at once.
        signal.signal(number, lambda *_: sys.exit(0))
    config = uvicorn.Config(
        create_asgi(app),
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        lifespan="on",
    )
    gc.collect()
    gc.freeze()  # what a start has loaded stays: no later collection need walk through it during a request
    uvicorn.Server(config).run(sockets=[listener])


async def _lifespan(app: Flask, receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    with app.app_context():
        db.engine.dispose()
    await send({"type": "lifespan.shutdown.complete"})
