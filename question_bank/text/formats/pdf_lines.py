"""From runs of characters to the lines of a page in reading order: columns found, running lines dropped."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from statistics import median

_MARGIN = 0.15
"""Of the height of a page, at its top and bottom: there running lines stand."""
_LEAST_COLUMN = 4
"""Lines. Fewer on one side of a gap are an entry, a signature, a caption."""
_ASIDE = re.compile(r"[\[［(（〔]?[0-9]{1,3}[\]］)）〕]?|[①-⑳]+|\*")
_PAGE_NUMBER = re.compile(
    r"[-—–·•~\s]*(?:第|Page)?\s*(?:[0-9]{1,4}|[ivxIVX]{1,6})\s*页?(?:\s*(?:[/／，,|]|of|共)*\s*[0-9]{1,4}\s*页?)?[-—–·•~\s]*"
)
_LONGEST_SIGN = 300
_MARKS = tuple("，、；：。！？”")
_DEPTH = 4
_WIDEST = 20_000
"""Points; more than a PDF allows."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that follow each other on one line. Points; `y` is the baseline counted from the top."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `number` counts from 1."""

    number: int
    height: float
    runs: tuple[Run, ...]


Column = list[Run]
"""Whole lines below each other, each one run."""


def without_running_lines(pages: list[Page]) -> list[Page]:
    """Pages without headers, footers and page numbers: what comes back at its place on other pages."""
    rows = [_rows(page.runs) for page in pages]
    signs = [[_signs(row, page) for row in own] for page, own in zip(pages, rows, strict=True)]
    seen = Counter(sign for own in signs for found in own for sign in found)
    least = 2 if len(pages) <= 5 else 3
    kept: list[Page] = []
    for page, own, theirs in zip(pages, rows, signs, strict=True):
        running = [
            any(seen[sign] >= least for sign in found) or bool(found and _PAGE_NUMBER.fullmatch(_text(row)))
            for row, found in zip(own, theirs, strict=True)
        ]
        # Only the outermost: a line of the text may come back too.
        above = next((n for n, runs in enumerate(running) if not runs), len(own))
        below = next((n for n, runs in enumerate(reversed(running)) if not runs), 0)
        staying = own[above : len(own) - below]
        kept.append(replace(page, runs=tuple(run for row in staying for run in row)))
    return kept


def columns(page: Page) -> list[Column]:
    """The lines of a page in reading order: across what is set in one column, then column by column."""
    return [_lines(rows) for rows in _regions(_rows(page.runs), _DEPTH) if rows]


def _signs(row: list[Run], page: Page) -> set[tuple[str, int]]:
    """By what a row in a margin is known on other pages: its place and its text, or that with the page's number in it."""
    edge = _MARGIN * page.height
    if edge <= row[0].y <= page.height - edge:
        return set()
    place = round(row[0].y / 6) if row[0].y < edge else -round((page.height - row[0].y) / 6)
    text = _text(row)
    if text.endswith(_MARKS):  # a sentence, or part of one
        return set()
    # Any number may count the pages: `第 3 页，共 9 页`, `2020 年第 6 期 45`.
    numbers = [n for n in re.finditer("[0-9]{1,6}", text) if len(text) < _LONGEST_SIGN]
    counted = [f"{text[: n.start()]}#{int(n[0]) - page.number}{text[n.end() :]}" for n in numbers]
    return {(form, place) for form in (text, *counted)}


def _text(row: list[Run]) -> str:
    return "".join(run.text for run in row)


def _rows(runs: tuple[Run, ...] | list[Run]) -> list[list[Run]]:
    """Runs on one baseline together, from left to right, the rows from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: r.y):
        if rows and run.y - rows[-1][0].y < 0.45 * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda r: r.x0) for row in rows]


def _regions(rows: list[list[Run]], depth: int) -> list[list[list[Run]]]:
    """Parts of a page, each set in one column, in reading order."""
    gutter = _gutter([run for row in rows for run in row]) if depth else None
    if gutter is None:
        return [rows]
    regions: list[list[list[Run]]] = []
    band: list[list[Run]] = []
    across: list[list[Run]] = []
    for row in rows:
        if any(run.x0 < gutter < run.x1 for run in row):
            if band:
                regions += _sides(band, gutter, depth)
            band = []
            across.append(row)
        else:
            if across:
                regions.append(across)
            across = []
            band.append(row)
    return regions + (_sides(band, gutter, depth) if band else [across])


def _sides(band: list[list[Run]], gutter: float, depth: int) -> list[list[list[Run]]]:
    left = [part for row in band if (part := [run for run in row if run.x1 <= gutter])]
    right = [part for row in band if (part := [run for run in row if run.x0 >= gutter])]
    return [region for side in (left, right) if side for region in _regions(side, depth - 1)]


def _gutter(runs: list[Run]) -> float | None:
    """The middle of the white strip between two columns, or None: hardly a line crosses it, and both sides hold lines."""
    if len(runs) < 2 * _LEAST_COLUMN:
        return None
    left, right = min(r.x0 for r in runs), max(r.x1 for r in runs)
    size = median(r.size for r in runs)
    if right - left > _WIDEST:
        return None
    covered = [0] * (int(right - left) + 2)
    for run in runs:
        covered[int(run.x0 - left)] += 1
        covered[int(run.x1 - left) + 1] -= 1
    for point in range(1, len(covered)):
        covered[point] += covered[point - 1]
    inner = range(len(covered) // 5, len(covered) * 4 // 5)
    if not inner:
        return None
    least = min(covered[point] for point in inner)
    first, last = _longest([point for point in inner if covered[point] == least])
    gutter = left + (first + last + 1) / 2
    before = sum(1 for r in runs if r.x1 <= gutter)
    after = sum(1 for r in runs if r.x0 >= gutter)
    narrow = min(before, after)
    if last - first < 0.7 * size or narrow < _LEAST_COLUMN or least > 0.8 * narrow:
        return None
    return gutter


def _longest(points: list[int]) -> tuple[int, int]:
    """First and last of the longest stretch of successive points."""
    best = start = last = points[0]
    end = best
    for point in points[1:]:
        if point != last + 1:
            start = point
        last = point
        if last - start > end - best:
            best, end = start, last
    return best, end


def _lines(rows: list[list[Run]]) -> Column:
    """Every row as one line; small raised numbers of notes are no text."""
    lines: Column = []
    for row in rows:
        size = max(row, key=lambda run: len(run.text)).size
        text, end = "", row[0].x0
        for run in row:
            raised = run.size < 0.75 * size and _ASIDE.fullmatch(run.text)
            if raised and text and not (text[-1].isascii() and text[-1].isalpha()):
                continue
            apart = run.x0 - end > (0.25 if text[-1:].isascii() and run.text[0].isascii() else 0.6) * size
            text += (" " if text and apart else "") + run.text
            end = run.x1
        lines.append(Run(text, row[0].x0, end, row[0].y, size))
    return lines
