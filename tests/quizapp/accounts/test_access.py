import pytest
from flask import Flask

from quizapp.accounts.access import require_role
from quizapp.accounts.models import Role
from tests.people import begin_as_guest, join, log_in, post, shown
from tests.visitor import Visitor


@pytest.fixture
def staff_room(app: Flask, visitor: Visitor) -> Visitor:
    """A visitor of an app with a page for teachers only."""

    @app.route("/staff", methods=["GET", "POST"])
    @require_role(Role.TEACHER)
    def staff() -> str:
        return "<html lang=zh><title>教研室</title><main>欢迎</main></html>"

    return visitor


def test_who_has_not_logged_in_does_so_and_comes_back(app: Flask, staff_room: Visitor) -> None:
    join(app, "周老师", Role.TEACHER)
    staff_room.get("/staff?week=3")
    assert staff_room.url.startswith("/login")
    staff_room.submit("/login", name="周老师", password="tian-kong-1")
    assert staff_room.url == "/staff?week=3"
    assert staff_room.text() == "欢迎"


def test_a_guest_is_asked_to_log_in_as_well(staff_room: Visitor) -> None:
    begin_as_guest(staff_room)
    staff_room.get("/staff")
    assert staff_room.url.startswith("/login")


def test_a_learner_may_not(app: Flask, staff_room: Visitor) -> None:
    join(app, "小满")
    log_in(staff_room, "小满")
    staff_room.get("/staff", status=403)
    assert "你没有打开这个页面的权限。" in staff_room.text()


def test_an_admin_may(app: Flask, staff_room: Visitor) -> None:
    join(app, "管理", Role.ADMIN)
    log_in(staff_room, "管理")
    staff_room.get("/staff")
    assert staff_room.text() == "欢迎"


def test_a_form_of_somebody_who_was_logged_out_is_refused_with_a_sentence(staff_room: Visitor) -> None:
    staff_room.get("/login")
    post(staff_room, "/staff", status=403)
    assert "请先登录，再做这件事。" in shown(staff_room)
