"""From lines to paragraphs: cut lines joined on evidence, gaps marked, stray copies dropped.

A line without a closing mark was cut, or text after it was lost, or it is a heading. Joining across a loss makes the
source say what it never said, so two lines become one only on evidence (`junction.fit`); otherwise both sides of the
place are marked. Whatever is marked costs a clause, whatever is wrongly joined costs the reader's trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from question_bank.text.junction import Fit, fit, probes, torn_end, torn_start
from question_bank.text.layout import column_width, fills, punctuated
from question_bank.text.lexicon import Lexicon, lexicon
from question_bank.text.lines import Line, without_copies
from question_bank.text.shapes import (
    closed,
    headline_goes_on,
    note,
    opens_paragraph,
    record,
    title_like,
    unfinished,
    verse_pair,
)

_LOOK_BACK = 400
"""Characters. No heading and no quoted term is longer."""
_LEAST_CLAUSE = 10
"""Characters. A shorter line before a stray mark is rather a heading whose paragraph lost its beginning."""
_POINTS_BACK = re.compile(
    r"这(?:背后|些|样|种|一|是|个)|那(?:些|时|里)|此(?:后|外|时|举)|[他她它](?:们|的|也|还|又)|其(?:中|后|间)|对此|为此|因此"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A repaired paragraph before it is given to a document. `offsets[i]` is the raw offset of `text[i]`."""

    text: str
    offsets: tuple[int, ...]
    heading: bool = False
    lost_start: bool = False
    lost_end: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the whole source tells about a single cut in it.

    `repeated`: strings across cuts that stand whole elsewhere. `weak`: whether grammar alone may join, which it may
    not where more cuts are gaps. `width`: of the column the text was set in, or 0.
    """

    words: Lexicon
    repeated: frozenset[str]
    weak: bool
    width: float
    punctuated: bool


class _Verdict(Enum):
    JOIN = 1
    APART = 2
    GAP = 3


@dataclass(slots=True)
class _Piece:
    lines: list[Line]
    text: str
    """Only the last characters of a long one: verdicts look no further back, and so stay linear."""
    lost_start: bool = False
    lost_end: bool = False
    running: bool = False
    """Made of several lines of running text, so that its shape as a line says nothing."""


def surroundings(lines: list[Line]) -> Surroundings:
    """Survey all the lines of a source."""
    words = lexicon()
    texts = [line.text for line in lines]
    width = column_width(texts)
    cuts = [(a, b) for a, b in pairwise(texts) if not closed(a) and not opens_paragraph(b)]
    repeated = _standing_elsewhere(cuts, texts)
    found = [fit(a, b, words, repeated) for a, b in cuts if not title_like(a, words)]
    joined, torn = found.count(Fit.STRONG), found.count(Fit.TORN)
    joined += sum(fit(a, b, words, repeated) is Fit.STRONG for a, b in cuts if title_like(a, words))
    return Surroundings(words, repeated, joined >= 2 * torn, width, punctuated(texts))


def repair(lines: list[Line], around: Surroundings) -> list[Paragraph]:
    """Paragraphs of the lines of one document, in order."""
    pieces: list[_Piece] = []
    for line in without_copies(lines):
        verdict = _verdict(pieces[-1], line, around) if pieces else _Verdict.APART
        if verdict is _Verdict.JOIN:
            last = pieces[-1]
            last.running = last.running or not _headline(last, line, around.words)
            last.lines.append(line)
            last.text = (last.text + line.text)[-_LOOK_BACK:]
            continue
        if pieces:
            pieces[-1].lost_end = _ends_in_loss(pieces[-1], line.text, around)
        piece = _Piece([line], line.text[-_LOOK_BACK:])
        piece.lost_start = _starts_in_loss(line, verdict, around)
        pieces.append(piece)
    if pieces:
        pieces[-1].lost_end = _ends_in_loss(pieces[-1], "", around)
    return [_paragraph(piece, around.words) for piece in pieces]


def _verdict(left: _Piece, line: Line, around: Surroundings) -> _Verdict:  # noqa: PLR0911 - a list of decisions
    right = line.text
    if (
        closed(left.text)
        or opens_paragraph(right)
        or note(right)
        or note(left.text)
        or verse_pair(left.text, right)
    ):
        return _Verdict.APART
    found = fit(left.text, right, around.words, around.repeated)
    if found is Fit.STRONG:
        return _Verdict.JOIN
    if line.after_copy:
        return _Verdict.GAP
    full = fills(left.lines[-1].text, around.width) and not opens_paragraph(left.lines[-1].text)
    if not left.running and not full:
        if headline_goes_on(left.text, right, around.words):
            return _Verdict.JOIN
        if record(left.text, around.words):
            return _Verdict.APART
        goes_on = found is Fit.WEAK and right[0] in "，、。" and len(left.text) > _LEAST_CLAUSE
        if title_like(left.text, around.words) and not goes_on:
            return _Verdict.APART
    if (found is Fit.WEAK and around.weak) or (full and found is not Fit.TORN):
        return _Verdict.JOIN
    return _Verdict.GAP


def _headline(left: _Piece, line: Line, words: Lexicon) -> bool:
    return not left.running and title_like(left.text, words) and title_like(line.text, words)


def _ends_in_loss(piece: _Piece, following: str, around: Surroundings) -> bool:
    text = piece.text
    if closed(text) or note(text) or verse_pair(text, following):
        return False
    if torn_end(text, around.words):
        return True
    if not piece.running and (title_like(text, around.words) or record(text, around.words)):
        return False
    return around.punctuated or unfinished(text, around.words)


def _starts_in_loss(line: Line, verdict: _Verdict, around: Surroundings) -> bool:
    text = line.text
    if opens_paragraph(text) or note(text) or title_like(text, around.words):
        return False
    if line.after_copy and _POINTS_BACK.match(text):
        return True
    return verdict is _Verdict.GAP or torn_start(text, around.words)


def _paragraph(piece: _Piece, words: Lexicon) -> Paragraph:
    heading = not piece.lost_end and not piece.running and (title_like(piece.text, words) or note(piece.text))
    offsets = tuple(offset for line in piece.lines for offset in line.offsets)
    text = "".join(line.text for line in piece.lines)
    return Paragraph(text, offsets, heading, piece.lost_start, piece.lost_end)


def _standing_elsewhere(cuts: Iterable[tuple[str, str]], texts: list[str]) -> frozenset[str]:
    """Which of the strings across the cuts stand in one line somewhere. One pass over the text."""
    wanted = {probe for left, right in cuts for probe in probes(left, right)}
    if not wanted:
        return frozenset()
    return frozenset(s for text in texts for i in range(len(text) - 5) if (s := text[i : i + 6]) in wanted)
