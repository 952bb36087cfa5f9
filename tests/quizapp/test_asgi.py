"""The server: one process, a graceful stop, and a polite no to what it does not speak."""

import asyncio
import http.client
import json
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from quizapp.asgi import CannotListen, create_asgi, listen
from tests.serving import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for the tests that leave it running."""
    with Server(tmp_path_factory.mktemp("server") / "data") as server:
        yield server


def converse(app: Flask, scope: dict[str, Any], *received: dict[str, Any]) -> list[dict[str, Any]]:
    """What the application sends when it receives these messages."""
    waiting, sent = list(received), []

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    # A thread of its own: a browser test in the same process may have left an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, create_asgi(app)(scope, receive, send)).result()
    return sent


def test_it_starts_and_stops_with_the_server(app: Flask) -> None:
    sent = converse(app, {"type": "lifespan"}, {"type": "lifespan.startup"}, {"type": "lifespan.shutdown"})
    assert [message["type"] for message in sent] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]


def test_a_web_socket_is_closed_before_it_is_opened(app: Flask) -> None:
    sent = converse(app, {"type": "websocket", "path": "/live/ws"}, {"type": "websocket.connect"})
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_pages_and_files_come_from_one_port_without_the_name_of_the_server(server: Server) -> None:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=20)
    for path, kind in [
        ("/healthz", "application/json"),
        ("/login", "text/html"),
        ("/static/css/app.css", "text/css"),
    ]:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        assert response.status == 200
        assert response.headers["Content-Type"].startswith(kind)
        assert "Server" not in response.headers
    connection.close()


def test_a_request_under_way_is_finished_when_the_server_is_told_to_stop(tmp_path: Path) -> None:
    body = b"name=" + b"x" * 1000
    with Server(tmp_path / "data") as server:
        host, port = urlsplit(server.url).hostname or "", urlsplit(server.url).port or 0
        with socket.create_connection((host, port), timeout=20) as client, client.makefile("rb") as answer:
            client.sendall(
                b"POST /login HTTP/1.1\r\nHost: quiz\r\nExpect: 100-continue\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\n"
                + f"Content-Length: {len(body)}\r\n\r\n".encode()
            )
            assert b"100" in answer.readline()  # the page has begun to read its form
            answer.readline()
            server.process.send_signal(signal.SIGTERM)
            while is_open(host, port):
                pass
            client.sendall(body)
            assert b"400" in answer.readline()  # no CSRF token: but a whole answer, to the last byte
            headers = http.client.parse_headers(answer)
            page = answer.read(int(headers["Content-Length"]))
        assert page.rstrip().endswith(b"</html>")
        assert server.process.wait(timeout=20) == 0


def test_an_interrupt_from_the_keyboard_ends_well_too(tmp_path: Path) -> None:
    with Server(tmp_path / "data") as server:
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(timeout=20) == 0


def test_every_request_is_one_line_of_json_without_what_was_sent(server: Server) -> None:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=20)
    connection.request(
        "POST", "/logout?next=secret-query", body=b"password=secret-word", headers={"Cookie": "a=secret"}
    )
    connection.getresponse().read()
    connection.close()
    log = (server.data_dir / "err").read_text("utf-8")
    lines = [json.loads(line) for line in log.splitlines()]
    assert [
        (line["method"], line["path"], line["status"]) for line in lines if line.get("path") == "/logout"
    ] == [("POST", "/logout", 400)]
    assert "secret" not in log


def test_port_zero_is_any_free_port_and_a_second_listener_is_refused() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        assert port > 0
        with pytest.raises(CannotListen, match=f"端口 {port} 已被别的程序占用"):
            listen("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_refused() -> None:
    with pytest.raises(CannotListen, match="HOST=no-such-host"):
        listen("no-such-host.invalid", 0)


def is_open(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=5).close()
    except OSError:
        return False
    return True
