"""Wrong answers that could be right: same kind, same grammar, near length, from the corpus first.

None may be what the statement accepts, stand in the stem, or contain or be contained in another.
"""

from __future__ import annotations

from random import Random

from question_bank.facts import Answer, Ask, Finding
from question_bank.lexicon.segment import dictionary, words
from question_bank.normal_form import normal_form
from question_bank.questions.knowledge import Knowledge
from question_bank.questions.number_distractors import number_distractors, year_distractors

WANTED = 3
_SUFFIXES = frozenset("感性力史型观度化率")
_FREQUENT = 300
_NAMED_FROM = 4


def distractors(ask: Ask, finding: Finding, knowledge: Knowledge, rng: Random) -> tuple[str, ...]:
    """Up to three wrong answers for the blank of an ask; fewer when the corpus and the language give no more."""
    stem = ask.context.statement(ask.blanks, tuple("" for _ in ask.blanks))
    match ask.answer:
        case Answer.NUMBER:
            return number_distractors(ask, knowledge.units(ask.unit), stem, rng)
        case Answer.YEAR:
            return year_distractors(ask.text, knowledge.pool(Answer.YEAR), stem, rng)
        case Answer.NAME:
            candidates = [*knowledge.names_with(ask.text)]
            rng.shuffle(candidates)
        case Answer.NICKNAME:
            candidates = [*knowledge.pool(Answer.NICKNAME)]
            rng.shuffle(candidates)
        case Answer.MEMBER | Answer.CORE:
            candidates = _phrases(ask, finding, knowledge, rng)
        case Answer.TERM:
            candidates = _terms(ask, finding, knowledge, rng)
        case _:
            return ()
    return _chosen(ask, candidates, stem)


def _chosen(ask: Ask, candidates: list[str], stem: str) -> tuple[str, ...]:
    refused = {normal_form(text) for group in ask.accepted for text in group} | {
        normal_form(t) for t in ask.taboo
    }
    chosen: list[str] = []
    for candidate in [*ask.sisters, *candidates]:
        form = normal_form(candidate)
        if not form or form in refused or candidate in stem:
            continue
        if any(form in normal_form(other) or normal_form(other) in form for other in [*chosen, ask.text]):
            continue
        chosen.append(candidate)
        if len(chosen) == WANTED:
            break
    return tuple(chosen)


def _phrases(ask: Ask, finding: Finding, knowledge: Knowledge, rng: Random) -> list[str]:
    """Items of sister lists with the same length and build; where the items of a list share an end, with that end."""
    shared = _shared_end(finding.members) if ask.answer is Answer.MEMBER else ""
    key = ask.text
    named: list[str] = []
    others: list[str] = []
    for sister in knowledge.lists:
        if sister is finding or (finding.head and sister.head == finding.head):
            continue
        if (
            finding.fact.subject == sister.fact.subject
            and finding.fact.evidence[0].quote == sister.fact.evidence[0].quote
        ):
            continue
        for other in sister.asks if ask.answer is Answer.CORE else ():
            (others if _same_build(other.text, key) else []).append(other.text)
        for member in sister.members:
            if _same_build(member, key) and member.endswith(shared):
                (named if sister.head and finding.head else others).append(member)
    named, others = [*dict.fromkeys(named)], [*dict.fromkeys(others)]
    rng.shuffle(named)
    rng.shuffle(others)
    return [*named, *others, *_lexical(key, shared, rng)]


def _shared_end(members: tuple[str, ...]) -> str:
    """What all items end with, if it is a word or a common suffix: …劳动, …感."""
    shared = ""
    for size in range(1, min(map(len, members))):
        ends = {member[-size:] for member in members}
        if len(ends) > 1:
            break
        shared = ends.pop()
    return shared if len(shared) >= 2 or shared in _SUFFIXES else ""


def _same_build(candidate: str, key: str) -> bool:
    """Same length, and the same sort of word in front."""
    if len(candidate) != len(key):
        return False
    one, other = words(candidate), words(key)
    return one[0].is_verb == other[0].is_verb or len(candidate) >= _NAMED_FROM


def _lexical(key: str, shared: str, rng: Random) -> list[str]:
    """Common words of the language with the same suffix: 获得感 → 责任感."""
    if len(shared) != 1 or len(key) > _NAMED_FROM:
        return []
    found = sorted(
        word
        for word, (count, tag) in dictionary().entries.items()
        if len(word) == len(key) and word[-1] == shared and count >= _FREQUENT and tag[0] == "n"
    )
    rng.shuffle(found)
    return found


def _terms(ask: Ask, finding: Finding, knowledge: Knowledge, rng: Random) -> list[str]:
    """Terms of the same sort of fact, near in length."""
    candidates = [*knowledge.pool(Answer.TERM, finding.fact.kind)]
    if finding.fact.kind == "core":
        candidates += [member for sister in knowledge.lists if sister.head for member in sister.members]
    near = [c for c in dict.fromkeys(candidates) if abs(len(c) - len(ask.text)) <= max(1, len(ask.text) // 3)]
    rng.shuffle(near)
    return sorted(near, key=lambda c: abs(len(c) - len(ask.text)))
