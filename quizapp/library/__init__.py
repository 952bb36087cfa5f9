"""The bank inside the app: import, catalogue, proofs, and the pages of 题库."""

from flask import Flask

from quizapp.library import views


def init_app(app: Flask) -> None:
    """Register the pages of 题库."""
    app.register_blueprint(views.bp)
