"""Lines of a normalised text, and which of them are stray copies of others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from question_bank.model import Span
from question_bank.text.decoding import han_count
from question_bank.text.normalise import Normalised
from question_bank.text.shapes import opens_paragraph

_LEAST_COPY = 20
"""Han characters. A refrain, a salutation, a list item may come back; a paragraph of this length does not."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds text, without the blanks around it. `after_copy`: a stray copy stood before it."""

    text: str
    offsets: tuple[int, ...]
    after_copy: bool = False


def lines_of(normalised: Normalised, span: Span) -> list[Line]:
    """The lines of a raw span that hold text."""
    lines: list[Line] = []
    for match in re.finditer(r"[^\n]+", normalised.text):
        start, end = match.span()
        if normalised.offsets[end - 1] < span[0] or normalised.offsets[start] >= span[1]:
            continue
        while start < end and (normalised.text[start] == " " or normalised.offsets[start] < span[0]):
            start += 1
        while start < end and (normalised.text[end - 1] == " " or normalised.offsets[end - 1] >= span[1]):
            end -= 1
        if start < end:
            lines.append(Line(normalised.text[start:end], normalised.offsets[start:end]))
    return lines


def without_copies(lines: list[Line]) -> list[Line]:
    """Each long paragraph once. The last copy stays: text that is set twice was put before its place, and runs on there."""
    last = {line.text: index for index, line in enumerate(lines)}
    kept: list[Line] = []
    dropped = False
    for index, line in enumerate(lines):
        if (
            last[line.text] != index
            and han_count(line.text) >= _LEAST_COPY
            and not opens_paragraph(line.text)
        ):
            dropped = True
            continue
        kept.append(Line(line.text, line.offsets, after_copy=dropped))
        dropped = False
    return kept
