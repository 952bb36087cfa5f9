"""Plain text: nothing removed but the byte order mark. Its paragraphs are found by `repair`."""

from __future__ import annotations

from pathlib import Path

from question_bank.text.decoding import decode, require_text
from question_bank.text.formats.blocks import Content


def read(data: bytes, path: Path) -> Content:
    """The text as it is. Raise UnreadableSource for what is no text."""
    text, encoding = decode(data, path)
    require_text(text, path)
    return Content(text, encoding)
