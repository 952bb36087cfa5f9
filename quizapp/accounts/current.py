"""Who sends this request: the cookie read, guests made on the first deed, logins begun and ended."""

import logging

from flask import Flask, g, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, current_user, login_user, logout_user
from sqlalchemy.exc import DBAPIError

from quizapp.accounts import service, sessions
from quizapp.accounts.models import User
from quizapp.accounts.rules import browser_label
from quizapp.db import db, transaction
from quizapp.web import now

log = logging.getLogger("quizapp")

TOKEN = "login"  # noqa: S105 -- the name of the field in the cookie, not a secret
FORM_TOKEN = "csrf_token"  # noqa: S105 -- likewise


class _CookieOverTls(SecureCookieSessionInterface):
    """The cookie asks for TLS when the page came by TLS; a classroom's plain LAN address still works."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 -- the interface hands it in
        return request.is_secure


def viewer() -> User | None:
    """The user of this request, registered or guest; None when nothing was done here yet. For GET pages."""
    return current_user._get_current_object() if current_user.is_authenticated else None  # noqa: SLF001


def registered() -> User | None:
    """The user of this request if it is a registered one."""
    user = viewer()
    return None if user is None or user.is_guest else user


def learner() -> User:
    """The user of this request; makes and logs in a guest when there is none. For views that write."""
    known = viewer()
    if known is not None:
        return known
    with transaction(db.session):
        guest = service.create_guest(db.session, now())
        token = sessions.open_session(db.session, guest, _browser(), now())
    _keep_in_cookie(guest, token)
    return guest


def session_token() -> str:
    """The token of the session of this request; empty when nobody is logged in."""
    return str(session.get(TOKEN, ""))


def begin(user: User) -> None:
    """Log a user in on this browser, under a new token: what was known before the login opens nothing.

    A guest who was here until now brings the work along.
    """
    before = viewer()
    with transaction(db.session):
        if before is not None and before.is_guest and before.id != user.id:
            service.merge_guest(db.session, before, user)
        if old := session_token():
            sessions.close_session(db.session, old)
        token = sessions.open_session(db.session, user, _browser(), now())
    session.pop(FORM_TOKEN, None)
    _keep_in_cookie(user, token)


def end() -> None:
    """Log out on this browser."""
    if token := session_token():
        sessions.close_session(db.session, token)
    logout_user()
    session.clear()


def init_app(app: Flask) -> None:
    """Set up Flask-Login over the rows of `login_sessions`, and keep the session cookie for `LIFETIME`."""
    manager = LoginManager()
    # A session is a row that can be revoked; guessing from the address and the browser's name whether the
    # cookie was moved would only log out phones that change networks.
    manager.session_protection = None
    manager.user_loader(_load)
    manager.init_app(app)
    app.session_interface = _CookieOverTls()
    app.config["PERMANENT_SESSION_LIFETIME"] = sessions.LIFETIME
    # The cookie is renewed when the row is touched, not by every response: never by a file that may be cached.
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    app.before_request(_touch)


def _load(user_id: str) -> User | None:
    if g.get("login_unreadable"):
        return None  # the database just failed: the page that says so is for nobody in particular
    g.login_unreadable = True
    token = session_token()
    found = sessions.find_session(db.session, token, now()) if token else None
    g.login_unreadable = False
    return found.user if found and str(found.user_id) == user_id else None


def _touch() -> None:
    if request.endpoint in {"static", "web.healthz"} or viewer() is None:
        return
    try:
        noted = sessions.touch(db.session, session_token(), now())
    except DBAPIError as error:
        # Reading goes on while the database is locked or read-only.
        log.warning("session not touched", extra={"reason": str(error.orig)})
        return
    if noted:
        session.modified = True


def _keep_in_cookie(user: User, token: str) -> None:
    session[TOKEN] = token
    session.permanent = True
    login_user(user)


def _browser() -> str:
    return browser_label(request.headers.get("User-Agent", "")[:400])
