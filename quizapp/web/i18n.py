"""Language and theme: both kept in a cookie, so that they hold before anybody has an account."""

from typing import Any

from flask import Flask, has_request_context, request
from flask_babel import Babel

from quizapp.clock import DEFAULT_ZONE
from quizapp.paths import TRANSLATIONS

LANGUAGES = {"zh": "中文", "en": "English"}
THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600

babel = Babel()


def language() -> str:
    """The language of this request: the cookie, else what the browser asks for, else Chinese.

    Commands have no request, and speak Chinese.
    """
    if not has_request_context():
        return "zh"
    chosen = request.cookies.get("language", "")
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(list(LANGUAGES), default="zh")


def theme() -> str:
    """The theme of this request; `auto` follows the system."""
    chosen = request.cookies.get("theme", "")
    return chosen if chosen in THEMES else "auto"


def init_app(app: Flask) -> None:
    """Chinese is written in the code; other languages are catalogues in `translations/`."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    app.config["BABEL_DEFAULT_LOCALE"] = "zh"
    app.config["BABEL_DEFAULT_TIMEZONE"] = DEFAULT_ZONE
    babel.init_app(app, locale_selector=_locale)

    @app.context_processor
    def _words() -> dict[str, Any]:
        return {"locale": language(), "languages": LANGUAGES, "theme": theme()}


def _locale() -> str:
    return {"zh": "zh_Hans_CN", "en": "en"}[language()]
