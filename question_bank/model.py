"""The nouns of a question bank. Frozen dataclasses, with no behaviour beyond their own invariants.

Offsets everywhere are counted in characters (code points) of the *raw text*. Of a plain text file that is the file
decoded with its encoding, nothing removed or changed, the byte order mark excepted. Of a Markdown, HTML, Word or PDF
file it is the text extracted from it, one paragraph a line, and a passage tells its `place` in the file. A span is `(start, end)`, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]


class QuestionType(StrEnum):
    """Every kind of question that a bank may hold."""

    SINGLE_CHOICE = "single_choice"
    MULTIPLE_CHOICE = "multiple_choice"
    TRUE_FALSE = "true_false"
    CLOZE = "cloze"
    NUMERIC = "numeric"
    MATCHING = "matching"
    ORDERING = "ordering"
    SHORT_ANSWER = "short_answer"
    RIDDLE = "riddle"
    FLASHCARD = "flashcard"


@dataclass(frozen=True, slots=True)
class Source:
    """A text as received, never changed. `name` is its file name, `text` the raw text, `sha256` that of the file.

    `encoding` is that of the characters, or `docx` or `pdf`, formats that have their own.
    """

    name: str
    text: str
    sha256: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article of a source: what its proof is cited as. `span` is where it lies in the raw text."""

    id: str
    source: str
    title: str
    author: str
    date: str
    """ISO 8601, or empty where the source does not tell."""
    publisher: str
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """One repaired paragraph. `offsets[i]` is the raw offset of `text[i]`.

    `lost_start` and `lost_end` say that text is missing before the first or after the last character:
    nothing may be built across, and the clause that touches the loss may not be quoted.
    """

    document: str
    index: int
    """Position among the passages of its document, from 0."""
    text: str
    offsets: tuple[int, ...]
    heading: bool = False
    lost_start: bool = False
    lost_end: bool = False
    place: str = ""
    """Where a reader finds it in the file, ready to show (`第 3 页`, `第 12 段`); empty for plain text."""

    def __post_init__(self) -> None:
        if len(self.text) != len(self.offsets):
            raise ValueError("every character of a passage maps to one raw offset")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The proof: a quotation, and the raw spans whose joined, normalised pieces are that quotation."""

    source: str
    document: str
    quote: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the text says: subject, relation, value, all verbatim, with evidence."""

    id: str
    kind: str
    subject: str
    relation: str
    value: str
    evidence: tuple[Evidence, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class NumericKey:
    """The key of a numeric question: `text` is the verbatim form, `value` its number in `unit`."""

    value: float
    unit: str
    text: str


Key = bool | str | NumericKey | tuple[int, ...] | tuple[tuple[int, int], ...] | tuple[tuple[str, ...], ...]
"""By type. single/multiple choice and ordering: indices · true_false: bool · cloze and short_answer: for each
blank or point its accepted texts, the canonical one first · numeric: NumericKey · matching: pairs of indices ·
riddle: accepted texts as one group · flashcard: text."""


@dataclass(frozen=True, slots=True)
class Question:
    """One item of the bank. Fields that a type does not use stay empty, and are not written to the file."""

    id: str
    type: QuestionType
    stem: str
    key: Key
    explanation: str
    topic: str
    tags: tuple[str, ...]
    difficulty: float
    facts: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    options: tuple[str, ...] = ()
    correction: str = ""
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    clues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """What a response scored: 0 wrong, 1 right, between them partial credit. `parts` tells it by blank or part."""

    score: float
    parts: tuple[bool, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1:
            raise ValueError("a score lies between 0 and 1")

    @property
    def right(self) -> bool:
        return self.score == 1


@dataclass(frozen=True, slots=True)
class Bank:
    """A set of questions with what its proofs refer to."""

    sources: tuple[Source, ...]
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    questions: tuple[Question, ...]
