"""What is built for others to install has everything that the program reads at run time."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _build(kind: str, into: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(into)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = into.iterdir()
    return built


def _files(*folders: str) -> set[str]:
    """The files of the folders, what Python and the system leave there put aside."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
    return {str(path.relative_to(ROOT)) for path in found if "__pycache__" not in path.parts}


def _in_wheel(name: str) -> str:
    """Where a file of the tree lies inside the wheel."""
    for folder, package in (("templates", "quizapp"), ("static", "quizapp"), ("seeds", "question_bank")):
        if name.startswith(f"{folder}/"):
            return f"{package}/{name}"
    return name


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    with zipfile.ZipFile(_build("wheel", tmp_path_factory.mktemp("wheel"))) as wheel:
        return set(wheel.namelist())


@pytest.fixture(scope="module")
def sdist_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    with tarfile.open(_build("sdist", tmp_path_factory.mktemp("sdist"))) as sdist:
        return {name.partition("/")[2] for name in sdist.getnames()}


def test_the_wheel_has_every_file_that_the_program_reads(wheel_names: set[str]) -> None:
    needed = {_in_wheel(name) for name in _files("templates", "static", "seeds", "quizapp", "question_bank")}
    assert needed - wheel_names == set()


@pytest.mark.parametrize(
    "example",
    [
        "quizapp/templates/base.html",
        "quizapp/static/css/app.css",
        "quizapp/migrations/env.py",
        "quizapp/translations/en/LC_MESSAGES/messages.mo",
        "question_bank/bank/seed.jsonl",
        "question_bank/bank/seed.manifest.json",
        "question_bank/seeds/manifest.toml",
    ],
)
def test_the_wheel_has_each_kind_of_data(wheel_names: set[str], example: str) -> None:
    assert example in wheel_names


def test_the_wheel_has_nothing_but_the_two_packages(wheel_names: set[str]) -> None:
    tops = {name.partition("/")[0] for name in wheel_names if ".dist-info/" not in name}
    assert tops == {"quizapp", "question_bank"}


def test_the_source_archive_has_every_file_that_building_and_testing_needs(sdist_names: set[str]) -> None:
    needed = _files("templates", "static", "seeds", "quizapp", "question_bank", "tests", "docs")
    needed |= {"LICENSE", "Makefile", "README.md", "pyproject.toml", "requirements.lock"}
    assert needed - sdist_names == set()
