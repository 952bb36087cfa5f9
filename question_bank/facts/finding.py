"""What an extractor hands on: a fact, and the things about it that can be asked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from question_bank.model import Evidence, Fact, Passage
from question_bank.normal_form import normal_form

Range = tuple[int, int]


class Kind(StrEnum):
    """Kinds of facts."""

    ENUMERATION = "enumeration"
    CORE = "core"
    DEFINITION = "definition"
    IDENTITY = "identity"
    QUANTITY = "quantity"
    DATE = "date"
    AWARD = "award"
    QUOTED = "quoted"
    PARALLEL = "parallel"


class Answer(StrEnum):
    """What stands in the blank; distractors are of the same kind."""

    MEMBER = "member"
    CORE = "core"
    TERM = "term"
    NAME = "name"
    NUMBER = "number"
    YEAR = "year"
    QUOTED = "quoted"
    NICKNAME = "nickname"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Context:
    """A piece of one passage that can stand alone as a statement.

    `label` says where it comes from and stands before it; `name` replaces the pronoun at `pronoun`.
    """

    passage: Passage
    start: int
    end: int
    label: str = ""
    pronoun: Range | None = None
    name: str = ""
    proof: Evidence | None = None
    """Where the passage says who the pronoun is."""
    quoted: Range | None = None
    """What to quote as the proof, where it is more than the context itself."""
    lead: str = ""
    """What the label took over from an earlier clause, verbatim: 各级党委和政府要. The proof quotes it apart."""
    swaps: tuple[tuple[Range, str], ...] = ()
    """Pieces that a statement writes in another way: 今年 as the year, an attribute left out."""

    @property
    def quote(self) -> str:
        """The proof, verbatim."""
        start, end = self.quoted or (self.start, self.end)
        return self.passage.text[start:end]

    def statement(self, blanks: tuple[Range, ...] = (), fillers: tuple[str, ...] = ()) -> str:
        """The context as a text, the pronoun named, each blank replaced by its filler."""
        changes = list(zip(blanks, fillers, strict=True))
        if self.pronoun and self.pronoun not in blanks:
            changes.append((self.pronoun, self.name))
        changes += [swap for swap in self.swaps if swap[0] not in blanks]
        pieces = []
        place = self.start
        for (start, end), filler in sorted(changes):
            pieces += [self.passage.text[place:start], filler]
            place = end
        return self.label + "".join(pieces) + self.passage.text[place : self.end]


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to ask: what stands at `blanks` of the context."""

    context: Context
    blanks: tuple[Range, ...]
    answer: Answer
    accepted: tuple[tuple[str, ...], ...]
    """For each blank the texts that count as right, the canonical one first."""
    front: str = ""
    """The same as a question, for the front of a card; empty where none comes out naturally."""
    unit: str = ""
    sisters: tuple[str, ...] = ()
    """Distractors that the extractor knows to fit."""
    taboo: tuple[str, ...] = ()
    """What would be right as well, or nearly, and may be no distractor."""
    open: bool = False
    """Whether more than this would fit the blank in the world at large: no question for somebody to type an answer."""
    value: str = ""
    """What the back of a card shows, where it is more than the blank."""

    @property
    def text(self) -> str:
        """The canonical text of the first blank."""
        return self.accepted[0][0]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact with its asks, and what it is about."""

    fact: Fact
    asks: tuple[Ask, ...]
    topic: str
    tags: tuple[str, ...] = ()
    members: tuple[str, ...] = field(default=())
    """For a complete list: its items."""
    head: str = ""
    """For a complete list: what they are the items of."""


def make_fact(  # noqa: PLR0917 -- read in this order everywhere
    kind: Kind, subject: str, relation: str, value: str, evidence: tuple[Evidence, ...], confidence: float
) -> Fact:
    """A fact, its id a hash of its normalised content and so the same after a rebuild."""
    content = "|".join(normal_form(part) for part in (kind, subject, relation, value, evidence[0].quote))
    digest = hashlib.sha256(content.encode()).hexdigest()[:12]
    return Fact(f"f{digest}", kind.value, subject, relation, value, evidence, confidence)
