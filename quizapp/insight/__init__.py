"""Statistics: what the answer log says about a learner's work."""

from typing import Any

from flask import Flask

from quizapp.accounts.signals import user_merged
from quizapp.answers.models import Answer
from quizapp.answers.signals import answer_recorded, answer_voided
from quizapp.db import AnySession
from quizapp.insight import counters, views


def init_app(app: Flask) -> None:
    """Serve the page, and count with every answer."""
    answer_recorded.connect(_count)
    answer_voided.connect(_uncount)
    user_merged.connect(_merge)
    app.register_blueprint(views.bp)


def _count(session: AnySession, *, answer: Answer, **_rest: Any) -> None:
    counters.count(session, answer)


def _uncount(session: AnySession, *, answer: Answer, **_rest: Any) -> None:
    counters.uncount(session, answer)


def _merge(session: AnySession, *, from_user_id: int, to_user_id: int, **_rest: Any) -> None:
    counters.recount(session, to_user_id, also=from_user_id)
