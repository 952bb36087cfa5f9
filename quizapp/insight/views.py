"""The statistics page."""

from flask import Blueprint, render_template, request

from quizapp.accounts.current import viewer
from quizapp.clock import study_day
from quizapp.db import db
from quizapp.insight import figures, rules
from quizapp.library.filters import TYPE_NAMES
from quizapp.study import wording
from quizapp.study.queue import forecast
from quizapp.web import now

TOPICS_SHOWN = 12
"""Topics that the page lists unless asked for all."""

bp = Blueprint("insight", __name__)


@bp.get("/statistics/")
def statistics() -> str:
    """What the learner has done, by day, type and topic; an invitation for who has done nothing yet."""
    user = viewer()
    days = figures.days(db.session, user.id) if user else []
    if user is None or not days:
        return render_template("insight/empty.html")
    today = study_day(now(), user.time_zone)
    asked = request.args.get("days", type=int)
    period = asked if asked in rules.PERIODS else rules.PERIODS[0]
    shown = None if request.args.get("topics") == "all" else TOPICS_SHOWN
    shares = figures.shares(db.session, user.id)
    topics = [share for share in shares.topics if share.seen]
    return render_template(
        "insight/statistics.html",
        totals=rules.totals(days, today),
        period=period,
        periods=rules.PERIODS,
        days=rules.last_days(days, today, period),
        topics=topics[:shown],
        topics_asked="all" if shown is None else None,
        hidden_topics=len(topics[shown:]) if shown else 0,
        types=[share for share in shares.types if share.seen],
        cards=figures.card_states(db.session, user.id, shares.types),
        type_names=TYPE_NAMES,
        due=wording.bars_of(forecast(db.session, user.id, today=today), today),
    )
