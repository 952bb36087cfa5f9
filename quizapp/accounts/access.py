"""Who may open a page."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import abort, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.current import viewer
from quizapp.accounts.models import Role

P = ParamSpec("P")
R = TypeVar("R")


def require_role(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R | Response]]:
    """Let only registered users of these roles in; an admin always. Goes under the route decorator.

    Who has not logged in is sent to do so and comes back; who may not, gets 403.
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R | Response]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
            user = viewer()
            if user is None or user.is_guest:
                if request.method != "GET":
                    abort(403, description=_("请先登录，再做这件事。"))
                return redirect(url_for("accounts.login", next=request.full_path.removesuffix("?")), code=303)
            if user.role not in {*roles, Role.ADMIN}:
                abort(403)
            return view(*args, **kwargs)

        return guarded

    return decorate
