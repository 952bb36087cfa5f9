"""The only way into the answer log: idempotent by a client id, append-only."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from question_bank.bank import question_from_record
from question_bank.grading import BadResponse, grade
from question_bank.model import Grade, Question, QuestionType
from quizapp.accounts.models import User
from quizapp.answers.models import LONGEST_CLIENT_ID, Answer, AnswerVoid, Where
from quizapp.answers.signals import answer_recorded, answer_voided
from quizapp.clock import study_day
from quizapp.db import AnySession, transaction
from quizapp.library.models import QuestionVersion

__all__ = ["BadResponse", "Recorded", "StaleAnswer", "grade_of", "record", "void"]

LONGEST_TIME_MS = 60 * 60 * 1000
"""No answer is logged as having taken longer: the learner was away."""

_RATINGS = range(1, 5)


class StaleAnswer(ValueError):  # noqa: N818 -- reads as what it is
    """The form belongs to something else by now. The message is one sentence for the learner."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The answer in the log, its grade, and whether this call put it there."""

    answer: Answer
    grade: Grade
    fresh: bool


def record(
    session: AnySession,
    *,
    user: User,
    version_id: int,
    response: object,
    where: Where,
    client_id: str,
    taken_ms: int,
    now: datetime,
    rating: int | None = None,
) -> Recorded:
    """Grade a response and log it, once for each client id of a user; joins the caller's transaction.

    `rating` (1–4) is the learner's own judgement of a recall. With `response=None` it is all there is, and
    decides the score: 1 scores nothing, more scores full. Of a flashcard response and rating are the same.

    Raises BadResponse for a response that the question cannot take, StaleAnswer when the client id already
    stands for an answer to another question, or the version does not exist.
    """
    if not 0 < len(client_id) <= LONGEST_CLIENT_ID or not client_id.isprintable():
        raise StaleAnswer(_("这一页已经过期，没有提交。请刷新后再试一次。"))
    with transaction(session):
        before = _logged(session, user.id, client_id)
        if before is not None:
            return _again(before, version_id)
        version = session.get(QuestionVersion, version_id)
        if version is None:
            raise StaleAnswer(_("题库里没有这道题了，请刷新后再试一次。"))
        question = question_from_record(version.record)
        if question.type is QuestionType.FLASHCARD:
            response = rating = _one_rating(response, rating)
        elif rating is not None:
            _require_rating(rating)
        result = _grade(question, response, rating)
        answer = Answer(
            client_id=client_id,
            user_id=user.id,
            question_id=version.question_id,
            version_id=version_id,
            where=where.value,
            response=response,
            score=result.score,
            rating=rating,
            taken_ms=min(max(taken_ms, 0), LONGEST_TIME_MS),
            answered_at=now,
            study_day=study_day(now, user.time_zone),
        )
        answer.version = version
        try:
            with session.begin_nested():
                session.add(answer)
        except IntegrityError:
            # Two submits at the same moment, on a database that lets both look first.
            before = _logged(session, user.id, client_id)
            if before is None:
                raise
            return _again(before, version_id)
        answer_recorded.send(session, answer=answer)
        return Recorded(answer, result, fresh=True)


def void(session: AnySession, answer: Answer, now: datetime) -> bool:
    """Take an answer back; the log itself stays as it was. False when it was taken back before."""
    with transaction(session):
        if session.get(AnswerVoid, answer.id) is not None:
            return False
        try:
            with session.begin_nested():
                session.add(AnswerVoid(answer_id=answer.id, voided_at=now))
        except IntegrityError:  # taken back twice at the same moment
            return False
        answer_voided.send(session, answer=answer)
        return True


def grade_of(answer: Answer) -> Grade:
    """The grade of a logged answer, with its parts, to show it again."""
    return _grade(question_from_record(answer.version.record), answer.response, answer.rating)


def _logged(session: AnySession, user_id: int, client_id: str) -> Answer | None:
    return session.scalar(select(Answer).where(Answer.user_id == user_id, Answer.client_id == client_id))


def _again(before: Answer, version_id: int) -> Recorded:
    if before.version_id != version_id:
        raise StaleAnswer(_("这一页属于另一道题，没有提交。请刷新后再试一次。"))
    return Recorded(before, grade_of(before), fresh=False)


def _one_rating(response: object, rating: int | None) -> int:
    """The rating of a flashcard, given as the response, as the rating, or as both when they agree."""
    given = {_require_rating(value) for value in (response, rating) if value is not None}
    if len(given) != 1:
        raise BadResponse(_("请给自己的记忆评 1 到 4 分。"))
    return given.pop()


def _require_rating(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value not in _RATINGS:
        raise BadResponse(_("请给自己的记忆评 1 到 4 分。"))
    return value


def _grade(question: Question, response: object, rating: int | None) -> Grade:
    if response is None and rating is not None:
        return Grade(score=float(rating > 1))
    return grade(question, response)
