"""The bank inside the app: documents, passages, and questions as immutable versions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.db import Base


class Document(Base):
    """One article that questions are proved by."""

    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    source: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(300))
    author: Mapped[str] = mapped_column(String(200))
    publisher: Mapped[str] = mapped_column(String(200))
    date: Mapped[str] = mapped_column(String(10))
    """ISO 8601, or empty where the source does not tell."""
    position: Mapped[int]
    """Place among the documents of its bank."""


class Passage(Base):
    """One repaired paragraph of a document. `offsets` are runs `[raw start, length]` in the source."""

    __tablename__ = "passages"
    __table_args__ = (UniqueConstraint("document_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    position: Mapped[int]
    text: Mapped[str]
    offsets: Mapped[list[list[int]]] = mapped_column(JSON)
    raw_start: Mapped[int]
    raw_end: Mapped[int]
    """The passage lies within raw offsets `raw_start` to `raw_end`, so that a proof asks only for what it needs."""
    heading: Mapped[bool] = mapped_column(default=False)
    lost_start: Mapped[bool] = mapped_column(default=False)
    lost_end: Mapped[bool] = mapped_column(default=False)


class BankQuestion(Base):
    """A question of the bank, by its stable id, with what lists and searches need of the version in force."""

    __tablename__ = "questions"
    __table_args__ = (
        Index(None, "retired_at", "topic", "type", "position"),  # counts read the index alone
        Index(None, "retired_at", "position", "id"),
    )

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    bank: Mapped[str] = mapped_column(String(200))
    """File name of the bank that brought it last: only that bank can retire it."""
    type: Mapped[str] = mapped_column(String(20))
    topic: Mapped[str] = mapped_column(String(200))
    difficulty: Mapped[float]
    position: Mapped[int]
    """Place in the bank: the order in which new cards come."""
    facts: Mapped[list[str]] = mapped_column(JSON)
    """Ids of the facts it rests on: two questions of one fact should not follow each other."""
    search_text: Mapped[str]
    """Stem, options, key and explanation of the version in force, in the form of `rules.search_form`."""
    version_id: Mapped[int | None]
    """The version in force (no foreign key: the two tables would need each other first)."""
    retired_at: Mapped[datetime | None]
    """Set when a newer bank no longer has it. Cards and answers that point here go on."""


class QuestionVersion(Base):
    """What a question said at one time, as the JSON record of the bank. Never changed."""

    __tablename__ = "question_versions"
    __table_args__ = (UniqueConstraint("question_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"))
    number: Mapped[int]
    content_hash: Mapped[str] = mapped_column(String(64))
    record: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]

    question: Mapped[BankQuestion] = relationship()


class BankImport(Base):
    """Which bank file was imported when: an unchanged one is not read again."""

    __tablename__ = "bank_imports"
    __table_args__ = (Index(None, "name", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    imported_at: Mapped[datetime]
