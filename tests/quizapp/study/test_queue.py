from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session, scoped_session

from question_bank.bank import write_bank
from question_bank.model import Bank, Question, QuestionType
from quizapp.clock import study_day
from quizapp.db import transaction
from quizapp.library.models import BankQuestion
from quizapp.library.service import import_bank
from quizapp.study import queue, service
from quizapp.study.queue import Standing, Upcoming
from quizapp.study.scheduling import Rating
from tests.conftest import SettableClock
from tests.quizapp.study.conftest import Learner

ZONE = "Asia/Shanghai"


def flashcard(number: int, topic: str) -> Question:
    return Question(
        id=f"card-{number:02}",
        type=QuestionType.FLASHCARD,
        stem=f"第{number}张卡片问的是什么？",
        key=f"答案{number}",
        explanation="",
        topic=topic,
        tags=(),
        difficulty=0.5,
        facts=(),
        evidence=(),
    )


@pytest.fixture
def cards(tmp_path: Path, session: scoped_session[Session], clock: SettableClock) -> None:
    """Thirty flashcards: 0–9 of 甲, 10–19 of 乙, 20–29 of 丙, in this order."""
    questions = tuple(flashcard(number, "甲乙丙"[number // 10]) for number in range(30))
    path = tmp_path / "cards.jsonl"
    write_bank(Bank(sources=(), documents=(), passages=(), questions=questions), path)
    import_bank(session, path, clock())


def standing(learner: Learner) -> Standing:
    at = learner.clock()
    return queue.standing(learner.session, learner.user_id, now=at, today=study_day(at, ZONE))


def upcoming(learner: Learner) -> Upcoming | None:
    at = learner.clock()
    return queue.upcoming(
        learner.session, learner.user_id, standing(learner), now=at, today=study_day(at, ZONE)
    )


def next_id(learner: Learner) -> str | None:
    card = upcoming(learner)
    return card.question_id if card else None


def grade(learner: Learner, rating: int) -> str:
    """Grade the card that comes next, as the page does; gives the id of its question."""
    card = upcoming(learner)
    assert card is not None
    became = service.grade(
        learner.session,
        learner.user,
        question_id=card.question_id,
        version_id=card.version_id,
        reps=card.memory.reps if card.memory else 0,
        rating=Rating(rating),
        client_id=f"{card.question_id}-{card.memory.reps if card.memory else 0}-{learner.clock()}",
        taken_ms=1000,
        now=learner.clock(),
    )
    assert became is service.Graded.COUNTED
    return card.question_id


def test_new_cards_come_from_one_topic_after_another_in_bank_order(cards: None, learner: Learner) -> None:
    seen = [grade(learner, 4) for _ in range(7)]
    # the small bank of the learner stands beside: its three flashcards are each the first of a topic
    assert [id_ for id_ in seen if id_.startswith("card")] == ["card-00", "card-10", "card-20", "card-01"]
    assert sorted(id_ for id_ in seen if id_.startswith("small")) == ["small-10", "small-11", "small-12"]


def test_a_day_brings_no_more_new_cards_than_wished_and_the_next_day_others(
    cards: None, learner: Learner, clock: SettableClock
) -> None:
    assert standing(learner).new == 20
    first = {grade(learner, 4) for _ in range(20)}
    assert (standing(learner).new, next_id(learner)) == (0, None)
    clock.advance(days=1)
    assert standing(learner).new == 13  # 30 and the three of the small bank, less 20
    second = {grade(learner, 4) for _ in range(13)}
    assert not first & second
    assert next_id(learner) is None


def test_the_choice_of_a_day_stays_however_often_it_is_looked_at(cards: None, learner: Learner) -> None:
    grade(learner, 4)
    chosen = [next_id(learner) for _ in range(3)]
    assert len(set(chosen)) == 1


def test_other_settings_choose_anew_and_count_what_has_begun(
    cards: None, learner: Learner, clock: SettableClock
) -> None:
    for _ in range(3):
        grade(learner, 4)

    def wish(new_per_day: int) -> int:
        service.save_settings(
            learner.session, learner.user, daily_goal=30, new_per_day=new_per_day, retention=0.9, now=clock()
        )
        return standing(learner).new

    assert wish(5) == 2
    grade(learner, 4)
    assert standing(learner).new == 1
    assert wish(2) == 0
    assert wish(100) == 29


def test_cards_in_their_steps_come_first_once_their_time_has_come(
    learner: Learner, clock: SettableClock
) -> None:
    learner.review("small-11", 1)  # back in one minute
    assert next_id(learner) != "small-11"
    clock.advance(minutes=1)
    assert next_id(learner) == "small-11"


def test_due_reviews_come_before_new_cards_the_longest_overdue_first(
    learner: Learner, clock: SettableClock
) -> None:
    learner.practise("small-04", right=True)
    learner.review("small-04", 4)
    clock.advance(days=1)
    learner.practise("small-05", right=True)
    learner.review("small-05", 4)
    clock.advance(days=30)
    assert standing(learner).due == 2
    assert next_id(learner) == "small-04"
    learner.review("small-04", 3)
    assert next_id(learner) == "small-05"
    learner.review("small-05", 3)
    assert next_id(learner) == "small-10"


def test_a_review_is_due_from_four_in_the_morning(learner: Learner, clock: SettableClock) -> None:
    learner.review("small-10", 4)
    memory = learner.memory("small-10")
    assert memory is not None
    clock.at = memory.due - timedelta(seconds=1)
    assert standing(learner).due == 0
    clock.at = memory.due
    assert standing(learner).due == 1


def test_when_nothing_else_is_left_steps_come_up_to_twenty_minutes_early(
    learner: Learner, clock: SettableClock
) -> None:
    for question_id in ("small-10", "small-11"):
        learner.review(question_id, 4)
    learner.review("small-12", 3)  # back in ten minutes
    assert next_id(learner) == "small-12"
    assert standing(learner).left == 1


def test_a_step_more_than_twenty_minutes_off_is_waited_for(learner: Learner, clock: SettableClock) -> None:
    for question_id in ("small-10", "small-11"):
        learner.review(question_id, 4)
    learner.review("small-12", 3, at=clock() + timedelta(minutes=11))
    assert next_id(learner) is None
    assert standing(learner).next_step == clock() + timedelta(minutes=21)


def test_a_new_card_whose_question_left_the_bank_is_passed_over(
    learner: Learner, session: scoped_session[Session], clock: SettableClock
) -> None:
    assert grade(learner, 4) == "small-10"
    assert next_id(learner) == "small-11"
    with transaction(session):
        session.execute(update(BankQuestion).where(BankQuestion.id == "small-11").values(retired_at=clock()))
    assert next_id(learner) == "small-12"
    assert standing(learner).new == 1


def test_a_card_whose_question_left_the_bank_is_reviewed_on(
    learner: Learner, session: scoped_session[Session], clock: SettableClock
) -> None:
    learner.review("small-11", 4)
    with transaction(session):
        session.execute(update(BankQuestion).where(BankQuestion.id == "small-11").values(retired_at=clock()))
    clock.advance(days=60)
    assert next_id(learner) == "small-11"


def test_what_is_overdue_is_forecast_for_today(learner: Learner, clock: SettableClock) -> None:
    learner.review("small-10", 4)
    learner.review("small-11", 4)
    clock.advance(days=9)
    learner.review("small-10", 3)
    today = study_day(clock(), ZONE)
    found = queue.forecast(learner.session, learner.user_id, today=today, days=60)
    assert [day for day, _ in found] == [today + timedelta(days=n) for n in range(60)]
    assert found[0] == (today, 1)
    assert sum(count for _, count in found) == 2


def test_somebody_who_has_done_nothing_is_offered_new_cards(
    new_learner: Callable[[], Learner], session: scoped_session[Session]
) -> None:
    at = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    offered = queue.standing(session, None, now=at, today=study_day(at, ZONE))
    assert (offered.new, offered.left) == (3, 3)
    card = queue.upcoming(session, None, offered, now=at, today=study_day(at, ZONE))
    assert card is not None
    assert card.question_id == "small-10"
