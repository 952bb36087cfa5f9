"""判断题: a plain statement, true, or false by one swap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from question_bank.facts.finding import Answer, Ask, Finding
from question_bank.model import Grade, Question, QuestionType
from question_bank.questions.draft import Draft, original, sentence
from question_bank.questions.response import BadResponse

if TYPE_CHECKING:
    from question_bank.questions.knowledge import Knowledge


def grade(question: Question, response: object) -> Grade:
    """Grade True (对) or False (错)."""
    if not isinstance(response, bool):
        raise BadResponse("请选择“对”或者“错”。")
    return Grade(score=float(question.key is response))


def build(
    ask: Ask, finding: Finding, wrong: tuple[str, ...], knowledge: Knowledge, *, truth: bool
) -> Draft | None:
    """The statement as the text makes it, or with the value swapped for a sister of it."""
    if len(ask.blanks) != 1:
        return None
    right = ask.context.passage.text[slice(*ask.blanks[0])] if ask.answer is not Answer.NAME else ask.text
    true_statement = sentence(ask.context.statement(ask.blanks, (right,)))
    if truth:
        return Draft(QuestionType.TRUE_FALSE, true_statement, True, original(ask), 0.35, finding, ask)
    if not wrong or ask.open:
        return None
    swapped = wrong[0]
    heads = [head for head in knowledge.heads_of(swapped) if head != finding.head]
    belongs = f"“{swapped}”是{heads[0]}的内容。" if len(heads) == 1 else ""
    return Draft(
        type=QuestionType.TRUE_FALSE,
        stem=sentence(ask.context.statement(ask.blanks, (swapped,))),
        key=False,
        explanation=f"“{swapped}”有误，应为“{right}”。{belongs}{original(ask)}",
        difficulty=0.5,
        finding=finding,
        ask=ask,
        correction=true_statement,
    )
