"""The answer log. `service.record` is the only way in; `signals` tell who cares; `history` answers questions."""

from flask import Flask

from quizapp.accounts.signals import user_merged
from quizapp.answers import merging


def init_app(_app: Flask) -> None:
    """The log has no pages of its own; a guest's answers follow the guest to an account."""
    user_merged.connect(merging.merge)
