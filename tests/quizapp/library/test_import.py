"""Banks come in by id, once, whole or not at all; what a question said before is kept."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from question_bank.bank import BadBank
from quizapp.clock import Clock
from quizapp.library import catalogue, documents
from quizapp.library.catalogue import Filter
from quizapp.library.models import BankImport, BankQuestion, Passage, QuestionVersion
from quizapp.library.service import ImportResult, import_bank
from tests.quizapp.conftest import SMALL_BANK

Change = Callable[[list[dict[str, Any]]], None]


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A copy of the small bank that a test may change."""
    folder = tmp_path / "banks"
    folder.mkdir()
    for path in (SMALL_BANK, SMALL_BANK.with_name("small_bank.manifest.json")):
        shutil.copy(path, folder)
    return folder / SMALL_BANK.name


def rewrite(bank: Path, change: Change) -> None:
    records = [json.loads(line) for line in bank.read_text("utf-8").splitlines()]
    change(records)
    bank.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")


def rewrite_manifest(bank: Path, change: Callable[[dict[str, Any]], None]) -> None:
    path = bank.with_name(bank.stem + ".manifest.json")
    manifest = json.loads(path.read_text("utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")


def count(session: Session, table: type[Any]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_bank_is_imported_once(session: Session, bank: Path, clock: Clock) -> None:
    assert import_bank(session, bank, clock()) == ImportResult(added=12)
    assert import_bank(session, bank, clock()) == ImportResult(unchanged=12)
    assert (count(session, BankQuestion), count(session, QuestionVersion), count(session, BankImport)) == (
        12,
        12,
        1,
    )


def test_an_unchanged_bank_is_not_even_read(
    session: Session, bank: Path, clock: Clock, monkeypatch: Any
) -> None:
    import_bank(session, bank, clock())
    monkeypatch.setattr("quizapp.library.service.read_bank", lambda _path: pytest.fail("read again"))
    assert import_bank(session, bank, clock()).unchanged == 12


def test_a_changed_question_gets_a_new_version_and_the_old_one_stays(
    session: Session, bank: Path, clock: Clock
) -> None:
    import_bank(session, bank, clock())
    before = catalogue.question(session, "small-07")
    assert before is not None

    def change(records: list[dict[str, Any]]) -> None:
        records[6]["key"] = [["劳动", "勤劳"]]

    rewrite(bank, change)
    assert import_bank(session, bank, clock()) == ImportResult(changed=1, unchanged=11)
    after = catalogue.question(session, "small-07")
    assert after is not None
    assert (after.number, after.question.key) == (2, (("劳动", "勤劳"),))
    assert catalogue.versions_of(session, [before.version_id])[before.version_id] == before.question


def test_a_question_that_is_gone_is_retired_and_comes_back_as_it_was(
    session: Session, bank: Path, clock: Clock
) -> None:
    import_bank(session, bank, clock())
    whole = bank.read_text("utf-8")
    rewrite(bank, lambda records: records.__delitem__(0))
    assert import_bank(session, bank, clock()) == ImportResult(unchanged=11, retired=1)
    assert catalogue.find(session, Filter()).total == 11
    retired = catalogue.question(session, "small-01")
    assert retired is not None
    assert retired.retired
    bank.write_text(whole, "utf-8")
    assert import_bank(session, bank, clock()) == ImportResult(unchanged=12)
    assert catalogue.find(session, Filter()).total == 12
    assert count(session, QuestionVersion) == 12


def test_another_bank_retires_nothing_of_the_first(session: Session, bank: Path, clock: Clock) -> None:
    import_bank(session, SMALL_BANK, clock())
    other = bank.with_name("other.jsonl")
    bank.rename(other)

    def change(records: list[dict[str, Any]]) -> None:
        del records[1:]
        records[0]["id"] = "other-01"

    rewrite(other, change)
    assert import_bank(session, other, clock()) == ImportResult(added=1)
    assert catalogue.find(session, Filter()).total == 13


def test_the_order_of_the_bank_is_kept_and_follows_it(session: Session, bank: Path, clock: Clock) -> None:
    import_bank(session, bank, clock())
    rewrite(bank, lambda records: records.reverse())
    assert import_bank(session, bank, clock()) == ImportResult(unchanged=12)
    assert [one.question_id for one in catalogue.candidates(session)][:2] == ["small-12", "small-11"]


def test_passages_are_replaced_where_they_changed_only(session: Session, bank: Path, clock: Clock) -> None:
    import_bank(session, bank, clock())
    kept = set(session.scalars(select(Passage.id).where(Passage.document_id == "d-smelter")))
    replaced = set(session.scalars(select(Passage.id).where(Passage.document_id == "d-speech")))

    def change(manifest: dict[str, Any]) -> None:
        manifest["passages"] = [
            p for p in manifest["passages"] if (p["document"], p["index"]) != ("d-speech", 3)
        ]

    rewrite_manifest(bank, change)
    import_bank(session, bank, clock())
    assert set(session.scalars(select(Passage.id).where(Passage.document_id == "d-smelter"))) == kept
    speech = documents.read(session, "d-speech")
    assert speech is not None
    assert [passage.position for passage in speech.passages] == [0, 1, 2]
    assert replaced - set(session.scalars(select(Passage.id))) or len(replaced) == 4


@pytest.mark.parametrize(
    "broken",
    [
        ("key", [7], "超出了选项的范围"),
        ("type", "essay", "题型“essay”不认识"),
        ("difficulty", 3, "0到1之间"),
        ("id", "x" * 65, "超过64个字"),
        ("topic", "长" * 201, "超过200个字"),
        ("stem", "断\ud800字（ ）", "不能保存的字符"),
        ("stem", "空\x00字（ ）", "不能保存的字符"),
    ],
)
def test_one_bad_question_keeps_the_whole_bank_out(
    session: Session, bank: Path, clock: Clock, broken: tuple[str, object, str]
) -> None:
    field, value, told = broken
    records = [json.loads(line) for line in bank.read_text("utf-8").splitlines()]
    records[1][field] = value
    bank.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    with pytest.raises(BadBank, match=told) as caught:
        import_bank(session, bank, clock())
    assert str(bank) in str(caught.value)
    assert "第2" in str(caught.value)
    assert count(session, BankQuestion) == count(session, BankImport) == 0


def test_a_broken_line_is_named(session: Session, bank: Path, clock: Clock) -> None:
    lines = bank.read_text("utf-8").splitlines()
    lines[4] = lines[4][:50]
    bank.write_text("\n".join(lines), "utf-8")
    with pytest.raises(BadBank, match="第5行不是完整的JSON"):
        import_bank(session, bank, clock())
    assert count(session, BankQuestion) == 0


def test_a_wrong_schema_is_refused_and_what_was_there_stays(
    session: Session, bank: Path, clock: Clock
) -> None:
    import_bank(session, bank, clock())
    rewrite_manifest(bank, lambda manifest: manifest["schema"].update(version=99))
    with pytest.raises(BadBank, match="格式版本不对"):
        import_bank(session, bank, clock())
    assert catalogue.find(session, Filter()).total == 12


def test_a_passage_given_twice_is_refused(session: Session, bank: Path, clock: Clock) -> None:
    rewrite_manifest(bank, lambda manifest: manifest["passages"].append(manifest["passages"][0]))
    with pytest.raises(BadBank, match="第1段重复"):
        import_bank(session, bank, clock())


def test_a_missing_file_is_one_sentence(session: Session, tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(BadBank, match="找不到题库文件"):
        import_bank(session, tmp_path / "none.jsonl", clock())


def test_versions_tell_when_they_came(session: Session, bank: Path, clock: Clock) -> None:
    import_bank(session, bank, clock())
    created = set(session.scalars(select(QuestionVersion.created_at)))
    assert created == {clock()}
    assert all(isinstance(moment, datetime) for moment in created)
