"""What every reader of a format returns: the text, and what each of its lines is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

_BLANKS = re.compile(r"\s+")
_UNSEEN = re.compile("[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


class Kind(Enum):
    """What the structure of a file calls a paragraph."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """Of a list: however short it is, it heads nothing."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. `place` is where a reader finds it in the file, ready to show: `第 3 页`."""

    text: str
    kind: Kind
    place: str


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file. `blocks[i]` is its line i, or there are None where the format knows no paragraphs.

    `encoding` is that of the characters, or the name of a format that has its own.
    """

    text: str
    encoding: str
    blocks: tuple[Block, ...] | None = None


def content_of(blocks: Iterable[Block], encoding: str) -> Content:
    """One paragraph a line, blanks inside made one space, what holds nothing left out."""
    kept = [
        Block(text, block.kind, block.place)
        for block in blocks
        if (text := _BLANKS.sub(" ", _UNSEEN.sub("", block.text)).strip())
    ]
    return Content("\n".join(block.text for block in kept), encoding, tuple(kept))
