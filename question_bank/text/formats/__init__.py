"""The formats that can be read, one module each. The suffix names a format, and the content must agree.

Limits, so that nothing hangs or fills the memory: a file is at most 20 MB (`reading`); Markdown 4 million characters;
tags of HTML nested 300 deep; a part of a docx 64 MB when unpacked and 200 times its packed size; a PDF 1000 pages,
3 million characters, and in a process of its own 60 seconds of work, 4 minutes by the clock, 2 GB of memory.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from question_bank.text.formats import docx, html, markdown, pdf, plain
from question_bank.text.formats.blocks import Content
from question_bank.text.refusal import UnreadableSource

_READERS: dict[str, Callable[[bytes, Path], Content]] = {
    ".txt": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".docx": docx.read,
    ".pdf": pdf.read,
}
SUFFIXES = tuple(_READERS)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")


def readable(path: Path) -> bool:
    """Whether a file of a folder is to be read: a known suffix, and no hidden or lock file of an editor."""
    return path.suffix.lower() in _READERS and not path.name.startswith((".", "~$"))


def extract(data: bytes, path: Path) -> Content:
    """The content of a file by its suffix. Raise UnreadableSource where the suffix is unknown or tells false."""
    suffix = path.suffix.lower()
    read = _READERS.get(suffix)
    if read is None:
        kinds = "、".join(SUFFIXES)
        raise UnreadableSource(f"“{path}”的后缀不在可读的格式之内，可以读的有 {kinds}。")
    _require_agreement(data, suffix, path)
    return read(data, path)


def _require_agreement(data: bytes, suffix: str, path: Path) -> None:
    found = _signature(data, path)
    if found and found != suffix:
        raise UnreadableSource(f"“{path}”的内容是 {found} 文件，后缀却是 {suffix}，请改正后缀再试。")
    if suffix in (".docx", ".pdf") and not found and data.strip():
        raise UnreadableSource(f"“{path}”的内容不是 {suffix} 文件，可能已损坏，也可能后缀写错了。")


def _signature(data: bytes, path: Path) -> str:
    """The suffix that the first bytes belong to, or nothing. Raise UnreadableSource for what no format reads."""
    if data.startswith(_OLE):
        if _ENCRYPTED_PART in data:
            raise UnreadableSource(f"“{path}”有密码保护，请去掉密码后再试。")
        raise UnreadableSource(f"“{path}”是旧版 Office 文件，请另存为 .docx 后再试。")
    if data.startswith(b"{\\rtf"):
        raise UnreadableSource(f"“{path}”是 RTF 文件，请另存为 .docx 后再试。")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ".docx"
    # A PDF may follow some other bytes; in a text the mark is only a word of it.
    if data.lstrip().startswith(b"%PDF-") or (path.suffix.lower() == ".pdf" and b"%PDF-" in data[:1024]):
        return ".pdf"
    head = data[:300].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return path.suffix.lower() if path.suffix.lower() == ".htm" else ".html"
    return ""
