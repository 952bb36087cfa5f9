"""What a question is about, in a word or two: the term, person or thing of its fact, else the title of its document."""

from __future__ import annotations

import re

from question_bank.facts.finding import Context, Finding
from question_bank.lexicon.segment import tag, words
from question_bank.lexicon.words import POSTS

LONGEST, SHORTEST = 12, 3
_MARK = re.compile("[，。；：、！？“”《》（）]")
_NAMED = re.compile("《([^《》]{2,12})》|“([^“”，。]{3,12})”")
_NUMBER = re.compile(r"\d")


def topic_of(finding: Finding, title: str) -> str:
    """The topic of a finding. What the extractor knew stays; a title gives way to a good short noun phrase."""
    wide = len(finding.topic) < SHORTEST and tag(finding.topic)[0] == "n" and tag(finding.topic) != "nr"
    if finding.topic != title and not wide:
        return finding.topic
    context = finding.asks[0].context
    if finding.head:
        return finding.head
    keys = [text for ask in finding.asks for group in ask.accepted for text in group]
    for topic in (_entity(context), _last_noun_phrase(context)):
        if topic and not any(key in topic or topic in key for key in keys):
            return topic
    return title


def _entity(context: Context) -> str:
    """The longest proper name of the statement: an organisation, a time that has a name, a work."""
    text = context.passage.text[context.start : context.end]
    names = [
        word.text for word in words(text) if word.tag == "nt" and SHORTEST + 1 < len(word.text) <= LONGEST
    ]
    quoted = [a or b for a, b in _NAMED.findall(text)]
    return max([*names, *quoted], key=len, default="")


def _last_noun_phrase(context: Context) -> str:
    """The noun phrase with which the statement ends: …的|宏大产业工人队伍, 完善…|协商协调机制."""
    text = context.passage.text[context.start : context.end]
    clause = _MARK.split(text)[-1]
    phrase = clause.rpartition("的")[2] if "的" in clause else clause
    found = words(phrase)
    while found and not (found[0].is_noun or found[0].tag[0] == "b"):
        found = found[1:]
    joined = "".join(word.text for word in found)
    good = found and found[-1].is_noun and all(w.is_noun or w.tag[0] in "ab" for w in found)
    if not good or not SHORTEST < len(joined) <= LONGEST or _NUMBER.search(joined) or joined.endswith(POSTS):
        return ""
    return joined
