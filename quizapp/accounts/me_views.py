"""我的: who I am here, and what I can change about it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from quizapp.accounts import current, limits, service, sessions
from quizapp.accounts.current import registered, viewer
from quizapp.accounts.forms import (
    NAME_TAKEN,
    PASSWORD_SENTENCES,
    WRONG_PASSWORD,
    DeleteForm,
    NameForm,
    PasswordForm,
    ZoneForm,
)
from quizapp.accounts.models import User
from quizapp.accounts.tokens import token_hash
from quizapp.accounts.views import bp
from quizapp.accounts.zones import zone_choices
from quizapp.clock import DEFAULT_ZONE
from quizapp.db import db
from quizapp.web import now


@bp.get("/me/")
def me() -> str:
    """The page itself; guests find the invitation to register here."""
    return _page()


@bp.post("/me/name")
def rename() -> ResponseReturnValue:
    """Another name, to be shown and to log in with."""
    user = registered()
    if user is None:
        return _to_login()
    form = NameForm()
    if form.validate():
        try:
            service.rename(db.session, user, form.name.data or "")
        except service.NameTaken:
            form.name.errors = [NAME_TAKEN]
        else:
            flash(_("名字改好了，下次请用“%(name)s”登录。", name=user.display_name), "success")
            return _back()
    return _page(name_form=form), 400


@bp.post("/me/time-zone")
def set_time_zone() -> ResponseReturnValue:
    """The zone by which study days begin. A guest may have one, too."""
    user = viewer()
    form = _zone_form(user)
    if not form.validate():
        return _page(zone_form=form), 400
    service.set_time_zone(db.session, current.learner(), form.time_zone.data)
    flash(_("时区改好了，从现在起按新的时区计算每一天。"), "success")
    return _back()


@bp.post("/me/password")
@limits.password_checks
def change_password() -> ResponseReturnValue:
    """A new password; all other browsers are logged out."""
    user = registered()
    if user is None:
        return _to_login()
    form = PasswordForm()
    if form.validate():
        try:
            service.change_password(
                db.session, user, form.old.data or "", form.new.data or "", kept_token=current.session_token()
            )
        except service.WrongPassword:
            form.old.errors = [WRONG_PASSWORD]
        except service.BadPassword as error:
            form.new.errors = [PASSWORD_SENTENCES[error.problem]]
        else:
            current.begin(user)
            flash(_("密码改好了，其他设备都已退出登录。"), "success")
            return _back()
    return _page(password_form=form), 400


@bp.post("/me/sessions")
def close_other_sessions() -> ResponseReturnValue:
    """Log out all other browsers."""
    user = viewer()
    if user is None:
        return _to_login()
    closed = sessions.close_others(db.session, user.id, current.session_token())
    if closed:
        flash(ngettext("已退出其他 %(num)d 台设备。", "已退出其他 %(num)d 台设备。", closed), "success")
    else:
        flash(_("没有其他设备登录着。"), "info")
    return _back()


@bp.get("/me/delete")
def delete() -> ResponseReturnValue:
    """Ask once more before everything is deleted."""
    user = viewer()
    if user is None:
        return redirect(url_for("accounts.me"), code=303)
    return render_template("accounts/delete.html", user=user, form=DeleteForm())


@bp.post("/me/delete")
@limits.password_checks
def delete_account() -> ResponseReturnValue:
    """Delete the account and all that was learned with it."""
    user = viewer()
    if user is None:
        return _to_login()
    form = DeleteForm()
    if user.is_guest or form.validate():
        try:
            service.delete_account(db.session, user, form.password.data or "")
        except service.WrongPassword:
            form.password.errors = [WRONG_PASSWORD]
        else:
            current.end()
            flash(_("账号和学习记录都已删除。"), "success")
            return redirect(url_for("accounts.login"), code=303)
    return render_template("accounts/delete.html", user=user, form=form), 400


def _page(**forms: FlaskForm) -> str:
    """The page, with the form that was sent in place of a fresh one."""
    user = viewer()
    mine = sessions.living_sessions(db.session, user.id, now()) if user else []
    own = token_hash(current.session_token())
    return render_template(
        "accounts/me.html",
        user=user,
        sessions=[(one, one.token_hash == own) for one in mine],
        **{
            "name_form": NameForm(formdata=None, name=user.display_name if user else ""),
            "zone_form": _zone_form(user, formdata=None),
            "password_form": PasswordForm(formdata=None),
            **forms,
        },
    )


def _zone_form(user: User | None, **sent: Any) -> ZoneForm:
    present = user.time_zone if user else DEFAULT_ZONE
    return ZoneForm(choices=zone_choices(get_locale(), now(), present), time_zone=present, **sent)


def _to_login() -> Response:
    flash(_("请先登录。"), "info")
    return redirect(url_for("accounts.login", next=url_for("accounts.me")), code=303)


def _back() -> Response:
    return redirect(url_for("accounts.me"), code=303)
