"""Which piece of a sentence can stand alone as a statement, with its subject named.

The piece begins where an explicit subject stands (or, in a text that demands and declares, at a demand), and ends
with the clause of the value. A pronoun is replaced only by the one person it can mean. When in doubt: none.
"""

from __future__ import annotations

import re

from question_bank.facts.finding import Context, Range
from question_bank.facts.framing import (
    attribute_length,
    is_condition,
    opens_with_deed,
    points_back,
    rewritings,
    rewritten,
    says_more,
)
from question_bank.facts.leads import (
    Lead,
    demand_lead,
    may_follow,
    names_nobody_else,
    person_lead,
    subject_end,
    without_leaning,
)
from question_bank.facts.people import is_pronoun
from question_bank.facts.reading import Reading, is_balanced, is_deictic, is_running_total
from question_bank.facts.subjects import is_anchored, proof_of, subject_of
from question_bank.facts.wholeness import (
    DELIMITERS,
    LEADING_TIME,
    han,
    is_noun_only,
    is_suspicious,
    start_after_joint,
    statement_end,
    without_opening,
)
from question_bank.lexicon.segment import words
from question_bank.lexicon.words import DEMANDS, LEADING_ANAPHORA
from question_bank.model import Passage
from question_bank.text import Sentence, clauses

LONGEST, SHORT = 72, 30
"""Characters of a context without its label. A short sentence is quoted whole."""
LEAST_HAN = 9
_LONG_SINCE = re.compile(r"\d+多?年来")
"""In a text that speaks: since when, it says in another sentence."""
_TAKES = re.compile(r"[\u4e00-\u9fff]{2}\d+[\u4e00-\u9fff]{2,10}，(?:需要|需)")
_CALLED = re.compile("[\u4e00-\u9fff]{2,8}都?(?:亲切地)?[喊叫称][他她]“")
_ALSO = re.compile("(?<=[\u4e00-\u9fff])(?:也[是从将]|同样是|还是一)")
"""Compares with somebody outside, unless a 是 stands before it."""
_WE = re.compile(r"我们(?!党|国家)|我(?![国们军党])")


def context(
    reading: Reading, sentence: Sentence, start: int, end: int, *, label: bool = False
) -> Context | None:
    """The shortest statement around `[start, end)` of the sentence's passage; None when nothing stands alone.

    `label` asks for the document to be cited in any case.
    """
    passage = sentence.passage
    if reading.in_speech(passage, start, end):
        return None
    parts = clauses(sentence)
    first = next((i for i, (_, e) in enumerate(parts) if start < e), None)
    last = next((i for i, (_, e) in enumerate(parts) if end <= e), None)
    if first is None or last is None:
        return None
    quoted = passage.text[start - 1 : start] in ("“", "《")
    if not (reading.speaks or quoted) and is_noun_only(passage.text[slice(*parts[first])]):
        return None
    for begin in range(first, -1, -1):
        found = _between(reading, sentence, parts, begin, last, (start, end), label=label)
        if (
            found
            and found.start <= start
            and end <= found.end
            and len(found.statement()) <= LONGEST + len(found.label)
        ):
            return found
    return _caused(reading, sentence, parts[first], (start, end))


def _caused(reading: Reading, sentence: Sentence, clause: Range, value: Range) -> Context | None:
    """使X创造了…: what was brought about is a statement with a subject of its own."""
    text = sentence.passage.text
    start = clause[0] + 1
    if reading.speaks or text[clause[0]] != "使" or value[0] < start or "了" not in text[slice(*clause)]:
        return None
    end = clause[1]
    while text[end - 1] in DELIMITERS:
        end -= 1
    piece = text[start:end]
    if (
        han(piece) < LEAST_HAN
        or not is_balanced(piece)
        or piece.startswith(LEADING_ANAPHORA)
        or is_deictic(piece)
    ):
        return None
    return Context(sentence.passage, start, end, reading.label(deictic=False))


def _between(  # noqa: PLR0917, PLR0911 -- read in this order everywhere
    reading: Reading,
    sentence: Sentence,
    parts: list[Range],
    begin: int,
    last: int,
    value: Range,
    *,
    label: bool,
) -> Context | None:
    passage = sentence.passage
    text = passage.text
    value_start, value_end = value
    start = without_opening(text, parts[begin][0], parts[-1][1])
    joined = start_after_joint(text, start, value_start)
    if joined == value_start != start:
        return None
    start = joined
    if begin == 0 and not reading.speaks:
        last = _to_subject(reading, passage, parts, start, last)
    lead: Lead | None = None
    if begin:
        lead = _lead(reading, sentence, parts, begin)
        if lead is None and not _may_begin_inside(reading, passage, start):
            return None
        if lead:
            start = without_leaning(text, start)
    elif not reading.speaks:
        # A statement that names its subject after a time does not need the time, unless it asks for it.
        start = _past_time(reading, passage, start, value_start)
    whole = reading.is_law or (not reading.speaks and lead is None and parts[-1][1] - start <= SHORT)
    end = statement_end(text, parts, last, start, value_end, speaks=reading.speaks, whole=whole)
    piece = text[start:end]
    if len(piece) > LONGEST + attribute_length(text, start, end) or not is_balanced(piece):
        return None
    least = LEAST_HAN - 4 if lead and lead.person else LEAST_HAN
    if han((lead.text if lead else "") + piece) < least or reading.in_speech(passage, start, end):
        return None
    if _is_flawed(reading, parts, (start, end), begin, text, value_start):
        return None
    if lead and lead.person and not names_nobody_else(reading, passage, start, end):
        return None
    return _introduced(reading, passage, (start, end), lead, label=label)


def _is_flawed(  # noqa: PLR0917 -- read in this order everywhere
    reading: Reading, parts: list[Range], place: Range, begin: int, text: str, value: int
) -> bool:
    """Whether the piece leans on something outside it, or its wording is in doubt."""
    start, end = place
    piece = text[start:end]
    if is_condition(text, parts, start, end) or points_back(text, start, end, begin) or is_suspicious(piece):
        return True
    if reading.is_law:
        return opens_with_deed(text, start)
    if reading.speaks:
        return bool(_LONG_SINCE.search(piece) or (_WE.search(piece) and not reading.genre))
    also = _ALSO.search(piece)
    compares = also is not None and "是" not in piece[: also.start()]
    return compares or bool(_WE.search(piece)) or (begin == 0 and says_more(text, start, value))


def _introduced(
    reading: Reading, passage: Passage, place: Range, lead: Lead | None, *, label: bool
) -> Context | None:
    """The piece as a context: who is meant named, the document cited where the statement needs it."""
    start, end = place
    text = passage.text
    piece = text[start:end]
    pronoun: Range | None = None
    name = named = ""
    if lead is None:
        subject = subject_of(reading, passage, start, end)
        if subject is None and not _TAKES.match(text, start):
            return None
        pronoun, name, named = subject or (None, "", "")
    swaps = rewritings(reading, text, start, end)
    deictic = is_deictic(rewritten(text, start, end, swaps))
    person = lead.person if lead else named
    needs_label = (
        label
        or deictic
        or reading.speaks
        or bool(swaps and text.startswith("今", swaps[0][0][0]))
        or not is_anchored(piece, person)
        or (not reading.is_law and is_running_total((lead.text if lead else "") + piece))
    )
    introduced = reading.label(deictic=deictic) if needs_label else ""
    if needs_label and not introduced:
        return None
    if lead is not None:
        proof = reading.evidence(passage, *lead.place)
        if lead.pronoun:
            proof = proof_of(reading, passage, lead.person) or proof
        told = "" if lead.pronoun else lead.text
        return Context(
            passage, start, end, introduced + lead.text, None, lead.person, proof, None, told, swaps
        )
    proof_of_name = proof_of(reading, passage, name) if name else None
    if name and proof_of_name is None:
        return None
    return Context(passage, start, end, introduced, pronoun, name, proof_of_name, None, "", swaps)


def _lead(reading: Reading, sentence: Sentence, parts: list[Range], begin: int) -> Lead | None:
    """What the clause takes over from before it; None when it stands by itself or cannot be led."""
    text = sentence.passage.text
    clause = text[slice(*parts[begin])]
    if reading.is_law or clause.startswith(DEMANDS):
        return None
    if reading.speaks:
        return demand_lead(reading, sentence, parts, begin) if may_follow(clause) else None
    lead = person_lead(reading, sentence, parts, begin)
    told = lead is not None and lead.text.endswith(("使", "，"))
    return lead if lead and (told or may_follow(clause)) else None


def _past_time(reading: Reading, passage: Passage, start: int, value: int) -> int:
    """The place of the name or pronoun after a leading time that is not asked for."""
    place = start
    while time := LEADING_TIME.match(passage.text, place, value + 1):
        place = time.end()
    named = any(m.start == place for m in reading.people.mentions.get(passage.index, ()))
    told = passage.text[start:place]
    if place == start or place > value or "任" in told:
        return start
    return place if named or is_pronoun(passage.text, place) else start


def _to_subject(reading: Reading, passage: Passage, parts: list[Range], start: int, last: int) -> int:
    """能够…，仅凭…，N就是…: where predicates come first, the clause that names their subject belongs to them."""
    opening = words(passage.text[start : start + 12])
    mentions = reading.people.mentions.get(passage.index, ())
    named = next((m for m in mentions if start <= m.start < parts[-1][1]), None)
    if named is None or not opening or not opening[0].is_verb:
        return last
    return max(last, next(i for i, (_, close) in enumerate(parts) if named.start < close))


def _may_begin_inside(reading: Reading, passage: Passage, start: int) -> bool:
    """Whether a clause that is not the first of its sentence may open a statement without a lead."""
    text = passage.text
    if is_pronoun(text, start) or any(
        m.start == start for m in reading.people.mentions.get(passage.index, ())
    ):
        return True
    if not reading.speaks:  # 提纯1克贵金属，需要…: what is done is the subject of what it takes
        return bool(_TAKES.match(text, start) or _CALLED.match(text, start))
    clause = text[start : start + 24]
    own = subject_end(clause)
    return not reading.is_law and (
        text.startswith(DEMANDS[:5], start)
        or (own > 2 and clause.startswith("是", own) and clause.startswith("我国"))
    )
