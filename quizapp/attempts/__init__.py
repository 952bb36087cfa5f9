"""Practice: papers drawn from the bank, answered one by one, summed up at the end."""

from flask import Flask

from quizapp.accounts.signals import user_merged
from quizapp.attempts import pages, service, views


def init_app(app: Flask) -> None:
    """Register the pages of 练习; a guest's attempts follow the guest to an account."""
    user_merged.connect(service.merge)
    app.add_template_filter(pages.stopwatch, "stopwatch")
    app.register_blueprint(views.bp)
