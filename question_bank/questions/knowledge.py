"""What the corpus as a whole knows: the lists, names and terms that distractors come from, and what they may not be."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from question_bank.facts.finding import Answer, Finding, Kind
from question_bank.facts.reading import Reading


@dataclass(frozen=True)
class Knowledge:
    """The findings of a corpus, indexed for builders."""

    readings: tuple[Reading, ...]
    findings: tuple[Finding, ...]

    @cached_property
    def lists(self) -> tuple[Finding, ...]:
        """The complete lists, those that define a head first."""
        listed = [finding for finding in self.findings if finding.members]
        return tuple(sorted(listed, key=lambda finding: not finding.head))

    @cached_property
    def text(self) -> str:
        return "\n".join(passage.text for reading in self.readings for passage in reading.passages)

    def heads_of(self, member: str) -> tuple[str, ...]:
        """What the phrase is an item of, by definition."""
        return tuple(dict.fromkeys(f.head for f in self.lists if f.head and member in f.members))

    def told_of(self, member: str) -> str:
        """Where a phrase stands in the corpus, for an explanation: its spirit, or the list that holds it; else empty."""
        heads = self.heads_of(member)
        if heads:
            return f"是{heads[0]}的内容" if len(heads) == 1 else ""
        lists = [f for f in self.lists if member in f.members]
        return f"见于“{lists[0].fact.value}”" if len(lists) == 1 else ""

    def who_is(self, name: str) -> str:
        """What the corpus calls a person, for an explanation; empty when nothing or more than one thing."""
        found = [
            f.fact.value for f in self.findings if f.fact.kind == Kind.IDENTITY and f.fact.subject == name
        ]
        told = [value for value in found if "，" not in value]
        return f"是{told[0]}" if told else ""

    @cached_property
    def _pools(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Answers in the order of the corpus, by kind of answer and by kind of fact or unit."""
        found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for finding in self.findings:
            for ask in finding.asks:
                for key in ("", finding.fact.kind, ask.unit):
                    found[ask.answer, key][ask.text] = None
        return {key: tuple(texts) for key, texts in found.items()}

    def pool(self, answer: Answer, kind: str = "") -> tuple[str, ...]:
        """All answers of a kind, in the order of the corpus; those of one kind of fact, if it is named."""
        return self._pools.get((answer, kind), ())

    def units(self, unit: str) -> tuple[str, ...]:
        """All numbers with a unit, as written."""
        return self._pools.get((Answer.NUMBER, unit), ())

    def names_around(self, name: str) -> tuple[list[str], list[str]]:
        """The other people who are asked for: those who share a document with `name`, then the rest."""
        asked = set(self.pool(Answer.NAME)) - {name}
        near = sorted({n for r in self.readings if name in r.people.names for n in r.people.names & asked})
        return near, sorted(asked - set(near))
