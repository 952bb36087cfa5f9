"""The tables of the database: whether they are those of this program, and how they become so."""

from alembic import command
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import inspect

from quizapp.db import Base, db


class WrongSchema(RuntimeError):  # noqa: N818 -- reads as what it is
    """The tables cannot be brought to what this program needs. The message is one sentence for the operator."""


def upgrade() -> bool:
    """Bring the database of the current app to the schema of this program. Returns whether anything was done.

    Raises WrongSchema, before anything is changed, for a database of a newer program or of another one; and
    whatever the driver raises when the database cannot be reached or written.
    """
    alembic = current_app.extensions["migrate"].migrate.get_config()
    script = ScriptDirectory.from_config(alembic)
    present, tables = _state()
    if unknown := present - {revision.revision for revision in script.walk_revisions()}:
        raise WrongSchema(
            f"数据库的版本（{'、'.join(sorted(unknown))}）比程序新，请升级程序，或换一个 DATABASE_URL。"
        )
    if not present and (clash := tables & set(Base.metadata.tables)):
        raise WrongSchema(
            f"数据库里已有同名的表（{'、'.join(sorted(clash)[:3])}），却没有版本记录，像是别的程序的数据库；"
            "请换一个 DATABASE_URL 或 DATA_DIR。"
        )
    outdated = present != set(script.get_heads())
    if outdated:
        command.upgrade(alembic, "head")
        _, tables = _state()
    if missing := set(Base.metadata.tables) - tables:
        raise WrongSchema(f"数据库缺少表 {'、'.join(sorted(missing)[:3])}，已经损坏；请从备份恢复。")
    return outdated


def _state() -> tuple[set[str], set[str]]:
    """The revisions that the database says it has, and the names of its tables."""
    with db.engine.connect() as connection:
        revisions = set(MigrationContext.configure(connection).get_current_heads())
        return revisions, set(inspect(connection).get_table_names())
