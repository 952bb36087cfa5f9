"""The subject that a clause owes to an earlier one: `S要A，B，C` says `S要B` and `S要C`; `她A，B` says `她B`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from question_bank.facts.finding import Range
from question_bank.facts.people import is_pronoun
from question_bank.facts.reading import Reading, is_balanced
from question_bank.facts.wholeness import DELIMITERS, LEADING_TIME, without_opening
from question_bank.lexicon.segment import words
from question_bank.lexicon.words import (
    CAUSATIVES,
    COVERBS,
    DEMANDS,
    FURTHER_VERBS,
    LEADING_ANAPHORA,
    LEANING_ADVERBS,
    MANNERS,
    POSTS,
    REPORTING,
)
from question_bank.model import Passage
from question_bank.text import Sentence

_TITLE = re.compile(
    rf"[^，。；！？：、“”]{{4,40}}?(?:{'|'.join(sorted(POSTS, key=len, reverse=True))})(?=[^长员的])"
)
_LONGEST = 26
_WISH = "希望"
_REPORTS = re.compile(rf"(?:{'|'.join(r for r in REPORTING if len(r) > 1)}|[说称道])(?:[，：]|$)")
_NAMED_THING = re.compile(r"的“[^“”]{2,14}”$")


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before the clause: `text` for the stem, `place` for the proof, `person` if it names one."""

    text: str
    place: Range
    person: str = ""
    pronoun: bool = False


def demand_lead(reading: Reading, sentence: Sentence, parts: list[Range], begin: int) -> Lead | None:
    """For a text that demands and declares: the subject and modal, or the subject, that governs clause `begin`."""
    text = sentence.passage.text
    for start, end in reversed(parts[:begin]):
        opening = without_opening(text, start, end)
        clause = text[opening:end].rstrip(DELIMITERS)
        if clause.startswith(_WISH) and end - opening <= _LONGEST and words(clause)[-1].is_noun:
            return _plain(text, (opening, opening + len(clause)))
        modal = next((w for w in words(clause) if w.text in DEMANDS), None)
        if modal and (modal.start == 0 or subject_end(clause) == modal.start) and modal.end <= _LONGEST:
            return _plain(text, (opening, opening + modal.end))
    for start, end in parts[:begin]:
        opening = without_opening(text, start, end)
        close = subject_end(text[opening:end].rstrip(DELIMITERS))
        if close and not text.startswith(LEADING_ANAPHORA, opening) and close <= _LONGEST:
            return _plain(text, (opening, opening + close)) if not reading.is_law else None
    return None


def person_lead(reading: Reading, sentence: Sentence, parts: list[Range], begin: int) -> Lead | None:  # noqa: PLR0911 -- every doubt is a reason to return nothing
    """For a story: the person, or the thing of a person's making, whose further deed clause `begin` tells."""
    opener = _opener(reading, sentence, parts, begin)
    if opener is None:
        return None
    first, place, close, name, pronoun = opener
    passage, text = sentence.passage, sentence.passage.text
    between = text[place : parts[begin][0]]
    if _REPORTS.search(between) or "：" in between or not is_balanced(between):
        return None
    if not names_nobody_else(reading, passage, close, parts[begin][1]):
        return None
    head_end = parts[first][1]
    while text[head_end - 1] in DELIMITERS:
        head_end -= 1
    if cause := _cause(text, parts, first, begin):
        return Lead(name + text[close:cause], (place, cause), name, pronoun)
    if _NAMED_THING.search(text, close, head_end):
        return Lead(name + text[close:head_end], (place, head_end), name, pronoun)
    counted = _counted(text, parts, first, begin)
    before = parts[first + 1 : counted or begin]
    if not all(text.startswith("其中", part[0]) or _goes_on(text[slice(*part)]) for part in before):
        return None
    if text[close : close + 1] in ("和", "与"):
        joined = subject_end("某" + text[close:head_end])
        if not joined:
            return None
        close += joined - 1
    elif text[close : close + 1] in ("的", "所", "、"):
        return None  # 她的母亲…, 他所在的…: somebody or something else
    name_and_more = name + text[place + (1 if pronoun else len(name)) : close]
    if counted:
        start, end = parts[counted]
        return Lead(name_and_more + text[start:end], (start, end), name, pronoun)
    return Lead(name_and_more, (place, close), name, pronoun)


def _opener(
    reading: Reading, sentence: Sentence, parts: list[Range], begin: int
) -> tuple[int, int, int, str, bool] | None:
    """The last clause before `begin` that opens with a person: its index, where the name stands, and the name."""
    passage, text = sentence.passage, sentence.passage.text
    mentions = {m.start: m for m in reading.people.mentions.get(passage.index, ())}
    for i in range(begin - 1, -1, -1):
        place = without_opening(text, *parts[i]) if i == 0 else parts[i][0]
        if i == 0:
            while time := LEADING_TIME.match(text, place, sentence.end):
                place = time.end()
        titled = _TITLE.match(text, place, parts[i][1])
        if titled and titled.end() in mentions:
            place = titled.end()
        if place in mentions:
            return _index(parts, place), place, mentions[place].end, mentions[place].name, False
        if is_pronoun(text, place):
            name = reading.people.meant_by(passage, place)
            return (_index(parts, place), place, place + 1, name, True) if name else None
    return None


def _index(parts: list[Range], place: int) -> int:
    return next(i for i, (_, end) in enumerate(parts) if place < end)


def _counted(text: str, parts: list[Range], first: int, begin: int) -> int:
    """培训1.5万人次，65人…，135人…: the clause whose total a clause that opens with a number belongs to; else 0."""
    if not text[parts[begin][0]].isdigit():
        return 0
    place = begin - 1
    while place > first and text[parts[place][0]].isdigit():
        place -= 1
    fits = place > first and _goes_on(text[slice(*parts[place])]) and text[parts[place][1] - 1] == "，"
    return place if fits else 0


def _cause(text: str, parts: list[Range], first: int, begin: int) -> int:
    """Where 使 ends, when clause `begin` is one more thing that was brought about: X，使A…，B…."""
    for start, _ in parts[first + 1 : begin]:
        if text[start] == "使" and not _goes_on(text[slice(*parts[begin])]):
            opening = words(text[slice(*parts[begin])])[0]
            return start + 1 if opening.is_noun else 0
    return 0


def may_follow(clause: str) -> bool:
    """Whether a clause can stand behind a lead: it opens with a predicate, and leans on nothing else."""
    return _goes_on(clause) and not clause.startswith(CAUSATIVES)


def without_leaning(text: str, start: int) -> int:
    """Past 也, 还, 并: beside its subject a clause does not need them."""
    opening = words(text[start : start + 8])
    return start + opening[0].end if opening and opening[0].text in LEANING_ADVERBS else start


def _goes_on(clause: str) -> bool:  # noqa: PLR0911 -- each kind of opening is decided by itself
    """Whether a clause has no subject of its own: it opens with a verb, an adverb, a coverb; 行程80万公里."""
    found = words(clause.rstrip(DELIMITERS))
    if not found:
        return False
    head = found[0]
    if head.text in LEANING_ADVERBS and len(found) > 1:
        return True
    if clause.startswith(LEADING_ANAPHORA) or head.tag[0] in "mw":
        return False
    if head.is_noun and len(found) > 1 and found[1].tag[0] == "m" and found[1].text[0].isdigit():
        return True
    if (
        head.text.startswith(FURTHER_VERBS)
        or (head.text.startswith(MANNERS) and len(head.text) > 2)
        or (
            head.tag in ("a", "an", "ad", "n", "i", "l")
            and len(found) > 1
            and head.text in MANNERS
            and found[1].tag[0] == "v"
        )
    ):
        return True
    if head.text in COVERBS or head.tag in ("d", "ad", "vn", "t", "p"):
        return head.tag != "vn" or (len(found) > 1 and found[1].tag[0] in "vmur")
    return head.is_verb


def subject_end(clause: str) -> int:
    """Where the noun phrase that opens a clause ends and its predicate begins; 0 when there is no such place."""
    close = 0
    last_noun = False
    for word in words(clause):
        if word.text in DEMANDS or word.text in COVERBS or word.tag in ("d", "ad", "p"):
            return close if last_noun and close > 1 else 0
        if word.is_verb and not word.is_noun:
            return close if last_noun and close > 1 else 0
        if not (word.is_noun or word.tag[0] in "abcrsf" or word.text in ("、", "某", "们", "以来")):
            return 0
        last_noun = word.is_noun or word.text == "们"
        close = word.end
    return 0


def _plain(text: str, place: Range) -> Lead:
    return Lead(text[slice(*place)], place)


def names_nobody_else(reading: Reading, passage: Passage, start: int, end: int) -> bool:
    """Whether no person is named, and no pronoun stands, in a range: its subject is then the lead's alone."""
    return not any(
        start <= m.start < end for m in reading.people.mentions.get(passage.index, ())
    ) and not any(is_pronoun(passage.text, place) for place in range(start, end))
