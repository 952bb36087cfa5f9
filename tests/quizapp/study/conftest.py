"""A learner who answers at the door of the answer log."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from question_bank.bank import question_from_record
from question_bank.model import QuestionType
from quizapp.accounts.models import User
from quizapp.accounts.service import create_guest
from quizapp.answers.models import Answer, Where
from quizapp.answers.service import record, void
from quizapp.clock import Clock
from quizapp.db import transaction
from quizapp.library.models import BankQuestion, QuestionVersion
from quizapp.study.models import Card, Mistake, StudyDay
from quizapp.study.rules import Slip
from quizapp.study.scheduling import Memory

_numbers = count(1)


@dataclass
class Learner:
    """One learner of the small bank, known by its id, since every write makes the session forget its rows."""

    session: scoped_session[Session]
    clock: Clock
    user_id: int

    @property
    def user(self) -> User:
        return self.session.get_one(User, self.user_id)

    def review(self, question_id: str, rating: int, at: datetime | None = None) -> int:
        """Grade a card; gives the id of the answer."""
        return self._record(question_id, None, Where.STUDY, at, rating)

    def practise(self, question_id: str, *, right: bool, at: datetime | None = None) -> int:
        """Answer a question in a practice; gives the id of the answer."""
        version = self._version(question_id)
        question = question_from_record(version.record)
        response: object
        if question.type is QuestionType.TRUE_FALSE:
            response = question.key is right
        elif question.type is QuestionType.SINGLE_CHOICE:
            assert isinstance(question.key, tuple)
            key = question.key[0]
            assert isinstance(key, int)
            response = key if right else (key + 1) % len(question.options)
        else:
            raise AssertionError("practise with true_false or single_choice")
        return self._record(question_id, response, Where.PRACTICE, at, None)

    def take_back(self, answer_id: int) -> None:
        void(self.session, self.session.get_one(Answer, answer_id), self.clock())

    def memory(self, question_id: str) -> Memory | None:
        card = self.session.scalar(
            select(Card).where(Card.user_id == self.user_id, Card.question_id == question_id)
        )
        return card.memory if card else None

    def slip(self, question_id: str) -> Slip | None:
        mistake = self.session.get(Mistake, (self.user_id, question_id))
        if mistake is None:
            return None
        return Slip(mistake.since, mistake.wrong_at, mistake.rights, mistake.last_right_day, mistake.left_at)

    def days(self) -> dict[str, tuple[int, int, int, int]]:
        """Answers, right ones, reviews, right ones of them by study day; days without any are left out."""
        rows = self.session.scalars(select(StudyDay).where(StudyDay.user_id == self.user_id))
        found = {
            row.day.isoformat(): (row.answers, row.right, row.reviews, row.reviews_right) for row in rows
        }
        return {day: counts for day, counts in found.items() if any(counts)}

    def _version(self, question_id: str) -> QuestionVersion:
        return self.session.scalars(
            select(QuestionVersion)
            .join(BankQuestion, BankQuestion.version_id == QuestionVersion.id)
            .where(BankQuestion.id == question_id)
        ).one()

    def _record(
        self, question_id: str, response: object, where: Where, at: datetime | None, rating: int | None
    ) -> int:
        version_id = self._version(question_id).id
        with transaction(self.session):
            recorded = record(
                self.session,
                user=self.user,
                version_id=version_id,
                response=response,
                rating=rating,
                where=where,
                client_id=f"test-{next(_numbers)}",
                taken_ms=1000,
                now=at or self.clock(),
            )
            return recorded.answer.id


@pytest.fixture
def new_learner(small_bank: Path, session: scoped_session[Session], clock: Clock) -> Callable[[], Learner]:
    """Makes learners of the small bank."""
    return lambda: Learner(session, clock, create_guest(session, clock()).id)


@pytest.fixture
def learner(new_learner: Callable[[], Learner]) -> Learner:
    return new_learner()
