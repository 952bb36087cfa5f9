"""以X为Y: 时代精神以改革创新为核心, 以劳动创造幸福为主题的宣传教育."""

from __future__ import annotations

import re
from dataclasses import replace

from question_bank.facts.contexts import context
from question_bank.facts.finding import Answer, Ask, Context, Finding, Kind, make_fact
from question_bank.facts.reading import Reading
from question_bank.lexicon.segment import boundaries, words
from question_bank.lexicon.words import ABSTRACT_HEADS
from question_bank.text import Sentence

_FRAME = re.compile(
    r"以(?P<x>[“”\u4e00-\u9fff]{2,14}?)为(?P<y>核心|主题|中心|基础|主体|目标|目的|宗旨|基本形式|主线|重点|己任|根本|导向|准则|原则|纽带|依据|标志|荣|耻|根本的活动准则)"
)


_VALUED = ("荣", "耻", "己任", "目标", "目的", "导向", "重点")
"""With these the frame cannot be turned round: a view is not ashamed of anything."""


def find_cores(reading: Reading) -> list[Finding]:
    """Every 以X为Y that can be asked for its X."""
    found = []
    for sentence in reading.sentences:
        matches = list(_FRAME.finditer(sentence.passage.text, sentence.start, sentence.end))
        for match in matches:
            finding = _finding(reading, sentence, match, alone=len(matches) == 1)
            if finding:
                found.append(finding)
    return found


def _finding(reading: Reading, sentence: Sentence, match: re.Match[str], *, alone: bool) -> Finding | None:
    passage = sentence.passage
    text = passage.text
    x, y = match["x"], match["y"]
    if not _is_whole(text, match, sentence.end) or x.count("“") != x.count("”") or x.endswith("同志"):
        return None
    head = _head(text, match.end(), sentence.end)
    blank = match.span("x")
    cover: Context | None = None
    if (
        head.endswith(ABSTRACT_HEADS)
        and y not in _VALUED
        and not alone
        and not reading.in_speech(passage, *match.span())
    ):
        quoted = (match.start(), match.end() + 1 + len(head))
        cover = Context(passage, *match.span(), f"{reading.citation()}{head}", quoted=quoted)
    cover = cover or context(reading, sentence, match.start(), match.end() + (len(head) + 1 if head else 0))
    if cover is None:
        return None
    evidence = reading.evidence(passage, *(cover.quoted or (cover.start, cover.end)))
    subject = head or reading.document.title
    fact = make_fact(Kind.CORE, subject, f"以…为{y}", x, (evidence,), 0.95)
    label = re.sub(r"^(.*?)指出，", r"根据\1，", cover.label)
    front = replace(cover, label=label).statement((blank,), ("什么",)) + "？"
    ask = Ask(cover, (blank,), Answer.PHRASE if y in _VALUED else Answer.TERM, ((x,),), front=front)
    return Finding(
        fact, (ask,), head if head.endswith(ABSTRACT_HEADS) else reading.document.title, (f"以…为{y}",)
    )


def _is_whole(text: str, match: re.Match[str], end: int) -> bool:
    """Whether X and Y stand at the borders of words."""
    start = match.start()
    borders = boundaries(text[start:end])
    return {match.start("x") - start, match.end("x") - start, match.end() - start} <= borders


def _head(text: str, start: int, end: int) -> str:
    """The noun after 的: 的时代精神."""
    if not text.startswith("的", start):
        return ""
    close = 0
    for word in words(text[start + 1 : end]):
        if not (word.is_noun or word.tag[0] in "ab"):
            break
        close = word.end
    if text[start + 1 + close : start + 2 + close] in tuple("观史感性者型论"):
        close += 1
    head = text[start + 1 : start + 1 + close]
    return head if 2 <= len(head) <= 12 else ""
