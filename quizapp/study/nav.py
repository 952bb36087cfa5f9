"""The two counts beside the sections of every page. Asked for only when a page shows them."""

from functools import cached_property

from sqlalchemy import select

from quizapp.accounts.current import viewer
from quizapp.clock import study_day
from quizapp.db import db
from quizapp.study.mistake_book import count_open
from quizapp.study.queue import count_due
from quizapp.web import now


class NavCounts:
    """`due`: cards to review now, new ones not counted. `mistakes`: questions in the 错题本."""

    @property
    def due(self) -> int:
        return self._counts[0]

    @property
    def mistakes(self) -> int:
        return self._counts[1]

    @cached_property
    def _counts(self) -> tuple[int, int]:
        user = viewer()
        if user is None:
            return 0, 0
        at = now()
        due = count_due(user.id, now=at, today=study_day(at, user.time_zone))
        row = db.session.execute(select(due, count_open(user.id))).one()
        return row[0], row[1]


def counts() -> dict[str, NavCounts]:
    """For the templates: `nav`."""
    return {"nav": NavCounts()}
