"""Attempts by themselves: what may be started, what is drawn for whom, who owns them, and two submits at once."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from question_bank.model import QuestionType
from quizapp.accounts.models import User
from quizapp.accounts.signals import user_merged
from quizapp.answers.models import Answer
from quizapp.attempts import drawing, service
from quizapp.attempts.models import Attempt
from quizapp.db import AnySession, db, transaction
from quizapp.library.models import BankQuestion
from tests.conftest import SettableClock

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("small_bank")


def new_user(session: AnySession) -> User:
    with transaction(session):
        user = User(name=None, role="learner", time_zone="Asia/Shanghai", created_at=NOW)
        session.add(user)
    return user


def start(session: AnySession, user: User, ids: Sequence[str], seed: int = 1) -> Attempt:
    return service.start(session, user, ids, now=NOW, random=Random(seed))


def answer_all(session: AnySession, user: User, attempt: Attempt, response: object) -> None:
    for item_id in [item.id for item in attempt.items]:
        service.submit(session, user, item_id, response, NOW)


def test_only_what_a_grader_can_judge_is_started_and_each_once(session: AnySession) -> None:
    attempt = start(session, new_user(session), ["small-04", "small-10", "small-04", "unknown", "small-01"])
    assert sorted(item.question_id for item in attempt.items) == ["small-01", "small-04"]
    assert [item.number for item in attempt.items] == [1, 2]


def test_nothing_to_practise_is_said_and_nothing_kept(session: AnySession) -> None:
    user = new_user(session)
    with pytest.raises(service.NothingToPractise):
        start(session, user, ["small-10", "unknown"])
    assert session.scalar(select(func.count()).select_from(Attempt)) == 0


def test_a_retired_mistake_can_still_be_mended(session: AnySession) -> None:
    with transaction(session):
        session.get_one(BankQuestion, "small-04").retired_at = NOW
    user = new_user(session)
    assert len(start(session, user, ["small-04"]).items) == 1
    drawn = drawing.draw(session, user.id, topics=[], types=[], count=100, random=Random(1))
    assert "small-04" not in drawn


def test_the_same_chance_begins_the_same_paper(session: AnySession) -> None:
    user = new_user(session)
    ids = [f"small-0{number}" for number in range(1, 10)]
    papers = [
        [(item.question_id, item.option_order) for item in start(session, user, ids, seed).items]
        for seed in (1, 1, 2)
    ]
    assert papers[0] == papers[1] != papers[2]


def test_questions_of_one_fact_are_not_neighbours(session: AnySession) -> None:
    user = new_user(session)
    for seed in range(20):
        order = [
            item.question_id
            for item in start(session, user, ["small-05", "small-09", "small-04"], seed).items
        ]
        assert order[1] == "small-04"


def test_new_questions_are_drawn_before_those_that_were_answered(session: AnySession) -> None:
    user = new_user(session)
    types = [QuestionType.TRUE_FALSE]
    first = drawing.draw(session, user.id, topics=["表彰大会"], types=types, count=1, random=Random(3))
    answer_all(session, user, start(session, user, first), True)
    second = drawing.draw(session, user.id, topics=["表彰大会"], types=types, count=1, random=Random(3))
    assert sorted(first + second) == ["small-04", "small-05"]


def test_the_last_answer_finishes_the_attempt(session: AnySession) -> None:
    user = new_user(session)
    attempt = start(session, user, ["small-04", "small-05"])
    current = service.unfinished(session, user.id)
    assert current is not None
    assert (current.id, current.answered, current.next_number) == (attempt.id, 0, 1)
    service.submit(session, user, attempt.items[0].id, True, NOW)
    still = service.unfinished(session, user.id)
    assert still is not None
    assert (still.answered, still.next_number) == (1, 2)
    service.submit(session, user, still.items[1].id, True, NOW)
    assert service.unfinished(session, user.id) is None
    done = service.attempt_of(session, user.id, attempt.id)
    assert done is not None
    assert done.is_finished
    assert [mistake.question_id for mistake in service.mistakes(done)] == ["small-05"]


def test_the_practice_begun_last_is_the_one_to_go_on_with(session: AnySession) -> None:
    user = new_user(session)
    older = start(session, user, ["small-04"]).id
    newer = start(session, user, ["small-05"]).id
    found = service.unfinished(session, user.id)
    assert found is not None
    assert found.id == newer
    service.finish(session, newer, NOW)
    found = service.unfinished(session, user.id)
    assert found is not None
    assert found.id == older


def test_a_guests_attempts_come_along_to_the_account(session: AnySession) -> None:
    guest, account = new_user(session), new_user(session)
    attempt_id = start(session, guest, ["small-04"]).id
    with transaction(session):
        user_merged.send(session, from_user_id=guest.id, to_user_id=account.id)
    assert service.attempt_of(session, guest.id, attempt_id) is None
    moved = service.attempt_of(session, account.id, attempt_id)
    assert moved is not None
    service.submit(session, account, moved.items[0].id, True, NOW)
    assert service.unfinished(session, account.id) is None


def test_two_submits_at_the_same_moment_are_one_answer(
    app: Flask, clock: SettableClock, small_bank: Path
) -> None:
    with app.app_context():
        user = new_user(db.session)
        user_id = user.id
        item_id = start(db.session, user, ["small-04", "small-05"]).items[0].id
        db.session.remove()
    barrier = Barrier(4)
    came: list[tuple[int, bool, object]] = []

    def submit(response: bool) -> None:
        with app.app_context():
            user = db.session.get_one(User, user_id)
            barrier.wait()
            submitted = service.submit(db.session, user, item_id, response, clock())
            came.append((submitted.answer.id, submitted.fresh, submitted.answer.response))
            db.session.remove()

    threads = [Thread(target=submit, args=(number % 2 == 0,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(came) == 4
    assert sum(fresh for _id, fresh, _response in came) == 1
    assert len({(id_, response) for id_, _fresh, response in came}) == 1
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Answer)) == 1
        db.session.remove()
