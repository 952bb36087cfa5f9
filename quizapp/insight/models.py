"""A counter kept beside the answer log, so that no page has to read the log itself."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.db import Base


class QuestionStat(Base):
    """How often one learner answered one question. A question never answered has no row.

    Counted by question, not by topic: a newer bank may move a question to another topic.
    """

    __tablename__ = "question_stats"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    question_id: Mapped[str] = mapped_column(
        String(64), ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True
    )
    answered: Mapped[int]
    right: Mapped[int]
