"""闪卡: a clear question or cue in front, the verbatim answer behind."""

from __future__ import annotations

from question_bank.facts.finding import Ask, Finding
from question_bank.model import Grade, Question, QuestionType
from question_bank.questions.draft import Draft, original
from question_bank.questions.response import BadResponse

FORGOTTEN, EASY = 1, 4
LONGEST = 60
"""Characters of a front without its label."""


def grade(question: Question, response: object) -> Grade:  # noqa: ARG001 -- graders share one signature
    """Grade the learner's own rating, 1 to 4: forgotten scores nothing, anything else full."""
    if isinstance(response, bool) or not isinstance(response, int) or not FORGOTTEN <= response <= EASY:
        raise BadResponse("请给自己评1到4分。")
    return Grade(score=float(response > FORGOTTEN))


def build(ask: Ask, finding: Finding) -> Draft | None:
    """A card of a fact that can be asked as a question: the front asks, the back is verbatim."""
    front = ask.front
    back = ask.value or ask.text
    if finding.head and ask.context.label.endswith(f"{finding.head}的内容是"):
        front = ask.context.label + "什么？"
    if not front or len(front) - len(ask.context.label) > LONGEST:
        return None
    return Draft(
        QuestionType.FLASHCARD, front, back, original(ask), 0.3 + min(0.4, 0.015 * len(back)), finding, ask
    )
