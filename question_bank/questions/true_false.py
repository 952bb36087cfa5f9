"""判断题: a plain statement, true, or false by one swap."""

from __future__ import annotations

from question_bank.model import Grade, Question
from question_bank.questions.response import BadResponse


def grade(question: Question, response: object) -> Grade:
    """Grade True (对) or False (错)."""
    if not isinstance(response, bool):
        raise BadResponse("请选择“对”或者“错”。")
    return Grade(score=float(question.key is response))
