"""A corpus made ready for the extractors: its sentences, people and quotation marks, and how each document is cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from question_bank.facts.people import People, find_names, find_people
from question_bank.lexicon.words import DEICTIC_TIMES, GENRES, LAWS
from question_bank.model import Document, Evidence, Passage
from question_bank.text import Corpus, Sentence, evidence, sentences

_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）"}
_SPEECH = re.compile(r"[，。！？；：]")
_DEICTIC = re.compile(rf"(?<!、)(?:{'|'.join(DEICTIC_TIMES)})(?![和与、])|(?<![月\d])\d{{1,2}}日(?!报|电)")
_LONG_QUOTE = 16
_RUNNING = re.compile(
    r"[\d一二三四五六七八九十][多余几]?年[来间]|至今|正在|已经?[建有培评发成]|连续[\d一二三四五六七八九十]|累计|一干就是|已经?\d"
    r"|(?:工作|扎根|坚守|从事|奋战|任职|驻守)[^，。]{0,10}\d+[多余]?年"
)
"""Totals that go on growing after the text was written."""


@dataclass(frozen=True)
class Reading:
    """One document as the extractors see it."""

    document: Document
    passages: tuple[Passage, ...]
    people: People
    genre: str
    """What the document calls itself (讲话, 决定), where no other document of the corpus does; else empty."""

    @cached_property
    def is_law(self) -> bool:
        return self.document.title.endswith(LAWS)

    @cached_property
    def speaks(self) -> bool:
        """Whether the document demands and declares, so that its clauses need no subject of their own."""
        return self.is_law or self.document.title.endswith(GENRES)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of running text, in order."""
        return tuple(
            s
            for p in self.passages
            if not p.heading and (p.lost_end or _is_running(p.text))
            for s in map(_trimmed, sentences(p))
            if s and not (p.lost_start and s.start > 0 and not s.whole)  # its subject may be lost
        )

    @cached_property
    def _quoted(self) -> dict[int, tuple[tuple[int, int], ...]]:
        return {p.index: speech_ranges(p.text) for p in self.passages}

    def in_speech(self, passage: Passage, start: int, end: int) -> bool:
        """Whether a range touches direct speech."""
        return any(s < end and start < e for s, e in self._quoted[passage.index])

    def evidence(self, passage: Passage, start: int, end: int) -> Evidence:
        return evidence(self.document, passage, start, end)

    @property
    def when(self) -> str:
        """`2020年11月`, or nothing where the date is not known."""
        year, _, rest = self.document.date.partition("-")
        month = rest[:2].lstrip("0")
        return f"{year}年{month}月" if year and month else f"{year}年" if year else ""

    @property
    def named(self) -> str:
        """What a stem calls the document: 某人2020年11月的讲话 / 《…》."""
        if self.genre and self.document.author and self.when:
            return f"{self.document.author}{self.when}的{self.genre}"
        if self.genre:
            return f"{self.when}的{self.genre}" if self.when else self.genre
        return cited(self.document.title)

    def citation(self) -> str:
        """根据某人2020年11月的讲话， / 根据《…》，."""
        return f"根据{self.named}，"

    def label(self, *, deictic: bool) -> str:
        """How a statement of this document is introduced: …的讲话指出， / 根据《…法》， / 据2020年11月的报道，.

        Empty where the document cannot place a deictic time: it has no date.
        """
        if deictic and not self.when:
            return ""
        if self.genre:
            return f"{self.named}指出，"
        if self.is_law or self.speaks:
            return f"根据{self.named}，"
        return f"据{self.when}的报道，" if self.when else f"据{self.named}一文，"


def read_corpus(corpus: Corpus) -> tuple[Reading, ...]:
    """Every document of the corpus, in its order."""
    names = find_names(corpus.passages)
    genres = [next((g for g in GENRES if d.title.endswith(g)), "") for d in corpus.documents]
    found = []
    for document, genre in zip(corpus.documents, genres, strict=True):
        passages = tuple(p for p in corpus.passages if p.document == document.id)
        unique = genre if genres.count(genre) == 1 else ""
        found.append(Reading(document, passages, find_people(passages, names), unique))
    return tuple(found)


def is_deictic(text: str) -> bool:
    """Whether a text speaks of a time that only the date of its document makes clear."""
    return bool(_DEICTIC.search(text))


def cited(title: str) -> str:
    """A title in its marks; marks inside it become the inner ones."""
    return f"《{title.replace('《', '〈').replace('》', '〉')}》"


def is_running_total(text: str) -> bool:
    """Whether a text counts something that was still going on when it was written."""
    return bool(_RUNNING.search(text))


def is_balanced(text: str) -> bool:
    """Whether all quotation marks and brackets of a text are paired."""
    expected: list[str] = []
    for character in text:
        if character in _PAIRS:
            expected.append(_PAIRS[character])
        elif character in _PAIRS.values() and (not expected or expected.pop() != character):
            return False
    return not expected


def speech_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Direct speech: quotations that hold a sentence, and whatever an unpaired mark leaves open."""
    found = []
    opened: int | None = None
    for place, character in enumerate(text):
        if character == "“":
            opened = place if opened is None else opened
        elif character == "”":
            if opened is None:
                found.append((0, place + 1))
            elif place - opened > _LONG_QUOTE or _SPEECH.search(text, opened, place):
                found.append((opened, place + 1))
            opened = None
    if opened is not None:
        found.append((opened, len(text)))
    return tuple(found)


def _is_running(text: str) -> bool:
    return text.endswith(("。", "！", "？", "…", "”", "）", "；", "：")) and not text.startswith(("（", "("))


def _trimmed(sentence: Sentence) -> Sentence | None:
    """The sentence without the blanks around it."""
    start, end = sentence.start, sentence.end
    text = sentence.passage.text
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Sentence(sentence.passage, start, end, sentence.whole) if start < end else None
