"""What the pages of a review show: the front of a card, its back, the end."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from question_bank.model import QuestionType
from quizapp.accounts.models import User
from quizapp.clock import DEFAULT_ZONE, study_day
from quizapp.db import AnySession
from quizapp.library import catalogue
from quizapp.library.proofs import proofs
from quizapp.study import queue, service, wording
from quizapp.study.models import Card, StudyDay
from quizapp.study.rules import may_review
from quizapp.study.scheduling import State, previews

LONG_STEM = 36
"""From so many characters on a stem is set as text rather than as a heading."""
LONG_ANSWER = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """The card to show, None at the end, and where the learner stands."""

    card: queue.Upcoming | None
    standing: queue.Standing
    today: date
    zone: str


def find(session: AnySession, user: User | None, wanted: str, *, now: datetime) -> Shown:
    """The card of the wanted question if it may be reviewed now; the next card if none is wanted."""
    user_id, zone = (user.id, user.time_zone) if user else (None, DEFAULT_ZONE)
    today = study_day(now, zone)
    at = queue.standing(session, user_id, now=now, today=today)
    if not wanted:
        return Shown(queue.upcoming(session, user_id, at, now=now, today=today), at, today, zone)
    card = queue.named(session, user_id, wanted)
    if card and card.memory and not may_review(card.memory, now=now, today=today):
        card = None
    return Shown(card, at, today, zone)


def front(session: AnySession, user: User | None, shown: Shown, *, now: datetime) -> dict[str, Any]:
    """For the front: the question without anything that tells its answer."""
    return _card(session, user, shown, now=now) | {"since": _milliseconds(now)}


def back(
    session: AnySession, user: User | None, shown: Shown, since: int | None, *, now: datetime
) -> dict[str, Any]:
    """For the back: the answer, its proof, and what each grade leads to."""
    page = _card(session, user, shown, now=now)
    memory = shown.card.memory if shown.card else None
    after = previews(memory, at=now, zone=shown.zone, retention=shown.standing.retention)
    return page | {
        "proofs": proofs(session, page["question"]),
        "intervals": [wording.interval(after[rating], now=now, today=shown.today) for rating in after],
        "is_long_answer": isinstance(page["question"].key, str) and len(page["question"].key) >= LONG_ANSWER,
        "client_id": secrets.token_urlsafe(16),
        "reps": memory.reps if memory else 0,
        "since": since if since is not None else _milliseconds(now),
    }


def finished(session: AnySession, user: User | None, shown: Shown, *, now: datetime) -> dict[str, Any]:
    """For the end: what was done today, and when the next card comes."""
    day = session.get(StudyDay, (user.id, shown.today)) if user else None
    return {
        "standing": shown.standing,
        "day": day,
        "next_step": shown.standing.next_step,
        "next_day": _next_day(session, user, shown.today) if user else None,
        "today": shown.today,
        "zone": shown.zone,
        "words": wording,
        "undoable": service.last_review(session, user, now) if user else None,
    }


def taken_ms(since: int | None, now: datetime) -> int:
    """Milliseconds since the front was made, by the page's own word; 0 when it does not say or cannot be."""
    return max(0, _milliseconds(now) - since) if since is not None else 0


def _card(session: AnySession, user: User | None, shown: Shown, *, now: datetime) -> dict[str, Any]:
    card = shown.card
    if card is None:
        raise ValueError("there is no card to show")
    question = catalogue.versions_of(session, [card.version_id])[card.version_id]
    return {
        "card": card,
        "question": question,
        "standing": shown.standing,
        "kind": _kind(card),
        "is_long": question.type is not QuestionType.FLASHCARD or len(question.stem) >= LONG_STEM,
        "undoable": service.last_review(session, user, now) if user else None,
    }


def _kind(card: queue.Upcoming) -> str:
    if card.memory is None:
        return str(_("新卡片"))
    return str(_("复习")) if card.memory.state == State.REVIEW else str(_("正在学"))


def _next_day(session: AnySession, user: User, today: date) -> date | None:
    return session.scalar(
        select(func.min(Card.due_day)).where(
            Card.user_id == user.id, Card.state == State.REVIEW, Card.due_day > today
        )
    )


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
