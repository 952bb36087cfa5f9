"""From the lines of a PDF to its paragraphs, by where lines begin and end, over columns and pages.

A line that fills its column runs on into the next; an indented one begins a paragraph; so does one after a wider
space or in another size. Over a page the open sentence decides too, and notes at the foot of a page stand aside.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from question_bank.text.formats.blocks import Block, Kind
from question_bank.text.formats.pdf_lines import Column, Run
from question_bank.text.shapes import closed, opens_paragraph

_FULL = 2.0
"""Sizes. A line may end this much before the edge where a word or a mark would not fit."""
_FLUSH = 0.3
"""Sizes. Only a line set to the edge ends so near to it."""
_INDENT = 0.8
_LARGER = 1.12
"""Times the size of the running text: a heading."""
_SMALLER = 0.9
_HEADING_LENGTH = 60
_LEAST_LINES = 5
"""Of a column, to tell its edges."""
_LINED_UP = 6.0
"""Points, by which edges of lines may differ."""


@dataclass(frozen=True, slots=True)
class _Line:
    run: Run
    page: int
    region: int
    left: float
    right: float

    @property
    def indent(self) -> float:
        return (self.run.x0 - self.left) / self.run.size

    @property
    def short(self) -> float:
        """How far it ends before the edge, in sizes."""
        return (self.right - self.run.x1) / self.run.size

    @property
    def full(self) -> bool:
        return self.short <= _FULL


@dataclass(slots=True)
class _Paragraph:
    lines: list[_Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        text = self.lines[0].run.text
        pieces = [text]
        for a, b in pairwise(self.lines):
            pieces += [_between(a.run.text, b.run.text), b.run.text]
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the whole file is set: size of its text, distance of its lines in sizes, whether paragraphs are indented."""

    size: float
    pitch: float
    indented: bool


def paragraphs(pages: list[tuple[int, list[Column]]]) -> list[Block]:
    """The paragraphs of the columns of numbered pages, with the page or pages they stand on."""
    lines = _placed(pages)
    if not lines:
        return []
    setting = _setting(lines)
    body, notes = _notes_aside(lines, setting)
    found = [(p.lines[0].page, False, p) for p in _joined(body, setting)]
    # A note stands after the last paragraph that begins on its page.
    found += [(p.lines[0].page, True, p) for p in _joined(notes, setting)]
    return [_block(p, setting) for _, _, p in sorted(found, key=lambda f: f[:2])]


def _placed(pages: list[tuple[int, list[Column]]]) -> list[_Line]:
    """Lines with the edges of the column they are set in: the narrowest that is seen in the file and holds them."""
    regions = [(number, column) for number, columns in pages for column in columns if column]
    edges = [(_edge([r.x0 for r in c]), -_edge([-r.x1 for r in c])) for _, c in regions]
    frames = Counter(
        (round(left / 2) * 2, round(right / 2) * 2)
        for (left, right), (_, column) in zip(edges, regions, strict=True)
        if len(column) >= _LEAST_LINES
    )
    common = sorted((f for f, _ in frames.most_common(50)), key=lambda f: f[1] - f[0])
    lines: list[_Line] = []
    for index, ((number, column), (left, right)) in enumerate(zip(regions, edges, strict=True)):
        frame = next((f for f in common if f[0] <= left + 3 and right - 3 <= f[1]), (left, right))
        lines += [_Line(run, number, index, min(left, frame[0]), max(right, frame[1])) for run in column]
    return lines


def _edge(places: list[float]) -> float:
    """The outermost place where several lines begin: a page's number or a heading may stand out alone."""
    places = sorted(places)
    several = max(2, len(places) // 10)
    if len(places) < _LEAST_LINES:
        return places[0]
    return next(
        (a for a, b in zip(places, places[several - 1 :], strict=False) if b - a <= _LINED_UP), places[0]
    )


def _setting(lines: list[_Line]) -> _Setting:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.run.size] += len(line.run.text)
    pitches = [
        (b.run.y - a.run.y) / b.run.size
        for a, b in pairwise(lines)
        if a.region == b.region and a.run.size == b.run.size
    ]
    begun = sum(1 for line in lines if _INDENT <= line.indent <= 3)
    return _Setting(
        size=sizes.most_common(1)[0][0],
        pitch=median(pitches) if pitches else 1.5,
        indented=begun >= max(2, len(lines) / 25),
    )


def _notes_aside(lines: list[_Line], setting: _Setting) -> tuple[list[_Line], list[_Line]]:
    """The lines of the text, and those in small type at the end of each page."""
    notes: set[int] = set()
    for index in reversed(range(len(lines))):
        line = lines[index]
        ends = index + 1 == len(lines) or lines[index + 1].page != line.page or index + 1 in notes
        if ends and line.run.size <= _SMALLER * setting.size:
            notes.add(index)
    return (
        [line for index, line in enumerate(lines) if index not in notes],
        [line for index, line in enumerate(lines) if index in notes],
    )


def _joined(lines: list[_Line], setting: _Setting) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        if found and _goes_on(found[-1].lines[-1], line, following, setting):
            found[-1].lines.append(line)
        else:
            found.append(_Paragraph([line]))
    return found


def _goes_on(last: _Line, line: _Line, following: _Line | None, setting: _Setting) -> bool:  # noqa: PLR0911 - a list of decisions
    """Whether a line belongs to the paragraph of the one before it. `following` is the line after it."""
    if not 1 / _LARGER < line.run.size / last.run.size < _LARGER:
        return False
    ended = closed(last.run.text)
    begins = line.indent >= _INDENT
    if last.region != line.region:
        return last.full and not (begins and setting.indented) and (not ended or setting.indented)
    distance = (line.run.y - last.run.y) / line.run.size
    if line.run.size >= _LARGER * setting.size:  # a heading in two lines, centred or not
        return distance <= max(setting.pitch, 1.8) * 1.2 and not ended and not opens_paragraph(line.run.text)
    if distance > 1.45 * setting.pitch:
        return False
    if begins:  # a block that is indented as a whole, unless the line is the first of a paragraph
        if following and following.region == line.region and following.indent < _INDENT:
            return False
        return last.short <= _FLUSH and not ended and abs(line.indent - last.indent) < 0.5
    if last.full:
        return not (ended and opens_paragraph(line.run.text))
    width = (last.run.x1 - last.left) / max(1.0, last.right - last.left)
    return setting.indented and not ended and not opens_paragraph(line.run.text) and width > 0.7


def _between(left: str, right: str) -> str:
    """What stands for a line end: a space between Latin words, but not within a number."""
    a, b = left[-1], right[0]
    return " " if a.isascii() and b.isascii() and not (a.isdigit() and b.isdigit()) else ""


def _block(paragraph: _Paragraph, setting: _Setting) -> Block:
    first, last = paragraph.lines[0].page, paragraph.lines[-1].page
    text = paragraph.text
    larger = paragraph.lines[0].run.size >= _LARGER * setting.size
    heading = larger and len(text) <= _HEADING_LENGTH and not closed(text)
    place = f"第 {first} 页" if first == last else f"第 {first}～{last} 页"
    return Block(text, Kind.HEADING if heading else Kind.PARAGRAPH, place)
