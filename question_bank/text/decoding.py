"""Bytes to text: which of the encodings of Chinese texts a file is in."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from question_bank.text.refusal import UnreadableSource

LEAST_HAN_SHARE = 0.2
"""Of the characters that are not white space; an English page with a few Chinese names stays below it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_ASCII = re.compile("[\0-\x7f]+")
_SPACE = re.compile(r"\s")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")


def decode(data: bytes, path: Path, declared: str = "", markup: bool = False) -> tuple[str, str]:
    """The text of a file and its encoding. Raise UnreadableSource when it is in none of the encodings.

    A byte order mark decides; without one the `declared` encoding if it reads, UTF-8 if valid, then whichever other
    decoding reads as Chinese. In a file of `markup` that is judged by what is no ASCII.
    """
    if not data.strip():
        raise UnreadableSource(f"“{path}”是空文件。")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            if text is None:
                raise UnreadableSource(f"“{path}”的开头标明是 {encoding.upper()} 编码，内容却无法按它解码。")
            return text, encoding
    if declared and (text := _strictly(data, declared)) is not None:
        return text, declared
    text = _strictly(data, "utf-8")
    if text is not None and (han_count(text) or "\0" not in text):
        return text, "utf-8"
    # UTF-16 of Chinese read as GB18030 (or the reverse) gives hardly any common Han, so the share tells them apart.
    candidates = [(e, t) for e in ("gb18030", "utf-16-le", "utf-16-be") if (t := _strictly(data, e))]
    encoding, text = max(candidates, key=lambda c: _common_share(c[1], markup), default=("", ""))
    if _common_share(text, markup) < LEAST_HAN_SHARE:
        raise UnreadableSource(f"“{path}”不是文本文件，或者编码不是 UTF-8、UTF-16、GB18030。")
    return text, encoding


def han_count(text: str) -> int:
    """How many Han characters, rare planes included."""
    return len(_HAN.findall(text))


def require_text(text: str, path: Path) -> None:
    """Raise UnreadableSource for what was decoded but is no text: control characters tell."""
    length = len(text) - len(_SPACE.findall(text))
    if "\0" in text or (length and len(_CONTROL.findall(text)) > length / 1000):
        raise UnreadableSource(f"“{path}”含有控制字符，不是文本文件。")


def require_chinese(text: str, path: Path) -> None:
    """Raise UnreadableSource for a text without words, or in another language."""
    length = len(text) - len(_SPACE.findall(text))
    if not length:
        raise UnreadableSource(f"“{path}”里只有空白，没有文字。")
    if han_count(text) < LEAST_HAN_SHARE * length:
        raise UnreadableSource(f"“{path}”里汉字太少，不是中文文本。")


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _common_share(text: str, markup: bool) -> float:
    """Share of GB 2312 Han among the first characters: garble is rich in rare characters, text is not."""
    start = _ASCII.sub("", text)[:5000] if markup else _SPACE.sub("", text[:5000])
    common = sum(1 for c in start if _HAN.match(c) and c.encode("gb2312", "ignore"))
    return common / len(start) if start else 0.0
