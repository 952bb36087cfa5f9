"""What every page shares: language, theme, safety headers, errors, logs. Knows no feature."""

from datetime import datetime

from flask import Flask, current_app

from quizapp.clock import Clock
from quizapp.web import assets, errors, i18n, logs, pages, safety


def init_app(app: Flask, clock: Clock) -> None:
    """Set up all that is common to every page."""
    app.extensions["clock"] = clock
    logs.init_app(app)
    i18n.init_app(app)
    safety.init_app(app)
    assets.init_app(app)
    errors.init_app(app)
    app.register_blueprint(pages.bp)


def now() -> datetime:
    """The present moment by the app's clock, aware, in UTC."""
    clock: Clock = current_app.extensions["clock"]
    return clock()
