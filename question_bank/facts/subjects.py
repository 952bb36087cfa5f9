"""Who or what a statement is about: said in it, or said by a pronoun that can mean one person only."""

from __future__ import annotations

import re

from question_bank.facts.finding import Context, Range
from question_bank.facts.people import is_pronoun
from question_bank.facts.reading import Reading
from question_bank.facts.wholeness import DELIMITERS, LEADING_TIME
from question_bank.lexicon.segment import words
from question_bank.lexicon.words import LEADING_ANAPHORA, PRONOUNS
from question_bank.model import Evidence, Passage


def subject_of(  # noqa: PLR0911 -- every doubt is a reason to return nothing
    reading: Reading, passage: Passage, start: int, end: int
) -> tuple[Range | None, str, str] | None:
    """Who or what the statement is about: the pronoun to replace and the name for it, and the person named if any.

    None when the statement points outside itself or has no subject.
    """
    text = passage.text
    place = start
    while match := LEADING_TIME.match(text, place, end):
        place = match.end()
    for opening in {start, place}:
        if is_pronoun(text, opening):
            continue
        if text.startswith(LEADING_ANAPHORA, opening) and not text.startswith(("第一", "全国", "全党")):
            return None
    inside = [m for m in reading.people.mentions.get(passage.index, ()) if start <= m.start and m.end <= end]
    pronoun = _first_pronoun(text, start, end)
    if pronoun is not None and not any(m.end <= pronoun[0] for m in inside):
        if text.startswith(PRONOUNS[:3], pronoun[0]):
            return None
        if (
            pronoun[0] != place
            and not _opens_clause(text, pronoun[0])
            and text[pronoun[0] - 1] not in "在对让使喊叫称"
        ):
            return None
        name = reading.people.meant_by(passage, pronoun[0])
        return (pronoun, name, name) if name else None
    if inside:
        return None, "", inside[0].name
    if reading.speaks:
        return None, "", ""
    return (None, "", "") if _begins_with_noun(text[place:end]) else None


def _first_pronoun(text: str, start: int, end: int) -> Range | None:
    for place in range(start, end):
        if is_pronoun(text, place):
            return place, place + 1
        if text.startswith(PRONOUNS[:3], place):
            return place, place + 2
    return None


def _opens_clause(text: str, place: int) -> bool:
    return place == 0 or text[place - 1] in DELIMITERS


def _begins_with_noun(piece: str) -> bool:
    """Whether the statement opens with what can be its subject."""
    if piece.startswith(("“", "《")):
        return True
    opening = words(piece[:16])
    if not opening:
        return False
    head = opening[0]
    if len(opening) > 1 and head.tag in ("n", "vn") and opening[1].tag[0] == "m":
        return False  # 尝试7种…: rather a verb without its subject
    return head.is_noun or head.tag[0] in "mtbar" or head.text in ("在", "为", "对", "以", "从", "经")


def is_anchored(piece: str, person: str) -> bool:
    """Whether a statement says by itself what it is about: a person, a year, a title, or a proper noun."""
    if re.search(r"[12]\d{3}年", piece):
        return True
    if re.search(r"\d{1,2}月\d{1,2}日", piece):
        return False  # a day without its year
    if person or re.search(r"[《“]", piece):
        return True
    return any(word.tag in ("ns", "nt", "nz") and len(word.text) > 1 for word in words(piece))


def proof_of(reading: Reading, passage: Passage, name: str) -> Evidence | None:
    """The clause nearest before the passage that names the person."""
    for candidate in reversed(reading.passages[: passage.index + 1]):
        for mention in reversed(reading.people.mentions.get(candidate.index, ())):
            if mention.name == name and not candidate.heading:
                return reading.evidence(candidate, mention.start, mention.end)
    return None


def person_of(reading: Reading, cover: Context) -> str:
    """The person that a context is about: named in it, or portrayed where it stands; empty when nobody is."""
    if cover.name:
        return cover.name
    mentions = reading.people.mentions.get(cover.passage.index, ())
    inside = [m.name for m in mentions if cover.start <= m.start and m.end <= cover.end]
    if inside:
        return inside[0]
    return reading.people.portrayed(cover.passage)
