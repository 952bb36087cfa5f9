"""Practice: papers drawn from the bank, answered one by one, summed up at the end."""

from typing import Any

from flask import Flask

from quizapp.accounts.signals import user_merged
from quizapp.attempts import pages, service, views
from quizapp.db import AnySession


def init_app(app: Flask) -> None:
    """Register the pages of 练习; a guest's attempts follow the guest to an account."""
    user_merged.connect(_bring_along)
    app.add_template_filter(pages.stopwatch, "stopwatch")
    app.register_blueprint(views.bp)


def _bring_along(session: AnySession, *, from_user_id: int, to_user_id: int, **_rest: Any) -> None:
    service.bring_along(session, from_user_id=from_user_id, to_user_id=to_user_id)
