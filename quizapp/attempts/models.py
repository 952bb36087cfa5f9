"""One person's sitting of a paper: the attempt, and the questions drawn for it in their order."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.answers.models import Answer
from quizapp.db import Base

PRACTICE = "practice"


class Attempt(Base):
    """One sitting. It is over when every question is answered, or when the learner hands it in."""

    __tablename__ = "attempts"
    __table_args__ = (Index(None, "user_id", "finished_at", "started_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    mode: Mapped[str] = mapped_column(String(12), default=PRACTICE)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What was asked for: `topics` and `types` (empty lists: all of them), `count`."""
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    items: Mapped[list["AttemptItem"]] = relationship(
        back_populates="attempt", order_by="AttemptItem.number", cascade="all, delete-orphan"
    )

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def answered(self) -> int:
        return sum(item.answer_id is not None for item in self.items)

    @property
    def next_number(self) -> int:
        """The first question without an answer; the last one when all have theirs."""
        return next((item.number for item in self.items if item.answer_id is None), len(self.items))


class AttemptItem(Base):
    """One question of a paper, in the version that was in force when it was drawn."""

    __tablename__ = "attempt_items"
    __table_args__ = (UniqueConstraint("attempt_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id", ondelete="CASCADE"))
    number: Mapped[int]
    """From 1."""
    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("question_versions.id"))
    option_order: Mapped[list[int]] = mapped_column(JSON)
    """`option_order[i]` is the bank's index of the option shown in place i; empty where nothing is shuffled."""
    client_id: Mapped[str] = mapped_column(String(64), unique=True)
    """Made with the paper: however often the form is sent, it is one answer."""
    flagged: Mapped[bool] = mapped_column(default=False)
    shown_at: Mapped[datetime | None]
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id", ondelete="SET NULL"), unique=True)

    attempt: Mapped[Attempt] = relationship(back_populates="items")
    answer: Mapped[Answer | None] = relationship()
