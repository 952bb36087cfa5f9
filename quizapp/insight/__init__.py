"""Statistics: what the answer log says about a learner's work."""

from flask import Flask

from quizapp.accounts.signals import user_merged
from quizapp.answers.signals import answer_recorded, answer_voided
from quizapp.insight import counters, views


def init_app(app: Flask) -> None:
    """Serve the page, and count with every answer."""
    answer_recorded.connect(counters.count)
    answer_voided.connect(counters.uncount)
    user_merged.connect(counters.merge)
    app.register_blueprint(views.bp)
