"""The application, put together. Reads like a table of contents."""

from flask import Flask
from sqlalchemy import make_url

from quizapp import accounts, answers, attempts, insight, library, study, web
from quizapp.clock import Clock, system_clock
from quizapp.config import Config
from quizapp.db import db, migrate, prepare_sqlite
from quizapp.paths import MIGRATIONS, STATIC, TEMPLATES


def create_app(config: Config, clock: Clock = system_clock) -> Flask:
    """Build the Flask application for one process. Touches neither the database nor the network."""
    app = Flask("quizapp", template_folder=str(TEMPLATES), static_folder=str(STATIC))
    app.config.update(
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(config.database_url),
        RATELIMIT_STORAGE_URI=config.redis_url or "memory://",
        DATA_DIR=config.data_dir,
    )
    db.init_app(app)
    migrate.init_app(app, db, directory=str(MIGRATIONS), render_as_batch=True)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            prepare_sqlite(db.engine)
    web.init_app(app, clock)
    for feature in (accounts, library, answers, attempts, study, insight):
        feature.init_app(app)
    return app


def _engine_options(url: str) -> dict[str, object]:
    # Last in, first out: the connection used last has its pages in memory, the others know them outdated.
    pool = {"pool_use_lifo": True}
    if make_url(url).get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": 5}, **pool}
    return {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 10, **pool}
