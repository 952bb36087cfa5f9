"""When a card comes again: FSRS by study day. Pure; the scheduler of `fsrs` behind one door.

FSRS counts whole days between two reviews. Ours are study days (from 04:00 local to 04:00), not spans of 24
hours: who studies at 22:00 and again at 08:00 has slept in between. A card whose steps are over is due when its
day begins. No interval is random: the same answers give the same schedule, so that an undo can be exact.
"""

from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from functools import lru_cache
from typing import Any

import fsrs

from quizapp.clock import day_start, study_day

DEFAULT_RETENTION = 0.9
LEAST_RETENTION, MOST_RETENTION = 0.8, 0.95


class Rating(IntEnum):
    """How well a card was recalled, as the learner says or as the grader finds."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(IntEnum):
    """Where a card stands. The numbers are those of `fsrs`."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


STEPPING = (State.LEARNING, State.RELEARNING)
"""States in which a card comes back within minutes, at a moment rather than on a day."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of a learner's memory of one question. A question never answered has none (None)."""

    state: int
    step: int | None
    stability: float
    """Days until the chance of recall has sunk to 90 %."""
    difficulty: float
    due: datetime
    due_day: date
    last_review: datetime
    last_day: date
    """The study day of the last review."""
    reps: int
    """Reviews that moved the card."""
    lapses: int
    """How often it was forgotten after it had been learnt."""


def move(memory: Memory | None, rating: Rating, *, at: datetime, zone: str, retention: float) -> Memory:
    """The memory after a review at the aware moment `at` by a learner in the named zone.

    `retention` is the share of recalls wished for, 0.80 to 0.95. A clock that went backwards counts as the same
    moment: no elapsed time is ever negative.
    """
    today = study_day(at, zone)
    now = at.astimezone(UTC)
    if memory is not None:
        now, today = max(now, memory.last_review), max(today, memory.last_day)
    card, _ = _scheduler(retention).review_card(_card(memory, now, today), fsrs.Rating(rating), now)
    if card.stability is None or card.difficulty is None:
        raise AssertionError("a reviewed card has stability and difficulty")
    lapsed = memory is not None and memory.state == State.REVIEW and rating == Rating.AGAIN
    interval = card.due - now
    due = (
        card.due if State(card.state) in STEPPING else day_start(today + timedelta(days=interval.days), zone)
    )
    return Memory(
        state=int(card.state),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=due,
        due_day=study_day(due, zone),
        last_review=now,
        last_day=today,
        reps=(memory.reps if memory else 0) + 1,
        lapses=(memory.lapses if memory else 0) + lapsed,
    )


def previews(memory: Memory | None, *, at: datetime, zone: str, retention: float) -> dict[Rating, Memory]:
    """What each of the four ratings would lead to."""
    return {rating: move(memory, rating, at=at, zone=zone, retention=retention) for rating in Rating}


def to_json(memory: Memory) -> dict[str, Any]:
    """The memory as JSON data, exact to the last digit."""
    data = asdict(memory)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in data.items()}


def from_json(data: dict[str, Any]) -> Memory:
    """The memory that `to_json` wrote."""
    values = {field.name: data[field.name] for field in fields(Memory)}
    for name in ("due", "last_review"):
        values[name] = datetime.fromisoformat(values[name])
    for name in ("due_day", "last_day"):
        values[name] = date.fromisoformat(values[name])
    return Memory(**values)


@lru_cache(maxsize=32)
def _scheduler(retention: float) -> fsrs.Scheduler:
    return fsrs.Scheduler(desired_retention=retention, enable_fuzzing=False)


def _card(memory: Memory | None, now: datetime, today: date) -> fsrs.Card:
    """The card as `fsrs` wants it, its last review put as many times 24 hours ago as study days have passed."""
    if memory is None:
        return fsrs.Card(card_id=0, due=now)
    return fsrs.Card(
        card_id=0,
        state=fsrs.State(memory.state),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=now - timedelta(days=(today - memory.last_day).days),
    )
