from collections.abc import Callable

from sqlalchemy import delete

from quizapp.accounts.models import User
from quizapp.accounts.signals import user_merged
from quizapp.db import transaction
from quizapp.study import queue, service
from tests.conftest import SettableClock
from tests.quizapp.study.conftest import Learner


def merge(guest: Learner, account: Learner) -> None:
    """What a login to an existing account does."""
    with transaction(guest.session):
        user_merged.send(guest.session, from_user_id=guest.user_id, to_user_id=account.user_id)
        guest.session.execute(delete(User).where(User.id == guest.user_id))


def test_a_guest_brings_cards_mistakes_and_days_along(
    new_learner: Callable[[], Learner], clock: SettableClock
) -> None:
    guest, account = new_learner(), new_learner()
    guest.practise("small-04", right=False)
    guest.review("small-10", 3)
    expected = (guest.memory("small-04"), guest.slip("small-04"), guest.memory("small-10"), guest.days())
    merge(guest, account)
    found = (account.memory("small-04"), account.slip("small-04"), account.memory("small-10"), account.days())
    assert found == expected


def test_where_both_know_a_question_the_card_follows_the_answers_of_both(
    new_learner: Callable[[], Learner], clock: SettableClock
) -> None:
    guest, account, alone = new_learner(), new_learner(), new_learner()
    for learner, rating in ((account, 3), (guest, 1), (account, 3), (guest, 4)):
        learner.review("small-10", rating)
        alone.review("small-10", rating)
        clock.advance(minutes=15)
    merge(guest, account)
    assert account.memory("small-10") == alone.memory("small-10")
    assert account.slip("small-10") == alone.slip("small-10")
    assert account.days() == alone.days()


def test_after_the_merge_the_guests_reviews_can_still_be_undone(
    new_learner: Callable[[], Learner], clock: SettableClock
) -> None:
    guest, account = new_learner(), new_learner()
    account.review("small-10", 3)
    before = account.memory("small-10")
    clock.advance(minutes=15)
    answer_id = guest.review("small-10", 4)
    merge(guest, account)
    assert account.memory("small-10") != before
    assert service.undo(account.session, account.user, answer_id, clock()) == "small-10"
    assert account.memory("small-10") == before


def test_the_settings_of_the_account_stay_and_those_of_the_guest_come_only_where_there_are_none(
    new_learner: Callable[[], Learner], clock: SettableClock
) -> None:
    guest, account, bare = new_learner(), new_learner(), new_learner()

    def wish(learner: Learner, goal: int) -> None:
        service.save_settings(
            learner.session, learner.user, daily_goal=goal, new_per_day=3, retention=0.85, now=clock()
        )

    wish(guest, 10)
    wish(account, 50)
    merge(guest, account)
    assert service.settings_of(account.session, account.user_id).daily_goal == 50
    other = new_learner()
    wish(other, 15)
    merge(other, bare)
    assert service.settings_of(bare.session, bare.user_id).daily_goal == 15


def test_new_cards_are_chosen_anew_without_those_that_either_knows(
    new_learner: Callable[[], Learner], clock: SettableClock
) -> None:
    guest, account = new_learner(), new_learner()
    guest.review("small-10", 4)
    account.review("small-11", 4)
    merge(guest, account)
    today = clock().date()
    at = queue.standing(account.session, account.user_id, now=clock(), today=today)
    assert at.new == 1
    card = queue.upcoming(account.session, account.user_id, at, now=clock(), today=today)
    assert card is not None
    assert card.question_id == "small-12"


def test_nothing_is_left_of_the_guest(new_learner: Callable[[], Learner], clock: SettableClock) -> None:
    guest, account = new_learner(), new_learner()
    guest.review("small-10", 1)
    clock.advance(minutes=1)
    account.review("small-10", 1)
    merge(guest, account)
    assert guest.memory("small-10") is None
    assert guest.days() == {}
