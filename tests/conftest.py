"""A real application on a real database for every test: SQLite, or PostgreSQL when TEST_DATABASE_URL names one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session, scoped_session

from quizapp.config import Config
from quizapp.db import Base, db
from quizapp.factory import create_app
from quizapp.web.safety import limiter
from tests.visitor import Visitor


class SettableClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **amount: float) -> None:
        self.at += timedelta(**amount)


def config_for(data_dir: Path, database_url: str) -> Config:
    return Config(
        host="127.0.0.1",
        port=0,
        data_dir=data_dir,
        database_url=database_url,
        secret_key="a key for tests only, long enough to pass",
        redis_url=_redis_url(),
    )


def _redis_url() -> str:
    """A Redis database of this test process's own, so that nobody meets the rate limits of another's test."""
    server = os.environ.get("TEST_REDIS_URL", "")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return f"{server.rpartition('/')[0]}/{worker}" if server else ""


@pytest.fixture
def clock() -> SettableClock:
    """Monday 2 March 2026, 10:00 in Shanghai."""
    return SettableClock(datetime(2026, 3, 2, 2, 0, tzinfo=UTC))


@contextmanager
def empty_postgresql(name: str) -> Iterator[str]:
    """A database without tables on the server of TEST_DATABASE_URL, dropped in the end; gives its URL."""
    url = make_url(os.environ["TEST_DATABASE_URL"]).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield url.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="session")
def _postgresql_url(worker_id: str) -> Iterator[str]:
    """A database of this test process's own with all tables, or an empty string without TEST_DATABASE_URL."""
    if not os.environ.get("TEST_DATABASE_URL"):
        yield ""
        return
    with empty_postgresql(f"zhixin_test_{worker_id}") as own:
        engine = create_engine(own)
        Base.metadata.create_all(engine)
        engine.dispose()
        yield own


@pytest.fixture(scope="session")
def _blank_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "blank.sqlite3"
    engine = create_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    engine.dispose()
    return path


@pytest.fixture
def app(tmp_path: Path, clock: SettableClock, _postgresql_url: str, _blank_sqlite: Path) -> Iterator[Flask]:
    """The whole application on an empty database of its own."""
    url = _postgresql_url
    if not url:
        shutil.copy(_blank_sqlite, tmp_path / "test.sqlite3")
        url = f"sqlite:///{tmp_path / 'test.sqlite3'}"
    app = create_app(config_for(tmp_path, url), clock)
    app.testing = True
    limiter.reset()
    yield app
    with app.app_context():
        db.session.remove()
        if _postgresql_url:
            tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
            with db.engine.begin() as connection:
                connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[scoped_session[Session]]:
    """A database session inside an application context, for tests of services."""
    with app.app_context():
        yield cast("scoped_session[Session]", db.session)
        db.session.remove()


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """A person at a browser without JavaScript, who has never been here."""
    return Visitor(app)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With FAIL_ON_SKIP a skipped test is a failure: a machine that has everything must run everything."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("FAIL_ON_SKIP") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
