import pytest
from flask import Flask

from quizapp.accounts.models import LoginSession, User
from quizapp.db import db
from tests.conftest import SettableClock
from tests.people import PASSWORD, begin_as_guest, count, join, post, shown, user_id
from tests.visitor import Visitor


def test_reading_makes_nobody(app: Flask, visitor: Visitor) -> None:
    visitor.get("/me/")
    visitor.get("/login")
    assert user_id(visitor) is None
    assert count(app, User) == 0


def test_the_first_deed_makes_a_guest_who_stays_the_same(app: Flask, visitor: Visitor) -> None:
    guest = begin_as_guest(visitor)
    post(visitor, "/me/time-zone", time_zone="Asia/Tokyo")
    assert user_id(visitor) == guest
    assert count(app, User) == 1
    assert "访客" in visitor.text()


def test_a_guest_who_registers_is_still_the_same_user(app: Flask, visitor: Visitor) -> None:
    guest = begin_as_guest(visitor)
    visitor.get("/register")
    assert "学习记录全部保留" in visitor.text()
    visitor.submit("/register", name="Ｌｉｎ小满", password=PASSWORD, again=PASSWORD)
    assert user_id(visitor) == guest
    assert count(app, User) == 1
    visitor.get("/me/")
    assert visitor.text("h1") == "Lin小满"


def test_who_never_was_here_can_register_at_once(app: Flask, visitor: Visitor) -> None:
    visitor.get("/register?next=/me/")
    visitor.submit("/register", name="小满", password=PASSWORD, again=PASSWORD)
    assert visitor.url == "/me/"
    assert "注册好了，小满。" in visitor.text()


def test_a_name_that_looks_like_anothers_is_refused_and_the_form_stays_filled(
    app: Flask, visitor: Visitor, clock: SettableClock
) -> None:
    join(app, "XiaoMan")
    clock.advance(hours=1)
    visitor.get("/register")
    visitor.submit("/register", name="хiaomаn", password=PASSWORD, again=PASSWORD, status=400)
    assert "已经有人用了" in visitor.text()
    form = visitor.page.forms[0]
    assert form.fields["name"] == "хiaomаn"
    assert form.fields["password"] == form.fields["again"] == ""
    assert PASSWORD not in visitor.response.get_data(as_text=True)
    assert count(app, User) == 1


@pytest.mark.parametrize(
    ("name", "password", "again", "sentence"),
    [
        ("林", PASSWORD, PASSWORD, "名字至少要有2个字。"),
        ("字" * 100_000, PASSWORD, PASSWORD, "名字最多20个字。"),
        ("林\x07小满", PASSWORD, PASSWORD, "不能有空格或其他符号"),
        ("", PASSWORD, PASSWORD, "请填写名字。"),
        ("小满", "1234567", "1234567", "密码至少要有8个字符。"),
        ("小满", "12345678", "12345678", "这个密码太常见"),
        ("小满", "密" * 100_000, "密" * 100_000, "密码最多128个字符。"),
        ("linxiaoman", "LinXiaoMan", "LinXiaoMan", "密码不能和名字一样。"),
        ("小满", PASSWORD, PASSWORD + "2", "两遍密码不一样。"),
    ],
    ids=[
        "short",
        "endless",
        "control",
        "none",
        "weak",
        "common",
        "endless password",
        "like name",
        "mistyped",
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    app: Flask, visitor: Visitor, *, name: str, password: str, again: str, sentence: str
) -> None:
    visitor.get("/register")
    visitor.submit("/register", name=name, password=password, again=again, status=400)
    assert sentence in visitor.text()
    described = visitor.page.xpath("//input[@aria-invalid='true']/@aria-describedby")
    assert described
    assert sentence in visitor.page.get_element_by_id(described[0].split()[-1]).text_content()
    assert count(app, User) == 0


def test_the_same_form_sent_twice_registers_once_and_logs_in_both_times(app: Flask) -> None:
    first, second = Visitor(app), Visitor(app)
    for visitor in (first, second):
        visitor.get("/register")
    for visitor in (first, second):
        visitor.submit("/register", name="小满", password=PASSWORD, again=PASSWORD)
    assert user_id(first) == user_id(second)
    assert count(app, User) == 1


def test_the_name_of_somebody_else_is_taken_even_in_the_same_minute(app: Flask, visitor: Visitor) -> None:
    join(app, "小满")
    visitor.get("/register")
    visitor.submit("/register", name="小满", password="another-1", again="another-1", status=400)
    assert "已经有人用了" in visitor.text()
    assert user_id(visitor) is None


def test_a_taken_name_is_no_second_login(app: Flask, visitor: Visitor, clock: SettableClock) -> None:
    join(app, "小满")
    clock.advance(minutes=2)
    visitor.get("/register")
    visitor.submit("/register", name="小满", password=PASSWORD, again=PASSWORD, status=400)
    assert user_id(visitor) is None


def test_who_is_registered_does_not_register_again(app: Flask, visitor: Visitor) -> None:
    visitor.get("/register")
    visitor.submit("/register", name="小满", password=PASSWORD, again=PASSWORD)
    visitor.get("/register")
    assert visitor.url == "/me/"
    post(visitor, "/register", name="大满", password=PASSWORD, again=PASSWORD, status=409)
    assert "请先退出登录" in shown(visitor)
    assert count(app, User) == 1


def test_registering_renews_the_session(app: Flask, visitor: Visitor) -> None:
    begin_as_guest(visitor)
    before = visitor.client.get_cookie("session")
    assert before is not None
    visitor.get("/register")
    visitor.submit("/register", name="小满", password=PASSWORD, again=PASSWORD)
    thief = Visitor(app)
    thief.client.set_cookie("session", before.value)
    assert user_id(thief) is None
    assert count(app, LoginSession) == 1


def test_a_hundred_registrations_from_one_address_are_let_in_and_no_more(
    app: Flask, visitor: Visitor
) -> None:
    visitor.get("/register")
    for _ in range(100):
        post(visitor, "/register", name="林", password="", again="", status=400)
    post(visitor, "/register", name="林", password="", again="", status=429)
    assert "分钟后再试" in shown(visitor)


def test_the_guest_of_a_form_without_token_is_not_made(app: Flask) -> None:
    assert app.test_client().post("/me/time-zone", data={"time_zone": "Asia/Tokyo"}).status_code == 400
    assert count(app, User) == 0


def test_every_row_of_a_user_goes_or_stays_by_the_rule_of_its_table(app: Flask) -> None:
    undecided = [
        f"{table.name}.{key.parent.name}"
        for table in db.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "users" and key.ondelete not in {"CASCADE", "SET NULL"}
    ]
    assert undecided == [], "deleting an account would fail on these"
