"""Server-side sessions: the rows that make a cookie worth something."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from quizapp.accounts.models import LoginSession, User
from quizapp.accounts.tokens import new_token, token_hash
from quizapp.db import AnySession, transaction

LIFETIME = timedelta(days=180)
"""A session ends when nobody has used it for so long."""

TOUCH_EVERY = timedelta(hours=1)


def open_session(session: AnySession, user: User, browser: str, now: datetime) -> str:
    """Log a user in on one browser. Returns the token for the cookie; only its hash is kept.

    Sessions of the same user that have run out are swept on the way.
    """
    token = new_token()
    with transaction(session):
        session.execute(
            delete(LoginSession).where(
                LoginSession.user_id == user.id, LoginSession.last_seen_at <= now - LIFETIME
            )
        )
        session.add(
            LoginSession(
                token_hash=token_hash(token),
                user_id=user.id,
                browser=browser,
                created_at=now,
                last_seen_at=now,
            )
        )
    return token


def find_session(session: AnySession, token: str, now: datetime) -> LoginSession | None:
    """The living session of a token, with its user, in one query; None when it was revoked or has run out."""
    found = session.scalar(select(LoginSession).where(LoginSession.token_hash == token_hash(token)))
    return found if found and found.last_seen_at > now - LIFETIME else None


def touch(session: AnySession, token: str, now: datetime) -> bool:
    """Note that a session is in use, at most once in `TOUCH_EVERY`. Returns whether it was noted."""
    key = token_hash(token)
    seen = session.scalar(select(LoginSession.last_seen_at).where(LoginSession.token_hash == key))
    if seen is None or seen > now - TOUCH_EVERY:
        return False
    with transaction(session):
        session.execute(update(LoginSession).where(LoginSession.token_hash == key).values(last_seen_at=now))
    return True


def close_session(session: AnySession, token: str) -> None:
    """Log out: the cookie that holds this token is worth nothing from now on."""
    with transaction(session):
        session.execute(delete(LoginSession).where(LoginSession.token_hash == token_hash(token)))


def close_others(session: AnySession, user_id: int, kept_token: str) -> int:
    """Revoke every session of a user but the one of `kept_token`. Returns how many were revoked."""
    with transaction(session):
        others = session.scalars(
            select(LoginSession).where(
                LoginSession.user_id == user_id, LoginSession.token_hash != token_hash(kept_token)
            )
        ).all()
        for other in others:
            session.delete(other)
    return len(others)


def living_sessions(session: AnySession, user_id: int, now: datetime) -> Sequence[LoginSession]:
    """The sessions of a user that still hold, latest used first."""
    return session.scalars(
        select(LoginSession)
        .where(LoginSession.user_id == user_id, LoginSession.last_seen_at > now - LIFETIME)
        .order_by(LoginSession.last_seen_at.desc(), LoginSession.id.desc())
    ).all()
