"""Questions made of small texts: each with one right answer, and wrong ones that could be right."""

from __future__ import annotations

from question_bank.grading import grade
from question_bank.model import Question, QuestionType
from tests.question_bank.conftest import Questions

SPIRITS = """在全市科技大会上的讲话

在长期实践中，我们培育形成了求真务实、勇攀高峰、团结协作、甘为人梯的科研精神，敢为人先、追求卓越、百折不挠、开放包容的创业精神，服务人民、恪尽职守、廉洁奉公、艰苦朴素的公仆精神。
"""
LABOUR = """在全市劳动竞赛大会上的讲话

要弘扬尊敬劳动、喜爱劳动、勤奋劳动的劳动品格。要培养乐于劳动、勤于劳动、善于劳动、安心劳动的劳动品质。
"""
AWARDS = """关于表彰先进的决定

为表彰先进，市委、市政府决定，授予赵志刚等128人全市劳动模范称号，授予林秀兰等56人全市先进工作者称号。
"""


def of(questions: tuple[Question, ...], kind: QuestionType) -> list[Question]:
    return [question for question in questions if question.type is kind]


def key_text(question: Question) -> str:
    assert isinstance(question.key, tuple)
    return question.options[int(str(question.key[0]))]


def test_single_choices_have_one_blank_and_four_options_of_one_kind(questions_of: Questions) -> None:
    choices = of(questions_of(SPIRITS), QuestionType.SINGLE_CHOICE)
    assert choices
    for question in choices:
        assert question.stem.count("（ ）") == 1
        assert len(set(question.options)) == 4
        assert {len(option) for option in question.options} == {4}


def test_distractors_of_a_spirit_come_from_its_sisters_and_are_explained(questions_of: Questions) -> None:
    asked = [
        q
        for q in of(questions_of(SPIRITS), QuestionType.SINGLE_CHOICE)
        if q.topic == "科研精神" and "不属于" not in q.stem
    ]
    assert asked
    for question in asked:
        wrong = set(question.options) - {key_text(question)}
        assert not wrong & {"求真务实", "勇攀高峰", "团结协作", "甘为人梯"}
        for option in wrong:
            assert f"“{option}”" in question.explanation


def test_items_that_share_a_word_meet_distractors_that_share_it(questions_of: Questions) -> None:
    for question in of(questions_of(LABOUR), QuestionType.SINGLE_CHOICE):
        assert all(option.endswith("劳动") for option in question.options)


def test_a_false_statement_swaps_one_value_and_carries_its_correction(questions_of: Questions) -> None:
    false = [
        q
        for text in (SPIRITS, AWARDS)
        for q in of(questions_of(text), QuestionType.TRUE_FALSE)
        if q.key is False
    ]
    assert false
    for question in false:
        assert question.correction
        assert question.correction != question.stem
        assert "原文" in question.explanation


def test_the_other_number_is_the_distractor_and_never_the_key(questions_of: Questions) -> None:
    questions = questions_of(AWARDS)
    for question in questions:
        if (
            question.type is QuestionType.CLOZE
            and "先进工作者" in question.stem
            and "____人" in question.stem
        ):
            assert grade(question, ["56"]).right
            assert not grade(question, ["128"]).right
        if question.type is QuestionType.TRUE_FALSE and "128人全市先进工作者" in question.stem:
            assert question.key is False


def test_a_cloze_shows_enough_to_have_one_answer(questions_of: Questions) -> None:
    clozes = of(questions_of(SPIRITS), QuestionType.CLOZE)
    assert clozes
    for question in clozes:
        assert "精神" in question.stem
        assert question.stem.count("____") == len(question.key) if isinstance(question.key, tuple) else False


def test_a_number_asked_for_keeps_its_qualifier_and_accepts_the_bare_number(questions_of: Questions) -> None:
    text = "人物\n\n赵志刚是江城钢铁公司炼钢厂厂长，他先后培训学员1.5万多人次，累计行程80余万公里，走访用户3000余户。他改造设备400多台，带出徒弟60余名。\n"
    asked = {}
    for question in of(questions_of(text), QuestionType.CLOZE):
        if isinstance(question.key, tuple) and isinstance(question.key[0], tuple):
            asked[question.key[0][0]] = question
    for written, bare, wrong in (
        ("1.5万多", "15000", "1.5"),
        ("80余万", "800000", "80"),
        ("3000余", "3000", "300"),
        ("400多", "400", "40"),
        ("60余", "60", "6"),
    ):
        if written in asked:
            assert grade(asked[written], [bare]).right
            assert not grade(asked[written], [wrong]).right
    assert asked.keys() & {"1.5万多", "80余万", "3000余", "400多", "60余"}


def test_wrong_numbers_keep_format_and_direction(questions_of: Questions) -> None:
    text = "人物\n\n赵志刚研制的“三段式喷枪”，使换枪时间从50多分钟缩短为20分钟。赵志刚是江城钢铁公司炼钢厂厂长。\n"
    for question in of(questions_of(text), QuestionType.SINGLE_CHOICE):
        if key_text(question) == "20":
            assert all(option.isdigit() and int(option) < 50 for option in question.options)
            assert list(question.options) == sorted(question.options, key=int)


def test_at_least_five_is_not_made_wrong_by_four(questions_of: Questions) -> None:
    text = "江城冶炼厂\n\n江城冶炼厂提纯1克贵金属，需要在至少5吨的废渣中反复萃取。\n"
    for question in questions_of(text):
        for option in question.options:
            assert int(option.removeprefix("至少")) >= 5


def test_a_text_without_facts_gives_no_questions(questions_of: Questions) -> None:
    assert questions_of("春天\n\n天气渐渐暖和起来，大家都说今年的花开得特别好看，心里十分高兴。\n") == ()
