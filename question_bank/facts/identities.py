"""Who people are: N是ORG的POST, ORG POST N, N，ORG POST。, 他叫N，…POST。, and statements that name their one subject."""

from __future__ import annotations

import re

from question_bank.facts.contexts import context
from question_bank.facts.finding import Answer, Ask, Context, Finding, Kind, Range, make_fact
from question_bank.facts.people import Mention
from question_bank.facts.reading import Reading, is_balanced
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
_LONG = 24
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
            if finding := _description(reading, sentence, mention):
                found.append(finding)  # noqa: PERF401 -- the walrus reads better than a nested comprehension
        if len({m.name for m in mentions}) == 1 and (finding := _deed(reading, sentence, mentions[0])):
            found.append(finding)
    return found


def _description(reading: Reading, sentence: Sentence, mention: Mention) -> Finding | None:
    passage = sentence.passage
    text = passage.text
    if reading.in_speech(passage, mention.start, mention.end):
        return None
    after = _IS.match(text, mention.end, sentence.end) or _APPOSITION.match(text, mention.end, sentence.end)
    before = _PRECEDING.search(text, sentence.start, mention.start)
    match = after or before
    if match is None:
        return None
    lead = _LEAD.match(match["what"])
    what = _shortened(text, (match.start("what") + (lead.end() if lead else 0), match.end("what")))
    start, end = min(mention.start, what[0]), max(mention.end, what[1])
    value = text[slice(*what)]
    if (
        reading.in_speech(passage, start, end)
        or value.startswith(("他", "她", "我", "一名", "一位", "这"))
        or not is_balanced(value)
        or not (after or _names_organisation(value))
    ):
        return None
    fact = make_fact(Kind.IDENTITY, mention.name, "是", value, (reading.evidence(passage, start, end),), 0.95)
    cover = Context(passage, what[0], what[1], f"{mention.name}是", quoted=(start, end))
    front = f"{mention.name}是谁？（答出单位、职务或身份）"
    ask = Ask(cover, (what,), Answer.PHRASE, ((value,),), front=front, value=value)
    stated = what[0] == mention.end + 1 and text[mention.end] == "是"
    named = (
        Context(passage, start, end)
        if stated
        else Context(passage, mention.start, mention.end, f"{value}是", quoted=(start, end))
    )
    who = Ask(
        named,
        ((mention.start, mention.end),),
        Answer.NAME,
        ((mention.name,),),
        taboo=(value,),
        open="一名" in value or "一位" in value or not _UNIQUE.search(value),
    )
    asks = (who, ask) if stated or not who.open else (ask,)
    return Finding(fact, asks, mention.name, ("人物",))


def _names_organisation(value: str) -> bool:
    """Whether a description says where: a trade alone before a name describes nobody."""
    return any(organisation in value for organisation in ORGANISATIONS if len(organisation) > 1)


def _shortened(text: str, what: Range) -> Range:
    """A title as long as a paragraph is cut to its last organisation and the post."""
    start, end = what
    if end - start <= _LONG:
        return what
    inner = [start + m.end() for m in _COMPONENT.finditer(text[start : end - 2])]
    fitting = [place for place in inner if 6 <= end - place <= _LONG // 2 + 4]
    return (fitting[0], end) if fitting else what


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
        or cover.end - cover.start < _LONG
        or not _TELLING.search(passage.text, mention.end, cover.end)
    ):
        return None
    evidence = (reading.evidence(passage, cover.start, cover.end),)
    rest = passage.text[mention.end : cover.end]
    fact = make_fact(Kind.IDENTITY, mention.name, "事迹", rest, evidence, 0.85)
    ask = Ask(cover, ((mention.start, mention.end),), Answer.NAME, ((mention.name,),))
    return Finding(fact, (ask,), mention.name, ("人物",))


def _after_title(text: str, start: int, place: int) -> int:
    """`place`, when a title alone stands between the start of the clause and it."""
    return place if re.fullmatch(rf"[^，。；！？：“”]*(?:{_POST})", text[start:place]) else -1
