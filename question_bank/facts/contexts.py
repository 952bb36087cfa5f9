"""Which piece of a sentence can stand alone as a statement, with its subject named.

The piece begins where an explicit subject stands (or, in a text that demands and declares, at a demand), and ends
with the clause of the value. A pronoun is replaced only by the one person it can mean. When in doubt: none.
"""

from __future__ import annotations

import re

from question_bank.facts.finding import Context, Range
from question_bank.facts.people import is_pronoun
from question_bank.facts.reading import Reading, is_balanced, is_deictic
from question_bank.lexicon.segment import Word, words
from question_bank.lexicon.words import (
    ARTICLE_NUMBER,
    DATELINE,
    LEADING_ANAPHORA,
    NORMATIVE,
    ORDINALS,
    PRONOUNS,
)
from question_bank.model import Evidence, Passage
from question_bank.text import Sentence, clauses

LONGEST, COMFORTABLE, SHORT = 100, 60, 36
"""Characters of a context. A short sentence is quoted whole."""
LEAST_HAN = 9
_DELIMITERS = "，。；：！？,;:!?—"
_LEADING_TIME = re.compile(
    r"(?:从|自|到|在|截至)?(?:\d|[一二三四五六七八九十近多几上])[^，。；]{0,14}(?:来|间|开始|以来|后|前|时|起|至今|期间|年|月|日|多年|晚|下午|上午)，"
    r"|(?:多年|长期|近年|一直以)来，|(?:在|当|自|从)[^，。；]{1,24}(?:时|后|前|中|期间|以来|以后|之后|过程中|下|上)，"
)
_ADVERBIAL = re.compile(
    r"(?:时|后|前|中|下|来|间|时间|开始|之际|基础上|会上|入手|背景|之邀|之内|为由|为名|名义)$|^(?:[\u4e00-\u9fff·]{0,10})(?:通过|经过|随着|面对|作为|为了|针对)[^了]*$"
)
_JOINT = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d+[多余]?年来，)")
"""Where a cut line was joined to one that begins with 70年来， the statement before it is complete."""
_DEPENDENT = ("贯穿", "使", "让", "并", "从而", "进而", "包括")
"""Verbs whose clause says nothing without the one before it."""
_THIS = re.compile(
    r"这(?!次)|该(?![\u4e00-\u9fff]?(?:做|是))|上述|(?<![彼如因为从由])此(?!次|外)|其(?=[他余所中])|当时|那时|下列|如下|以下[几各情]"
)
_WE = re.compile(r"我们(?!党|国家)|我(?![国们军党])")


def context(
    reading: Reading, sentence: Sentence, start: int, end: int, *, label: bool = False
) -> Context | None:
    """The shortest statement around `[start, end)` of the sentence's passage; None when nothing stands alone.

    `label` asks for the document to be cited in any case.
    """
    passage = sentence.passage
    if reading.in_speech(passage, start, end):
        return None
    parts = clauses(sentence)
    first = next((i for i, (_, e) in enumerate(parts) if start < e), None)
    last = next((i for i, (_, e) in enumerate(parts) if end <= e), None)
    if first is None or last is None:
        return None
    if not reading.speaks and _is_noun_only(passage.text[slice(*parts[first])]):
        return None
    weak: Context | None = None
    for begin in range(first, -1, -1):
        found = _between(reading, sentence, parts, begin, last, (start, end), label=label)
        if found is None or not (found.start <= start and end <= found.end):
            continue
        if begin == 0 or _is_strong(reading, found):
            return found if weak is None or found.end - found.start <= COMFORTABLE else weak
        weak = weak or found
    return weak or _caused(reading, sentence, parts[first], (start, end))


def _caused(reading: Reading, sentence: Sentence, clause: Range, value: Range) -> Context | None:
    """使X创造了…: what was brought about is a statement with a subject of its own."""
    text = sentence.passage.text
    start = clause[0] + 1
    if reading.speaks or text[clause[0]] != "使" or value[0] < start or "了" not in text[slice(*clause)]:
        return None
    end = clause[1]
    while text[end - 1] in _DELIMITERS:
        end -= 1
    piece = text[start:end]
    if (
        _han(piece) < LEAST_HAN
        or not is_balanced(piece)
        or piece.startswith(LEADING_ANAPHORA)
        or is_deictic(piece)
    ):
        return None
    person = reading.people.portrayed(sentence.passage)
    return Context(sentence.passage, start, end, reading.label(deictic=False, person=person))


def _is_strong(reading: Reading, found: Context) -> bool:
    """Whether a context from inside a sentence has a subject or a demand of its own."""
    text = found.passage.text
    named = found.pronoun is not None or any(
        m.start == found.start for m in reading.people.mentions.get(found.passage.index, ())
    )
    return named or text.startswith(("要", "必须", "应当"), found.start)


def _between(
    reading: Reading,
    sentence: Sentence,
    parts: list[Range],
    begin: int,
    last: int,
    value: Range,
    *,
    label: bool,
) -> Context | None:
    passage = sentence.passage
    text = passage.text
    value_start, value_end = value
    start = _without_opening(text, parts[begin][0], parts[-1][1])
    joined = _start_after_joint(text, start, value_start)
    if joined == value_start != start:
        return None
    start = joined
    if begin == 0 and not reading.speaks:
        last = _to_subject(reading, passage, parts, start, last)
    whole = reading.is_law or (not reading.speaks and parts[-1][1] - start <= SHORT)
    end = _end(text, parts, last, start, value_end, speaks=reading.speaks, whole=whole)
    piece = text[start:end]
    if len(piece) > LONGEST or _han(piece) < LEAST_HAN or not is_balanced(piece):
        return None
    if reading.in_speech(passage, start, end):
        return None
    if begin and not _may_begin_inside(reading, passage, sentence, start):
        return None
    subject = _subject(reading, passage, start, end)
    if subject is None:
        return None
    pronoun, name, named = subject
    deictic = is_deictic(piece)
    person = named or reading.people.portrayed(passage)
    needs_label = label or deictic or reading.speaks or not _is_anchored(piece, named)
    introduced = reading.label(deictic=deictic, person=person) if needs_label else ""
    if needs_label and not introduced:
        return None
    if _points_back(text, start, end, begin):
        return None
    if _WE.search(piece) and not reading.genre:
        return None
    proof = _proof(reading, passage, name) if name else None
    if name and proof is None:
        return None
    if len(introduced) + len(piece) > LONGEST:
        return None
    return Context(passage, start, end, introduced, pronoun, name, proof)


def _to_subject(reading: Reading, passage: Passage, parts: list[Range], start: int, last: int) -> int:
    """能够…，仅凭…，N就是…: where predicates come first, the clause that names their subject belongs to them."""
    opening = words(passage.text[start : start + 12])
    mentions = reading.people.mentions.get(passage.index, ())
    named = next((m for m in mentions if start <= m.start < parts[-1][1]), None)
    if named is None or not opening or not opening[0].is_verb:
        return last
    return max(last, next(i for i, (_, close) in enumerate(parts) if named.start < close))


def _points_back(text: str, start: int, end: int, begin: int) -> bool:
    """Whether 这个…, 该… in the statement may mean something before it."""
    match = _THIS.search(text, start, end)
    if match is None:
        return False
    return begin > 0 or not re.search(f"[{_DELIMITERS}]", text[start : match.start()])


def _without_opening(text: str, start: int, end: int) -> int:
    """Past 第一， and 第二条, which number a statement and say nothing."""
    for pattern in (DATELINE, ARTICLE_NUMBER, ORDINALS):
        match = pattern.match(text, start, end)
        if match:
            start = match.end()
    return start


def _end(
    text: str, parts: list[Range], last: int, start: int, place: int, *, speaks: bool, whole: bool
) -> int:
    """The end of the statement: with the clause, or with the one that completes it."""
    while last < len(parts) - 1 and (
        text[parts[last][1] - 1] in "：—"
        or not is_balanced(text[start : parts[last][1]])
        or _is_unfinished(
            text[start : parts[last][1]], text[max(start, parts[last][0]) : parts[last][1]], speaks=speaks
        )
    ):
        last += 1
    if whole:
        last = len(parts) - 1
    end = parts[last][1]
    while end > start and text[end - 1] in _DELIMITERS:
        end -= 1
    joint = _JOINT.search(text, place, end)
    return joint.start() if joint else end


def _start_after_joint(text: str, start: int, place: int) -> int:
    joints = [m.start() for m in _JOINT.finditer(text, start) if m.start() <= place]
    return joints[-1] if joints else start


def _is_unfinished(piece: str, clause: str, *, speaks: bool) -> bool:
    """Whether the statement has no predicate yet: only a time, a means, or a noun with its attributes."""
    clause = clause.rstrip(_DELIMITERS)
    if _LEADING_TIME.fullmatch(piece) or _ADVERBIAL.search(clause):
        return True
    if not any(word.tag[0] == "v" or word.text == "是" for word in words(piece.rstrip(_DELIMITERS))):
        return True
    return not speaks and _is_noun_only(clause)


def _is_noun_only(clause: str) -> bool:
    """Whether a clause is a noun with its attributes: 1800余小时的作业时间."""
    clause = clause.rstrip(_DELIMITERS)
    found = words(clause)
    if not found or any(word.text in ("是", "有", "达", "为", "就是") for word in found[1:]):
        return False
    if any(word.tag in ("ul", "uz", "ug") for word in found):
        return False  # 了, 着, 过: something happened
    last_of = max((i for i, word in enumerate(found) if word.text == "的"), default=-1)
    if last_of < 0 or any(word.is_verb for word in found[last_of + 1 :]):
        return False
    relative = found[last_of - 1].is_verb and sum(word.is_verb for word in found) == 1
    return relative or found[0].is_verb or found[0].tag in ("d", "ad") or found[0].tag[0] == "m"


def _may_begin_inside(reading: Reading, passage: Passage, sentence: Sentence, start: int) -> bool:
    """Whether a clause that is not the first of its sentence may open a statement."""
    text = passage.text
    if is_pronoun(text, start) or any(
        m.start == start for m in reading.people.mentions.get(passage.index, ())
    ):
        return True
    if not reading.speaks:
        return False
    if reading.is_law:
        return False
    demanded = re.search("|".join(NORMATIVE), text[sentence.start : start])
    opening = words(text[start : start + 12])
    return text.startswith(NORMATIVE, start) or bool(
        demanded
        and opening
        and (_demands(opening[0]) or (len(opening) > 1 and opening[0].tag == "vn" and opening[1].is_verb))
    )


def _demands(word: Word) -> bool:
    return (
        word.is_verb
        or word.tag in ("d", "ad")
        or word.text in ("把", "以", "对", "为", "用", "在", "从", "按照", "围绕")
    )


def _subject(
    reading: Reading, passage: Passage, start: int, end: int
) -> tuple[Range | None, str, str] | None:
    """Who or what the statement is about: the pronoun to replace and the name for it, and the person named if any.

    None when the statement points outside itself or has no subject.
    """
    text = passage.text
    place = start
    while match := _LEADING_TIME.match(text, place, end):
        place = match.end()
    for opening in {start, place}:
        if is_pronoun(text, opening):
            continue
        if text.startswith(LEADING_ANAPHORA, opening) and not text.startswith(("第一", "全国", "全党")):
            return None
    inside = [m for m in reading.people.mentions.get(passage.index, ()) if start <= m.start and m.end <= end]
    pronoun = _first_pronoun(text, start, end)
    if pronoun is not None and not any(m.end <= pronoun[0] for m in inside):
        if text.startswith(PRONOUNS[:3], pronoun[0]):
            return None
        if (
            pronoun[0] != place
            and not _opens_clause(text, pronoun[0])
            and text[pronoun[0] - 1] not in "在对让使"
        ):
            return None
        name = reading.people.meant_by(passage, pronoun[0])
        return (pronoun, name, name) if name else None
    if inside:
        return None, "", inside[0].name
    if reading.speaks:
        return None, "", ""
    return (None, "", "") if _begins_with_noun(text[place:end]) else None


def _first_pronoun(text: str, start: int, end: int) -> Range | None:
    for place in range(start, end):
        if is_pronoun(text, place):
            return place, place + 1
        if text.startswith(PRONOUNS[:3], place):
            return place, place + 2
    return None


def _opens_clause(text: str, place: int) -> bool:
    return place == 0 or text[place - 1] in _DELIMITERS


def _begins_with_noun(piece: str) -> bool:
    """Whether the statement opens with what can be its subject."""
    if piece.startswith(("“", "《")):
        return True
    opening = words(piece[:16])
    if not opening:
        return False
    head = opening[0]
    if len(opening) > 1 and head.tag in ("n", "vn") and opening[1].tag[0] == "m":
        return False  # 尝试7种…: rather a verb without its subject
    return head.is_noun or head.tag[0] in "mtbar" or head.text in ("在", "为", "对", "以", "从", "经")


def _is_anchored(piece: str, person: str) -> bool:
    """Whether a statement says by itself what it is about: a person, a year, a title, or a proper noun."""
    if re.search(r"[12]\d{3}年", piece):
        return True
    if re.search(r"\d{1,2}月\d{1,2}日", piece):
        return False  # a day without its year
    if person or re.search(r"[《“]", piece):
        return True
    return any(word.tag in ("ns", "nt", "nz") and len(word.text) > 1 for word in words(piece))


def _proof(reading: Reading, passage: Passage, name: str) -> Evidence | None:
    """The clause nearest before the passage that names the person."""
    for candidate in reversed(reading.passages[: passage.index + 1]):
        for mention in reversed(reading.people.mentions.get(candidate.index, ())):
            if mention.name == name and not candidate.heading:
                return reading.evidence(candidate, mention.start, mention.end)
    return None


def _han(text: str) -> int:
    return sum("\u4e00" <= character <= "\u9fff" for character in text)


def person_of(reading: Reading, cover: Context) -> str:
    """The person that a context is about: named in it, or portrayed where it stands; empty when nobody is."""
    if cover.name:
        return cover.name
    mentions = reading.people.mentions.get(cover.passage.index, ())
    inside = [m.name for m in mentions if cover.start <= m.start and m.end <= cover.end]
    if inside:
        return inside[0]
    return "" if mentions else reading.people.portrayed(cover.passage)
