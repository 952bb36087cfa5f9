"""Which card comes next, and how many are left.

The order: cards in their steps whose time has come; then due reviews, the longest overdue first; then the day's new
cards; and when nothing else is left, cards in their steps that are due within `LEARN_AHEAD`.

A day's new cards are chosen once, with the first answer of the day: from the flashcards in force that the learner
has no card of, one topic after another, within a topic in bank order. Until then the choice is made by each page anew.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, select

from question_bank.model import QuestionType
from quizapp.accounts.models import User
from quizapp.db import AnySession
from quizapp.library.models import BankQuestion
from quizapp.study.models import DEFAULT_NEW, Card, NewCard, StudyDay, StudySettings
from quizapp.study.rules import LEARN_AHEAD
from quizapp.study.scheduling import DEFAULT_RETENTION, STEPPING, Memory, State


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
        offered = _choose(session, None, DEFAULT_NEW)
        return Standing(0, 0, len(offered), None, 0, DEFAULT_RETENTION, offered)
    day = and_(StudyDay.user_id == user_id, StudyDay.day == today)
    settings = StudySettings.user_id == user_id
    row = session.execute(
        select(
            _count(Card, _steps(user_id), Card.due <= now + LEARN_AHEAD),
            _count(Card, *_due(user_id, today)),
            select(func.count())
            .select_from(NewCard)
            .join(BankQuestion)
            .where(*_unbegun(user_id, today))
            .scalar_subquery(),
            select(func.min(Card.due)).where(_steps(user_id)).scalar_subquery(),
            select(StudyDay.planned).where(day).scalar_subquery(),
            select(StudyDay.reviews).where(day).scalar_subquery(),
            select(StudySettings.retention).where(settings).scalar_subquery(),
            select(StudySettings.new_per_day).where(settings).scalar_subquery(),
        )
    ).one()
    steps, due, new, next_step, planned, reviews, retention, new_per_day = row
    chosen: tuple[str, ...] | None = None
    if not planned:
        chosen = _choose(session, user_id, _wanted(session, user_id, today, new_per_day))
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


def plan_day(session: AnySession, user: User, today: date) -> None:
    """Write down the day's new cards, once, inside the caller's transaction."""
    day = session.get(StudyDay, (user.id, today))
    if day is None:
        day = StudyDay(user_id=user.id, day=today, answers=0, right=0, reviews=0, reviews_right=0)
        session.add(day)
    if day.planned:
        return
    settings = session.get(StudySettings, user.id)
    wanted = _wanted(session, user.id, today, settings.new_per_day if settings else None)
    chosen = _choose(session, user.id, wanted)
    begun = and_(NewCard.day == today, _has_card(user.id))
    session.execute(
        delete(NewCard).where(NewCard.user_id == user.id, ~begun).execution_options(synchronize_session=False)
    )
    session.add_all(
        NewCard(user_id=user.id, question_id=question_id, day=today, number=number)
        for number, question_id in enumerate(chosen)
    )
    day.planned = True
    session.flush()


def forecast(session: AnySession, user_id: int, *, today: date, until: date) -> dict[date, int]:
    """Cards due on each day up to `until`, what is overdue counted for today. Days without any are missing."""
    rows = session.execute(
        select(Card.due_day, func.count())
        .where(Card.user_id == user_id, Card.state.in_(list(State)), Card.due_day <= until)
        .group_by(Card.due_day)
    )
    found: dict[date, int] = {}
    for day, count in rows:
        found[max(day, today)] = found.get(max(day, today), 0) + count
    return found


def _count(table: type[Card | NewCard], *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(table).where(*conditions).scalar_subquery()


def _steps(user_id: int) -> ColumnElement[bool]:
    return and_(Card.user_id == user_id, Card.state.in_(STEPPING))


def _due(user_id: int, today: date) -> tuple[ColumnElement[bool], ...]:
    return Card.user_id == user_id, Card.state == State.REVIEW, Card.due_day <= today


def _unbegun(user_id: int, today: date) -> tuple[ColumnElement[bool], ...]:
    """The day's new cards not begun yet whose questions are still in the bank. Needs a join with the questions."""
    return (*_new_of(user_id, today), ~_has_card(user_id), *_flashcards())


def _new_of(user_id: int, today: date) -> tuple[ColumnElement[bool], ...]:
    return NewCard.user_id == user_id, NewCard.day == today


def _has_card(user_id: int) -> ColumnElement[bool]:
    return exists().where(Card.user_id == user_id, Card.question_id == NewCard.question_id)


def _flashcards() -> tuple[ColumnElement[bool], ...]:
    return (
        BankQuestion.type == QuestionType.FLASHCARD.value,
        BankQuestion.retired_at.is_(None),
        BankQuestion.version_id.is_not(None),
    )


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
        select(BankQuestion.version_id).where(BankQuestion.id == question_id, *_flashcards())
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
        .where(*_unbegun(user_id, today))
        .order_by(NewCard.number, NewCard.question_id)
        .limit(1)
    )
    return _flashcard(session, question_id) if question_id is not None else None


def _wanted(session: AnySession, user_id: int, today: date, new_per_day: int | None) -> int:
    """How many more new cards the day may bring, those already begun taken off."""
    begun = session.scalar(select(_count(NewCard, *_new_of(user_id, today), _has_card(user_id))))
    return max(0, (DEFAULT_NEW if new_per_day is None else new_per_day) - (begun or 0))


def _choose(session: AnySession, user_id: int | None, limit: int) -> tuple[str, ...]:
    """The first flashcards that the learner has no card of: each topic's first, then each topic's second, …"""
    if limit <= 0:
        return ()
    turn = func.row_number().over(
        partition_by=BankQuestion.topic, order_by=(BankQuestion.position, BankQuestion.id)
    )
    ranked = (
        select(BankQuestion.id, BankQuestion.position, turn.label("turn")).where(*_flashcards()).subquery()
    )
    query = select(ranked.c.id).order_by(ranked.c.turn, ranked.c.position, ranked.c.id).limit(limit)
    if user_id is not None:
        query = query.where(~exists().where(Card.user_id == user_id, Card.question_id == ranked.c.id))
    return tuple(session.scalars(query))
