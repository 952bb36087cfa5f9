"""Who people are: N是ORG的POST, ORG POST N, N，ORG POST。, 他叫N，…POST。, and statements that name their one subject."""

from __future__ import annotations

import re

from question_bank.facts.contexts import context
from question_bank.facts.finding import Answer, Ask, Context, Finding, Kind, Range, make_fact
from question_bank.facts.people import Mention, is_pronoun
from question_bank.facts.reading import Reading, is_balanced
from question_bank.facts.subjects import proof_of
from question_bank.lexicon.words import ORGANISATIONS, POSTS
from question_bank.text import Sentence, clauses

_POST = "|".join(sorted(POSTS, key=len, reverse=True))
_DESCRIPTION = rf"(?P<what>[^，。；！？：“”《》]{{2,44}}?(?:{_POST}))"
_IS = re.compile(rf"是{_DESCRIPTION}(?=[，。])")
_APPOSITION = re.compile(rf"(?:，作为|，){_DESCRIPTION}(?=[，。])")
_PRECEDING = re.compile(
    rf"(?:^|[，。；！？———认识是])(?:来?认识)?(?P<what>[^，。；！？：“”《》——是]{{2,44}}(?:{_POST}))$"
)
_LEAD = re.compile("^(?:来?认识|在|由|向|和|与|对|为|从|原|记者|识)+")
_COMPONENT = re.compile("|".join(sorted(ORGANISATIONS, key=len, reverse=True)))
_UNIQUE = re.compile(
    "(?:长|书记|主席|总统|总理|主任|经理|总裁|司令|第一人|创始人|发起人|首席[\u4e00-\u9fff]{2,4}|带头人)$"
)
"""Posts that one person holds at a time; other descriptions fit many people."""
_VAGUE = re.compile("一[名位个]")
_RANK = re.compile("(?:干部|员工|职工|工人|教师|农民|战士|代表|委员)$")
"""What many are at one place: it tells nobody apart."""
_PROPER = re.compile(
    "[\u4e00-\u9fff]{2,5}(?:省|市|县|区|州|镇|乡|村|港|岛|山|河|江|湖|里)(?=[\u4e00-\u9fff])"
)
"""What a name that stands alone begins with: 某某县…, but not 输电中心…."""
_LONG, _LEAST_DEED = 30, 20
_TELLING = re.compile(r"\d{2}|《|第一|“[^”、，]{2,12}”")


def find_identities(reading: Reading) -> list[Finding]:
    """Descriptions of people, and sentences of which one person is the explicit subject."""
    found = []
    for sentence in reading.sentences:
        mentions = [
            m
            for m in reading.people.mentions.get(sentence.passage.index, ())
            if sentence.start <= m.start and m.end <= sentence.end
        ]
        for mention in mentions:
            if finding := _description(reading, sentence, (mention.start, mention.end), mention.name):
                found.append(finding)  # noqa: PERF401 -- the walrus reads better than a nested comprehension
        if is_pronoun(sentence.passage.text, sentence.start) and (
            name := reading.people.meant_by(sentence.passage, sentence.start)
        ):
            described = _description(reading, sentence, (sentence.start, sentence.start + 1), name)
            found += [described] if described else []
        if len({m.name for m in mentions}) == 1 and (finding := _deed(reading, sentence, mentions[0])):
            found.append(finding)
    return found


def _description(reading: Reading, sentence: Sentence, place: Range, name: str) -> Finding | None:
    """`place` is where the name stands, or a pronoun that means it."""
    passage = sentence.passage
    text = passage.text
    if reading.in_speech(passage, *place):
        return None
    after = _IS.match(text, place[1], sentence.end) or _APPOSITION.match(text, place[1], sentence.end)
    match = after or _PRECEDING.search(text, sentence.start, place[0])
    if match is None:
        return None
    lead = _LEAD.match(match["what"])
    whole = (match.start("what") + (lead.end() if lead else 0), match.end("what"))
    what = _clean(text, whole)
    value = text[slice(*what)] if what else ""
    quoted = (min(place[0], whole[0]), max(place[1], whole[1])) if what == whole else what
    if (
        what is None
        or quoted is None
        or reading.in_speech(passage, *quoted)
        or value.startswith(("他", "她", "我", "一名", "一位", "这"))
        or not is_balanced(value)
        or not _names_organisation(value)
    ):
        return None
    evidence = [reading.evidence(passage, *quoted)]
    named = text[slice(*place)] == name
    if not (quoted[0] <= place[0] < quoted[1] and named):
        proof = reading.evidence(passage, *place) if named else proof_of(reading, passage, name)
        if proof is None:
            return None
        evidence.append(proof)
    fact = make_fact(Kind.IDENTITY, name, "是", value, tuple(evidence), 0.95)
    introduced = reading.label(deictic=False)
    who = Ask(
        Context(passage, *place, f"{introduced}{value}是", place if not named else None, name, quoted=quoted),
        (place,),
        Answer.NAME,
        ((name,),),
        taboo=(value,),
    )
    cover = Context(passage, *what, f"{introduced}{name}是", quoted=quoted)
    front = f"{introduced}{name}的单位和职务是什么？"
    back = Ask(cover, (what,), Answer.PHRASE, ((value,),), front=front, value=value, open=True)
    unique = _UNIQUE.search(value) and "副" not in value[-4:]
    return (
        Finding(fact, (who, back) if unique else (back,), name, ("人物",))
        if not (_VAGUE.search(value) or _RANK.search(value))
        else None
    )


def _names_organisation(value: str) -> bool:
    """Whether a description says where: a trade alone before a name describes nobody."""
    return any(organisation in value for organisation in ORGANISATIONS if len(organisation) > 1)


def _clean(text: str, what: Range) -> Range | None:
    """A title as long as a paragraph begins with its last organisation that has a proper name; None without one."""
    start, end = what
    if end - start <= _LONG:
        return what
    inner = [start + m.end() for m in _COMPONENT.finditer(text[start : end - 2])]
    return next(((p, end) for p in reversed(inner) if _PROPER.match(text, p) and 8 <= end - p <= _LONG), None)


def _deed(reading: Reading, sentence: Sentence, mention: Mention) -> Finding | None:
    """A statement that tells enough about its subject to ask for the name."""
    passage = sentence.passage
    opening = next((c for c in clauses(sentence) if c[0] <= mention.start < c[1]), None)
    if opening is None or mention.start not in (
        opening[0],
        _after_title(passage.text, opening[0], mention.start),
    ):
        return None
    cover = context(reading, sentence, mention.start, opening[1] - 1)
    if (
        cover is None
        or cover.lead
        or cover.end - cover.start < _LEAST_DEED
        or not _TELLING.search(passage.text, mention.end, cover.end)
    ):
        return None
    evidence = (reading.evidence(passage, cover.start, cover.end),)
    rest = passage.text[mention.end : cover.end]
    fact = make_fact(Kind.IDENTITY, mention.name, "事迹", rest, evidence, 0.85)
    among = passage.text.startswith(
        ("、", "等", "和", "与"), mention.end
    )  # one of several: others fit as well
    ask = Ask(cover, ((mention.start, mention.end),), Answer.NAME, ((mention.name,),), open=among)
    return Finding(fact, (ask,), mention.name, ("人物",))


def _after_title(text: str, start: int, place: int) -> int:
    """`place`, when a title alone stands between the start of the clause and it."""
    return place if re.fullmatch(rf"[^，。；！？：“”]*(?:{_POST})", text[start:place]) else -1
