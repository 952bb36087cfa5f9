from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.study import service
from quizapp.study.scheduling import Rating, State, move
from tests.conftest import SettableClock
from tests.quizapp.study.conftest import Learner

CHOICE, TRUE, FLASHCARD = "small-01", "small-04", "small-11"
QUESTIONS = (CHOICE, TRUE, FLASHCARD)
START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def test_a_right_answer_in_a_practice_makes_a_card_as_good(learner: Learner) -> None:
    learner.practise(CHOICE, right=True)
    good = move(None, Rating.GOOD, at=learner.clock(), zone="Asia/Shanghai", retention=0.9)
    assert learner.memory(CHOICE) == good
    assert learner.slip(CHOICE) is None


def test_a_wrong_answer_in_a_practice_is_again_and_enters_the_mistakes(learner: Learner) -> None:
    learner.practise(CHOICE, right=False)
    again = move(None, Rating.AGAIN, at=learner.clock(), zone="Asia/Shanghai", retention=0.9)
    assert learner.memory(CHOICE) == again
    slip = learner.slip(CHOICE)
    assert slip is not None
    assert (slip.rights, slip.left_at) == (0, None)


def test_only_the_first_practice_answer_of_a_study_day_moves_the_card(
    learner: Learner, clock: SettableClock
) -> None:
    learner.practise(CHOICE, right=False)
    first = learner.memory(CHOICE)
    clock.advance(hours=2)
    learner.practise(CHOICE, right=True)
    assert learner.memory(CHOICE) == first
    clock.at = datetime(2026, 3, 2, 19, 59, tzinfo=UTC)  # 03:59: the same study day
    learner.practise(CHOICE, right=True)
    assert learner.memory(CHOICE) == first
    clock.advance(minutes=1)
    learner.practise(CHOICE, right=True)
    assert learner.memory(CHOICE) != first


def test_a_practice_after_a_review_of_the_same_day_moves_nothing(
    learner: Learner, clock: SettableClock
) -> None:
    learner.review(TRUE, 4)
    reviewed = learner.memory(TRUE)
    clock.advance(hours=1)
    learner.practise(TRUE, right=False)
    assert learner.memory(TRUE) == reviewed
    assert learner.slip(TRUE) is not None


def test_every_review_moves_the_card(learner: Learner, clock: SettableClock) -> None:
    for rating in (1, 3, 3):
        learner.review(FLASHCARD, rating)
        clock.advance(minutes=10)
    memory = learner.memory(FLASHCARD)
    assert memory is not None
    assert (memory.reps, memory.state) == (3, State.REVIEW)


def test_a_mistake_leaves_after_right_answers_on_two_days_wherever_they_were_given(
    learner: Learner, clock: SettableClock
) -> None:
    learner.practise(TRUE, right=False)
    learner.review(TRUE, 3)
    clock.advance(hours=1)
    learner.practise(TRUE, right=True)
    slip = learner.slip(TRUE)
    assert slip is not None
    assert (slip.rights, slip.left_at) == (1, None)
    clock.advance(days=1)
    learner.practise(TRUE, right=True)
    slip = learner.slip(TRUE)
    assert slip is not None
    assert slip.left_at == clock()


def test_a_day_counts_answers_and_reviews_apart(learner: Learner, clock: SettableClock) -> None:
    learner.practise(TRUE, right=True)
    learner.practise(CHOICE, right=False)
    learner.review(FLASHCARD, 1)
    clock.advance(days=1)
    learner.review(FLASHCARD, 3)
    assert learner.days() == {"2026-03-02": (3, 1, 1, 0), "2026-03-03": (1, 1, 1, 1)}


def test_taking_back_the_first_answer_leaves_no_card_and_no_mistake(learner: Learner) -> None:
    answer_id = learner.review(FLASHCARD, 1)
    learner.take_back(answer_id)
    assert learner.memory(FLASHCARD) is None
    assert learner.slip(FLASHCARD) is None
    assert learner.days() == {}


def test_a_later_answer_takes_the_place_of_the_one_taken_back(learner: Learner, clock: SettableClock) -> None:
    """The second practice answer of the day did not count; without the first it does."""
    first = learner.practise(TRUE, right=False)
    clock.advance(minutes=5)
    learner.practise(TRUE, right=True)
    learner.take_back(first)
    good = move(None, Rating.GOOD, at=clock(), zone="Asia/Shanghai", retention=0.9)
    assert learner.memory(TRUE) == good
    assert learner.slip(TRUE) is None


def test_taking_back_twice_takes_back_once(learner: Learner, clock: SettableClock) -> None:
    learner.review(FLASHCARD, 3)
    clock.advance(minutes=10)
    second = learner.review(FLASHCARD, 3)
    learner.take_back(second)
    before = learner.memory(FLASHCARD)
    learner.take_back(second)
    assert learner.memory(FLASHCARD) == before
    assert learner.days() == {"2026-03-02": (1, 1, 1, 1)}


def test_fifty_and_more_reviews_can_be_undone_one_by_one(learner: Learner, clock: SettableClock) -> None:
    states = []
    for number in range(52):
        states.append((learner.memory(FLASHCARD), learner.slip(FLASHCARD), learner.days()))
        learner.review(FLASHCARD, 1 + number % 4)
        clock.advance(minutes=3)
    for before in reversed(states):
        last = service.last_review(learner.session, learner.user, clock())
        assert last is not None
        assert service.undo(learner.session, learner.user, last.id, clock()) == FLASHCARD
        assert (learner.memory(FLASHCARD), learner.slip(FLASHCARD), learner.days()) == before
    assert service.last_review(learner.session, learner.user, clock()) is None


def test_a_practice_is_no_review_to_undo(learner: Learner) -> None:
    answer_id = learner.practise(TRUE, right=True)
    assert service.last_review(learner.session, learner.user, learner.clock()) is None
    assert service.undo(learner.session, learner.user, answer_id, learner.clock()) is None


OPERATIONS = st.lists(
    st.one_of(
        st.tuples(
            st.just("review"),
            st.sampled_from(QUESTIONS),
            st.integers(1, 4),
            st.sampled_from([0, 1, 15, 600, 3000]),
        ),
        st.tuples(
            st.just("practise"),
            st.sampled_from(QUESTIONS[:2]),
            st.integers(0, 1),
            st.sampled_from([0, 1, 600, 3000]),
        ),
        st.tuples(st.just("undo"), st.just(""), st.integers(0, 30), st.just(0)),
    ),
    max_size=12,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(operations=OPERATIONS)
def test_after_any_undo_all_is_as_if_the_answer_had_never_been_given(
    new_learner: Callable[[], Learner], operations: list[tuple[str, str, int, int]]
) -> None:
    one, other = new_learner(), new_learner()
    at = START
    log: list[tuple[int, str, str, int, datetime]] = []
    for kind, question_id, value, minutes in operations:
        at += timedelta(minutes=minutes)
        if kind == "undo":
            if log:
                one.take_back(log.pop(value % len(log))[0])
            continue
        log.append((_give(one, kind, question_id, value, at), kind, question_id, value, at))
    for _, kind, question_id, value, then in log:
        _give(other, kind, question_id, value, then)
    for question_id in QUESTIONS:
        assert one.memory(question_id) == other.memory(question_id)
        assert one.slip(question_id) == other.slip(question_id)
    assert one.days() == other.days()


def _give(learner: Learner, kind: str, question_id: str, value: int, at: datetime) -> int:
    if kind == "review":
        return learner.review(question_id, value, at)
    return learner.practise(question_id, right=bool(value), at=at)
