"""What a piece of a sentence may lack or leave out, seen from its words alone."""

from __future__ import annotations

import re

from question_bank.facts.finding import Range
from question_bank.facts.reading import Reading
from question_bank.facts.wholeness import ATTRIBUTE, DELIMITERS, LEADING_TIME
from question_bank.lexicon.words import FURTHER_VERBS

_THIS_YEAR = re.compile("今年(?!以来|[初底末])")
_THIS = re.compile(
    r"这(?!次)|该(?![\u4e00-\u9fff]?(?:做|是))|上述|(?<![彼如因为从由])此(?!次|外)|(?<![倾尽各极如及])其(?=[他余所中])|当时|那时|(?<![月\d])\d{1,2}日(?!报|电)"
)
_ELSEWHERE = re.compile("下列|如下|以下[几各情]")
"""What follows these stands in another paragraph."""


def is_condition(text: str, parts: list[Range], start: int, end: int) -> bool:
    """Whether the demand of the sentence comes only after the piece: 立足…，推动…，必须依靠…."""
    if any(word in text[start:end] for word in ("要", "必须", "应当")) or re.search("是|了", text[start:end]):
        return False
    later = [text[slice(*part)] for part in parts if part[0] >= end]
    earlier = "".join(text[slice(*part)] for part in parts if part[1] <= start)
    return any(clause.startswith(("必须", "就要", "就必须", "应当")) for clause in later) and not any(
        word in earlier for word in ("要", "必须")
    )


def says_more(text: str, start: int, value: int) -> bool:
    """Whether a whole X是Y stands before the clause of the value, which then says something else."""
    before, _, clause = text[start:value].rpartition("，")
    return bool(re.match(r"[^，]{2,12}是[^，]+$", before)) and not clause.startswith(("是", "也是"))


def points_back(text: str, start: int, end: int, begin: int) -> bool:
    """Whether 这个…, 该… in the statement may mean something before it."""
    if _ELSEWHERE.search(text, start, end):
        return True
    match = _THIS.search(text, start, end)
    if match is None:
        return False
    while time := LEADING_TIME.match(text, start, match.start()):
        start = time.end()
    return begin > 0 or not re.search(f"[{DELIMITERS}]", text[start : match.start()])


def rewritings(reading: Reading, text: str, start: int, end: int) -> tuple[tuple[Range, str], ...]:
    """今年 as the year of the document; an attribute between 主编了 and the title of a work left out."""
    found: list[tuple[Range, str]] = []
    year = reading.document.date[:4]
    if year:
        found += [(m.span(), f"{year}年") for m in _THIS_YEAR.finditer(text, start, end)]
    found += [(m.span("attribute"), "") for m in ATTRIBUTE.finditer(text, start, end)]
    return tuple(found)


def attribute_length(text: str, start: int, end: int) -> int:
    return sum(len(m["attribute"]) for m in ATTRIBUTE.finditer(text, start, end))


def rewritten(text: str, start: int, end: int, swaps: tuple[tuple[Range, str], ...]) -> str:
    pieces = []
    for (opening, close), written in sorted(swaps):
        pieces += [text[start:opening], written]
        start = close
    return "".join(pieces) + text[start:end]


def opens_with_deed(text: str, start: int) -> bool:
    """Whether a sentence of a law has lost its subject: 教育职工…, of whom the sentence before speaks."""
    return text.startswith(FURTHER_VERBS, start)
