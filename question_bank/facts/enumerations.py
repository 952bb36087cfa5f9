"""Reading a list: A、B、C、D的X精神. All items, or none; 等 and …… make a list incomplete, and it is left alone.

The inner items stand between two 、; the ends of the first and the last one are found by what all items share:
their length, or their beginning or end (尊重…, …产品), at the borders of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from question_bank.facts.finding import Range
from question_bank.lexicon.segment import boundaries, words
from question_bank.lexicon.words import ABSTRACT_HEADS
from question_bank.model import Passage

_INCOMPLETE = re.compile(r"[”’]?(?:等|……|…|之类|以及其他|诸)")
_LAST = re.compile(r"(?:以及|和|与|及)")
_ITEM = re.compile(r"[“”\u4e00-\u9fff]{2,12}")
_SHALLOW = frozenset("的了在是")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A complete list in one clause. `head` is what its items are the items of, where the text says so."""

    passage: Passage
    items: tuple[Range, ...]
    head: Range | None

    def texts(self) -> tuple[str, ...]:
        return tuple(self.passage.text[start:end] for start, end in self.items)

    @property
    def head_text(self) -> str:
        return self.passage.text[slice(*self.head)] if self.head else ""


def enumeration_in(passage: Passage, start: int, end: int) -> Enumeration | None:  # noqa: PLR0911 -- every doubt is a reason to return nothing
    """The list of a clause; None when there is none, or its borders are in doubt, or it is incomplete."""
    text = passage.text
    pieces = _pieces(text, start, end)
    if len(pieces) < 2 or (len(pieces) == 2 and not _LAST.search(text, *pieces[1])):
        return None
    inner, first, last = list(pieces[1:-1]), pieces[0], pieces[-1]
    joined = _joined_last(text, inner, last)
    if joined:
        inner, last = [*inner, joined[0]], joined[1]
    if not inner:
        return None
    texts = [text[slice(*piece)] for piece in inner]
    first_item = _first_item(text, first, texts, text[slice(*last)])
    last_item = _last_item(text, last, texts, text[slice(*first_item)]) if first_item else None
    if not first_item or not last_item:
        return None
    items = (first_item, *inner, last_item)
    values = [text[slice(*item)] for item in items]
    if len(set(values)) != len(values) or not all(map(_is_item, values)) or not _alike(values):
        return None
    if _INCOMPLETE.match(text, last_item[1]) or _goes_on(text, start, last_item[1], end, values):
        return None
    following = words(text[last_item[1] : end])
    if joined and following and following[0].is_verb:
        return None  # A、B和C拨给…: C begins something else
    return Enumeration(passage, items, _head(text, last_item[1], end))


def _pieces(text: str, start: int, end: int) -> list[Range]:
    """The clause cut at 、, except inside quotation marks, brackets and titles."""
    depth = 0
    cuts = [start]
    for place in range(start, end):
        depth += (text[place] in "“《（") - (text[place] in "”》）")
        if text[place] == "、" and depth == 0:
            cuts += [place, place + 1]
    while end > start and text[end - 1] in "，。；：！？—":
        end -= 1
    cuts.append(end)
    return list(zip(cuts[::2], cuts[1::2], strict=True))


def _joined_last(text: str, inner: list[Range], last: Range) -> tuple[Range, Range] | None:
    """`B和C…` as the last two items, where B is as long as the items before it."""
    match = _LAST.search(text, *last)
    if not match or match.start() == last[0]:
        return None
    lengths = {end - start for start, end in inner}
    if lengths and match.start() - last[0] not in lengths:
        return None
    if not lengths and match.start() - last[0] > 4:
        return None
    return (last[0], match.start()), (match.end(), last[1])


def _first_item(text: str, piece: Range, inner: list[str], last: str) -> Range | None:
    start, end = piece
    borders = {start + place for place in boundaries(text[start:end])}
    lengths = {len(item) for item in inner}
    if not words(inner[0])[0].is_verb:  # the verb of the clause stands before its first item
        while (verb := words(text[start:end])[0]).is_verb and verb.end < end - start - 1:
            start += verb.end
    least = 2 if common_end([*inner, text[start:end]]) else min(lengths) - 1
    prefix = common_start([*inner, last]) if inner else ""
    place = text.rfind(prefix, start, end) if prefix else -1
    if place in borders and end - place in range(min(lengths) - 2, max(lengths) + 3):
        return place, end
    if len(lengths) == 1 and end - (size := next(iter(lengths))) in borders and size > 1:
        return end - size, end
    for opening in sorted(borders, reverse=True):
        fits = least <= end - opening <= max(lengths) + 2
        if fits and (opening == start or text[opening - 1] in "的了为是"):
            return opening, end
    return None


def _last_item(text: str, piece: Range, inner: list[str], first: str) -> Range | None:
    start, end = piece
    borders = {start + place for place in boundaries(text[start:end])}
    lengths = {len(item) for item in inner}
    suffix = common_end((*inner, first))
    if suffix:
        place = text.find(suffix, start + 1, end)
        close = place + len(suffix)
        if place > start and close in borders and min(lengths) - 2 <= close - start <= max(lengths) + 3:
            return start, close
    if len(lengths) == 1 and start + (size := next(iter(lengths))) in borders and len(first) == size > 1:
        return start, start + size
    for close in sorted(borders):
        fits = min(lengths) - 1 <= close - start <= max(lengths) + 2
        if fits and (close == end or text[close] == "的" or text.startswith("等", close)):
            return start, close
    return None


def _is_item(item: str) -> bool:
    return (
        bool(_ITEM.fullmatch(item)) and not _SHALLOW.intersection(item) and item.count("“") == item.count("”")
    )


def _alike(values: list[str]) -> bool:
    """Whether the items look like items of one list: lengths near, or all sharing an end or a beginning."""
    demands = [words(value)[0].is_verb for value in values]
    if demands[0] and not any(demands[1:]) and not common_end(values):
        return False  # the first item swallowed the verb of the clause
    lengths = [len(value) for value in values]
    if max(lengths) == min(lengths):
        return True
    shared = common_start(values) or common_end(values)
    return bool(shared) and max(lengths) <= 4 * min(lengths)


def _goes_on(text: str, start: int, close: int, end: int, values: list[str]) -> bool:
    """Whether the clause before or after has one more item, cut off by ， for 、."""
    lead, tail = shared_ends(tuple(values))
    size = len(values[0])
    before, after = text[max(0, start - size - 1) : start], text[end : end + size + 1]
    if close < end - 1:
        after = ""
    if before[-1:] == "，" and len(tail) > 1 and before[:-1].endswith(tail):
        return True
    return (
        bool(after)
        and text[end - 1] == "，"
        and (
            (len(tail) > 1 and after.startswith(tail, size - len(tail)))
            or (len(lead) > 1 and after.startswith(lead))
        )
    )


def _head(text: str, start: int, end: int) -> Range | None:
    """The noun that the list modifies: …的劳模精神, …方针."""
    attributive = text.startswith("的", start)
    if attributive:
        start += 1
    rest = text[start:end]
    close = 0
    for word in words(rest):
        if not (word.is_noun or word.tag[0] in "ab" or (close == 0 and word.is_verb and attributive)):
            break
        close = word.end
    plain = re.match(r"[\u4e00-\u9fff]{3,10}(?=[，。；！？]|$)", rest)
    if plain and attributive and is_named(plain.group()) and not _SHALLOW.intersection(plain.group()):
        close = plain.end()
    head = rest[:close]
    if not 2 <= len(head) <= 12 or not (attributive or head.endswith(ABSTRACT_HEADS)):
        return None
    return start, start + close


def is_named(head: str) -> bool:
    """Whether a head is a term of its own: 劳模精神, but not 精神."""
    return len(head) > 2 and head.endswith(ABSTRACT_HEADS)


def common_start(texts: Sequence[str]) -> str:
    """The longest string that all texts begin with."""
    low, high = min(texts), max(texts)
    size = next(
        (i for i, pair in enumerate(zip(low, high, strict=False)) if pair[0] != pair[1]),
        min(len(low), len(high)),
    )
    return low[:size]


def common_end(texts: Sequence[str]) -> str:
    """The longest string that all texts end with."""
    return common_start([text[::-1] for text in texts])[::-1]


def shared_ends(values: tuple[str, ...]) -> tuple[str, str]:
    """What all items begin with and end with: 伟大…精神. Empty where the rest would vanish."""
    lead = common_start(values)
    tail = common_end(values)
    if min(map(len, values)) - len(lead) - len(tail) < 1:
        return "", ""
    return lead, tail
