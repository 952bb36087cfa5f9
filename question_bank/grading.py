"""The one grader for every way of learning: pure, the same in study, classes and contests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.model import Grade, Question, QuestionType
from question_bank.questions import cloze, flashcard, single_choice, true_false
from question_bank.questions.response import BadResponse

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BadResponse", "grade"]

_GRADERS: dict[QuestionType, Callable[[Question, object], Grade]] = {
    QuestionType.SINGLE_CHOICE: single_choice.grade,
    QuestionType.TRUE_FALSE: true_false.grade,
    QuestionType.CLOZE: cloze.grade,
    QuestionType.FLASHCARD: flashcard.grade,
}


def grade(question: Question, response: object) -> Grade:
    """Grade a response.

    single_choice: an index into `options` · true_false: a bool · cloze: a list of texts, one a blank ·
    flashcard: the learner's own rating, 1 (forgotten) to 4 (easy).
    Raises BadResponse, with a sentence for the learner, for anything else.
    """
    grader = _GRADERS.get(question.type)
    if grader is None:
        raise BadResponse("这种题型现在还不能评分。")
    return grader(question, response)
