"""What a learner did on each study day: counted with the answer log, so that no page has to read the log itself."""

from datetime import date

from sqlalchemy import select

from quizapp.answers.models import Answer, Where
from quizapp.db import AnySession
from quizapp.study.models import StudyDay


def day_of(session: AnySession, user_id: int, day: date) -> StudyDay:
    """The row of a study day, made when there is none. Call it inside a transaction."""
    known = session.get(StudyDay, (user_id, day))
    if known is not None:
        return known
    made = StudyDay(user_id=user_id, day=day, answers=0, right=0, reviews=0, reviews_right=0, taken_ms=0)
    session.add(made)
    return made


def count(session: AnySession, answer: Answer, by: int) -> None:
    """Add an answer to its study day (`by` is 1), or take it out again (-1). The learner is locked already."""
    day = day_of(session, answer.user_id, answer.study_day)
    right = by if answer.right else 0
    day.answers += by
    day.right += right
    day.taken_ms += by * answer.taken_ms
    if answer.where == Where.STUDY:
        day.reviews += by
        day.reviews_right += right


def merge(session: AnySession, from_user_id: int, to_user_id: int) -> None:
    """Add one learner's days to another's."""
    for day in session.scalars(select(StudyDay).where(StudyDay.user_id == from_user_id)).all():
        joined = day_of(session, to_user_id, day.day)
        joined.answers += day.answers
        joined.right += day.right
        joined.taken_ms += day.taken_ms
        joined.reviews += day.reviews
        joined.reviews_right += day.reviews_right
        session.delete(day)
    session.flush()
