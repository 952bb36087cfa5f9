"""Parallel phrases: 立足新发展阶段，贯彻新发展理念，构建新发展格局; 锐意创新的勇气、敢为人先的锐气、蓬勃向上的朝气."""

from __future__ import annotations

from question_bank.facts.contexts import context
from question_bank.facts.finding import Answer, Ask, Finding, Kind, Range, make_fact
from question_bank.facts.reading import Reading
from question_bank.lexicon.segment import boundaries, words
from question_bank.text import Sentence, clauses

_FEWEST, _SHORTEST, _LONGEST = 3, 5, 13
_MARKS = "，。；！？：、"


def find_parallels(reading: Reading) -> list[Finding]:
    """Runs of three clauses or more of one build, in texts that demand and declare."""
    if not reading.speaks or reading.is_law:
        return []
    found = []
    for sentence in reading.sentences:
        run: list[Range] = []
        for clause in [*map(lambda c: _bare(sentence, c), clauses(sentence)), None]:  # noqa: C417 -- None ends the last run
            if clause and (not run or _parallel(sentence, run[-1], clause)):
                run.append(clause)
                continue
            if len(run) >= _FEWEST and (finding := _finding(reading, sentence, run)):
                found.append(finding)
            run = [clause] if clause else []
        found += [f for c in clauses(sentence) if (f := _attributes(reading, sentence, c))]
    return found


def _bare(sentence: Sentence, clause: Range) -> Range | None:
    """The clause without its mark; None when it cannot be part of a run."""
    start, end = clause
    text = sentence.passage.text
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    piece = text[start:end]
    if not _SHORTEST <= len(piece) <= _LONGEST or not all("\u4e00" <= c <= "\u9fff" for c in piece):
        return None
    opening = words(piece)[0]
    if opening.text in ("要", "在", "是", "就是") or len(opening.text) < 2 or opening.tag[0] not in "va":
        return None
    return start, end


def _parallel(sentence: Sentence, one: Range, other: Range) -> bool:
    text = sentence.passage.text
    first, second = text[slice(*one)], text[slice(*other)]
    verbs = words(first)[0], words(second)[0]
    return abs(len(first) - len(second)) <= 1 and len(verbs[0].text) == len(verbs[1].text) and first != second


def _finding(reading: Reading, sentence: Sentence, run: list[Range]) -> Finding | None:
    text = sentence.passage.text
    cover = context(reading, sentence, run[0][0], run[-1][1])
    if cover is None:
        return None
    value = text[run[0][0] : run[-1][1]]
    evidence = reading.evidence(sentence.passage, cover.start, cover.end)
    fact = make_fact(Kind.PARALLEL, reading.document.title, "排比", value, (evidence,), 0.85)
    asks = []
    for start, end in run:
        blank = (start + words(text[start:end])[0].end, end)
        written = text[slice(*blank)]
        asks.append(Ask(cover, (blank,), Answer.PHRASE, ((written, text[start:end]),), value=value))
    return Finding(fact, tuple(asks), reading.document.title, ("排比",))


def _attributes(reading: Reading, sentence: Sentence, clause: Range) -> Finding | None:
    """`A的X、B的Y、C的Z`: the nouns as three blanks, in order."""
    text = sentence.passage.text
    start, end = clause
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    pieces = text[start:end].split("、")
    if len(pieces) < _FEWEST or not all(piece.count("的") == 1 for piece in pieces):
        return None
    nouns = [piece.partition("的")[2] for piece in pieces]
    if len({len(noun) for noun in nouns}) != 1 or len(set(nouns)) != len(nouns) or len(nouns[0]) < 2:
        return None
    blanks = []
    place = start
    for piece, noun in zip(pieces, nouns, strict=True):
        blanks.append((place + len(piece) - len(noun), place + len(piece)))
        place += len(piece) + 1
    if not {b - start for blank in blanks for b in blank} <= boundaries(text[start:end]):
        return None
    cover = context(reading, sentence, start, end)
    if cover is None:
        return None
    evidence = reading.evidence(sentence.passage, cover.start, cover.end)
    fact = make_fact(Kind.PARALLEL, reading.document.title, "排比", text[start:end], (evidence,), 0.85)
    ask = Ask(cover, tuple(blanks), Answer.PHRASE, tuple((noun,) for noun in nouns), value=text[start:end])
    return Finding(fact, (ask,), reading.document.title, ("排比",))
