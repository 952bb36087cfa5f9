"""Awards: 授予N等M人X称号, 荣获X奖."""

from __future__ import annotations

import re

from question_bank.facts.contexts import context
from question_bank.facts.finding import Answer, Ask, Context, Finding, Kind, make_fact
from question_bank.facts.reading import Reading, cited
from question_bank.text import Sentence, clauses

_GIVEN = re.compile(
    r"授予(?P<name>[\u4e00-\u9fff·]{2,12}?)等(?P<count>\d+)(?P<unit>人|名同志|位同志)(?P<award>[“”\u4e00-\u9fff]{2,16}?称号)"
)
_WON = re.compile(
    r"(?:荣获|获得|获|被评为|被授予|当选为?)(?:了)?(?P<award>(?!\d)[“”\u4e00-\u9fff]{2,18}?(?:奖|称号|奖章|勋章|奖项|[一二三]等奖))(?=[，。；、（）]|$)"
)
_GRADE = re.compile("(.+)([特一二三]等奖)")
_DECIDES = re.compile(r"(?P<who>[\u4e00-\u9fff、]{2,14}决定，)$")


def find_awards(reading: Reading) -> list[Finding]:
    """Every award that is given or won in a context of its own."""
    found = []
    for sentence in reading.sentences:
        text = sentence.passage.text
        for match in _GIVEN.finditer(text, sentence.start, sentence.end):
            found += _given(reading, sentence, match)
        for match in _WON.finditer(text, sentence.start, sentence.end):
            found += _won(reading, sentence, match)
    return found


def _given(reading: Reading, sentence: Sentence, match: re.Match[str]) -> list[Finding]:
    """The clause of a decision: who decides stands before the first of its 授予."""
    passage = sentence.passage
    if reading.in_speech(passage, *match.span()):
        return []
    decides = next(
        (d for _, end in clauses(sentence) if (d := _DECIDES.search(passage.text, sentence.start, end))), None
    )
    if decides is None:
        return []
    when = f"{reading.when}，" if reading.when else f"根据{cited(reading.document.title)}，"
    label = when + decides["who"]
    cover = Context(passage, *match.span(), label, quoted=(decides.start(), match.end()))
    evidence = (reading.evidence(passage, decides.start(), match.end()),)
    award, name = match["award"], match["name"]
    count = match["count"] + match["unit"]
    who = make_fact(Kind.AWARD, name, "被授予", award, evidence, 0.95)
    many = make_fact(Kind.QUANTITY, award, "授予人数", count, evidence, 0.95)
    by_award = Ask(
        cover,
        (match.span("award"),),
        Answer.TERM,
        ((award, award.removesuffix("称号")),),
        front=f"{label}授予{name}什么称号？",
        sisters=_awards(reading),
    )
    by_count = Ask(
        cover,
        (match.span("count"),),
        Answer.NUMBER,
        ((match["count"], count),),
        unit=match["unit"],
        value=count,
        front=f"{label}授予多少{match['unit']}{award}？",
        sisters=_counts(sentence),
    )
    topic = award.removesuffix("称号")
    return [
        Finding(many, (by_count,), topic, ("表彰", "数字")),
        Finding(who, (by_award,), topic, ("表彰",)),
    ]


def _counts(sentence: Sentence) -> tuple[str, ...]:
    return tuple(m["count"] for m in _GIVEN.finditer(sentence.passage.text, sentence.start, sentence.end))


def _awards(reading: Reading) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m["award"] for p in reading.passages for m in _GIVEN.finditer(p.text)))


def _forms(award: str) -> tuple[str, ...]:
    """科技进步二等奖 and 科技进步奖二等奖 are one prize."""
    graded = _GRADE.fullmatch(award)
    return (award, f"{graded[1]}奖{graded[2]}") if graded and not graded[1].endswith("奖") else (award,)


def _won(reading: Reading, sentence: Sentence, match: re.Match[str]) -> list[Finding]:
    passage = sentence.passage
    start = max((s for s, e in clauses(sentence) if e <= match.start()), default=match.start())
    cover = context(reading, sentence, start, match.end()) or context(
        reading, sentence, match.start(), match.end()
    )
    inside = [
        m.name
        for m in reading.people.mentions.get(passage.index, ())
        if cover and cover.start <= m.start < match.start()
    ]
    person = (cover.name if cover else "") or (inside[0] if inside else "")
    if cover is None or not person:
        return []
    evidence = [reading.evidence(passage, cover.start, cover.end)]
    if cover.proof:
        evidence.append(cover.proof)
    fact = make_fact(Kind.AWARD, person, "获得", match["award"], tuple(evidence), 0.9)
    ask = Ask(cover, (match.span("award"),), Answer.PHRASE, (_forms(match["award"]),), value=match["award"])
    return [Finding(fact, (ask,), person, ("荣誉",))]
