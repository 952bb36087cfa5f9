"""One grader for every way of learning."""

from __future__ import annotations

import pytest

from question_bank.grading import BadResponse, grade
from question_bank.model import Key, Question, QuestionType


def question(kind: QuestionType, key: Key, options: tuple[str, ...] = ()) -> Question:
    return Question(
        id="q1", type=kind, stem="题干", key=key, explanation="", topic="", tags=(), difficulty=0.5, facts=(), evidence=(), options=options,
    )  # fmt: skip


CHOICE = question(QuestionType.SINGLE_CHOICE, (2,), ("甲", "乙", "丙", "丁"))
TRUE = question(QuestionType.TRUE_FALSE, True)
FALSE = question(QuestionType.TRUE_FALSE, False)
CLOZE = question(QuestionType.CLOZE, (("60多", "60多种", "60种", "60"), ("朝气",)))
CARD = question(QuestionType.FLASHCARD, "劳动")


@pytest.mark.parametrize(("asked", "response", "score"), [
    (CHOICE, 2, 1), (CHOICE, 0, 0), (CHOICE, 3, 0),
    (TRUE, True, 1), (TRUE, False, 0), (FALSE, False, 1), (FALSE, True, 0),
    (CLOZE, ["60多", "朝气"], 1), (CLOZE, ["六十多种", " 朝氣 "], 1), (CLOZE, ["60", "朝气"], 1),
    (CLOZE, ["6", "朝气"], 0.5), (CLOZE, ["", "勇气"], 0), (CLOZE, ["600多", ""], 0),
    (CARD, 1, 0), (CARD, 2, 1), (CARD, 4, 1),
])  # fmt: skip
def test_a_response_scores(asked: Question, response: object, score: float) -> None:
    assert grade(asked, response).score == score


def test_a_cloze_tells_which_blank_is_right() -> None:
    result = grade(CLOZE, ["60", "锐气"])
    assert result.parts == (True, False)
    assert not result.right


@pytest.mark.parametrize(("asked", "response"), [
    (CHOICE, 4), (CHOICE, -1), (CHOICE, "2"), (CHOICE, None), (CHOICE, True), (CHOICE, 2.0), (CHOICE, [2]),
    (TRUE, 1), (TRUE, "对"), (TRUE, None),
    (CLOZE, "60"), (CLOZE, ["60"]), (CLOZE, ["60", "朝气", "锐气"]), (CLOZE, [60, "朝气"]), (CLOZE, None),
    (CLOZE, ["字" * 2000, "字"]),
    (CARD, 0), (CARD, 5), (CARD, "3"), (CARD, True), (CARD, None),
])  # fmt: skip
def test_what_is_no_response_is_refused_with_a_sentence(asked: Question, response: object) -> None:
    with pytest.raises(BadResponse, match=r"。$"):
        grade(asked, response)


def test_the_longest_response_is_graded() -> None:
    assert grade(CLOZE, ["字" * 1998, "朝气"]).score == 0.5


def test_a_type_without_a_grader_is_refused() -> None:
    with pytest.raises(BadResponse):
        grade(question(QuestionType.ORDERING, (0,)), [0])
