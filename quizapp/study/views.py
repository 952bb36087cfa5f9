"""今日, 复习, 错题本 and the study settings."""

from random import SystemRandom

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from quizapp.accounts.current import learner, viewer
from quizapp.answers.service import StaleAnswer
from quizapp.attempts import service as attempts
from quizapp.clock import DEFAULT_ZONE, study_day
from quizapp.db import LARGEST_INTEGER, db
from quizapp.study import mistake_book, review_page, service, wording
from quizapp.study.forms import LEAST_PERCENT, MOST_PERCENT, SettingsForm
from quizapp.study.scheduling import Rating
from quizapp.study.service import Graded
from quizapp.study.today import today_of
from quizapp.web import now

bp = Blueprint("study", __name__)

LONGEST_ID = 64


@bp.get("/")
def today() -> str:
    """What is due today, the goal, the week, what comes and what is weak."""
    user = viewer()
    zone = user.time_zone if user else DEFAULT_ZONE
    figures = today_of(db.session, user, zone=zone, now=now())
    return render_template("study/today.html", figures=figures, words=wording, now=now(), zone=zone)


@bp.get("/review/")
def review() -> ResponseReturnValue:
    """The front of the next card, its back with `show`, or what was done when nothing is left.

    `card` names a question that is to be shown instead of the next one, as long as it may be reviewed now.
    """
    user = viewer()
    wanted = _text(request.args, "card")[: LONGEST_ID + 1]
    shown = review_page.find(db.session, user, wanted, now=now())
    if shown.card is None:
        if "show" in request.args or wanted:
            return redirect(url_for("study.review"))
        return render_template(
            "study/finished.html", **review_page.finished(db.session, user, shown, now=now())
        )
    since = request.args.get("since", type=int)
    if "show" in request.args:
        return render_template(
            "study/back.html", **review_page.back(db.session, user, shown, since, now=now())
        )
    return render_template("study/front.html", **review_page.front(db.session, user, shown, now=now()))


@bp.post("/review/grade")
def grade() -> ResponseReturnValue:
    """Log a grade, and go on to the next card."""
    question_id = _text(request.form, "question_id")
    rating = request.form.get("rating", "")
    client_id = _text(request.form, "client_id")
    version_id, reps = _whole("version_id"), _whole("reps")
    if rating not in {"1", "2", "3", "4"}:
        abort(400, description=_("请在重来、困难、良好、简单中选一个。"))
    if not 0 < len(question_id) <= LONGEST_ID or not 0 < len(client_id) <= LONGEST_ID:
        abort(400)
    try:
        became = service.grade(
            db.session,
            learner(),
            question_id=question_id,
            version_id=version_id,
            reps=reps,
            rating=Rating(int(rating)),
            client_id=client_id,
            taken_ms=review_page.taken_ms(request.form.get("since", type=int), now()),
            now=now(),
        )
    except service.NoSuchCard:
        abort(404, description=_("没有这张卡片，什么也没有记录。请回到复习继续。"))
    except StaleAnswer as stale:
        abort(409, description=str(stale))
    if became is Graded.STALE:
        flash(_("刚才那张卡片已经变动，这次评分没有计入。这是现在该复习的卡片。"), "warning")
    return redirect(url_for("study.review"), code=303)


@bp.post("/review/undo")
def undo() -> ResponseReturnValue:
    """Take the last grade back, and show its card again."""
    user = viewer()
    answer_id = _whole("answer_id")
    question_id = service.undo(db.session, user, answer_id, now()) if user else None
    if question_id is None:
        flash(_("这一步已经撤销，或者不能再撤销了。"), "warning")
        return redirect(url_for("study.review"), code=303)
    flash(_("已撤销，请重新评分。"), "success")
    return redirect(url_for("study.review", card=question_id), code=303)


@bp.get("/mistakes/")
def mistakes() -> str:
    """The 错题本, by topic."""
    user = viewer()
    topic = _text(request.args, "topic")[:200]
    topics = mistake_book.topics(db.session, user.id) if user else []
    listed = None
    if user:
        page = min(max(request.args.get("page", 1, type=int), 1), LARGEST_INTEGER)
        zone = user.time_zone
        day = study_day(now(), zone)
        listed = mistake_book.listed(db.session, user.id, topic=topic, page=page, today=day, zone=zone)
    return render_template(
        "study/mistakes.html",
        topics=topics,
        total=sum(count for _topic, count in topics),
        topic=topic,
        listed=listed,
        practicable=bool(user and mistake_book.to_practise(db.session, user.id, topic)),
        words=wording,
    )


@bp.post("/mistakes/practice")
def practise_mistakes() -> ResponseReturnValue:
    """Begin a practice of the mistakes of a topic, or of all."""
    user = viewer()
    topic = _text(request.form, "topic")[:200]
    chosen = mistake_book.to_practise(db.session, user.id, topic) if user else []
    if user is not None and chosen:
        try:
            attempt = attempts.start(db.session, user, chosen, now=now(), random=SystemRandom())
        except attempts.NothingToPractise:
            pass
        else:
            return redirect(url_for("attempts.item", attempt_id=attempt.id, number=1), code=303)
    flash(_("这里没有可以练习的错题。闪卡的错题会在复习里再出现。"), "info")
    return redirect(url_for("study.mistakes", topic=topic or None), code=303)


@bp.route("/me/study", methods=["GET", "POST"])
def settings() -> ResponseReturnValue:
    """Daily goal, new cards a day, share of recalls wished for."""
    user = viewer()
    known = service.settings_of(db.session, user.id if user else None)
    form = SettingsForm(
        data={
            "daily_goal": known.daily_goal,
            "new_per_day": known.new_per_day,
            "retention_percent": round(known.retention * 100),
        }
    )
    if form.validate_on_submit():
        goal, new, percent = form.numbers
        service.save_settings(
            db.session, learner(), daily_goal=goal, new_per_day=new, retention=percent / 100, now=now()
        )
        flash(_("学习设置已保存，从下一次复习起生效。"), "success")
        return redirect(url_for("study.settings"), code=303)
    page = render_template("study/settings.html", form=form, least=LEAST_PERCENT, most=MOST_PERCENT)
    return page, 400 if form.errors else 200


def _text(values: MultiDict[str, str], name: str) -> str:
    """A value that the database is asked for. PostgreSQL refuses NUL, so it is read as browsers show it."""
    return values.get(name, "").replace("\0", "\ufffd")


def _whole(name: str) -> int:
    """A hidden number of a form. A form that lacks it was not made by us."""
    text = request.form.get(name, "")
    if not text.isascii() or not text.isdecimal() or len(text) > 10 or int(text) > LARGEST_INTEGER:
        abort(400)
    return int(text)
