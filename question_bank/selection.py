"""Which drafts become questions: the best of each fact, true and false in balance, none that answers another."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from question_bank.facts.finding import Finding
from question_bank.gates import Reason, refuse
from question_bank.model import QuestionType
from question_bank.normal_form import normal_form
from question_bank.questions.draft import CLOZE_BLANK, ONE_BLANK, Draft

PER_FACT = 2
PER_LIST = 3
"""Questions of one fact at most, besides its card; a list has several parts to ask, and one with a name one question more."""
TRUE_SHARE = 0.58
"""Of the statements of a document, as real setters have it."""
_CITED = re.compile("^(?:根据|据)[^，]*，|^[^，]*指出，")


@dataclass
class Selection:
    """What has been chosen so far."""

    chosen: list[Draft] = field(default_factory=list)
    refused: Counter[Reason] = field(default_factory=Counter)
    _forms: set[str] = field(default_factory=set)
    _statements: dict[QuestionType, list[str]] = field(default_factory=dict)
    _truths: dict[str, list[bool]] = field(default_factory=dict)

    def wants_true(self, document: str) -> bool:
        """Whether the next statement of a document should be a true one."""
        everywhere = [truth for truths in self._truths.values() for truth in truths]
        truths = self._truths.get(document) or everywhere  # no document begins with a true one for that alone
        return all(sum(some) < TRUE_SHARE * (len(some) + 1) for some in (truths, everywhere))

    def _balances(self, document: str, truth: bool) -> bool:
        """A true statement only where one is wanted, a false one only while they are the fewer."""
        truths = self._truths.get(document, [])
        return self.wants_true(document) if truth else 2 * truths.count(False) <= len(truths)

    def offer(self, draft: Draft, taken: list[Draft]) -> bool:
        """Take a draft unless something speaks against it; `taken` are those of the same finding."""
        if any(shape(draft) == shape(other) for other in taken):
            return False
        reason = refuse(draft) or self._objection(draft, taken)
        if reason is not None:
            self.refused[reason] += 1
            return False
        self.chosen.append(draft)
        taken.append(draft)
        self._forms |= _forms_of(draft)
        self._statements.setdefault(draft.type, []).append(_bare(draft))
        if draft.type is QuestionType.TRUE_FALSE:
            self._truths.setdefault(draft.ask.context.passage.document, []).append(draft.key is True)
        return True

    def _objection(self, draft: Draft, taken: list[Draft]) -> Reason | None:
        if _forms_of(draft) & self._forms:
            return Reason.DUPLICATE
        bare = _bare(draft)
        if any(bare in other or other in bare for other in self._statements.get(draft.type, ())):
            return Reason.CONTAINED
        document = draft.ask.context.passage.document
        if draft.type is QuestionType.TRUE_FALSE and not self._balances(document, draft.key is True):
            return Reason.UNBALANCED_TRUTH
        if any(answers(draft, other) or answers(other, draft) for other in self.chosen):
            return Reason.LEAKS_ANSWER
        several = bool(draft.finding.members)
        counted = [other for other in taken if several or other.type is not QuestionType.FLASHCARD]
        card = draft.type is QuestionType.FLASHCARD and not several
        full = len(counted) >= most_of(draft.finding) and not card
        return Reason.TOO_MANY_PER_FACT if full else None


def most_of(finding: Finding) -> int:
    """How many questions a finding may give."""
    return PER_LIST + bool(finding.head) if finding.members and finding.head else PER_FACT


def shape(draft: Draft) -> tuple[QuestionType, bool]:
    """Each type once a fact; asking what belongs to a list is a shape of its own."""
    return draft.type, "属于" in draft.stem


def answers(one: Draft, other: Draft) -> bool:
    """Whether the stem of `one` tells the answer of `other`, which asks about the same clause."""
    a, b = one.ask.context, other.ask.context
    if one.finding is other.finding and one.finding.head:
        return False  # the items of a list that is worth several questions
    if a.passage is not b.passage or not (a.start < b.end and b.start < a.end):
        return False
    if other.type is QuestionType.TRUE_FALSE or QuestionType.FLASHCARD in (one.type, other.type):
        return False  # cards are learnt with, and stand in no paper
    return all(group[0] in one.stem for group in other.ask.accepted)


def _forms_of(draft: Draft) -> set[str]:
    asked, negative = shape(draft)
    return {
        normal_form(draft.stem) + asked,
        f"{draft.ask.context.quote}{draft.ask.blanks}{asked}{negative}",
    }


def _bare(draft: Draft) -> str:
    """The true statement without what it cites and its blanks' marks, to see whether one stem is a part of another."""
    stem = _CITED.sub("", draft.correction or draft.stem)
    return normal_form(stem.replace(CLOZE_BLANK, "某").replace(ONE_BLANK, "某"))
