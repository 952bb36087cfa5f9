"""The 错题本 as a list: what is in it, by topic."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import ColumnElement, exists, func, select

from question_bank.model import Question
from quizapp.attempts.rules import PRACTICE_TYPES, percent
from quizapp.clock import study_day
from quizapp.db import AnySession
from quizapp.library import catalogue
from quizapp.library.models import BankQuestion
from quizapp.study.models import Card, Mistake

PER_PAGE = 30
PRACTISED_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class WeakTopic:
    """A topic with mistakes: how many questions are in the 错题本, of how many that were ever answered."""

    topic: str
    mistakes: int
    answered: int

    @property
    def mastered(self) -> int:
        """Percent of the answered questions that are not in the 错题本."""
        return percent(max(0, self.answered - self.mistakes), self.answered)


@dataclass(frozen=True, slots=True)
class Entry:
    """One question of the 错题本."""

    question: Question
    wrong_day: date
    rights: int
    """Right answers on different study days since the last wrong one."""
    right_today: bool
    """Whether a right answer today has counted already: the next one counts tomorrow."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the 错题本, grouped by topic. `page` and `pages` count from 1."""

    groups: list[tuple[str, list[Entry]]]
    total: int
    page: int
    pages: int


def count_open(user_id: int) -> ColumnElement[int]:
    """A subquery: the questions in the 错题本."""
    return select(func.count()).where(*_open(user_id)).scalar_subquery()


def topics(session: AnySession, user_id: int) -> list[tuple[str, int]]:
    """The topics with mistakes and how many each has, most first."""
    count = func.count()
    rows = session.execute(
        select(BankQuestion.topic, count)
        .join(Mistake, Mistake.question_id == BankQuestion.id)
        .where(*_open(user_id))
        .group_by(BankQuestion.topic)
        .order_by(count.desc(), BankQuestion.topic)
    )
    return [(topic, number) for topic, number in rows]


def weakest(session: AnySession, user_id: int, counted: Sequence[tuple[str, int]]) -> list[WeakTopic]:
    """These topics (as `topics` counts them) with how much of each is mastered."""
    rows = session.execute(
        select(BankQuestion.topic, func.count())
        .where(
            BankQuestion.retired_at.is_(None),
            BankQuestion.topic.in_([topic for topic, _ in counted]),
            exists().where(Card.user_id == user_id, Card.question_id == BankQuestion.id),
        )
        .group_by(BankQuestion.topic)
    )
    answered = {topic: number for topic, number in rows}  # noqa: C416 -- rows are no pairs to mypy
    return [WeakTopic(topic, number, answered.get(topic, number)) for topic, number in counted]


def listed(session: AnySession, user_id: int, *, topic: str, page: int, today: date, zone: str) -> Page:
    """One page of the mistakes, of one topic or of all (empty string), the latest first within a topic.

    A page beyond the last is the last.
    """
    conditions = _of_topic(user_id, topic)
    total = (
        session.scalar(select(func.count()).select_from(Mistake).join(BankQuestion).where(*conditions)) or 0
    )
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(page, 1), pages)
    rows = session.execute(
        select(Mistake, BankQuestion.topic, BankQuestion.version_id)
        .join(BankQuestion, BankQuestion.id == Mistake.question_id)
        .where(*conditions)
        .order_by(BankQuestion.topic, Mistake.wrong_at.desc(), Mistake.question_id)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    questions = catalogue.versions_of(session, [version_id for _, _, version_id in rows if version_id])
    groups = [
        (
            name,
            [
                Entry(
                    questions[version_id],
                    study_day(mistake.wrong_at, zone),
                    mistake.rights,
                    mistake.last_right_day is not None and mistake.last_right_day >= today,
                )
                for mistake, _, version_id in group
                if version_id in questions
            ],
        )
        for name, group in groupby(rows, key=lambda row: row[1])
    ]
    return Page(groups, total, page, pages)


def to_practise(session: AnySession, user_id: int, topic: str) -> list[str]:
    """The questions for a practice of mistakes: those wrong longest ago that a grader can judge.

    Flashcards are not among them; they come back in the reviews.
    """
    return list(
        session.scalars(
            select(Mistake.question_id)
            .join(BankQuestion, BankQuestion.id == Mistake.question_id)
            .where(*_of_topic(user_id, topic), BankQuestion.type.in_([kind.value for kind in PRACTICE_TYPES]))
            .order_by(Mistake.wrong_at, Mistake.question_id)
            .limit(PRACTISED_AT_ONCE)
        )
    )


def _open(user_id: int) -> tuple[ColumnElement[bool], ...]:
    return Mistake.user_id == user_id, Mistake.left_at.is_(None)


def _of_topic(user_id: int, topic: str) -> tuple[ColumnElement[bool], ...]:
    return (*_open(user_id), BankQuestion.topic == topic) if topic else _open(user_id)
