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
_DIGITS = re.compile(r"([^\d]*)(\d+(?:,\d{3})*(?:\.\d+)?)([^\d]*)")
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
    if ask.answer is Answer.NAME and ask.open:
        return None
    if ask.answer is Answer.NUMBER and not _DIGITS.fullmatch(ask.text):
        return None  # 近三 and 近四 are no expressions by themselves
    key = ask.context.passage.text[slice(*ask.blanks[0])] if ask.answer is not Answer.NAME else ask.text
    before, after = _shared(ask, (key, *wrong[: OPTIONS - 1]))
    key, *wrong_texts = (text[len(before) : len(text) - len(after)] for text in (key, *wrong[: OPTIONS - 1]))
    stem = sentence(ask.context.statement(ask.blanks, (before + ONE_BLANK + after,)))
    options = _in_order(ask, (key, *wrong_texts), stem)
    explanation = original(ask) + _why_not(ask, finding, options, knowledge)
    wrong = tuple(wrong_texts)
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
    options = _in_order(ask, options, stem)
    explanation = original(ask) + _why_not(ask, finding, options, knowledge)
    return _draft(stem, options, key, explanation, 0.5 if negative else 0.4, finding, ask)


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


def _shared(ask: Ask, texts: tuple[str, ...]) -> tuple[str, str]:
    """What all number options begin and end with (近, 余万, %): it stands in the stem, once."""
    if ask.answer is not Answer.NUMBER:
        return "", ""
    parts = [_DIGITS.fullmatch(text) for text in texts]
    whole = [part for part in parts if part]
    if len(whole) != len(texts) or len({(part[1], part[3]) for part in whole}) != 1:
        return "", ""
    return whole[0][1], whole[0][3]


def _why_not(ask: Ask, finding: Finding, options: tuple[str, ...], knowledge: Knowledge) -> str:
    """Where the wrong options belong, as far as the corpus says so, in the order of the options."""
    told: dict[str, list[str]] = {}
    for option in options:
        reason = "" if option in finding.members else knowledge.told_of(option)
        if ask.answer is Answer.NAME and option != ask.text:
            reason = knowledge.who_is(option)
        if reason:
            told.setdefault(reason, []).append(f"“{option}”")
    parts = [
        "".join(names) + ("均" if len(names) > 1 and reason[0] == "是" else "") + reason
        for reason, names in told.items()
    ]
    return "；".join(parts) + "。" if parts else ""


def _difficulty(ask: Ask, key: str, wrong: tuple[str, ...]) -> float:
    """Recognition is easier than recall; distractors as long as the key, and sharing characters with it, are harder."""
    close = sum(len(set(key) & set(text)) / max(len(set(key)), 1) for text in wrong) / max(len(wrong), 1)
    return _BASE.get(ask.answer, 0.4) + 0.2 * close
