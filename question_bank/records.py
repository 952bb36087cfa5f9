"""A question as a plain dict, as it stands in a bank file or a database, and back with every field checked."""

from __future__ import annotations

import math
from typing import Any

from question_bank.model import Evidence, Fact, Key, NumericKey, Question, QuestionType

Record = dict[str, Any]

_REQUIRED = ("id", "type", "stem", "key", "explanation", "topic", "tags", "difficulty", "facts", "evidence")
_LISTS = ("options", "left", "right", "items", "clues")
_OPTIONAL = (*_LISTS, "correction")
_NEEDS: dict[QuestionType, tuple[str, ...]] = {
    QuestionType.SINGLE_CHOICE: ("options",),
    QuestionType.MULTIPLE_CHOICE: ("options",),
    QuestionType.MATCHING: ("left", "right"),
    QuestionType.ORDERING: ("items",),
    QuestionType.RIDDLE: ("clues",),
}


class BadRecord(ValueError):  # noqa: N818 -- reads as what it is
    """A record that is no question. The message is a Chinese clause without a place: 缺少字段“stem”."""


def question_to_record(question: Question) -> Record:
    """The question as JSON-ready data, with only the fields that its type uses."""
    record: Record = {
        "id": question.id,
        "type": question.type.value,
        "stem": question.stem,
        "key": _key_to_json(question),
        "explanation": question.explanation,
        "topic": question.topic,
        "tags": list(question.tags),
        "difficulty": question.difficulty,
        "facts": list(question.facts),
        "evidence": [_evidence_to_json(evidence) for evidence in question.evidence],
    }
    record |= {name: list(getattr(question, name)) for name in _LISTS if getattr(question, name)}
    if question.correction:
        record["correction"] = question.correction
    return record


def question_from_record(record: object) -> Question:
    """The question of a record. Raises BadRecord where a field is missing, unknown, or holds nonsense."""
    if not isinstance(record, dict):
        raise BadRecord("这不是一个JSON对象")
    for name in _REQUIRED:
        if name not in record:
            raise BadRecord(f"缺少字段“{name}”")
    for name in record:
        if name not in _REQUIRED and name not in _OPTIONAL:
            raise BadRecord(f"有不认识的字段“{name}”")
    try:
        kind = QuestionType(record["type"])
    except ValueError:
        raise BadRecord(f"题型“{record['type']}”不认识") from None
    for name in _NEEDS.get(kind, ()):
        if not record.get(name):
            raise BadRecord(f"缺少字段“{name}”")
    lists = {name: _texts(record.get(name, []), name) for name in _LISTS}
    difficulty = record["difficulty"]
    if not _is_number(difficulty) or not 0 <= difficulty <= 1:
        raise BadRecord("字段“difficulty”应当是0到1之间的数")
    return Question(
        id=_text(record["id"], "id"),
        type=kind,
        stem=_text(record["stem"], "stem"),
        key=_key_from_json(kind, record["key"], lists),
        explanation=_text(record["explanation"], "explanation", empty=True),
        topic=_text(record["topic"], "topic", empty=True),
        tags=_texts(record["tags"], "tags"),
        difficulty=float(difficulty),
        facts=_texts(record["facts"], "facts"),
        evidence=_evidence_from_json(record["evidence"]),
        correction=_text(record.get("correction", ""), "correction", empty=True),
        **lists,
    )


def fact_to_record(fact: Fact) -> Record:
    """The fact as JSON-ready data."""
    return {
        "id": fact.id,
        "kind": fact.kind,
        "subject": fact.subject,
        "relation": fact.relation,
        "value": fact.value,
        "evidence": [_evidence_to_json(evidence) for evidence in fact.evidence],
        "confidence": fact.confidence,
    }


def _key_to_json(question: Question) -> object:
    key = question.key
    if isinstance(key, NumericKey):
        return {"value": key.value, "unit": key.unit, "text": key.text}
    if isinstance(key, bool | str):
        return key
    if question.type is QuestionType.RIDDLE:
        return [text for group in key if isinstance(group, tuple) for text in group]
    return [list(part) if isinstance(part, tuple) else part for part in key]


def _key_from_json(  # noqa: PLR0911 -- one return a type
    kind: QuestionType, key: object, lists: dict[str, tuple[str, ...]]
) -> Key:
    """The key, its shape and its indices checked against the lists that it points into."""
    match kind:
        case QuestionType.TRUE_FALSE:
            if not isinstance(key, bool):
                raise BadRecord("判断题的“key”应当是true或false")
            return key
        case QuestionType.FLASHCARD:
            return _text(key, "key")
        case QuestionType.NUMERIC:
            return _numeric_key(key)
        case QuestionType.RIDDLE:
            return (_texts(key, "key", empty=False),)
        case QuestionType.CLOZE | QuestionType.SHORT_ANSWER:
            if not isinstance(key, list) or not key:
                raise BadRecord("字段“key”应当是非空的列表")
            return tuple(_texts(group, "key", empty=False) for group in key)
        case QuestionType.MATCHING:
            return _pairs(key, len(lists["left"]), len(lists["right"]))
        case QuestionType.ORDERING:
            return _indices(key, len(lists["items"]), whole=True)
        case QuestionType.SINGLE_CHOICE:
            indices = _indices(key, len(lists["options"]))
            if len(indices) != 1:
                raise BadRecord("单选题的“key”应当恰好有一个序号")
            return indices
        case QuestionType.MULTIPLE_CHOICE:
            return _indices(key, len(lists["options"]))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _text(value: object, name: str, *, empty: bool = False) -> str:
    if not isinstance(value, str) or not (value.strip() or empty):
        raise BadRecord(f"字段“{name}”应当是{'' if empty else '非空的'}文字")
    return value


def _texts(value: object, name: str, *, empty: bool = True) -> tuple[str, ...]:
    if not isinstance(value, list) or not (value or empty):
        raise BadRecord(f"字段“{name}”应当是{'' if empty else '非空的'}列表")
    return tuple(_text(item, name) for item in value)


def _indices(value: object, length: int, *, whole: bool = False) -> tuple[int, ...]:
    if not isinstance(value, list) or not value:
        raise BadRecord("字段“key”应当是非空的列表")
    if any(isinstance(i, bool) or not isinstance(i, int) or not 0 <= i < length for i in value):
        raise BadRecord("字段“key”的序号超出了选项的范围")
    if len(set(value)) != len(value) or (whole and len(value) != length):
        raise BadRecord("字段“key”的序号有重复或遗漏")
    return tuple(value)


def _pairs(value: object, left: int, right: int) -> tuple[tuple[int, int], ...]:
    if not isinstance(value, list) or not value or any(not isinstance(p, list) or len(p) != 2 for p in value):
        raise BadRecord("连线题的“key”应当是成对的序号")
    _indices([pair[0] for pair in value], left, whole=True)
    if any(isinstance(p[1], bool) or not isinstance(p[1], int) or not 0 <= p[1] < right for p in value):
        raise BadRecord("字段“key”的序号超出了选项的范围")
    return tuple((pair[0], pair[1]) for pair in value)


def _numeric_key(value: object) -> NumericKey:
    if (
        not isinstance(value, dict)
        or set(value) != {"value", "unit", "text"}
        or not _is_number(value["value"])
    ):
        raise BadRecord("数值题的“key”应当有value、unit和text")
    return NumericKey(
        value=float(value["value"]),
        unit=_text(value["unit"], "unit", empty=True),
        text=_text(value["text"], "text"),
    )


def _evidence_to_json(evidence: Evidence) -> Record:
    return {
        "source": evidence.source,
        "document": evidence.document,
        "quote": evidence.quote,
        "spans": [list(span) for span in evidence.spans],
    }


def _evidence_from_json(value: object) -> tuple[Evidence, ...]:
    if not isinstance(value, list):
        raise BadRecord("字段“evidence”应当是列表")
    found = []
    for item in value:
        if not isinstance(item, dict) or set(item) != {"source", "document", "quote", "spans"}:
            raise BadRecord("字段“evidence”的每一项应当有source、document、quote和spans")
        found.append(
            Evidence(
                source=_text(item["source"], "source"),
                document=_text(item["document"], "document"),
                quote=_text(item["quote"], "quote"),
                spans=_spans(item["spans"]),
            )
        )
    return tuple(found)


def _spans(value: object) -> tuple[tuple[int, int], ...]:
    if not isinstance(value, list) or not value:
        raise BadRecord("字段“spans”应当是非空的列表")
    for span in value:
        if (
            not isinstance(span, list)
            or len(span) != 2
            or any(isinstance(n, bool) or not isinstance(n, int) for n in span)
            or not 0 <= span[0] < span[1]
        ):
            raise BadRecord("字段“spans”里应当是起止位置")
    return tuple((span[0], span[1]) for span in value)
