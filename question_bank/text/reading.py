"""Reading a file into a Source: its bytes, once, then the text that its format holds."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

from question_bank.model import Source
from question_bank.text.decoding import require_chinese
from question_bank.text.formats import extract
from question_bank.text.formats.blocks import Block
from question_bank.text.refusal import UnreadableSource

SIZE_LIMIT = 20 * 1024 * 1024
"""Bytes. A larger file is refused before it is read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A source, and what its format says of its lines: `blocks[i]` is line i. None for plain text."""

    source: Source
    blocks: tuple[Block, ...] | None


def read_source(path: Path) -> Source:
    """The source that a file is. Raise UnreadableSource when it is no Chinese text that can be read."""
    return read_file(path).source


def read_file(path: Path) -> Reading:
    """Read a file of any known format. Raise UnreadableSource when it is no Chinese text that can be read."""
    data = _bytes(path)
    content = extract(data, path)
    require_chinese(content.text, path)
    digest = hashlib.sha256(data).hexdigest()
    return Reading(Source(path.name, content.text, digest, content.encoding), content.blocks)


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
