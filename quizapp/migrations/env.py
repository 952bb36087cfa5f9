"""Alembic's entry: the application's own engine and tables, batch mode for SQLite."""

from alembic import context
from flask import current_app

from quizapp.db import Base


def run() -> None:
    """Migrate over the connection that pytest-alembic hands in, or over the application's own engine."""
    given = context.config.attributes.get("connection")
    engine = given or current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, compare_type=True)
        with context.begin_transaction():
            context.run_migrations()


run()
