"""How cards, mistakes and study days follow the answer log, forwards and back.

Every answer leaves a CardMove with what stood before it. Taking an answer back puts that in place again and then
lets the later answers to the same question follow anew: the result is what the log without the answer gives.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from quizapp.accounts.models import User
from quizapp.answers.models import Answer, Where
from quizapp.db import AnySession
from quizapp.study import days
from quizapp.study.models import Card, CardMove, Mistake, StudySettings
from quizapp.study.rules import Slip, moves_card, rating_of, slip_after
from quizapp.study.scheduling import DEFAULT_RETENTION, from_json, move, to_json


def follow(session: AnySession, answer: Answer) -> None:
    """Let card, mistake and study day follow a new answer, in the transaction that recorded it."""
    user = locked(session, answer.user_id)
    _follow_question(session, user, answer)
    days.count(session, answer, 1)
    session.flush()


def take_back(session: AnySession, answer: Answer) -> None:
    """Put everything where it would stand had the answer never been given."""
    user = locked(session, answer.user_id)
    undone = session.get(CardMove, answer.id)
    if undone is None:
        return
    _put_card(session, user.id, answer.question_id, undone.card_before)
    _put_slip(session, user.id, answer.question_id, undone.slip_before)
    later = moves_since(session, (user.id,), answer.question_id, answer.id + 1)
    session.delete(undone)
    follow_again(session, user, later)
    days.count(session, answer, -1)
    session.flush()


def moves_since(
    session: AnySession, user_ids: Collection[int], question_id: str, answer_id: int
) -> list[CardMove]:
    """The moves of a question by the answers from `answer_id` on, in the order of the log."""
    return list(
        session.scalars(
            select(CardMove)
            .where(
                CardMove.user_id.in_(user_ids),
                CardMove.question_id == question_id,
                CardMove.answer_id >= answer_id,
            )
            .order_by(CardMove.answer_id)
        )
    )


def follow_again(session: AnySession, user: User, moves: Sequence[CardMove]) -> None:
    """Forget these moves of one question, and let the user's card and mistake follow their answers anew."""
    answer_ids = [undone.answer_id for undone in moves]
    for undone in moves:
        session.delete(undone)
    session.flush()
    for answer in session.scalars(select(Answer).where(Answer.id.in_(answer_ids)).order_by(Answer.id)):
        _follow_question(session, user, answer)


def card_of(session: AnySession, user_id: int, question_id: str) -> Card | None:
    """The learner's card of a question."""
    return session.scalar(select(Card).where(Card.user_id == user_id, Card.question_id == question_id))


def retention_of(session: AnySession, user_id: int) -> float:
    """The share of recalls that the learner wishes for."""
    settings = session.get(StudySettings, user_id)
    return settings.retention if settings is not None else DEFAULT_RETENTION


def _follow_question(session: AnySession, user: User, answer: Answer) -> None:
    reviewed = answer.where == Where.STUDY
    card = card_of(session, user.id, answer.question_id)
    memory = card.memory if card is not None else None
    mistake = session.get(Mistake, (user.id, answer.question_id))
    slip = _slip(mistake)
    session.add(
        CardMove(
            answer_id=answer.id,
            user_id=user.id,
            question_id=answer.question_id,
            reviewed=reviewed,
            card_before=to_json(memory) if memory is not None else None,
            slip_before=_slip_to_json(slip),
        )
    )
    if moves_card(memory, reviewed=reviewed, day=answer.study_day):
        after = move(
            memory,
            rating_of(answer.rating, right=answer.right),
            at=answer.answered_at,
            zone=user.time_zone,
            retention=retention_of(session, user.id),
        )
        if card is None:
            card = Card(user_id=user.id, question_id=answer.question_id)
            session.add(card)
        card.memory = after
    new_slip = slip_after(slip, right=answer.right, at=answer.answered_at, day=answer.study_day)
    if new_slip != slip and new_slip is not None:
        _write_slip(session, mistake, user.id, answer.question_id, new_slip)
    session.flush()


def locked(session: AnySession, user_id: int) -> User:
    """The learner, locked on PostgreSQL so that two answers at once follow one after the other.

    On SQLite the transaction already has the only write lock. (Not FOR UPDATE: inserting an answer holds a key
    share lock on the learner, and two that hold it would wait for each other.)
    """
    if session.get_bind().dialect.name == "sqlite":
        return session.get_one(User, user_id)
    return session.scalars(select(User).where(User.id == user_id).with_for_update(key_share=True)).one()


def _put_card(session: AnySession, user_id: int, question_id: str, before: dict[str, Any] | None) -> None:
    card = card_of(session, user_id, question_id)
    if before is None:
        if card is not None:
            session.delete(card)
        return
    if card is None:
        card = Card(user_id=user_id, question_id=question_id)
        session.add(card)
    card.memory = from_json(before)


def _put_slip(session: AnySession, user_id: int, question_id: str, before: dict[str, Any] | None) -> None:
    mistake = session.get(Mistake, (user_id, question_id))
    if before is None:
        if mistake is not None:
            session.delete(mistake)
        return
    _write_slip(session, mistake, user_id, question_id, _slip_from_json(before))


def _write_slip(
    session: AnySession, mistake: Mistake | None, user_id: int, question_id: str, slip: Slip
) -> None:
    if mistake is None:
        mistake = Mistake(user_id=user_id, question_id=question_id)
        session.add(mistake)
    for name, value in asdict(slip).items():
        setattr(mistake, name, value)


def _slip(mistake: Mistake | None) -> Slip | None:
    if mistake is None:
        return None
    return Slip(**{name: getattr(mistake, name) for name in Slip.__dataclass_fields__})


def _slip_to_json(slip: Slip | None) -> dict[str, Any] | None:
    if slip is None:
        return None
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(slip).items()
    }


def _slip_from_json(data: dict[str, Any]) -> Slip:
    def moment(name: str) -> datetime | None:
        return datetime.fromisoformat(data[name]) if data[name] else None

    since, wrong_at = moment("since"), moment("wrong_at")
    if since is None or wrong_at is None:
        raise AssertionError("a stay has its moments")
    right_day = date.fromisoformat(data["last_right_day"]) if data["last_right_day"] else None
    return Slip(since, wrong_at, data["rights"], right_day, moment("left_at"))
