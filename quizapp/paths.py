"""Where the files beside the code lie: in the source tree, or inside the installed wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_ROOT = PACKAGE.parent
IN_SOURCE_TREE = (_ROOT / "pyproject.toml").is_file()

TEMPLATES = _ROOT / "templates" if IN_SOURCE_TREE else PACKAGE / "templates"
STATIC = _ROOT / "static" if IN_SOURCE_TREE else PACKAGE / "static"
MIGRATIONS = PACKAGE / "migrations"
TRANSLATIONS = PACKAGE / "translations"
BANK = _ROOT / "question_bank" / "bank" / "seed.jsonl"
"""The shipped bank. `question_bank` stands beside `quizapp` in both layouts."""


def default_data_dir() -> Path:
    """The folder for the database and the key when `DATA_DIR` names none."""
    return _ROOT / "data" if IN_SOURCE_TREE else Path.home() / ".zhixin"
