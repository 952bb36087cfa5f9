"""What the templates of questions need beyond the bank's own records."""

from collections.abc import Sequence
from datetime import date

from flask import Flask
from flask_babel import format_date
from flask_babel import lazy_gettext as _l

from question_bank.model import Question, QuestionType

TYPE_NAMES = {
    QuestionType.SINGLE_CHOICE: _l("单选题"),
    QuestionType.MULTIPLE_CHOICE: _l("多选题"),
    QuestionType.TRUE_FALSE: _l("判断题"),
    QuestionType.CLOZE: _l("填空题"),
    QuestionType.NUMERIC: _l("数值题"),
    QuestionType.MATCHING: _l("连线题"),
    QuestionType.ORDERING: _l("排序题"),
    QuestionType.SHORT_ANSWER: _l("简答题"),
    QuestionType.RIDDLE: _l("猜谜题"),
    QuestionType.FLASHCARD: _l("闪卡"),
}
"""Names of the types, in the order in which pages list them."""


def init_app(app: Flask) -> None:
    """Give the templates `choices(order)`, `document_date`, `plain_stem` and `type_name`."""
    app.add_template_filter(choices, "choices")
    app.add_template_filter(document_date, "document_date")
    app.add_template_filter(plain_stem, "plain_stem")
    app.add_template_filter(type_name, "type_name")


def choices(question: Question, order: Sequence[int] | None = None) -> list[tuple[int, str]]:
    """The options as shown: `(index in the bank, text)`. Without an order, as in the bank."""
    shown = range(len(question.options)) if order is None else order
    return [(index, question.options[index]) for index in shown]


def plain_stem(stem: str) -> str:
    """A stem as running text, for lists and titles: its blanks are drawn with characters."""
    return " ".join(stem.replace("____", "＿＿＿").replace("（ ）", "（　　）").split("\n"))


def document_date(text: str) -> str:
    """The date of a document in the reader's language; what is no full date stays as it is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return str(format_date(day, "long"))


def type_name(kind: str) -> str:
    """The name of a question type in the reader's language."""
    return str(TYPE_NAMES[QuestionType(kind)])
