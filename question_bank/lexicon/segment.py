"""Cutting Chinese into words with a dictionary: the likeliest path, by word frequency.

The dictionary is the one that ships with jieba (MIT), read directly: importing jieba itself is slow and loud.
Tags are its: n* noun, nr person, ns place, v verb, a adjective, d adverb, p preposition, m number, q measure,
r pronoun, t time, u* particle, w punctuation, x anything else that stands in no dictionary.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

UNKNOWN = "x"
PUNCTUATION = "w"


@dataclass(frozen=True, slots=True)
class Word:
    """`text[start:end]` with the tag of its commonest use."""

    text: str
    start: int
    end: int
    tag: str

    @property
    def is_noun(self) -> bool:
        return self.tag[0] in "nljis" or self.tag in ("vn", "an", UNKNOWN)

    @property
    def is_verb(self) -> bool:
        return self.tag[0] == "v" and self.tag != "vn"


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Frequency and tag by word."""

    entries: dict[str, tuple[int, str]]
    total: int
    longest: int


@cache
def dictionary() -> Dictionary:
    """The dictionary, read once."""
    package = find_spec("jieba")
    if package is None or not package.submodule_search_locations:
        raise RuntimeError("the package jieba, whose dictionary is needed, is not installed")
    path = Path(package.submodule_search_locations[0]) / "dict.txt"
    entries: dict[str, tuple[int, str]] = {}
    total = 0
    tags: dict[str, str] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, tag = line.rstrip("\n").split(" ")
            count = int(frequency)
            entries[word] = (count, tags.setdefault(tag, tag))
            total += count
    return Dictionary(entries, total, 8)


def frequency(word: str) -> int:
    """How often the dictionary has seen the word; 0 when it does not know it."""
    return dictionary().entries.get(word, (0, ""))[0]


def tag(word: str) -> str:
    """The tag of the word, or `x`."""
    return dictionary().entries.get(word, (0, UNKNOWN))[1]


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text, in order; runs of digits and of Latin letters stay together."""
    entries, total, longest = dictionary().entries, dictionary().total, dictionary().longest
    log_total = math.log(total)
    length = len(text)
    best: list[tuple[float, int]] = [(0.0, 0)] * (length + 1)
    for start in range(length - 1, -1, -1):
        run = _run(text, start)
        if run > start + 1:
            best[start] = (best[run][0] - log_total, run)
            continue
        options = []
        for end in range(start + 1, min(length, start + longest) + 1):
            count = entries.get(text[start:end], (0, ""))[0]
            if count or end == start + 1:
                options.append((math.log(count or 1) - log_total + best[end][0], end))
        best[start] = max(options)
    found = []
    place = 0
    while place < length:
        end = best[place][1]
        found.append(Word(text[place:end], place, end, _tag_of(text[place:end])))
        place = end
    return tuple(found)


def boundaries(text: str) -> frozenset[int]:
    """The places in a text where words meet, its ends included."""
    return frozenset(word.start for word in words(text)) | {len(text)}


def _run(text: str, start: int) -> int:
    """The end of the run of digits or Latin letters that starts here; `start` when there is none."""
    end = start
    while (
        end < len(text)
        and text[end].isascii()
        and (text[end].isalnum() or (end > start and text[end] in ".%"))
    ):
        end += 1
    return end


def _tag_of(word: str) -> str:
    if word.isascii() and word[0].isdigit():
        return "m"
    return tag(word) if word[0].isalnum() else PUNCTUATION
