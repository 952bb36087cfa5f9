"""Reads the counters for the statistics page: a few rows by index, never the answer log."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from question_bank.model import QuestionType
from quizapp.db import AnySession
from quizapp.insight.models import QuestionStat
from quizapp.insight.rules import Day, Share
from quizapp.library.models import BankQuestion
from quizapp.study.models import Card, StudyDay
from quizapp.study.scheduling import STEPPING, State

Amounts = tuple[int, int, int, int]
"""Answers, right ones, questions seen, questions there are."""
MATURE = 21
"""Days of stability from which a card counts as known for good; Anki draws the same line."""


@dataclass(frozen=True, slots=True)
class Shares:
    """A learner's work on the bank, by topic and by type; the most practised first, the untouched last."""

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
        select(StudyDay.day, StudyDay.answers, StudyDay.right, StudyDay.taken_ms)
        .where(StudyDay.user_id == user_id, StudyDay.answers > 0)
        .order_by(StudyDay.day)
    )
    return [Day(*row) for row in rows]


def shares(session: AnySession, user_id: int) -> Shares:
    """By topic and by type: answers, right ones, questions seen of those the bank has.

    A retired question that was answered still counts as one of the bank: nobody has seen 13 of 12.
    """
    key = (BankQuestion.topic, BankQuestion.type)
    done = session.execute(
        select(
            *key,
            func.sum(QuestionStat.answered),
            func.sum(QuestionStat.right),
            func.count(),
            func.count(BankQuestion.retired_at),
        )
        .join(QuestionStat, QuestionStat.question_id == BankQuestion.id)
        .where(QuestionStat.user_id == user_id)
        .group_by(*key)
    )
    held = session.execute(select(*key, func.count()).where(BankQuestion.retired_at.is_(None)).group_by(*key))
    groups: list[tuple[str, str, Amounts]] = [
        (topic, kind, (int(answered), int(right), seen, retired))
        for topic, kind, answered, right, seen, retired in done
    ]
    groups += [(topic, kind, (0, 0, 0, count)) for topic, kind, count in held]
    return Shares(
        topics=_fold((topic, amounts) for topic, _, amounts in groups),
        types=_fold((kind, amounts) for _, kind, amounts in groups),
    )


def card_states(session: AnySession, user_id: int, types: Iterable[Share]) -> CardStates:
    """Count the learner's cards by state. The first answer makes the card: flashcards not seen are new ones."""
    reviewed = Card.state == State.REVIEW

    def count(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
        return select(func.count()).where(Card.user_id == user_id, *conditions).scalar_subquery()

    # Three counts, of which two are answered by the index alone: half the time of one pass over all cards.
    learning, known, mature = session.execute(
        select(count(Card.state.in_(STEPPING)), count(reviewed), count(reviewed, Card.stability >= MATURE))
    ).one()
    new = sum(share.questions - share.seen for share in types if share.name == QuestionType.FLASHCARD)
    return CardStates(new, learning, known - mature, mature)


def _fold(groups: Iterable[tuple[str, Amounts]]) -> list[Share]:
    """Add up the groups of one name."""
    sums: dict[str, list[int]] = {}
    for name, amounts in groups:
        total = sums.setdefault(name, [0, 0, 0, 0])
        total[:] = [a + b for a, b in zip(total, amounts, strict=True)]
    found = (Share(name, *amounts) for name, amounts in sums.items())
    return sorted(found, key=lambda share: (-share.answered, share.name))
