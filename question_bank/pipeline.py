"""The stages in order: texts → readings → findings → drafts → gates → selection → bank."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from question_bank.facts.extraction import find
from question_bank.facts.finding import Answer, Ask, Finding
from question_bank.facts.reading import read_corpus
from question_bank.gates import Reason, refuse
from question_bank.model import Bank, Fact, Question, QuestionType
from question_bank.normal_form import normal_form
from question_bank.questions import cloze, flashcard, single_choice, true_false
from question_bank.questions.distractors import distractors
from question_bank.questions.draft import Draft
from question_bank.questions.knowledge import Knowledge
from question_bank.text import Corpus, read

SEED = 20201124
PER_FACT = 2
PER_LIST = 3
"""Questions of one fact at most; a list has several parts to ask, and one with a name one question more."""
TRUE_SHARE = 40
"""Per cent of the statements that stay true where a false one could be made. As some cannot be made false, about
57 % of the true/false questions come out true, as real setters have it."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Build:
    """What a build made: the bank, and how many drafts each gate refused."""

    bank: Bank
    facts: tuple[Fact, ...]
    refused: Counter[Reason]


def build(paths: Iterable[Path], *, progress: Progress | None = None) -> Build:
    """Build a bank of all questions that the texts give. Same texts, same bank, in whatever order they come."""
    corpus = read(paths)
    readings = read_corpus(corpus)
    findings = find(readings)
    knowledge = Knowledge(readings, findings)
    refused: Counter[Reason] = Counter()
    chosen: list[Draft] = []
    stems: set[str] = set()
    for place, finding in enumerate(findings):
        chosen += _choose(finding, knowledge, stems, refused)
        if progress:
            progress(place + 1, len(findings))
    questions = _in_order(corpus, [draft.question() for draft in chosen])
    return Build(
        Bank(corpus.sources, corpus.documents, corpus.passages, questions),
        facts_in_order(corpus, findings),
        refused,
    )


def facts(paths: Iterable[Path]) -> tuple[Fact, ...]:
    """All facts of the texts, in the order of the text."""
    corpus = read(paths)
    return facts_in_order(corpus, find(read_corpus(corpus)))


def facts_in_order(corpus: Corpus, findings: tuple[Finding, ...]) -> tuple[Fact, ...]:
    documents = {document.id: place for place, document in enumerate(corpus.documents)}
    unique = {finding.fact.id: finding.fact for finding in findings}
    return tuple(
        sorted(
            unique.values(),
            key=lambda fact: (documents[fact.evidence[0].document], fact.evidence[0].spans[0], fact.id),
        )
    )


def _choose(finding: Finding, knowledge: Knowledge, stems: set[str], refused: Counter[Reason]) -> list[Draft]:
    """The best drafts of one finding: each type once, then no more."""
    most = PER_LIST + bool(finding.head) if finding.members else PER_FACT
    chosen: list[Draft] = []
    used: set[tuple[QuestionType, str]] = set()
    for draft in _drafts(finding, knowledge):
        shape = "membership" if "属于" in draft.stem else ""
        if (draft.type, shape) in used:
            continue
        reason = refuse(draft)
        forms = {normal_form(draft.stem) + draft.type, draft.ask.context.quote + draft.type + shape}
        if reason is None and forms & stems:
            reason = Reason.DUPLICATE
        if reason is None and len(chosen) >= most:
            reason = Reason.TOO_MANY_PER_FACT
        if reason is not None:
            refused[reason] += 1
            continue
        stems |= forms
        used.add((draft.type, shape))
        chosen.append(draft)
    return chosen


def _drafts(finding: Finding, knowledge: Knowledge) -> Iterator[Draft]:
    """All drafts of a finding, the preferred first. Each type asks for another part of the fact where it can."""
    turn = _number(finding.fact.id)
    asks = finding.asks
    rotated = [asks[(turn + i) % len(asks)] for i in range(len(asks))]
    makers = _makers(turn, finding)
    for number, make in enumerate(makers):
        for i in range(len(rotated)):
            ask = rotated[(number + i) % len(rotated)]
            rng = Random(f"{SEED}|{finding.fact.id}|{number}|{ask.text}")  # noqa: S311 -- not for secrets
            draft = make(ask, finding, knowledge, rng)
            if draft is not None:
                yield draft


Maker = Callable[[Ask, Finding, Knowledge, Random], Draft | None]


def _makers(turn: int, finding: Finding) -> list[Maker]:
    """The types in the order of preference: it turns with the fact, so that the bank is balanced."""
    choose: list[Maker] = [_single_choice, _true_false, _cloze]
    choose = choose[turn % 3 :] + choose[: turn % 3]
    if finding.head:
        return [_membership, *choose, _flashcard]
    if turn % 2 and finding.asks[0].answer in (Answer.NUMBER, Answer.YEAR, Answer.NAME):
        return [choose[0], _flashcard, *choose[1:]]
    return [*choose, _flashcard]


def _single_choice(ask: Ask, finding: Finding, knowledge: Knowledge, rng: Random) -> Draft | None:
    return single_choice.build(ask, finding, distractors(ask, finding, knowledge, rng), knowledge)


def _membership(ask: Ask, finding: Finding, knowledge: Knowledge, rng: Random) -> Draft | None:
    negative = _number(finding.fact.id) % 3 == 0
    wrong = distractors(ask, finding, knowledge, rng)
    return single_choice.build_membership(ask, finding, wrong, knowledge, negative=negative)


def _true_false(ask: Ask, finding: Finding, knowledge: Knowledge, rng: Random) -> Draft | None:
    truth = rng.randrange(100) < TRUE_SHARE
    return true_false.build(ask, finding, distractors(ask, finding, knowledge, rng), knowledge, truth=truth)


def _cloze(ask: Ask, finding: Finding, knowledge: Knowledge, rng: Random) -> Draft | None:  # noqa: ARG001 -- one shape for all
    return cloze.build(ask, finding)


def _flashcard(ask: Ask, finding: Finding, knowledge: Knowledge, rng: Random) -> Draft | None:  # noqa: ARG001 -- one shape for all
    return flashcard.build(ask, finding)


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)


def _in_order(corpus: Corpus, questions: list[Question]) -> tuple[Question, ...]:
    """By document, then by place in it, then by type."""
    documents = {document.id: place for place, document in enumerate(corpus.documents)}
    unique = {question.id: question for question in questions}
    return tuple(
        sorted(
            unique.values(),
            key=lambda q: (documents[q.evidence[0].document], q.evidence[0].spans[0], q.type.value, q.id),
        )
    )
