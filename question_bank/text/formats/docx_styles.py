"""Which styles of a Word document are headings, and which belong to a table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_HEADING = re.compile(r"(?:heading|标题) ?[1-9]|title|subtitle|标题|副标题", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录) ?(?:[1-9]|heading|标题)?|table of figures|图表目录", re.IGNORECASE)


class Role(Enum):
    """What a style says of its paragraphs."""

    HEADING = "heading"
    CONTENTS = "contents"


@dataclass(slots=True)
class _Style:
    name: str = ""
    base: str = ""
    outlined: bool = False


class Styles:
    """Gathers the styles while the part `styles.xml` is told."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._current = _Style()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "style":
            self._current = self._styles.setdefault(attributes.get("styleId", ""), _Style())
        elif name == "name":
            self._current.name = value
        elif name == "basedOn":
            self._current.base = value
        elif name == "outlineLvl":
            self._current.outlined = outlined(value)

    def end(self, name: str) -> None:
        if name == "style":
            self._current = _Style()

    def data(self, text: str) -> None:
        """Styles hold no text."""

    def role(self, style: str) -> Role | None:
        """The role of a style by its identifier: its own, or that of what it is based on."""
        for _ in range(10):
            found = self._styles.get(style)
            name = found.name if found else style
            if _CONTENTS.fullmatch(name):
                return Role.CONTENTS
            if _HEADING.fullmatch(name) or (found and found.outlined):
                return Role.HEADING
            if not found or not found.base:
                return None
            style = found.base
        return None


def outlined(level: str) -> bool:
    """Whether an outline level, from 0, is one of a heading: 9 is that of running text."""
    return level in tuple("012345678")
