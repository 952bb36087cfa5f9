"""Paragraphs of a file whose format tells them: nothing is joined, nothing is taken for damage."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from question_bank.text.formats.blocks import Block, Kind
from question_bank.text.lexicon import lexicon
from question_bank.text.lines import Line
from question_bank.text.repair import Paragraph
from question_bank.text.shapes import note, title_like

_LONGEST_HEADING = 80
"""Characters. What is longer was only made to look like one."""


def paragraphs(lines: list[Line], blocks: tuple[Block, ...]) -> list[Paragraph]:
    """The lines as paragraphs. Block i is line i of the raw text.

    A short paragraph that looks like a heading, a byline or a date counts as heading too: many a document only sets
    them bold.
    """
    words = lexicon()
    starts = [0, *accumulate(len(block.text) + 1 for block in blocks)]
    found: list[Paragraph] = []
    for line in lines:
        block = blocks[bisect_right(starts, line.offsets[0]) - 1]
        heading = block.kind is Kind.HEADING and len(line.text) <= _LONGEST_HEADING
        heading |= block.kind is Kind.PARAGRAPH and (note(line.text) or title_like(line.text, words))
        found.append(Paragraph(line.text, line.offsets, heading, place=block.place))
    return found
