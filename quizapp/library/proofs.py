"""The proof of a question: the sentence, marked in its passage, with document and date."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from question_bank.model import Evidence, Question
from quizapp.db import AnySession
from quizapp.library.models import Document, Passage
from quizapp.library.rules import Part, excerpt, marked_ranges, split_at


@dataclass(frozen=True, slots=True)
class Proof:
    """One passage with its marks, and where it stands. Fields that the source does not tell are empty."""

    document_id: str
    title: str
    author: str
    publisher: str
    date: str
    position: int | None
    """Place of the passage in its document, from 0; None when only the quotation is known."""
    parts: list[Part]
    """The whole passage, `(text, marked)`."""

    @property
    def excerpt(self) -> list[Part]:
        """The passage, or the sentences around the marks of a long one."""
        return excerpt(self.parts)


def proofs(session: AnySession, question: Question) -> list[Proof]:
    """The proofs of one question, in reading order. A quotation without a passage stands for itself."""
    return proofs_of(session, [question])[question.id]


def proofs_of(session: AnySession, questions: Sequence[Question]) -> dict[str, list[Proof]]:
    """The proofs of several questions by question id, with two queries in all."""
    evidence = [item for question in questions for item in question.evidence]
    documents = _documents(session, {item.document for item in evidence})
    passages = _passages(session, evidence)
    return {question.id: _proofs(question, documents, passages) for question in questions}


def _documents(session: AnySession, ids: set[str]) -> dict[str, Document]:
    if not ids:
        return {}
    return {
        document.id: document for document in session.scalars(select(Document).where(Document.id.in_(ids)))
    }


def _passages(session: AnySession, evidence: Sequence[Evidence]) -> list[Passage]:
    """The passages that the spans may touch."""
    if not evidence:
        return []
    conditions = [
        and_(
            Passage.document_id == item.document,
            Passage.raw_start < max(end for _, end in item.spans),
            Passage.raw_end > min(start for start, _ in item.spans),
        )
        for item in evidence
    ]
    query = select(Passage).where(or_(*conditions)).order_by(Passage.document_id, Passage.position)
    return list(session.scalars(query))


def _proofs(question: Question, documents: dict[str, Document], passages: Sequence[Passage]) -> list[Proof]:
    found: list[Proof] = []
    cited = list(dict.fromkeys(item.document for item in question.evidence))
    for document_id in cited:
        document = documents.get(document_id)
        evidence = [item for item in question.evidence if item.document == document_id]
        proved: set[Evidence] = set()
        for passage in passages:
            if passage.document_id != document_id:
                continue
            inside = [item for item in evidence if marked_ranges(passage.offsets, item.spans)]
            if inside:
                proved.update(inside)
                ranges = marked_ranges(passage.offsets, [span for item in inside for span in item.spans])
                found.append(_proof(document, passage.position, split_at(passage.text, ranges)))
        found += [_proof(document, None, [(item.quote, True)]) for item in evidence if item not in proved]
    return found


def _proof(document: Document | None, position: int | None, parts: list[Part]) -> Proof:
    return Proof(
        document_id=document.id if document else "",
        title=document.title if document else "",
        author=document.author if document else "",
        publisher=document.publisher if document else "",
        date=document.date if document else "",
        position=position,
        parts=parts,
    )
