"""Reading the bank: counts, lists, single questions. Only questions in force are counted and listed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, func, select, tuple_

from question_bank.bank import question_from_record
from question_bank.model import Question, QuestionType
from quizapp.db import AnySession
from quizapp.library.models import BankQuestion, QuestionVersion
from quizapp.library.proofs import Proof, proofs
from quizapp.library.rules import search_words

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic, and how many questions of each type it has."""

    topic: str
    by_type: dict[QuestionType, int]

    @property
    def total(self) -> int:
        return sum(self.by_type.values())


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question in its version in force, with its proofs."""

    question_id: str
    version_id: int
    number: int
    """Number of the version, from 1."""
    question: Question
    proofs: list[Proof]
    retired: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """What drawing needs to know of a question."""

    question_id: str
    version_id: int
    type: QuestionType
    topic: str
    difficulty: float
    position: int
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which questions are wanted. An empty field asks for nothing; every word of `text` must be found."""

    topic: str = ""
    type: QuestionType | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list of questions. `page` and `pages` count from 1."""

    questions: list[Question]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The questions before and after one in a list, and its place there, from 1; 0 when it is not in the list."""

    previous: str | None
    next: str | None
    place: int
    total: int


def topics(session: AnySession) -> list[TopicCount]:
    """All topics with their counts, in the order in which the bank brings them."""
    rows = session.execute(
        select(BankQuestion.topic, BankQuestion.type, func.count(), func.min(BankQuestion.position))
        .where(BankQuestion.retired_at.is_(None))
        .group_by(BankQuestion.topic, BankQuestion.type)
    ).all()
    found: dict[str, dict[QuestionType, int]] = {}
    for topic, kind, count, _ in sorted(rows, key=lambda row: (row[3], row[0])):
        found.setdefault(topic, {})[QuestionType(kind)] = count
    return [TopicCount(topic, by_type) for topic, by_type in found.items()]


def question(session: AnySession, question_id: str) -> QuestionView | None:
    """A question by its id, also a retired one; None when there never was such a question."""
    row = session.execute(
        select(QuestionVersion, BankQuestion.retired_at)
        .join(BankQuestion, BankQuestion.version_id == QuestionVersion.id)
        .where(BankQuestion.id == question_id)
    ).one_or_none()
    if row is None:
        return None
    version, retired_at = row
    read = question_from_record(version.record)
    return QuestionView(
        read.id, version.id, version.number, read, proofs(session, read), retired_at is not None
    )


def versions_of(session: AnySession, version_ids: Sequence[int]) -> dict[int, Question]:
    """The questions of these versions, in force or not, by version id."""
    rows = session.execute(
        select(QuestionVersion.id, QuestionVersion.record).where(QuestionVersion.id.in_(set(version_ids)))
    )
    return {id_: question_from_record(record) for id_, record in rows}


def in_force(session: AnySession, question_ids: Collection[str]) -> dict[str, int]:
    """The version id in force of each of these questions; retired ones are left out."""
    rows = session.execute(
        select(BankQuestion.id, BankQuestion.version_id).where(
            BankQuestion.id.in_(set(question_ids)),
            BankQuestion.retired_at.is_(None),
            BankQuestion.version_id.is_not(None),
        )
    )
    return {id_: version_id for id_, version_id in rows if version_id is not None}


def find(session: AnySession, wanted: Filter, page: int = 1) -> Page:
    """One page of the questions that fit, in bank order. A page beyond the last is empty."""
    fits = _fits(wanted)
    total = session.scalar(select(func.count()).select_from(BankQuestion).where(fits)) or 0
    records = session.scalars(
        select(QuestionVersion.record)
        .join(BankQuestion, BankQuestion.version_id == QuestionVersion.id)
        .where(fits)
        .order_by(BankQuestion.position, BankQuestion.id)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )
    return Page(
        questions=[question_from_record(record) for record in records],
        total=total,
        page=page,
        pages=max(1, -(-total // PER_PAGE)),
    )


def neighbours(session: AnySession, question_id: str, wanted: Filter) -> Neighbours:
    """The questions before and after this one among those that fit."""
    listed = _fits(wanted)
    place = tuple_(BankQuestion.position, BankQuestion.id)
    here = session.execute(
        select(BankQuestion.position, BankQuestion.id).where(listed, BankQuestion.id == question_id)
    ).one_or_none()
    if here is None:
        return Neighbours(None, None, 0, 0)
    own = tuple_(*here)
    ids, count = select(BankQuestion.id), select(func.count()).select_from(BankQuestion)
    row = session.execute(
        select(
            ids.where(listed, place < own)
            .order_by(BankQuestion.position.desc(), BankQuestion.id.desc())
            .limit(1)
            .scalar_subquery(),
            ids.where(listed, place > own)
            .order_by(BankQuestion.position, BankQuestion.id)
            .limit(1)
            .scalar_subquery(),
            count.where(listed, place < own).scalar_subquery(),
            count.where(listed).scalar_subquery(),
        )
    ).one()
    return Neighbours(row[0], row[1], row[2] + 1, row[3])


def candidates(
    session: AnySession,
    *,
    topics: Collection[str] | None = None,
    types: Collection[QuestionType] | None = None,
) -> list[Candidate]:
    """What a paper may be drawn from, in bank order. None means all topics, or all types."""
    fits = [BankQuestion.retired_at.is_(None), BankQuestion.version_id.is_not(None)]
    if topics is not None:
        fits.append(BankQuestion.topic.in_(topics))
    if types is not None:
        fits.append(BankQuestion.type.in_([kind.value for kind in types]))
    rows = session.execute(
        select(
            BankQuestion.id,
            BankQuestion.version_id,
            BankQuestion.type,
            BankQuestion.topic,
            BankQuestion.difficulty,
            BankQuestion.position,
            BankQuestion.facts,
        )
        .where(and_(*fits))
        .order_by(BankQuestion.position, BankQuestion.id)
    )
    return [
        Candidate(id_, version_id or 0, QuestionType(kind), topic, difficulty, position, tuple(facts))
        for id_, version_id, kind, topic, difficulty, position, facts in rows
    ]


def _fits(wanted: Filter) -> ColumnElement[bool]:
    fits: list[ColumnElement[bool]] = [BankQuestion.retired_at.is_(None)]
    if wanted.topic:
        fits.append(BankQuestion.topic == wanted.topic)
    if wanted.type:
        fits.append(BankQuestion.type == wanted.type.value)
    words = search_words(wanted.text)
    if wanted.text.strip() and not words:
        return false()  # nothing but signs that no text is searched for
    fits += [BankQuestion.search_text.contains(word, autoescape=True) for word in words]
    return and_(*fits)
