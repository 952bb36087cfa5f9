"""填空题: a sentence of the text with `____` in place of a term, a name or a number."""

from __future__ import annotations

import re

from question_bank.facts.finding import Answer, Ask, Finding
from question_bank.model import Grade, Question, QuestionType
from question_bank.normal_form import same_answer
from question_bank.questions.draft import CLOZE_BLANK, Draft, original, sentence
from question_bank.questions.response import texts

_PAIR = re.compile("([\u4e00-\u9fff]{2,5})[和与及]([\u4e00-\u9fff]{2,5})")


def grade(question: Question, response: object) -> Grade:
    """Grade one text a blank, in order. The score is the share of blanks that are right."""
    groups = question.key
    if not isinstance(groups, tuple):
        raise TypeError("the key of a cloze is a group of accepted texts for each blank")
    given = texts(response, len(groups))
    parts = tuple(
        any(same_answer(text, str(accepted)) for accepted in group)
        for text, group in zip(given, groups, strict=True)
        if isinstance(group, tuple)
    )
    return Grade(score=sum(parts) / len(parts), parts=parts)


def _variants(group: tuple[str, ...], answer: Answer) -> list[str]:
    """What a teacher accepts as well: 与 and 、 for 和, an equal pair in the other order, 多 for 余, 1000 for 千."""
    found: list[str] = []
    for text in group:
        if answer is Answer.NUMBER:
            found += [text.replace("余", "多"), text.replace("多", "余")]
        elif pair := _PAIR.fullmatch(text):
            one, other = pair[1], pair[2]
            found += [
                a + link + b for a, b in ((one, other), (other, one)) for link in ("和", "与", "及", "、", "")
            ]
    return found


def build(ask: Ask, finding: Finding) -> Draft | None:
    """The statement with `____` in place of each value. None where something else would fit as well."""
    if ask.open:
        return None
    stem = sentence(ask.context.statement(ask.blanks, tuple(CLOZE_BLANK for _ in ask.blanks)))
    number = ask.answer in (Answer.NUMBER, Answer.YEAR)
    longest = max(len(group[0]) for group in ask.accepted)
    difficulty = (0.65 if number else 0.5) + min(0.25, 0.02 * longest) + 0.05 * (len(ask.blanks) - 1)
    accepted = tuple(tuple(dict.fromkeys((*group, *_variants(group, ask.answer)))) for group in ask.accepted)
    return Draft(QuestionType.CLOZE, stem, accepted, original(ask), difficulty, finding, ask)
