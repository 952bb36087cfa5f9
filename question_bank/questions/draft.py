"""A question on its way to the bank: what the gates look at, and what becomes the record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from question_bank.facts.finding import Ask, Finding
from question_bank.model import Evidence, Key, Question, QuestionType
from question_bank.normal_form import normal_form

ONE_BLANK = "（ ）"
CLOZE_BLANK = "____"


@dataclass(frozen=True, slots=True)
class Draft:
    """A question without an id, with the finding and the ask that it was made of."""

    type: QuestionType
    stem: str
    key: Key
    explanation: str
    difficulty: float
    finding: Finding
    ask: Ask
    options: tuple[str, ...] = ()
    correction: str = ""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The proof of the statement asked first, then of who is meant, then whatever else says the same."""
        quote = self.ask.context.quote
        evidence = self.finding.fact.evidence
        return tuple(sorted(evidence, key=lambda e: e.quote != quote))

    def question(self) -> Question:
        """The question, its id a hash of its normalised content."""
        return Question(
            id=self.identity(),
            type=self.type,
            stem=self.stem,
            key=self.key,
            explanation=self.explanation,
            topic=self.finding.topic,
            tags=self.finding.tags,
            difficulty=round(min(1.0, max(0.0, self.difficulty)), 2),
            facts=(self.finding.fact.id,),
            evidence=self.evidence,
            options=self.options,
            correction=self.correction,
        )

    def identity(self) -> str:
        parts = [
            self.type.value,
            self.stem,
            *sorted(self.options),
            str(self.key) if not self.options else self.ask.text,
        ]
        digest = hashlib.sha256("|".join(normal_form(part) for part in parts).encode()).hexdigest()
        return f"q{digest[:15]}"


def sentence(text: str) -> str:
    """The statement as a sentence: with its full stop."""
    return text if text.endswith(("。", "！", "？", "……")) else text + "。"


def original(ask: Ask) -> str:
    """原文：“…”。 What the statement took over from an earlier clause stands before it, with …… between."""
    lead = f"{ask.context.lead}……" if ask.context.lead else ""
    quote = lead + ask.context.quote
    inner = quote.replace("“", "‘").replace("”", "’") if "“" in quote else quote
    return f"原文：“{inner}”。"
