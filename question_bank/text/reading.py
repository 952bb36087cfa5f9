"""Reading a file into a Source: bytes to raw text, nothing removed but the byte order mark."""

from __future__ import annotations

import codecs
import hashlib
import re
import stat
from pathlib import Path

from question_bank.model import Source

SIZE_LIMIT = 20 * 1024 * 1024
"""Bytes. A larger file is refused before it is read."""

LEAST_HAN_SHARE = 0.2
"""Of the characters that are not white space; an English page with a few Chinese names stays below it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SPACE = re.compile(r"\s")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")


class UnreadableSource(ValueError):  # noqa: N818 - the word of the users, who never see the class
    """A file that cannot become a source. Its message is one Chinese sentence that names the file."""


def read_source(path: Path) -> Source:
    """Read a UTF-8, UTF-16 or GB18030 text file. Raise UnreadableSource when it is no Chinese text."""
    data = _bytes(path)
    text, encoding = _decode(data, path)
    _require_chinese(text, path)
    return Source(name=path.name, text=text, sha256=hashlib.sha256(data).hexdigest(), encoding=encoding)


def han_count(text: str) -> int:
    """How many Han characters, rare planes included."""
    return len(_HAN.findall(text))


def _bytes(path: Path) -> bytes:
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise UnreadableSource(f"“{path}”是一个文件夹，不是文本文件。")
        if not stat.S_ISREG(state.st_mode):
            raise UnreadableSource(f"“{path}”不是普通文件，无法读取。")
        if state.st_size > SIZE_LIMIT:
            raise _too_large(path)
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        raise UnreadableSource(f"找不到文件“{path}”。") from None
    except PermissionError:
        raise UnreadableSource(f"没有读取“{path}”的权限。") from None
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableSource):
            raise
        raise UnreadableSource(f"无法读取“{path}”：{error}。") from error
    if len(data) > SIZE_LIMIT:  # it grew after it was looked at
        raise _too_large(path)
    return data


def _too_large(path: Path) -> UnreadableSource:
    return UnreadableSource(f"“{path}”超过 {SIZE_LIMIT // 1024 // 1024} MB，请拆成较小的文件。")


def _decode(data: bytes, path: Path) -> tuple[str, str]:
    """A byte order mark decides; without one UTF-8 if valid, then whichever other decoding reads as Chinese."""
    if not data.strip():
        raise UnreadableSource(f"“{path}”是空文件。")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            if text is None:
                raise UnreadableSource(f"“{path}”的开头标明是 {encoding.upper()} 编码，内容却无法按它解码。")
            return text, encoding
    text = _strictly(data, "utf-8")
    if text is not None and (han_count(text) or "\0" not in text):
        return text, "utf-8"
    # UTF-16 of Chinese read as GB18030 (or the reverse) gives hardly any common Han, so the share tells them apart.
    candidates = [(e, t) for e in ("gb18030", "utf-16-le", "utf-16-be") if (t := _strictly(data, e))]
    encoding, text = max(candidates, key=lambda c: _common_share(c[1]), default=("", ""))
    if _common_share(text) < LEAST_HAN_SHARE:
        raise UnreadableSource(f"“{path}”不是文本文件，或者编码不是 UTF-8、UTF-16、GB18030。")
    return text, encoding


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _common_share(text: str) -> float:
    """Share of GB 2312 Han among the first characters: garble is rich in rare characters, text is not."""
    start = _SPACE.sub("", text[:5000])
    common = sum(1 for c in start if _HAN.match(c) and c.encode("gb2312", "ignore"))
    return common / len(start) if start else 0.0


def _require_chinese(text: str, path: Path) -> None:
    length = len(text) - len(_SPACE.findall(text))
    if not length:
        raise UnreadableSource(f"“{path}”里只有空白，没有文字。")
    if "\0" in text or len(_CONTROL.findall(text)) > length / 1000:
        raise UnreadableSource(f"“{path}”含有控制字符，不是文本文件。")
    if han_count(text) < LEAST_HAN_SHARE * length:
        raise UnreadableSource(f"“{path}”里汉字太少，不是中文文本。")
