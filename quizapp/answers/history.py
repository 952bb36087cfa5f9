"""What the log says of a learner and a question. Answers that were taken back never count."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from quizapp.answers.models import Answer, AnswerVoid
from quizapp.db import AnySession


@dataclass(frozen=True, slots=True)
class Last:
    """The last answer to a question."""

    answered_at: datetime
    right: bool


def latest(session: AnySession, user_id: int, question_ids: Collection[str] | None = None) -> dict[str, Last]:
    """The last answer of the user to each of these questions, or to every question that was ever answered.

    A few hundred questions are looked up by index, whatever the length of the log; without `question_ids` the
    index of the user's whole log is read (100,000 answers: some 100 ms).
    """
    if question_ids is not None and not question_ids:
        return {}
    last = (
        select(func.max(Answer.id))
        .outerjoin(AnswerVoid, AnswerVoid.answer_id == Answer.id)
        .where(Answer.user_id == user_id, AnswerVoid.answer_id.is_(None))
        .group_by(Answer.question_id)
    )
    if question_ids is not None:
        last = last.where(Answer.question_id.in_(set(question_ids)))
    rows = session.execute(
        select(Answer.question_id, Answer.answered_at, Answer.score).where(Answer.id.in_(last))
    )
    return {question_id: Last(answered_at, score == 1) for question_id, answered_at, score in rows}
