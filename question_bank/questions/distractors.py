"""Wrong answers that could be right: same kind, same grammar, near length, from the corpus first.

None may be what the statement accepts, stand in the stem, or contain or be contained in another.
"""

from __future__ import annotations

from itertools import zip_longest
from random import Random

from question_bank.facts.enumerations import shared_ends
from question_bank.facts.finding import Answer, Ask, Finding, Kind
from question_bank.lexicon.segment import Word, words
from question_bank.normal_form import normal_form
from question_bank.questions.knowledge import Knowledge
from question_bank.questions.number_distractors import number_distractors, year_distractors

WANTED = 3
_SUFFIXES = frozenset("感性力史型观度化率")
_PHRASE = 4
_IDEALS = ("集体主义", "自力更生", "人道主义", "国际主义")
"""What else a spirit may have at its core."""


def distractors(ask: Ask, finding: Finding, knowledge: Knowledge, rng: Random) -> tuple[str, ...]:
    """Up to three wrong answers for the blank of an ask; fewer when the corpus and the language give no more."""
    stem = ask.context.statement(ask.blanks, tuple("" for _ in ask.blanks))
    match ask.answer:
        case Answer.NUMBER:
            return number_distractors(ask, stem, rng)
        case Answer.YEAR:
            return year_distractors(ask.text, stem, rng)
        case Answer.NAME:
            near, far = knowledge.names_around(ask.text)
            candidates = [*rng.sample(near, len(near)), *rng.sample(far, len(far))]
            candidates.sort(key=lambda name: ("·" in name) != ("·" in ask.text))
        case Answer.MEMBER:
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
    """Items of sister lists with the same length and build; where the items of a list share an end, with that end.

    A list that defines nothing takes sisters only where its items share their beginning: 尊重科学 beside 尊重知识.
    Items that share their end alone (勤于劳动, 热爱劳动) are too near in meaning there.
    """
    lead, tail = shared_ends(finding.members)
    shared = tail if len(tail) > 1 or tail in _SUFFIXES else ""
    key = ask.text
    if "和" in key or not (finding.head or len(lead) > 1 or ask.context.quoted):
        return []
    by_head: dict[str, list[str]] = {}
    for sister in knowledge.lists:
        if sister is finding or (finding.head and sister.head == finding.head):
            continue
        for member in sister.members:
            if (
                same_build(member, key)
                and member.endswith(shared)
                and (len(lead) < 2 or member.startswith(lead))
            ):
                by_head.setdefault(sister.head, []).append(member)
    others = by_head.pop("", [])
    rng.shuffle(others)
    return [*_in_turn(by_head, rng), *others, *(_in_text(key, shared, knowledge) if shared else ())]


def _in_turn(by_head: dict[str, list[str]], rng: Random) -> list[str]:
    """One of each sister list, then the next of each: three of one list would make the key the odd one out."""
    heads = sorted(by_head)
    rng.shuffle(heads)
    columns = [rng.sample(by_head[head], len(by_head[head])) for head in heads]
    return [*dict.fromkeys(text for row in zip_longest(*columns) for text in row if text)]


def same_build(candidate: str, key: str) -> bool:
    """Same length and the same sort of phrase: nouns beside nouns, 争创一流 beside 勇攀高峰."""
    if len(candidate) != len(key):
        return False
    one, other = words(candidate), words(key)
    if len(key) < _PHRASE:
        return len(one) == len(other) == 1 and one[0].tag[0] == other[0].tag[0]
    return _is_nominal(one) == _is_nominal(other)


def _is_nominal(found: tuple[Word, ...]) -> bool:
    """Whether words make a noun phrase: the last a noun, the first one too or an adjective. Idioms do not count."""
    first, last = found[0].tag, found[-1].tag
    return (
        len(found) > 1
        and last[0] == "n"
        and not last.startswith("nr")
        and (
            (first[0] in "nb" and not first.startswith("nr"))
            or first == "vn"
            or found[0].text in ("重大", "重要")
        )
    )


def _in_text(key: str, shared: str, knowledge: Knowledge) -> list[str]:
    """Words of the corpus with the same end and length: 责任感 beside 获得感."""
    found = (word.text for line in knowledge.text.split("\n") for word in words(line))
    return [*dict.fromkeys(text for text in found if len(text) == len(key) and text.endswith(shared))]


def _terms(ask: Ask, finding: Finding, knowledge: Knowledge, rng: Random) -> list[str]:
    """Terms of the same sort of fact, near in length; for 以X为Y also items of lists that define something."""
    terms = [*knowledge.pool(Answer.TERM, finding.fact.kind)]
    rng.shuffle(terms)
    if finding.fact.kind == Kind.DEFINITION:
        return []  # what else a predicate may be true of nobody knows
    if finding.fact.kind != Kind.CORE:
        reach = max(1, len(ask.text) // 3)
        near = (term for term in terms if abs(len(term) - len(ask.text)) <= reach)
        return sorted(near, key=lambda term: abs(len(term) - len(ask.text)))
    sisters = [
        t for f in knowledge.findings if f.fact.relation == finding.fact.relation for t in (f.fact.value,)
    ]
    kin = [term for term in dict.fromkeys(sisters) if same_length(term, ask.text)]
    ideals = [term for term in _IDEALS if finding.fact.relation == "以…为核心" and term not in kin]
    return [*kin, *ideals] if any(term != ask.text for term in kin) else []


def same_length(one: str, other: str) -> bool:
    return len(one) == len(other)
