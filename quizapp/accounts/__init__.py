"""Who learns here: guests, names and passwords, sessions, roles."""

from flask import Flask
from flask_babel import get_babel

from quizapp.accounts import current, me_views, views  # noqa: F401 -- `me_views` adds its pages to the blueprint


def init_app(app: Flask) -> None:
    """Set up logins and the pages of the accounts; times on pages are shown in the zone of their reader."""
    current.init_app(app)
    app.register_blueprint(views.bp)
    get_babel(app).timezone_selector = _zone


def _zone() -> str | None:
    user = current.viewer()
    return user.time_zone if user else None
