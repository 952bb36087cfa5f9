from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.clock import day_start
from quizapp.study.scheduling import Memory, Rating, State, from_json, move, previews, to_json

SHANGHAI = "Asia/Shanghai"
MORNING = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""Monday 2 March 2026, 10:00 in Shanghai."""


def moved(
    *ratings: int, at: datetime = MORNING, zone: str = SHANGHAI, retention: float = 0.9
) -> list[Memory]:
    """The memories after these ratings, each given when the card was due."""
    memory: Memory | None = None
    found = []
    for rating in ratings:
        memory = move(memory, Rating(rating), at=at, zone=zone, retention=retention)
        found.append(memory)
        at = memory.due
    return found


def days(memories: list[Memory]) -> list[int]:
    return [(memory.due_day - memory.last_day).days for memory in memories]


def test_intervals_are_those_that_the_authors_of_fsrs_publish() -> None:
    # py-fsrs, tests/test_basic.py, test_review_card, FSRS-6 with its default parameters and no fuzz
    ratings = (3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3)
    expected = [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]
    assert days(moved(*ratings, at=datetime(2022, 11, 29, 12, 30, tzinfo=UTC), zone="UTC")) == expected


def test_a_new_card_goes_through_its_steps_in_minutes() -> None:
    first, second, third, fourth = moved(1, 3, 3, 3)
    assert first.due - MORNING == timedelta(minutes=1)
    assert second.due - first.due == timedelta(minutes=10)
    assert (first.state, second.state, third.state) == (State.LEARNING, State.LEARNING, State.REVIEW)
    assert fourth.due_day > third.due_day
    assert [memory.reps for memory in (first, second, third, fourth)] == [1, 2, 3, 4]


def test_what_was_learnt_and_forgotten_counts_as_a_lapse_and_comes_back_in_ten_minutes() -> None:
    *_, learnt, forgotten = moved(4, 1)
    assert (learnt.lapses, forgotten.lapses) == (0, 1)
    assert forgotten.state == State.RELEARNING
    assert forgotten.due - forgotten.last_review == timedelta(minutes=10)
    assert move(forgotten, Rating.AGAIN, at=forgotten.due, zone=SHANGHAI, retention=0.9).lapses == 1


def test_the_four_grades_lead_to_ever_longer_intervals() -> None:
    (learnt,) = moved(4)
    after = previews(learnt, at=learnt.due, zone=SHANGHAI, retention=0.9)
    dues = [after[rating].due for rating in Rating]
    assert dues == sorted(dues)
    assert len(set(dues)) == 4


def test_a_higher_wish_to_remember_brings_cards_back_sooner() -> None:
    def interval(retention: float) -> int:
        return days(moved(4, 3, retention=retention))[-1]

    assert interval(0.95) < interval(0.9) < interval(0.8)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (
            datetime(2026, 3, 2, 19, 59, tzinfo=UTC),
            date(2026, 3, 2),
        ),  # 03:59 in Shanghai: still the day before
        (datetime(2026, 3, 2, 20, 0, tzinfo=UTC), date(2026, 3, 3)),  # 04:00
    ],
)
def test_the_day_of_a_review_begins_at_four(at: datetime, day: date) -> None:
    memory = move(None, Rating.EASY, at=at, zone=SHANGHAI, retention=0.9)
    assert memory.last_day == day
    assert memory.due_day == day + timedelta(days=8)
    assert memory.due == day_start(day + timedelta(days=8), SHANGHAI)


def test_a_night_is_a_day_however_few_hours_it_has() -> None:
    late = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)  # 02:00, study day 2 March
    early = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)  # 06:00, study day 3 March
    noon = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
    (learnt,) = moved(4, at=late)
    over_night = move(learnt, Rating.GOOD, at=early, zone=SHANGHAI, retention=0.9)
    same_day = move(learnt, Rating.GOOD, at=late + timedelta(hours=1), zone=SHANGHAI, retention=0.9)
    later_that_day = move(learnt, Rating.GOOD, at=noon, zone=SHANGHAI, retention=0.9)
    assert over_night.stability == later_that_day.stability != same_day.stability


@pytest.mark.parametrize(
    ("at", "due"),
    [
        # Berlin, 28 March 2026: summer time begins that night; 04:00 is one hour earlier in UTC afterwards
        (datetime(2026, 3, 28, 9, 0, tzinfo=UTC), datetime(2026, 4, 5, 2, 0, tzinfo=UTC)),
        # Berlin, 24 October 2026: summer time ends that night
        (datetime(2026, 10, 24, 9, 0, tzinfo=UTC), datetime(2026, 11, 1, 3, 0, tzinfo=UTC)),
    ],
)
def test_a_card_is_due_at_four_by_the_wall_across_a_change_of_summer_time(
    at: datetime, due: datetime
) -> None:
    memory = move(None, Rating.EASY, at=at, zone="Europe/Berlin", retention=0.9)
    assert (memory.due_day - memory.last_day).days == 8
    assert memory.due == due


def test_a_clock_that_goes_backwards_is_taken_as_standing_still() -> None:
    (learnt,) = moved(4)
    back = move(learnt, Rating.GOOD, at=MORNING - timedelta(days=3), zone=SHANGHAI, retention=0.9)
    still = move(learnt, Rating.GOOD, at=MORNING, zone=SHANGHAI, retention=0.9)
    assert back == still
    assert back.last_review == MORNING


def test_a_memory_survives_json_to_the_last_digit() -> None:
    for memory in moved(1, 2, 3, 4, 1, 3):
        assert from_json(to_json(memory)) == memory


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        move(None, Rating.GOOD, at=datetime(2026, 3, 2, 10, 0), zone=SHANGHAI, retention=0.9)  # noqa: DTZ001
