"""Quantities and dates: numbers with their units, asked inside the sentence that states them."""

from __future__ import annotations

import re
from dataclasses import replace

from question_bank.facts.contexts import context
from question_bank.facts.finding import Answer, Ask, Context, Finding, Kind, Range, make_fact
from question_bank.facts.reading import Reading
from question_bank.facts.subjects import person_of
from question_bank.lexicon.numbers import Date, Quantity, dates, quantities
from question_bank.text import Sentence

_PERCENT = ("%", "％", "‰")
_APPROXIMATE = ("近", "约", "大约", "将近", "接近")
_OPENING = 1  # characters; a question that opens with its question word may go on: 哪一年，…？
_GRAMMAR = re.compile(r"来的|间的|前的|后的|、\d")
_GIVEN = re.compile("授予[^，]{2,12}等$")
_NO_QUESTION = ("来", "以来", "间", "至今", "里", "年来", "年间")
"""After a question word these do not make a question: 多少年来 means for many years."""
_INDEFINITE = re.compile("^[^，]{0,4}，?[一有][股场阵个名位]")
_MADE = re.compile("[^，]{2,12}(?:颁布|发布|通过|公布|制定)的")
_EVENT = re.compile(r"[\u4e00-\u9fff]{4,}")


def find_amounts(reading: Reading) -> list[Finding]:
    """Every quantity and every date that has a context of its own."""
    found = []
    for sentence in reading.sentences:
        for quantity in quantities(sentence.text):
            if finding := _quantity(reading, sentence, quantity):
                found.append(finding)  # noqa: PERF401 -- the walrus reads better than a nested comprehension
        for date in dates(sentence.text):
            if finding := _date(reading, sentence, date):
                found.append(finding)  # noqa: PERF401 -- the walrus reads better than a nested comprehension
    return found


def _quantity(reading: Reading, sentence: Sentence, quantity: Quantity) -> Finding | None:
    if quantity.bare in ("1", "一") or (quantity.core.startswith("0") and "." not in quantity.core):
        return None
    if (
        quantity.prefix == "上"
        or (quantity.unit in _PERCENT and quantity.bare == "100")
        or (quantity.unit in _PERCENT and sentence.text.startswith("是", quantity.end))
    ):
        return None  # 上千次 is said for many; 99%是…: nothing says what is measured
    if (
        quantity.prefix in _APPROXIMATE
        and quantity.bare.isdigit()
        and len(quantity.bare) > 1
        and quantity.bare[-1] not in "05"
    ):
        return None  # nobody says 近18; something is wrong with the text
    if _GRAMMAR.match(sentence.text, quantity.end) or _GIVEN.search(sentence.text, 0, quantity.start):
        return (
            None  # 95年来的成绩: the number modifies what is asked for; awards have an extractor of their own
        )
    offset = sentence.start
    cover = context(reading, sentence, quantity.start + offset, quantity.end + offset)
    if cover is None:
        return None
    whole = quantity.unit in _PERCENT or bool(quantity.suffix)
    blank = (offset + quantity.core_start, offset + (quantity.end if whole else quantity.core_end))
    text = sentence.passage.text
    full = text[offset + quantity.core_start : offset + quantity.end]
    answers = _variants(quantity, text[slice(*blank)])
    front = _question(
        cover,
        blank,
        "百分之多少" if quantity.unit in ("%", "％") else f"多少{quantity.unit}" if whole else "多少",
    )
    ask = Ask(cover, (blank,), Answer.NUMBER, (answers,), front=front, unit=quantity.unit, value=full)
    return _found(reading, cover, Kind.QUANTITY, blank, full, ask, "数字")


def _date(reading: Reading, sentence: Sentence, date: Date) -> Finding | None:
    offset = sentence.start
    start, end = date.start + offset, date.end + offset
    cover = context(reading, sentence, start, end)
    event = sentence.passage.text[end : cover.end] if cover else ""
    if cover is None or not _EVENT.search(event) or _INDEFINITE.search(event):
        return None
    if re.search("至今[^。]*\\d年", sentence.text):
        return None  # a start and a duration by the reckoning of that day
    only_year = date.text.endswith("年")
    blank = (start, end - 1) if only_year else (start, end)
    written = sentence.passage.text[slice(*blank)]
    accepted = (written, date.text) if only_year else (written,)
    front = _question(cover, (start, end), "哪一年" if only_year else "什么时候")
    ask = Ask(cover, (blank,), Answer.YEAR, (accepted,), front=front, unit="年", value=date.text)
    return _found(reading, cover, Kind.DATE, blank, date.text, ask, "时间")


def _found(  # noqa: PLR0917 -- read in this order everywhere
    reading: Reading, cover: Context, kind: Kind, blank: Range, value: str, ask: Ask, tag: str
) -> Finding:
    text = cover.passage.text
    evidence = [reading.evidence(cover.passage, cover.start, cover.end)]
    if cover.proof:
        evidence.append(cover.proof)
    person = person_of(reading, cover)
    subject = person or reading.document.title
    relation = (text[cover.start : blank[0]] + "…" + text[blank[1] : cover.end]).strip()
    fact = make_fact(kind, subject, relation, value, tuple(evidence), 0.9)
    return Finding(fact, (ask,), person or reading.document.title, (tag,))


def _variants(quantity: Quantity, written: str) -> tuple[str, ...]:
    """What a learner may write: with and without unit, qualifier and prefix."""
    forms = [written]
    for prefix in (quantity.prefix, ""):
        for core in (quantity.core, quantity.bare):
            for unit in (quantity.unit + quantity.suffix, quantity.unit, ""):
                forms.append(prefix + core + unit)  # noqa: PERF401 -- three loops read better than one line
    return tuple(dict.fromkeys(forms))


def _question(cover: Context, blank: Range, word: str) -> str:
    """The context as a question; empty where much follows the blank, and the question would trail off."""
    text = cover.passage.text
    opening = blank[0] - cover.start <= _OPENING
    if text.startswith(_NO_QUESTION, blank[1]) or _MADE.match(text, blank[1]):
        return ""
    if ("，" in text[blank[1] : cover.end] and not opening) or (opening and word.startswith("百分")):
        return ""
    label = re.sub(r"^(.*?)指出，", r"根据\1，", cover.label)
    return replace(cover, label=label).statement((blank,), (word,)) + "？"
