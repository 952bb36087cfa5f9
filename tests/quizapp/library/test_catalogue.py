"""Reading the bank: counts, search, neighbours, proofs."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from question_bank.bank import read_bank, write_bank
from question_bank.model import Evidence, QuestionType
from quizapp.clock import Clock
from quizapp.library import catalogue
from quizapp.library.catalogue import PER_PAGE, Filter
from quizapp.library.proofs import proofs, proofs_of
from quizapp.library.service import import_bank
from tests.quizapp.conftest import SMALL_BANK

pytestmark = pytest.mark.usefixtures("small_bank")


def found(session: Session, **wanted: str) -> list[str]:
    return [question.id for question in catalogue.find(session, Filter(**wanted)).questions]  # type: ignore[arg-type]


def test_topics_come_in_bank_order_with_their_counts(session: Session) -> None:
    topics = catalogue.topics(session)
    assert [topic.topic for topic in topics] == ["劳模精神", "工匠精神", "潘从明", "表彰大会", "劳动精神"]
    assert topics[1].by_type == {QuestionType.SINGLE_CHOICE: 1, QuestionType.FLASHCARD: 1}
    assert [topic.total for topic in topics] == [1, 2, 3, 3, 3]


def test_all_words_must_be_found_in_stem_options_key_or_explanation(session: Session) -> None:
    assert found(session, text="劳模精神 追求卓越") == ["small-01"]
    assert found(session, text="追求卓越") == ["small-01", "small-10"]
    assert found(session, text="勞模精神　追求卓越") == ["small-01"]
    assert found(session, text="３．４万") == ["small-09"]
    assert found(session, text="没有这个词") == []


def test_signs_that_mean_something_to_a_database_are_searched_as_they_are(session: Session) -> None:
    assert found(session, text="%") == []
    assert found(session, text="_") == ["small-07", "small-08", "small-09"]
    assert found(session, text="\x00") == []
    assert found(session, text="'); DROP TABLE questions; --") == []


def test_filters_work_together(session: Session) -> None:
    assert found(session, topic="潘从明") == ["small-03", "small-08", "small-12"]
    page = catalogue.find(session, Filter(topic="潘从明", type=QuestionType.CLOZE, text="试剂"))
    assert ([question.id for question in page.questions], page.total, page.pages) == (["small-08"], 1, 1)


def test_neighbours_are_those_of_the_list(session: Session) -> None:
    around = catalogue.neighbours(session, "small-08", Filter(topic="潘从明"))
    assert (around.previous, around.next, around.place, around.total) == ("small-03", "small-12", 2, 3)
    first = catalogue.neighbours(session, "small-01", Filter())
    assert (first.previous, first.next, first.place) == (None, "small-02", 1)
    stranger = catalogue.neighbours(session, "small-01", Filter(topic="潘从明"))
    assert (stranger.previous, stranger.next, stranger.place) == (None, None, 0)


def test_long_lists_come_page_by_page(session: Session, tmp_path: Path, clock: Clock) -> None:
    bank = read_bank(SMALL_BANK)
    many = tuple(replace(q, id=f"{q.id}-{i}") for i in range(3) for q in bank.questions)
    write_bank(replace(bank, questions=many), tmp_path / "many.jsonl")
    import_bank(session, tmp_path / "many.jsonl", clock())
    pages = [catalogue.find(session, Filter(), number) for number in (1, 2, 3, 4)]
    assert [len(page.questions) for page in pages] == [PER_PAGE, PER_PAGE, 8, 0]
    assert {page.pages for page in pages} == {3}
    assert len({question.id for page in pages for question in page.questions}) == 48


def test_candidates_tell_what_drawing_needs(session: Session) -> None:
    drawn = catalogue.candidates(session, topics=["工匠精神"], types=[QuestionType.FLASHCARD])
    assert [(one.question_id, one.facts, one.topic) for one in drawn] == [("small-10", ("f-gj",), "工匠精神")]
    assert catalogue.candidates(session, topics=[]) == []
    assert len(catalogue.candidates(session)) == 12


def test_a_question_that_never_was_is_none(session: Session) -> None:
    assert catalogue.question(session, "small-99") is None


def test_a_proof_marks_the_sentence_in_its_passage(session: Session) -> None:
    view = catalogue.question(session, "small-07")
    assert view is not None
    (proof,) = view.proofs
    assert proof.parts == [
        ("劳动是一切幸福的源泉。", True),
        ("劳动没有高低贵贱之分，任何一份职业都很光荣。", False),
    ]
    assert (proof.title, proof.date, proof.publisher) == (
        "在劳动模范表彰大会上的讲话",
        "2020-11-24",
        "新华社",
    )
    assert (proof.document_id, proof.position) == ("d-speech", 3)


def test_two_quotations_of_one_passage_are_one_proof(session: Session) -> None:
    view = catalogue.question(session, "small-02")
    assert view is not None
    (proof,) = view.proofs
    assert [text for text, marked in proof.parts if marked] == [
        "崇尚劳动、热爱劳动、辛勤劳动、诚实劳动的劳动精神",
        "执着专注、精益求精、一丝不苟、追求卓越的工匠精神",
    ]


def test_every_mark_is_the_quotation(session: Session) -> None:
    questions = read_bank(SMALL_BANK).questions
    for question in questions:
        marked = [text for proof in proofs(session, question) for text, is_marked in proof.parts if is_marked]
        assert set(marked) == {evidence.quote for evidence in question.evidence}, question.id


def test_a_quotation_without_a_passage_stands_for_itself(session: Session) -> None:
    question = read_bank(SMALL_BANK).questions[0]
    stray = replace(
        question,
        evidence=(
            Evidence("small.txt", "d-speech", "正文里没有的话", ((90_000, 90_007),)),
            Evidence("lost.txt", "d-lost", "别处的话", ((0, 4),)),
        ),
    )
    first, second = proofs(session, stray)
    assert (first.parts, first.title, first.position) == (
        [("正文里没有的话", True)],
        "在劳动模范表彰大会上的讲话",
        None,
    )
    assert (second.parts, second.title, second.document_id) == ([("别处的话", True)], "", "")


def test_proofs_of_many_questions_are_those_of_each(session: Session) -> None:
    questions = read_bank(SMALL_BANK).questions
    together = proofs_of(session, questions)
    assert together == {question.id: proofs(session, question) for question in questions}
    assert proofs_of(session, []) == {}
