"""Safe reading of the parts of a docx: sizes looked at before unpacking, no entities, events instead of a tree."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from typing import Protocol

from lxml import etree

from question_bank.text.refusal import UnreadableSource

_PART_LIMIT = 64 * 1024 * 1024
_RATIO_LIMIT = 200
"""Unpacked to packed. The XML of documents packs to between a fifth and a fiftieth."""
_RATIO_MATTERS = 1024 * 1024
_CHUNK = 65536
_SPACES = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "http://schemas.openxmlformats.org/package/2006/relationships",
    }
)
"""Whose elements are told. The like-named ones of drawings hold no text of the document."""


class Handler(Protocol):
    """Is told the elements, without their namespaces, and the text."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def data(self, text: str) -> None: ...


def part(archive: zipfile.ZipFile, name: str, path: Path) -> bytes | None:
    """A part unpacked, or None where there is none. Raise UnreadableSource for an encrypted or too large one."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return None
    if entry.flag_bits & 1:
        raise UnreadableSource(f"“{path}”有密码保护，请去掉密码后再试。")
    ratio = entry.file_size / max(1, entry.compress_size)
    if entry.file_size > _PART_LIMIT or (entry.file_size > _RATIO_MATTERS and ratio > _RATIO_LIMIT):
        raise UnreadableSource(f"“{path}”解压后大得不正常，可能是压缩炸弹，不予读取。")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise broken(path)
    try:
        with archive.open(entry) as file:
            return file.read(entry.file_size)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise broken(path) from error


def tell(xml: bytes, handler: Handler, path: Path) -> None:
    """Parse a part. Raise UnreadableSource when it is not well-formed, nested too deep, or declares a DTD."""
    target = _Target(handler)
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        for start in range(0, len(xml), _CHUNK):
            parser.feed(xml[start : start + _CHUNK])
        parser.close()
    except _Declared:
        raise UnreadableSource(f"“{path}”里含有不安全的 XML 声明，不予读取。") from None
    except etree.LxmlError as error:
        raise broken(path) from error


def broken(path: Path) -> UnreadableSource:
    """The refusal of a container that cannot be opened."""
    return UnreadableSource(f"“{path}”已损坏，无法解开。")


class _Declared(Exception):  # noqa: N818 - an event, told to `tell` alone
    pass


class _Target:
    def __init__(self, handler: Handler) -> None:
        self._handler = handler

    def doctype(self, *_: object) -> None:
        raise _Declared

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag[1:].rpartition("}")
        if space in _SPACES:
            self._handler.start(name, {key.rpartition("}")[2]: value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        space, _, name = tag[1:].rpartition("}")
        if space in _SPACES:
            self._handler.end(name)

    def data(self, text: str) -> None:
        self._handler.data(text)

    def close(self) -> None:
        """All was told."""
