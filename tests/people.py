"""People with accounts: what tests of several features do before they come to the point."""

from functools import cache
from typing import Any

from flask import Flask
from lxml import html
from sqlalchemy import func, select

from quizapp.accounts.current import viewer
from quizapp.accounts.models import LoginSession, Role, User
from quizapp.accounts.passwords import hash_password
from quizapp.accounts.rules import name_key
from quizapp.db import db, transaction
from quizapp.web import now
from tests.visitor import Visitor

PASSWORD = "tian-kong-1"


def join(app: Flask, name: str, role: Role = Role.LEARNER) -> int:
    """A registered user who is nowhere logged in, with `PASSWORD`. Gives the id."""
    with app.app_context(), transaction(db.session):
        user = User(
            name=name,
            name_key=name_key(name),
            password_hash=_hash(),
            role=role,
            created_at=now(),
            registered_at=now(),
        )
        db.session.add(user)
        db.session.flush()
        return user.id


@cache
def _hash() -> str:
    """Made once for all tests: it takes its time on purpose."""
    return hash_password(PASSWORD)


def log_in(visitor: Visitor, name: str, password: str = PASSWORD, *, status: int = 200) -> None:
    """Fill in the login form and send it."""
    visitor.get("/login")
    visitor.submit("/login", name=name, password=password, status=status)


def begin_as_guest(visitor: Visitor) -> int:
    """Do the first thing that is kept, without an account. Gives the id of the guest."""
    visitor.get("/login")
    post(visitor, "/me/time-zone", time_zone="Asia/Shanghai")
    return user_id(visitor) or 0


def post(visitor: Visitor, url: str, *, status: int = 200, **fields: Any) -> html.HtmlElement:
    """Send a form that the present page does not show, as a stale page or a tampered one would."""
    token = visitor.page.xpath("//input[@name='csrf_token']/@value")[0]
    sent = visitor.client.post(url, data={"csrf_token": token, **fields}, follow_redirects=True)
    assert sent.status_code == status, sent.status
    visitor.response, visitor.page = sent, html.fromstring(sent.get_data(as_text=True))
    return visitor.page


def user_id(visitor: Visitor) -> int | None:
    """Whom the server takes this visitor for; None when it knows nobody."""
    with visitor.client:
        visitor.client.get("/shortcuts")
        user = viewer()
        return user.id if user else None


def count(app: Flask, table: type[User | LoginSession]) -> int:
    """How many rows a table has."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def shown(visitor: Visitor) -> str:
    """The text of the whole page that the visitor sees."""
    return " ".join(visitor.page.text_content().split())
