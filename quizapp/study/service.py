"""What a learner does in a review: grade a card, take a grade back, change the settings."""

from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import select

from question_bank.model import QuestionType
from quizapp.accounts.models import User
from quizapp.answers import service as answers
from quizapp.answers.models import Answer, Where
from quizapp.clock import study_day
from quizapp.db import AnySession, transaction
from quizapp.library.models import QuestionVersion
from quizapp.study.following import card_of, locked
from quizapp.study.models import DEFAULT_GOAL, DEFAULT_NEW, CardMove, StudyDay, StudySettings
from quizapp.study.new_cards import plan_day
from quizapp.study.rules import may_review
from quizapp.study.scheduling import DEFAULT_RETENTION, Rating

LONGEST_REVIEW_MS = 5 * 60 * 1000
"""Who takes longer over a card was away."""
UNDO_PAST_DAY = timedelta(hours=1)
"""How long a review of the study day before may still be taken back."""


class Graded(Enum):
    """What became of a grade."""

    COUNTED = "counted"
    REPEATED = "repeated"
    """The same form again: it had counted already."""
    STALE = "stale"
    """The card has moved since the form was made; nothing was changed."""


class NoSuchCard(LookupError):  # noqa: N818 -- reads as what it is
    """The form names a question that is no card of this learner and cannot become one."""


def grade(
    session: AnySession,
    user: User,
    *,
    question_id: str,
    version_id: int,
    reps: int,
    rating: Rating,
    client_id: str,
    taken_ms: int,
    now: datetime,
) -> Graded:
    """Log the learner's grade of a card; the card follows.

    `reps` is the number of the card's moves when the form was made, 0 for a new card: a form that was left open
    while the card moved elsewhere changes nothing. Raises NoSuchCard for a question that cannot be reviewed, and
    `answers.StaleAnswer` for a client id of another question.
    """
    with transaction(session):
        learner = locked(session, user.id)
        today = study_day(now, learner.time_zone)
        card = card_of(session, learner.id, question_id)
        if reps != (card.reps if card else 0) or (card and not may_review(card.memory, now=now, today=today)):
            return Graded.REPEATED if _is_logged(session, learner.id, client_id) else Graded.STALE
        version = session.get(QuestionVersion, version_id)
        if version is None or version.question_id != question_id:
            raise NoSuchCard(question_id)
        if card is None and version.question.type != QuestionType.FLASHCARD.value:
            raise NoSuchCard(question_id)
        _day = plan_day(session, learner, today)  # held, so that counting the answer need not read it again
        recorded = answers.record(
            session,
            user=learner,
            version_id=version_id,
            response=None,
            rating=int(rating),
            where=Where.STUDY,
            client_id=client_id,
            taken_ms=min(taken_ms, LONGEST_REVIEW_MS),
            now=now,
        )
        return Graded.COUNTED if recorded.fresh else Graded.REPEATED


def last_review(session: AnySession, user: User, now: datetime) -> Answer | None:
    """The review that an undo would take back; None when there is none of this study day, or of the last hour."""
    answer = session.scalar(
        select(Answer)
        .join(CardMove, CardMove.answer_id == Answer.id)
        .where(CardMove.user_id == user.id, CardMove.reviewed)
        .order_by(CardMove.answer_id.desc())
        .limit(1)
    )
    if answer is None:
        return None
    is_today = answer.study_day >= study_day(now, user.time_zone)
    return answer if is_today or answer.answered_at >= now - UNDO_PAST_DAY else None


def undo(session: AnySession, user: User, answer_id: int, now: datetime) -> str | None:
    """Take the last review back, and return the id of its question.

    `answer_id` is the review that the page offered to take back: pressing twice does not take back two. None
    when it is not the last one (any more).
    """
    with transaction(session):
        learner = locked(session, user.id)
        last = last_review(session, learner, now)
        if last is None or last.id != answer_id:
            return None
        question_id = last.question_id
        answers.void(session, last, now)
        return question_id


def settings_of(session: AnySession, user_id: int | None) -> StudySettings:
    """The learner's settings; the defaults, not in the session, where there are none."""
    known = session.get(StudySettings, user_id) if user_id is not None else None
    return known or StudySettings(
        daily_goal=DEFAULT_GOAL, new_per_day=DEFAULT_NEW, retention=DEFAULT_RETENTION
    )


def save_settings(
    session: AnySession, user: User, *, daily_goal: int, new_per_day: int, retention: float, now: datetime
) -> None:
    """Keep the settings. They hold from the next answer on; this day's new cards are chosen anew."""
    with transaction(session):
        learner = locked(session, user.id)
        settings = session.get(StudySettings, learner.id)
        if settings is None:
            settings = StudySettings(user_id=learner.id)
            session.add(settings)
        settings.daily_goal = daily_goal
        settings.new_per_day = new_per_day
        settings.retention = retention
        day = session.get(StudyDay, (learner.id, study_day(now, learner.time_zone)))
        if day is not None:
            day.planned = False


def _is_logged(session: AnySession, user_id: int, client_id: str) -> bool:
    logged = select(Answer.id).where(Answer.user_id == user_id, Answer.client_id == client_id)
    return session.scalar(logged) is not None
