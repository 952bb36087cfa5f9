import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.accounts.invitations import invite_first_teacher
from quizapp.accounts.models import Invitation, Role, User
from quizapp.db import db
from quizapp.web import now
from tests.people import PASSWORD, begin_as_guest, join, log_in, user_id
from tests.visitor import Visitor


def invite(app: Flask) -> str | None:
    """What the start prints after the address."""
    with app.app_context():
        token = invite_first_teacher(db.session, now())
    return token and f"/first-teacher/{token}"


def role_of(app: Flask, visitor: Visitor) -> str:
    number = user_id(visitor)
    with app.app_context():
        user = db.session.get(User, number)
        assert user is not None
        return user.role


@pytest.fixture
def link(app: Flask) -> str:
    link = invite(app)
    assert link is not None
    return link


def test_the_link_makes_a_teacher_once(app: Flask, visitor: Visitor, link: str) -> None:
    visitor.get(link)
    visitor.submit(link, name="周老师", password=PASSWORD, again=PASSWORD)
    assert "周老师，你现在是老师了。" in visitor.text()
    assert role_of(app, visitor) == Role.TEACHER
    other = Visitor(app)
    other.get(link, status=404)
    assert "已经用过" in other.text()


def test_two_who_open_the_link_do_not_both_become_teachers(app: Flask, link: str) -> None:
    first, second = Visitor(app), Visitor(app)
    for visitor in (first, second):
        visitor.get(link)
    first.submit(link, name="周老师", password=PASSWORD, again=PASSWORD)
    second.submit(link, name="陈老师", password=PASSWORD, again=PASSWORD, status=404)
    with app.app_context():
        teachers = db.session.scalars(select(User.name).where(User.role == Role.TEACHER)).all()
    assert teachers == ["周老师"]


def test_a_member_becomes_teacher_with_one_press(app: Flask, visitor: Visitor, link: str) -> None:
    member = join(app, "周明")
    log_in(visitor, "周明")
    visitor.get(link)
    assert "你已登录为“周明”" in visitor.text()
    visitor.submit(link)
    assert user_id(visitor) == member
    assert role_of(app, visitor) == Role.TEACHER


def test_a_guest_becomes_teacher_and_stays_the_same_user(app: Flask, visitor: Visitor, link: str) -> None:
    guest = begin_as_guest(visitor)
    visitor.get(link)
    visitor.submit(link, name="周老师", password=PASSWORD, again=PASSWORD)
    assert user_id(visitor) == guest
    assert role_of(app, visitor) == Role.TEACHER


def test_a_new_role_renews_the_session(app: Flask, visitor: Visitor, link: str) -> None:
    join(app, "周明")
    log_in(visitor, "周明")
    before = visitor.client.get_cookie("session")
    assert before is not None
    visitor.get(link)
    visitor.submit(link)
    thief = Visitor(app)
    thief.client.set_cookie("session", before.value)
    assert user_id(thief) is None


def test_a_bad_form_leaves_the_link_open(app: Flask, visitor: Visitor, link: str) -> None:
    visitor.get(link)
    visitor.submit(link, name="周", password="1", again="1", status=400)
    visitor.submit(link, name="周老师", password=PASSWORD, again=PASSWORD)
    assert role_of(app, visitor) == Role.TEACHER


def test_the_next_start_makes_a_new_link_and_the_old_one_void(
    app: Flask, visitor: Visitor, link: str
) -> None:
    newer = invite(app)
    assert newer is not None
    visitor.get(link, status=404)
    visitor.get(newer)


def test_with_a_teacher_there_is_no_link_and_an_open_one_is_void(
    app: Flask, visitor: Visitor, link: str
) -> None:
    join(app, "周老师", Role.TEACHER)
    visitor.get(link, status=404)
    assert invite(app) is None


def test_the_database_does_not_know_the_link(app: Flask, link: str) -> None:
    with app.app_context():
        kept = db.session.scalars(select(Invitation.token_hash)).all()
    assert len(kept) == 1
    assert kept[0] not in link


@pytest.mark.parametrize(
    "token", ["x", "x" * 5000, "%00", "%ED%A0%80"], ids=["short", "long", "nul", "surrogate"]
)
def test_a_made_up_link_is_not_found(visitor: Visitor, token: str) -> None:
    visitor.get(f"/first-teacher/{token}", status=404)
