"""Structured logs: one JSON object a line on stderr, one line a request."""

import logging
import sys
import time
import uuid

from flask import Flask, Response, g, request
from pythonjsonlogger.json import JsonFormatter

log = logging.getLogger("quizapp")


def configure() -> None:
    """Send the log of this process to stderr as JSON lines. Called once, by the command that serves."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        JsonFormatter(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            rename_fields={"asctime": "time", "levelname": "level"},
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)


def init_app(app: Flask) -> None:
    """Log every request with its status and time. Never a query string, a body, or a cookie."""

    @app.before_request
    def _start() -> None:
        g.started = time.perf_counter()
        g.request_id = uuid.uuid4().hex[:16]

    @app.after_request
    def _end(response: Response) -> Response:
        response.headers["X-Request-ID"] = g.get("request_id", "")
        if request.endpoint not in {"static", "web.healthz"}:
            elapsed = (time.perf_counter() - g.get("started", time.perf_counter())) * 1000
            log.info(
                "request",
                extra={
                    "request_id": g.get("request_id", ""),
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "ms": round(elapsed, 1),
                },
            )
        return response
