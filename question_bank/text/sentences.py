"""Sentences and clauses of a passage, and the evidence that a range of it gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

from question_bank.model import Document, Evidence, Passage, Span
from question_bank.text.shapes import PAIRS

_CLOSERS = "”’」』）)】》〉"
_SENTENCE_END = re.compile(rf"[。！？!?]+[{_CLOSERS}]*")
_LEANS = re.compile(r"[的是这等也之为与和、，；）]|说这")
_REPORTS = re.compile(r"说|道|问|表示|指出|强调|认为|回忆|告诉|介绍|坦言|感慨|回答|写道|写下|喊")
_ATTRIBUTION = 25
"""Characters. `刘双燕说。` is short; a longer clause after a quotation is a sentence of its own."""
_CLAUSE_END = re.compile(rf"(?:[，；：。！？,;:!?]+|……|…|——)[{_CLOSERS}]*")
_LEAST_REST = 6
"""Han characters. What is left of a torn sentence below this says nothing."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`passage.text[start:end]`. `whole` is false where the sentence lost a clause to a gap."""

    passage: Passage
    start: int
    end: int
    whole: bool = True

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it lies in the raw text."""
        return raw_spans(self.passage, self.start, self.end)


def sentences(passage: Passage) -> list[Sentence]:
    """The sentences of a passage, without the clauses that a loss tore.

    A mark inside a quotation ends a sentence only together with the quotation (`。”`), and not when a clause goes on
    after it (`“谁来干？”说这话的是…`). Dots (`……`) do not end one: `技师、工匠……这是她的人生。` is one sentence.
    """
    found = [Sentence(passage, start, end) for start, end in _ranges(passage.text)]
    if found and passage.lost_start:
        found[:1] = _without_first_clause(found[0])
    if found and passage.lost_end:
        found[-1:] = _without_last_clause(found[-1])
    return found


def clauses(sentence: Sentence) -> list[tuple[int, int]]:
    """The clauses of a sentence as ranges of its passage's text, delimiters included."""
    ends = [m.end() for m in _CLAUSE_END.finditer(sentence.passage.text, sentence.start, sentence.end)]
    bounds = sorted({sentence.start, *ends, sentence.end})
    return list(pairwise(bounds))


def raw_spans(passage: Passage, start: int, end: int) -> tuple[Span, ...]:
    """A range of a passage as raw spans: adjacent offsets merged, a new span where raw characters were skipped."""
    spans: list[Span] = []
    for offset in passage.offsets[start:end]:
        if spans and spans[-1][1] == offset:
            spans[-1] = (spans[-1][0], offset + 1)
        else:
            spans.append((offset, offset + 1))
    return tuple(spans)


def evidence(document: Document, passage: Passage, start: int, end: int) -> Evidence:
    """The proof that `passage.text[start:end]` gives. `document` is the passage's own."""
    if passage.document != document.id:
        raise ValueError("the passage is of another document")
    if not 0 <= start < end <= len(passage.text):
        raise ValueError("a range outside the passage")
    return Evidence(document.source, document.id, passage.text[start:end], raw_spans(passage, start, end))


def _ranges(text: str) -> list[tuple[int, int]]:
    inside = _inside(text)
    bounds = {0, len(text)}
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        if not inside[end - 1] and (match[0][-1] not in _CLOSERS or _quotation_ends_here(text, end)):
            bounds.add(end)
    return list(pairwise(sorted(bounds)))


def _inside(text: str) -> list[bool]:
    """For every character whether it lies within a quotation or bracket that is closed. The last closer lies outside."""
    inside = [0] * (len(text) + 1)
    stack: list[int] = []
    for index, char in enumerate(text):
        if char in PAIRS:
            stack.append(index)
            continue
        # An opener that is never closed holds nothing: it is passed over when an outer one is closed.
        for depth in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
            if PAIRS[text[stack[depth]]] == char:
                inside[stack[depth]] += 1
                inside[index] -= 1
                del stack[depth:]
                break
    return [depth > 0 for depth in accumulate(inside)][:-1]


def _quotation_ends_here(text: str, end: int) -> bool:
    """Whether nothing of the same sentence follows a quotation: no speaker, no word that leans on it."""
    if text[end - 1] in "》〉":  # a title that ends in a mark
        return False
    clause = _CLAUSE_END.search(text, end)
    following = text[end : clause.end() if clause else len(text)]
    return not _LEANS.match(following) and not (len(following) <= _ATTRIBUTION and _REPORTS.search(following))


def _without_first_clause(sentence: Sentence) -> list[Sentence]:
    first = clauses(sentence)[0]
    return _rest(Sentence(sentence.passage, first[1], sentence.end, whole=False))


def _without_last_clause(sentence: Sentence) -> list[Sentence]:
    last = clauses(sentence)[-1]
    return _rest(Sentence(sentence.passage, sentence.start, last[0], whole=False))


def _rest(sentence: Sentence) -> list[Sentence]:
    han = sum(1 for c in sentence.text if c >= "\u3400" and c.isalpha())
    return [sentence] if han >= _LEAST_REST else []
