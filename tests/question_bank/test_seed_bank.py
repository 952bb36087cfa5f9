"""The bank that is shipped: proved, balanced, and free of what went wrong with its text."""

from __future__ import annotations

import re
from collections import Counter

from question_bank.bank import read_bank
from question_bank.checking import check
from question_bank.grading import grade
from question_bank.model import Bank, Question, QuestionType
from question_bank.normal_form import normal_form
from tests.question_bank.conftest import ROOT

T = QuestionType


def right_response(question: Question) -> object:
    """The response that the key describes."""
    if question.type is T.FLASHCARD:
        return 4
    if question.type is T.CLOZE and isinstance(question.key, tuple):
        return [group[0] for group in question.key if isinstance(group, tuple)]
    return (
        question.key[0]
        if question.type is T.SINGLE_CHOICE and isinstance(question.key, tuple)
        else question.key
    )


def texts(question: Question) -> str:
    return "\n".join((question.stem, question.correction, str(question.key), *question.options))


def test_every_quotation_is_re_derived_from_the_raw_text(seed_bank: Bank) -> None:
    report = check(seed_bank, [ROOT / "seeds"])
    assert report.problems == ()
    assert report.quotes >= len(seed_bank.questions)


def test_every_key_scores_full_marks(seed_bank: Bank) -> None:
    assert all(grade(question, right_response(question)).right for question in seed_bank.questions)


def test_the_bank_is_large_and_balanced(seed_bank: Bank) -> None:
    questions = seed_bank.questions
    by_type = Counter(question.type for question in questions)
    assert len(questions) >= 140
    assert set(by_type) >= {T.SINGLE_CHOICE, T.TRUE_FALSE, T.CLOZE, T.FLASHCARD}
    assert max(by_type.values()) <= len(questions) / 2
    assert max(Counter(fact for question in questions for fact in question.facts).values()) <= 4
    assert len({evidence.document for question in questions for evidence in question.evidence}) == 4
    statements = [question.key for question in questions if question.type is T.TRUE_FALSE]
    assert 0.54 <= statements.count(True) / len(statements) <= 0.62
    chosen = by_type[T.SINGLE_CHOICE] / (len(questions) - by_type[T.FLASHCARD])
    assert chosen >= 0.25


def test_stems_are_short(seed_bank: Bank) -> None:
    bare = [re.sub("^(?:根据|据)[^，]*，|^[^，]*指出，", "", q.stem) for q in seed_bank.questions]
    assert max(map(len, bare)) <= 75
    assert sum(len(stem) <= 45 for stem in bare) >= 0.85 * len(bare)


def test_no_two_questions_are_the_same(seed_bank: Bank) -> None:
    asked = Counter((question.type, normal_form(question.stem)) for question in seed_bank.questions)
    assert max(asked.values()) == 1


def test_nothing_is_built_of_lost_or_suspicious_text(seed_bank: Bank) -> None:
    for lost in (
        "以改革创新为神",
        "舒安邮政",
        "奇村",
        "国际专利",
        "业涌现出",
        "这背后",
        "网约车",
        "出租车",
        "完善细",
        "近18",
        "深刻认识伟大",
        "</p",
        "級",
    ):
        assert not [question.stem for question in seed_bank.questions if lost in texts(question)]


def test_nobody_is_given_what_belongs_to_another(seed_bank: Bank) -> None:
    """Names and numbers that a careless reading confuses; false statements are there to confuse."""
    for question in seed_bank.questions:
        true = question.correction or question.stem if question.type is T.TRUE_FALSE else question.stem
        for name, alien in (
            ("刘丽", "保护站"),
            ("胡洪炜", "专利"),
            ("潘从明", "工作32年"),
            ("刘双燕", "1306"),
            ("潘从明", "扎根农村"),
        ):
            assert not (name in true and alien in true), true
        assert "中国共产党成立" not in true


def test_the_order_of_options_does_not_tell_the_key(seed_bank: Bank) -> None:
    places = Counter(
        q.key[0] for q in seed_bank.questions if q.type is T.SINGLE_CHOICE and isinstance(q.key, tuple)
    )
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) <= sum(places.values()) / 2


def test_stems_stand_alone(seed_bank: Bank) -> None:
    for question in seed_bank.questions:
        assert not question.stem.startswith(("他", "她", "它", "这", "那", "其", "该")), question.stem
        assert "今年" not in question.stem or "2020年" in question.stem
        assert not question.stem.startswith("24日")


def test_the_manifest_carries_documents_and_passages(seed_bank: Bank) -> None:
    assert len(seed_bank.documents) == 4
    assert all(source.sha256 for source in seed_bank.sources)
    known = {document.id for document in seed_bank.documents}
    assert {passage.document for passage in seed_bank.passages} == known
    assert read_bank(ROOT / "question_bank" / "bank" / "seed.jsonl").passages == seed_bank.passages
