"""题库: every question with its proof, and the documents that prove them."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask_babel import gettext as _

from question_bank.model import QuestionType
from quizapp.db import db
from quizapp.library import catalogue, documents
from quizapp.library.catalogue import Filter, TopicCount
from quizapp.library.filters import TYPE_NAMES
from quizapp.library.rules import LONGEST_SEARCH

bp = Blueprint("library", __name__, url_prefix="/library")


@bp.get("/")
def index() -> str:
    """The questions in force: by topic and type, searched, page by page."""
    wanted = _filter()
    page = _page_number()
    topics = catalogue.topics(db.session)
    if wanted.topic and wanted.topic not in {topic.topic for topic in topics}:
        abort(404, description=_("题库里没有这个主题，请从列表里选择。"))
    found = catalogue.find(db.session, wanted, page)
    if page > found.pages:
        abort(
            404,
            description=_("这个列表没有第 %(page)s 页，一共 %(pages)s 页。", page=page, pages=found.pages),
        )
    return render_template(
        "library/index.html",
        found=found,
        topics=topics,
        types=_type_counts(topics),
        wanted=wanted,
        args=_args(wanted),
        documents=documents.listed(db.session),
    )


@bp.get("/<question_id>")
def question(question_id: str) -> str:
    """One question to think about; with `?answer=1` its key, explanation and proofs."""
    view = catalogue.question(db.session, question_id) if question_id.isprintable() else None
    if view is None:
        abort(404, description=_("题库里没有这道题。"))
    wanted = _filter()
    return render_template(
        "library/question.html",
        view=view,
        around=catalogue.neighbours(db.session, question_id, wanted),
        wanted=wanted,
        args=_args(wanted),
        answer=request.args.get("answer") == "1",
    )


@bp.get("/documents/<document_id>")
def document(document_id: str) -> str:
    """A document as clean text; `?mark=<question id>` marks what proves that question."""
    marked = request.args.get("mark", "")
    proved = catalogue.question(db.session, marked) if marked and marked.isprintable() else None
    spans = (
        [span for item in proved.question.evidence if item.document == document_id for span in item.spans]
        if proved
        else []
    )
    view = documents.read(db.session, document_id, spans) if document_id.isprintable() else None
    if view is None:
        abort(404, description=_("题库里没有这篇文章。"))
    return render_template("library/document.html", view=view, proved=proved)


def _filter() -> Filter:
    """The filter of the address. An unknown type, or a topic that cannot be one, is said to be none."""
    topic, kind = request.args.get("topic", ""), request.args.get("type", "")
    if not topic.isprintable():
        abort(404, description=_("题库里没有这个主题，请从列表里选择。"))
    if kind and kind not in set(QuestionType):
        abort(404, description=_("没有这种题型，请从列表里选择。"))
    text = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    return Filter(topic=topic, type=QuestionType(kind) if kind else None, text=text)


def _type_counts(topics: Sequence[TopicCount]) -> list[tuple[QuestionType, int]]:
    counts = [(kind, sum(topic.by_type.get(kind, 0) for topic in topics)) for kind in TYPE_NAMES]
    return [(kind, count) for kind, count in counts if count]


def _args(wanted: Filter) -> dict[str, Any]:
    """The filter as it stands in an address, without what is not asked for."""
    args = {"topic": wanted.topic, "type": wanted.type.value if wanted.type else "", "q": wanted.text}
    return {name: value for name, value in args.items() if value}


def _page_number() -> int:
    text = request.args.get("page", "1")
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) > 0):
        abort(404, description=_("页码应当是从 1 开始的整数。"))
    return int(text)
