import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import event, select

from quizapp.accounts.models import LoginSession, User
from quizapp.accounts.passwords import is_outdated
from quizapp.accounts.sessions import LIFETIME
from quizapp.accounts.signals import user_merged
from quizapp.db import db
from tests.conftest import SettableClock
from tests.people import PASSWORD, begin_as_guest, count, join, log_in, post, shown, user_id
from tests.visitor import Visitor


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """The SQL that is sent meanwhile."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_name_and_password_open_the_account_in_any_case_and_width(app: Flask, visitor: Visitor) -> None:
    member = join(app, "Lin小满")
    log_in(visitor, " ｌｉｎ小满 ")
    assert user_id(visitor) == member
    assert visitor.url == "/"


def test_a_password_typed_in_full_width_is_the_same(app: Flask, visitor: Visitor) -> None:
    member = join(app, "小满")
    log_in(visitor, "小满", "ｔｉａｎ－ｋｏｎｇ－１")
    assert user_id(visitor) == member


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("小满", "wrong-word"),
        ("大满", PASSWORD),
        ("小\x00满", PASSWORD),
        ("小满", "x" * 100_000),
        ("满" * 100_000, PASSWORD),
    ],
    ids=["wrong password", "unknown name", "control character", "endless password", "endless name"],
)
def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(
    app: Flask, visitor: Visitor, name: str, password: str
) -> None:
    join(app, "小满")
    log_in(visitor, name, password, status=400)
    assert "名字或密码不对" in visitor.text()
    assert visitor.page.forms[0].fields["password"] == ""
    assert user_id(visitor) is None


def test_after_the_login_one_goes_on_within_the_site_only(app: Flask, visitor: Visitor) -> None:
    join(app, "小满")
    visitor.get("/login?next=/me/")
    visitor.submit("/login", name="小满", password=PASSWORD)
    assert visitor.url == "/me/"
    for elsewhere in [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "http://[no-address",
        "",
    ]:
        visitor.get("/me/")
        visitor.submit("/logout")
        visitor.get("/login")
        visitor.submit("/login", name="小满", password=PASSWORD, next=elsewhere)
        assert visitor.url == "/", elsewhere


def test_a_guest_who_logs_in_brings_the_work_along_and_is_gone(app: Flask, visitor: Visitor) -> None:
    member = join(app, "小满")
    guest = begin_as_guest(visitor)
    heard = []

    def hear(_session: Any, from_user_id: int, to_user_id: int) -> None:
        heard.append((from_user_id, to_user_id))

    with user_merged.connected_to(hear):
        log_in(visitor, "小满")
    assert heard == [(guest, member)]
    assert user_id(visitor) == member
    assert count(app, User) == 1
    assert count(app, LoginSession) == 1


def test_the_guest_stays_when_moving_the_work_fails(app: Flask, visitor: Visitor) -> None:
    join(app, "小满")
    guest = begin_as_guest(visitor)

    def fail(_session: Any, **_ids: int) -> None:
        raise RuntimeError("cannot move")

    with user_merged.connected_to(fail):
        log_in(visitor, "小满", status=500)
    assert user_id(visitor) == guest
    assert count(app, User) == 2


def test_logout_makes_the_cookie_worthless(app: Flask, visitor: Visitor) -> None:
    join(app, "小满")
    log_in(visitor, "小满")
    stolen = visitor.client.get_cookie("session")
    assert stolen is not None
    visitor.get("/me/")
    visitor.submit("/logout")
    assert "已经退出登录" in visitor.text()
    assert user_id(visitor) is None
    thief = Visitor(app)
    thief.client.set_cookie("session", stolen.value)
    assert user_id(thief) is None
    assert count(app, LoginSession) == 0


def test_a_login_renews_the_session_and_the_forms(app: Flask, visitor: Visitor) -> None:
    join(app, "小满")
    begin_as_guest(visitor)
    planted = visitor.client.get_cookie("session")
    assert planted is not None
    visitor.get("/login")
    old_page = visitor.page
    visitor.submit("/login", name="小满", password=PASSWORD)
    attacker = Visitor(app)
    attacker.client.set_cookie("session", planted.value)
    assert user_id(attacker) is None
    visitor.page = old_page
    post(visitor, "/logout", status=400)
    assert user_id(visitor) is not None


def test_a_changed_password_logs_out_every_other_browser(app: Flask) -> None:
    join(app, "小满")
    here, there = Visitor(app), Visitor(app)
    log_in(here, "小满")
    log_in(there, "小满")
    here.get("/me/")
    here.submit("/me/password", old=PASSWORD, new="bai-yun-22", again="bai-yun-22")
    assert "其他设备都已退出登录" in here.text()
    assert user_id(here) is not None
    assert user_id(there) is None
    log_in(there, "小满", status=400)
    log_in(there, "小满", "bai-yun-22")
    assert user_id(there) is not None


def test_all_other_devices_can_be_logged_out(app: Flask) -> None:
    join(app, "小满")
    here, there = Visitor(app), Visitor(app)
    log_in(here, "小满")
    log_in(there, "小满")
    here.get("/me/")
    here.submit("/me/sessions")
    assert "已退出其他 1 台设备" in here.text()
    assert user_id(here) is not None
    assert user_id(there) is None


def test_a_session_lasts_as_long_as_it_is_used(app: Flask, visitor: Visitor, clock: SettableClock) -> None:
    join(app, "小满")
    log_in(visitor, "小满")
    clock.advance(days=100)
    assert user_id(visitor) is not None
    clock.advance(days=100)
    assert user_id(visitor) is not None
    clock.at += LIFETIME
    assert user_id(visitor) is None


def test_last_use_is_kept_to_the_hour_and_a_page_asks_once_who_reads(
    app: Flask, visitor: Visitor, clock: SettableClock
) -> None:
    join(app, "小满")
    log_in(visitor, "小满")
    begun = clock.at
    for minutes, written in [(30, timedelta()), (29, timedelta()), (2, timedelta(minutes=61))]:
        clock.advance(minutes=minutes)
        with statements(app) as sent:
            visitor.get("/shortcuts")
        with app.app_context():
            assert db.session.scalar(select(LoginSession.last_seen_at)) == begun + written
        assert sum("FROM login_sessions" in one and "users" in one for one in sent) == 1
        assert any(one.startswith("UPDATE login_sessions") for one in sent) == bool(written)


def test_the_cookie_is_long_lived_closed_to_scripts_and_asks_for_tls_where_there_is_tls(app: Flask) -> None:
    join(app, "小满")
    for scheme, secure in [("http", False), ("https", True)]:
        visitor = Visitor(app)
        visitor.get(f"{scheme}://localhost/login")
        token = visitor.page.xpath("//input[@name='csrf_token']/@value")[0]
        sent = visitor.client.post(
            f"{scheme}://localhost/login",
            data={"csrf_token": token, "name": "小满", "password": PASSWORD},
            headers={"Referer": f"{scheme}://localhost/login"},
        )
        cookie = sent.headers["Set-Cookie"]
        assert sent.status_code == 303
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Expires=" in cookie
        assert ("Secure" in cookie) == secure


def test_a_static_file_never_carries_a_cookie(app: Flask, visitor: Visitor, clock: SettableClock) -> None:
    join(app, "小满")
    log_in(visitor, "小满")
    clock.advance(hours=5)
    with visitor.client.get("/static/css/app.css") as response:
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers


def test_the_token_in_the_cookie_is_not_in_the_database(app: Flask, visitor: Visitor) -> None:
    join(app, "小满")
    log_in(visitor, "小满")
    with visitor.client.session_transaction() as cookie:
        token = cookie["login"]
    with app.app_context():
        kept = db.session.scalar(select(LoginSession.token_hash))
    assert len(token) == 43  # 256 bits in base64
    assert kept
    assert kept != token


def test_passwords_are_argon2id_and_made_anew_when_the_parameters_were_weaker(
    app: Flask, visitor: Visitor
) -> None:
    join(app, "小满")
    with app.app_context():
        user = db.session.scalars(select(User)).one()
        assert (user.password_hash or "").startswith("$argon2id$")
        user.password_hash = PasswordHasher(time_cost=1, memory_cost=1024).hash(PASSWORD)
        db.session.commit()
    log_in(visitor, "小满")
    with app.app_context():
        renewed = db.session.scalars(select(User.password_hash)).one()
    assert renewed
    assert not is_outdated(renewed)
    log_in(Visitor(app), "小满")


def test_the_sixth_wrong_guess_at_a_name_has_to_wait_and_other_names_have_not(
    app: Flask, visitor: Visitor
) -> None:
    join(app, "小满")
    join(app, "大满")
    for _ in range(5):
        log_in(visitor, "小满", "wrong-word", status=400)
    log_in(visitor, "ＸＩＡＯＭＡＮ", "wrong-word", status=400)
    log_in(visitor, "小满", status=429)
    assert "后再试" in shown(visitor)
    assert user_id(visitor) is None
    log_in(visitor, "大满")
    assert user_id(visitor) is not None


def test_a_class_behind_one_address_logs_in_but_thirty_wrong_guesses_close_the_door(app: Flask) -> None:
    join(app, "小满")
    for _ in range(6):
        log_in(Visitor(app), "小满")
    visitor = Visitor(app)
    visitor.get("/login")
    for number in range(30):
        post(visitor, "/login", name=f"同学{number}", password="", status=400)
    post(visitor, "/login", name="同学", password="", status=429)
    assert re.search(r"请在 \d+ 秒后再试", shown(visitor))


def test_wrong_passwords_at_an_open_computer_are_limited_too(app: Flask, visitor: Visitor) -> None:
    join(app, "小满")
    log_in(visitor, "小满")
    visitor.get("/me/")
    for _ in range(5):
        post(visitor, "/me/password", old="", new="bai-yun-22", again="bai-yun-22", status=400)
    post(visitor, "/me/password", old=PASSWORD, new="bai-yun-22", again="bai-yun-22", status=429)
    log_in(Visitor(app), "小满")


def test_who_has_logged_in_goes_straight_on(app: Flask, visitor: Visitor) -> None:
    join(app, "小满")
    log_in(visitor, "小满")
    visitor.get("/login?next=/me/")
    assert visitor.url == "/me/"


@pytest.mark.sqlite
def test_reading_goes_on_while_the_database_can_only_be_read(
    app: Flask, visitor: Visitor, clock: SettableClock
) -> None:
    member = join(app, "小满")
    log_in(visitor, "小满")
    clock.advance(hours=2)
    with app.app_context():
        db.engine.dispose()

        @event.listens_for(db.engine, "connect")
        def _(connection: Any, _record: Any) -> None:
            connection.execute("PRAGMA query_only = ON")

    assert user_id(visitor) == member
    visitor.get("/me/")
    visitor.submit("/me/time-zone", time_zone="Asia/Tokyo", status=503)
    assert "刚才的操作没有保存" in visitor.text()


def test_even_without_the_table_of_sessions_the_error_is_a_page(app: Flask, visitor: Visitor) -> None:
    join(app, "小满")
    log_in(visitor, "小满")
    with app.app_context():
        LoginSession.metadata.tables["login_sessions"].drop(db.engine)
    visitor.get("/me/", status=500)
    assert "系统出了问题" in visitor.text()
    with app.app_context():
        LoginSession.metadata.tables["login_sessions"].create(db.engine)
