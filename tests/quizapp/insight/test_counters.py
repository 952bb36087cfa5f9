"""The counters equal a recount of the log, whatever happened and in whichever order."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from quizapp.accounts.models import User
from quizapp.accounts.signals import user_merged
from quizapp.answers import service as answers
from quizapp.answers.models import Answer, Where
from quizapp.db import transaction
from quizapp.insight import counters, figures
from quizapp.insight.models import QuestionStat
from quizapp.insight.rules import Day
from quizapp.library.models import BankQuestion
from tests.conftest import SettableClock

AnySession = scoped_session[Session]


def _user(session: AnySession) -> int:
    user = User(created_at=datetime(2026, 1, 1, tzinfo=UTC))
    with transaction(session):
        session.add(user)
        session.flush()
        return user.id


def _answer(session: AnySession, user_id: int, clock: SettableClock, number: int, rating: int) -> int:
    """Log a recall of the question in that place of the bank."""
    with transaction(session):
        user = session.get_one(User, user_id)
        version_id = session.scalars(select(BankQuestion.version_id).order_by(BankQuestion.position)).all()[
            number
        ]
        assert version_id is not None
        recorded = answers.record(
            session,
            user=user,
            version_id=version_id,
            response=None,
            rating=rating,
            where=Where.STUDY,
            client_id=f"{user_id}-{clock.at.timestamp()}-{number}",
            taken_ms=rating * 1000,
            now=clock(),
        )
        return recorded.answer.id


def _void(session: AnySession, answer_id: int, clock: SettableClock) -> None:
    with transaction(session):
        answers.void(session, session.get_one(Answer, answer_id), clock())


def _counters(session: AnySession, user_id: int) -> tuple[Sequence[Day], Sequence[object]]:
    session.rollback()
    by_question = session.execute(
        select(QuestionStat.question_id, QuestionStat.answered, QuestionStat.right)
        .where(QuestionStat.user_id == user_id)
        .order_by(QuestionStat.question_id)
    )
    return figures.days(session, user_id), by_question.all()


def _days_of_log(session: AnySession, answer_ids: Sequence[int]) -> list[Day]:
    """The days as the log has them, from these answers alone."""
    found: dict[date, Day] = {}
    for answer in session.scalars(select(Answer).where(Answer.id.in_(answer_ids)).order_by(Answer.study_day)):
        day = found.get(answer.study_day, Day(answer.study_day))
        found[answer.study_day] = Day(
            day.day, day.answered + 1, day.right + answer.right, day.taken_ms + answer.taken_ms
        )
    return list(found.values())


@pytest.mark.parametrize("seed", range(3))
def test_counters_equal_a_recount_after_any_answers_and_undos(
    session: AnySession, small_bank: Path, clock: SettableClock, seed: int
) -> None:
    chance = random.Random(seed)
    user_id = _user(session)
    given: list[int] = []
    for _ in range(40):
        clock.advance(hours=chance.choice([0.1, 5, 20]))
        if given and chance.random() < 0.3:
            _void(session, given.pop(chance.randrange(len(given))), clock)
        else:
            given.append(_answer(session, user_id, clock, chance.randrange(12), chance.randint(1, 4)))
    kept = _counters(session, user_id)
    counters.recount(session, user_id)
    assert kept == _counters(session, user_id)
    days, questions = kept
    assert days == _days_of_log(session, given)
    assert sum(row[1] for row in questions) == len(given)  # type: ignore[index]


def test_taking_the_only_answer_back_leaves_nothing(
    session: AnySession, small_bank: Path, clock: SettableClock
) -> None:
    user_id = _user(session)
    _void(session, _answer(session, user_id, clock, 0, 3), clock)
    assert _counters(session, user_id) == ([], [])


def test_an_answer_that_is_not_committed_is_not_counted(
    session: AnySession, small_bank: Path, clock: SettableClock
) -> None:
    user_id = _user(session)

    def fail() -> None:
        with transaction(session):
            _answer(session, user_id, clock, 0, 3)
            raise RuntimeError("after the answer")

    with pytest.raises(RuntimeError):
        fail()
    assert _counters(session, user_id) == ([], [])


def test_an_account_takes_over_what_its_guest_did(
    session: AnySession, small_bank: Path, clock: SettableClock
) -> None:
    guest, account, other = _user(session), _user(session), _user(session)
    for user_id in (guest, account, other):
        _answer(session, user_id, clock, 0, 3)
    _answer(session, guest, clock, 1, 1)
    others = _counters(session, other)
    with transaction(session):
        user_merged.send(session, from_user_id=guest, to_user_id=account)
        session.delete(session.get_one(User, guest))
    merged = _counters(session, account)
    assert [(day.answered, day.right, day.taken_ms) for day in merged[0]] == [(3, 2, 7000)]
    assert [tuple(row[1:]) for row in merged[1]] == [(2, 2), (1, 0)]  # type: ignore[index]
    assert _counters(session, guest) == ([], [])
    assert _counters(session, other) == others
    counters.recount(session, account)
    assert _counters(session, account) == merged
