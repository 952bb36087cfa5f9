"""`manifest.toml` beside the sources: which documents lie in which file, and what they are cited as.

    [[document]]
    file = "speech.txt"      # beside the manifest
    lines = [1, 65]          # first and last line, from 1, inclusive; without it the whole file
                             # (of docx, html, md, pdf: the paragraphs that were read)
    title = "…"
    author = "…"             # the rest may be left out where it is not known
    date = 2020-11-24
    publisher = "…"

Lines that no document names are not read.
"""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass
from pathlib import Path

from question_bank.text.refusal import UnreadableSource

NAME = "manifest.toml"
_TEXTS = ("file", "title", "author", "publisher")
_FIELDS = {*_TEXTS, "date", "lines"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a manifest. `lines` is None for the whole file."""

    file: str
    title: str
    author: str
    date: str
    publisher: str
    lines: tuple[int, int] | None


def read_manifest(folder: Path) -> tuple[Entry, ...]:
    """The entries of the folder's manifest, none where there is no manifest. Raise UnreadableSource when wrong."""
    path = folder / NAME
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return ()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableSource(f"“{path}”不是有效的 TOML 文件：{error}。") from error
    except OSError as error:
        raise UnreadableSource(f"无法读取“{path}”：{error}。") from error
    tables = data.get("document")
    if set(data) != {"document"} or not isinstance(tables, list):
        raise UnreadableSource(f"“{path}”只应含有若干个 [[document]]。")
    entries = tuple(
        _entry(table, f"“{path}”的第 {number} 个 [[document]]") for number, table in enumerate(tables, 1)
    )
    _refuse_overlaps(entries, path)
    return entries


def _entry(table: object, where: str) -> Entry:
    if not isinstance(table, dict):
        raise UnreadableSource(f"{where}不是一个表。")
    if unknown := sorted(set(table) - _FIELDS):
        raise UnreadableSource(f"{where}里有不认识的字段“{unknown[0]}”。")
    for field in ("file", "title"):
        if not table.get(field):
            raise UnreadableSource(f"{where}缺少“{field}”。")
    for field in _TEXTS:
        if not isinstance(table.get(field, ""), str):
            raise UnreadableSource(f"{where}的“{field}”应当是文字。")
    return Entry(
        file=table["file"],
        title=table["title"],
        author=table.get("author", ""),
        date=_date(table.get("date", ""), where),
        publisher=table.get("publisher", ""),
        lines=_lines(table.get("lines"), where),
    )


def _date(value: object, where: str) -> str:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if value == "":
        return ""
    try:
        return datetime.date.fromisoformat(value if isinstance(value, str) else "").isoformat()
    except ValueError:
        raise UnreadableSource(f"{where}的“date”应当写成 2020-11-24 这样的日期。") from None


def _lines(value: object, where: str) -> tuple[int, int] | None:
    match value:
        case None:
            return None
        case [int(first), int(last)] if 1 <= first <= last:
            return first, last
    raise UnreadableSource(f"{where}的“lines”应当是起止行号，例如 [1, 65]。")


def _refuse_overlaps(entries: tuple[Entry, ...], path: Path) -> None:
    ends: dict[str, int] = {}
    for entry in sorted(entries, key=lambda e: (e.file, e.lines or (0, 0))):
        first, last = entry.lines or (1, 10**9)
        if first <= ends.get(entry.file, 0):
            raise UnreadableSource(f"“{path}”里“{entry.title}”的行与同一文件的另一篇重叠。")
        ends[entry.file] = last
