"""What the tests of all features share: a small bank, written by hand."""

from pathlib import Path

import pytest
from flask import Flask

from quizapp.clock import Clock
from quizapp.db import db
from quizapp.library.service import import_bank

SMALL_BANK = Path(__file__).parents[1] / "data" / "small_bank.jsonl"
"""Twelve questions of four types and five topics, over two documents."""


@pytest.fixture
def small_bank(app: Flask, clock: Clock) -> Path:
    """The small bank, imported. Gives the path of its file."""
    with app.app_context():
        import_bank(db.session, SMALL_BANK, clock())
        db.session.remove()
    return SMALL_BANK
