"""The one-time link that makes the first teacher."""

from datetime import datetime

from sqlalchemy import delete, exists, select

from quizapp.accounts.models import Invitation, Role, User
from quizapp.accounts.tokens import new_token, token_hash
from quizapp.db import AnySession, transaction


class InvitationGone(ValueError):  # noqa: N818 -- reads as what it is
    """The link was used, replaced by a newer one, or nobody needs it any more."""


def has_teacher(session: AnySession) -> bool:
    """Whether anybody here is a teacher or an admin."""
    return bool(session.scalar(select(exists().where(User.role.in_([Role.TEACHER, Role.ADMIN])))))


def invite_first_teacher(session: AnySession, now: datetime) -> str | None:
    """A fresh token that makes the first teacher; None when there is one. Older tokens are void from now on."""
    if has_teacher(session):
        return None
    token = new_token()
    with transaction(session):
        session.execute(delete(Invitation).where(Invitation.used_at.is_(None)))
        session.add(Invitation(token_hash=token_hash(token), role=Role.TEACHER, created_at=now))
    return token


def require_open(session: AnySession, token: str) -> Invitation:
    """The invitation of a token that still holds. Raises InvitationGone."""
    found = session.scalar(
        select(Invitation).where(Invitation.token_hash == token_hash(token)).with_for_update()
    )
    if found is None or found.used_at is not None or has_teacher(session):
        raise InvitationGone
    return found


def accept(session: AnySession, token: str, user: User, now: datetime) -> None:
    """Give a registered user the role of the invitation, once. Raises InvitationGone and changes nothing then."""
    with transaction(session):
        invitation = require_open(session, token)
        invitation.used_at = now
        user.role = invitation.role
