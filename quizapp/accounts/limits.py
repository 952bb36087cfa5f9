"""How often somebody may try. Guessing must be slow; a whole class behind one address must get in."""

import math
import time

from flask import Response, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_limiter.util import get_remote_address

from quizapp.accounts.current import viewer
from quizapp.accounts.rules import name_key
from quizapp.accounts.tokens import token_hash
from quizapp.web.safety import limiter


def _failed(response: Response) -> bool:
    return response.status_code == 400


def _name() -> str:
    return "name:" + token_hash(name_key(request.form.get("name", "")))


def _user() -> str:
    user = viewer()
    return f"user:{user.id}" if user else "address:" + get_remote_address()


def _sentence() -> str:
    limit = limiter.current_limit
    seconds = max(1, math.ceil(limit.reset_at - time.time())) if limit else 60
    if seconds <= 90:
        wait = ngettext("%(num)d 秒", "%(num)d 秒", seconds)
    else:
        wait = ngettext("%(num)d 分钟", "%(num)d 分钟", math.ceil(seconds / 60))
    return str(_("尝试得太多了，请在 %(wait)s后再试。", wait=wait))


guesses_for_a_name = limiter.limit(
    "5/minute;20/hour", key_func=_name, methods=["POST"], deduct_when=_failed, error_message=_sentence
)
"""Failed logins to one name, from wherever they come."""

guesses_from_an_address = limiter.limit(
    "30/minute", methods=["POST"], deduct_when=_failed, error_message=_sentence
)
"""Failed logins from one address, to whichever names. Successful ones do not count."""

registrations = limiter.limit("100 per 10 minutes", methods=["POST"], error_message=_sentence)
"""Registrations from one address: two classes may register at once behind one router."""

password_checks = limiter.limit(
    "5/minute", key_func=_user, methods=["POST"], deduct_when=_failed, error_message=_sentence
)
"""Wrong passwords of a user who is logged in already, perhaps at a computer left open."""
