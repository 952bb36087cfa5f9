"""The pages that belong to no feature: health, shortcuts, the switches of language and theme."""

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from quizapp.db import db
from quizapp.web.i18n import LANGUAGES, THEMES, YEAR

bp = Blueprint("web", __name__)


@bp.get("/healthz")
def healthz() -> tuple[Response, int]:
    """200 when the process answers and the database does, else 503."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        db.session.rollback()
        return jsonify(status="error", process="ok", database="error"), 503
    return jsonify(status="ok", process="ok", database="ok"), 200


@bp.get("/shortcuts")
def shortcuts() -> str:
    """All keys on one page."""
    return render_template("web/shortcuts.html")


@bp.post("/theme")
def set_theme() -> ResponseReturnValue:
    """Keep the theme in a cookie, and go back."""
    return _keep("theme", request.form.get("theme", ""), THEMES)


@bp.post("/language")
def set_language() -> ResponseReturnValue:
    """Keep the language in a cookie, and go back."""
    return _keep("language", request.form.get("language", ""), tuple(LANGUAGES))


def _keep(name: str, value: str, allowed: tuple[str, ...]) -> ResponseReturnValue:
    if value not in allowed:
        abort(400)
    response = redirect(local_url(request.form.get("next", "")), code=303)
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True)
    return response


def local_url(target: str) -> str:
    """`target` if it is a path of this site, else the first page: nobody is sent elsewhere by a link."""
    # `//host` and `/\host` name another site, and browsers drop control characters before they look.
    is_path = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if is_path and target.isprintable() else url_for("study.today")
