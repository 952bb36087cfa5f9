"""Static files: named with a hash of their content they are kept for a year, without it they are asked for."""

import hashlib
from functools import lru_cache
from typing import Any

from flask import Flask, Response, request

from quizapp.paths import STATIC


def init_app(app: Flask) -> None:
    """Add `?v=<hash>` to every `url_for('static', …)` and set the caching that goes with it."""

    @app.url_defaults
    def _version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "filename" in values and (tag := _content_tag(values["filename"])):
            values["v"] = tag

    @app.after_request
    def _cache(response: Response) -> Response:
        if request.endpoint == "static":
            fresh = "max-age=31536000, immutable" if "v" in request.args else "no-cache"
            response.headers["Cache-Control"] = f"public, {fresh}"
        return response


@lru_cache(maxsize=256)
def _content_tag(filename: str) -> str:
    path = STATIC / filename
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else ""
