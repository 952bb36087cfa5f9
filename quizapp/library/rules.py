"""What search compares, and which characters of a passage prove an answer. Pure."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from opencc import OpenCC

Runs = Sequence[Sequence[int]]
"""Pairs `[raw start, length]`: where the characters of a passage stand in the raw text, in order."""
Span = tuple[int, int]
Part = tuple[str, bool]
"""A piece of text, and whether it is marked."""

LONGEST_SEARCH = 100
"""Characters of a search that are looked at."""

_SENTENCE_ENDS = "。！？；\n"
_CLOSERS = "”’』」）》"


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def search_form(text: str) -> str:
    """The text without what people write in different ways: width, letter case, traditional characters, spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(character for character in folded if unicodedata.category(character)[0] not in "CZ")
    return str(_simplifier().convert(kept))


def search_words(query: str) -> list[str]:
    """The words of a search in search form; a text must have all of them. Only the first 100 characters count."""
    words = (search_form(word) for word in query[:LONGEST_SEARCH].split())
    return list(dict.fromkeys(word for word in words if word))


def marked_ranges(runs: Runs, spans: Iterable[Span]) -> list[Span]:
    """Which characters of a passage come from the raw spans, as ranges of the passage's text, merged and in order."""
    spans = list(spans)
    found: list[Span] = []
    at = 0
    for start, length in runs:
        for first, last in spans:
            low, high = max(start, first), min(start + length, last)
            if low < high:
                found.append((at + low - start, at + high - start))
        at += length
    merged: list[Span] = []
    for low, high in sorted(found):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged


def split_at(text: str, ranges: Sequence[Span]) -> list[Part]:
    """The text in parts, those of the ranges marked. Ranges are in order and do not overlap."""
    parts: list[Part] = []
    at = 0
    for low, high in ranges:
        parts += [(text[at:low], False), (text[low:high], True)]
        at = high
    parts.append((text[at:], False))
    return [part for part in parts if part[0]]


def excerpt(parts: Sequence[Part], longest: int = 240) -> list[Part]:
    """The parts as they are, or, of a text longer than `longest` characters, the sentences around the marks.

    What is left out is shown by `……`. Marks are never cut.
    """
    marks = [place for place, (_, marked) in enumerate(parts) if marked]
    if not marks or sum(len(text) for text, _ in parts) <= longest:
        return list(parts)
    shown: list[Part] = []
    for place, (text, marked) in enumerate(parts):
        if marked:
            shown.append((text, True))
        elif place < marks[0]:
            shown.append((_tail(text), False))
        elif place > marks[-1]:
            shown.append((_head(text), False))
        else:
            between = _head(text), _tail(text)
            shown.append(
                (
                    text if len(text) <= sum(map(len, between)) else "".join(between).replace("…………", "……"),
                    False,
                )
            )
    return [part for part in shown if part[0]]


def _tail(text: str) -> str:
    """The sentence that a mark after the text belongs to."""
    end = max(text.rfind(mark) for mark in _SENTENCE_ENDS)
    while end + 1 < len(text) and end >= 0 and text[end + 1] in _CLOSERS:
        end += 1
    return text if end < 0 else "……" + text[end + 1 :]


def _head(text: str) -> str:
    """The rest of the sentence that a mark before the text belongs to."""
    ends = [place for mark in _SENTENCE_ENDS if (place := text.find(mark)) >= 0]
    if not ends:
        return text
    end = min(ends) + 1
    while end < len(text) and text[end] in _CLOSERS:
        end += 1
    return text if end >= len(text) else text[:end] + "……"
