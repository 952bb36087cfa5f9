"""Import of a bank file: by id, idempotent, all or nothing; what a question said before is kept."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from question_bank.bank import BadBank, manifest_path, question_to_record, read_bank
from question_bank.model import Bank, NumericKey, Question
from quizapp.db import AnySession, transaction
from quizapp.library.documents import put_documents
from quizapp.library.models import BankImport, BankQuestion, QuestionVersion
from quizapp.library.rules import search_form
from quizapp.library.storable import require_storable

__all__ = ["BadBank", "ImportResult", "import_bank"]

_FORMAT = b"1"
"""Changed when the importer stores something else of the same file, so that the next start imports again."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many questions an import added, changed, left as they were, and retired."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    retired: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """What the database has of a question before the import."""

    bank: str
    number: int
    content_hash: str
    retired: bool


def import_bank(session: AnySession, path: Path, now: datetime) -> ImportResult:
    """Bring the app's questions to what the bank file says. A bank is known by its file name.

    Questions that it had before and has no longer are retired; those of other banks stay as they are. A file
    that was imported already, unchanged, is not read. Raises BadBank, with one sentence and nothing imported,
    for a file that is no sound bank.
    """
    digest = _digest(path)
    if _imported(session, path.name, digest):
        return _nothing_new(session, path.name)
    bank = read_bank(path)
    require_storable(bank, path)
    try:
        return _import(session, bank, path.name, digest, now)
    except IntegrityError:
        # Another process imported at the same moment; what is left to do now is small or nothing.
        return _import(session, bank, path.name, digest, now)


def _import(session: AnySession, bank: Bank, name: str, digest: str, now: datetime) -> ImportResult:
    with transaction(session):
        if _imported(session, name, digest):
            return _nothing_new(session, name)
        put_documents(session, bank)
        result = _put_questions(session, bank, name, now)
        session.add(BankImport(name=name, sha256=digest, imported_at=now))
        return result


def _digest(path: Path) -> str:
    """Of the bank with its manifest, and of the way in which they are stored."""
    digest = hashlib.sha256(_FORMAT)
    for part in (path, manifest_path(path)):
        try:
            digest.update(hashlib.sha256(part.read_bytes()).digest())
        except OSError:
            digest.update(b"-")  # read_bank says what is wrong with it
    return digest.hexdigest()


def _imported(session: AnySession, name: str, digest: str) -> bool:
    latest = select(BankImport.sha256).where(BankImport.name == name).order_by(BankImport.id.desc()).limit(1)
    return session.scalar(latest) == digest


def _nothing_new(session: AnySession, name: str) -> ImportResult:
    in_force = select(func.count()).where(BankQuestion.bank == name, BankQuestion.retired_at.is_(None))
    return ImportResult(unchanged=session.scalar(in_force.select_from(BankQuestion)) or 0)


def _put_questions(session: AnySession, bank: Bank, name: str, now: datetime) -> ImportResult:
    known = _known(session)
    added, changed, returned, versions = [], [], [], []
    for position, question in enumerate(bank.questions):
        record = question_to_record(question)
        content_hash = _content_hash(record)
        before = known.get(question.id)
        row = _row(question, position, name)
        if before is None:
            added.append(row)
        elif before.content_hash != content_hash:
            changed.append(row)
        else:
            returned.append(row)
            continue
        versions.append(
            {
                "question_id": question.id,
                "number": before.number + 1 if before else 1,
                "content_hash": content_hash,
                "record": record,
                "created_at": now,
            }
        )
    if added:
        session.execute(insert(BankQuestion), added)
    if changed or returned:
        session.execute(update(BankQuestion), changed + returned)
    if versions:
        in_force = session.execute(
            insert(QuestionVersion).returning(QuestionVersion.question_id, QuestionVersion.id), versions
        ).all()
        session.execute(
            update(BankQuestion), [{"id": id_, "version_id": version} for id_, version in in_force]
        )
    gone = _gone(known, {question.id for question in bank.questions}, name)
    if gone:
        session.execute(update(BankQuestion), [{"id": id_, "retired_at": now} for id_ in gone])
    return ImportResult(len(added), len(changed), len(returned), len(gone))


def _known(session: AnySession) -> dict[str, _Known]:
    rows = session.execute(
        select(
            BankQuestion.id,
            BankQuestion.bank,
            QuestionVersion.number,
            QuestionVersion.content_hash,
            BankQuestion.retired_at,
        ).join(QuestionVersion, QuestionVersion.id == BankQuestion.version_id)
    )
    return {
        id_: _Known(bank, number, content_hash, retired_at is not None)
        for id_, bank, number, content_hash, retired_at in rows
    }


def _gone(known: dict[str, _Known], present: set[str], name: str) -> list[str]:
    return [
        id_
        for id_, before in known.items()
        if before.bank == name and not before.retired and id_ not in present
    ]


def _row(question: Question, position: int, name: str) -> dict[str, Any]:
    return {
        "id": question.id,
        "bank": name,
        "type": question.type.value,
        "topic": question.topic,
        "difficulty": question.difficulty,
        "position": position,
        "facts": list(question.facts),
        "search_text": search_form(_searchable(question)),
        "retired_at": None,
    }


def _searchable(question: Question) -> str:
    lists = (question.options, question.left, question.right, question.items, question.clues)
    texts = [text for texts in lists for text in texts]
    return "\n".join(
        [question.stem, *texts, *_key_texts(question), question.explanation, question.correction]
    )


def _key_texts(question: Question) -> list[str]:
    """The key where it is text; indices and truth values point at what is searched anyway."""
    key = question.key
    if isinstance(key, str):
        return [key]
    if isinstance(key, NumericKey):
        return [key.text]
    if isinstance(key, bool):
        return []
    return [text for group in key if isinstance(group, tuple) for text in group if isinstance(text, str)]


def _content_hash(record: dict[str, Any]) -> str:
    canonical = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
