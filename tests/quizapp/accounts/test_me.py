import pytest
from flask import Flask

from quizapp.accounts.models import LoginSession, Role, User
from quizapp.db import db
from tests.conftest import SettableClock
from tests.people import PASSWORD, begin_as_guest, count, join, log_in, post, shown, user_id
from tests.visitor import Visitor


@pytest.fixture
def member(app: Flask, visitor: Visitor) -> Visitor:
    """小满, logged in, with the page 我的 open."""
    join(app, "小满")
    log_in(visitor, "小满")
    visitor.get("/me/")
    return visitor


def test_who_is_new_here_is_invited_to_register(visitor: Visitor) -> None:
    visitor.get("/me/")
    assert "注册，保存进度" in visitor.text()
    assert visitor.page.xpath("//main//a[@href='/register']")
    assert not visitor.page.xpath("//form[@action='/logout']")


def test_a_member_finds_all_settings_and_the_way_to_those_of_study(member: Visitor) -> None:
    assert member.text("h1") == "小满"
    actions = set(member.page.xpath("//main//form/@action"))
    assert {"/logout", "/theme", "/language", "/me/time-zone", "/me/name", "/me/password"} <= actions
    assert member.page.xpath("//main//a[@href='/me/study']")
    assert "注册" not in member.text()


@pytest.mark.parametrize(("role", "word"), [(Role.TEACHER, "老师"), (Role.ADMIN, "管理员")])
def test_who_teaches_is_called_so(app: Flask, visitor: Visitor, role: Role, word: str) -> None:
    join(app, "周明", role)
    log_in(visitor, "周明")
    visitor.get("/me/")
    assert word in visitor.text(".page-head")


def test_a_new_name_is_shown_and_opens_the_account(app: Flask, member: Visitor) -> None:
    member.submit("/me/name", name="林小满")
    assert "下次请用“林小满”登录" in member.text()
    assert member.text("h1") == "林小满"
    log_in(Visitor(app), "小满", status=400)
    log_in(Visitor(app), "林小满")


def test_a_name_may_change_its_case_but_not_become_anothers(app: Flask, visitor: Visitor) -> None:
    join(app, "XiaoMan")
    join(app, "DaMan")
    log_in(visitor, "XiaoMan")
    visitor.get("/me/")
    visitor.submit("/me/name", name="xiaoman")
    assert visitor.text("h1") == "xiaoman"
    visitor.submit("/me/name", name="dаMаn", status=400)  # Cyrillic а
    assert "已经有人用了" in visitor.text()
    assert visitor.text("h1") == "xiaoman"


@pytest.mark.parametrize(
    "name", ["", "林", "林\u202e小满", "满" * 100_000], ids=["none", "short", "control", "endless"]
)
def test_a_bad_new_name_is_refused_with_a_sentence(member: Visitor, name: str) -> None:
    member.submit("/me/name", name=name, status=400)
    assert member.page.xpath("//input[@name='name'][@aria-invalid='true']")
    assert member.text("h1") == "小满"


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("wrong-word", "bai-yun-22", "bai-yun-22", "密码不对。"),
        (PASSWORD, "1234567", "1234567", "密码至少要有8个字符。"),
        (PASSWORD, "bai-yun-22", "bai-yun-23", "两遍新密码不一样。"),
        (PASSWORD, "x" * 100_000, "x" * 100_000, "密码最多128个字符。"),
    ],
    ids=["wrong", "short", "mistyped", "endless"],
)
def test_a_password_is_not_changed_without_the_old_or_to_a_bad_one(
    app: Flask, member: Visitor, *, old: str, new: str, again: str, sentence: str
) -> None:
    member.submit("/me/password", old=old, new=new, again=again, status=400)
    assert sentence in member.text()
    assert new not in member.response.get_data(as_text=True)
    log_in(Visitor(app), "小满")


def test_a_password_may_not_become_the_name(app: Flask, visitor: Visitor) -> None:
    join(app, "linxiaoman")
    log_in(visitor, "linxiaoman")
    visitor.get("/me/")
    visitor.submit("/me/password", old=PASSWORD, new="LinXiaoMan", again="LinXiaoMan", status=400)
    assert "密码不能和名字一样。" in visitor.text()


def test_times_are_told_in_the_zone_that_was_chosen(member: Visitor) -> None:
    assert "2026/3/2 10:00" in member.text()
    member.submit("/me/time-zone", time_zone="Asia/Tokyo")
    assert "2026/3/2 11:00" in member.text()
    chosen = member.page.xpath("//select[@name='time_zone']/option[@selected]/@value")
    assert chosen == ["Asia/Tokyo"]


@pytest.mark.parametrize(
    "zone", ["Mars/Olympus", "../../etc/passwd", "", "A" * 100_000], ids=["mars", "path", "none", "endless"]
)
def test_a_zone_that_is_not_in_the_list_is_refused(member: Visitor, zone: str) -> None:
    post(member, "/me/time-zone", time_zone=zone, status=400)
    assert member.page.xpath("//select[@aria-invalid='true']")
    assert "没有这个时区，请从列表里选择。" in shown(member)


def test_the_devices_are_listed_with_their_names(app: Flask, member: Visitor) -> None:
    phone = Visitor(app)
    phone.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (iPhone) Version/17.0 Safari/604.1"
    log_in(phone, "小满")
    member.get("/me/")
    rows = member.page.xpath("//ul[@class='rows']/li")
    assert len(rows) == 2
    assert ["Safari · iPhone" in row.text_content() for row in rows].count(True) == 1
    assert ["这台设备" in row.text_content() for row in rows].count(True) == 1


def test_the_language_switch_reaches_every_page(member: Visitor) -> None:
    member.submit("/language", button="language=en")
    assert member.page.get("lang") == "en"
    assert member.page.xpath("//button[@name='language'][@value='zh']")


def test_an_account_is_deleted_with_the_password_only(app: Flask, member: Visitor) -> None:
    member.get("/me/delete")
    member.submit("/me/delete", password="wrong-word", status=400)
    assert "密码不对。" in member.text()
    assert count(app, User) == 1
    member.submit("/me/delete", password=PASSWORD)
    assert "都已删除" in member.text()
    assert user_id(member) is None
    assert count(app, User) == 0
    assert count(app, LoginSession) == 0


def test_a_guest_can_delete_what_was_learned(app: Flask, visitor: Visitor) -> None:
    begin_as_guest(visitor)
    visitor.get("/me/delete")
    visitor.submit("/me/delete")
    assert count(app, User) == 0


@pytest.mark.parametrize("url", ["/me/name", "/me/password", "/me/sessions", "/me/delete"])
def test_who_is_nobody_is_sent_to_log_in(app: Flask, visitor: Visitor, url: str) -> None:
    visitor.get("/login")
    post(visitor, url, name="小满", password=PASSWORD)
    assert "请先登录。" in shown(visitor)
    assert count(app, User) == 0


def test_a_session_that_was_revoked_meanwhile_changes_nothing(app: Flask, member: Visitor) -> None:
    with app.app_context():
        db.session.query(LoginSession).delete()
        db.session.commit()
    member.submit("/me/name", name="大满")
    assert "请先登录。" in member.text()
    log_in(Visitor(app), "小满")


def test_a_guest_keeps_the_zone_when_the_clock_goes_on(
    app: Flask, visitor: Visitor, clock: SettableClock
) -> None:
    begin_as_guest(visitor)
    post(visitor, "/me/time-zone", time_zone="America/New_York")
    clock.advance(days=30)
    visitor.get("/me/")
    assert visitor.page.xpath("//select[@name='time_zone']/option[@selected]/@value") == ["America/New_York"]
