"""The figures of the first page: what is left today, how the week went, what comes, what is weak."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.answers.models import Answer, Where
from quizapp.attempts import service as attempts
from quizapp.attempts.models import Attempt
from quizapp.clock import study_day
from quizapp.db import AnySession
from quizapp.study import mistake_book, rules
from quizapp.study.models import DEFAULT_GOAL, StudyDay
from quizapp.study.queue import Standing, forecast, standing
from quizapp.study.service import settings_of

WEAKEST = 3
_MEASURED_REVIEWS = 50
_MEASURED_DAYS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day of this week, Monday first."""

    day: date
    studied: bool
    is_today: bool
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class Today:
    """What the page 今日 tells."""

    today: date
    standing: Standing
    answered: int
    goal: int
    minutes: int
    streak: int
    week: list[WeekDay]
    ahead: list[tuple[date, int]]
    weak: list[mistake_book.WeakTopic]
    attempt: Attempt | None
    is_newcomer: bool

    @property
    def goal_left(self) -> int:
        return max(0, self.goal - self.answered)


def today_of(session: AnySession, user: User | None, *, zone: str, now: datetime) -> Today:
    """The figures of a learner, or of somebody who has done nothing yet (None)."""
    today = study_day(now, zone)
    at = standing(session, user.id if user else None, now=now, today=today)
    if user is None:
        return Today(
            today, at, 0, DEFAULT_GOAL, rules.minutes_for(at.left, ()), 0, [], [], [], None, is_newcomer=True
        )
    counted = session.execute(
        select(StudyDay.day, StudyDay.answers).where(StudyDay.user_id == user.id, StudyDay.answers > 0)
    )
    days = {day: answers for day, answers in counted}  # noqa: C416 -- rows are no pairs to mypy
    attempt = attempts.unfinished(session, user.id)
    weak = mistake_book.topics(session, user.id)[:WEAKEST]
    return Today(
        today=today,
        standing=at,
        answered=days.get(today, 0),
        goal=settings_of(session, user.id).daily_goal,
        minutes=rules.minutes_for(at.left, _review_times(session, user.id, today)),
        streak=rules.streak(days, today),
        week=[WeekDay(day, day in days, day == today, day > today) for day in rules.week_of(today)],
        ahead=forecast(session, user.id, today=today),
        weak=mistake_book.weakest(session, user.id, weak) if weak else [],
        attempt=attempt,
        is_newcomer=not days and attempt is None,
    )


def _review_times(session: AnySession, user_id: int, today: date) -> list[int]:
    """How long the learner's latest reviews took, in milliseconds."""
    return list(
        session.scalars(
            select(Answer.taken_ms)
            .where(
                Answer.user_id == user_id,
                Answer.study_day >= today - _MEASURED_DAYS,
                Answer.where == Where.STUDY,
                Answer.taken_ms > 0,
            )
            .order_by(Answer.study_day.desc())
            .limit(_MEASURED_REVIEWS)
        )
    )
