"""Reads the counters for the statistics page: a few rows by index, never the answer log."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select

from question_bank.model import QuestionType
from quizapp.db import AnySession
from quizapp.insight.models import DayStat, QuestionStat
from quizapp.insight.rules import Day, Share
from quizapp.library.models import BankQuestion
from quizapp.study.models import Card
from quizapp.study.scheduling import STEPPING

MATURE = 21
"""Days of stability from which a card counts as known for good; Anki draws the same line."""


@dataclass(frozen=True, slots=True)
class Shares:
    """A learner's work on the bank, by topic and by type; the most practised first, the untouched left out."""

    topics: list[Share]
    types: list[Share]


@dataclass(frozen=True, slots=True)
class CardStates:
    """How many cards a learner has in each state; new ones are flashcards of the bank not yet begun."""

    new: int
    learning: int
    young: int
    mature: int


def days(session: AnySession, user_id: int) -> list[Day]:
    """All days on which the learner answered something, oldest first."""
    rows = session.execute(
        select(DayStat.day, DayStat.answered, DayStat.right, DayStat.taken_ms)
        .where(DayStat.user_id == user_id)
        .order_by(DayStat.day)
    )
    return [Day(*row) for row in rows]


def shares(session: AnySession, user_id: int) -> Shares:
    """By topic and by type: answers, right ones, questions seen of those the bank has.

    A retired question that was answered still counts as one of the bank: nobody has seen 13 of 12.
    """
    stat, question = QuestionStat, BankQuestion
    rows = session.execute(
        select(
            question.topic,
            question.type,
            func.coalesce(func.sum(stat.answered), 0),
            func.coalesce(func.sum(stat.right), 0),
            func.count(stat.user_id),
            func.count(),
        )
        .outerjoin(stat, (stat.question_id == question.id) & (stat.user_id == user_id))
        .where(question.retired_at.is_(None) | stat.user_id.is_not(None))
        .group_by(question.topic, question.type)
    )
    groups = [(topic, type_, (int(a), int(r), s, n)) for topic, type_, a, r, s, n in rows]
    return Shares(
        topics=_fold([(topic, amounts) for topic, _, amounts in groups]),
        types=_fold([(type_, amounts) for _, type_, amounts in groups]),
    )


def card_states(session: AnySession, user_id: int) -> CardStates:
    """Count the learner's cards by state."""
    learning = Card.state.in_(STEPPING)
    steps, young, mature = session.execute(
        select(
            func.count(case((learning, 1))),
            func.count(case((~learning & (Card.stability < MATURE), 1))),
            func.count(case((~learning & (Card.stability >= MATURE), 1))),
        ).where(Card.user_id == user_id)
    ).one()
    new = session.scalar(
        select(func.count())
        .select_from(BankQuestion)
        .outerjoin(Card, (Card.question_id == BankQuestion.id) & (Card.user_id == user_id))
        .where(
            BankQuestion.type == QuestionType.FLASHCARD.value,
            BankQuestion.retired_at.is_(None),
            Card.id.is_(None),
        )
    )
    return CardStates(new or 0, steps, young, mature)


def _fold(groups: Sequence[tuple[str, tuple[int, int, int, int]]]) -> list[Share]:
    """Add up the groups of one name."""
    sums: dict[str, list[int]] = {}
    for name, amounts in groups:
        total = sums.setdefault(name, [0, 0, 0, 0])
        total[:] = [a + b for a, b in zip(total, amounts, strict=True)]
    found = (Share(name, *amounts) for name, amounts in sums.items() if amounts[2])
    return sorted(found, key=lambda share: (-share.answered, share.name))
