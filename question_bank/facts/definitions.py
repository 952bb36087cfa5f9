"""X是Y: 劳动是一切幸福的源泉. Also the further predicates of one subject: X是A，是B，是C."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from question_bank.facts.contexts import context
from question_bank.facts.finding import Answer, Ask, Context, Finding, Kind, Range, make_fact
from question_bank.facts.reading import Reading, is_balanced, is_deictic
from question_bank.lexicon.segment import words
from question_bank.lexicon.words import DEICTIC_TIMES, LEADING_ANAPHORA, PRONOUNS
from question_bank.model import Passage
from question_bank.text import Sentence, clauses

_SUBJECT = re.compile(r"[“”《》\u4e00-\u9fffA-Za-z0-9]{2,22}")
_PREDICATE = re.compile(r"[^，。；！？]{4,44}")
_VAGUE = (
    "我方",
    "我们",
    "你",
    "咱们",
    "有人",
    "问题",
    "关键",
    "原因",
    "目的",
    "结果",
    "事实",
    "一个",
    "一种",
    "最大",
    "最重要",
)
_GENERIC = (
    "事件",
    "产物",
    "结果",
    "工作",
    "活动",
    "东西",
    "过程",
    "问题",
    "内容",
    "方面",
    "人物",
    "地方",
    "时候",
    "情况",
    "代表",
)
"""Nouns that say nothing: to ask for them is to ask for the words."""
_SHORT, _NAME, _TELLING = 3, 8, 5
"""Characters: a subject is asked for when it is a term, and its predicate says enough to fit nothing else."""
_ADVERB_END = re.compile("(?:归根到底|归根结底|实质上|本质上|始终|从来|一直|同样|本身|其实|就|都|也|正|才)$")
_NEVER_AFTER = (
    "因为",
    "为了",
    "由于",
    "不是",
    "否",
    "非",
    "什么",
    "谁",
    "在",
    "怎",
    "如何",
    "一次",
    "这样",
    "如此",
    "对",
    "从",
    "要",
)
_NOT_NOUN_END = frozenset("的了着过")


def find_definitions(reading: Reading) -> list[Finding]:
    """Every subject with a nominal predicate."""
    found = []
    for sentence in reading.sentences:
        subject: Range | None = None
        for start, end in clauses(sentence):
            text = sentence.passage.text
            close = end
            while close > start and text[close - 1] in "，。；！？：":
                close -= 1
            if subject and text.startswith("是", start):
                predicate = (start + 1, close)
            else:
                split = _split(sentence.passage, start, close)
                if split is None:
                    continue
                subject, predicate = split
            finding = _finding(reading, sentence, subject, predicate)
            if finding:
                found.append(finding)
    several = Counter(finding.fact.subject for finding in found)
    return [_without_front(f) if several[f.fact.subject] > 1 else f for f in found]


def _without_front(finding: Finding) -> Finding:
    """`X是什么？` has more than one answer where the text says several things of X."""
    return replace(finding, asks=tuple(replace(ask, front="") for ask in finding.asks))


def _split(passage: Passage, start: int, end: int) -> tuple[Range, Range] | None:
    """Subject and predicate of a clause around its one 是."""
    text = passage.text[start:end]
    places = [word.start for word in words(text) if word.text == "是"]
    if len(places) != 1 or not places[0] >= 2:
        return None
    subject, predicate = text[: places[0]], text[places[0] + 1 :]
    if not _SUBJECT.fullmatch(subject) or not _PREDICATE.fullmatch(predicate):
        return None
    if subject.startswith((*LEADING_ANAPHORA, *_VAGUE, *DEICTIC_TIMES)) or any(
        p in subject for p in PRONOUNS
    ):
        return None
    opening = words(subject)
    begins = opening[0].is_noun or opening[0].tag[0] in "atmbv" or opening[0].text == "我国"
    if not (opening[-1].is_noun and begins):
        return None
    return (start, start + places[0]), (start + places[0] + 1, end)


def _finding(reading: Reading, sentence: Sentence, subject: Range, predicate: Range) -> Finding | None:  # noqa: PLR0911 -- every doubt is a reason to return nothing
    passage = sentence.passage
    text = passage.text
    named = (subject[0], subject[0] + len(_ADVERB_END.sub("", text[slice(*subject)])))
    what, who = text[slice(*predicate)], text[slice(*named)]
    if "一个" in who or "之一" in who:
        return None
    if what.startswith(_NEVER_AFTER) or any(p in what for p in PRONOUNS) or what[-1] in _NOT_NOUN_END:
        return None
    if not _PREDICATE.fullmatch(what) or not is_balanced(what) or is_deictic(what) or "我们" in who:
        return None
    ending = words(what)[-1]
    if not ending.is_noun and not what.endswith(("者", "家", "军", "人", "组织")):
        return None
    if who in reading.people.names or re.search(r"\d", what):
        return None  # people and quantities have extractors of their own
    cover = _cover(reading, sentence, subject, predicate)
    if cover is None:
        return None
    evidence = (reading.evidence(passage, *(cover.quoted or (cover.start, cover.end))),)
    fact = make_fact(Kind.DEFINITION, who, "是", what, evidence, 0.9)
    asks = []
    if cover.start <= subject[0] and len(who) <= _NAME and len(what) > _TELLING and "的" not in who:
        asks.append(Ask(cover, (named,), Answer.TERM, (_names(who),)))
    noun = _last_noun(what)
    if noun:
        blank = (predicate[1] - len(noun), predicate[1])
        asks.append(
            Ask(
                cover,
                (blank,),
                Answer.PHRASE,
                ((noun,),),
                front=_front(reading, who) if named == subject else "",
                value=what,
            )
        )
    return (
        Finding(fact, tuple(asks), who if len(who) <= 8 else reading.document.title, ("定义",))
        if asks
        else None
    )


def _cover(reading: Reading, sentence: Sentence, subject: Range, predicate: Range) -> Context | None:
    passage = sentence.passage
    if predicate[0] == subject[1] + 1:
        return context(reading, sentence, subject[0], predicate[1])
    if reading.in_speech(passage, subject[0], predicate[1]):
        return None
    label = reading.label(deictic=False) if reading.speaks else ""
    who = passage.text[slice(*subject)]
    return Context(passage, predicate[0] - 1, predicate[1], label + who, quoted=(subject[0], predicate[1]))


def _last_noun(what: str) -> str:
    """The noun phrase after the last 的 of a predicate: 一切幸福的|源泉."""
    place = what.rfind("的")
    noun = what[place + 1 :]
    good = place > 0 and 2 <= len(noun) <= 8 and not noun.startswith("一") and noun not in _GENERIC
    return noun if good else ""


def _names(who: str) -> tuple[str, ...]:
    """The subject as it stands, and, where the speaker says 我国, as anybody else would say it."""
    bare = who.removeprefix("我国")
    return (who, bare, f"中国{bare}") if bare not in {who, ""} else (who,)


def _front(reading: Reading, who: str) -> str:
    """`X是什么？`, where a text defines. A speech praises: its X has as many predicates as one may wish."""
    if reading.speaks or not _SHORT <= len(who) <= _NAME or "的" in who or words(who)[0].is_verb:
        return ""
    return f"{who}是什么？"
