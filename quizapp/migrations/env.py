"""Alembic's entry: the application's own engine and tables, batch mode for SQLite."""

from typing import Any, Literal

from alembic import context
from flask import current_app

from quizapp.db import Base, UtcDateTime


def plain_type(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Write our own column type as what it is in the database: a migration must not change with our code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def run() -> None:
    """Migrate with the engine that a test hands in, or with the application's own."""
    engine = context.config.attributes.get("connection") or current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=plain_type,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
