"""What happens to users: they begin as guests, get a name, come back, change, and leave."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from quizapp.accounts import passwords, signals
from quizapp.accounts.models import Role, User
from quizapp.accounts.rules import (
    NameProblem,
    PasswordProblem,
    name_key,
    name_problem,
    password_problem,
    tidy_name,
)
from quizapp.accounts.sessions import close_others
from quizapp.db import AnySession, transaction

JUST_NOW = timedelta(minutes=1)
"""Within this time a second registration of the same name and password is the same form, sent twice."""


class BadName(ValueError):  # noqa: N818 -- reads as what it is
    """A name that nobody may have; `problem` says why."""

    def __init__(self, problem: NameProblem) -> None:
        super().__init__(problem)
        self.problem = problem


class NameTaken(ValueError):  # noqa: N818
    """Somebody has this name, or one that looks the same."""


class BadPassword(ValueError):  # noqa: N818
    """A password too weak to protect anybody; `problem` says why."""

    def __init__(self, problem: PasswordProblem) -> None:
        super().__init__(problem)
        self.problem = problem


class WrongPassword(ValueError):  # noqa: N818
    """Not the password of this user."""


def create_guest(session: AnySession, now: datetime) -> User:
    """A learner without a name, for somebody who just begins."""
    with transaction(session):
        guest = User(created_at=now)
        session.add(guest)
        session.flush()
    return guest


def register(
    session: AnySession,
    guest: User | None,
    *,
    name: str,
    password: str,
    now: datetime,
    role: Role = Role.LEARNER,
) -> User:
    """Give a guest a name and a password, keeping the row and so all its work; without a guest make a user.

    Raises BadName, BadPassword or NameTaken, and changes nothing then. The same form sent twice gives the same
    user both times.
    """
    name, key = _checked_name(name)
    if problem := password_problem(password, name):
        raise BadPassword(problem)
    if (holder := _by_key(session, key)) is not None:
        return _same_form_again(holder, password, now)
    hashed = passwords.hash_password(password)  # outside of the transaction: it takes its time
    guest_id = guest.id if guest is not None else None
    try:
        with transaction(session):
            user = session.get(User, guest_id) if guest_id is not None else None
            if user is None or not user.is_guest:
                user = User(created_at=now)
                session.add(user)
            user.name, user.name_key, user.password_hash, user.role = name, key, hashed, role
            user.registered_at = now
            session.flush()
    except IntegrityError as error:  # somebody was faster, perhaps the same person with a second click
        holder = _by_key(session, key)
        if holder is None:
            raise NameTaken from error
        return _same_form_again(holder, password, now)
    return user


def authenticate(session: AnySession, name: str, password: str) -> User | None:
    """The user of this name, if the password is right. Takes as long for a name that nobody has."""
    name = tidy_name(name)
    user = _by_key(session, name_key(name)) if name_problem(name) is None else None
    user_id, hashed = (user.id, user.password_hash) if user else (None, None)
    session.rollback()  # nothing is held open while the hash is computed
    if not passwords.verify(hashed, password) or user_id is None:
        return None
    user = session.get(User, user_id)
    if user is not None and hashed and passwords.is_outdated(hashed):
        renewed = passwords.hash_password(password)
        with transaction(session):
            user.password_hash = renewed
    return user


def merge_guest(session: AnySession, guest: User, user: User) -> None:
    """Bring the work of a guest to the account that the same person logs in to; the guest is gone then."""
    if not guest.is_guest or guest.id == user.id:
        raise ValueError("only a guest can be merged, and only into another user")
    guest_id, user_id = guest.id, user.id
    with transaction(session):
        signals.user_merged.send(session, from_user_id=guest_id, to_user_id=user_id)
        session.flush()
        session.expire_all()
        leaving = session.get(User, guest_id)
        if leaving is not None:
            session.delete(leaving)


def rename(session: AnySession, user: User, name: str) -> None:
    """Another name for a registered user, to be shown and to log in with. Raises BadName or NameTaken."""
    name, key = _checked_name(name)
    holder = _by_key(session, key)
    if holder is not None and holder.id != user.id:
        raise NameTaken
    try:
        with transaction(session):
            user.name, user.name_key = name, key
            session.flush()
    except IntegrityError as error:
        raise NameTaken from error


def set_time_zone(session: AnySession, user: User, zone: str) -> None:
    """The zone by which the days of this user begin. Days that are over stay what they were."""
    with transaction(session):
        user.time_zone = zone


def change_password(session: AnySession, user: User, old: str, new: str, kept_token: str) -> None:
    """Change the password, and log out every browser but the one of `kept_token`.

    Raises WrongPassword or BadPassword.
    """
    _require_password(session, user, old)
    if problem := password_problem(new, user.display_name):
        raise BadPassword(problem)
    hashed = passwords.hash_password(new)
    with transaction(session):
        user.password_hash = hashed
        close_others(session, user.id, kept_token)


def delete_account(session: AnySession, user: User, password: str) -> None:
    """Delete a user with all that belongs to it. A registered one says the password. Raises WrongPassword."""
    if not user.is_guest:
        _require_password(session, user, password)
    user_id = user.id
    with transaction(session):
        leaving = session.get(User, user_id)
        if leaving is not None:
            session.delete(leaving)


def _same_form_again(holder: User, password: str, now: datetime) -> User:
    """The holder of a name, if it is who just registered it; else the name is taken."""
    fresh = holder.registered_at is not None and now - holder.registered_at < JUST_NOW
    if fresh and passwords.verify(holder.password_hash, password):
        return holder
    raise NameTaken


def _require_password(session: AnySession, user: User, password: str) -> None:
    hashed = user.password_hash
    session.rollback()
    if not passwords.verify(hashed, password):
        raise WrongPassword


def _checked_name(name: str) -> tuple[str, str]:
    name = tidy_name(name)
    if problem := name_problem(name):
        raise BadName(problem)
    return name, name_key(name)


def _by_key(session: AnySession, key: str) -> User | None:
    return session.scalar(select(User).where(User.name_key == key))
