from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.study.rules import (
    Slip,
    may_review,
    minutes_for,
    moves_card,
    rating_of,
    slip_after,
    streak,
    week_of,
)
from quizapp.study.scheduling import Rating, move

MONDAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def stay(answers: str) -> Slip | None:
    """What is left of a stay after answers such as 'x0 v0 v1': x wrong, v right, each with its day from Monday on."""
    slip = None
    for number, answer in enumerate(answers.split()):
        day = int(answer[1:])
        slip = slip_after(
            slip,
            right=answer[0] == "v",
            at=AT + timedelta(days=day, minutes=number),
            day=MONDAY + timedelta(days=day),
        )
    return slip


@pytest.mark.parametrize(
    ("answers", "rights", "is_in"),
    [
        ("x0", 0, True),
        ("x0 v0", 1, True),
        ("x0 v0 v0", 1, True),  # twice on one day counts once
        ("x0 v0 v1", 2, False),
        ("x0 v1 v5", 2, False),
        ("x0 v1 x1", 0, True),  # wrong again begins anew
        ("x0 v1 x2 v2", 1, True),
        ("x0 v1 x2 v2 v3", 2, False),
        ("x0 v2 v1", 1, True),  # a clock that went backwards brings no other day
        ("x0 v0 v1 v2", 2, False),
        ("x0 v0 v1 x4", 0, True),  # out, and in again
        ("x0 v0 v1 x4 v4 v5", 2, False),
    ],
)
def test_a_mistake_stays_until_two_right_answers_on_different_days(
    answers: str, rights: int, is_in: bool
) -> None:
    slip = stay(answers)
    assert slip is not None
    assert slip.rights == rights
    assert (slip.left_at is None) == is_in


def test_who_was_never_wrong_has_no_mistake() -> None:
    assert stay("v0 v1 v2") is None


def test_a_stay_remembers_when_it_began_and_when_the_last_mistake_was() -> None:
    slip = stay("x0 v1 x3")
    assert slip is not None
    assert slip.since == AT
    assert slip.wrong_at.date() == MONDAY + timedelta(days=3)
    again = stay("x0 v1 v2 x5")
    assert again is not None
    assert again.since.date() == MONDAY + timedelta(days=5)


@pytest.mark.parametrize(
    ("given", "right", "rating"),
    [
        (None, True, Rating.GOOD),
        (None, False, Rating.AGAIN),
        (2, True, Rating.HARD),
        (4, True, Rating.EASY),
        (1, False, Rating.AGAIN),
        (2, False, Rating.AGAIN),  # wrong is never Hard
    ],
)
def test_wrong_is_again_and_right_is_good_unless_the_learner_says_more(
    given: int | None, right: bool, rating: Rating
) -> None:
    assert rating_of(given, right=right) is rating


def test_outside_of_reviews_only_the_first_answer_of_a_study_day_moves_a_card() -> None:
    known = move(None, Rating.GOOD, at=AT, zone="Asia/Shanghai", retention=0.9)
    assert moves_card(None, reviewed=False, day=MONDAY)
    assert not moves_card(known, reviewed=False, day=MONDAY)
    assert not moves_card(known, reviewed=False, day=MONDAY - timedelta(days=1))
    assert moves_card(known, reviewed=False, day=MONDAY + timedelta(days=1))
    assert moves_card(known, reviewed=True, day=MONDAY)


def test_a_card_in_its_steps_may_come_twenty_minutes_early_and_a_review_on_its_day_only() -> None:
    stepping = move(None, Rating.AGAIN, at=AT, zone="Asia/Shanghai", retention=0.9)
    assert may_review(stepping, now=stepping.due - timedelta(minutes=20), today=MONDAY)
    assert not may_review(stepping, now=stepping.due - timedelta(minutes=21), today=MONDAY)
    learnt = move(None, Rating.EASY, at=AT, zone="Asia/Shanghai", retention=0.9)
    assert may_review(learnt, now=AT, today=learnt.due_day)
    assert not may_review(learnt, now=AT, today=learnt.due_day - timedelta(days=1))


@pytest.mark.parametrize(
    ("ago", "length"),
    [([], 0), ([0], 1), ([1], 1), ([1, 2], 2), ([0, 1, 2, 4], 3), ([2, 3], 0), ([0, 2], 1)],
)
def test_a_streak_forgives_a_day_that_has_only_begun(ago: list[int], length: int) -> None:
    assert streak({MONDAY - timedelta(days=days) for days in ago}, MONDAY) == length


def test_a_week_goes_from_monday_to_sunday() -> None:
    for shift in range(7):
        week = week_of(MONDAY + timedelta(days=shift))
        assert (week[0], week[-1], len(week)) == (MONDAY, date(2026, 3, 8), 7)


def test_minutes_are_guessed_until_enough_reviews_were_measured() -> None:
    assert minutes_for(9, []) == 3
    assert minutes_for(9, [60_000] * 4) == 3
    assert minutes_for(9, [60_000] * 5) == 9
    assert minutes_for(9, [60_000, 60_000, 60_000, 60_000, 3_000_000]) == 9
    assert minutes_for(1, []) == 1
