"""Words of the language, their frequency and part of speech: jieba's dictionary, used as data.

The file is read directly. jieba's own loader leaves a cache in the common temporary folder and reads it back unchecked.
"""

from __future__ import annotations

import functools
import importlib.util
import math
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

LONGEST = 8
"""Characters. Longer entries of the dictionary are names and slogans; they say little about a cut."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`cost` is the negative natural logarithm of a word's relative frequency, `tag` its part of speech.

    `alone`, `first`, `later` tell for a character how often it is a word, starts one, or lies further in.
    """

    cost: dict[str, float]
    tag: dict[str, str]
    alone: dict[str, int]
    first: dict[str, int]
    later: dict[str, int]
    unknown: float

    def segment(self, text: str) -> tuple[float, list[str]]:
        """The cheapest way to read a text as words, and its cost; a character that is no word costs `unknown`."""
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(text) + 1):
            choices = [
                (best[start][0] + cost, start)
                for start in range(max(0, end - LONGEST), end - 1)
                if (cost := self.cost.get(text[start:end])) is not None
            ]
            choices.append((best[end - 1][0] + self.cost.get(text[end - 1], self.unknown), end - 1))
            best.append(min(choices))
        words: list[str] = []
        end = len(text)
        while end:
            start = best[end][1]
            words.append(text[start:end])
            end = start
        return best[-1][0], words[::-1]


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon, loaded once."""
    spec = importlib.util.find_spec("jieba")
    if spec is None or spec.origin is None:
        raise RuntimeError("jieba, whose dictionary is needed, is not installed")
    counts: dict[str, int] = {}
    tag: dict[str, str] = {}
    alone: dict[str, int] = defaultdict(int)
    first: dict[str, int] = defaultdict(int)
    later: dict[str, int] = defaultdict(int)
    for entry in Path(spec.origin).with_name("dict.txt").read_text("utf-8").splitlines():
        word, count, part = entry.split(" ")
        if len(word) > LONGEST:
            continue
        counts[word], tag[word] = max(int(count), 1), part
        if len(word) == 1:
            alone[word] = int(count)
        else:
            first[word[0]] += int(count)
            for char in word[1:]:
                later[char] += int(count)
    total = math.log(sum(counts.values()))
    return Lexicon(
        cost={word: total - math.log(count) for word, count in counts.items()},
        tag=tag,
        alone=dict(alone),
        first=dict(first),
        later=dict(later),
        unknown=total + 2.0,
    )
