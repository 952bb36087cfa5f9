"""Which card comes next, and how many are left.

The order: cards in their steps whose time has come; then due reviews, the longest overdue first; then the day's new
cards; and when nothing else is left, cards in their steps that are due within `LEARN_AHEAD`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    select,
)

from quizapp.db import AnySession, UtcDateTime
from quizapp.library.models import BankQuestion
from quizapp.study import new_cards
from quizapp.study.models import DEFAULT_NEW, Card, NewCard, StudyDay, StudySettings
from quizapp.study.rules import LEARN_AHEAD
from quizapp.study.scheduling import DEFAULT_RETENTION, STEPPING, Memory, State

DAYS_AHEAD = 7


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a learner is on a study day."""

    steps: int
    """Cards in their steps that may be shown now, or a little early."""
    due: int
    """Reviews due on this day or before."""
    new: int
    """New cards of this day not yet begun."""
    next_step: datetime | None
    """When the first of all cards in their steps is due."""
    reviews: int
    """Reviews done on this day."""
    retention: float
    chosen: tuple[str, ...] | None
    """The new questions, where the day's choice is not written down yet."""

    @property
    def left(self) -> int:
        return self.steps + self.due + self.new


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A card to show: the question in its version in force, and the memory of it, None for a new one."""

    question_id: str
    version_id: int
    memory: Memory | None


def standing(session: AnySession, user_id: int | None, *, now: datetime, today: date) -> Standing:
    """The counts of a learner, or of somebody who has done nothing yet (None). Two queries at most."""
    if user_id is None:
        offered = new_cards.choose(session, None, DEFAULT_NEW)
        return Standing(0, 0, len(offered), None, 0, DEFAULT_RETENTION, offered)
    row = session.execute(
        _standing_query(), {"user_id": user_id, "today": today, "soon": now + LEARN_AHEAD}
    ).one()
    steps, due, new, next_step, planned, reviews, retention, new_per_day = row
    chosen: tuple[str, ...] | None = None
    if not planned:
        chosen = new_cards.choose(session, user_id, new_cards.wanted(session, user_id, today, new_per_day))
        new = len(chosen)
    wished = retention if retention is not None else DEFAULT_RETENTION
    return Standing(steps, due, new, next_step, reviews or 0, wished, chosen)


def upcoming(
    session: AnySession, user_id: int | None, at: Standing, *, now: datetime, today: date
) -> Upcoming | None:
    """The card to show next; None when nothing is left."""
    if user_id is not None and at.next_step is not None and at.next_step <= now:
        return _card(session, _steps(user_id), first=Card.due.asc())
    if user_id is not None and at.due:
        return _card(session, *_due(user_id, today), first=Card.due_day.asc())
    if at.new:
        return _first_new(session, user_id, at, today)
    if user_id is not None and at.steps:
        return _card(session, _steps(user_id), first=Card.due.asc())
    return None


def named(session: AnySession, user_id: int | None, question_id: str) -> Upcoming | None:
    """The card of a question, or a new one of a flashcard in force; None when there is neither."""
    known = None
    if user_id is not None:
        known = _card(session, Card.user_id == user_id, Card.question_id == question_id, first=Card.due.asc())
    return known or _flashcard(session, question_id)


def count_due(user_id: int, *, now: datetime, today: date) -> ColumnElement[int]:
    """A subquery: the cards that wait for review now, new ones not counted."""
    waiting = _count(Card, _steps(user_id), Card.due <= now + LEARN_AHEAD)
    return waiting + _count(Card, *_due(user_id, today))


def forecast(
    session: AnySession, user_id: int, *, today: date, days: int = DAYS_AHEAD
) -> list[tuple[date, int]]:
    """Cards due on each of so many days from today on, what is overdue counted for today."""
    last = today + timedelta(days=days - 1)
    rows = session.execute(
        select(Card.due_day, func.count())
        .where(Card.user_id == user_id, Card.state.in_(list(State)), Card.due_day <= last)
        .group_by(Card.due_day)
    )
    found = {today + timedelta(days=n): 0 for n in range(days)}
    for day, count in rows:
        found[max(day, today)] += count
    return list(found.items())


@cache
def _standing_query() -> Select[Any]:
    """All counts in one statement, built once: building it takes longer than running it."""
    user_id, today, soon = (
        bindparam("user_id", type_=Integer),
        bindparam("today", type_=Date),
        bindparam("soon", type_=UtcDateTime),
    )
    day = and_(StudyDay.user_id == user_id, StudyDay.day == today)
    settings = StudySettings.user_id == user_id
    unbegun = (
        select(func.count()).select_from(NewCard).join(BankQuestion).where(*new_cards.unbegun(user_id, today))
    )
    return select(
        _count(Card, _steps(user_id), Card.due <= soon),
        _count(Card, *_due(user_id, today)),
        unbegun.scalar_subquery(),
        select(func.min(Card.due)).where(_steps(user_id)).scalar_subquery(),
        select(StudyDay.planned).where(day).scalar_subquery(),
        select(StudyDay.reviews).where(day).scalar_subquery(),
        select(StudySettings.retention).where(settings).scalar_subquery(),
        select(StudySettings.new_per_day).where(settings).scalar_subquery(),
    )


def _count(table: type[Card | NewCard], *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(table).where(*conditions).scalar_subquery()


def _steps(user_id: new_cards.Id) -> ColumnElement[bool]:
    return and_(Card.user_id == user_id, Card.state.in_(STEPPING))


def _due(user_id: new_cards.Id, today: new_cards.Day) -> tuple[ColumnElement[bool], ...]:
    return Card.user_id == user_id, Card.state == State.REVIEW, Card.due_day <= today


def _card(
    session: AnySession, *conditions: ColumnElement[bool], first: ColumnElement[Any]
) -> Upcoming | None:
    """The card that comes first of those that fit."""
    row = session.execute(
        select(BankQuestion.version_id, Card)
        .join(BankQuestion, BankQuestion.id == Card.question_id)
        .where(*conditions)
        .order_by(first, Card.id)
        .limit(1)
    ).first()
    if row is None or row[0] is None:
        return None
    return Upcoming(row[1].question_id, row[0], row[1].memory)


def _flashcard(session: AnySession, question_id: str) -> Upcoming | None:
    version_id = session.scalar(
        select(BankQuestion.version_id).where(BankQuestion.id == question_id, *new_cards.flashcards())
    )
    return Upcoming(question_id, version_id, None) if version_id is not None else None


def _first_new(session: AnySession, user_id: int | None, at: Standing, today: date) -> Upcoming | None:
    if at.chosen is not None:
        return _flashcard(session, at.chosen[0])
    if user_id is None:
        return None
    question_id = session.scalar(
        select(NewCard.question_id)
        .join(BankQuestion, BankQuestion.id == NewCard.question_id)
        .where(*new_cards.unbegun(user_id, today))
        .order_by(NewCard.number, NewCard.question_id)
        .limit(1)
    )
    return _flashcard(session, question_id) if question_id is not None else None
