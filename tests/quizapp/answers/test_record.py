"""The answer log: one way in, once a client id, append-only."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.accounts.models import User
from quizapp.accounts.signals import user_merged
from quizapp.answers import history
from quizapp.answers.models import Answer, AnswerVoid, Where
from quizapp.answers.service import BadResponse, Recorded, StaleAnswer, grade_of, record, void
from quizapp.answers.signals import answer_recorded, answer_voided
from quizapp.db import db, transaction
from quizapp.library import catalogue
from tests.conftest import SettableClock

pytestmark = pytest.mark.usefixtures("small_bank")


@dataclass
class Log:
    """The answer log, and a learner who writes into it."""

    session: Session
    clock: SettableClock
    user: User

    def new_user(self, zone: str = "Asia/Shanghai") -> User:
        with transaction(self.session):
            user = User(created_at=self.clock(), time_zone=zone)
            self.session.add(user)
        return user

    def answer(self, question_id: str = "small-01", response: object = 1, **other: Any) -> Recorded:
        """Log an answer; by default a right one of the learner, with the client id `form-1`."""
        given: dict[str, Any] = {
            "user": self.user,
            "version_id": catalogue.in_force(self.session, [question_id])[question_id],
            "where": Where.PRACTICE,
            "client_id": "form-1",
            "taken_ms": 4000,
            "now": self.clock(),
        }
        return record(self.session, response=response, **given | other)

    @property
    def length(self) -> int:
        return self.session.scalar(select(func.count()).select_from(Answer)) or 0


@pytest.fixture
def log(session: Session, clock: SettableClock) -> Log:
    with transaction(session):
        user = User(created_at=clock())
        session.add(user)
    return Log(session, clock, user)


@pytest.fixture
def heard() -> Iterator[list[int]]:
    """Ids of the answers that subscribers hear of; negative when they are taken back."""
    ids: list[int] = []

    def on_recorded(_session: object, answer: Answer) -> None:
        ids.append(answer.id)

    def on_voided(_session: object, answer: Answer) -> None:
        ids.append(-answer.id)

    with answer_recorded.connected_to(on_recorded), answer_voided.connected_to(on_voided):
        yield ids


def test_an_answer_tells_who_what_when_where_and_what_it_scored(log: Log) -> None:
    recorded = log.answer("small-09", ["15", "许多"])
    assert recorded.fresh
    assert recorded.grade.parts == (True, False)
    log.session.expire_all()
    kept = log.session.get(Answer, recorded.answer.id)
    assert kept is not None
    assert (kept.user_id, kept.question_id, kept.where) == (log.user.id, "small-09", "practice")
    assert (kept.score, kept.response, kept.taken_ms, kept.right) == (0.5, ["15", "许多"], 4000, False)
    assert (kept.answered_at, kept.study_day) == (log.clock(), date(2026, 3, 2))
    assert grade_of(kept) == recorded.grade


def test_a_second_submit_is_the_first_answer(log: Log, heard: list[int]) -> None:
    first = log.answer(response=1)
    log.clock.advance(minutes=5)
    again = log.answer(response=0)
    assert (again.fresh, again.answer.id, again.grade) == (False, first.answer.id, first.grade)
    assert log.length == 1
    assert heard == [first.answer.id]


def test_a_client_id_belongs_to_one_question(log: Log) -> None:
    log.answer("small-01")
    with pytest.raises(StaleAnswer, match="另一道题"):
        log.answer("small-02")
    assert log.length == 1


def test_client_ids_of_two_users_are_apart(log: Log) -> None:
    log.answer()
    assert log.answer(user=log.new_user()).fresh


def test_a_client_id_that_is_none_is_refused(log: Log) -> None:
    for client_id in ("", "x" * 65, "x" * 100_000, "a\x00b", "a\nb"):
        with pytest.raises(StaleAnswer, match="已经过期"):
            log.answer(client_id=client_id)
    assert log.length == 0


def test_what_is_no_response_is_not_logged(log: Log, heard: list[int]) -> None:
    cases: list[tuple[str, object]] = [
        ("small-01", 4),
        ("small-01", "1"),
        ("small-01", None),
        ("small-04", 1),
        ("small-07", ["劳" * 100_000]),
        ("small-09", ["15"]),
    ]
    for question_id, response in cases:
        with pytest.raises(BadResponse):
            log.answer(question_id, response)
    assert log.length == 0
    assert heard == []


def test_a_version_that_never_was_is_refused(log: Log) -> None:
    with pytest.raises(StaleAnswer, match="没有这道题"):
        log.answer(version_id=10_000)


def test_a_recall_is_scored_by_its_rating(log: Log) -> None:
    for rating, score in ((1, 0), (2, 1), (3, 1), (4, 1)):
        recall = log.answer("small-01", None, rating=rating, client_id=f"recall-{rating}")
        card = log.answer("small-10", rating, client_id=f"card-{rating}")
        assert (recall.answer.score, recall.answer.rating) == (score, rating)
        assert (card.answer.score, card.answer.rating) == (score, rating)
        assert grade_of(recall.answer) == recall.grade


def test_a_rating_that_is_none_is_refused(log: Log) -> None:
    cases: list[tuple[str, object, int | None]] = [
        ("small-01", None, 0),
        ("small-01", None, 5),
        ("small-01", 1, 9),
        ("small-10", 3, 4),
        ("small-10", None, None),
    ]
    for question_id, response, rating in cases:
        with pytest.raises(BadResponse):
            log.answer(question_id, response, rating=rating)


def test_a_study_day_ends_at_four_where_the_learner_is(log: Log) -> None:
    log.clock.at = datetime(
        2026, 3, 2, 19, 59, tzinfo=UTC
    )  # 03:59 on the 3rd in Shanghai, 14:59 on the 2nd in New York
    shanghai, new_york = log.new_user(), log.new_user("America/New_York")
    assert log.answer(user=shanghai).answer.study_day == date(2026, 3, 2)
    assert log.answer(user=new_york).answer.study_day == date(2026, 3, 2)
    log.clock.advance(minutes=1)
    assert log.answer(client_id="form-2", user=shanghai).answer.study_day == date(2026, 3, 3)
    assert log.answer(client_id="form-2", user=new_york).answer.study_day == date(2026, 3, 2)


def test_an_impossible_time_is_cut(log: Log) -> None:
    assert log.answer(taken_ms=-5, client_id="1").answer.taken_ms == 0
    assert log.answer(taken_ms=10**12, client_id="2").answer.taken_ms == 3_600_000


def test_a_subscriber_that_fails_leaves_no_answer(log: Log) -> None:
    def fail(_session: object, answer: Answer) -> None:
        raise RuntimeError(answer.question_id)

    with answer_recorded.connected_to(fail), pytest.raises(RuntimeError, match="small-01"):
        log.answer()
    assert log.length == 0


def test_an_answer_shares_the_fate_of_the_transaction_it_joins(log: Log) -> None:
    def give_up() -> None:
        with transaction(log.session):
            log.answer()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        give_up()
    assert log.length == 0


def test_an_answer_taken_back_stays_in_the_log_and_counts_no_more(log: Log, heard: list[int]) -> None:
    wrong = log.answer(response=0).answer
    log.clock.advance(hours=1)
    right = log.answer(client_id="form-2").answer
    assert void(log.session, right, log.clock())
    assert not void(log.session, right, log.clock())
    assert log.length == 2
    assert log.session.scalars(select(AnswerVoid.answer_id)).all() == [right.id]
    assert heard == [wrong.id, right.id, -right.id]
    assert history.latest(log.session, log.user.id)["small-01"].right is False


def test_the_last_answer_to_each_question(log: Log) -> None:
    log.answer("small-01", 0, client_id="1")
    log.clock.advance(days=1)
    log.answer("small-02", 1, client_id="2")
    log.answer("small-01", 1, client_id="3")
    log.answer("small-03", 1, user=log.new_user())
    last = history.latest(log.session, log.user.id)
    assert {question_id: one.right for question_id, one in last.items()} == {
        "small-01": True,
        "small-02": False,
    }
    assert last["small-01"].answered_at == log.clock()
    assert set(history.latest(log.session, log.user.id, ["small-02", "small-09"])) == {"small-02"}
    assert history.latest(log.session, log.user.id, []) == {}


def test_a_guests_answers_join_the_account(log: Log) -> None:
    guest = log.new_user()
    mine = log.answer("small-01", client_id="same").answer.id
    theirs = log.answer("small-02", 0, client_id="same", user=guest).answer.id
    other = log.answer("small-03", 2, client_id="other", user=guest).answer.id
    with transaction(log.session):
        user_merged.send(log.session, from_user_id=guest.id, to_user_id=log.user.id)
    moved = log.session.scalars(select(Answer).order_by(Answer.id)).all()
    assert [(one.id, one.user_id) for one in moved] == [
        (mine, log.user.id),
        (theirs, log.user.id),
        (other, log.user.id),
    ]
    assert [one.client_id for one in moved] == ["same", f"{guest.id}:same", "other"]


def test_two_submits_at_the_same_moment_are_one_answer(app: Flask, log: Log) -> None:
    version_id = catalogue.in_force(log.session, ["small-01"])["small-01"]
    user_id, now = log.user.id, log.clock()
    log.session.rollback()
    start = Barrier(4)

    def submit(_number: int) -> tuple[int, bool]:
        with app.app_context():
            start.wait(timeout=10)
            recorded = record(
                db.session,
                user=db.session.get_one(User, user_id),
                version_id=version_id,
                response=1,
                where=Where.PRACTICE,
                client_id="form-1",
                taken_ms=1,
                now=now,
            )
            return recorded.answer.id, recorded.fresh

    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(submit, range(4)))
    assert len({answer_id for answer_id, _ in given}) == 1
    assert [fresh for _, fresh in given].count(True) == 1
    assert log.length == 1
