"""Which piece of a sentence can stand alone as a statement, with its subject named.

The piece begins where an explicit subject stands (or, in a text that demands and declares, at a demand), and ends
with the clause of the value. A pronoun is replaced only by the one person it can mean. When in doubt: none.
"""

from __future__ import annotations

import re

from question_bank.facts.finding import Context, Range
from question_bank.facts.people import is_pronoun
from question_bank.facts.reading import Reading, is_balanced, is_deictic
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
from question_bank.lexicon.segment import Word, words
from question_bank.lexicon.words import LEADING_ANAPHORA, NORMATIVE
from question_bank.model import Passage
from question_bank.text import Sentence, clauses

LONGEST, COMFORTABLE, SHORT = 100, 60, 36
"""Characters of a context. A short sentence is quoted whole."""
LEAST_HAN = 9
_DEPENDENT = ("贯穿", "使", "让", "并", "从而", "进而", "包括")
"""Verbs whose clause says nothing without the one before it."""
_THIS = re.compile(
    r"这(?!次)|该(?![\u4e00-\u9fff]?(?:做|是))|上述|(?<![彼如因为从由])此(?!次|外)|(?<![倾尽各极如及])其(?=[他余所中])|当时|那时|(?<![月\d])\d{1,2}日(?!报|电)"
)
_ELSEWHERE = re.compile("下列|如下|以下[几各情]")
"""What follows these stands in another paragraph."""
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
    weak: Context | None = None
    for begin in range(first, -1, -1):
        found = _between(reading, sentence, parts, begin, last, (start, end), label=label)
        if found is None or not (found.start <= start and end <= found.end):
            continue
        if begin == 0 or _is_strong(reading, found):
            return found if weak is None or found.end - found.start <= COMFORTABLE else weak
        weak = weak or found
    return weak or _caused(reading, sentence, parts[first], (start, end))


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
    person = reading.people.portrayed(sentence.passage)
    return Context(sentence.passage, start, end, reading.label(deictic=False, person=person))


def _is_strong(reading: Reading, found: Context) -> bool:
    """Whether a context from inside a sentence has a subject or a demand of its own."""
    text = found.passage.text
    named = found.pronoun is not None or any(
        m.start == found.start for m in reading.people.mentions.get(found.passage.index, ())
    )
    return named or text.startswith(("要", "必须", "应当"), found.start)


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
    whole = reading.is_law or (not reading.speaks and parts[-1][1] - start <= SHORT)
    end = statement_end(text, parts, last, start, value_end, speaks=reading.speaks, whole=whole)
    piece = text[start:end]
    if len(piece) > LONGEST or han(piece) < LEAST_HAN or not is_balanced(piece):
        return None
    if reading.in_speech(passage, start, end):
        return None
    if begin and not _may_begin_inside(reading, passage, sentence, start):
        return None
    subject = subject_of(reading, passage, start, end)
    if subject is None:
        return None
    pronoun, name, named = subject
    deictic = is_deictic(piece)
    person = named or reading.people.portrayed(passage)
    needs_label = label or deictic or reading.speaks or not is_anchored(piece, named)
    introduced = reading.label(deictic=deictic, person=person) if needs_label else ""
    if needs_label and not introduced:
        return None
    if _points_back(text, start, end, begin) or is_suspicious(piece):
        return None
    if _WE.search(piece) and not reading.genre:
        return None
    proof = proof_of(reading, passage, name) if name else None
    if name and proof is None:
        return None
    if len(introduced) + len(piece) > LONGEST:
        return None
    return Context(passage, start, end, introduced, pronoun, name, proof)


def _to_subject(reading: Reading, passage: Passage, parts: list[Range], start: int, last: int) -> int:
    """能够…，仅凭…，N就是…: where predicates come first, the clause that names their subject belongs to them."""
    opening = words(passage.text[start : start + 12])
    mentions = reading.people.mentions.get(passage.index, ())
    named = next((m for m in mentions if start <= m.start < parts[-1][1]), None)
    if named is None or not opening or not opening[0].is_verb:
        return last
    return max(last, next(i for i, (_, close) in enumerate(parts) if named.start < close))


def _points_back(text: str, start: int, end: int, begin: int) -> bool:
    """Whether 这个…, 该… in the statement may mean something before it."""
    if _ELSEWHERE.search(text, start, end):
        return True
    match = _THIS.search(text, start, end)
    if match is None:
        return False
    while time := LEADING_TIME.match(text, start, match.start()):
        start = time.end()
    return begin > 0 or not re.search(f"[{DELIMITERS}]", text[start : match.start()])


def _may_begin_inside(reading: Reading, passage: Passage, sentence: Sentence, start: int) -> bool:
    """Whether a clause that is not the first of its sentence may open a statement."""
    text = passage.text
    if is_pronoun(text, start) or any(
        m.start == start for m in reading.people.mentions.get(passage.index, ())
    ):
        return True
    if not reading.speaks:
        return False
    if reading.is_law:
        return False
    demanded = re.search("|".join(NORMATIVE), text[sentence.start : start])
    opening = words(text[start : start + 12])
    return text.startswith(NORMATIVE, start) or bool(
        demanded
        and opening
        and (_demands(opening[0]) or (len(opening) > 1 and opening[0].tag == "vn" and opening[1].is_verb))
    )


def _demands(word: Word) -> bool:
    return word.text not in _DEPENDENT and (
        word.tag[0] == "v"
        or word.tag in ("d", "ad")
        or word.text in ("把", "以", "对", "为", "用", "在", "从", "按照", "围绕")
    )
