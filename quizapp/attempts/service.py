"""Attempts: begun, answered question by question, flagged, handed in."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload, selectinload

from quizapp.accounts.models import User
from quizapp.answers import service as answers
from quizapp.answers.models import Answer, Where
from quizapp.attempts import rules
from quizapp.attempts.models import PRACTICE, Attempt, AttemptItem
from quizapp.db import AnySession, transaction
from quizapp.library import catalogue
from quizapp.library.models import BankQuestion


class NothingToPractise(ValueError):  # noqa: N818 -- reads as what it is
    """None of the questions asked for can be practised."""


class AttemptOver(ValueError):  # noqa: N818 -- likewise
    """The attempt was handed in before this answer came."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a response: the answer that counts, and whether it is this one or an earlier one."""

    answer: Answer
    fresh: bool


def start(
    session: AnySession,
    user: User,
    question_ids: Sequence[str],
    *,
    now: datetime,
    random: Random,
    settings: dict[str, Any] | None = None,
) -> Attempt:
    """Begin a practice of these questions, in a random order in which no two of one fact are neighbours.

    Unknown questions, and those that only the learner could judge (flashcards), are left out, and so is what
    goes beyond `rules.MOST_QUESTIONS`. `settings` (topics, types, count) is what "one more like this" repeats.
    Raises NothingToPractise when nothing is left.
    """
    with transaction(session):
        found = _practicable(session, question_ids)
        if not found:
            raise NothingToPractise
        versions = catalogue.versions_of(
            session, [question.version_id for question in found.values() if question.version_id]
        )
        order = rules.arrange(list(found), {id_: question.facts for id_, question in found.items()}, random)
        attempt = Attempt(
            user_id=user.id,
            mode=PRACTICE,
            settings=settings or {"topics": [], "types": [], "count": len(order)},
            started_at=now,
        )
        for number, id_ in enumerate(order, start=1):
            version_id = found[id_].version_id or 0
            attempt.items.append(
                AttemptItem(
                    number=number,
                    question_id=id_,
                    version_id=version_id,
                    option_order=rules.shuffled_options(versions[version_id], random),
                    client_id=secrets.token_hex(16),
                )
            )
        session.add(attempt)
        session.flush()
        return attempt


def _practicable(session: AnySession, question_ids: Sequence[str]) -> dict[str, BankQuestion]:
    """Those of the questions that a grader can judge, in the order asked for, each once. A retired one stays:
    who made a mistake in it may still want to mend it."""
    query = select(BankQuestion).where(
        BankQuestion.id.in_(list(question_ids)),
        BankQuestion.type.in_([type_.value for type_ in rules.PRACTICE_TYPES]),
        BankQuestion.version_id.is_not(None),
    )
    found = {question.id: question for question in session.scalars(query)}
    wanted = [id_ for id_ in dict.fromkeys(question_ids) if id_ in found][: rules.MOST_QUESTIONS]
    return {id_: found[id_] for id_ in wanted}


def attempt_of(session: AnySession, user_id: int, attempt_id: int) -> Attempt | None:
    """An attempt of this learner with its items and their answers; None for anybody else's."""
    return session.scalar(
        select(Attempt)
        .where(Attempt.id == attempt_id, Attempt.user_id == user_id)
        .options(selectinload(Attempt.items).joinedload(AttemptItem.answer))
    )


def unfinished(session: AnySession, user_id: int) -> Attempt | None:
    """The practice begun last that is not finished, with its items; None when there is none."""
    return session.scalar(
        select(Attempt)
        .where(Attempt.user_id == user_id, Attempt.finished_at.is_(None), Attempt.mode == PRACTICE)
        .order_by(Attempt.started_at.desc(), Attempt.id.desc())
        .limit(1)
        .options(selectinload(Attempt.items))
    )


def show(session: AnySession, item_id: int, now: datetime) -> None:
    """Note when a question was first seen: from then on its time runs. A second look changes nothing."""
    with transaction(session):
        session.execute(
            update(AttemptItem)
            .where(AttemptItem.id == item_id, AttemptItem.shown_at.is_(None))
            .values(shown_at=now)
            .execution_options(synchronize_session=False)
        )


def submit(session: AnySession, user: User, item_id: int, response: object, now: datetime) -> Submitted:
    """Record the response (in the bank's order of options) to a question of the user's own attempt.

    A question is answered once: a second response gets the first answer back. The last answer finishes the
    attempt. Raises AttemptOver for a question left open when the attempt was handed in, and
    `question_bank.grading.BadResponse` for a response that is none.
    """
    with transaction(session):
        item = session.get_one(AttemptItem, item_id, options=[joinedload(AttemptItem.answer)])
        attempt = session.get_one(Attempt, item.attempt_id, with_for_update=True)
        session.refresh(item)  # what a rival request wrote while this one waited for the lock
        if item.answer is not None:
            return Submitted(item.answer, fresh=False)
        if attempt.is_finished:
            raise AttemptOver
        recorded = answers.record(
            session,
            user=user,
            version_id=item.version_id,
            response=response,
            where=Where.PRACTICE,
            client_id=item.client_id,
            taken_ms=_taken_ms(session, item, now),
            now=now,
        )
        item.answer = recorded.answer
        session.flush()
        if attempt.answered == len(attempt.items):
            attempt.finished_at = now
        return Submitted(recorded.answer, fresh=recorded.fresh)


def _taken_ms(session: AnySession, item: AttemptItem, now: datetime) -> int:
    last = session.scalar(
        select(Answer.answered_at)
        .join(AttemptItem, AttemptItem.answer_id == Answer.id)
        .where(AttemptItem.attempt_id == item.attempt_id)
        .order_by(Answer.answered_at.desc())
        .limit(1)
    )
    taken = rules.time_taken(item.shown_at, last, now)
    return round(taken.total_seconds() * 1000)


def flag(session: AnySession, item_id: int, *, flagged: bool) -> None:
    """Mark a question to come back to, or take the mark away."""
    with transaction(session):
        session.get_one(AttemptItem, item_id).flagged = flagged


def finish(session: AnySession, attempt_id: int, now: datetime) -> None:
    """Hand in: what is open stays open. Once is enough; a second time changes nothing."""
    with transaction(session):
        attempt = session.get_one(Attempt, attempt_id, with_for_update=True)
        if attempt.finished_at is None:
            attempt.finished_at = now


def mistakes(attempt: Attempt) -> list[AttemptItem]:
    """The items whose answer was not wholly right."""
    return [item for item in attempt.items if item.answer is not None and not item.answer.right]


def merge(session: AnySession, from_user_id: int, to_user_id: int) -> None:
    """Give a guest's attempts to the account that the guest logged in to. Joins the caller's transaction."""
    session.execute(update(Attempt).where(Attempt.user_id == from_user_id).values(user_id=to_user_id))
