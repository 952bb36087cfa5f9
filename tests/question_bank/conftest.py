"""Building from a text written in the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from question_bank.bank import read_bank
from question_bank.facts.extraction import find
from question_bank.facts.finding import Finding
from question_bank.facts.reading import read_corpus
from question_bank.model import Bank, Question
from question_bank.pipeline import build
from question_bank.text import read

ROOT = Path(__file__).parents[2]
SEED_BANK = ROOT / "question_bank" / "bank" / "seed.jsonl"

Findings = Callable[[str], tuple[Finding, ...]]
Questions = Callable[[str], tuple[Question, ...]]


@pytest.fixture
def findings_of(tmp_path: Path) -> Findings:
    """The findings of a text."""

    def find_in(text: str) -> tuple[Finding, ...]:
        path = tmp_path / "文.txt"
        path.write_text(text, encoding="utf-8")
        return find(read_corpus(read([path])))

    return find_in


@pytest.fixture
def questions_of(tmp_path: Path) -> Questions:
    """The questions of a text."""

    def build_from(text: str) -> tuple[Question, ...]:
        path = tmp_path / "文.txt"
        path.write_text(text, encoding="utf-8")
        return build([path]).bank.questions

    return build_from


@pytest.fixture(scope="session")
def seed_bank() -> Bank:
    """The bank that is shipped."""
    return read_bank(SEED_BANK)
