"""The migrations make exactly the tables that the code declares, and can go back, on the database at hand."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_alembic import Config
from pytest_alembic.tests import (
    test_model_definitions_match_ddl,
    test_single_head_revision,
    test_up_down_consistency,
    test_upgrade,
)
from sqlalchemy import Engine, create_engine

from quizapp import factory
from quizapp.paths import MIGRATIONS
from tests.conftest import empty_postgresql

__all__ = [
    "test_model_definitions_match_ddl",
    "test_single_head_revision",
    "test_up_down_consistency",
    "test_upgrade",
]

assert factory  # its features declare the tables


@pytest.fixture
def alembic_config() -> Config:
    return Config(config_options={"script_location": str(MIGRATIONS)})


@pytest.fixture
def alembic_engine(tmp_path: Path, worker_id: str) -> Iterator[Engine]:
    if os.environ.get("TEST_DATABASE_URL"):
        with empty_postgresql(f"zhixin_migration_{worker_id}") as url:
            engine = create_engine(url)
            yield engine
            engine.dispose()
    else:
        engine = create_engine(f"sqlite:///{tmp_path / 'migrated.sqlite3'}")
        yield engine
        engine.dispose()
