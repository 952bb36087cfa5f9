"""Who learns: users, the sessions in which they are logged in, and the invitation of the first teacher."""

from datetime import datetime
from enum import StrEnum

from flask_login import UserMixin
from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.clock import DEFAULT_ZONE
from quizapp.db import Base


class Role(StrEnum):
    """What a user may do. A guest is a learner without a name."""

    LEARNER = "learner"
    TEACHER = "teacher"
    ADMIN = "admin"


class User(UserMixin, Base):  # type: ignore[misc]  # Flask-Login has no types
    """A person who learns here, registered or a guest."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None] = mapped_column(String(40))
    """As the person writes it; None for a guest."""
    name_key: Mapped[str | None] = mapped_column(String(80), unique=True)
    """The name as `rules.name_key` folds it: two people cannot have names that look the same."""
    password_hash: Mapped[str | None] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(10), default=Role.LEARNER)
    time_zone: Mapped[str] = mapped_column(String(40), default=DEFAULT_ZONE)
    created_at: Mapped[datetime]
    registered_at: Mapped[datetime | None]
    """When the guest took a name; None for a guest."""

    @property
    def is_guest(self) -> bool:
        return self.name is None

    @property
    def display_name(self) -> str:
        """The name to show; empty for a guest, whom each page words in its own way."""
        return self.name or ""

    @property
    def is_teacher(self) -> bool:
        return self.role in {Role.TEACHER, Role.ADMIN}


class LoginSession(Base):
    """One browser in which a user is logged in. The cookie is worth nothing once this row is gone."""

    __tablename__ = "login_sessions"
    __table_args__ = (Index(None, "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the token in the cookie: a stolen database opens no session."""
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    browser: Mapped[str] = mapped_column(String(60), default="")
    """Which browser it is, for the owner to recognise it by, such as `Chrome · Windows`; may be empty."""
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    """Kept to the hour, so that reading pages does not write."""

    user: Mapped[User] = relationship(lazy="joined")


class Invitation(Base):
    """A one-time link that gives a role. Its token is printed once and kept only as a hash."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
