"""Coming in and going out: login, registration, logout, and the link of the first teacher."""

from typing import NoReturn

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from quizapp.accounts import current, invitations, limits, service
from quizapp.accounts.current import registered, viewer
from quizapp.accounts.forms import (
    NAME_SENTENCES,
    NAME_TAKEN,
    PASSWORD_SENTENCES,
    LoginForm,
    RegisterForm,
)
from quizapp.accounts.models import User
from quizapp.db import db
from quizapp.web import now
from quizapp.web.pages import local_url

bp = Blueprint("accounts", __name__)


@bp.get("/login")
def login() -> ResponseReturnValue:
    """The login form; who has logged in already goes on."""
    if registered():
        return redirect(local_url(request.args.get("next", "")), code=303)
    return render_template(
        "accounts/login.html", form=LoginForm(formdata=None, next=request.args.get("next", ""))
    )


@bp.post("/login")
@limits.guesses_for_a_name
@limits.guesses_from_an_address
def log_in() -> ResponseReturnValue:
    """Check name and password; a guest's work moves to the account."""
    form = LoginForm()
    if form.validate():
        user = service.authenticate(db.session, form.name.data or "", form.password.data or "")
        if user is not None:
            current.begin(user)
            return redirect(local_url(form.next.data or ""), code=303)
        form.password.errors = [_("名字或密码不对。请检查输入法和大小写，再试一次。")]
    return render_template("accounts/login.html", form=form), 400


@bp.get("/register")
def register() -> ResponseReturnValue:
    """The registration form; who has registered already goes on."""
    if registered():
        return redirect(url_for("accounts.me"), code=303)
    return render_template(
        "accounts/register.html", form=RegisterForm(formdata=None, next=request.args.get("next", ""))
    )


@bp.post("/register")
@limits.registrations
def sign_up() -> ResponseReturnValue:
    """Give the guest of this browser a name, or make a new user."""
    if registered():
        abort(409, description=_("你已经登录了一个账号。要注册另一个，请先退出登录。"))
    form = RegisterForm()
    user = _user_of(form)
    if user is None:
        return render_template("accounts/register.html", form=form), 400
    current.begin(user)
    flash(_("注册好了，%(name)s。以后在任何设备上登录，进度都在。", name=user.display_name), "success")
    return redirect(local_url(form.next.data or ""), code=303)


@bp.post("/logout")
def logout() -> ResponseReturnValue:
    """End the session of this browser."""
    current.end()
    flash(_("已经退出登录。"), "success")
    return redirect(url_for("accounts.login"), code=303)


@bp.get("/first-teacher/<token>")
def first_teacher(token: str) -> ResponseReturnValue:
    """The one-time link from the first start: register as teacher, or become one."""
    _require_invitation(token)
    return render_template("accounts/first_teacher.html", form=RegisterForm(), token=token)


@bp.post("/first-teacher/<token>")
@limits.registrations
def become_first_teacher(token: str) -> ResponseReturnValue:
    """Use the link up."""
    _require_invitation(token)
    user = registered()
    if user is None:
        form = RegisterForm()
        user = _user_of(form)
        if user is None:
            return render_template("accounts/first_teacher.html", form=form, token=token), 400
    try:
        invitations.accept(db.session, token, user, now())
    except invitations.InvitationGone:
        _gone()
    current.begin(user)
    flash(_("%(name)s，你现在是老师了。", name=user.display_name), "success")
    return redirect(url_for("accounts.me"), code=303)


def _user_of(form: RegisterForm) -> User | None:
    """The user that a good registration form makes; None when the form says what is wrong."""
    if not form.validate():
        return None
    try:
        return service.register(
            db.session, viewer(), name=form.name.data or "", password=form.password.data or "", now=now()
        )
    except service.NameTaken:
        form.name.errors = [NAME_TAKEN]
    except service.BadName as error:
        form.name.errors = [NAME_SENTENCES[error.problem]]
    except service.BadPassword as error:
        form.password.errors = [PASSWORD_SENTENCES[error.problem]]
    return None


def _require_invitation(token: str) -> None:
    try:
        invitations.require_open(db.session, token)
    except invitations.InvitationGone:
        _gone()


def _gone() -> NoReturn:
    abort(404, description=_("这个链接已经用过，或者已经失效。还没有老师时，重新启动程序会给出新的链接。"))
