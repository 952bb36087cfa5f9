"""A learner's cards, mistakes and study days."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Base
from quizapp.study.scheduling import DEFAULT_RETENTION, Memory

DEFAULT_GOAL, LEAST_GOAL, MOST_GOAL = 30, 5, 500
DEFAULT_NEW, MOST_NEW = 20, 100


class Card(Base):
    """A learner's memory of one question. There is none before the first answer."""

    __tablename__ = "cards"
    __table_args__ = (UniqueConstraint("user_id", "question_id"), Index(None, "user_id", "state", "due_day"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"))
    state: Mapped[int]
    step: Mapped[int | None]
    stability: Mapped[float]
    difficulty: Mapped[float]
    due: Mapped[datetime]
    due_day: Mapped[date]
    last_review: Mapped[datetime]
    last_day: Mapped[date]
    reps: Mapped[int]
    lapses: Mapped[int]

    @property
    def memory(self) -> Memory:
        return Memory(**{name: getattr(self, name) for name in Memory.__dataclass_fields__})

    @memory.setter
    def memory(self, memory: Memory) -> None:
        for name in Memory.__dataclass_fields__:
            setattr(self, name, getattr(memory, name))


class CardMove(Base):
    """What stood before an answer changed it: enough to take exactly that answer back."""

    __tablename__ = "card_moves"
    __table_args__ = (
        Index(None, "user_id", "reviewed", "answer_id"),
        Index(None, "user_id", "question_id", "answer_id"),
    )

    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"))
    reviewed: Mapped[bool]
    """Given in a review, where the learner may undo it."""
    card_before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """Memory as JSON; None where there was no card."""
    slip_before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class Mistake(Base):
    """A question in a learner's 错题本, or one that was there."""

    __tablename__ = "mistakes"
    __table_args__ = (Index(None, "user_id", "left_at"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    since: Mapped[datetime]
    wrong_at: Mapped[datetime]
    rights: Mapped[int]
    last_right_day: Mapped[date | None]
    left_at: Mapped[datetime | None]


class StudyDay(Base):
    """What a learner did on one study day; answers taken back are not counted."""

    __tablename__ = "study_days"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    answers: Mapped[int] = mapped_column(default=0)
    right: Mapped[int] = mapped_column("right_answers", default=0)
    taken_ms: Mapped[int] = mapped_column(BigInteger, default=0)
    reviews: Mapped[int] = mapped_column(default=0)
    reviews_right: Mapped[int] = mapped_column(default=0)
    planned: Mapped[bool] = mapped_column(default=False)
    """Whether this day's new cards have been chosen."""


class NewCard(Base):
    """A question chosen as one of the new cards of a study day. Chosen once a day, so that counting is cheap."""

    __tablename__ = "new_cards"
    __table_args__ = (Index(None, "user_id", "day", "number"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(64), ForeignKey("questions.id"), primary_key=True)
    day: Mapped[date]
    number: Mapped[int]


class StudySettings(Base):
    """How a learner wants to study. Without a row the defaults hold."""

    __tablename__ = "study_settings"
    __table_args__ = (
        CheckConstraint("daily_goal > 0", name="goal_positive"),
        CheckConstraint("retention > 0 AND retention < 1", name="retention_in_range"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    daily_goal: Mapped[int] = mapped_column(default=DEFAULT_GOAL)
    """Answers a study day."""
    new_per_day: Mapped[int] = mapped_column(default=DEFAULT_NEW)
    retention: Mapped[float] = mapped_column(default=DEFAULT_RETENTION)
