"""Form fields become responses; what is none is refused with a sentence."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from question_bank.bank import read_bank
from question_bank.grading import grade
from question_bank.model import Question
from quizapp.library.responses import BadResponse, read
from tests.quizapp.conftest import SMALL_BANK

QUESTIONS = {question.id: question for question in read_bank(SMALL_BANK).questions}
CHOICE, TRUTH, ONE_BLANK, TWO_BLANKS, CARD = (QUESTIONS[f"small-{n}"] for n in ("01", "04", "07", "09", "10"))


@pytest.fixture(autouse=True)
def _request(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


def test_fields_become_a_response_that_can_be_graded() -> None:
    cases: list[tuple[Question, list[tuple[str, str]], object, float]] = [
        (CHOICE, [("choice", "1")], 1, 1),
        (CHOICE, [("choice", "0")], 0, 0),
        (TRUTH, [("choice", "true")], True, 1),
        (TRUTH, [("choice", "false")], False, 0),
        (ONE_BLANK, [("blank", " 勞動 ")], ["勞動"], 1),
        (TWO_BLANKS, [("blank", ""), ("blank", "34000余")], ["", "34000余"], 0.5),
        (CARD, [("rating", "3")], 3, 1),
    ]
    for question, fields, response, score in cases:
        given = read(question, MultiDict(fields))
        assert given == response
        assert grade(question, given).score == score


def test_what_is_no_response_is_one_sentence() -> None:
    cases: list[tuple[Question, list[tuple[str, str]]]] = [
        (CHOICE, []),
        (CHOICE, [("choice", "4")]),
        (CHOICE, [("choice", "-1")]),
        (CHOICE, [("choice", "１")]),
        (CHOICE, [("choice", "true")]),
        (CHOICE, [("choice", "1" * 100_000)]),
        (TRUTH, [("choice", "1")]),
        (TRUTH, []),
        (ONE_BLANK, [("blank", "   ")]),
        (ONE_BLANK, [("blank", "劳动"), ("blank", "劳动")]),
        (ONE_BLANK, [("blank", "字" * 100_000)]),
        (TWO_BLANKS, [("blank", "15")]),
        (CARD, [("rating", "5")]),
        (CARD, []),
    ]
    for question, fields in cases:
        with pytest.raises(BadResponse) as caught:
            read(question, MultiDict(fields))
        assert str(caught.value).endswith("。")
        assert len(str(caught.value)) < 60
