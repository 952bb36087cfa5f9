"""Keeps the counters true to the answer log: one step with each answer, or a recount of everything."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import case, delete, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from quizapp.answers.models import Answer, AnswerVoid
from quizapp.db import AnySession, transaction
from quizapp.insight.models import DayStat, QuestionStat

_INSERT: Mapping[str, Callable[..., Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def count(session: AnySession, answer: Answer) -> None:
    """Add a freshly recorded answer. Joins the caller's transaction."""
    _step(session, answer, 1)


def uncount(session: AnySession, answer: Answer) -> None:
    """Take a voided answer out again. Joins the caller's transaction."""
    _step(session, answer, -1)


def recount(session: AnySession, user_id: int, *, also: int | None = None) -> None:
    """Count a learner's whole log anew; the answers of `also` are counted as the learner's, its counters go.

    `also` is a guest who is being merged into the account: right whether or not the log has moved already.
    """
    ids = [user_id] if also is None else [user_id, also]
    kept = (
        select(Answer)
        .outerjoin(AnswerVoid, AnswerVoid.answer_id == Answer.id)
        .where(Answer.user_id.in_(ids), AnswerVoid.answer_id.is_(None))
    )
    right = func.sum(case((Answer.score == 1, 1), else_=0)).label("right")
    by_day = kept.with_only_columns(
        literal(user_id), Answer.study_day, func.count(), right, func.sum(Answer.taken_ms)
    ).group_by(Answer.study_day)
    by_question = kept.with_only_columns(literal(user_id), Answer.question_id, func.count(), right).group_by(
        Answer.question_id
    )
    with transaction(session):
        session.flush()
        session.execute(delete(DayStat).where(DayStat.user_id.in_(ids)))
        session.execute(delete(QuestionStat).where(QuestionStat.user_id.in_(ids)))
        session.execute(
            insert(DayStat).from_select(["user_id", "day", "answered", "right", "taken_ms"], by_day)
        )
        session.execute(
            insert(QuestionStat).from_select(["user_id", "question_id", "answered", "right"], by_question)
        )


def _step(session: AnySession, answer: Answer, by: int) -> None:
    right = by if answer.right else 0
    _add(
        session,
        DayStat,
        {"user_id": answer.user_id, "day": answer.study_day},
        {"answered": by, "right": right, "taken_ms": by * answer.taken_ms},
    )
    _add(
        session,
        QuestionStat,
        {"user_id": answer.user_id, "question_id": answer.question_id},
        {"answered": by, "right": right},
    )


def _add(
    session: AnySession,
    table: type[DayStat] | type[QuestionStat],
    where: Mapping[str, Any],
    amounts: Mapping[str, int],
) -> None:
    """Add the amounts to the row, made when there is none, gone when nothing is left. Safe from two tabs."""
    if amounts["answered"] > 0:
        upsert = _INSERT[session.get_bind().dialect.name](table).values(**where, **amounts)
        session.execute(
            upsert.on_conflict_do_update(
                index_elements=list(where),
                set_={name: getattr(table, name) + amount for name, amount in amounts.items()},
            )
        )
        return
    row = [getattr(table, name) == value for name, value in where.items()]
    session.execute(
        update(table).where(*row).values({name: getattr(table, name) + n for name, n in amounts.items()})
    )
    session.execute(delete(table).where(*row, table.answered <= 0))
