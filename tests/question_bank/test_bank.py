"""Bank files: what goes in comes out, and nothing broken comes in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from question_bank.bank import (
    BadBank,
    manifest_path,
    question_from_record,
    question_to_record,
    read_bank,
    write_bank,
)
from question_bank.model import Bank, Evidence, Key, NumericKey, Question, QuestionType

T = QuestionType
PROOF = Evidence("文.txt", "d1", "劳动是一切幸福的源泉", ((3, 8), (10, 15)))


def question(kind: QuestionType, key: Key, **more: tuple[str, ...]) -> Question:
    return Question(
        id=f"q-{kind}", type=kind, stem="题干", key=key, explanation="因为", topic="劳动", tags=("甲",), difficulty=0.25, facts=("f1",), evidence=(PROOF,), **more,  # type: ignore[arg-type]
    )  # fmt: skip


EVERY_TYPE = [
    question(T.SINGLE_CHOICE, (1,), options=("甲", "乙")),
    question(T.MULTIPLE_CHOICE, (0, 2), options=("甲", "乙", "丙")),
    replace(question(T.TRUE_FALSE, False), correction="对的话"),
    question(T.CLOZE, (("劳动", "勞動"), ("源泉",))),
    question(T.NUMERIC, NumericKey(9.5, "年", "九年半")),
    question(T.MATCHING, ((0, 1), (1, 0)), left=("甲", "乙"), right=("丙", "丁")),
    question(T.ORDERING, (1, 0), items=("甲", "乙")),
    question(T.SHORT_ANSWER, (("一点",), ("另一点", "又一说"))),
    question(T.RIDDLE, (("刘丽", "刘丽同志"),), clues=("线索一", "线索二")),
    question(T.FLASHCARD, "劳动"),
]


@pytest.mark.parametrize("one", EVERY_TYPE, ids=lambda q: q.type.value)
def test_a_question_survives_the_way_through_a_record(one: Question) -> None:
    record = json.loads(json.dumps(question_to_record(one), ensure_ascii=False))
    assert question_from_record(record) == one


def test_a_record_holds_only_the_fields_that_its_type_uses() -> None:
    record = question_to_record(EVERY_TYPE[2])
    assert "options" not in record
    assert record["correction"] == "对的话"
    assert record["key"] is False


def test_a_bank_survives_the_way_through_a_file(tmp_path: Path, seed_bank: Bank) -> None:
    path = tmp_path / "甲.jsonl"
    write_bank(seed_bank, path)
    assert read_bank(path) == seed_bank
    assert read_bank(path).passages
    assert sorted(p.name for p in tmp_path.iterdir()) == ["甲.jsonl", "甲.manifest.json"]


def test_a_bank_without_its_manifest_has_no_documents(tmp_path: Path, seed_bank: Bank) -> None:
    path = tmp_path / "甲.jsonl"
    write_bank(seed_bank, path)
    manifest_path(path).unlink()
    bank = read_bank(path)
    assert bank.questions == seed_bank.questions
    assert bank.documents == ()


def without(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda record: record.pop(name)


def with_(name: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda record: record.update({name: value})


@pytest.mark.parametrize("spoil", [
    *map(without, ("id", "type", "stem", "key", "explanation", "topic", "tags", "difficulty", "facts", "evidence", "options")),
    with_("type", "essay"), with_("type", 3), with_("surprise", 1), with_("stem", ""), with_("stem", None),
    with_("key", [2]), with_("key", [-1]), with_("key", [0, 1]), with_("key", []), with_("key", ["甲"]), with_("key", [True]),
    with_("difficulty", 2), with_("difficulty", "难"), with_("difficulty", True), with_("tags", "甲"), with_("options", ["甲", ""]),
    with_("evidence", [{"quote": "甲"}]), with_("evidence", [{"source": "a", "document": "b", "quote": "c", "spans": [[5, 5]]}]),
    with_("evidence", [{"source": "a", "document": "b", "quote": "c", "spans": []}]),
])  # fmt: skip
def test_a_spoilt_question_names_file_and_line(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], object]
) -> None:
    record = question_to_record(EVERY_TYPE[0])
    spoil(record)
    path = tmp_path / "坏.jsonl"
    path.write_text(json.dumps(question_to_record(EVERY_TYPE[9])) + "\n" + json.dumps(record) + "\n", "utf-8")
    with pytest.raises(BadBank, match=r"坏\.jsonl.*第2行.*。$"):
        read_bank(path)


def test_one_id_twice_is_refused(tmp_path: Path) -> None:
    line = json.dumps(question_to_record(EVERY_TYPE[0]))
    path = tmp_path / "坏.jsonl"
    path.write_text(f"{line}\n{line}\n", "utf-8")
    with pytest.raises(BadBank, match=r"第2行.*重复"):
        read_bank(path)


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"{", b"[]", b"1", b"\xff\xfe\x00", b"null", b"[" * 100_000, b"9" * 5000]
)
def test_what_is_no_bank_is_refused_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "坏.jsonl"
    path.write_bytes(content)
    with pytest.raises(BadBank, match=r"坏\.jsonl.*。$"):
        read_bank(path)


def test_a_missing_bank_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.jsonl", tmp_path):
        with pytest.raises(BadBank, match=r"。$"):
            read_bank(path)


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        "{}",
        '{"schema": {"name": "other", "version": 1}}',
        '{"schema": {"name": "zhixin-question-bank", "version": 99}}',
    ],
)
def test_a_spoilt_manifest_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "甲.jsonl"
    path.write_text(json.dumps(question_to_record(EVERY_TYPE[0])) + "\n", "utf-8")
    manifest_path(path).write_text(content, "utf-8")
    with pytest.raises(BadBank, match=r"甲\.manifest\.json.*。$"):
        read_bank(path)


def spoil_document(**more: Any) -> Callable[[dict[str, Any]], object]:
    return lambda manifest: manifest["documents"][0].update(more)


def spoil_passage(**more: Any) -> Callable[[dict[str, Any]], object]:
    return lambda manifest: manifest["passages"][0].update(more)


@pytest.mark.parametrize("spoil", [
    spoil_document(title=5), spoil_document(author=None), spoil_document(span=[0, float("inf")]), spoil_document(span=[0]),
    spoil_passage(runs=[[0, 10**11]]), spoil_passage(runs=[[0, 10**11], [0, -(10**11)]]), spoil_passage(runs=[[10**20, 1]], text="字"),
    spoil_passage(runs=[], text=""), spoil_passage(index=-1), spoil_passage(index=10**20), spoil_passage(index=float("inf")),
])  # fmt: skip
def test_a_manifest_with_an_impossible_value_is_refused(
    tmp_path: Path, seed_bank: Bank, spoil: Callable[[dict[str, Any]], object]
) -> None:
    """Among them lengths that would fill the memory if they were believed."""
    path = tmp_path / "甲.jsonl"
    write_bank(seed_bank, path)
    manifest = json.loads(manifest_path(path).read_text("utf-8"))
    spoil(manifest)
    manifest_path(path).write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(BadBank, match=r"甲\.manifest\.json.*不完整或已损坏。$"):
        read_bank(path)


def test_a_failed_write_leaves_what_was_there(tmp_path: Path, seed_bank: Bank) -> None:
    path = tmp_path / "甲.jsonl"
    write_bank(seed_bank, path)
    before = path.read_bytes()
    broken = replace(seed_bank, questions=(replace(seed_bank.questions[0], stem="\ud800"),))
    with pytest.raises(UnicodeEncodeError):
        write_bank(broken, path)
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 2


def test_the_place_of_a_passage_is_kept_and_written_only_where_there_is_one(
    seed_bank: Bank, tmp_path: Path
) -> None:
    first, *others = seed_bank.passages
    placed = replace(seed_bank, passages=(replace(first, place="第 3 页"), *others))
    write_bank(placed, tmp_path / "b.jsonl")
    assert [p.place for p in read_bank(tmp_path / "b.jsonl").passages] == ["第 3 页", *("" for _ in others)]
    assert manifest_path(tmp_path / "b.jsonl").read_text("utf-8").count('"place"') == 1
