"""The answer log: append-only, the one thing that feeds everything else."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.db import Base
from quizapp.library.models import QuestionVersion

LONGEST_CLIENT_ID = 64


class Where(StrEnum):
    """In which way of learning an answer was given."""

    STUDY = "study"
    PRACTICE = "practice"
    ASSIGNMENT = "assignment"
    CONTEST = "contest"


class Answer(Base):
    """One logged response: who, which question version, when, where, what it scored."""

    __tablename__ = "answers"
    __table_args__ = (
        UniqueConstraint("user_id", "client_id"),
        Index(None, "user_id", "study_day"),
        Index(None, "user_id", "question_id", "id"),
        CheckConstraint("score >= 0 AND score <= 1", name="score_in_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(String(LONGEST_CLIENT_ID + 16))
    """Made with the page: a second submit of the same form is the same answer. The room to spare is for the
    answers of a guest that join an account, see `merging`."""
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("question_versions.id"))
    where: Mapped[str] = mapped_column("place", String(12))
    response: Mapped[Any] = mapped_column(JSON)
    score: Mapped[float]
    rating: Mapped[int | None]
    """1–4 where the learner rated the recall; None where the grader decided."""
    taken_ms: Mapped[int]
    answered_at: Mapped[datetime]
    study_day: Mapped[date]
    """In the learner's own zone on the day it happened: a later move of zone changes no history."""

    version: Mapped[QuestionVersion] = relationship()

    @property
    def right(self) -> bool:
        return self.score == 1


class AnswerVoid(Base):
    """An answer taken back (undo). The log itself stays as it was."""

    __tablename__ = "answer_voids"

    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True)
    voided_at: Mapped[datetime]
