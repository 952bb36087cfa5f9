"""The stages in order: texts → readings → findings → drafts → gates → selection → bank."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from question_bank.facts.extraction import find
from question_bank.facts.finding import Answer, Ask, Finding
from question_bank.facts.reading import read_corpus
from question_bank.gates import Reason
from question_bank.model import Bank, Fact, Question
from question_bank.questions import cloze, flashcard, single_choice, true_false
from question_bank.questions.distractors import distractors
from question_bank.questions.draft import Draft
from question_bank.questions.knowledge import Knowledge
from question_bank.questions.topics import topic_of
from question_bank.selection import Selection
from question_bank.text import Corpus, read

SEED = 20201124
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
    titles = {document.id: document.title for document in corpus.documents}
    selection = Selection()
    for place, finding in enumerate(findings):
        named = replace(finding, topic=topic_of(finding, titles[finding.fact.evidence[0].document]))
        _choose(named, knowledge, selection)
        if progress:
            progress(place + 1, len(findings))
    questions = _in_order(corpus, [draft.question() for draft in selection.chosen])
    return Build(
        Bank(corpus.sources, corpus.documents, corpus.passages, questions),
        facts_in_order(corpus, findings),
        selection.refused,
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


def _choose(finding: Finding, knowledge: Knowledge, selection: Selection) -> None:
    """The best drafts of one finding: each type once, then no more. Each asks for another part where it can."""
    turn = _number(finding.fact.id)
    asks = finding.asks
    rotated = [asks[(turn + i) % len(asks)] for i in range(len(asks))]
    taken: list[Draft] = []
    for number, make in enumerate(_makers(turn, finding)):
        for i in range(len(rotated)):
            ask = rotated[(number + i) % len(rotated)]
            rng = Random(f"{SEED}|{finding.fact.id}|{number}|{ask.text}")  # noqa: S311 -- not for secrets
            wants_true = selection.wants_true(ask.context.passage.document)
            drafts = make(ask, finding, knowledge, rng, wants_true)
            if any(selection.offer(draft, taken) for draft in drafts if draft is not None):
                break


Maker = Callable[[Ask, Finding, Knowledge, Random, bool], list[Draft | None]]


def _makers(turn: int, finding: Finding) -> list[Maker]:
    """The types in the order of preference: it turns with the fact, so that the bank is balanced."""
    if finding.head:
        return [_membership, _single_choice, _true_false, _cloze, _flashcard]
    if finding.asks[0].answer is Answer.NAME:
        return (
            [_single_choice, _flashcard, _true_false, _cloze]
            if turn % 3
            else [_true_false, _flashcard, _cloze]
        )
    if finding.asks[0].answer in (Answer.NUMBER, Answer.YEAR, Answer.NAME):
        first: list[Maker] = [_true_false] if turn % 4 == 1 else [_single_choice]
        rest = [_cloze, _flashcard, _true_false, _single_choice]
        return [*first, *(maker for maker in rest if maker not in first)]
    if turn % 2 and finding.asks[0].front:
        return [_single_choice, _flashcard, _true_false, _cloze]
    return (
        [_single_choice, _cloze, _true_false, _flashcard] if turn % 3 else [_true_false, _cloze, _flashcard]
    )


def _single_choice(
    ask: Ask, finding: Finding, knowledge: Knowledge, rng: Random, _: bool
) -> list[Draft | None]:
    return [single_choice.build(ask, finding, distractors(ask, finding, knowledge, rng), knowledge)]


def _membership(ask: Ask, finding: Finding, knowledge: Knowledge, rng: Random, _: bool) -> list[Draft | None]:
    negative = _number(finding.fact.id) % 3 == 0
    wrong = distractors(ask, finding, knowledge, rng)
    return [single_choice.build_membership(ask, finding, wrong, knowledge, negative=negative)]


def _true_false(
    ask: Ask, finding: Finding, knowledge: Knowledge, rng: Random, wants_true: bool
) -> list[Draft | None]:
    wrong = distractors(ask, finding, knowledge, rng)
    return [
        true_false.build(ask, finding, wrong, knowledge, truth=truth)
        for truth in (wants_true, not wants_true)
    ]


def _cloze(ask: Ask, finding: Finding, knowledge: Knowledge, rng: Random, _: bool) -> list[Draft | None]:  # noqa: ARG001 -- one shape for all
    return [cloze.build(ask, finding)]


def _flashcard(ask: Ask, finding: Finding, knowledge: Knowledge, rng: Random, _: bool) -> list[Draft | None]:  # noqa: ARG001 -- one shape for all
    return [flashcard.build(ask, finding)]


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
