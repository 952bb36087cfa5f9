"""What an answer means for cards, mistakes, goals and days. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median

from quizapp.study.scheduling import STEPPING, Memory, Rating

RIGHTS_TO_LEAVE = 2
"""Right answers, each on another study day, that take a question out of the 错题本."""
LEARN_AHEAD = timedelta(minutes=20)
"""How much too early a card in its steps may be shown when nothing else is left: nobody waits before a clock."""
SECONDS_A_CARD = 20
"""The guess for who has not yet reviewed enough to be measured."""
ENOUGH_TO_MEASURE = 5


@dataclass(frozen=True, slots=True)
class Slip:
    """One question's stay in the 错题本. Once `left_at` is set the stay is over."""

    since: datetime
    wrong_at: datetime
    """The last wrong answer."""
    rights: int = 0
    """Right answers on different study days since then."""
    last_right_day: date | None = None
    left_at: datetime | None = None


def slip_after(slip: Slip | None, *, right: bool, at: datetime, day: date) -> Slip | None:
    """The stay after one more answer on a study day: wrong enters or begins again, two spaced rights leave."""
    if not right:
        since = slip.since if slip is not None and slip.left_at is None else at
        return Slip(since=since, wrong_at=at)
    if slip is None or slip.left_at is not None:
        return slip
    if slip.last_right_day is not None and day <= slip.last_right_day:
        return slip
    rights = slip.rights + 1
    return replace(slip, rights=rights, last_right_day=day, left_at=at if rights >= RIGHTS_TO_LEAVE else None)


def rating_of(given: int | None, *, right: bool) -> Rating:
    """What the learner said, else what the grader found: right is Good, wrong is Again, never Hard."""
    if not right:
        return Rating.AGAIN
    return Rating(given) if given is not None else Rating.GOOD


def moves_card(memory: Memory | None, *, reviewed: bool, day: date) -> bool:
    """Whether an answer on a study day reschedules the card.

    A review always does. Elsewhere only the first answer to the question on that day: a second try of what was
    just explained says nothing about memory.
    """
    return reviewed or memory is None or day > memory.last_day


def may_review(memory: Memory, *, now: datetime, today: date) -> bool:
    """Whether a card may be graded now: due, or in its steps and nearly due."""
    if memory.state in STEPPING:
        return memory.due <= now + LEARN_AHEAD
    return memory.due_day <= today


def streak(days: Collection[date], today: date) -> int:
    """Study days in a row up to today; a today not yet begun does not break the row."""
    day = today if today in days else today - timedelta(days=1)
    count = 0
    while day in days:
        count += 1
        day -= timedelta(days=1)
    return count


def week_of(day: date) -> list[date]:
    """Monday to Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=n) for n in range(7)]


def minutes_for(cards: int, taken_ms: Sequence[int]) -> int:
    """Minutes that so many cards will take, at least 1, from the times of reviews in the past."""
    seconds = median(taken_ms) / 1000 if len(taken_ms) >= ENOUGH_TO_MEASURE else SECONDS_A_CARD
    return max(1, round(cards * seconds / 60))
