"""Bank files: JSON Lines, one question a line, and beside it a manifest of the sources, documents and passages.

`X.jsonl` goes with `X.manifest.json`. A bank without its manifest can still be read; it then has no documents.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from question_bank.atomic import write_whole
from question_bank.model import Bank, Document, Passage, Source
from question_bank.records import BadRecord, Record, question_from_record, question_to_record

__all__ = [
    "SCHEMA",
    "SCHEMA_VERSION",
    "BadBank",
    "BadRecord",
    "manifest_path",
    "question_from_record",
    "question_to_record",
    "read_bank",
    "write_bank",
]

SCHEMA = "zhixin-question-bank"
SCHEMA_VERSION = 1

_MOST = 2**31 - 1
"""The greatest offset or number of a passage: what any database's integer holds."""


class BadBank(ValueError):  # noqa: N818 -- reads as what it is
    """A file that is no bank. The message is one Chinese sentence that names the file, and the line if any."""


def manifest_path(path: Path) -> Path:
    """Where the manifest of the bank at `path` lies."""
    return path.with_name(path.stem + ".manifest.json")


def write_bank(bank: Bank, path: Path) -> None:
    """Write the bank and its manifest, each whole or not at all. Same bank, same bytes. Raises OSError."""
    lines = [_dumps(question_to_record(question)) + "\n" for question in bank.questions]
    manifest = json.dumps(_manifest(bank), ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    write_whole(manifest_path(path), manifest)
    write_whole(path, "".join(lines))


def read_bank(path: Path) -> Bank:
    """Read a bank with its manifest. The sources come without their text: it stays in the source files.

    Raises BadBank for anything that is not whole and sound.
    """
    questions = []
    ids: set[str] = set()
    for number, line in enumerate(_read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            question = question_from_record(json.loads(line))
        except json.JSONDecodeError:
            raise BadBank(f"题库文件“{path}”第{number}行不是完整的JSON。") from None
        except RecursionError:
            raise BadBank(f"题库文件“{path}”第{number}行嵌套太深。") from None
        except BadRecord as error:
            raise BadBank(f"题库文件“{path}”第{number}行有误：{error}。") from None
        except ValueError:  # Python reads no number of more than 4300 digits
            raise BadBank(f"题库文件“{path}”第{number}行有一个数太长。") from None
        if question.id in ids:
            raise BadBank(f"题库文件“{path}”第{number}行的题号“{question.id}”重复了。")
        ids.add(question.id)
        questions.append(question)
    if not questions:
        raise BadBank(f"题库文件“{path}”里没有题目。")
    sources, documents, passages = _read_manifest(manifest_path(path))
    return Bank(sources=sources, documents=documents, passages=passages, questions=tuple(questions))


def _dumps(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadBank(f"找不到题库文件“{path}”。") from None
    except IsADirectoryError:
        raise BadBank(f"“{path}”是一个文件夹，不是题库文件。") from None
    except UnicodeDecodeError:
        raise BadBank(f"题库文件“{path}”不是UTF-8编码的文本。") from None
    except OSError as error:
        raise BadBank(f"题库文件“{path}”无法读取（{error.strerror}）。") from None


def _manifest(bank: Bank) -> dict[str, Any]:
    counts = Counter(question.type.value for question in bank.questions)
    return {
        "schema": {"name": SCHEMA, "version": SCHEMA_VERSION},
        "counts": {"questions": len(bank.questions), "by_type": dict(counts)},
        "sources": [{"name": s.name, "sha256": s.sha256, "encoding": s.encoding} for s in bank.sources],
        "documents": [
            {
                "id": d.id,
                "source": d.source,
                "title": d.title,
                "author": d.author,
                "date": d.date,
                "publisher": d.publisher,
                "span": list(d.span),
            }
            for d in bank.documents
        ],
        "passages": [_passage_to_json(passage) for passage in bank.passages],
    }


def _passage_to_json(passage: Passage) -> Record:
    """`runs` are [raw start, length] pairs that spell out the offsets."""
    runs: list[list[int]] = []
    for offset in passage.offsets:
        if runs and offset == sum(runs[-1]):
            runs[-1][1] += 1
        else:
            runs.append([offset, 1])
    flags = {name: True for name in ("heading", "lost_start", "lost_end") if getattr(passage, name)}
    placed = {"place": passage.place} if passage.place else {}
    return {
        "document": passage.document,
        "index": passage.index,
        "text": passage.text,
        "runs": runs,
        **flags,
        **placed,
    }


def _document_from_json(item: Record) -> Document:
    document = Document(**{**item, "span": (int(item["span"][0]), int(item["span"][1]))})
    if not all(isinstance(value, str) for name, value in item.items() if name != "span"):
        raise TypeError("what a document says of itself is text")
    return document


def _passage_from_json(item: Record) -> Passage:
    # Before the runs are spelt out: a mistaken length could fill the memory.
    if any(not 0 <= start <= _MOST or length < 1 for start, length in item["runs"]):
        raise ValueError("no place in a source")
    if not item["text"] or sum(length for _, length in item["runs"]) != len(item["text"]):
        raise ValueError("the runs are those of another text")
    if not 0 <= item["index"] <= _MOST:
        raise ValueError("no place in a document")
    return Passage(
        document=str(item["document"]),
        index=int(item["index"]),
        text=str(item["text"]),
        offsets=tuple(offset for start, length in item["runs"] for offset in range(start, start + length)),
        heading=bool(item.get("heading", False)),
        lost_start=bool(item.get("lost_start", False)),
        lost_end=bool(item.get("lost_end", False)),
        place=str(item.get("place", "")),
    )


def _require_schema(path: Path, name: object, version: object) -> None:
    if (name, version) != (SCHEMA, SCHEMA_VERSION):
        raise BadBank(f"题库说明“{path}”的格式版本不对，需要{SCHEMA}第{SCHEMA_VERSION}版。")


def _read_manifest(path: Path) -> tuple[tuple[Source, ...], tuple[Document, ...], tuple[Passage, ...]]:
    if not path.exists():
        return (), (), ()
    try:
        data = json.loads(_read_text(path))
        _require_schema(path, data["schema"]["name"], data["schema"]["version"])
        sources = tuple(
            Source(name=str(s["name"]), text="", sha256=str(s["sha256"]), encoding=str(s["encoding"]))
            for s in data["sources"]
        )
        documents = tuple(map(_document_from_json, data["documents"]))
        passages = tuple(map(_passage_from_json, data["passages"]))
    except BadBank:
        raise
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError, RecursionError):
        raise BadBank(f"题库说明“{path}”不完整或已损坏。") from None
    return sources, documents, passages
