"""What a sound bank may hold and a database may not: refused before anything is written."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import String

from question_bank.bank import BadBank, question_to_record
from question_bank.model import Bank
from quizapp.db import Base
from quizapp.library.models import BankQuestion, Document


def require_storable(bank: Bank, path: Path) -> None:
    """Raise BadBank, naming the file and the place, where a text is too long for its column, or no text at all."""
    for what, field, text, longest in _short_texts(bank):
        if len(text) > longest:
            raise BadBank(f"题库文件“{path}”里{what}的字段“{field}”超过{longest}个字。")
    for what, text in _all_texts(bank):
        if "\\u0000" in text or not _is_unicode(text):
            raise BadBank(f"题库文件“{path}”里{what}含有不能保存的字符。")
    doubled = [id_ for id_, times in Counter(document.id for document in bank.documents).items() if times > 1]
    if doubled:
        raise BadBank(f"题库“{path}”的说明里，文档“{doubled[0]}”重复了。")
    places = Counter((passage.document, passage.index) for passage in bank.passages)
    for (document, index), times in places.items():
        if times > 1:
            raise BadBank(f"题库“{path}”的说明里，文档“{document}”的第{index + 1}段重复了。")


def _short_texts(bank: Bank) -> Iterator[tuple[str, str, str, int]]:
    """Every text that has a column of limited length: what it is of, its field, itself, the limit."""
    for number, question in enumerate(bank.questions, start=1):
        for field in ("id", "topic"):
            yield f"第{number}题", field, getattr(question, field), _longest(BankQuestion, field)
    for number, document in enumerate(bank.documents, start=1):
        for field in ("id", "source", "title", "author", "publisher", "date"):
            yield f"第{number}篇文档", field, getattr(document, field), _longest(Document, field)


def _longest(table: type[Base], field: str) -> int:
    kind = table.__table__.columns[field].type
    if not isinstance(kind, String) or kind.length is None:
        raise TypeError(f"the column {field} has no limit")
    return kind.length


def _all_texts(bank: Bank) -> Iterator[tuple[str, str]]:
    """Every text, as JSON, with what it is of."""
    for number, question in enumerate(bank.questions, start=1):
        yield f"第{number}题", json.dumps(question_to_record(question), ensure_ascii=False)
    for number, document in enumerate(bank.documents, start=1):
        texts = [
            document.id,
            document.source,
            document.title,
            document.author,
            document.publisher,
            document.date,
        ]
        yield f"第{number}篇文档", json.dumps(texts, ensure_ascii=False)
    for passage in bank.passages:
        yield (
            f"文档“{passage.document[:64]}”的第{passage.index + 1}段",
            json.dumps(passage.text, ensure_ascii=False),
        )


def _is_unicode(text: str) -> bool:
    """False for half a character, which JSON can write and no file can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
