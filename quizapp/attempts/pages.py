"""What the templates of practice are given: a question as this attempt shows it, the answer sheet, the summary."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from question_bank.model import Question
from quizapp.answers.service import grade_of
from quizapp.attempts import rules
from quizapp.attempts.models import Attempt, AttemptItem
from quizapp.attempts.service import mistakes
from quizapp.db import AnySession
from quizapp.library import catalogue, proofs
from quizapp.library.catalogue import TopicCount

WEAK = 80
"""Percent right below which a topic is named as one to look at again."""


def stopwatch(time: timedelta) -> str:
    """A length of time as a stopwatch shows it: `03:20`, or `1:03:20` from an hour on."""
    minutes, seconds = divmod(int(time.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def practicable(topic: TopicCount) -> int:
    """How many questions of a topic can be practised."""
    return sum(topic.by_type.get(type_, 0) for type_ in rules.PRACTICE_TYPES)


def question_of(session: AnySession, item: AttemptItem) -> Question:
    """The question of an item, in the version it was drawn in."""
    return catalogue.versions_of(session, [item.version_id])[item.version_id]


def sheet(attempt: Attempt) -> list[dict[str, Any]]:
    """The cells of the answer sheet, as `components/sheet.html` takes them."""
    return [
        {
            "number": item.number,
            "url": url_for("attempts.item", attempt_id=attempt.id, number=item.number),
            "state": _state(item),
            "flagged": item.flagged,
        }
        for item in attempt.items
    ]


def _state(item: AttemptItem) -> str:
    if item.answer is None:
        return ""
    if item.answer.right:
        return "right"
    return "part" if item.answer.score > 0 else "wrong"


def item_page(
    session: AnySession,
    attempt: Attempt,
    item: AttemptItem,
    now: datetime,
    *,
    problem: str = "",
    form: MultiDict[str, str] | None = None,
) -> dict[str, Any]:
    """One question. Key, explanation and proofs are only in it once the question is answered, or the attempt
    handed in. `problem` is what was wrong with the response in `form`, which stays in the fields."""
    question = question_of(session, item)
    open_ = item.answer is None and not attempt.is_finished
    page: dict[str, Any] = {
        "attempt": attempt,
        "item": item,
        "question": question,
        "sheet": sheet(attempt),
        "open": open_,
        "problem": problem,
        "order": item.option_order or None,
        "response": form.getlist("blank") if form else None,
        "grade": None,
        "proofs": [],
        "elapsed": _elapsed(attempt, item, now) if open_ else _spent(attempt),
        "following": _following(attempt, item),
    }
    if not open_:
        page["proofs"] = proofs.proofs(session, question)
    if item.answer is not None:
        page["response"] = item.answer.response
        page["grade"] = grade_of(item.answer)
    return page


def _following(attempt: Attempt, item: AttemptItem) -> int | None:
    """The number to go on to: the next one, or from the last one back to what is still open; None at the end."""
    if item.number < len(attempt.items):
        return item.number + 1
    return None if attempt.is_finished or attempt.next_number == item.number else attempt.next_number


def _spent(attempt: Attempt) -> timedelta:
    return timedelta(milliseconds=sum(item.answer.taken_ms for item in attempt.items if item.answer))


def _elapsed(attempt: Attempt, item: AttemptItem, now: datetime) -> timedelta:
    last = max((other.answer.answered_at for other in attempt.items if other.answer), default=None)
    return _spent(attempt) + rules.time_taken(item.shown_at, last, now)


def summary_page(session: AnySession, attempt: Attempt) -> dict[str, Any]:
    """The sum of an attempt, and its mistakes with what would have been right."""
    versions = catalogue.versions_of(session, [item.version_id for item in attempt.items])
    summary = rules.summarise([_outcome(item, versions) for item in attempt.items])
    return {
        "attempt": attempt,
        "summary": summary,
        "sheet": sheet(attempt),
        "mistakes": [(item, versions[item.version_id]) for item in mistakes(attempt)],
        "weak": next((share.name for share in summary.by_topic if share.name and share.percent < WEAK), ""),
    }


def _outcome(item: AttemptItem, versions: Mapping[int, Question]) -> rules.Outcome:
    question = versions[item.version_id]
    return rules.Outcome(
        topic=question.topic,
        type=question.type,
        score=item.answer.score if item.answer else None,
        taken_ms=item.answer.taken_ms if item.answer else 0,
    )
