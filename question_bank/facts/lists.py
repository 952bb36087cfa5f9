"""Lists as facts: what they are the items of, and which item can be asked for."""

from __future__ import annotations

import re

from question_bank.facts.contexts import context
from question_bank.facts.enumerations import Enumeration, enumeration_in, is_named, shared_ends
from question_bank.facts.finding import Answer, Ask, Context, Finding, Kind, Range, make_fact
from question_bank.facts.reading import Reading
from question_bank.facts.subjects import person_of
from question_bank.lexicon.segment import words
from question_bank.text import Sentence, clauses

_QUOTED = re.compile("“([^“”]+)”")
_OWNER = re.compile(r"(?<=[了着过，])(?P<who>[\u4e00-\u9fff]{2,6}?)(?P<has>具有|拥有)的$")


_COMPARATIVE = re.compile("^[更较越]")
"""更直接、更深入: near synonyms fit as well."""


def find_lists(reading: Reading) -> list[Finding]:
    """Every complete list of three items or more that has a context of its own."""
    found = []
    for sentence in reading.sentences:
        for clause in clauses(sentence):
            enumeration = enumeration_in(sentence.passage, *clause)
            if enumeration and (finding := _finding(reading, sentence, enumeration)):
                found.append(finding)
    return found


def _finding(reading: Reading, sentence: Sentence, listed: Enumeration) -> Finding | None:
    text = listed.passage.text
    values = listed.texts()
    start, end = listed.items[0][0], listed.items[-1][1]
    head = listed.head_text
    cover = _definition(reading, listed)
    cover = cover or context(reading, sentence, start, listed.head[1] if listed.head else end)
    if cover is None:
        return None
    value = text[start:end]
    subject = head if is_named(head) else person_of(reading, cover) or reading.document.title
    fact = make_fact(
        Kind.ENUMERATION,
        subject,
        "内容" if subject == head else "列举",
        value,
        (reading.evidence(listed.passage, cover.start, cover.end),),
        0.95,
    )
    defined = cover.quoted is not None
    if (not defined and not reading.speaks) or any(_COMPARATIVE.search(item) for item in values):
        return None  # in a narrative only a list that defines something is worth asking
    asks = tuple(
        Ask(cover, (blank,), answer, (accepted,), value=value, taboo=taboo)
        for blank, answer, accepted, taboo in (_blanks(listed) if defined else _blanks(listed)[-1:])
    )
    named = head if is_named(head) else ""
    topic = subject
    return Finding(fact, asks, topic, ("列举",), values, named)


def _definition(reading: Reading, listed: Enumeration) -> Context | None:
    """`根据讲话，劳动精神的内容是A、B、C、D`: a list that defines its head needs nothing else around it."""
    start, end = listed.items[0][0], listed.items[-1][1]
    if reading.in_speech(listed.passage, start, end):
        return None
    if listed.head and is_named(listed.head_text) and listed.passage.text[end] == "的":
        label = f"{reading.citation()}{listed.head_text}的内容是"
        return Context(listed.passage, start, end, label, quoted=(start, listed.head[1]))
    owner = _OWNER.search(listed.passage.text, 0, start)
    if owner and words(owner["who"])[0].is_noun:
        who = owner.start("who")
        return Context(
            listed.passage, start, end, f"{reading.citation()}{owner['who']}{owner['has']}", quoted=(who, end)
        )
    return None


def _blanks(listed: Enumeration) -> list[tuple[Range, Answer, tuple[str, ...], tuple[str, ...]]]:
    """For each item what to blank: what stands in its quotation marks, else the whole item."""
    values = listed.texts()
    text = listed.passage.text
    if all(_QUOTED.search(value) for value in values):
        inner = tuple(match.group(1) for value in values for match in [_QUOTED.search(value)] if match)
        places = [text.index(quoted, item[0]) for quoted, item in zip(inner, listed.items, strict=True)]
        return [((p, p + len(q)), Answer.QUOTED, (q,), inner) for p, q in zip(places, inner, strict=True)]
    lead, tail = shared_ends(values)
    return [
        (item, Answer.MEMBER, _forms(value, lead, tail), values)
        for item, value in zip(listed.items, values, strict=True)
    ]


def _forms(value: str, lead: str, tail: str) -> tuple[str, ...]:
    """The item, and what it does not share with the others: who writes 工匠 for 工匠精神 means the same."""
    core = value[len(lead) : len(value) - len(tail)] if len(lead) + len(tail) > 1 else value
    return (value, core) if 2 <= len(core) < len(value) else (value,)
