"""闪卡: a clear question or cue in front, the verbatim answer behind."""

from __future__ import annotations

from question_bank.model import Grade, Question
from question_bank.questions.response import BadResponse

FORGOTTEN, EASY = 1, 4


def grade(question: Question, response: object) -> Grade:  # noqa: ARG001 -- graders share one signature
    """Grade the learner's own rating, 1 to 4: forgotten scores nothing, anything else full."""
    if isinstance(response, bool) or not isinstance(response, int) or not FORGOTTEN <= response <= EASY:
        raise BadResponse("请给自己评1到4分。")
    return Grade(score=float(response > FORGOTTEN))
