"""From normalised lines to paragraphs: cut lines joined on evidence, gaps marked, duplicates dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from question_bank.model import Span
from question_bank.text.normalise import Normalised

_OPEN_END = re.compile(r"[^。！？…；：”’）】!?]$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A repaired paragraph before it is given to a document. `offsets[i]` is the raw offset of `text[i]`."""

    text: str
    offsets: tuple[int, ...]
    heading: bool = False
    lost_start: bool = False
    lost_end: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds text, without the blanks around it."""

    text: str
    offsets: tuple[int, ...]


def lines_of(normalised: Normalised, span: Span) -> list[Line]:
    """The lines of a raw span that hold text."""
    lines: list[Line] = []
    for match in re.finditer(r"[^\n]+", normalised.text):
        start, end = match.span()
        while start < end and (normalised.text[start] == " " or normalised.offsets[start] < span[0]):
            start += 1
        while start < end and (normalised.text[end - 1] == " " or normalised.offsets[end - 1] >= span[1]):
            end -= 1
        if start < end:
            lines.append(Line(normalised.text[start:end], normalised.offsets[start:end]))
    return lines


def repair(lines: list[Line]) -> list[Paragraph]:
    """Paragraphs of the lines of one document, in order."""
    return [
        Paragraph(line.text, line.offsets, heading=len(line.text) <= 40 and bool(_OPEN_END.search(line.text)))
        for line in lines
    ]
