"""What people write in different ways is one answer; what means something else is another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.normal_form import normal_form, same_answer

SAME = [
    ("14%", "14％"),
    ("14%", "百分之十四"),
    ("0.9%", "百分之零点九"),
    ("100%", "百分之百"),
    ("80余万公里", "８０余万 公里"),
    ("80万", "800000"),
    ("1.5万多人次", "15000多人次"),
    ("1689人", "1,689人"),
    ("1689人", "一千六百八十九人"),
    ("30多年", "三十多年"),
    ("2020年", "二〇二〇年"),
    ("三年", "3年"),
    ("两年", "2年"),
    ("10.5", "10.50"),
    ("劳模精神", "勞模精神"),
    ("帕夏古丽·克热木", "帕夏古丽•克热木"),
    ("帕夏古丽·克热木", "帕夏古丽克热木"),
    ("“四个自信”", "四个自信"),
    ("爱岗敬业、争创一流", "爱岗敬业，争创一流。"),
    ("《采油工》", "采油工"),
    ("FAST", "fast"),
    ("ＦＡＳＴ", "FAST"),
]
DIFFERENT = [
    ("14%", "0.14"),
    ("14%", "14"),
    ("14%", "14‰"),
    ("劳模精神", "劳动精神"),
    ("1200多公里", "12000多公里"),
    ("80", "80万"),
    ("30多年", "30年"),
    ("10.5", "105"),
    ("5-10", "510"),
    ("-5", "5"),
    ("10:30", "1030"),
    ("十四五", "145"),
    ("工匠", "工匠精神"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_ways_of_writing_one_answer_are_the_same(one: str, other: str) -> None:
    assert same_answer(one, other)
    assert same_answer(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_answers_that_mean_something_else_differ(one: str, other: str) -> None:
    assert not same_answer(one, other)


@pytest.mark.parametrize("nothing", ["", "   ", "。，、", "“”"])
def test_nothing_is_never_an_answer(nothing: str) -> None:
    assert not same_answer(nothing, nothing)


@given(st.text(max_size=200))
def test_any_text_has_a_normal_form_that_is_normal(text: str) -> None:
    form = normal_form(text)
    assert same_answer(text, text) == bool(form)
    assert not any(character.isspace() for character in form)
