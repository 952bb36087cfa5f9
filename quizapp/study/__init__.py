"""Study: what is due today, reviews by FSRS, the 错题本, goals."""

from flask import Flask

from quizapp.accounts.signals import user_merged
from quizapp.answers.signals import answer_recorded, answer_voided
from quizapp.study import following, merging, nav, views


def init_app(app: Flask) -> None:
    """Serve the pages, and follow every answer."""
    answer_recorded.connect(following.follow)
    answer_voided.connect(following.take_back)
    user_merged.connect(merging.merge)
    app.context_processor(nav.counts)
    app.register_blueprint(views.bp)
