"""Keeps the counter of questions true to the answer log: one step with each answer, or a recount of everything."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import case, delete, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from quizapp.answers.models import Answer, AnswerVoid
from quizapp.db import AnySession, transaction
from quizapp.insight.models import QuestionStat

_INSERT: Mapping[str, Callable[..., Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def count(session: AnySession, answer: Answer) -> None:
    """Add a freshly recorded answer. Joins the caller's transaction; safe from two tabs."""
    upsert = _INSERT[session.get_bind().dialect.name](QuestionStat).values(
        user_id=answer.user_id, question_id=answer.question_id, answered=1, right=int(answer.right)
    )
    session.execute(
        upsert.on_conflict_do_update(
            index_elements=["user_id", "question_id"],
            set_={
                "answered": QuestionStat.answered + upsert.excluded.answered,
                "right": QuestionStat.right + upsert.excluded.right,
            },
        )
    )


def uncount(session: AnySession, answer: Answer) -> None:
    """Take a voided answer out again; nothing is left of a question never answered. Joins the transaction."""
    row = (QuestionStat.user_id == answer.user_id, QuestionStat.question_id == answer.question_id)
    session.execute(
        update(QuestionStat)
        .where(*row)
        .values(answered=QuestionStat.answered - 1, right=QuestionStat.right - int(answer.right))
    )
    session.execute(delete(QuestionStat).where(*row, QuestionStat.answered <= 0))


def merge(session: AnySession, from_user_id: int, to_user_id: int) -> None:
    """Count a guest's answers as the account's. Right whether or not the log has moved already."""
    _recount(session, to_user_id, (from_user_id, to_user_id))


def recount(session: AnySession, user_id: int) -> None:
    """Count a learner's whole log anew."""
    _recount(session, user_id, (user_id,))


def _recount(session: AnySession, user_id: int, counted: Collection[int]) -> None:
    """Put one count of the logs of all `counted` users, as the user's, in the place of theirs."""
    right = func.sum(case((Answer.score == 1, 1), else_=0))
    by_question = (
        select(literal(user_id), Answer.question_id, func.count(), right)
        .outerjoin(AnswerVoid, AnswerVoid.answer_id == Answer.id)
        .where(Answer.user_id.in_(counted), AnswerVoid.answer_id.is_(None))
        .group_by(Answer.question_id)
    )
    with transaction(session):
        session.flush()
        session.execute(delete(QuestionStat).where(QuestionStat.user_id.in_(counted)))
        session.execute(
            insert(QuestionStat).from_select(["user_id", "question_id", "answered", "right"], by_question)
        )
