"""Questions to the answer log. Answers that were taken back never count.

What looks at one day, one window of days or a few questions is served by an index, whatever the length of the
log. `by_topic` and `by_type` without `since` read the whole log of a user: for recounts, not for pages.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute

from question_bank.model import QuestionType
from quizapp.answers.models import Answer, AnswerVoid
from quizapp.db import AnySession
from quizapp.library.models import BankQuestion


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers, and how many of them fully right."""

    total: int = 0
    right: int = 0


NOT_VOIDED: ColumnElement[bool] = ~exists().where(AnswerVoid.answer_id == Answer.id).correlate(Answer)
"""Condition for any query over answers: the answer still counts."""

_RIGHT = func.sum(case((Answer.score == 1, 1), else_=0))


def latest(
    session: AnySession, user_id: int, question_ids: Collection[str] | None = None
) -> dict[str, Answer]:
    """The last answer of the user to each of these questions, or to every question that was ever answered."""
    if question_ids is not None and not question_ids:
        return {}
    last = (
        select(func.max(Answer.id)).where(Answer.user_id == user_id, NOT_VOIDED).group_by(Answer.question_id)
    )
    if question_ids is not None:
        last = last.where(Answer.question_id.in_(set(question_ids)))
    answers = session.scalars(select(Answer).where(Answer.id.in_(last)))
    return {answer.question_id: answer for answer in answers}


def answered_before(session: AnySession, answer: Answer) -> bool:
    """Whether the learner had already answered this question on the same study day."""
    earlier = select(Answer.id).where(
        Answer.user_id == answer.user_id,
        Answer.question_id == answer.question_id,
        Answer.study_day == answer.study_day,
        Answer.id < answer.id,
        NOT_VOIDED,
    )
    return session.scalar(earlier.limit(1)) is not None


def on_day(session: AnySession, user_id: int, day: date) -> Tally:
    """The answers of one study day."""
    return by_day(session, user_id, since=day, until=day).get(day, Tally())


def by_day(session: AnySession, user_id: int, *, since: date, until: date | None = None) -> dict[date, Tally]:
    """The answers of each study day from `since` to `until`, both included; days without any are left out."""
    query = (
        select(Answer.study_day, func.count(), _RIGHT)
        .where(Answer.user_id == user_id, Answer.study_day >= since, NOT_VOIDED)
        .group_by(Answer.study_day)
    )
    if until is not None:
        query = query.where(Answer.study_day <= until)
    return {day: Tally(total, int(right)) for day, total, right in session.execute(query)}


def by_topic(session: AnySession, user_id: int, *, since: date | None = None) -> dict[str, Tally]:
    """The answers by the topic that their question has now."""
    return _grouped(session, BankQuestion.topic, user_id, since)


def by_type(session: AnySession, user_id: int, *, since: date | None = None) -> dict[QuestionType, Tally]:
    """The answers by type of question."""
    grouped = _grouped(session, BankQuestion.type, user_id, since)
    return {QuestionType(kind): tally for kind, tally in grouped.items()}


def _grouped(
    session: AnySession, column: InstrumentedAttribute[str], user_id: int, since: date | None
) -> dict[str, Tally]:
    query = (
        select(column, func.count(), _RIGHT)
        .join(BankQuestion, BankQuestion.id == Answer.question_id)
        .select_from(Answer)
        .where(Answer.user_id == user_id, NOT_VOIDED)
        .group_by(column)
    )
    if since is not None:
        query = query.where(Answer.study_day >= since)
    return {value: Tally(total, int(right)) for value, total, right in session.execute(query)}
