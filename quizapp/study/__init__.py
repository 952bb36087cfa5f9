"""Study: what is due today, reviews by FSRS, the 错题本, goals."""

from typing import Any

from flask import Flask

from quizapp.accounts.signals import user_merged
from quizapp.answers.models import Answer
from quizapp.answers.signals import answer_recorded, answer_voided
from quizapp.db import AnySession
from quizapp.study import following, merging, nav, views


def init_app(app: Flask) -> None:
    """Serve the pages, and follow every answer."""
    answer_recorded.connect(_follow)
    answer_voided.connect(_take_back)
    user_merged.connect(_merge)
    app.context_processor(nav.counts)
    app.register_blueprint(views.bp)


def _follow(session: AnySession, *, answer: Answer, **_rest: Any) -> None:
    following.follow(session, answer)


def _take_back(session: AnySession, *, answer: Answer, **_rest: Any) -> None:
    following.take_back(session, answer)


def _merge(session: AnySession, *, from_user_id: int, to_user_id: int, **_rest: Any) -> None:
    merging.merge(session, from_user_id, to_user_id)
