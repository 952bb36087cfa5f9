"""What stands in quotation marks because it is a name: nicknames, slogans, inventions, books."""

from __future__ import annotations

import re

from question_bank.facts.contexts import context
from question_bank.facts.finding import Answer, Ask, Finding, Kind, make_fact
from question_bank.facts.reading import Reading
from question_bank.facts.subjects import person_of
from question_bank.text import Sentence

_NICKNAME = re.compile(
    r"(?:被?(?:人们|大家|群众|村民)?(?:亲切地)?(?:称为|称作|誉为|称之为|叫作|叫做|称|喊|叫)(?:[他她])?|称自己是[^，。“”]{0,12}|就是(?:这样)?一位|史称|又称|简称|即)“(?P<x>[^“”，。！？；]{2,12})”"
)
_TIGHT = 10
_MADE = re.compile(
    r"(?:研制|发明|研发|创造|开发|设计|制造|提出|总结出?|奏响|谱写|唱响|进入|建成|打造|成立|创办|开创)了?(?:[^，。；“”《》]{0,12})“(?P<x>[^“”，。！？；]{2,14})”"
)
_BOOK = re.compile(
    r"(?:主编|编写|撰写|著有|出版|创作|创办|发表|编著)了?(?:[^。；“”《》]{0,40})《(?P<x>[^《》]{2,20})》"
)


def find_names_of_things(reading: Reading) -> list[Finding]:
    """Every quoted name whose giving, making or writing the text states."""
    found = []
    for sentence in reading.sentences:
        for pattern, answer, relation in (
            (_NICKNAME, Answer.NICKNAME, "称为"),
            (_MADE, Answer.QUOTED, "名为"),
            (_BOOK, Answer.QUOTED, "作品"),
        ):
            for match in pattern.finditer(sentence.passage.text, sentence.start, sentence.end):
                if finding := _finding(reading, sentence, match, answer, relation):
                    found.append(finding)  # noqa: PERF401 -- the walrus reads better than a nested comprehension
    return found


def _finding(
    reading: Reading, sentence: Sentence, match: re.Match[str], answer: Answer, relation: str
) -> Finding | None:
    passage = sentence.passage
    cover = context(reading, sentence, match.start("x"), match.end("x"))
    if cover is None:
        return None
    person = person_of(reading, cover)
    if answer is Answer.NICKNAME and match.group().startswith("就是"):
        return None  # 就是这样一位“…” is a compliment, not a name
    if answer is Answer.NICKNAME and not person and match.group().startswith(("被", "称", "就是")):
        return None
    evidence = [reading.evidence(passage, cover.start, cover.end)]
    if cover.proof:
        evidence.append(cover.proof)
    name = match["x"]
    # A self-description with a long attribute is too loose a frame to be quoted; the name itself still counts.
    confidence = (
        0.6 if len(match.group()) - len(name) > _TIGHT and match.group().startswith("称自己") else 0.9
    )
    fact = make_fact(
        Kind.QUOTED, person or reading.document.title, relation, name, tuple(evidence), confidence
    )
    ask = Ask(cover, (match.span("x"),), answer, ((name,),), value=name)
    return Finding(
        fact, (ask,), person or reading.document.title, ("称号" if answer is Answer.NICKNAME else "名称",)
    )
