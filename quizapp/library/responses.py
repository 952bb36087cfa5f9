"""Reading a response from the form fields that `components/question_form.html` writes."""

from collections.abc import Callable

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from question_bank.grading import BadResponse
from question_bank.model import Question, QuestionType
from question_bank.questions.response import LONGEST_TEXT

__all__ = ["BadResponse", "Response", "read"]

Response = int | bool | list[str]

_TRUTH = {"true": True, "false": False}


def read(question: Question, form: MultiDict[str, str]) -> Response:
    """The response to a question, in the shape that `question_bank.grading.grade` takes.

    Raises BadResponse, with a sentence for the learner, when nothing was answered or the fields are not
    those of this question.
    """
    reader = _READERS.get(question.type)
    if reader is None:
        raise BadResponse(_("这种题型现在还不能在这里作答。"))
    return reader(question, form)


def _choice(question: Question, form: MultiDict[str, str]) -> int:
    chosen = form.get("choice", "")
    if not chosen:
        raise BadResponse(_("请先选择一个选项，再提交。"))
    if chosen not in {str(index) for index in range(len(question.options))}:
        raise BadResponse(_("这道题没有这个选项，请重新选择。"))
    return int(chosen)


def _truth(_question: Question, form: MultiDict[str, str]) -> bool:
    chosen = form.get("choice", "")
    if not chosen:
        raise BadResponse(_("请先选择“正确”或“错误”，再提交。"))
    if chosen not in _TRUTH:
        raise BadResponse(_("这道题没有这个选项，请重新选择。"))
    return _TRUTH[chosen]


def _blanks(question: Question, form: MultiDict[str, str]) -> list[str]:
    blanks = len(question.key) if isinstance(question.key, tuple) else 0
    given = [text.strip() for text in form.getlist("blank")]
    if not any(given):
        raise BadResponse(_("请先填写答案，再提交。"))
    if len(given) != blanks:
        raise BadResponse(_("收到的答案和这道题的空数对不上，请刷新页面后再填。"))
    if sum(map(len, given)) > LONGEST_TEXT:
        raise BadResponse(_("答案太长了，最多 %(count)s 个字。", count=LONGEST_TEXT))
    return given


def _rating(_question: Question, form: MultiDict[str, str]) -> int:
    rating = form.get("rating", "")
    if rating not in {"1", "2", "3", "4"}:
        raise BadResponse(_("请给自己的记忆评 1 到 4 分。"))
    return int(rating)


_READERS: dict[QuestionType, Callable[[Question, MultiDict[str, str]], Response]] = {
    QuestionType.SINGLE_CHOICE: _choice,
    QuestionType.TRUE_FALSE: _truth,
    QuestionType.CLOZE: _blanks,
    QuestionType.FLASHCARD: _rating,
}
