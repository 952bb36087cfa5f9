"""单选题: one statement with one `（ ）`, four options, one right."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from question_bank.facts.finding import Answer, Ask, Finding
from question_bank.lexicon.numbers import magnitude
from question_bank.model import Grade, Question, QuestionType
from question_bank.normal_form import normal_form
from question_bank.questions.draft import ONE_BLANK, Draft, original, sentence
from question_bank.questions.response import option_index

if TYPE_CHECKING:
    from question_bank.questions.knowledge import Knowledge

OPTIONS = 4
_ORDERED = (Answer.NUMBER, Answer.YEAR)
_BASE = {Answer.NAME: 0.4, Answer.MEMBER: 0.45, Answer.CORE: 0.45, Answer.NUMBER: 0.55, Answer.YEAR: 0.5}


def grade(question: Question, response: object) -> Grade:
    """Grade the index of the chosen option: all or nothing."""
    chosen = option_index(response, len(question.options))
    return Grade(score=float(question.key == (chosen,)))


def build(ask: Ask, finding: Finding, wrong: tuple[str, ...], knowledge: Knowledge) -> Draft | None:
    """The statement with a bracket in place of the value. None without three distractors, or with two blanks."""
    if len(ask.blanks) != 1 or len(wrong) < OPTIONS - 1:
        return None
    key = ask.context.passage.text[slice(*ask.blanks[0])] if ask.answer is not Answer.NAME else ask.text
    stem = sentence(ask.context.statement(ask.blanks, (ONE_BLANK,)))
    options = _in_order(ask, (key, *wrong[: OPTIONS - 1]), stem)
    explanation = original(ask) + _why_not(finding, wrong, knowledge)
    return _draft(stem, options, key, explanation, _difficulty(ask, key, wrong), finding, ask)


def build_membership(
    ask: Ask, finding: Finding, wrong: tuple[str, ...], knowledge: Knowledge, *, negative: bool
) -> Draft | None:
    """下列各项中，属于…内容的是（ ）; negative: 不属于, which needs the list to be complete."""
    if not finding.head or ask.answer is not Answer.MEMBER:
        return None
    label = ask.context.label.removesuffix(f"{finding.head}的内容是")
    if label == ask.context.label:
        return None
    foreign = [
        text for text in wrong if knowledge.heads_of(text) and finding.head not in knowledge.heads_of(text)
    ]
    if negative:
        own = [m for m in finding.members if m != ask.text][: OPTIONS - 2]
        if not foreign or len(own) < OPTIONS - 2:
            return None
        key, options = foreign[0], (foreign[0], ask.text, *own)
        stem = f"{label}下列各项中，不属于{finding.head}内容的是{ONE_BLANK}。"
    else:
        if len(foreign) < OPTIONS - 1:
            return None
        key, options = ask.text, (ask.text, *foreign[: OPTIONS - 1])
        stem = f"{label}下列各项中，属于{finding.head}内容的是{ONE_BLANK}。"
    explanation = original(ask) + _why_not(finding, tuple(foreign if negative is False else [key]), knowledge)
    return _draft(
        stem, _in_order(ask, options, stem), key, explanation, 0.5 if negative else 0.4, finding, ask
    )


def _draft(  # noqa: PLR0917 -- read in this order everywhere
    stem: str,
    options: tuple[str, ...],
    key: str,
    explanation: str,
    difficulty: float,
    finding: Finding,
    ask: Ask,
) -> Draft:
    return Draft(
        type=QuestionType.SINGLE_CHOICE,
        stem=stem,
        key=(options.index(key),),
        explanation=explanation,
        difficulty=difficulty,
        finding=finding,
        ask=ask,
        options=options,
    )


def _in_order(ask: Ask, options: tuple[str, ...], stem: str) -> tuple[str, ...]:
    """Numbers and years by size; everything else in an order that only the content decides."""
    if ask.answer in _ORDERED:
        return tuple(sorted(options, key=_size))
    salt = normal_form(stem)
    return tuple(sorted(options, key=lambda o: hashlib.sha256(f"{salt}|{o}".encode()).hexdigest()))


def _size(option: str) -> tuple[Decimal, str]:
    digits = re.search(r"\d+(?:,\d{3})*(?:\.\d+)?[百千万亿]*", option)
    value = magnitude(digits.group() if digits else option[-1:])
    return value if value is not None else Decimal(0), option


def _why_not(finding: Finding, wrong: tuple[str, ...], knowledge: Knowledge) -> str:
    """Where the wrong options belong, as far as the corpus says so."""
    told = []
    for text in wrong:
        heads = [head for head in knowledge.heads_of(text) if head != finding.head]
        if len(heads) == 1:
            told.append(f"“{text}”是{heads[0]}的内容")
    return "，".join(told) + "。" if told else ""


def _difficulty(ask: Ask, key: str, wrong: tuple[str, ...]) -> float:
    """Recognition is easier than recall; distractors as long as the key, and sharing characters with it, are harder."""
    close = sum(len(set(key) & set(text)) / max(len(set(key)), 1) for text in wrong) / max(len(wrong), 1)
    return _BASE.get(ask.answer, 0.4) + 0.2 * close
