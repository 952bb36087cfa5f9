"""The documents that prove the questions: stored at import, read as clean text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select

from question_bank.model import Bank
from question_bank.model import Passage as BankPassage
from quizapp.db import AnySession
from quizapp.library.models import Document, Passage
from quizapp.library.rules import Part, Span, marked_ranges, split_at


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage to read: its text in parts, and whether text is missing before or after it."""

    position: int
    parts: list[Part]
    heading: bool
    lost_start: bool
    lost_end: bool


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document to read."""

    document: Document
    passages: list[PassageView]


def put_documents(session: AnySession, bank: Bank) -> None:
    """Store the documents of a bank, and their passages where they changed. Documents of before stay:
    old versions of questions are proved by them. Joins the caller's transaction."""
    stored = set(session.scalars(select(Document.id)))
    by_document: defaultdict[str, list[BankPassage]] = defaultdict(list)
    for passage in sorted(bank.passages, key=lambda passage: passage.index):
        by_document[passage.document].append(passage)
    for position, document in enumerate(bank.documents):
        session.merge(
            Document(
                id=document.id,
                source=document.source,
                title=document.title,
                author=document.author,
                publisher=document.publisher,
                date=document.date,
                position=position,
            )
        )
    session.flush()
    for document in bank.documents:
        rows = [_row(passage) for passage in by_document[document.id] if passage.text]
        if document.id in stored:
            if _stored_rows(session, document.id) == rows:
                continue
            session.execute(delete(Passage).where(Passage.document_id == document.id))
        if rows:
            session.execute(insert(Passage), rows)


def listed(session: AnySession) -> Sequence[Document]:
    """All documents, in the order of their banks."""
    return session.scalars(select(Document).order_by(Document.position, Document.id)).all()


def read(session: AnySession, document_id: str, marks: Iterable[Span] = ()) -> DocumentView | None:
    """A document with all its passages; characters that come from the raw spans `marks` are marked."""
    document = session.get(Document, document_id)
    if document is None:
        return None
    spans = list(marks)
    passages = session.scalars(
        select(Passage).where(Passage.document_id == document_id).order_by(Passage.position)
    )
    return DocumentView(
        document,
        [
            PassageView(
                position=passage.position,
                parts=split_at(passage.text, marked_ranges(passage.offsets, spans)),
                heading=passage.heading,
                lost_start=passage.lost_start,
                lost_end=passage.lost_end,
            )
            for passage in passages
        ],
    )


def _row(passage: BankPassage) -> dict[str, Any]:
    return {
        "document_id": passage.document,
        "position": passage.index,
        "text": passage.text,
        "offsets": _runs(passage.offsets),
        "raw_start": min(passage.offsets),
        "raw_end": max(passage.offsets) + 1,
        "heading": passage.heading,
        "lost_start": passage.lost_start,
        "lost_end": passage.lost_end,
    }


def _runs(offsets: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for offset in offsets:
        if runs and offset == sum(runs[-1]):
            runs[-1][1] += 1
        else:
            runs.append([offset, 1])
    return runs


def _stored_rows(session: AnySession, document_id: str) -> list[dict[str, Any]]:
    columns = [column for column in Passage.__table__.columns if column.name != "id"]
    rows = session.execute(
        select(*columns).where(Passage.document_id == document_id).order_by(Passage.position)
    )
    return [dict(row) for row in rows.mappings()]
