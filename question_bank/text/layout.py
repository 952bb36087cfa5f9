"""What the lines of a text together tell: the column they were set in, whether they carry punctuation."""

from __future__ import annotations

from question_bank.text.shapes import closed, opens_paragraph

_LEAST_WIDTH = 18
"""Characters. Below it lines of one length may be verse."""
_LEAST_LINES = 8
_SLACK = 2.0


def line_width(text: str) -> float:
    """In full-width characters; a letter or a digit takes half of one."""
    return sum(0.5 if char < "\u2000" else 1.0 for char in text)


def column_width(texts: list[str]) -> float:
    """The width at which lines were broken, or 0 for a text with one line a paragraph.

    A broken text has many lines of the greatest width, most of them without a closing mark.
    """
    widths = sorted(line_width(text) for text in texts if not closed(text) and not opens_paragraph(text))
    if len(widths) < _LEAST_LINES:
        return 0.0
    width = widths[len(widths) * 9 // 10]
    full = sum(1 for w in widths if abs(w - width) <= _SLACK)
    return width if width >= _LEAST_WIDTH and full >= _LEAST_LINES and full >= 0.6 * len(widths) else 0.0


def fills(text: str, width: float) -> bool:
    """Whether a line reaches the width of its column."""
    return width > 0 and abs(line_width(text) - width) <= _SLACK


def punctuated(texts: list[str]) -> bool:
    """Whether running lines mostly end with a closing mark, so that a missing one means something."""
    long = [text for text in texts if len(text) > 20]
    return sum(closed(text) for text in long) >= 0.3 * len(long)
