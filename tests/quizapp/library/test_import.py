from pathlib import Path

from sqlalchemy.orm import Session

from quizapp.library import catalogue


def test_the_small_bank_is_imported(session: Session, small_bank: Path) -> None:
    assert sum(topic.total for topic in catalogue.topics(session)) == 12
