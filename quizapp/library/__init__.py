"""The bank inside the app: import, catalogue, proofs, and the pages of 题库."""

from flask import Flask

from quizapp.library import filters, views


def init_app(app: Flask) -> None:
    """Register the pages of 题库, and what the templates of questions need."""
    filters.init_app(app)
    app.register_blueprint(views.bp)
