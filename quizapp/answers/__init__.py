"""The answer log. `service.record` is the only way in; `signals` tell who cares; `history` answers questions."""

from flask import Flask

from quizapp.answers import merging, models

__all__ = ["init_app", "merging", "models"]


def init_app(_app: Flask) -> None:
    """Nothing to set up: importing the feature subscribed it to `user_merged` and completed the metadata."""
