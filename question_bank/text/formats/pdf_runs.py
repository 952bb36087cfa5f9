"""Runs of characters on the pages of a PDF. A program of its own: `python pdf_runs.py < file.pdf > runs.jsonl`.

The file is parsed by native code that a hostile one may keep busy, fill with memory or crash; here it harms only
this process, which `pdf` starts and ends. First line: the number of pages, or why there are none. Then one line a page:
`[width, height, runs]`, a run being `[text, x0, x1, y, size]` in points, y the baseline counted from the top.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MEMORY = 2 * 1024**3
SECONDS = 60
"""Of processor time. A full page takes about 30 milliseconds."""
PAGES = 1000
CHARACTERS = 3_000_000
_MAY_COPY = 1 << 4
_GAP = 1.0
"""Of the size of the characters. Wider than between words, narrower than between columns."""


class Glyph(NamedTuple):
    """One character, `x0` to `x1` along its line, `y` across it, in quarter turns from upright."""

    char: str
    x0: float
    x1: float
    y: float
    size: float
    turns: int
    space: str
    """`" "` for a space before it in the file, `"?"` for one that its distance suggests."""


def main() -> None:
    """Write the runs of the PDF on standard input to standard output."""
    _limit()
    out = sys.stdout
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", 0) == pdfium.FPDF_ERR_PASSWORD
        out.write(json.dumps("password" if locked else "broken"))
        return
    if not pdfium.FPDF_GetDocPermissions(document) & _MAY_COPY:
        out.write(json.dumps("forbidden"))
        return
    if pages > PAGES:
        out.write(json.dumps("pages"))
        return
    out.write(json.dumps(pages) + "\n")
    left = CHARACTERS
    for number in range(pages):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            out.write(json.dumps([0, 0, []]) + "\n")
            continue
        text = page.get_textpage()
        left -= pdfium.FPDFText_CountChars(text)
        if left < 0:
            out.write(json.dumps("characters"))
            return
        out.write(json.dumps(_page(page, text)) + "\n")
        text.close()
        page.close()


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - only Unix has it
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _page(page: Any, text: Any) -> list[object]:
    """Width, height and runs of a page, turned upright."""
    frame = page.get_bbox()
    glyphs = list(_glyphs(text, frame))
    # What stands across most of the page is a watermark or a note in the margin.
    turns = Counter(glyph.turns for glyph in glyphs).most_common(1)
    upright = turns[0][0] if turns else 0
    width, height = frame[2] - frame[0], frame[3] - frame[1]
    if upright % 2:
        width, height = height, width
    inside = [
        g
        for g in glyphs
        if g.turns == upright
        and 0 < g.size < height
        and g.x0 >= -1
        and g.x1 <= width + 1
        and -1 <= g.y <= height + 1
    ]
    return [round(width, 1), round(height, 1), _runs(inside)]


def _glyphs(text: Any, frame: tuple[float, float, float, float]) -> Iterator[Glyph]:
    """The characters of a page in the order of the file; those drawn twice for a bold look once."""
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    seen: set[tuple[str, int, int]] = set()
    high, space = 0, ""
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD), 0
        char = chr(code) if 0x20 <= code <= 0x10FFFF else ""
        if char.isspace():
            space = "?" if pdfium.FPDFText_IsGenerated(text, index) else " "
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        key = (char, round(x.value), round(y.value))
        if not char or key in seen:
            continue
        seen.add(key)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        turns = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        yield Glyph(char, *_along(turns, frame, box, (x.value, y.value)), size, turns, space)
        space = ""


def _along(
    turns: int, frame: tuple[float, float, float, float], box: Any, origin: tuple[float, float]
) -> tuple[float, float, float]:
    """Both edges and the baseline of a character on the page turned so that its line runs to the right."""
    left, bottom, right, top = frame
    x, y = origin
    match turns:
        case 0:
            return box.left - left, box.right - left, top - y
        case 1:
            return box.bottom - bottom, box.top - bottom, x - left
        case 2:
            return right - box.right, right - box.left, y - bottom
        case _:
            return top - box.top, top - box.bottom, right - x


def _runs(glyphs: list[Glyph]) -> list[list[object]]:
    """Characters that follow each other on one line, as far as there is no gap."""
    runs: list[list[object]] = []
    pieces: list[str] = []
    first = last = None
    for glyph in glyphs:
        if first is None or last is None or not _follows(last, glyph):
            if first and last:
                runs.append(_run(pieces, first, last))
            first, pieces = glyph, []
        elif glyph.space == " " or (glyph.space and last.char.isascii() and glyph.char.isascii()):
            pieces.append(" ")
        pieces.append(glyph.char)
        last = glyph
    if first and last:
        runs.append(_run(pieces, first, last))
    return runs


def _follows(last: Glyph, glyph: Glyph) -> bool:
    size = max(glyph.size, 1.0)
    return (
        abs(glyph.y - last.y) < 0.2 * size
        and abs(glyph.size - last.size) < 0.1 * size
        and -0.5 * size < glyph.x0 - last.x1 < _GAP * size
    )


def _run(pieces: list[str], first: Glyph, last: Glyph) -> list[object]:
    return [
        "".join(pieces),
        round(first.x0, 1),
        round(last.x1, 1),
        round(first.y, 1),
        round(first.size, 1),
    ]


if __name__ == "__main__":
    main()
