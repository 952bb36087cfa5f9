"""练习: choose, answer one by one with the explanation at once, and see what it came to."""

from random import SystemRandom
from typing import Any, NoReturn

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from question_bank.grading import BadResponse
from question_bank.model import QuestionType
from quizapp.accounts.current import learner, viewer
from quizapp.accounts.models import User
from quizapp.answers.service import StaleAnswer
from quizapp.attempts import drawing, pages, rules, service
from quizapp.attempts.forms import COUNTS, USUAL_COUNT, PracticeForm
from quizapp.attempts.models import Attempt, AttemptItem
from quizapp.db import LARGEST_INTEGER, db
from quizapp.library import catalogue, responses
from quizapp.web import now

bp = Blueprint("attempts", __name__, url_prefix="/practice")

ID = f"<int(max={LARGEST_INTEGER}):attempt_id>"
ITEM = f"/{ID}/<int(max={LARGEST_INTEGER}):number>"


@bp.route("/", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Choose topics, types and number, and begin. `?topic=` and `?type=` choose beforehand."""
    topics = [topic for topic in catalogue.topics(db.session) if pages.practicable(topic)]
    types = [type_ for type_ in rules.PRACTICE_TYPES if any(type_ in topic.by_type for topic in topics)]
    form = PracticeForm(
        [topic.topic for topic in topics],
        [type_.value for type_ in types],
        data={"topic": request.args.getlist("topic"), "type": request.args.getlist("type")},
    )
    if form.validate_on_submit():
        settings = {"topics": form.topic.data, "types": form.type.data, "count": form.number}
        if (begun := _begin(settings)) is not None:
            return begun
        form.form_errors.append(_("这样选没有题目，请换一个主题或题型。"))
    user = viewer()
    page = render_template(
        "attempts/new.html",
        form=form,
        topics=topics,
        types=types,
        counts={topic.topic: pages.practicable(topic) for topic in topics},
        unfinished=service.unfinished(db.session, user.id) if user else None,
        choices_of_count=COUNTS,
        usual_count=USUAL_COUNT,
    )
    return page, 400 if form.errors else 200


@bp.post("/quick")
def quick() -> ResponseReturnValue:
    """Ten questions of everything, for the impatient."""
    begun = _begin({"topics": [], "types": [], "count": USUAL_COUNT})
    return begun or abort(409, description=_("题库里还没有可以练习的题目。"))


@bp.get(f"/{ID}/")
def resume(attempt_id: int) -> ResponseReturnValue:
    """To the first question without an answer, or to the summary."""
    attempt = _attempt(attempt_id)
    if attempt.is_finished:
        return redirect(url_for("attempts.summary", attempt_id=attempt_id))
    return redirect(url_for("attempts.item", attempt_id=attempt_id, number=attempt.next_number))


@bp.get(ITEM)
def item(attempt_id: int, number: int) -> ResponseReturnValue:
    """A question to answer; once answered, its result."""
    attempt, found = _item(attempt_id, number)
    if found.shown_at is None and not attempt.is_finished:
        service.show(db.session, found.id, now())
        attempt, found = _item(attempt_id, number)
    return render_template("attempts/item.html", **pages.item_page(db.session, attempt, found, now()))


@bp.post(ITEM)
def answer(attempt_id: int, number: int) -> ResponseReturnValue:
    """Record the response, and show the question again with its result."""
    _attempt_row, found = _item(attempt_id, number)
    question = pages.question_of(db.session, found)
    if request.form.get("version_id", str(found.version_id)) != str(found.version_id):
        abort(409, description=_("这一页属于另一道题，没有提交。请回到练习再作答。"))
    try:
        response = responses.read(question, request.form)
        submitted = service.submit(db.session, _owner(), found.id, response, now())
    except BadResponse as problem:
        attempt, found = _item(attempt_id, number)
        given = pages.item_page(db.session, attempt, found, now(), problem=str(problem), form=request.form)
        return render_template("attempts/item.html", **given), 400
    except StaleAnswer as stale:
        abort(409, description=str(stale))
    except service.AttemptOver:
        abort(409, description=_("这次练习已经交卷，不能再作答。可以在成绩页再练一组。"))
    if not submitted.fresh and submitted.answer.response != response:
        flash(_("这道题已经答过，以第一次的答案为准。"), "warning")
    return redirect(url_for("attempts.item", attempt_id=attempt_id, number=number), code=303)


@bp.post(f"{ITEM}/flag")
def flag(attempt_id: int, number: int) -> ResponseReturnValue:
    """Mark a question, or take the mark away."""
    _attempt_row, found = _item(attempt_id, number)
    flagged = request.form.get("flagged")
    if flagged not in {"0", "1"}:
        abort(400)
    service.flag(db.session, found.id, flagged=flagged == "1")
    return redirect(url_for("attempts.item", attempt_id=attempt_id, number=number), code=303)


@bp.route(f"/{ID}/finish", methods=["GET", "POST"])
def finish(attempt_id: int) -> ResponseReturnValue:
    """Hand in; asks first, since what is open then stays open."""
    attempt = _attempt(attempt_id)
    if request.method == "POST":
        service.finish(db.session, attempt_id, now())
    elif not attempt.is_finished:
        return render_template("attempts/finish.html", attempt=attempt, sheet=pages.sheet(attempt))
    return redirect(url_for("attempts.summary", attempt_id=attempt_id), code=303)


@bp.get(f"/{ID}/summary")
def summary(attempt_id: int) -> ResponseReturnValue:
    """What the attempt came to, with the mistakes and their keys."""
    attempt = _attempt(attempt_id)
    if not attempt.is_finished:
        return redirect(url_for("attempts.resume", attempt_id=attempt_id))
    return render_template("attempts/summary.html", **pages.summary_page(db.session, attempt))


@bp.post(f"/{ID}/again")
def again(attempt_id: int) -> ResponseReturnValue:
    """Begin anew: with the mistakes of this attempt (`what=mistakes`), or with others drawn the same way."""
    attempt = _attempt(attempt_id)
    what = request.form.get("what")
    if what == "mistakes":
        wrong = [mistake.question_id for mistake in service.mistakes(attempt)]
        begun = _begin(dict(attempt.settings), wrong)
    elif what == "same":
        begun = _begin(dict(attempt.settings))
    else:
        abort(400)
    return begun or abort(409, description=_("这样选没有题目，请回到练习页重新选择。"))


def _begin(settings: dict[str, Any], question_ids: list[str] | None = None) -> ResponseReturnValue | None:
    """Start an attempt and go to its first question; None when there is nothing to practise.

    A guest is made only once it is sure that there is something to do.
    """
    user = viewer()
    random = SystemRandom()
    if question_ids is None:
        question_ids = drawing.draw(
            db.session,
            user.id if user else None,
            topics=settings["topics"],
            types=[QuestionType(type_) for type_ in settings["types"]],
            count=settings["count"],
            random=random,
        )
        if 0 < len(question_ids) < settings["count"]:
            flash(
                ngettext(
                    "符合条件的题目只有 %(num)s 道，已全部选入。",
                    "符合条件的题目只有 %(num)s 道，已全部选入。",
                    len(question_ids),
                )
            )
    if not question_ids:
        return None
    try:
        attempt = service.start(
            db.session, learner(), question_ids, now=now(), random=random, settings=settings
        )
    except service.NothingToPractise:
        return None
    return redirect(url_for("attempts.item", attempt_id=attempt.id, number=1), code=303)


def _owner() -> User:
    return viewer() or _not_found()


def _attempt(attempt_id: int) -> Attempt:
    return service.attempt_of(db.session, _owner().id, attempt_id) or _not_found()


def _not_found() -> NoReturn:
    abort(404, description=_("没有找到这次练习。它可能属于别人，或者需要先登录。"))


def _item(attempt_id: int, number: int) -> tuple[Attempt, AttemptItem]:
    attempt = _attempt(attempt_id)
    if not 1 <= number <= len(attempt.items):
        abort(
            404,
            description=ngettext(
                "这次练习只有 %(num)s 道题。", "这次练习只有 %(num)s 道题。", len(attempt.items)
            ),
        )
    return attempt, attempt.items[number - 1]
