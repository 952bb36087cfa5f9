"""The new cards of a day.

They are chosen once, with the first answer of the day: from the flashcards in force that the learner has no card
of, one topic after another, within a topic in bank order. Until then each page makes the choice anew.
"""

from datetime import date

from sqlalchemy import BindParameter, ColumnElement, and_, delete, exists, func, insert, select

from question_bank.model import QuestionType
from quizapp.accounts.models import User
from quizapp.db import AnySession
from quizapp.library.models import BankQuestion
from quizapp.study.days import day_of
from quizapp.study.models import DEFAULT_NEW, Card, NewCard, StudyDay, StudySettings

Id = int | BindParameter[int]
Day = date | BindParameter[date]


def plan_day(session: AnySession, user: User, today: date) -> StudyDay:
    """Write down the day's new cards, once, inside the caller's transaction; gives the day."""
    day = day_of(session, user.id, today)
    if day.planned:
        return day
    settings = session.get(StudySettings, user.id)
    limit = wanted(session, user.id, today, settings.new_per_day if settings else None)
    chosen = choose(session, user.id, limit)
    begun = and_(NewCard.day == today, _has_card(user.id))
    session.execute(
        delete(NewCard).where(NewCard.user_id == user.id, ~begun).execution_options(synchronize_session=False)
    )
    if chosen:
        session.execute(
            insert(NewCard),
            [
                {"user_id": user.id, "question_id": question_id, "day": today, "number": number}
                for number, question_id in enumerate(chosen)
            ],
        )
    day.planned = True
    session.flush()
    return day


def choose(session: AnySession, user_id: int | None, limit: int) -> tuple[str, ...]:
    """The first flashcards that the learner has no card of: each topic's first, then each topic's second, …"""
    if limit <= 0:
        return ()
    turn = func.row_number().over(
        partition_by=BankQuestion.topic, order_by=(BankQuestion.position, BankQuestion.id)
    )
    ranked = (
        select(BankQuestion.id, BankQuestion.position, turn.label("turn")).where(*flashcards()).subquery()
    )
    query = select(ranked.c.id).order_by(ranked.c.turn, ranked.c.position, ranked.c.id).limit(limit)
    if user_id is not None:
        query = query.where(~exists().where(Card.user_id == user_id, Card.question_id == ranked.c.id))
    return tuple(session.scalars(query))


def wanted(session: AnySession, user_id: int, today: date, new_per_day: int | None) -> int:
    """How many more new cards the day may bring, those already begun taken off."""
    of_day = select(func.count()).select_from(NewCard).where(*_new_of(user_id, today), _has_card(user_id))
    begun = session.scalar(of_day)
    return max(0, (DEFAULT_NEW if new_per_day is None else new_per_day) - (begun or 0))


def unbegun(user_id: Id, today: Day) -> tuple[ColumnElement[bool], ...]:
    """The day's new cards not begun yet whose questions are still in the bank. Needs a join with the questions."""
    return (*_new_of(user_id, today), ~_has_card(user_id), *flashcards())


def _new_of(user_id: Id, today: Day) -> tuple[ColumnElement[bool], ...]:
    return NewCard.user_id == user_id, NewCard.day == today


def _has_card(user_id: Id) -> ColumnElement[bool]:
    return exists().where(Card.user_id == user_id, Card.question_id == NewCard.question_id)


def flashcards() -> tuple[ColumnElement[bool], ...]:
    """The questions that can become new cards."""
    return (
        BankQuestion.type == QuestionType.FLASHCARD.value,
        BankQuestion.retired_at.is_(None),
        BankQuestion.version_id.is_not(None),
    )
