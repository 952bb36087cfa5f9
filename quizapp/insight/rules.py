"""What the counters mean. Pure: days and numbers in, figures out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quizapp.attempts.rules import percent
from quizapp.study.rules import streak

PERIODS = (14, 30)
"""Days that the chart of days can show."""


@dataclass(frozen=True, slots=True)
class Day:
    """One study day: how many answers, how many of them right, and the time they took in milliseconds."""

    day: date
    answered: int = 0
    right: int = 0
    taken_ms: int = 0

    @property
    def wrong(self) -> int:
        return self.answered - self.right


@dataclass(frozen=True, slots=True)
class Share:
    """A topic or a type: answers and right ones; questions seen at least once, of those the bank has."""

    name: str
    answered: int
    right: int
    seen: int
    questions: int

    @property
    def percent(self) -> int:
        return percent(self.right, self.answered)


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything so far."""

    answered: int
    right: int
    taken_ms: int
    days: int
    streak: int

    @property
    def percent(self) -> int:
        return percent(self.right, self.answered)


def totals(days: Sequence[Day], today: date) -> Totals:
    """Sum up all study days of a learner."""
    return Totals(
        answered=sum(day.answered for day in days),
        right=sum(day.right for day in days),
        taken_ms=sum(day.taken_ms for day in days),
        days=len(days),
        streak=streak({day.day for day in days}, today),
    )


def last_days(days: Iterable[Day], today: date, count: int) -> list[Day]:
    """The last `count` days, oldest first, today at the end; empty days included."""
    by_day = {day.day: day for day in days}
    period = (today - timedelta(days=ago) for ago in range(count - 1, -1, -1))
    return [by_day.get(day) or Day(day) for day in period]
