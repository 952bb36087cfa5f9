"""Word documents (docx): a zip of XML parts, of which the text and the styles are read.

What was deleted with tracked changes, is hidden, annotates (pinyin), or is a table of contents is no text. A cell of
a table counts when it holds sentences, and so do all of a table of one cell, which is only a frame.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from question_bank.text.formats.blocks import Block, Content, Kind, content_of
from question_bank.text.formats.docx_styles import Role, Styles, outlined
from question_bank.text.formats.docx_xml import broken, part, tell
from question_bank.text.refusal import UnreadableSource

_LEFT_OUT = frozenset({"del", "moveFrom", "rt", "Fallback"})
_SIGNS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
_SENTENCE = re.compile("[。！？；]")


def read(data: bytes, path: Path) -> Content:
    """The paragraphs of a document, numbered as a reader counts them. Raise UnreadableSource for what is none."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise broken(path) from error
    with archive:
        main = _main_part(archive, path)
        document = part(archive, main, path)
        styles_part = part(archive, posixpath.join(posixpath.dirname(main), "styles.xml"), path)
    styles = Styles()
    if styles_part:
        tell(styles_part, styles, path)
    body = _Body(styles)
    if document:
        tell(document, body, path)
    if not body.is_document:
        raise UnreadableSource(f"“{path}”是压缩包或别的 Office 文件，不是 Word 文档。")
    return content_of(_numbered(body.paragraphs), "docx")


class _Relations:
    """Finds the main part in `_rels/.rels`."""

    def __init__(self) -> None:
        self.main = "word/document.xml"

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            self.main = attributes.get("Target", "").lstrip("/")

    def end(self, name: str) -> None:
        """Nothing follows a relation."""

    def data(self, text: str) -> None:
        """Relations hold no text."""


def _main_part(archive: zipfile.ZipFile, path: Path) -> str:
    relations = _Relations()
    content = part(archive, "_rels/.rels", path)
    if content:
        tell(content, relations, path)
    return relations.main


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    role: Role | None = None
    item: bool = False

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@dataclass(slots=True)
class _Table:
    """Paragraphs of a table that is still open. `cells` counts those of the tables inside it too."""

    paragraphs: list[_Paragraph] = field(default_factory=list)
    cells: int = 0


class _Body:
    """Gathers the paragraphs while the main part is told. A text box is a paragraph inside a paragraph."""

    def __init__(self, styles: Styles) -> None:
        self.paragraphs: list[_Paragraph] = []
        self.is_document = False
        self._styles = styles
        self._open: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._left_out = 0
        self._hidden = False
        self._in_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        match name:
            case "document":
                self.is_document = True
            case "p":
                self._open.append(_Paragraph())
            case "tbl":
                self._tables.append(_Table())
            case "tc" if self._tables:
                self._tables[-1].cells += 1
            case "r":
                self._hidden = False
            case "vanish":
                self._hidden = value not in ("0", "false", "off")
            case "t":
                self._in_text = True
        self._left_out += name in _LEFT_OUT
        if self._open:
            self._mark(self._open[-1], name, value)

    def end(self, name: str) -> None:
        self._left_out -= name in _LEFT_OUT
        if name == "t":
            self._in_text = False
        elif name == "p" and self._open:
            into = self._tables[-1].paragraphs if self._tables else self.paragraphs
            into.append(self._open.pop())
        elif name == "tbl" and self._tables:
            self._end_table(self._tables.pop())

    def data(self, text: str) -> None:
        if self._in_text and self._open and not self._left_out and not self._hidden:
            self._open[-1].pieces.append(text.replace("\n", " "))

    def _mark(self, paragraph: _Paragraph, name: str, value: str) -> None:
        if name in _SIGNS and not self._left_out:
            paragraph.pieces.append(_SIGNS[name])
        elif name == "pStyle":
            paragraph.role = self._styles.role(value)
        elif name == "outlineLvl" and outlined(value):
            paragraph.role = Role.HEADING
        elif name == "numPr":
            paragraph.item = True

    def _end_table(self, table: _Table) -> None:
        kept = table.paragraphs
        if table.cells > 1:
            kept = [p for p in kept if p.role is Role.HEADING or _SENTENCE.search(p.text)]
        if self._tables:
            self._tables[-1].paragraphs += kept
            self._tables[-1].cells += table.cells
        else:
            self.paragraphs += kept


def _numbered(paragraphs: list[_Paragraph]) -> Iterator[Block]:
    number = 0
    for paragraph in paragraphs:
        if not paragraph.text.strip() or paragraph.role is Role.CONTENTS:
            continue
        number += 1
        kind = Kind.ITEM if paragraph.item else Kind.PARAGRAPH
        if paragraph.role is Role.HEADING:
            kind = Kind.HEADING
        for line in paragraph.text.split("\n"):
            yield Block(line, kind, f"第 {number} 段")
