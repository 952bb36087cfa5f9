"""判断题: a plain statement, true, or false by one swap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from question_bank.facts.enumerations import common_start
from question_bank.facts.finding import Answer, Ask, Finding, Kind
from question_bank.lexicon.words import PRAISE
from question_bank.model import Grade, Question, QuestionType
from question_bank.questions.draft import Draft, original, sentence
from question_bank.questions.response import BadResponse

if TYPE_CHECKING:
    from question_bank.questions.knowledge import Knowledge


LONGEST = 64
"""Characters of a statement without its label: one fact is judged at a time."""
_DIFFICULTY = {Answer.NUMBER: 0.5, Answer.YEAR: 0.5, Answer.MEMBER: 0.45}
"""The same for true and false: it must not tell the key."""


def grade(question: Question, response: object) -> Grade:
    """Grade True (对) or False (错)."""
    if not isinstance(response, bool):
        raise BadResponse("请选择“对”或者“错”。")
    return Grade(score=float(question.key is response))


def build(
    ask: Ask, finding: Finding, wrong: tuple[str, ...], knowledge: Knowledge, *, truth: bool
) -> Draft | None:
    """The statement as the text makes it, or with the value swapped for a sister of it."""
    if len(ask.blanks) != 1 or not may_be_judged(ask, finding):
        return None
    right = ask.context.passage.text[slice(*ask.blanks[0])] if ask.answer is not Answer.NAME else ask.text
    true_statement = sentence(ask.context.statement(ask.blanks, (right,)))
    if len(true_statement) - len(ask.context.label) > LONGEST:
        return None
    difficulty = _DIFFICULTY.get(ask.answer, 0.4)
    if truth and ask.answer is Answer.MEMBER and not (finding.head or _defines(ask)):
        return None  # a demand can be told in other words as well
    if truth:
        return Draft(QuestionType.TRUE_FALSE, true_statement, True, original(ask), difficulty, finding, ask)
    swapped = next((text for text in wrong if _contradicts(ask, finding, text, knowledge)), "")
    if not swapped:
        return None
    told = knowledge.told_of(swapped)
    belongs = f"“{swapped}”{told}。" if told and ask.answer in (Answer.MEMBER, Answer.TERM) else ""
    if ask.answer is Answer.NAME and (told := knowledge.who_is(swapped)):
        belongs = f"“{swapped}”{told}。"
    wrong_text, right_text = (text + _after(ask) for text in (swapped, right))
    return Draft(
        type=QuestionType.TRUE_FALSE,
        stem=sentence(ask.context.statement(ask.blanks, (swapped,))),
        key=False,
        explanation=f"“{wrong_text}”有误，应为“{right_text}”。{belongs}{original(ask)}",
        difficulty=difficulty,
        finding=finding,
        ask=ask,
        correction=true_statement,
    )


def may_be_judged(ask: Ask, finding: Finding) -> bool:
    """Whether the statement has a core that can be checked: a name, a number, a year, a defined term."""
    if ask.answer in (Answer.NUMBER, Answer.YEAR):
        return True
    if ask.answer is Answer.NAME:
        return not any(word in ask.context.statement() for word in PRAISE)
    if ask.answer is Answer.MEMBER:
        return bool(finding.head) or _defines(ask) or len(common_start(finding.members)) > 1
    return ask.answer is Answer.TERM or finding.fact.kind == Kind.DEFINITION


def _defines(ask: Ask) -> bool:
    return ask.context.quoted is not None


def _contradicts(ask: Ask, finding: Finding, text: str, knowledge: Knowledge) -> bool:
    """Whether the statement is false with `text`, not merely worded in another way or implied by the truth."""
    statement = ask.context.statement()
    match ask.answer:
        case Answer.YEAR:
            since = re.search("以来|开始|至今|年起", statement)
            return not since or text < ask.text
        case Answer.NAME:
            return not ask.open and "团队" not in statement
        case Answer.MEMBER:
            return bool(knowledge.heads_of(text)) or (_defines(ask) and not finding.head)
        case _:
            return finding.fact.kind != Kind.DEFINITION and not ask.open


def _after(ask: Ask) -> str:
    """The unit that stands behind the value: a correction quotes the whole phrase."""
    if ask.answer not in (Answer.NUMBER, Answer.YEAR):
        return ""
    text, end = ask.context.passage.text, ask.blanks[0][1]
    return ask.unit if ask.unit and text.startswith(ask.unit, end) else ""
