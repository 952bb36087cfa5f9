"""单选题: one statement with one `（ ）`, four options, one right."""

from __future__ import annotations

from question_bank.model import Grade, Question
from question_bank.questions.response import option_index


def grade(question: Question, response: object) -> Grade:
    """Grade the index of the chosen option: all or nothing."""
    chosen = option_index(response, len(question.options))
    return Grade(score=float(question.key == (chosen,)))
